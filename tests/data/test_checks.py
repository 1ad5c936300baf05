"""Records are checked against each other and the bibliography, all in one run."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from indonato_report.data import checks, dataset
from indonato_report.data.descriptor import Package

from .conftest import DESCRIPTOR, Load, Write, printed, visit


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
