"""What Typst says about a failed compilation, read from its plain text."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_HEAD = re.compile(r"^(?P<kind>error|warning): (?P<message>.*)$", re.MULTILINE)
_PLACE = re.compile(r"^\s*┌─ (?P<path>.+):(?P<line>\d+):(?P<column>\d+)\s*$", re.MULTILINE)
_HINT = re.compile(r"^\s*= hint: (?P<hint>.*)$", re.MULTILINE)
_REFUSAL = re.compile(r"PDF/[^:]* error: (?P<reason>.*)")
_MISSING = re.compile(r'the text `"(?P<text>(?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPE = re.compile(r"\\u\{(?P<code>[0-9a-fA-F]+)\}")
_MODIFIER = re.compile("[\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]")


class Diagnostic(NamedTuple):
    """One complaint: what, where (``path`` empty: nowhere; ``column`` from 0), and a hint."""

    message: str
    path: str
    line: int
    column: int
    hint: str

    @property
    def refusal(self) -> str | None:
        """Return why a *standard* refuses the document, or ``None`` if it is a real error."""
        match = _REFUSAL.fullmatch(self.message)
        return match["reason"] if match else None

    @property
    def is_about_glyphs(self) -> bool:
        """Return whether the complaint is that something can't be drawn."""
        return _MISSING.search(self.message) is not None

    @property
    def missing_characters(self) -> str:
        """Return the characters that no font can draw, if that is the complaint.

        Typst names a letter together with its marks.  Of these it is the marks that fonts lack,
        and never a character of ASCII, which is all that the markup round the text consists of.
        Joiners and selectors of variants print nothing by themselves.
        """
        match = _MISSING.search(self.message)
        if match is None:
            return ""
        text = _ESCAPE.sub(lambda code: chr(int(code["code"], 16)), match["text"])
        foreign = [one for one in text if not (one.isascii() or _MODIFIER.match(one))]
        marks = [one for one in foreign if unicodedata.combining(one)]
        return "".join(marks if marks and len(text) > len(marks) else foreign)


def read_diagnostics(text: str) -> list[Diagnostic]:
    """Return the errors in ``text``, each once, in their order; warnings stop nothing."""
    heads = list(_HEAD.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    found: dict[Diagnostic, None] = {}
    for head, end in zip(heads, ends, strict=False):
        if head["kind"] == "warning":
            continue
        part = text[head.end() : end]
        place = _PLACE.search(part)
        hint = _HINT.search(part)
        diagnostic = Diagnostic(
            message=head["message"],
            path=place["path"] if place else "",
            line=int(place["line"]) if place else 0,
            column=int(place["column"]) if place else 0,
            hint=hint["hint"] if hint else "",
        )
        found[diagnostic] = None
    return list(found)
