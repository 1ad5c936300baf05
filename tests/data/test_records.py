"""Values are checked against the descriptor, and told with their place."""

from __future__ import annotations

import pytest

from indonato_report.data import violations
from indonato_report.data.formats import Flawed

from .conftest import DESCRIPTOR, Load, printed, visit


# -- values ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["ship: x", "crew: many"], None),  # a duplicate key, told by the reader
        (["crew: 2.5"], "3:9: [data.type] crew: expected a whole number, found the number 2.5"),
        (
            ['crew: "25"'],
            "3:9: [data.type] crew: expected a whole number, found the text '25'; writ",
        ),
        (
            ["crew: 10_000"],
            "3:9: [data.type] crew: expected a whole number, found the text '10_000'",
        ),
        (["crew: .nan"], "3:9: [data.type] this is no number; leave the field out, or put the te"),
        (["crew: -.Inf"], "3:9: [data.type] this is no number; leave the field out, or put the t"),
        (
            ["crew: 9007199254740993"],
            "3:9: [data.range] crew: 9007199254740993 is more than 900719",
        ),
        (
            ["guest: yes"],
            "3:10: [data.type] guest: expected true or false, found the text 'yes'; wri",
        ),
        (
            ["guest: maybe"],
            "3:10: [data.type] guest: expected true or false, found the text 'maybe'",
        ),
        (
            ["note: 5"],
            "3:9: [data.type] note: expected a text, found the number 5; put it in quotati",
        ),
        (
            ["note: true"],
            "3:9: [data.type] note: expected a text, found the truth value true; put it",
        ),
        (["note: [a]"], "3:9: [data.type] note: expected a text, found a list"),
        (
            ["note: {a: b}"],
            "3:9: [data.type] note: expected a text, found fields with values; a text",
        ),
        (
            ["note: !x y"],
            "3:9: [data.type] note: expected a text, found fields with values; a text",
        ),
        (["note: {1: {2: 3}}"], "3:9: [data.type] note: expected a text, found fields with values"),
        (
            ["goods: coal"],
            "3:10: [data.type] goods: expected a list of texts, found the text 'coal';",
        ),
        (
            ["goods: coal; fish"],
            "3:10: [data.type] goods: expected a list of texts, found the text",
        ),
        (["goods: [1]"], "3:11: [data.type] goods: expected a text, found the number 1; put it in"),
        (
            ["goods:", "  - a", "  -"],
            "5:6: [data.type] goods: expected a text, found nothing; comple",
        ),
        (["goods: [a, ' b']"], "3:14: [data.list-entry] goods: a list entry may not begin or end"),
        (["goods: [a, '']"], "3:14: [data.list-entry] goods: a list entry is empty; delete it"),
        (
            ["date: 2026-5-3"],
            "3:9: [data.date] date: '2026-5-3' is not a date written YYYY-MM-DD; w",
        ),
        (
            ["date: 2026/13/03"],
            "3:9: [data.date] date: '2026/13/03' is not a date written YYYY-MM-DD",
        ),
        (
            ["date: 3 May 2026"],
            "3:9: [data.date] date: '3 May 2026' is not a date written YYYY-MM-DD",
        ),
        (
            ["date: '2026'"],
            "3:9: [data.date] date: '2026' is not a date written YYYY-MM-DD; write ",
        ),
        (
            ["date: 2026-05"],
            "3:9: [data.date] date: '2026-05' is not a date written YYYY-MM-DD; writ",
        ),
        (
            ["date: 1999-12-31"],
            "3:9: [data.range] date: '1999-12-31' is before 2000-01-01, the earl",
        ),
        (
            ["page: https://a b"],
            "3:9: [data.format] page: 'https://a b' is no whole address; it must",
        ),
        (
            ["page: javascript:x"],
            "3:9: [data.format] page: 'javascript:x' is no whole address; it mu",
        ),
        (
            ["<<: {note: x}"],
            "3:3: [data.unknown-field] '<<' is not a field here; YAML's merge key is",
        ),
        (["? {a: b}", ": c"], "[file.syntax] a list stands where the name of a field should"),
        (["3: x"], "3:3: [data.unknown-field] '3' is not a field here; the fields are"),
        (["true: x"], "3:3: [data.unknown-field] 'true' is not a field here; the fields are"),
        (
            ["ship_: x"],
            "3:3: [data.unknown-field] 'ship_' is not a field here; the fields are id, sh",
        ),
        (["&x code: ABC"], None),
    ],
)
def test_a_wrong_value_is_told_with_its_place(
    load: Load, lines: list[str], expected: str | None
) -> None:
    problems = printed(load, visit(*lines))
    if expected is not None:
        assert any(expected in problem for problem in problems), problems


