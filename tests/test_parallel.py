"""Several processes, another folder or another hash seed: always the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from project_plugin import Build, MakeProject, Project

DATED = {"SOURCE_DATE_EPOCH": "1767225600"}
CONF = {"html_last_updated_fmt": None, "today": "1 January 2026"}
#: Sphinx's own notes on the build: pickled doctrees and their digest, not part of the site.
NOTES = {".buildinfo"}


def many_pages() -> dict[str, str]:
    """More pages than Sphinx reads in one chunk, which share records."""
    pages = {
        "index.md": "# I\n\n{report:ref}`ports/brim`\n\n```{toctree}\n:glob:\n\n*\n```\n",
        "visits.md": "(homes)=\n# Visits\n\n```{report:table} visits\n:name: all\n\nAll\n```\n",
        "sources.md": "# Sources\n\n```{bibliography}\n```\n",
        "figures.md": "# Figures\n\n```{report:table} figures\n\nFigures\n```\n",
    }
    parts = [
        "```{report:cards} ports\n```",
        "```{report:timeline} visits\n```",
        '```{report:table} visits where kind == "repair"\n\nRepairs\n```',
        "```{report:matrix} visits\n:by: kind\n\nKinds\n```",
        "{report:fact}`berths`, {report:count}`visits`, {numref}`all`, {cite}`pilots2021`",
        "```{report:profile} ports aldwick\n```",
    ]
    for number in range(12):
        pages[f"page{number:02}.md"] = (
            f"# Page {number}\n\n{parts[number % 6]}\n\n{parts[(number + 1) % 6]}\n"
        )
    return pages


def files(built: Build) -> Mapping[str, bytes]:
    assert built.warnings == []
    return {name: content for name, content in built.files().items() if name not in NOTES}


def differing(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    return [name for name in sorted(one.keys() | other.keys()) if one.get(name) != other.get(name)]


@pytest.mark.parametrize("builder", ["html", "latex"])
def test_several_processes_write_the_same_bytes(
    make_project: MakeProject, builder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DATED["SOURCE_DATE_EPOCH"])
    projects = {jobs: make_project(pages=many_pages()) for jobs in (1, 2, 4)}
    results = {
        jobs: files(project.build(builder, jobs=jobs, conf=CONF))
        for jobs, project in projects.items()
    }
    assert differing(results[1], results[2]) == []
    assert differing(results[1], results[4]) == []
    # and after a change that a part of the pages shows
    for project in projects.values():
        project.replace("data/visits.yaml", "title: Mole repair", "title: Repair of the mole")
        project.replace("data/ports.yaml", "depth: 4\n", "depth: 5\n")
    again = {
        jobs: project.build(builder, jobs=jobs, conf=CONF) for jobs, project in projects.items()
    }
    assert again[1].read == again[4].read
    assert "index" not in again[1].read
    results = {jobs: files(built) for jobs, built in again.items()}
    assert differing(results[1], results[2]) == []
    assert differing(results[1], results[4]) == []
    fresh = make_project(pages=many_pages())
    fresh.replace("data/visits.yaml", "title: Mole repair", "title: Repair of the mole")
    fresh.replace("data/ports.yaml", "depth: 4\n", "depth: 5\n")
    assert differing(results[1], files(fresh.build(builder, conf=CONF))) == []


def run_sphinx(project: Project, builder: str, folder: Path, seed: str, jobs: str) -> Path:
    out = folder / builder
    finished = subprocess.run(
        [
            *(sys.executable, "-m", "sphinx", "-q", "-E", "-W", "-b", builder, "-j", jobs),
            *("-D", "html_last_updated_fmt=", "-D", "today=1 January 2026"),
            *("-d", str(folder / "doctrees"), str(project.source), str(out)),
        ],
        env={**os.environ, **DATED, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert finished.stderr == ""
    return out


@pytest.mark.slow
@pytest.mark.parametrize("builder", ["html", "dirhtml", "latex", "epub", "text", "gettext"])
def test_another_folder_and_hash_seed_give_the_same_bytes(
    make_project: MakeProject, builder: str
) -> None:
    results = []
    for seed, jobs in (("1", "1"), ("4711", "4")):
        project = make_project(pages=many_pages())
        folder = project.folder / "out"
        project.replace("conf.py", 'project = "Harbours"', 'project = "Harbours"\nversion = "1"')
        out = run_sphinx(project, builder, folder, seed, jobs)
        built = Build(builder, out, "", [])
        if builder == "epub":
            built.outdir = built.unzipped(folder / "unzipped")
        results.append(files(built))
    assert differing(*results) == []


def test_problems_are_told_once_whatever_the_number_of_processes(
    make_project: MakeProject,
) -> None:
    for jobs in (1, 2):
        project = make_project(pages=many_pages())
        project.replace("data/visits.yaml", "kind: rescue", "kind: resceu")
        project.replace("data/ports.yaml", "depth: 4\n", "depth: deep\n")
        told = project.build(jobs=jobs).warnings
        assert [line.partition(" WARNING: ")[0] for line in told] == [
            "data/ports.yaml:16:10:",
            "data/visits.yaml:24:9:",
        ]


def test_wrong_use_is_told_with_its_place_by_parallel_readers(make_project: MakeProject) -> None:
    pages = many_pages()
    pages["page05.md"] += "\n```{report:table} vists\n```\n"
    told = make_project(pages=pages).build(jobs=4).warnings
    assert len(told) == 1
    assert told[0].startswith("page05.md:9: WARNING: report:table: 'vists' is not a collection;")
