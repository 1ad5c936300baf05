"""What was wrong is told again, and forgotten once it is right."""

from __future__ import annotations

import pytest

from project_plugin import MakeProject, Project

PAGES = {
    "index.md": "# Index\n\n```{toctree}\n:glob:\n\n*\n```\n",
    "figures.md": "# Figures\n\n```{report:table} figures\n```\n",
    "visits.md": "(homes)=\n# Visits\n\n```{report:table} visits\n```\n",
}


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    project = make_project(pages=PAGES)
    assert project.build().warnings == []
    return project


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


def test_records_that_could_not_be_read_are_not_called_unknown(project: Project) -> None:
    project.write(
        {
            "data/visits.yaml": "- id: autumn-survey\n  date: [\n",
            "index.md": "# Index\n\n{report:ref}`visits/night-rescue`\n\n"
            "```{report:profile} visits night-rescue\n```\n",
        }
    )
    told = [line for line in project.build().warnings if "index.md" in line]
    wanted = (
        "not among the 0 records of 'visits' that could be read; mend first what was reported of "
        "its data files."
    )
    assert len(told) == 2
    assert all(wanted in line and "keys are" not in line for line in told)
