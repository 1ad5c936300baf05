"""What a bibliography says of its sources: of which kind each is, and who published it.

The kind stands in a field of our own, ``kind``: primary, research, press or reference.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from indonato_report.data import reader
from indonato_report.data.bibtex_entries import KEY, BadEntry, Entry, entries


class Source(NamedTuple):
    """A source: kind, publisher and date, each ``""`` if the bibliography does not say.

    The date is in the form of ISO 8601, as far as it is known: a day, a month or a year.
    """

    kind: str = ""
    publisher: str = ""
    date: str = ""


class Coverage(NamedTuple):
    """How well some records are borne out by their sources, in numbers of records.

    Two sources are independent if they have different publishers.
    """

    records: int
    primary: int
    independent: int
    press_only: int
    without: int


class Age(NamedTuple):
    """How old the sources of some records are.

    ``oldest`` and ``newest`` are dates in the form of ISO 8601, ``""`` if no source has one.
    """

    sources: int
    oldest: str
    newest: str
    undated: int


def read_sources(path: Path) -> dict[str, Source]:
    """Return the sources of a ``.bib`` file by their keys; none if it cannot be read."""
    file, _problems = reader.read_text(path)
    try:
        return (
            {} if file is None else {each.fields[KEY]: _source(each) for each in entries(file.text)}
        )
    except BadEntry:
        return {}


def _source(entry: Entry) -> Source:
    fields = entry.fields
    day = fields.get("date") or fields.get("year", "")
    return Source(fields.get("kind", ""), fields.get("publisher", ""), day)


def age(cited: Iterable[Iterable[str]], sources: Mapping[str, Source]) -> Age:
    """Return how old the sources of records are, each source counted once.

    Args:
        cited: for each record, the keys of its sources.
        sources: what the bibliography says of them.
    """
    keys = {key for each in cited for key in each}
    dates = sorted(day for key in keys if (day := sources.get(key, Source()).date))
    return Age(
        len(keys), dates[0] if dates else "", dates[-1] if dates else "", len(keys) - len(dates)
    )


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
