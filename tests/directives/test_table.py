"""The directive ``table``: what each option shows."""

from __future__ import annotations

import pytest

from project_plugin import BuildPage, MakeProject

TITLES = ["Spring survey", "Mole repair", "Night rescue", "Autumn survey"]


def test_without_options_the_first_view_is_shown(build_page: BuildPage) -> None:
    built = build_page("```{report:table} visits\n```")
    assert built.warnings == []
    assert built.table() == [
        ["Date", "What happened", "Kind", "Ports of call", "Place", "Sources"],
        ["Survey"],
        ["2022", "Autumn survey", "Survey", "Corve & Sons’ Landing <east>", "", "almanac2020"],
        [
            "1 March 2020",
            "Spring survey",
            "Survey",
            "Aldwick Harbour, Brim Quay",
            "Outer mole",
            "almanac2020",
        ],
        ["Repair work"],
        [
            "June 2021",
            "Mole repair",
            "Repair work",
            "Aldwick Harbour",
            "Inner mole",
            "pilots2021; almanac2020",
        ],
        ["Rescue"],
        ["5 November 2021", "Night rescue", "Rescue", "Brim Quay", "Bar & channel", "almanac2020b"],
    ]


def test_a_collection_without_views_shows_all_its_fields(
    make_project: MakeProject,
) -> None:
    project = make_project(pages={"index.md": "# P\n\n```{report:table} figures\n```\n"})
    project.replace(
        "data/datapackage.yaml",
        "      views:\n        register: {columns: [title, value, unit, as_of, sources], "
        "sort: [title]}\n",
        "",
    )
    built = project.build(conf={"suppress_warnings": ["report.home"]})
    assert built.table()[0] == [
        "Key",
        "Figure",
        "Value",
        "Unit",
        "As of",
        "Review by",
        "Caveat",
        "Sources",
    ]
    assert built.column() == ["stone-weight", "berths", "dues", "motto"]


def test_view_names_another_view(build_page: BuildPage) -> None:
    built = build_page("```{report:table} visits\n:view: brief\n```")
    assert built.table()[0] == ["Visit", "Date"]
    assert built.column() == TITLES


def test_columns_are_shown_in_the_order_written(build_page: BuildPage) -> None:
    built = build_page("```{report:table} visits\n:columns: crew, title ,tags\n```")
    assert built.table()[:2] == [
        ["Crew", "Visit", "Tags"],
        ["1,200", "Spring survey", "soundings, charts"],
    ]


def test_labels_replace_the_titles_of_fields_and_of_the_view(build_page: BuildPage) -> None:
    built = build_page("```{report:table} visits\n:labels: date = When, title=Occasion\n```")
    assert built.table()[0][:3] == ["When", "Occasion", "Kind"]


@pytest.mark.parametrize("written", ["1, 3", "1 3", "2,6"])
def test_widths_are_shares(build_page: BuildPage, written: str) -> None:
    built = build_page(f"```{{report:table}} visits\n:view: brief\n:widths: {written}\n```")
    classes = [col["class"] for col in built.page().select("col")]
    assert classes == [["report-col-25"], ["report-col-75"]]


def test_widths_reach_print(build_page: BuildPage) -> None:
    built = build_page("```{report:table} visits\n:view: brief\n:widths: 1, 3\n```", "latex")
    assert r"\begin{tabular}[t]{\X{22}{88}\X{66}{88}}" in built.text("harbours.tex")


def test_widths_of_a_view_do_not_hold_for_other_columns(build_page: BuildPage) -> None:
    built = build_page("```{report:table} visits\n:columns: title, date\n```")
    assert [col["class"] for col in built.page().select("col")] == [
        ["report-col-65"],
        ["report-col-35"],
    ]


@pytest.mark.parametrize(
    "first_line",
    [
        'visits where kind == "survey" and "charts" in tags',
        "visits where 'charts' in tags and kind != 'rescue'",
    ],
)
def test_a_filter_stands_in_the_argument(build_page: BuildPage, first_line: str) -> None:
    built = build_page(f"```{{report:table}} {first_line}\n:view: brief\n```")
    assert built.column() == ["Spring survey", "Autumn survey"]


def test_a_filter_stands_in_the_option(build_page: BuildPage) -> None:
    built = build_page("```{report:table} visits\n:view: brief\n:where: crew < 10\n```")
    assert built.column() == ["Mole repair", "Night rescue"]


