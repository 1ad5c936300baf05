"""The directive ``chart``."""

from __future__ import annotations

import re

import pytest

from project_plugin import Build, BuildPage, MakeProject, Project

CONF = {"suppress_warnings": ["report.home"]}

PAGE = """# Page

See {numref}`fig-kinds`.

```{report:chart} visits
:form: bar
:y: kind
:count:
:alt: Of {report:count}`visits` visits, {report:count}`visits where kind == "survey"` are surveys.
:name: fig-kinds
:class: wide

Visits by *kind*

Counted from the *log*.
```

```{report:chart} visits where crew != none
:form: dot
:x: date
:y: crew
:colour: kind
:labels: crew=People aboard
:alt: The survey had far more people aboard than the others.

Crews
```

```{report:chart} ports where depth != none
:form: spec
:alt: Aldwick is deeper than Brim.
:caption: Depth of *ports*

mark: bar
encoding:
  x: {field: depth, type: quantitative}
  y: {field: name, type: nominal}
```

```{bibliography}
```
"""

ALT = "Of 4 visits, 2 are surveys."


@pytest.fixture(scope="module")
def project(make_project: MakeProject) -> Project:
    return make_project(pages={"index.md": PAGE})


@pytest.fixture(scope="module")
def built(project: Project) -> Build:
    return project.build("html", conf=CONF)


def test_a_chart_is_a_numbered_figure(built: Build) -> None:
    assert built.warnings == []
    figure = built.page().select_one("figure#fig-kinds.report-chart.wide")
    assert built.page().select_one('a[href="#fig-kinds"]').get_text() == "Fig. 1"
    assert figure.select_one(".caption-text em").get_text() == "kind"
    assert figure.select_one(".legend em").get_text() == "log"


def test_each_look_is_a_picture_with_its_size_and_its_text(built: Build) -> None:
    images = built.page().select("#fig-kinds img")
    assert [image["class"] for image in images] == [["report-chart-light"], ["report-chart-dark"]]
    for image in images:
        assert image["alt"] == ALT
        svg = built.text(image["src"])
        size = re.search(r'width="([0-9.]+)" height="([0-9.]+)"', svg)
        assert [round(float(each)) for each in size.groups()] == [
            int(image["width"]),
            int(image["height"]),
        ]
        assert "style" not in image.attrs


def test_phones_get_a_narrow_picture_of_the_short_forms(built: Build) -> None:
    pictures = built.page().select("#fig-kinds picture")
    assert [picture.img["class"] for picture in pictures] == [
        ["report-chart-light"],
        ["report-chart-dark"],
    ]
    for picture in pictures:
        assert picture.source["media"] == "(max-width: 34rem)"
        assert picture.source["srcset"] != picture.img["src"]
        assert built.text(picture.source["srcset"]).startswith("<svg")
        assert int(picture.source["width"]) <= 360 < int(picture.img["width"])
    assert [len(figure.select("picture")) for figure in built.page().select("figure")] == [2, 2, 0]


def test_the_data_of_a_count_can_be_opened_below(built: Build) -> None:
    details = built.page().select("details.report-chart-data")
    assert details[0].summary.get_text() == "Data of this chart"
    assert built.table(number=0) == [
        ["Kind", "Records"],
        ["Survey", "2"],
        ["Repair work", "1"],
        ["Rescue", "1"],
    ]


def test_the_data_of_records_have_their_sources(built: Build) -> None:
    assert built.table(number=1)[0] == ["Date", "Kind", "People aboard", "Sources"]
    assert built.table(number=1)[2] == [
        "June 2021",
        "Repair work",
        "8",
        "Guild of Pilots 2021; Ferro 2020b",
    ]


def test_the_line_below_says_where_the_numbers_come_from(built: Build) -> None:
    lines = [line.get_text() for line in built.page().select(".report-chart-origin")]
    assert lines == [
        "Counted from 4 records of “Visits”.",
        "Sources: Ferro 2020b; Guild of Pilots 2021; Ferro 2020a",
        "Data: “Ports”.",
    ]


def test_an_own_specification_has_the_records_as_its_data(built: Build) -> None:
    assert built.table(number=2) == [
        ["Depth in metres", "Port"],
        ["12.5", "Aldwick Harbour"],
        ["4.0", "Brim Quay"],
    ]
    assert len(built.page().select("figure img")) == 6


def test_an_unchanged_chart_is_not_drawn_again(project: Project, built: Build) -> None:
    folder = project.folder / "build" / "html" / "doctrees" / "report-charts"
    before = {path.name: path.stat().st_mtime_ns for path in folder.glob("*.svg")}
    assert len(before) == 10
    project.replace("index.md", "Crews\n", "Crews of all\n")
    assert project.build("html", conf=CONF).read == ["index"]
    assert {path.name: path.stat().st_mtime_ns for path in folder.glob("*.svg")} == before


def test_a_page_is_read_again_if_somebody_has_tidied_up(make_project: MakeProject) -> None:
    chart = "```{report:chart} visits\n:form: bar\n:y: kind\n:count:\n:alt: A.\n```"
    project = make_project(pages={"index.md": f"# P\n\n{chart}\n"})
    project.build("html", conf=CONF)
    assert project.build("html", conf=CONF).read == []
    for path in (project.folder / "build/html/doctrees/report-charts").iterdir():
        path.unlink()
    again = project.build("html", conf=CONF)
    assert again.read == ["index"] and again.warnings == []
    assert len(again.page().select("figure img")) == 2


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml", "epub"])
def test_pictures_are_in_every_kind_of_website_and_book(project: Project, builder: str) -> None:
    built = project.build(builder, conf={**CONF, "version": "1"})
    assert [line for line in built.warnings if "duplicate" not in line] == []
    pictures = [name for name in built.files() if re.search(r"_images/.*\.svg$", name)]
    assert len(pictures) == (3 if builder == "epub" else 10)


