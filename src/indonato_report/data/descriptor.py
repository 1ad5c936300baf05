"""What a Data Package says: collections, their fields, keys and views.

The objects here are what the rest of the program works with.  How they are read from
``datapackage.yaml`` stands in :mod:`indonato_report.data.descriptor_reader`.  The words are those
of the Data Package standard, version 2 (https://datapackage.org); what the standard lacks stands
under ``report:`` and is documented in the guide's page on data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeAlias

from indonato_report.data.paths import pattern_of

FieldType: TypeAlias = Literal[
    "string", "integer", "number", "boolean", "date", "year", "yearmonth", "array", "any"
]
Markdown: TypeAlias = Literal["", "inline", "block"]

#: Sort direction: ``(field, descending)``.
SortKey: TypeAlias = tuple[str, bool]


@dataclass(frozen=True)
class Field:
    """One field of a collection.

    ``categories`` maps each allowed value to its label, in the declared order.  ``references`` is
    the collection whose keys the values are.  ``precision`` names the field that says how much of
    a date is known; ``not_before`` a date field that this date must not precede.
    """

    name: str
    type: FieldType
    title: str
    description: str = ""
    format: str = "default"
    constraints: Mapping[str, Any] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)
    markdown: Markdown = ""
    references: str = ""
    sources: bool = False
    precision: str = ""
    not_before: str = ""
    decimals: int | None = None
    translatable: bool = False
    example: Any = None

    @property
    def required(self) -> bool:
        """Whether every record must have the field."""
        return bool(self.constraints.get("required"))

    @property
    def allowed_values(self) -> tuple[Any, ...]:
        """The values that are allowed, in the declared order; empty if any value is."""
        return tuple(self.categories) or tuple(self.constraints.get("enum", ()))

    @property
    def is_numeric(self) -> bool:
        """Whether values are numbers."""
        return self.type in ("integer", "number")

    @property
    def is_date(self) -> bool:
        """Whether values are ISO 8601 dates, whole or in part."""
        return self.type in ("date", "year", "yearmonth")


@dataclass(frozen=True)
class View:
    """A named way to show a collection as a table."""

    name: str
    columns: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    widths: tuple[int, ...] = ()
    sort: tuple[SortKey, ...] = ()
    group: str = ""
    landscape: bool = False


@dataclass(frozen=True)
class FactFields:
    """Which fields of a collection of facts hold what."""

    value: str = "value"
    unit: str = "unit"
    as_of: str = "as_of"
    review_by: str = "review_by"


@dataclass(frozen=True)
class Collection:
    """A set of records of one kind: a resource of the Data Package.

    ``metadata`` is what is only passed on to the published descriptor.
    """

    name: str
    title: str
    paths: tuple[str, ...]
    fields: Mapping[str, Field]
    key: str
    description: str = ""
    title_field: str = ""
    home: str = ""
    views: Mapping[str, View] = field(default_factory=dict)
    profile: tuple[str, ...] = ()
    distinct: tuple[str, ...] = ()
    facts: FactFields | None = None
    digest: str = ""
    metadata: Mapping[str, Any] = field(default_factory=dict)

    @property
    def source_fields(self) -> tuple[str, ...]:
        """Names of the fields that hold keys of the bibliography."""
        return tuple(name for name, each in self.fields.items() if each.sources)

    def title_of(self, key: str, values: Mapping[str, Any]) -> str:
        """Return the text that names a record in links."""
        return str(values.get(self.title_field) or key)

    def home_of(self, key: str, values: Mapping[str, Any]) -> str:
        """Return the page that the descriptor names as a record's home, or ``""``.

        ``{field}`` in the declared home stands for the record's own value.
        """
        if "{" not in self.home:
            return self.home
        return _PLACEHOLDER.sub(lambda found: str(values.get(found[1], key)), self.home)


_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def placeholders(home: str) -> list[str]:
    """Return the names of the fields in a declared home such as ``cooperation/{id}``."""
    return _PLACEHOLDER.findall(home)


@dataclass(frozen=True)
class Package:
    """A whole Data Package: its collections and what holds for all of them.

    ``metadata`` is what is only passed on to the published descriptor.
    """

    path: Path
    name: str
    title: str
    collections: Mapping[str, Collection]
    version: str = ""
    description: str = ""
    licenses: tuple[Mapping[str, str], ...] = ()
    bibliography: Path | None = None
    edition_date: str = ""
    metadata: Mapping[str, Any] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """The folder that paths of data files are relative to."""
        return self.path.parent

    def patterns_of(self, collection: Collection) -> list[Path]:
        """Return the paths of a collection, its folder included; they may be patterns."""
        return [pattern_of(self.folder, path) for path in collection.paths]

    @property
    def fact_collections(self) -> Iterator[Collection]:
        """The collections whose records are facts."""
        return (each for each in self.collections.values() if each.facts)
