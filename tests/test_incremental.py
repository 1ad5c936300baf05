"""What is read again when data, pages or the bibliography change: exactly what shows it."""

from __future__ import annotations

import os

import pytest

from project_plugin import Build, MakeProject, Project

PAGES = {
    "index.md": "# Index\n\nA {report:ref}`visits/night-rescue`.\n\n```{toctree}\n:glob:\n\n*\n```\n",
    "count.md": '# Count\n\n{report:count}`visits where kind == "survey"`\n',
    "fact.md": "# Fact\n\n{report:fact}`berths`\n",
    "figures.md": "# Figures\n\n```{report:table} figures\n```\n",
    "latest.md": "# Latest\n\n```{report:table} visits\n:sort: -date\n:limit: 2\n```\n",
    "plain.md": "# Plain\n\nNothing of the data.\n",
    "ports.md": "# Ports\n\n```{report:cards} ports\n```\n",
    "profile.md": "# Profile\n\n```{report:profile} visits mole-repair\n```\n",
    "repairs.md": '# Repairs\n\n```{report:table} visits where kind == "repair"\n```\n',
    "sources.md": "# Sources\n\n```{bibliography}\n```\n",
    "visits.md": "(homes)=\n# Visits\n\n```{report:table} visits\n```\n",
}


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    project = make_project(pages=PAGES)
    assert project.build().warnings == []
    return project


def test_nothing_changed(project: Project) -> None:
    built = project.build()
    assert built.read == []
    assert "no targets are out of date" in built.status


def test_touched_data_are_not_changed_data(project: Project) -> None:
    for path in (project.source / "data").iterdir():
        os.utime(path, (2_000_000_000, 2_000_000_000))
    assert project.build().read == []


#: One after the other: file, text, new text, and the pages that show what has changed.
CHANGES = [
    # beyond the limit of `latest`, outside the filter of `repairs`
    ("visits", "place: Outer mole", "place: Far mole", ["visits"]),
    ("visits", "place: Inner mole", "place: Far mole", ["profile", "repairs", "visits"]),
    ("visits", "place: Bar & channel", "place: Bar", ["latest", "visits"]),
    # a title changes where it is shown, and where it is a link's text
    (
        "visits",
        "title: Night rescue",
        "title: Rescue by night",
        ["index", "latest", "visits"],
    ),
    # a title that the tables of another collection show
    ("ports", "name: Brim Quay", "name: Brim", ["latest", "ports", "visits"]),
    ("ports", "depth: 4\n", "depth: 5\n", ["ports"]),
    # a fact: where it stands in prose, and in its table; Markdown in data counts as prose
    ("figures", "value: 12400", "value: 12500", ["fact", "figures"]),
    ("figures", "value: 2.5", "value: 3", ["figures", "profile"]),
    # a number of records
    (
        "visits",
        "kind: rescue",
        "kind: survey",
        ["count", "latest", "visits"],
    ),
    # only a comment, or only the order of fields
    ("visits", "- id: spring-survey", "# first\n- id: spring-survey", []),
    ("ports", "  region: south\n  depth: 5\n", "  depth: 5\n  region: south\n", []),
]


def test_changed_records(project: Project, subtests: pytest.Subtests) -> None:
    for file, old, new, pages in CHANGES:
        with subtests.test(new):
            project.replace(f"data/{file}.yaml", old, new)
            built = project.build()
            assert built.warnings == []
            assert built.read == pages
    assert project.build().read == []


def test_a_record_more_and_a_record_less(project: Project) -> None:
    text = (
        '\n- id: new-repair\n  date: "2019-01-01"\n  title: New repair\n  kind: repair\n'
        "  sources: [almanac2020]\n"
    )
    path = project.source / "data/visits.yaml"
    before = path.read_text(encoding="utf-8")
    project.write({"data/visits.yaml": before + text})
    assert project.build().read == ["repairs", "visits"]
    project.write({"data/visits.yaml": before})
    built = project.build()
    assert built.read == ["repairs", "visits"]
    assert "New repair" not in built.text("visits.html")


def test_the_descriptor_changes(project: Project) -> None:
    project.replace("data/datapackage.yaml", "title: What happened", "title: Occasion")
    built = project.build()
    assert built.read == ["count", "latest", "profile", "repairs", "visits"]
    assert "Occasion" in built.text("latest.html")


def test_a_page_that_links_to_a_record_is_written_again_when_it_moves(project: Project) -> None:
    project.replace("data/datapackage.yaml", "home: visits\n", "home: repairs\n")
    project.replace("repairs.md", 'visits where kind == "repair"', "visits")
    built = project.build()
    assert built.warnings == []
    assert built.page("index").p.a["href"] == "repairs.html#visits-night-rescue"
    assert built.page("fact").p.a["href"] == "figures.html#figures-berths"


