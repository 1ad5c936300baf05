"""What a bibliography says of its sources: of which kind each is, and who published it.

The kind stands in a field of our own, ``kind``: primary, research, press or reference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from indonato_report.data import reader

_ENTRY = re.compile(r"^[ \t]*@\w+[ \t]*\{[ \t]*([^\s,{}]+)[ \t]*,", re.MULTILINE)
_FIELD = re.compile(r"^[ \t]*(kind|publisher)[ \t]*=[ \t]*[{\"]+(.*?)[}\"]+,?[ \t]*$", re.MULTILINE)


class Source(NamedTuple):
    """A source: its kind and its publisher, each ``""`` if the bibliography does not say."""

    kind: str = ""
    publisher: str = ""


class Coverage(NamedTuple):
    """How well some records are borne out by their sources, in numbers of records.

    Two sources are independent if they have different publishers.
    """

    records: int
    primary: int
    independent: int
    press_only: int
    without: int


def read_sources(path: Path) -> dict[str, Source]:
    """Return the sources of a ``.bib`` file by their keys; none if it cannot be read."""
    file, _problems = reader.read_text(path)
    if file is None:
        return {}
    starts = list(_ENTRY.finditer(file.text))
    ends = [each.start() for each in starts[1:]] + [len(file.text)]
    found = {}
    for start, end in zip(starts, ends, strict=True):
        fields = dict(_FIELD.findall(file.text[start.end() : end]))
        found[start[1]] = Source(fields.get("kind", ""), fields.get("publisher", ""))
    return found


def coverage(cited: Iterable[Iterable[str]], sources: Mapping[str, Source]) -> Coverage:
    """Return how well records are borne out.

    Args:
        cited: for each record, the keys of its sources.
        sources: what the bibliography says of them.
    """
    counts = [0, 0, 0, 0, 0]
    for keys in cited:
        known = [sources.get(key, Source()) for key in keys]
        kinds = {each.kind for each in known}
        publishers = {each.publisher for each in known if each.publisher}
        truths = (
            True,
            "primary" in kinds,
            len(publishers) > 1,
            kinds == {"press"},
            not known,
        )
        counts = [number + truth for number, truth in zip(counts, truths, strict=True)]
    return Coverage(*counts)