def test_other_builders_have_the_words_and_the_data(project: Project) -> None:
    text = project.build("text", conf=CONF).text("index.txt")
    assert ALT in text and "Visits by *kind*" in text
    assert re.search(r"\| Repair work +\| 1 ", text)
    latex = project.build("latex", conf=CONF).text("harbours.tex")
    assert ALT in latex and r"\label{\detokenize{index:fig-kinds}}" in latex


def test_translators_get_captions_and_notes(project: Project) -> None:
    template = project.build("gettext", conf=CONF).text("index.pot")
    assert 'msgid "Visits by *kind*"' in template
    assert 'msgid "Counted from the *log*."' in template


@pytest.mark.parametrize("jobs", [1, 2])
def test_pages_may_be_read_by_several_processes(make_project: MakeProject, jobs: int) -> None:
    chart = "```{report:chart} visits\n:form: bar\n:y: kind\n:count:\n:alt: A.\n```"
    names = [f"p{number}" for number in range(6)]
    index = "# I\n\n```{toctree}\n" + "\n".join(names) + "\n```\n"
    pages = {f"{name}.md": f"# {name}\n\n{chart}\n" for name in names}
    built = make_project(pages={"index.md": index, **pages}).build(jobs=jobs, conf=CONF)
    assert built.warnings == []
    assert len(built.page("p5").select("figure img")) == 2


def test_nothing_matches(build_page: BuildPage) -> None:
    built = build_page(
        '```{report:chart} visits where place == "Nowhere"\n:form: bar\n:y: kind\n:count:\n'
        ":alt: A.\n```"
    )
    assert built.page().select_one("p.report-nothing") is not None


def test_sources_can_be_named(build_page: BuildPage) -> None:
    built = build_page(
        "```{report:chart} visits\n:form: bar\n:y: kind\n:count:\n:alt: A.\n"
        ":sources: almanac2020\n```\n\n```{bibliography}\n```"
    )
    line = built.page().select_one(".report-chart-origin").get_text()
    assert line == "Counted from 4 records of “Visits”. Sources: Ferro 2020"


def test_the_columns_of_the_data_can_be_chosen(build_page: BuildPage) -> None:
    built = build_page(
        "```{report:chart} visits\n:form: strip\n:x: date\n:alt: A.\n:columns: title, place\n```"
    )
    assert built.table()[0] == ["Visit", "Place", "Sources"]
    assert build_page("```{report:chart} visits\n:form: strip\n:x: date\n:alt: A.\n```").table()[
        0
    ] == ["Visit", "Date", "Sources"]


BAR = "```{report:chart} visits\n:form: bar\n:y: kind\n:count:\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"{BAR}```", "alt: say in one or two sentences what the chart shows"),
        ("```{report:chart} visits\n:alt: A.\n```", "form: name one of bar, stacked-bar, line,"),
        ("```{report:chart} visits\n:form: bra\n```", "form: 'bra' is none of bar, stacked-bar"),
        ("```{report:chart} visits\n:form: bar\n:x: knid\n```", "x: 'knid' is not a field of"),
        ("```{report:chart} vists\n:form: bar\n```", "'vists' is not a collection"),
        ("```{report:chart} visits\n:form: bar\n:count: yes\n```", "count: takes no value"),
        (f"{BAR}:labels: kind\n```", "labels: 'kind' is not of the form field=Label"),
        (f"{BAR}:labels: knid=A\n```", "labels: 'knid' is not a field"),
        (f"{BAR}:rule: goal\n```", "rule: 'goal' is not of the form number=Label"),
        (f"{BAR}:height: 3\n```", "height: '3' is no whole number from 60 up"),
        (f"{BAR}:alt: A.\n:caption: B\n```", "caption: the body is the caption"),
        (f"{BAR}:alt: A.\n:sources: almanac\n```", "sources: 'almanac' is not in the bibliogr"),
        (f"{BAR}:alt: A.\n:x: kind\n```", "count: name x (upright) or y (lying), not both"),
        (
            "```{report:chart} visits\n:form: spec\n:alt: A.\n\ndata: {url: x}\n```",
            "'data': leave the data out",
        ),
        (
            "```{report:chart} visits\n:form: spec\n:alt: A.\n\nmark: bar\n"
            "encoding: {x: {field: crow}}\n```",
            "field: 'crow' is not a field of 'visits'",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line_and_nothing_is_shown(
    build_page: BuildPage, text: str, message: str
) -> None:
    built = build_page(text, builder="dummy")
    (warning,) = built.warnings
    assert warning.startswith("index.md:3: WARNING: report:chart: ")
    assert message in warning


def test_what_vega_lite_refuses_is_told_at_the_chart(build_page: BuildPage) -> None:
    built = build_page(
        "```{report:chart} visits\n:form: spec\n:alt: Words instead.\n\nmark: bar\n"
        "transform: [{calculate: datum.(, as: b}]\n```"
    )
    (warning,) = built.warnings
    assert warning.startswith(
        "index.md:3: WARNING: report:chart: the chart cannot be drawn: Error: "
    )
    assert built.page().select_one("figure .report-problem").get_text() == "Words instead."
