"""A build that was interrupted, or that another descriptor follows, leaves nothing out of date."""

from __future__ import annotations

import pytest
from sphinx.builders.html import StandaloneHTMLBuilder

from project_plugin import MakeProject, Project

PAGES = {
    "index.md": "# Index\n\n{report:fact}`berths`\n\n```{toctree}\n:glob:\n\n*\n```\n",
    "figures.md": "# Figures\n\n```{report:table} figures\n```\n",
    "ports.md": "# Ports\n\n```{report:table} ports\n```\n",
    "sources.md": "# Sources\n\n```{bibliography}\n```\n",
    "visits.md": "# Visits\n\n```{report:table} visits\n```\n",
}


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    project = make_project(pages=PAGES)
    assert project.build().warnings == []
    return project


def interrupt(*arguments: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("where", ["prepare_writing", "write_doc", "handle_finish"])
def test_a_change_survives_an_interrupted_build(
    project: Project, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    project.replace("data/figures.yaml", "value: 12400", "value: 12500")
    with monkeypatch.context() as patch:
        patch.setattr(StandaloneHTMLBuilder, where, interrupt)
        with pytest.raises(KeyboardInterrupt):
            project.build()
    built = project.build()
    assert "12,500" in built.text("index.html")
    assert "12,500" in built.text("figures.html")
    assert project.build().read == []


def test_a_damaged_note_of_an_interrupted_build_is_no_obstacle(project: Project) -> None:
    (environment,) = project.folder.rglob("environment.pickle")
    note = environment.with_name("report-unfinished-html.json")
    for damaged in ("{", "7"):
        note.write_text(damaged, encoding="utf-8")
        assert project.build().read == []
        assert not note.exists()


def test_the_problems_of_another_descriptor_are_told(project: Project) -> None:
    text = (project.source / "data/datapackage.yaml").read_text(encoding="utf-8")
    visits = (project.source / "data/visits.yaml").read_text(encoding="utf-8")
    project.write(
        {
            "data/other.yaml": text.replace("path: visits.yaml", "path: others.yaml"),
            "data/others.yaml": visits.replace("kind: repair", "kind: repare", 1),
        }
    )
    built = project.build(conf={"report_data": "data/other.yaml"})
    assert any("'repare' is not" in line and "others.yaml" in line for line in built.warnings)


def test_a_correction_of_a_source_reaches_what_hovering_tells(project: Project) -> None:
    before = project.build().text("visits.html")
    path = project.source / "references.bib"
    text = path.read_text(encoding="utf-8")
    project.write({"references.bib": text.replace("title = {", "title = {Corrected: ")})
    after = project.build().text("visits.html")
    assert "Corrected: " not in before
    assert "Corrected: " in after