def test_a_home_without_declaration_moves_with_the_pages(project: Project) -> None:
    project.write({"about.md": "# About\n\n{report:ref}`ports/brim`\n"})
    built = project.build()
    assert built.page("about").p.a["href"] == "ports.html#ports-brim"
    project.write({"atlas.md": "# Atlas\n\n```{report:table} ports\n```\n"})
    built = project.build()
    assert "about" not in built.read
    assert built.page("about").p.a["href"] == "atlas.html#ports-brim"
    assert built.page("ports").select("[id^=ports-]") == []
    (project.source / "atlas.md").unlink()
    built = project.build()
    assert built.page("about").p.a["href"] == "ports.html#ports-brim"
    assert built.page("ports").select_one("#ports-brim") is not None


def test_a_renamed_home_is_missed_and_found_again(project: Project) -> None:
    (project.source / "visits.md").rename(project.source / "calls.md")
    built = project.build()
    assert [line for line in built.warnings if "[report.home]" in line] == [
        "data/datapackage.yaml:1: WARNING: the home of visits, the page 'visits', does not show "
        "4 of its records: spring-survey, mole-repair, night-rescue, autumn-survey. Add a table, "
        "timeline or profile there, or change `home` in the descriptor. There is no such page. "
        "[report.home]"
    ]
    assert built.page("index").select_one("section p").decode_contents() == "A Night rescue."
    project.replace("data/datapackage.yaml", "home: visits\n", "home: calls\n")
    built = project.build()
    assert built.warnings == []
    assert built.page("index").p.a["href"] == "calls.html#visits-night-rescue"


def test_html_then_data_then_another_builder_then_html(project: Project) -> None:
    assert "12,400" in project.build("text").text("fact.txt")
    project.replace("data/figures.yaml", "value: 12400", "value: 13000")
    assert "13,000" in project.build("text").text("fact.txt")
    assert "13,000" in project.build("latex").text("harbours.tex")
    built = project.build("html")
    assert "13,000" in built.text("fact.html")
    assert "13,000" in built.text("figures.html")


def test_a_label_of_the_bibliography_changes(project: Project) -> None:
    assert "Ferro 2020b" in project.build().text("visits.html")
    project.replace("references.bib", "title = {A Supplement to", "title = {Z Supplement to")
    built = project.build()
    for page in ("visits", "repairs", "figures", "profile"):
        text = built.text(f"{page}.html")
        assert "Ferro 2020a" in text, page
    assert "Ferro 2020a" in built.page("fact").p.a["title"]


# -- what was wrong is told again, and forgotten once it is right -----------------------------------
def test_problems_of_the_data_are_told_again_by_a_build_with_nothing_to_do(
    project: Project,
) -> None:
    project.replace("data/visits.yaml", "kind: rescue", "kind: resceu")
    first = project.build(warnings_are_errors=True)
    second = project.build(warnings_are_errors=True)
    assert second.read == []
    assert first.exit_code == second.exit_code == 1
    assert len(first.warnings) == 1
    assert first.warnings == second.warnings
    project.replace("data/visits.yaml", "kind: resceu", "kind: rescue")
    third = project.build(warnings_are_errors=True)
    assert (third.warnings, third.exit_code) == ([], 0)


def test_problems_that_concern_no_page_are_told_again(project: Project) -> None:
    project.replace("data/datapackage.yaml", "title: Harbours and", "titel: Harbours and")
    first = project.build()
    assert any("descriptor.unknown-key" in line for line in first.warnings)
    again = project.build()
    assert again.read == []
    assert [line for line in again.warnings if "descriptor" in line] == [
        line for line in first.warnings if "data/datapackage.yaml" in line
    ]


def test_missing_homes_are_told_again(project: Project) -> None:
    project.replace("visits.md", "{report:table} visits", "{report:table} visits where crew > 7")
    expected = [
        "visits.md:1: WARNING: the home of visits, the page 'visits', does not show 2 of its "
        "records: night-rescue, autumn-survey. Add a table, timeline or profile there, or change "
        "`home` in the descriptor. [report.home]"
    ]
    assert project.build().warnings == expected
    assert project.build().warnings == expected
    project.replace("visits.md", "{report:table} visits where crew > 7", "{report:table} visits")
    assert project.build().warnings == []