@pytest.mark.parametrize(
    ("sort", "titles"),
    [
        ("title", ["Autumn survey", "Mole repair", "Night rescue", "Spring survey"]),
        ("-title", ["Spring survey", "Night rescue", "Mole repair", "Autumn survey"]),
        # as the descriptor declares them: survey, repair, rescue
        ("kind, -date", ["Autumn survey", "Spring survey", "Mole repair", "Night rescue"]),
        # as numbers, and what has none comes last in either direction
        ("crew", ["Night rescue", "Mole repair", "Spring survey", "Autumn survey"]),
        ("-crew", ["Spring survey", "Mole repair", "Night rescue", "Autumn survey"]),
        # nothing: the order of the file
        ("", TITLES),
    ],
)
def test_sort(build_page: BuildPage, sort: str, titles: list[str]) -> None:
    built = build_page(f"```{{report:table}} visits\n:columns: title\n:sort: {sort}\n```")
    assert built.column() == titles


def test_limit_counts_after_sorting(build_page: BuildPage) -> None:
    built = build_page("```{report:table} visits\n:columns: title\n:sort: -date\n:limit: 2\n```")
    assert built.column() == ["Autumn survey", "Night rescue"]


def test_group_shows_labels_in_declared_order_and_what_has_no_value_last(
    build_page: BuildPage,
) -> None:
    built = build_page("```{report:table} ports\n:columns: name\n:group: region\n```")
    assert built.column() == [
        "Northern coast",
        "Aldwick Harbour",
        "Southern coast",
        "Brim Quay",
        "Not stated",
        "Corve & Sons’ Landing <east>",
    ]


def test_an_empty_group_takes_back_that_of_the_view(build_page: BuildPage) -> None:
    built = build_page("```{report:table} visits\n:group:\n```")
    assert built.column(name=1) == ["Autumn survey", "Night rescue", "Mole repair", "Spring survey"]


def test_group_by_a_plain_field_keeps_the_order_of_the_rows(build_page: BuildPage) -> None:
    built = build_page(
        "```{report:table} visits\n:columns: title\n:group: place\n:sort: -title\n```"
    )
    assert [cell.get_text() for cell in built.page().select("th.report-group")] == [
        "Outer mole",
        "Bar & channel",
        "Inner mole",
        "Not stated",
    ]


def test_groups_by_another_collection_have_the_titles_of_its_records(
    make_project: MakeProject,
) -> None:
    page = "# P\n\n```{report:table} visits\n:columns: title\n:group: base\n```\n"
    project = make_project(pages={"index.md": page})
    field = "{name: base, type: string, title: Base, report: {references: ports}}"
    place = "- {name: place, type: string, title: Place}"
    project.replace("data/datapackage.yaml", place, f"{place}\n        - {field}")
    project.replace("data/visits.yaml", "place: Outer mole", "place: Outer mole\n  base: brim")
    built = project.build(conf={"suppress_warnings": ["report.home"]})
    assert built.column()[:2] == ["Brim Quay", "Spring survey"]


def test_class_is_added(build_page: BuildPage) -> None:
    built = build_page("```{report:table} visits\n:class: Wide striped\n```")
    assert {"wide", "striped", "report-table"} <= set(built.page().select_one("table")["class"])


def test_caption_has_markup_and_the_name_a_number(build_page: BuildPage) -> None:
    built = build_page(
        "{numref}`tbl-all` and {numref}`the table %s <tbl-all>` and {ref}`tbl-all`.\n\n"
        "```{report:table} visits\n:name: tbl-all\n\nAll *visits* of\nthe year\n```\n"
    )
    assert built.warnings == []
    page = built.page()
    assert [link["href"] for link in page.select("p a.reference")] == ["#tbl-all"] * 3
    assert page.p.get_text() == "Table 1 and the table 1 and All visits of the year."
    caption = page.select_one("table#tbl-all > caption")
    assert caption.select_one(".caption-number").get_text() == "Table 1 "
    assert str(caption.select_one(".caption-text")) == (
        '<span class="caption-text">All <em>visits</em> of the year</span>'
    )


def test_a_table_without_caption_takes_no_number(build_page: BuildPage) -> None:
    built = build_page(
        "{numref}`second`\n\n```{report:table} visits\n:name: first\n```\n\n"
        "```{report:table} visits\n:name: second\n\nCaption\n```\n"
    )
    assert built.page().p.get_text() == "Table 1"
    assert built.page().select_one("table#first caption") is None


