"""A data file that was read, and how a file is rejected.

Apart from the reader, which picks a parser by the kind of file: the parsers need these as well.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from indonato_report.data.positions import Positions, line_and_column
from indonato_report.data.problems import Problem


class DataFile(NamedTuple):
    """A file that was read: ``shown`` is its path as messages print it."""

    path: Path
    shown: str
    text: str

    @property
    def kind(self) -> str:
        """The ending that says how the file is read: ``.yaml``, ``.json``, ``.csv``, ``.bib``."""
        suffix = self.path.suffix.lower()
        return ".yaml" if suffix == ".yml" else suffix

    def positions(self, records: int | None = None) -> Positions:
        """Return a finder of lines and columns; ``records`` is how many records were read."""
        return Positions(self.text, self.kind, records)

    def problem(self, offset: int, code: str, message: str) -> Problem:
        """Return a problem at a character of the file."""
        return Problem(self.shown, *line_and_column(self.text, offset), code, message)


class Rejected(Exception):
    """A file that cannot be used; carries the problems."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*map(str, problems))
        self.problems = list(problems)