def test_a_record_that_no_page_shows_is_missed_although_nothing_is_read(project: Project) -> None:
    project.replace(
        "visits.md", "{report:table} visits", '{report:table} visits where date > "2019"'
    )
    assert project.build().warnings == []
    path = project.source / "data/visits.yaml"
    text = (
        '- id: old\n  date: "1990-01-01"\n  title: Old\n  kind: rescue\n  sources: [almanac2020]\n'
    )
    project.write({"data/visits.yaml": path.read_text(encoding="utf-8") + text})
    built = project.build()
    assert built.read == []
    assert len(built.warnings) == 1
    assert "does not show 1 of its records: old." in built.warnings[0]


@pytest.mark.parametrize(
    ("page", "before", "after"),
    [
        ("{report:table} harbours", "name: ports\n", "name: harbours\n"),
        ("{report:table} ports\n:columns: title", "{name: name,", "{name: title,"),
        ("{report:table} ports\n:view: short", "register: {", "short: {"),
        ("{report:profile} visits night-call", "- id: night-rescue", "- id: night-call"),
    ],
)
def test_a_page_is_read_again_when_the_data_give_what_it_asks_for(
    make_project: MakeProject, page: str, before: str, after: str
) -> None:
    project = make_project(pages={"index.md": f"# P\n\n```{page}\n```\n"})
    conf = {"suppress_warnings": ["report.home"]}
    assert project.build(conf=conf).page().select(".admonition.report-problem") != []
    for path in (project.source / "data").iterdir():
        text = path.read_text(encoding="utf-8")
        text = text.replace(before, after)
        if "title" in after:
            text = text.replace("name: Brim", "title: Brim").replace(
                "name: Aldwick", "title: Aldwick"
            )
            text = text.replace("name: Corve", "title: Corve").replace(
                "title: name\n", "title: title\n"
            )
            text = text.replace("columns: [name, region", "columns: [title, region").replace(
                "sort: [name]", "sort: [title]"
            )
        text = (
            text.replace("references: ports}", "references: harbours}") if "harb" in after else text
        )
        project.write({f"data/{path.name}": text})
    built = project.build(conf=conf)
    assert built.read == ["index"]
    assert built.page().select(".report-problem") == []


@pytest.mark.parametrize(
    "page", ["```{report:table} ports\n```", "{report:fact}`berths`", "{report:count}`ports`"]
)
def test_a_page_is_read_again_when_the_descriptor_is_mended(
    make_project: MakeProject, page: str
) -> None:
    project = make_project(pages={"index.md": f"# P\n\n{page}\n"})
    project.replace("data/datapackage.yaml", "name: harbours\n", "name: [harbours\n")
    conf = {"suppress_warnings": ["report.home"]}
    assert project.build(conf=conf).page().select(".report-problem") != []
    project.replace("data/datapackage.yaml", "name: [harbours\n", "name: harbours\n")
    built = project.build(conf=conf)
    assert built.read == ["index"]
    assert built.warnings == []


@pytest.mark.parametrize(
    ("role", "old", "new"),
    [
        ("{report:fact}`mooring`", "- id: motto", "- id: mooring"),
        ("{report:ref}`visits/mooring`", "- id: night-rescue", "- id: mooring"),
        ("{report:fact}`motto`", "facts: false", "facts: {value: value, unit: unit}"),
    ],
    ids=["fact", "record", "descriptor"],
)
def test_a_role_is_read_again_when_the_data_give_what_it_asks_for(
    make_project: MakeProject, role: str, old: str, new: str
) -> None:
    project = make_project(pages={"index.md": f"# P\n\n{role}\n"})
    descriptor = "facts: {value: value, unit: unit, as_of: as_of, review_by: review_by}"
    if "facts" in old:
        project.replace("data/datapackage.yaml", descriptor, old)
    conf = {"suppress_warnings": ["report.home"]}
    about_page = [line for line in project.build(conf=conf).warnings if "index.md" in line]
    assert len(about_page) == 1
    file = "datapackage" if "facts" in old else "figures" if "fact" in role else "visits"
    project.replace(f"data/{file}.yaml", old, new)
    built = project.build(conf=conf)
    assert (built.read, built.warnings) == (["index"], [])


def test_only_pages_that_need_it_are_read_with_several_processes(project: Project) -> None:
    project.replace("data/visits.yaml", "place: Inner mole", "place: Far mole")
    assert project.build(jobs=2).read == ["profile", "repairs", "visits"]
    assert project.build(jobs=2).read == []


def test_the_same_application_built_twice_sees_new_data(project: Project) -> None:
    def change() -> None:
        project.replace("data/figures.yaml", "value: 12400", "value: 777")

    built: Build = project.build(between=change)
    assert "777" in built.text("fact.html")
