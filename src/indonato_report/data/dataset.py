"""All records of a package, read and checked.

:func:`load` is the one way in: it reads the descriptor, every data file and the bibliography's
keys, runs all checks, and returns what can be used together with every problem found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from indonato_report.data import bibliography, checks, descriptor_reader, query, records
from indonato_report.data.descriptor import Collection, Package, SortKey
from indonato_report.data.ordering import ordered
from indonato_report.data.paths import is_pattern
from indonato_report.data.problems import Problem, quoted
from indonato_report.data.records import Record


@dataclass(frozen=True)
class Dataset:
    """The usable records of a package and the problems of all its files.

    ``package`` is ``None`` if the descriptor itself cannot be used; then there are no records.
    ``incomplete`` are the collections of which some record could not be read.  ``today`` is the day
    against which review dates are held.
    """

    package: Package | None
    records: Mapping[str, Mapping[str, Record]] = field(default_factory=dict)
    problems: Sequence[Problem] = ()
    incomplete: frozenset[str] = frozenset()
    today: date | None = None

    def collection(self, name: str) -> Collection | None:
        """Return a collection, or ``None`` if the descriptor declares none of that name."""
        return self.package.collections.get(name) if self.package else None

    def keys(self, collection: str) -> Iterable[str] | None:
        """Return the keys of a collection's records, or ``None`` for an unknown collection."""
        found = self.records.get(collection)
        return None if found is None else found.keys()

    def record(self, collection: str, key: str) -> Record | None:
        """Return one record, or ``None`` if there is none."""
        return self.records.get(collection, {}).get(key)

    def select(
        self,
        collection: Collection,
        where: str = "",
        sort: Sequence[SortKey] = (),
        limit: int | None = None,
    ) -> list[Record]:
        """Return the records that match, in order.

        Args:
            collection: whose records.
            where: a filter; see :mod:`indonato_report.data.query`.
            sort: keys of the order; without, records come in the order of their files.
            limit: how many records at most.

        Raises:
            QueryError: if the filter is wrong.
        """
        matches = query.compile_filter(where, collection, self._known_keys)
        found = [each for each in self.records[collection.name].values() if matches(each.values)]
        return ordered(found, collection, sort)[:limit]

    def not_among_read(self, collection: str) -> str:
        """Return what to say of a missing record in a collection that could be read in part."""
        return (
            f"not among the {len(self.records.get(collection, {}))} records of "
            f"{quoted(collection)} that could be read; mend first what was reported of its "
            "data files."
        )

    def _known_keys(self, collection: str) -> Mapping[str, Record] | None:
        return None if collection in self.incomplete else self.records.get(collection)


class Inputs(NamedTuple):
    """What a load depends on: the files that were read, and the patterns that found them."""

    files: tuple[Path, ...]
    patterns: tuple[Path, ...]


def load(descriptor: Path, today: Callable[[Package], date | None] = checks.today) -> Dataset:
    """Read and check everything that a descriptor names.

    Args:
        descriptor: the ``datapackage.yaml``.
        today: returns the day against which review dates are held; by default
            ``SOURCE_DATE_EPOCH`` or the edition's date, never the clock.

    Returns:
        The records that can be used and all problems, sorted by file and line.  A value that
        failed its check stays, marked as flawed; a record without a usable key is left out.
    """
    package, problems = descriptor_reader.read_descriptor(descriptor)
    if package is None:
        return Dataset(None, problems=problems)
    loaded = {
        name: records.read_collection(package, collection)
        for name, collection in package.collections.items()
    }
    source_keys: frozenset[str] | None = None
    if package.bibliography is not None:
        source_keys, bibliography_problems = bibliography.read_keys(package.bibliography)
        problems = [*problems, *bibliography_problems]
        if bibliography_problems:
            source_keys = None  # one problem is enough; not one more for each citation
    on_day = today(package)
    problems = [*problems, *checks.check(package, loaded, source_keys, on_day)]
    for each in loaded.values():
        problems.extend(each.problems)
    return Dataset(
        package,
        {name: each.by_key for name, each in loaded.items()},
        sorted(set(problems)),
        frozenset(name for name, each in loaded.items() if not each.complete),
        on_day,
    )


def inputs(descriptor: Path) -> Inputs:
    """Return every file that :func:`load` would read, whether it exists or not."""
    package, _ = descriptor_reader.read_descriptor(descriptor)
    files, patterns = [descriptor], []
    if package is not None:
        if package.bibliography is not None:
            files.append(package.bibliography)
        for collection in package.collections.values():
            for pattern in package.patterns_of(collection):
                files.extend(records.files_of(pattern))
                if is_pattern(pattern):
                    patterns.append(pattern)
    return Inputs(tuple(dict.fromkeys(files)), tuple(dict.fromkeys(patterns)))
