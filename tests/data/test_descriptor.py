"""The descriptor is read whole, and every name and option in it is checked."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indonato_report.data.dataset import inputs
from indonato_report.data.descriptor import FactFields
from indonato_report.data.descriptor_reader import parse_sort, read_descriptor
from indonato_report.data.problems import CODES

from .conftest import RICH, ReadChanged, Write

VISITS = "resources.1"
FIELD = f"{VISITS}.schema.fields"


def test_a_descriptor_is_read_whole(read_changed: ReadChanged) -> None:
    package, problems = read_changed()
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


def test_titles_and_homes_of_records(read_changed: ReadChanged) -> None:
    package, _ = read_changed()
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


def test_the_digest_tells_a_change_of_a_collection(read_changed: ReadChanged) -> None:
    (one, _), (two, _), (three, _) = (
        read_changed(),
        read_changed(),
        read_changed((f"{VISITS}.title", "Calls")),
    )
    assert one is not None and two is not None and three is not None
    assert one.collections["visits"].digest == two.collections["visits"].digest
    assert one.collections["visits"].digest != three.collections["visits"].digest
    assert one.collections["piers"].digest == three.collections["piers"].digest


def test_sort_keys() -> None:
    assert parse_sort(("-date", "title")) == (("date", True), ("title", False))


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
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
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


def test_the_foreign_keys_of_the_standard_are_references(read_changed: ReadChanged) -> None:
    keys = [
        {"fields": "code", "reference": {"resource": "piers", "fields": ["id"]}},
        {"fields": ["known"], "reference": {"fields": "id"}},
    ]
    package, problems = read_changed((f"{VISITS}.schema.foreignKeys", keys))
    assert problems == [] and package is not None
    fields = package.collections["visits"].fields
    assert fields["code"].references == "piers" and fields["known"].references == "visits"
    assert fields["pier"].references == "piers"


def test_what_is_only_passed_on_is_kept(read_changed: ReadChanged) -> None:
    passed_on = {
        "homepage": "https://a.example",
        "keywords": ["harbour"],
        "contributors": [{"title": "A", "roles": ["editor"]}],
        "sources": [{"title": "B", "path": "https://b.example"}],
    }
    package, problems = read_changed(
        *passed_on.items(),
        (f"{VISITS}.sources", [{"title": "C"}]),
        (f"{FIELD}.1.example", "Aurora"),
    )
    assert problems == [] and package is not None
    assert package.metadata == {**passed_on, "licenses": list(package.licenses)}
    assert package.collections["visits"].metadata == {"sources": [{"title": "C"}]}
    assert package.collections["visits"].fields["ship"].example == "Aurora"


def test_an_option_that_is_off_may_stand_anywhere(read_changed: ReadChanged) -> None:
    package, problems = read_changed((f"{FIELD}.7.report", {"sources": False, "markdown": False}))
    assert package is not None and problems == []


def test_all_mistakes_are_told_at_once(read_changed: ReadChanged) -> None:
    _, problems = read_changed(
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
        ("", "this descriptor is empty; it needs the keys 'name' and 'resources'"),
        ("# nothing\n", "this descriptor is empty; it needs the keys 'name' and 'resources'"),
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
