"""One thing that is wrong with the data, and the words in which it is said.

A message says what was found, what was expected, and the nearest valid value where there is one,
for a reader who edits data and writes no programs.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from indonato_report.data.problem_codes import CODES, ProblemCode, Severity

__all__ = [
    "CODES",
    "Problem",
    "ProblemCode",
    "Severity",
    "described",
    "listed",
    "nearest",
    "quoted",
]

#: Above this many names, only those that look most alike are compared in full.
_MANY_NAMES = 50


class Problem(NamedTuple):
    """One thing that is wrong, at one place.

    ``line`` and ``column`` count from 1; a line of 0 means the file as a whole.
    """

    path: str
    line: int
    column: int
    code: str
    message: str

    @property
    def severity(self) -> Severity:
        """``error`` (the data must be corrected) or ``note`` (somebody should look)."""
        return CODES[self.code].severity

    @property
    def location(self) -> str:
        """The place as ``path:line:column``, in the form that editors make clickable."""
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path

    def __str__(self) -> str:
        """Return the one-line form that the command line and the builds print."""
        return f"{self.location}: [{self.code}] {self.message}"


def quoted(value: object, limit: int = 60) -> str:
    """Return ``value`` in quotes, on one line and cut to ``limit`` characters."""
    if isinstance(value, list | dict):
        return described(value)
    text = " ".join(str(value)[: 20 * limit].split())
    return f"'{text[: limit - 1]}…'" if len(text) > limit else f"'{text}'"


def described(value: Any) -> str:
    """Return what a value is, in words: ``the number 5``, ``a list``."""
    if isinstance(value, bool):
        return f"the truth value {str(value).lower()}"
    if isinstance(value, int | float):
        return f"the number {quoted(value)[1:-1]}"
    if isinstance(value, str):
        return f"the text {quoted(value)}"
    if isinstance(value, list):
        return "a list"
    return "fields with values" if isinstance(value, dict) else "nothing"


def nearest(wrong: object, valid: Iterable[str]) -> str:
    """Return the sentence ``Did you mean '…'?`` for the nearest valid name, or nothing.

    Upper and lower case count as alike.  The time is bounded for any number of names.
    """
    import difflib  # only needed when something is wrong

    text = str(wrong)[:100].casefold()
    folded = {name.casefold(): name for name in reversed(list(valid))}
    if text in folded:
        return f" Did you mean '{folded[text]}'?"
    candidates: Iterable[str] = folded
    if len(folded) > _MANY_NAMES:
        pairs = {text[start : start + 2] for start in range(len(text) - 1)}
        alike = [name for name in folded if abs(len(name) - len(text)) <= max(3, len(text) // 2)]
        alike.sort(key=lambda name: sum(pair in name for pair in pairs), reverse=True)
        candidates = alike[:20]
    close = difflib.get_close_matches(text, candidates, n=1, cutoff=0.7)
    return f" Did you mean '{folded[close[0]]}'?" if close else ""


def listed(names: Iterable[str], limit: int = 12) -> str:
    """Return names separated by commas, cut after ``limit`` of them."""
    all_names = list(names)
    rest = len(all_names) - limit
    shown = ", ".join(name if len(name) <= 60 else f"{name[:59]}…" for name in all_names[:limit])
    return f"{shown} and {rest} more" if rest > 0 else shown
