"""The descriptor is read whole, and every name and option in it is checked."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ryaml import loads

from indonato_report.data.dataset import inputs
from indonato_report.data.descriptor import FactFields, Package
from indonato_report.data.descriptor_reader import parse_sort, read_descriptor
from indonato_report.data.problems import CODES

from .conftest import DESCRIPTOR, Write

Read = Callable[..., tuple["Package | None", list[str]]]

RICH = loads(DESCRIPTOR)
RICH["resources"][1]["report"].update(
    views={
        "log": {
            "columns": ["date", "ship"],
            "labels": {"date": "Day"},
            "widths": [1, 3],
            "sort": ["-date", "ship"],
            "group": "kind",
            "landscape": True,
        },
        "short": {"columns": ["ship"], "sort": "ship"},
    },
    profile=["ship", "note"],
)


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Read the sound descriptor after some of its parts were replaced."""
    monkeypatch.chdir(tmp_path)

    def read_changed(*changes: tuple[str, Any]) -> tuple[Package | None, list[str]]:
        content = copy.deepcopy(RICH)
        for path, value in changes:
            *steps, last = (int(step) if step.isdigit() else step for step in path.split("."))
            inside: Any = content
            for step in steps:
                inside = inside[step] if isinstance(step, int) else inside.setdefault(step, {})
            inside[last] = value
        (tmp_path / "datapackage.json").write_text(json.dumps(content))
        package, problems = read_descriptor(tmp_path / "datapackage.json")
        return package, [f"[{problem.code}] {problem.message}" for problem in problems]

    return read_changed


VISITS = "resources.1"
FIELD = f"{VISITS}.schema.fields"


def test_a_descriptor_is_read_whole(read: Read) -> None:
    package, problems = read()
    assert problems == [] and package is not None
    assert (package.name, package.title, package.version) == ("harbour", "Harbour works", "1.0")
    assert package.bibliography == package.folder / "sources.bib"
    assert package.edition_date == "2026-06-30"
    assert package.licenses[0]["name"] == "CC0-1.0"
    visits, figures = package.collections["visits"], package.collections["figures"]
    assert visits.paths == ("visits.yaml", "more/*.yaml")
    assert (
        visits.key == "id" and visits.title_field == "ship" and visits.distinct == ("date", "ship")
    )
    assert visits.profile == ("ship", "note") and visits.source_fields == ("sources",)
    assert visits.fields["kind"].categories == {"cargo": "Cargo ship", "ferry": "Ferry"}
    assert visits.fields["known"].allowed_values == ("day", "month", "year")
    assert visits.fields["date"].precision == "known" and visits.fields["date"].is_date
    assert visits.fields["left"].not_before == "date"
    assert visits.fields["note"].markdown == "inline" and visits.fields["story"].markdown == "block"
    assert visits.fields["pier"].references == "piers" and visits.fields["page"].format == "uri"
    assert visits.fields["id"].required and not visits.fields["kind"].required
    assert package.collections["piers"].fields["length"].is_numeric
    view = visits.views["log"]
    assert view.columns == ("date", "ship") and view.widths == (1, 3) and view.landscape
    assert view.sort == (("date", True), ("ship", False)) and view.group == "kind"
    assert view.labels == {"date": "Day"}
    assert visits.views["short"].sort == (("ship", False),)
    assert figures.facts == FactFields() and visits.facts is None
    assert [each.name for each in package.fact_collections] == ["figures"]


def test_titles_and_homes_of_records(read: Read) -> None:
    package, _ = read()
    assert package is not None
    visits, piers = package.collections["visits"], package.collections["piers"]
    assert visits.title_of("v1", {"ship": "Aurora"}) == "Aurora"
    assert visits.title_of("v1", {}) == "v1"
    assert visits.home_of("v1", {"id": "v1"}) == "log"
    assert piers.home_of("north", {"id": "north"}) == "piers/north"
    assert piers.home_of("north", {}) == "piers/north"


