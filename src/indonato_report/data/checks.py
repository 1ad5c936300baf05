"""Checks that a schema cannot say: what records mean to each other and to the bibliography."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any, TypeGuard

from indonato_report.data.descriptor import FactFields, Package
from indonato_report.data.formats import Flawed
from indonato_report.data.known_names import KnownNames
from indonato_report.data.markdown_check import check_markdown
from indonato_report.data.problems import Problem, quoted
from indonato_report.data.records import MAX_PROBLEMS, LoadedCollection, Record, too_many


def today(package: Package) -> date | None:
    """Return the day against which review dates are held.

    It is ``SOURCE_DATE_EPOCH`` (https://reproducible-builds.org/specs/source-date-epoch/) or the
    edition's date, never the clock: two builds of the same sources must be the same.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        if epoch.isascii() and epoch.isdigit():
            return datetime.fromtimestamp(int(epoch), UTC).date()
        return date.fromisoformat(package.edition_date) if package.edition_date else None
    except (ValueError, OverflowError, OSError):  # a moment that no calendar of ours has
        return None


def is_due(names: FactFields, values: Mapping[str, Any], on_day: date | None) -> bool:
    """Whether the review date of a fact has passed.

    Args:
        names: which fields hold what.
        values: the fact.
        on_day: today, see :func:`today`; ``None`` if nobody knows.
    """
    review = values.get(names.review_by)
    return on_day is not None and _is_text(review) and review < on_day.isoformat()


def check(
    package: Package,
    loaded: Mapping[str, LoadedCollection],
    source_keys: frozenset[str] | None,
    on_day: date | None,
) -> list[Problem]:
    """Check all records against each other.

    Args:
        package: the descriptor.
        loaded: the collections, by name.
        source_keys: the keys of the bibliography; ``None`` if there is none.
        on_day: the day for review dates; ``None`` leaves that check out.
    """
    problems: list[Problem] = []
    names = KnownNames(loaded, source_keys)
    for each in loaded.values():
        check_one = _CollectionCheck(each, names)
        check_one.references()
        check_one.sources()
        check_one.dates()
        check_one.markdown()
        check_one.unique()
        check_one.same()
        if each.collection.facts is not None:
            check_one.facts(each.collection.facts, on_day)
        problems.extend(check_one.problems)
    return problems


class _CollectionCheck:
    """The checks of one collection, one method each."""

    def __init__(self, loaded: LoadedCollection, names: KnownNames) -> None:
        self._loaded = loaded
        self._collection = loaded.collection
        self._names = names
        self.problems: list[Problem] = []

    @property
    def _records(self) -> Iterable[Record]:
        return self._loaded.by_key.values()

    def _report(self, record: Record, pointer: tuple[str | int, ...], code: str, text: str) -> None:
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem(*self._loaded.place(record, pointer), code, text))
        elif len(self.problems) == MAX_PROBLEMS:
            self.problems.append(too_many(self._loaded.files[record.file].shown))

    @property
    def _is_full(self) -> bool:
        """Whether so many problems are known that words for more are not worked out."""
        return len(self.problems) > MAX_PROBLEMS

    def references(self) -> None:
        """Every reference must name a record of the other collection."""
        for name, field in self._collection.fields.items():
            for record in self._records if field.references else ():
                for pointer, key in _items(record, name):
                    if self._names.lacks(field.references, key) and not self._is_full:
                        words = self._names.no_record(field.references, key)
                        self._report(record, pointer, "data.reference", f"{name}: {words}")

    def sources(self) -> None:
        """Every source must stand in the bibliography."""
        for name in self._collection.source_fields:
            for record in self._records:
                for pointer, key in _items(record, name):
                    if self._names.lacks_source(key) and not self._is_full:
                        words = self._names.no_source(key)
                        self._report(record, pointer, "data.source", f"{name}: {words}")

    def dates(self) -> None:
        """A date must not precede the one that it is declared to follow."""
        for name, field in self._collection.fields.items():
            for record in self._records if field.not_before else ():
                later, earlier = record.values.get(name), record.values.get(field.not_before)
                if not _is_text(later) or not _is_text(earlier):
                    continue
                # Dates are compared as far as both are known.
                known = min(len(later), len(earlier))
                if later[:known] < earlier[:known]:
                    message = (
                        f"{name}: {later} is before {field.not_before}, which is {earlier}; "
                        "correct one of the two"
                    )
                    self._report(record, (name,), "data.date-order", message)

    def markdown(self) -> None:
        """Markdown may hold what is listed, and its roles must lead somewhere."""
        for name, field in self._collection.fields.items():
            block = field.markdown == "block"
            for record in self._records if field.markdown else ():
                text = record.values.get(name)
                if not _is_text(text) or self._is_full:
                    continue
                for found in check_markdown(text, block, self._names):
                    place = self._loaded.place_inside(record, (name,), text, found.offset)
                    message = f"{name}: {found.message}"
                    self.problems.append(Problem(*place, found.code, message))

    def unique(self) -> None:
        """A value of a field that is declared unique must stand once."""
        for name, field in self._collection.fields.items():
            if not field.constraints.get("unique") or name == self._collection.key:
                continue
            seen: dict[Any, Record] = {}
            for record in self._records:
                value = record.values.get(name)
                if value is None or isinstance(value, Flawed):
                    continue
                first = seen.setdefault(_identity(value), record)
                if first is not record:
                    message = (
                        f"{name}: {quoted(_shown(value))} must be unique, but is already the value "
                        f"of {quoted(first.key)}"
                    )
                    self._report(record, (name,), "data.duplicate-value", message)

    def same(self) -> None:
        """Two records must differ in the fields that tell records apart."""
        names = self._collection.distinct
        seen: dict[tuple[Any, ...], Record] = {}
        for record in self._records if names else ():
            values = [record.values.get(name) for name in names]
            if any(value is None or isinstance(value, Flawed) for value in values):
                continue
            first = seen.setdefault(tuple(map(_identity, values)), record)
            if first is not record and not self._is_full:
                path, line, _ = self._loaded.place(first)
                message = (
                    f"{quoted(record.key)} has the same {' and '.join(names)} as "
                    f"{quoted(first.key)} in {path}:{line}; merge the two, or name in `distinct` a "
                    "field that tells them apart"
                )
                self._report(record, (), "data.same", message)

    def facts(self, names: FactFields, on_day: date | None) -> None:
        """A figure needs a unit and a date; a fact past its review date is noted."""
        fields = self._collection.fields
        for record in self._records:
            value = record.values.get(names.value)
            is_figure = isinstance(value, int | float) and not isinstance(value, bool)
            for name in (names.unit, names.as_of) if is_figure else ():
                # A required field that is missing has been reported as such.
                if name in fields and not fields[name].required and name not in record.values:
                    message = f"{names.value}: the figure {value} needs the field {quoted(name)}"
                    self._report(record, (names.value,), "data.unit", message)
            if is_due(names, record.values, on_day):
                review = record.values[names.review_by]
                message = (
                    f"{names.review_by}: {review} has passed on {on_day}; check the sources again "
                    "and move the date"
                )
                self._report(record, (names.review_by,), "data.review-due", message)


def _is_text(value: Any) -> TypeGuard[str]:
    return isinstance(value, str) and not isinstance(value, Flawed)


def _identity(value: Any) -> Any:
    """Return something to tell values apart by; the order of a list doesn't count."""
    if isinstance(value, list):
        return tuple(sorted(map(str, value)))
    return isinstance(value, bool), value


def _shown(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _items(record: Record, name: str) -> Iterable[tuple[tuple[str | int, ...], str]]:
    """Return pointer and text of each value of a field, be it one text or a list of them."""
    value = record.values.get(name)
    if isinstance(value, list):
        return [((name, index), item) for index, item in enumerate(value)]
    return [((name,), value)] if _is_text(value) else []
