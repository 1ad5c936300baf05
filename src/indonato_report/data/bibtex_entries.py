"""The sources of a BibTeX text, with the places of their values.

What is read is the common core of the format: entries in braces or parentheses whose fields hold
texts in braces, in quotation marks or bare, joined by ``#``.  ``@comment``, ``@preamble`` and
``@string`` are no sources; the names of months and other macros stay as they are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

#: The field that holds the key of a source.
KEY = "key"

_ENTRY = re.compile(r"^[ \t]*@[ \t]*(\w+)[ \t]*[{(]\s*", re.MULTILINE)
_ENTRY_KEY = re.compile(r"([^\s,{}()\"]+)\s*,\s*")
_NAME = re.compile(r"([A-Za-z][\w:.-]*)\s*=\s*")
_BARE = re.compile(r"[^\s,{}()#\"]+")
_BETWEEN = re.compile(r"\s*,?\s*")
_JOIN = re.compile(r"\s*#\s*")
_NO_SOURCES = ("comment", "preamble", "string")
_ESCAPED = re.compile(r"\\([&%#_${}])")
_BRACES = re.compile(r"(?<!\\)[{}]")


class Entry(NamedTuple):
    """A source as it stands in the file; ``places`` are the offsets of the values of its fields."""

    start: int
    fields: dict[str, str]
    places: dict[str, int]


class BadEntry(Exception):
    """An entry that cannot be read: where, and why."""

    def __init__(self, offset: int, message: str) -> None:
        super().__init__(message)
        self.offset = offset
        self.message = message


def place_of(text: str, number: int, name: str | int | None) -> int:
    """Return the offset of a source, or of the value of one of its fields.

    Args:
        text: of the file.
        number: of the source, from 0.
        name: of the field; ``None`` for the source as a whole.
    """
    try:
        for count, entry in enumerate(entries(text)):
            if count == number:
                return entry.places.get(str(name), entry.start)
    except BadEntry:
        pass  # whoever asks has read the file before; a place must never be the next problem
    return 0


def entries(text: str) -> Iterator[Entry]:
    """Yield the sources of a BibTeX text.

    Raises:
        BadEntry: at the first one that cannot be read.
    """
    place = 0
    while found := _ENTRY.search(text, place):
        place = found.end()
        if found[1].lower() in _NO_SOURCES:
            continue
        key = _ENTRY_KEY.match(text, place)
        if key is None:
            message = "after the kind of a source comes its key and a comma, as in @book{key,"
            raise BadEntry(found.start(), message)
        entry = Entry(found.start(), {KEY: key[1]}, {KEY: key.start(1)})
        place = _fields(text, key.end(), entry)
        yield entry


def _fields(text: str, place: int, entry: Entry) -> int:
    """Read the fields of an entry from ``place`` on, and return where they end."""
    while (found := _NAME.match(text, place)) is not None:
        name = found[1].lower()
        start = found.end()
        written, place = _value(text, start)
        if name != KEY:  # BibTeX has a field of that name, for sorting; the key wins
            entry.fields[name] = written
            entry.places[name] = start
        between = _BETWEEN.match(text, place)
        place = between.end() if between else place
    if text[place : place + 1] not in ("}", ")"):
        shown = entry.fields[KEY]
        raise BadEntry(
            min(place, len(text)),
            f"the source {shown} ends with a brace, and its fields are written name = {{value}}, "
            "with a comma behind each",
        )
    return place + 1


def _value(text: str, place: int) -> tuple[str, int]:
    """Return the text of a value, and where it ends."""
    parts = []
    while True:
        first = text[place : place + 1]
        if first == "{":
            end = _closing(text, place)
            parts.append(text[place + 1 : end - 1])
        elif first == '"':
            end = _quoted_end(text, place)
            parts.append(text[place + 1 : end - 1])
        elif bare := _BARE.match(text, place):
            end = bare.end()
            parts.append(bare[0])
        else:
            raise BadEntry(place, "a value is missing here; leave the field out, or fill it in")
        join = _JOIN.match(text, end)
        if join is None:
            return _plain("".join(parts)), end
        place = join.end()


def _closing(text: str, start: int) -> int:
    """Return the place behind the brace that closes the one at ``start``."""
    depth = 0
    for brace in _BRACES.finditer(text, start):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return brace.end()
    raise BadEntry(start, "this brace is never closed")


def _quoted_end(text: str, start: int) -> int:
    """Return the place behind the quotation mark that ends a value; marks in braces don't."""
    place = start + 1
    while place < len(text):
        if text[place] == '"':
            return place + 1
        place = _closing(text, place) if text[place] == "{" else place + 1
    raise BadEntry(start, "this quotation mark is never closed")


def _plain(written: str) -> str:
    """Return a value without the marks of TeX: braces, escapes and ties."""
    bare = _ESCAPED.sub(r"\1", _BRACES.sub("", written)).replace("~", " ")
    return " ".join(bare.split())