@pytest.mark.parametrize("value", ["", "~", "null", '""', " # later"])
def test_a_field_without_a_value_is_as_if_left_out(load: Load, value: str) -> None:
    data = load(visit(f"note: {value}", f"kind: {value}"))
    assert data.problems == [] and data.records["visits"]["v1"].values == {
        "id": "v1",
        "ship": "Aurora",
    }


def test_a_required_field_without_a_value_is_told_where_it_stands(load: Load) -> None:
    problems = printed(load, {"visits.yaml": "- id: v1\n  ship:\n- id: v3\n  ship: '  '\n"})
    assert problems == [
        "visits.yaml:2:8: [data.required] ship: this field is required, but missing; expected a "
        "text",
        "visits.yaml:4:9: [data.required] ship: the text is empty; write one, or delete the field",
    ]


def test_a_record_that_is_none(load: Load) -> None:
    problems = printed(load, {"visits.yaml": "- 5\n- a\n- [b]\n-\n- {id: v9, ship: Z}\n"})
    assert problems == [
        f"visits.yaml:{line}:{column}: [data.type] expected a record: fields with their values, "
        f"found {found}"
        for line, column, found in [
            (1, 3, "the number 5"),
            (2, 3, "the text 'a'"),
            (3, 3, "a list"),
            (4, 2, "nothing; complete the entry, or delete it"),
        ]
    ]


def test_a_hyphen_without_space_in_a_single_record(load: Load) -> None:
    (problem,) = [p for p in printed(load, {"visits.yaml": "-id: v1\nship: A\n"}) if "'-id'" in p]
    assert "write a space after the hyphen: '- id: …'" in problem


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("First Visit", "Did you mean 'first-visit'?"),
        ("Été--1", "Did you mean 'ete-1'?"),
        ("a--b", "Did you mean 'a-b'?"),
        ("日本", "as in 'new-delhi-2019'."),
    ],
)
def test_a_key_that_breaks_the_rule_gets_one_that_does_not(load: Load, key: str, told: str) -> None:
    (problem,) = printed(load, {"visits.yaml": f"- id: {key}\n  ship: A\n"})
    assert "[data.id] id: " in problem and problem.endswith(told)


def test_a_key_with_a_pattern_of_its_own_keeps_the_general_rule_too(load: Load) -> None:
    descriptor = DESCRIPTOR.replace(
        "{name: id, type: string, title: Key, constraints: {required: true}}",
        "{name: id, type: string, title: Key, description: V and more., constraints: {required: "
        'true, pattern: "[vV].*"}}',
        1,
    )
    files = {
        "datapackage.yaml": descriptor,
        "visits.yaml": "- {id: x1, ship: A}\n- {id: V1, ship: B}",
    }
    one, two = printed(load, files)
    assert one == "visits.yaml:1:8: [data.id] id: 'x1' is not of the form [vV].* (V and more)."
    assert two.startswith("visits.yaml:2:8: [data.id] id: 'V1' is not made of lower-case letters")


def test_an_email_a_year_and_a_month(load: Load) -> None:
    descriptor = DESCRIPTOR.replace(
        "title: Page, format: uri", "title: Page, format: email"
    ).replace(
        "{name: code, type: string",
        "{name: opened, type: yearmonth}\n        - {name: code, type: string",
    )
    files = {"datapackage.yaml": descriptor, **visit("page: a.example", "opened: 2026-13")}
    assert printed(load, files) == [
        "visits.yaml:3:9: [data.format] page: 'a.example' is not a whole mail address",
        "visits.yaml:4:11: [data.date] opened: '2026-13' is not a month written YYYY-MM",
    ]
    files["figures.csv"] = "id,value,as_of\na,some,26\n"
    assert printed(load, files)[0] == (
        "figures.csv:2:8: [data.date] as_of: '26' is not a year written \"YYYY\", in quotation "
        "marks"
    )
    piers = {"datapackage.yaml": DESCRIPTOR, "figures.yaml": "- {id: a, value: x, as_of: 2026}"}
    piers["datapackage.yaml"] = DESCRIPTOR.replace("figures.csv", "figures.yaml")
    assert printed(load, piers) == [
        'figures.yaml:1:28: [data.type] as_of: expected a year written "YYYY", in quotation marks, '
        'found the number 2026; write "2026"'
    ]


