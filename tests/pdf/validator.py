"""What a validator that others wrote says of a PDF."""

from __future__ import annotations

from pathlib import Path

import pytest

#: The names that it gives to what our files claim.
PROFILES = ("PDF_A_3A", "PDF_UA_1")


def validated(path: Path, profile: str) -> list[str]:
    """The rules that a file breaks; the test is left out where the validator is not installed."""
    page = pytest.importorskip("page", reason="the validator is not installed")
    report = page.validate_pdf(str(path), profile=page.ValidationProfile[profile])
    assert report.rules.total > 100
    return [f"{one.rule_id}: {one.message}" for one in report.failures]
