"""The server tells a browser how wide the columns of a long table are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from bs4 import Tag

from indonato_report.html.single_rows import LONG
from live_tables import visit
from project_plugin import Build, MakeProject

COLUMNS = ":columns: title, kind, ports, summary, crew\n"
VISITS = f"```{{report:table}} visits\n{COLUMNS}```\n"


def built(
    make_project: MakeProject, rows: int, page: str = VISITS, builder: str = "html", **changes: Any
) -> Build:
    project = make_project(pages={"index.md": f"# P\n\n{page}"})
    visits = [{**visit(number), **changes} for number in range(rows)]
    project.write({"data/visits.yaml": json.dumps(visits)})
    return project.build(builder, conf={"suppress_warnings": ["report.home"]})


def table(made: Build) -> Tag:
    found = made.page().select_one("table.report-table")
    assert found is not None
    return found


def least_widths(made: Build) -> list[int]:
    tracks = str(table(made)["data-columns"]).split()
    return [int(track.removeprefix("minmax(").partition("ch,")[0]) for track in tracks]


def test_a_long_table_tells_widths_and_labels(make_project: MakeProject) -> None:
    made = built(make_project, LONG)
    shown = table(made)
    assert "report-long" in shown["class"]
    assert str(shown["data-columns"]).count("fr)") == 5
    assert int(str(shown["data-least"])) == sum(least_widths(made))
    labels = [shown[f"data-label-{number}"] for number in range(1, 6)]
    assert labels == [head.get_text() for head in shown.select("thead th")]


@pytest.mark.parametrize(
    ("rows", "page"), [(LONG - 1, VISITS), (LONG, "```{report:matrix} visits\n:by: kind\n```\n")]
)
def test_a_short_table_and_a_matrix_fit_their_columns_to_their_cells(
    make_project: MakeProject, rows: int, page: str
) -> None:
    shown = table(built(make_project, rows, page))
    assert "report-long" not in shown["class"]
    assert not [name for name in shown.attrs if name.startswith("data-")]


def test_the_longest_word_of_a_column_has_room(make_project: MakeProject) -> None:
    usual = least_widths(built(make_project, LONG))
    for position, change in (
        (0, {"title": "Breakwaters"}),
        (3, {"summary": "At the [*Breakwaters*](https://example.org) again."}),
        (3, {"summary": "At the Breakwaters, {report:fact}`berths` of them."}),
    ):
        widths = least_widths(built(make_project, LONG, **change))
        assert widths[position] > len("Breakwaters")
        assert widths[1:3] == usual[1:3]


def test_a_very_long_word_is_broken(make_project: MakeProject) -> None:
    assert least_widths(built(make_project, LONG, title="A" * 80))[0] < 20


def test_an_epub_has_no_use_for_it(make_project: MakeProject, tmp_path: Path) -> None:
    folder = built(make_project, LONG, builder="epub").unzipped(tmp_path)
    text = next(folder.rglob("index.xhtml")).read_text(encoding="utf-8")
    assert "<table" in text and "data-columns" not in text