def test_a_value_that_failed_its_check_stays_but_is_marked(load: Load) -> None:
    data = load(visit("kind: vist", "goods: [coal, 5]", "crew: {a: b}", "pier: north", "x: y"))
    values = data.records["visits"]["v1"].values
    assert values == {
        "id": "v1",
        "ship": "Aurora",
        "kind": "vist",
        "goods": "coal, 5",
        "crew": "fields with values",
        "pier": "north",
    }
    flawed = {name for name, value in values.items() if isinstance(value, Flawed)}
    assert flawed == {"kind", "goods", "crew"}


def test_csv_texts_become_values_of_their_types(load: Load) -> None:
    descriptor = DESCRIPTOR.replace('[visits.yaml, "more/*.yaml"]', "visits.csv")
    content = (
        "id,ship,crew,guest,goods,date,extra\n"
        "v1,Aurora,25,TRUE,coal; fish ;,2026-01-01,\n"
        "v2,Borealis, 7 ,false,,,x\n"
    )
    data = load({"datapackage.yaml": descriptor, "visits.csv": content})
    (problem,) = data.problems
    assert str(problem).startswith(
        "visits.csv:3:25: [data.unknown-field] 'extra' is not a field here; the fields are id, "
    )
    assert data.records["visits"]["v1"].values == {
        "id": "v1",
        "ship": "Aurora",
        "crew": 25,
        "guest": True,
        "goods": ["coal", "fish"],
        "date": "2026-01-01",
    }
    assert data.records["visits"]["v2"].values["crew"] == 7


def test_csv_values_of_wrong_types_are_told(load: Load) -> None:
    content = "id,value,unit,as_of\na,1e999,x,2026\nb,true,x,2026\nc,-2.50,x,2026\nd," + "9" * 400
    data = load(
        {"figures.csv": content + ",x,2026\n", "piers.yaml": None, "piers.csv": "id,name,l"}
    )
    values = {key: record.values["value"] for key, record in data.records["figures"].items()}
    assert values == {"a": "1e999", "b": True, "c": -2.5, "d": "9" * 400}


def test_enumerations_in_lists(load: Load) -> None:
    descriptor = DESCRIPTOR.replace(
        "title: Goods, constraints: {maxLength: 3}",
        "title: Goods, categories: [coal, fish], constraints: {required: true}",
    )
    lines = (
        "- {id: a, ship: A, goods: [coal, fsh]}\n- {id: b, ship: B}\n- {id: c, ship: C, goods: []}"
    )
    found = printed(
        load, {"datapackage.yaml": descriptor, "visits.yaml": lines, "more/v2.yaml": "[]"}
    )
    assert found == [
        "visits.yaml:1:34: [data.enum] goods: 'fsh' is not one of coal, fish. Did you mean 'fish'?",
        "visits.yaml:2:3: [data.required] goods: this field is required, but missing; expected a "
        "list of coal, fish",
        "visits.yaml:3:27: [data.length] goods: too short: at least 1 entry",
    ]


def test_a_latest_date(load: Load) -> None:
    descriptor = DESCRIPTOR.replace('{minimum: "2000-01-01"}', '{maximum: "2026-12-31"}')
    files = {"datapackage.yaml": descriptor, **visit("date: 2027-01-01")}
    assert printed(load, files) == [
        "visits.yaml:3:9: [data.range] date: '2027-01-01' is after 2026-12-31, the latest that is "
        "allowed"
    ]


def test_a_rule_that_has_no_words_of_its_own_is_told_in_those_of_the_validator() -> None:
    validator = violations.Validator({"properties": {"a": {"const": 5}}})
    (found,) = validator.violations({"a": 6})
    assert (found.code, found.message) == ("data.type", "a: 5 was expected")