def test_links_in_a_caption_lead_on(build_page: BuildPage) -> None:
    built = build_page(
        "(place)=\n## Section\n\n```{report:table} ports\n\n"
        "See {ref}`place`, {report:ref}`ports/brim` and {cite:p}`almanac2020`\n```\n\n"
        "```{bibliography}\n```"
    )
    assert built.warnings == []
    links = built.page().select("caption .caption-text a")
    assert [link.get_text() for link in links] == ["Section", "Brim Quay", "Ferro 2020"]
    assert [link["href"] for link in links][:2] == ["#place", "#ports-brim"]


def test_nothing_matches(build_page: BuildPage) -> None:
    built = build_page(
        "{ref}`nothing <none>`\n\n"
        '```{report:table} visits where place == "Nowhere"\n:name: none\n```'
    )
    assert built.warnings == []
    assert built.page().select_one("p.report-nothing").get_text() == "No records match."
    assert built.page().select_one("#none") is not None


def test_a_value_that_failed_its_check_is_marked(build_page: BuildPage) -> None:
    built = build_page(
        "```{report:table} visits\n:columns: title, crew, kind, ports\n```",
        visits=("crew: 1200", "crew: many"),
    )
    assert built.table()[1][:2] == ["Spring survey", "⚠ many"]
    assert len(built.warnings) == 1


def test_values_of_every_kind(build_page: BuildPage) -> None:
    built = build_page("```{report:table} ports\n```")
    assert built.table() == [
        ["Port", "Region", "Depth in metres", "Founded", "Open all year", "Website", "Note"],
        [
            "Aldwick Harbour",
            "Northern coast",
            "12.5",
            "1821",
            "yes",
            "example.org/aldwick",
            "Deep water at every tide, says [almanac2020]. • a dry dock • a crane, "
            "seen in the survey",
        ],
        ["Brim Quay", "Southern coast", "4.0", "", "no", "", "Small boats only."],
        ["Corve & Sons’ Landing <east>", "", "", "", "", "", ""],
    ]
    link = built.page().select_one("table a.external")
    assert link["href"] == "https://example.org/aldwick/"


def test_a_list_of_enumerated_values_has_a_badge_for_each(make_project: MakeProject) -> None:
    page = "# P\n\n```{report:table} visits\n:columns: title, tags\n:limit: 1\n```\n"
    project = make_project(pages={"index.md": page})
    project.replace(
        "data/datapackage.yaml",
        "name: tags, type: array, title: Tags",
        "name: tags, type: array, title: Tags, categories: "
        "[charts, {value: soundings, label: Depths}]",
    )
    built = project.build(conf={"suppress_warnings": ["report.home"]})
    badges = built.page().select("td .sd-badge")
    assert [badge.get_text() for badge in badges] == ["Depths", "charts"]


def test_numbers_stand_to_the_right(build_page: BuildPage) -> None:
    page = build_page("```{report:table} visits\n:columns: title, crew\n```").page()
    assert {tuple(cell["class"]) for cell in page.select("td")} == {("text-right",)}
    assert page.select("thead th")[1]["class"] == ["head", "text-right"]


def test_numbers_and_dates_follow_the_language(make_project: MakeProject) -> None:
    page = "# P\n\n```{report:table} visits\n:columns: date, crew\n:limit: 1\n:sort: date\n```\n"
    project = make_project(pages={"index.md": page})
    built = project.build(conf={"language": "de", "suppress_warnings": ["report.home"]})
    assert "März" in built.table()[1][0]
    assert built.table()[1][1] == "1.200"


def test_a_table_stands_inside_other_directives_and_lists(build_page: BuildPage) -> None:
    built = build_page(
        "::::{admonition} Inside\n:::{report:table} visits\n:view: brief\n:::\n::::\n\n"
        "- item\n\n  ```{report:table} figures\n  :columns: title\n  :where: value == 2\n  ```\n"
    )
    assert built.warnings == []
    assert built.column() == TITLES
    assert built.column(number=1) == ["Rate of the dues"]


def test_restructuredtext_pages_have_the_same_directive(make_project: MakeProject) -> None:
    page = (
        "Page\n====\n\n.. report:table:: visits\n   :view: brief\n"
        '   :where: kind == "survey"\n      or crew < 7\n   :sort: title\n\n   A *caption*\n\n'
        "A :report:fact:`berths`, :report:count:`visits`.\n"
    )
    project = make_project(pages={"index.rst": page})
    built = project.build(conf={"suppress_warnings": ["report.home"]})
    assert built.warnings == []
    assert built.column() == ["Autumn survey", "Night rescue", "Spring survey"]
    assert "A 12,400 berths, 4." in built.page().get_text().replace("\N{NO-BREAK SPACE}", " ")