def test_what_is_left_out_has_its_default(tmp_path: Path) -> None:
    path = tmp_path / "datapackage.yaml"
    path.write_text(
        "name: small\n"
        "resources:\n"
        "- name: things\n"
        "  path: things.csv\n"
        "  report: {facts: true}\n"
        "  schema:\n"
        "    primaryKey: id\n"
        "    fields:\n"
        "    - {name: id, type: string, constraints: {required: true}}\n"
        "    - {name: value, type: number, report: {decimals: 1}}\n"
        "    - {name: text, type: string, report: {markdown: true, translatable: true}}\n"
    )
    package, problems = read_descriptor(path)
    assert problems == [] and package is not None
    things = package.collections["things"]
    assert package.title == "small" and package.bibliography is None
    assert things.title == "things" and things.title_field == "id" and things.facts == FactFields()
    assert things.fields["value"].decimals == 1 and things.fields["value"].title == "value"
    assert things.fields["text"].markdown == "inline" and things.fields["text"].translatable


def test_the_digest_tells_a_change_of_a_collection(read: Read) -> None:
    (one, _), (two, _), (three, _) = read(), read(), read((f"{VISITS}.title", "Calls"))
    assert one is not None and two is not None and three is not None
    assert one.collections["visits"].digest == two.collections["visits"].digest
    assert one.collections["visits"].digest != three.collections["visits"].digest
    assert one.collections["piers"].digest == three.collections["piers"].digest


def test_sort_keys() -> None:
    assert parse_sort(("-date", "title")) == (("date", True), ("title", False))


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
    ],
)
def test_a_mistake_is_told(read: Read, change: tuple[str, Any], expected: str) -> None:
    package, problems = read(change)
    assert package is None
    assert any(problem.startswith(expected) for problem in problems), problems


def test_an_option_that_is_off_may_stand_anywhere(read: Read) -> None:
    package, problems = read((f"{FIELD}.7.report", {"sources": False, "markdown": False}))
    assert package is not None and problems == []


def test_all_mistakes_are_told_at_once(read: Read) -> None:
    _, problems = read(
        (f"{VISITS}.report.title", "shp"),
        (f"{FIELD}.1.name", "code"),
        (f"{VISITS}.path", "../x"),
    )
    assert {problem.split("]")[0] for problem in problems} == {
        "[descriptor.field",
        "[descriptor.duplicate",
        "[descriptor.path",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a\n", "expected the keys 'name' and 'resources', found a list"),
        ("text\n", "expected the keys 'name' and 'resources', found the text 'text'"),
    ],
)
def test_a_descriptor_that_is_none(tmp_path: Path, text: str, expected: str) -> None:
    (tmp_path / "datapackage.yaml").write_text(text)
    package, (problem,) = read_descriptor(tmp_path / "datapackage.yaml")
    assert package is None
    assert (problem.line, problem.column, problem.message) == (1, 1, expected)


def test_names_that_are_no_texts_are_told(tmp_path: Path) -> None:
    path = tmp_path / "datapackage.yaml"
    path.write_text("name: x\n2: a\ntrue: b\nnull: c\nresources: [{1: [{2: 3}]}]\n")
    package, problems = read_descriptor(path)
    assert package is None
    told = {(problem.line, problem.message.split(" ")[0]) for problem in problems}
    assert {(2, "'2'"), (3, "'true'"), (4, "'null'"), (5, "'1'")} <= told


JUNK: list[Any] = [None, True, 0, -1, 1e300, 10**30, "", " ", "x", "(", "../x", "*", "[", "{id}"]
JUNK += [[], [None], [[]], {}, {"": ""}, {"value": 1}, "2019-13-01", "a" * 5000, "\\p{L}", "(a+)+$"]


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path] if path else []
    if isinstance(value, dict | list):
        for name, each in value.items() if isinstance(value, dict) else enumerate(value):
            found += places(each, (*path, name))
    return found


PLACES = places(RICH)


@settings(
    max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(JUNK)), min_size=1, max_size=3))
def test_nonsense_anywhere_is_a_problem_or_a_package(
    write: Write, changes: list[tuple[tuple[Any, ...], Any]]
) -> None:
    content = copy.deepcopy(RICH)
    for path, junk in changes:
        inside: Any = content
        try:
            for step in path[:-1]:
                inside = inside[step]
            inside[path[-1]] = junk
        except (KeyError, IndexError, TypeError, AttributeError):
            continue  # an earlier change has taken that place away
    descriptor = write().with_name("datapackage.json")
    descriptor.write_text(json.dumps(content))
    package, problems = read_descriptor(descriptor)
    inputs(descriptor)
    assert (package is None) == bool(problems)
    for problem in problems:
        assert problem.code in CODES and problem.line >= 1
        assert "\n" not in problem.message and len(problem.message) < 900
