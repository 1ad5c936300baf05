"""A large YAML file cut into pieces, each with some of its records.

A parser needs some ten times a file's size in memory, which it hands back only in part.  A file
that is a plain list of records can be parsed piece by piece, in the memory of one piece.  A cut is
made only before a line that must begin a record; whatever makes a piece invalid by itself (an
alias of another piece, a quotation that goes on) sends the whole file to the parser at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

#: A file of fewer characters is parsed whole; a piece has about as many.
PIECE_LENGTH = 64 * 1024

_FIRST = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n|---[ \t]*\n)*- ")
_RECORD = re.compile(r"\n- ")
_MARKER = re.compile(r"\n(?:---|\.\.\.|%)")


def has_pieces(text: str) -> bool:
    """Return whether a file is large enough, and plainly enough a list of records, to be cut."""
    if len(text) < 2 * PIECE_LENGTH or "\r" in text:
        return False
    first = _FIRST.match(text)
    # A marker may end the document, which only the parser of the whole file can judge.
    return first is not None and _MARKER.search(text, first.end()) is None


def pieces(text: str) -> Iterator[str]:
    """Yield the pieces of a file for which :func:`has_pieces` is true, in their order."""
    start = 0
    while start < len(text):
        cut = _RECORD.search(text, start + PIECE_LENGTH)
        end = cut.start() + 1 if cut else len(text)
        yield text[start:end]
        start = end
