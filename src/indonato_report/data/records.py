"""The records of one collection: files to values, validated and typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from indonato_report.data import reader, schema, violations
from indonato_report.data.data_file import DataFile
from indonato_report.data.descriptor import Collection, Field, Package
from indonato_report.data.formats import Flawed
from indonato_report.data.paths import files_of
from indonato_report.data.positions import Pointer, Positions
from indonato_report.data.problems import Problem, described, listed, quoted
from indonato_report.data.written_values import cleaner

__all__ = ["LoadedCollection", "Record", "files_of", "read_collection"]

#: How many problems of one file, or of the records of one collection together, are worked out.
MAX_PROBLEMS = 1000

_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?\Z")
_FLAWS = {
    "data.type",
    "data.enum",
    "data.date",
    "data.pattern",
    "data.range",
    "data.id",
    "data.format",
}


class Record(NamedTuple):
    """One record.

    ``values`` maps the names of its fields to their values (fields without a value are left out);
    ``file`` and ``index`` say where it stands: the number of the file in its collection, and the
    number of the record in that file.
    """

    key: str
    values: dict[str, Any]
    file: int
    index: int  # type: ignore[assignment]  # tuples have a method of that name


class LoadedCollection:
    """A collection's records and the problems of its files.

    ``complete`` is false if some record could not be read, so that it cannot be told whether a
    key exists.  It also finds positions, for the checks that hold several records against each
    other.
    """

    def __init__(self, collection: Collection) -> None:
        """Start without records."""
        self.collection = collection
        self.files: list[DataFile] = []
        self.by_key: dict[str, Record] = {}
        self.problems: list[Problem] = []
        self.complete = True
        self._counts: list[int] = []
        self._positions: dict[int, Positions] = {}

    def add_file(self, file: DataFile, records: int) -> int:
        """Note a file that was read, and return its number."""
        self.files.append(file)
        self._counts.append(records)
        return len(self.files) - 1

    def positions(self, file: int) -> Positions:
        """Return the finder of positions in file number ``file``."""
        if file not in self._positions:
            self._positions[file] = self.files[file].positions(self._counts[file])
        return self._positions[file]

    def place(self, record: Record, pointer: Pointer = ()) -> tuple[str, int, int]:
        """Return path, line and column of a record or of something inside it."""
        return self.place_in_file(record.file, (record.index, *pointer))

    def place_inside(
        self, record: Record, pointer: Pointer, value: str, offset: int
    ) -> tuple[str, int, int]:
        """Return path, line and column of a character inside a text of a record."""
        whole = (record.index, *pointer)
        found = self.positions(record.file).find_inside(whole, value, offset)
        return self.files[record.file].shown, *found

    def place_in_file(
        self, file: int, pointer: Pointer, *, key: bool = False
    ) -> tuple[str, int, int]:
        """Return path, line and column of what ``pointer`` leads to in file number ``file``."""
        line, column = self.positions(file).find(pointer, key=key)
        return self.files[file].shown, line, column

    def report(self, record: Record, pointer: Pointer, code: str, message: str) -> None:
        """Note a problem at a place inside a record."""
        self.problems.append(Problem(*self.place(record, pointer), code, message))


def read_collection(package: Package, collection: Collection) -> LoadedCollection:
    """Read and validate all files of a collection."""
    loaded = LoadedCollection(collection)
    validator = violations.Validator(schema.record_schema(collection), collection.fields)
    seen: set[Path] = set()
    for pattern in package.patterns_of(collection):
        files = files_of(pattern)
        if not files:
            message = (
                f"no file matches this path of the collection {quoted(collection.name)}; add one, "
                "or correct `path` in the descriptor"
            )
            shown = reader.shown_path(pattern)
            loaded.problems.append(Problem(shown, 0, 0, "file.missing", message))
            loaded.complete = False
        for file in files:
            if file not in seen:  # two patterns may match the same file
                seen.add(file)
                _read_into(loaded, file, validator)
    return loaded


def _read_into(loaded: LoadedCollection, path: Path, validator: violations.Validator) -> None:
    file, content, problems = reader.read_file(path)
    loaded.problems.extend(problems)
    if problems:
        loaded.complete = False
    if file is None or content is None:
        return
    if isinstance(content, dict):
        content = [content]
    if not isinstance(content, list):
        message = (
            f"expected records, each of them fields such as 'title: …', found {described(content)}"
        )
        loaded.problems.append(Problem(file.shown, 1, 1, "file.shape", message))
        loaded.complete = False
        return
    number = loaded.add_file(file, len(content))
    fields = loaded.collection.fields
    clean = cleaner(file.kind)
    # In place: ten thousand records need not stand in memory twice.
    for index, each in enumerate(content):
        if isinstance(each, dict):
            content[index] = clean(each, fields)
    raw: list[Any] = content
    limited = _limited_dates(fields)
    flawed: dict[int, set[str]] = {}
    is_valid = validator.all_valid(raw) and not any(
        found for record in raw for found in _date_limits(limited, record)
    )
    if not is_valid:
        flawed = _violations(loaded, number, raw, validator)
    for index, values in enumerate(raw):
        if not isinstance(values, dict):
            loaded.complete = False
        elif is_valid:
            _add(loaded, values, number, index)
        else:
            _add(loaded, _usable(values, fields, flawed.get(index, set())), number, index)


def _violations(
    loaded: LoadedCollection, file: int, raw: list[Any], validator: violations.Validator
) -> dict[int, set[str]]:
    """Report every violation; return the names of the flawed fields by record.

    Names that are no texts become texts in ``raw`` on the way.
    """
    flawed: dict[int, set[str]] = {}
    collection = loaded.collection
    limited = _limited_dates(collection.fields)
    reported = 0
    for index, read in enumerate(raw):
        if read is None and loaded.files[file].kind == ".csv":
            continue  # the reader has reported it
        record = raw[index] = violations.plain(read)
        if reported > MAX_PROBLEMS:
            if not validator.is_valid(record):
                raw[index] = None  # its problems are not worked out, so it cannot be used
            continue
        for found in chain(validator.violations(record), _date_limits(limited, record)):
            reported += 1
            if reported > MAX_PROBLEMS:
                raw[index] = None
                break
            field = str(found.pointer[0]) if found.pointer else ""
            code, message = found.code, found.message
            if code == "data.pattern" and field == collection.key:
                code = "data.id"
            if code in _FLAWS and field != collection.key:
                flawed.setdefault(index, set()).add(field)
            place = loaded.place_in_file(file, (index, *found.pointer), key=found.at_key)
            loaded.problems.append(Problem(*place, code, message))
    if reported > MAX_PROBLEMS:
        loaded.problems.append(too_many(loaded.files[file].shown))
    return flawed


def too_many(shown: str) -> Problem:
    """Return the problem that says that not all problems are listed."""
    message = f"only the first {MAX_PROBLEMS} problems are shown; correct these, then check again"
    return Problem(shown, 0, 0, "file.too-many-problems", message)


def _limited_dates(fields: Mapping[str, Field]) -> list[Field]:
    return [
        field
        for field in fields.values()
        if field.is_date and not field.constraints.keys().isdisjoint(("minimum", "maximum"))
    ]


def _date_limits(limited: list[Field], record: Any) -> Iterator[violations.Violation]:
    """Yield violations of ``minimum`` and ``maximum`` of dates, which JSON Schema cannot say."""
    for field in limited:
        name = field.name
        value = record.get(name) if isinstance(record, dict) else None
        if not isinstance(value, str) or not _DATE.match(value):
            continue
        low, high = (field.constraints.get(limit) for limit in ("minimum", "maximum"))
        if low is not None and value < str(low):
            message = f"{name}: {quoted(value)} is before {low}, the earliest that is allowed"
            yield violations.Violation([name], "data.range", message)
        if high is not None and value > str(high):
            message = f"{name}: {quoted(value)} is after {high}, the latest that is allowed"
            yield violations.Violation([name], "data.range", message)


def _usable(
    values: dict[str, Any], fields: Mapping[str, Field], flawed: set[str]
) -> dict[str, Any]:
    """Return the values of declared fields, those that failed their check marked as flawed."""
    return {
        name: Flawed(_one_line(value)) if name in flawed else value
        for name, value in values.items()
        if name in fields
    }


def _one_line(value: Any) -> str:
    if isinstance(value, list):
        return listed(quoted(each, 200).strip("'") for each in value)
    return quoted(value, 200).strip("'")


def _add(loaded: LoadedCollection, values: dict[str, Any], file: int, index: int) -> None:
    name = loaded.collection.key
    key = values.get(name)
    if not isinstance(key, str):
        loaded.complete = False  # the schema has reported it
        return
    record = Record(key, values, file, index)
    first = loaded.by_key.setdefault(key, record)
    if first is not record and len(loaded.problems) < MAX_PROBLEMS:
        path, line, _ = loaded.place(first, (name,))
        message = (
            f"{name}: {quoted(key)} is already the key of the record in {path}:{line}; give this "
            "one another key, or merge the two"
        )
        loaded.report(record, (name,), "data.duplicate-id", message)
