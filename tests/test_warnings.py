"""Problems of the data, and the configuration, as a build tells them."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

import indonato_report
from indonato_report.warnings import WARNINGS, AuthorError
from project_plugin import MakeProject

PAGES = {
    "index.md": "(homes)=\n# I\n\n```{report:table} visits\n```\n\n```{toctree}\na\nb\n```\n",
    "a.md": "# A\n\n```{report:table} visits\n```\n",
    "b.md": "# B\n\n```{report:timeline} visits\n```\n",
}
CONF = {"suppress_warnings": ["report.home"]}


@pytest.mark.parametrize("jobs", [1, 2])
def test_each_problem_is_told_once_with_line_and_column(
    make_project: MakeProject, jobs: int
) -> None:
    project = make_project(pages=PAGES)
    project.replace("data/visits.yaml", "kind: rescue", "kind: resceu")
    project.replace("data/visits.yaml", 'date: "2020-03-01"', 'date: "2020-02-30"')
    project.replace("data/ports.yaml", "region: south", "regoin: south")
    built = project.build(jobs=jobs, conf=CONF)
    told = [line.partition(" WARNING: ") for line in built.warnings]
    assert [(place, message.split()[0]) for place, _, message in told] == [
        ("data/ports.yaml:15:3:", "[data.unknown-field]"),
        ("data/visits.yaml:2:9:", "[data.date]"),
        ("data/visits.yaml:24:9:", "[data.enum]"),
    ]
    assert "Did you mean 'region'? [report.data]" in built.warnings[0]
    assert "Did you mean 'rescue'? [report.data]" in built.warnings[2]


def test_a_problem_fails_a_build_that_wants_no_warnings(make_project: MakeProject) -> None:
    project = make_project(pages=PAGES)
    project.replace("data/visits.yaml", "kind: rescue", "kind: resceu")
    assert project.build(warnings_are_errors=True, conf=CONF).exit_code == 1


def test_a_note_fails_nothing(make_project: MakeProject) -> None:
    project = make_project(pages=PAGES)
    project.replace(
        "data/figures.yaml",
        'as_of: "2020-12-31"\n  review_by: "2030-01-01"',
        'as_of: "2020-12-31"\n  review_by: "2025-06-30"',
    )
    for _ in range(2):
        built = project.build(warnings_are_errors=True, conf=CONF)
        assert (built.warnings, built.exit_code) == ([], 0)
        notes = [line for line in built.status.splitlines() if ": note: [data.review-due]" in line]
        assert len(notes) == 1
        assert notes[0].startswith("data/figures.yaml:14:14: note: ")


def test_a_problem_can_be_silenced(make_project: MakeProject) -> None:
    project = make_project(pages=PAGES)
    project.replace("data/visits.yaml", "kind: rescue", "kind: resceu")
    built = project.build(conf={"suppress_warnings": ["report.home", "report.data"]})
    assert built.warnings == []
    assert "⚠ resceu" in built.page("a").get_text()


@pytest.mark.parametrize(
    ("file", "content", "code"),
    [
        ("data/visits.yaml", "", "file.empty"),
        ("data/visits.yaml", "- id: [", "file.syntax"),
        ("data/datapackage.yaml", "name: x\n", "descriptor.schema"),
        ("data/datapackage.yaml", "{", "file.syntax"),
    ],
)
def test_broken_files_never_stop_a_build(
    make_project: MakeProject, file: str, content: str, code: str
) -> None:
    project = make_project(pages=PAGES)
    project.write({file: content})
    built = project.build(conf=CONF)
    assert [line for line in built.warnings if line.startswith(file) and f"[{code}]" in line]
    assert built.page("a").h1 is not None


def test_a_missing_file(make_project: MakeProject) -> None:
    project = make_project(pages=PAGES)
    (project.source / "data/visits.yaml").unlink()
    built = project.build(conf=CONF)
    told = [line for line in built.warnings if "[file.missing]" in line]
    assert len(told) == 1
    assert told[0].startswith("data/visits.yaml:1: WARNING: ")
    assert built.page("a").select_one(".report-nothing") is not None


def test_a_configuration_value_of_the_wrong_type(make_project: MakeProject) -> None:
    built = make_project(pages={"index.md": "# P\n\n{report:count}`visits`\n"}).build(
        conf={"report_data": ["data/datapackage.yaml"]}
    )
    assert any("`report_data' has type `list'" in line for line in built.warnings)
    assert any("no data: report_data in conf.py names no descriptor." in x for x in built.warnings)


def test_every_subtype_is_used_and_explained() -> None:
    folder = Path(inspect.getfile(indonato_report)).parent
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.py"))]
    used = {
        name for text in texts for name in re.findall(r'(?:AuthorError|warn)\(\s*"([\w-]+)"', text)
    }
    assert used == set(WARNINGS)
    assert all(sentence.endswith(".") for sentence in WARNINGS.values())


def test_an_author_error_reads_as_its_message() -> None:
    error = AuthorError("filter", "where: wrong.")
    assert (str(error), error.subtype) == ("where: wrong.", "filter")


def test_a_message_is_no_format(make_project: MakeProject) -> None:
    project = make_project(pages={"index.md": "# P\n\n{report:count}`visits where '%s' == 100`\n"})
    (warning,) = project.build(conf=CONF).warnings
    assert "'%s'" in warning
