"""The directive ``matrix``."""

from __future__ import annotations

from project_plugin import BuildPage, MakeProject


def test_a_row_a_record_and_a_column_a_value(build_page: BuildPage) -> None:
    built = build_page(
        "{numref}`grid`\n\n"
        '```{report:matrix} visits where date < "2022"\n:by: kind\n:sort: -date\n'
        ":name: grid\n:class: wide\n\nVisits by *kind*\n```"
    )
    assert built.warnings == []
    assert built.table() == [
        ["Visit", "Survey", "Repair work", "Rescue"],
        ["Night rescue", "", "", "● yes"],
        ["Mole repair", "", "● yes", ""],
        ["Spring survey", "● yes", "", ""],
    ]
    table = built.page().select_one("table#grid")
    assert {"report-matrix", "wide"} <= set(table["class"])
    assert table.caption.select_one(".caption-text em").get_text() == "kind"
    assert [cell["scope"] for cell in table.select("tbody th")] == ["row"] * 3


def test_a_record_without_a_value_has_no_mark(build_page: BuildPage) -> None:
    built = build_page("```{report:matrix} ports\n:by: region\n:limit: 3\n```")
    assert built.table()[3] == ["Corve & Sons’ Landing <east>", "", ""]


def test_lists_have_a_mark_for_each_value(make_project: MakeProject) -> None:
    project = make_project(pages={"index.md": "# P\n\n```{report:matrix} visits\n:by: tags\n```\n"})
    project.replace(
        "data/datapackage.yaml",
        "name: tags, type: array, title: Tags",
        "name: tags, type: array, title: Tags, categories: [charts, soundings]",
    )
    built = project.build(conf={"suppress_warnings": ["report.home"]})
    assert built.table()[:3] == [
        ["Visit", "charts", "soundings"],
        ["Spring survey", "● yes", "● yes"],
        ["Mole repair", "", ""],
    ]


def test_a_matrix_may_be_the_home_of_records(build_page: BuildPage) -> None:
    built = build_page("{report:ref}`ports/brim`\n\n```{report:matrix} ports\n:by: region\n```")
    assert built.page().p.a["href"] == "#ports-brim"
    assert built.page().select_one("tr#ports-brim th").get_text() == "Brim Quay"


def test_nothing_matches(build_page: BuildPage) -> None:
    built = build_page('```{report:matrix} visits where place == "Nowhere"\n:by: kind\n```')
    assert built.page().select_one("p.report-nothing").get_text() == "No records match."
