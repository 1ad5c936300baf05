"""All checks of the archival rules: importing this module registers them."""

from __future__ import annotations

from pathlib import Path

from pdf.archival import content, fonts, graphics, metadata, structure, syntax, tables
from pdf.archival.file import ABSENT, CHECKS, ArchivalFile

__all__ = ["ABSENT", "CHECKS", "ArchivalFile", "broken_rules"]

#: The modules whose checks have been registered.
PARTS = (content, fonts, graphics, metadata, structure, syntax, tables)


def broken_rules(path: Path) -> dict[str, list[str]]:
    """What is wrong with a file, by the rules that it breaks."""
    file = ArchivalFile(path)
    found = {", ".join(names): list(check(file)) for check, names in CHECKS.items()}
    return {names: some[:5] for names, some in found.items() if some}
