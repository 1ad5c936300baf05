"""What is read again when data, pages or the bibliography change: exactly what shows it."""

from __future__ import annotations

import os
from functools import partial

import pytest

from project_plugin import Build, MakeProject, Project

PAGES = {
    "index.md": "# Index\n\nA {report:ref}`visits/night-rescue`.\n\n"
    "```{toctree}\n:glob:\n\n*\n```\n",
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
    assert "index" not in built.read
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


def test_only_pages_that_need_it_are_read_with_several_processes(project: Project) -> None:
    project.replace("data/visits.yaml", "place: Inner mole", "place: Far mole")
    assert project.build(jobs=2).read == ["profile", "repairs", "visits"]
    assert project.build(jobs=2).read == []


def test_the_same_application_built_twice_sees_new_data(project: Project) -> None:
    changes = [
        ("- id: motto", "# that no page shows\n- id: motto"),  # nothing to read
        ("value: 12400", "value: 777"),
        ("value: 777", "value: 888"),
    ]
    built: Build = project.build(
        between=[partial(project.replace, "data/figures.yaml", *change) for change in changes]
    )
    assert "888" in built.text("fact.html")
