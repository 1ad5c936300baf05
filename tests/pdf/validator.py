"""What a validator that others wrote says of a PDF."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

#: The names that it gives to what our files claim.
PROFILES = ("PDF_A_3A", "PDF_UA_1")


def validated(path: Path, profile: str) -> list[str]:
    """The rules that a file breaks."""
    page = import_module("page")
    report = page.validate_pdf(str(path), profile=page.ValidationProfile[profile])
    assert report.rules.total > 100
    return [f"{one.rule_id}: {one.message}" for one in report.failures]
