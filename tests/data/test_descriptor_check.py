"""Every name and option of the descriptor is checked, and all that is wrong is told."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import ReadChanged

VISITS = "resources.1"
FIELD = f"{VISITS}.schema.fields"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("name", "Harbour Works"), "[descriptor.schema] name: 'Harbour Works' is not made of low"),
        (("title", ""), "[descriptor.schema] title: too short: at least 1 character"),
        (
            ("version", 1.0),
            "[descriptor.schema] version: expected a text, found the number 1.0; put",
        ),
        (
            ("report.edition_date", "2026-02-30"),
            "[descriptor.schema] edition_date: '2026-02-30' is a",
        ),
        (
            ("report.edition_date", "May 2026"),
            "[descriptor.schema] edition_date: 'May 2026' is not a",
        ),
        (
            ("report.bib", "x"),
            "[descriptor.unknown-key] 'bib' is not a key here; the keys are bibli",
        ),
        (("resources", []), "[descriptor.schema] resources: too short: at least 1 entry"),
        (
            ("resources.0", 5),
            "[descriptor.schema] resources: expected keys with their values, found",
        ),
        (
            ("licenses", "CC0"),
            "[descriptor.schema] licenses: expected a list, found the text 'CC0'",
        ),
        ((f"{VISITS}.name", "piers"), "[descriptor.duplicate] two resources have the name 'piers'"),
        (
            (f"{VISITS}.name", "piers-old"),
            "[descriptor.duplicate] name: 'piers' begins the name 'piers-old', so that two",
        ),
        (
            (f"{VISITS}.name", "datapackage"),
            "[descriptor.schema] name: a resource cannot be called",
        ),
        (
            (f"{VISITS}.path", "/etc/passwd"),
            "[descriptor.path] path: '/etc/passwd' must name a file",
        ),
        (
            (f"{VISITS}.path", ["a.yaml", "a/../../b"]),
            "[descriptor.path] path: 'a/../../b' must name",
        ),
        (
            (f"{VISITS}.path", "https://a.example/b"),
            "[descriptor.path] path: 'https://a.example/b'",
        ),
        (
            (f"{VISITS}.path", "more\\a.yaml"),
            "[descriptor.path] path: 'more\\a.yaml' must name a file",
        ),
        (
            (f"{VISITS}.path", 5),
            "[descriptor.schema] path: expected a text or a list, found the n",
        ),
        ((f"{FIELD}.1.name", "id"), "[descriptor.duplicate] two fields have the name 'id'"),
        (
            (f"{FIELD}.1.name", "and"),
            "[descriptor.schema] name: a field cannot be called 'and', which",
        ),
        (
            (f"{FIELD}.1.name", "a-b"),
            "[descriptor.schema] name: 'a-b' is not made of letters, digits",
        ),
        (
            (f"{FIELD}.1.type", "text"),
            "[descriptor.schema] type: 'text' is not one of string, integer",
        ),
        (
            (f"{FIELD}.1.format", "url"),
            "[descriptor.schema] format: 'url' is not one of default, uri,",
        ),
        (
            (f"{FIELD}.6.categories.0", {"label": "x"}),
            "[descriptor.schema] value: this key is requir",
        ),
        (
            (f"{FIELD}.6.categories.0", {"value": 1}),
            "[descriptor.schema] value: expected a text, fou",
        ),
        (
            (f"{FIELD}.6.categories.0", 5),
            "[descriptor.schema] categories: expected a text or keys wi",
        ),
        (
            (f"{FIELD}.6.categories.0", "a;b"),
            "[descriptor.constraint] categories: 'a;b' may hold no",
        ),
        (
            (f"{FIELD}.6.categories.0", "ferry"),
            "[descriptor.duplicate] categories: 'ferry' stands tw",
        ),
        (
            (f"{FIELD}.6.report.markdown", True),
            "[descriptor.constraint] markdown and categories cann",
        ),
        (
            (f"{FIELD}.6.report.markdown", "yes"),
            "[descriptor.schema] markdown: 'yes' is not one of tr",
        ),
        (
            (f"{FIELD}.7.categories", ["a"]),
            "[descriptor.constraint] categories: is for fields of typ",
        ),
        (
            (f"{FIELD}.7.format", "uri"),
            "[descriptor.constraint] format: is for fields of type string",
        ),
        (
            (f"{FIELD}.7.report.sources", True),
            "[descriptor.constraint] sources: is for fields of typ",
        ),
        (
            (f"{FIELD}.1.report.decimals", 1),
            "[descriptor.constraint] decimals: is for fields of type",
        ),
        (
            (f"{FIELD}.9.report.references", "pires"),
            "[descriptor.collection] references: 'pires' is",
        ),
        (
            (f"{FIELD}.3.report.precision", "knwn"),
            "[descriptor.field] precision: 'knwn' is not a fie",
        ),
        (
            (f"{FIELD}.3.report.precision", "kind"),
            "[descriptor.field] precision: the field 'kind' mu",
        ),
        (
            (f"{FIELD}.3.report.precision", "ship"),
            "[descriptor.field] precision: the field 'ship' mu",
        ),
        (
            (f"{FIELD}.5.report.not_before", "ship"),
            "[descriptor.field] not_before: the field 'ship'",
        ),
        (
            (f"{FIELD}.5.report.not_before", "dat"),
            "[descriptor.field] not_before: 'dat' is not a fie",
        ),
        (
            (f"{FIELD}.2.constraints.pattern", "("),
            "[descriptor.pattern] pattern: '(' is no regular e",
        ),
        (
            (f"{FIELD}.2.constraints.pattern", "(?P<a>x)(?P=a)"),
            "[descriptor.pattern] pattern: '(?P<a>",
        ),
        (
            (f"{FIELD}.7.constraints", {"minimum": "1"}),
            "[descriptor.constraint] minimum: expected a n",
        ),
        (
            (f"{FIELD}.7.constraints", {"minimum": 3, "maximum": 2}),
            "[descriptor.constraint] minimum:",
        ),
        (
            (f"{FIELD}.7.constraints", {"enum": [1, 1.5]}),
            "[descriptor.constraint] enum: the number 1.",
        ),
        (
            (f"{FIELD}.1.constraints.enum", [1]),
            "[descriptor.constraint] enum: the number 1 cannot be",
        ),
        (
            (f"{FIELD}.8.constraints", {"enum": ["a"]}),
            "[descriptor.constraint] enum: the text 'a' ca",
        ),
        (
            (f"{FIELD}.1.constraints.minLength", 30),
            "[descriptor.constraint] minLength: 30 is more th",
        ),
        (
            (f"{FIELD}.3.constraints.minimum", "2000"),
            "[descriptor.constraint] minimum: expected a dat",
        ),
        (
            (f"{FIELD}.3.constraints.minimum", 2000),
            "[descriptor.constraint] minimum: expected a date",
        ),
        (
            (f"{FIELD}.3.constraints.maximum", "1999-01-01"),
            "[descriptor.constraint] minimum: 2000-01-",
        ),
        (
            (f"{VISITS}.schema.primaryKey", ["id", "ship"]),
            "[descriptor.key] primaryKey: 'id, ship' is",
        ),
        (
            (f"{VISITS}.schema.primaryKey", "code"),
            "[descriptor.key] primaryKey: the field 'code' must",
        ),
        (
            (f"{VISITS}.schema.primaryKey", []),
            "[descriptor.schema] primaryKey: too short: at least 1",
        ),
        (
            (f"{VISITS}.report.home", "log/{shp}"),
            "[descriptor.field] home: 'shp' is not a field of th",
        ),
        (
            (f"{VISITS}.report.distinct", ["day"]),
            "[descriptor.field] distinct: 'day' is not a field",
        ),
        (
            (f"{VISITS}.report.profile", ["shi"]),
            "[descriptor.field] profile: 'shi' is not a field of",
        ),
        (
            (f"{VISITS}.report.facts", True),
            "[descriptor.field] facts: 'value' is not a field of this",
        ),
        (
            (f"{VISITS}.report.facts", {"unit": "x"}),
            "[descriptor.schema] value: this key is required",
        ),
        (
            (f"{VISITS}.report.facts", {"value": "x"}),
            "[descriptor.field] value: 'x' is not a field of",
        ),
        (
            (f"{VISITS}.report.views.log.sort", "-dat"),
            "[descriptor.field] sort: 'dat' is not a field",
        ),
        (
            (f"{VISITS}.report.views.log.sort", ["dat"]),
            "[descriptor.field] sort: 'dat' is not a field",
        ),
        (
            (f"{VISITS}.report.views.log.group", "x"),
            "[descriptor.field] group: 'x' is not a field of",
        ),
        (
            (f"{VISITS}.report.views.log.widths", [1]),
            "[descriptor.schema] widths: 1 widths stand here",
        ),
        (
            (f"{VISITS}.report.views.log.labels.x", "X"),
            "[descriptor.field] labels: 'x' is not a field",
        ),
        (
            (f"{VISITS}.report.views.log.columns.1", "date"),
            "[descriptor.duplicate] two columns have",
        ),
        (
            (
                f"{VISITS}.schema.foreignKeys",
                [{"fields": "pier", "reference": {"resource": "pier", "fields": "id"}}],
            ),
            "[descriptor.collection] foreignKeys: 'pier' is not a collection; the collections",
        ),
        (
            (
                f"{VISITS}.schema.foreignKeys",
                [{"fields": "pier", "reference": {"resource": "piers", "fields": "name"}}],
            ),
            "[descriptor.key] foreignKeys: one field must refer to the primary key of the other",
        ),
        (
            (f"{VISITS}.schema.foreignKeys", [{"fields": "peer", "reference": {"fields": "id"}}]),
            "[descriptor.field] fields: 'peer' is not a field of this collection",
        ),
        (
            (f"{VISITS}.schema.foreignKeys", [{"fields": "pier"}]),
            "[descriptor.schema] reference: this key is required, but missing",
        ),
    ],
)
def test_a_mistake_is_told(
    read_changed: ReadChanged, change: tuple[str, Any], expected: str
) -> None:
    package, problems = read_changed(change)
    assert package is None
    assert any(problem.startswith(expected) for problem in problems), problems
