"""What a page takes from the data, and a digest of it.

A page must be read again exactly if what it takes has changed: not when a file's time stamp has,
and not when another record in the same file has.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from indonato_report.data.dataset import Dataset
    from indonato_report.data.descriptor import Collection, SortKey
    from indonato_report.data.records import Record

UseKind: TypeAlias = Literal["selection", "count", "record", "title", "collection", "facts"]


class Use(NamedTuple):
    """One thing that a page takes from the data.

    ``selection`` is the records that match ``where`` (in order and up to ``limit``), ``count``
    only how many there are, ``record`` all of the record ``key`` and ``title`` only its title.
    ``collection`` is what the descriptor says of a collection, ``facts`` which ones hold facts.
    """

    kind: UseKind
    collection: str
    where: str = ""
    key: str = ""
    sort: tuple[SortKey, ...] = ()
    limit: int | None = None


_encoded = json.JSONEncoder(ensure_ascii=False, sort_keys=True, default=str).encode


def digest_of(dataset: Dataset, use: Use, records: list[Record] | None = None) -> str:
    """Return a digest of what ``use`` takes from ``dataset`` now.

    What cannot be had any more (a collection that is gone, a filter that has become wrong) has a
    digest too, so that the page is read again and says so.

    Args:
        dataset: all records.
        use: what a page takes.
        records: those of a selection, if they have been selected already.
    """
    from indonato_report.data.query import QueryError

    digest = hashlib.blake2b(digest_size=12)
    try:
        for part in _taken_by(dataset, use, records):
            digest.update(_encoded(part).encode("utf-8", "replace"))
    except QueryError as error:
        digest.update(f"error: {error}".encode("utf-8", "replace"))
    return digest.hexdigest()


def _taken_by(dataset: Dataset, use: Use, records: list[Record] | None) -> Iterator[Any]:
    """Yield what ``use`` takes, part by part: a large selection is never held as one text."""
    if use.kind == "facts":
        yield [each.name for each in dataset.package.fact_collections] if dataset.package else None
        return
    collection = dataset.collection(use.collection)
    if collection is None:
        return
    if use.kind == "collection":
        yield collection.digest
    elif use.kind == "count":
        yield len(dataset.select(collection, use.where))
    elif use.kind == "selection":
        yield collection.digest
        if records is None:
            records = dataset.select(collection, use.where, use.sort, use.limit)
        for each in records:
            yield _taken(dataset, collection, each)
    elif record := dataset.record(use.collection, use.key):
        if use.kind == "title":
            yield collection.title_of(record.key, record.values)
        else:
            yield collection.digest
            yield _taken(dataset, collection, record)


def _taken(dataset: Dataset, collection: Collection, record: Record) -> list[Any]:
    """Return a record's values and the titles of the records that it refers to."""
    titles: list[str] = []
    for field in collection.fields.values():
        if not field.references or field.name not in record.values:
            continue
        other = dataset.collection(field.references)
        value = record.values[field.name]
        for key in value if isinstance(value, list) else [value]:
            found = dataset.record(field.references, str(key))
            if other is not None and found is not None:
                titles.append(other.title_of(found.key, found.values))
    taken = [record.key, record.values, titles]
    # Only what is due makes a page depend on the day: all others stay as they are.
    return [*taken, dataset.today] if _is_due(dataset, collection, record) else taken


def _is_due(dataset: Dataset, collection: Collection, record: Record) -> bool:
    """Whether a record is a fact whose review date has passed."""
    if collection.facts is None:
        return False
    from indonato_report.data.checks import is_due

    return is_due(collection.facts, record.values, dataset.today)


def due_facts(
    dataset: Dataset, use: Use, records: list[Record] | None
) -> Iterator[tuple[Collection, Record]]:
    """Yield the facts whose review dates have passed among the records that a use shows."""
    collection = dataset.collection(use.collection)
    if collection is None or collection.facts is None:
        return
    if use.kind == "record":
        found = dataset.record(use.collection, use.key)
        records = [found] if found is not None else []
    for record in records or ():
        if _is_due(dataset, collection, record):
            yield collection, record
