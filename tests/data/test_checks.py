"""Records are checked against their schema, each other and the bibliography, all at once."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from indonato_report.data import checks, dataset, records
from indonato_report.data.descriptor import Package
from indonato_report.data.formats import Flawed

from .conftest import DESCRIPTOR, FILES, Load, Write


def printed(load: Load, changed: dict[str, Any]) -> list[str]:
    return [str(problem) for problem in load(changed).problems]


def visit(*lines: str) -> dict[str, Any]:
    return {"visits.yaml": "\n  ".join(("- id: v1", "ship: Aurora", *lines)) + "\n"}


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
        (["crew: .nan"], "3:9: [data.type] crew: expected a whole number, found "),
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
        "v2,Borealis, 7 ,false,,,\n"
    )
    data = load({"datapackage.yaml": descriptor, "visits.csv": content})
    assert data.problems == []
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


# -- records together -----------------------------------------------------------------------------
def test_problems_of_all_files_come_in_one_run(load: Load) -> None:
    data = load(
        {
            "piers.yaml": "- id: north\n  name: 5\n",
            "visits.yaml": "- id: v1\n  ship: [\n",
            "more/v2.yaml": "id: v2\nship: Borealis\nkind: boat\n",
            "figures.csv": "id,value\na\n",
            "sources.bib": b"\xff\xfe",
        }
    )
    assert [(problem.path, problem.code) for problem in data.problems] == [
        ("figures.csv", "file.header"),
        ("more/v2.yaml", "data.enum"),
        ("piers.yaml", "data.type"),
        ("sources.bib", "file.encoding"),
        ("visits.yaml", "file.syntax"),
    ]
    assert data.incomplete == {"visits", "figures"}


@pytest.mark.parametrize(
    "piers",
    [
        "- id: [\n",
        "text\n",
        "- {name: North pier}\n",
        "- 5\n",
        "- {id: 5, name: North pier}\n",
        None,
        b"\xff",
    ],
)
def test_a_collection_that_cannot_be_read_is_one_problem_not_many(
    load: Load, piers: str | bytes | None
) -> None:
    changed = visit("pier: north", 'note: "{report:ref}`piers/north`"', "crew: 1")
    changed["more/v2.yaml"] = (
        "id: v2\nship: B\nnote: \"{report:count}`visits where pier == 'north'`\"\n"
    )
    data = load({"piers.yaml": piers, **changed})
    assert {problem.path for problem in data.problems} == {"piers.yaml"}
    visits = data.collection("visits")
    assert visits is not None
    assert [each.key for each in data.select(visits, 'pier == "north"')] == ["v1"]


def test_facts_that_cannot_be_read_are_not_missing(load: Load) -> None:
    changed = visit('note: "{report:fact}`tides`"')
    assert [p.code for p in load(changed).problems] == ["data.reference"]
    changed["figures.csv"] = "id\n"
    assert [p.code for p in load(changed).problems] == ["data.reference"]
    changed["figures.csv"] = 'id,value\n"a'
    assert [p.code for p in load(changed).problems] == ["file.syntax"]


def test_without_a_bibliography_sources_are_not_looked_up(load: Load) -> None:
    descriptor = DESCRIPTOR.replace("bibliography: sources.bib, ", "")
    assert printed(load, {"datapackage.yaml": descriptor, **visit("sources: [x]")}) == []


def test_a_bibliography_without_entries_is_one_problem(load: Load) -> None:
    problems = printed(load, {"sources.bib": "@comment{x,}\n", **visit("sources: [x]")})
    assert problems == [
        "sources.bib:1:1: [file.empty] there is no source in this file; each begins like "
        "@book{key, and ends with }"
    ]


def test_references_of_each_kind(load: Load) -> None:
    problems = printed(
        load,
        visit(
            "pier: nowhere",
            "note: >-",
            "  See {report:ref}`North <piers/north>`, {report:ref}`piers/east`,",
            "  {report:ref}`quays/north`, {report:fact}`berth`, {report:fact}`berths.unit`,",
            "  {cite}`harbour2020,harbour2021` and {report:count}`quays`.",
            "sources: [harbour2019]",
        ),
    )
    expected = [
        "visits.yaml:3:9: [data.reference] pier: 'nowhere' is not a key of the collection",
        "visits.yaml:5:44: [data.reference] note: {report:ref}: 'east' is not a key of the",
        "visits.yaml:6:5: [data.reference] note: {report:ref}: 'quays/north' names no collection",
        "visits.yaml:6:32: [data.reference] note: {report:fact}: 'berth' is not the key of a fact.",
        "visits.yaml:7:5: [data.source] note: {cite}: 'harbour2021' is not in the bibliography;",
        "visits.yaml:7:41: [data.filter] note: {report:count}: 'quays' is not a collection.",
        "visits.yaml:8:13: [data.source] sources: 'harbour2019' is not in the bibliography;",
    ]
    assert len(problems) == len(expected)
    for problem, beginning in zip(problems, expected, strict=True):
        assert problem.startswith(beginning)


@pytest.mark.parametrize(
    ("came", "left", "wrong"),
    [
        ("2026-05-04", "2026-05-03", True),
        ("2026-05-04", "2026-05-04", False),
        ("2026-05-04", "2026-05-05", False),
    ],
)
def test_dates_keep_their_order(load: Load, came: str, left: str, wrong: bool) -> None:
    problems = load(visit(f"date: {came}", f"left: {left}")).problems
    assert [problem.code for problem in problems] == ["data.date-order"] * wrong


def test_dates_of_different_precision_are_in_order_as_far_as_both_are_known(load: Load) -> None:
    descriptor = DESCRIPTOR.replace(
        "{name: review_by, type: date, title: Review by}",
        "{name: review_by, type: date, title: Review by, report: {not_before: as_of}}",
    )
    figures = "id,value,as_of,review_by\na,x,2030,2030-01-01\nb,x,2031,2030-12-31\n"
    problems = load({"datapackage.yaml": descriptor, "figures.csv": figures}).problems
    assert [(problem.line, problem.code) for problem in problems] == [(3, "data.date-order")]


def test_a_value_that_is_no_date_is_not_also_out_of_order(load: Load) -> None:
    problems = load(visit("date: 2026-05-04", "left: 2026-02-31")).problems
    assert [problem.code for problem in problems] == ["data.date"]


def test_unique_values_of_each_type(load: Load) -> None:
    descriptor = DESCRIPTOR.replace(
        "title: Crew}", "title: Crew, constraints: {unique: true}}"
    ).replace("constraints: {maxLength: 3}", "constraints: {unique: true}")
    lines = (
        "- {id: a, ship: A, crew: 1, goods: [x, y]}\n- {id: b, ship: B, crew: 1, goods: [y, x]}\n"
    )
    lines += (
        "- {id: c, ship: C, crew: many, goods: [z]}\n- {id: d, ship: D, crew: many, goods: [y]}\n"
    )
    data = load({"datapackage.yaml": descriptor, "visits.yaml": lines})
    assert [(p.line, p.code) for p in data.problems] == [
        (2, "data.duplicate-value"),
        (2, "data.duplicate-value"),
        (3, "data.type"),
        (4, "data.type"),
    ]


def test_records_that_say_the_same_whatever_the_order_of_a_list(load: Load) -> None:
    descriptor = DESCRIPTOR.replace("distinct: [date, ship]", "distinct: [ship, goods]")
    lines = "- {id: a, ship: A, goods: [x, y]}\n- {id: b, ship: A, goods: [y, x]}\n"
    lines += "- {id: c, ship: A}\n- {id: d, ship: A}\n"
    (problem,) = load({"datapackage.yaml": descriptor, "visits.yaml": lines}).problems
    assert problem.code == "data.same" and problem.line == 2


def test_a_figure_needs_its_unit_and_date(load: Load) -> None:
    figures = "id,value,unit,as_of\na,5,,\nb,some,,\nc,true,,\n"
    problems = load({"figures.csv": figures}).problems
    assert [(p.line, p.message) for p in problems] == [
        (2, "value: the figure 5 needs the field 'as_of'"),
        (2, "value: the figure 5 needs the field 'unit'"),
    ]


def test_a_required_unit_is_told_once(load: Load) -> None:
    descriptor = DESCRIPTOR.replace("title: Unit}", "title: Unit, constraints: {required: true}}")
    problems = load({"datapackage.yaml": descriptor, "figures.csv": "id,value,as_of\na,5,2026\n"})
    assert [problem.code for problem in problems.problems] == ["data.required"]


def test_facts_without_the_usual_fields(load: Load) -> None:
    descriptor = DESCRIPTOR[: DESCRIPTOR.index("        - {name: unit,")].replace(
        "facts: {value: value, unit: unit, as_of: as_of, review_by: review_by}", "facts: true"
    )
    assert load({"datapackage.yaml": descriptor, "figures.csv": "id,value\na,5\n"}).problems == []


# -- the day --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("epoch", "expected"),
    [
        ("", date(2026, 6, 30)),
        ("0", date(1970, 1, 1)),
        ("1782864000", date(2026, 7, 1)),
        ("soon", date(2026, 6, 30)),
        ("²", date(2026, 6, 30)),
        ("9" * 30, None),
        ("99999999999999", None),
    ],
)
def test_today_is_the_edition_or_the_epoch(
    write: Write, monkeypatch: pytest.MonkeyPatch, epoch: str, expected: date | None
) -> None:
    package = dataset.load(write()).package
    assert package is not None
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert checks.today(package) == expected


def test_without_a_day_no_review_is_due(write: Write) -> None:
    figures = "id,value,unit,as_of,review_by\na,5,x,2020,2021-01-01\n"
    descriptor = write({"figures.csv": figures})
    assert dataset.load(descriptor, lambda package: None).problems == []
    due = dataset.load(descriptor, lambda package: date(2021, 1, 2)).problems
    assert [(p.code, p.severity) for p in due] == [("data.review-due", "note")]
    assert dataset.load(descriptor, lambda package: date(2021, 1, 1)).problems == []


def test_an_edition_without_a_date_has_no_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    package = Package(Path("datapackage.yaml"), "x", "X", {})
    assert checks.today(package) is None


# -- many problems --------------------------------------------------------------------------------
def test_the_number_of_problems_is_limited_in_each_file(load: Load) -> None:
    lines = "".join(f"- id: v{n}\n  ship: A\n  kind: boat\n" for n in range(1500))
    data = load({"visits.yaml": lines + "- id: good\n  ship: Good\n"})
    codes = [problem.code for problem in data.problems]
    assert codes.count("data.enum") == records.MAX_PROBLEMS
    assert codes.count("file.too-many-problems") == 1
    assert "good" in data.records["visits"] and data.incomplete == {"visits"}
    assert len(data.records["visits"]) < 1100


def test_one_record_with_very_many_problems(load: Load) -> None:
    content = {"id": "v1", "ship": "A", **{f"field{n}": 1 for n in range(3000)}}
    data = load({"visits.yaml": json.dumps(content)})
    assert len(data.problems) == records.MAX_PROBLEMS + 1


def test_the_number_of_problems_between_records_is_limited(load: Load) -> None:
    lines = "".join(
        f"- id: w{n}\n  ship: A\n  date: 2026-01-01\n  pier: p{n}\n  sources: [s{n}]\n"
        for n in range(1200)
    )
    data = load({"visits.yaml": lines})
    assert [p.code for p in data.problems].count("file.too-many-problems") == 1
    assert len(data.problems) == records.MAX_PROBLEMS + 1


def test_the_number_of_duplicate_keys_is_limited(load: Load) -> None:
    data = load({"visits.yaml": "- {id: v1, ship: A}\n" * 1500})
    assert len(data.problems) == records.MAX_PROBLEMS


# -- inputs ---------------------------------------------------------------------------------------
def test_inputs_are_all_files_that_a_load_reads(write: Write) -> None:
    descriptor = write({"more/a.yaml": "id: a\nship: A\n"})
    folder = descriptor.parent
    found = dataset.inputs(descriptor)
    assert set(found.files) == {folder / name for name in (*FILES, "more/a.yaml")}
    assert found.patterns == (folder / "more/*.yaml",)


def test_inputs_of_a_broken_descriptor_are_the_descriptor(write: Write) -> None:
    descriptor = write({"datapackage.yaml": "x"})
    assert dataset.inputs(descriptor) == ((descriptor,), ())


def test_a_pattern_that_matches_nothing_is_told(load: Load) -> None:
    problems = printed(load, {"more/v2.yaml": None})
    assert problems == [
        "more/*.yaml: [file.missing] no file matches this path of the collection 'visits'; add "
        "one, or correct `path` in the descriptor"
    ]


def test_a_file_that_two_patterns_match_is_read_once(load: Load) -> None:
    descriptor = DESCRIPTOR.replace(
        '"more/*.yaml"]', '"more/*.yaml", more/v2.yaml, "more/v?.yaml"]'
    )
    assert load({"datapackage.yaml": descriptor}).problems == []


# -- the dataset ----------------------------------------------------------------------------------
def test_what_a_dataset_answers(load: Load) -> None:
    data = load(visit("crew: 3"))
    visits = data.collection("visits")
    assert visits is not None and data.collection("x") is None
    assert list(data.keys("visits") or ()) == ["v1", "v2"] and data.keys("x") is None
    record = data.record("visits", "v2")
    assert record is not None and record.values["ship"] == "Borealis"
    assert data.record("visits", "x") is None and data.record("x", "x") is None
    assert [each.key for each in data.select(visits)] == ["v1", "v2"]
    assert [each.key for each in data.select(visits, "crew == none")] == ["v2"]
    assert [each.key for each in data.select(visits, sort=[("ship", True)], limit=1)] == ["v2"]


def test_a_dataset_without_a_descriptor_answers_nothing(load: Load) -> None:
    data = load({"datapackage.yaml": "name: x\n"})
    assert data.package is None and data.collection("visits") is None and data.problems
