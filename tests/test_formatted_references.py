"""References are formatted again only if they have changed."""

from __future__ import annotations

from typing import Any

import pytest
from pybtex.database import Entry
from pybtex.style.formatting.unsrt import Style

from indonato_report import formatted_references
from project_plugin import MakeProject, Project

CONF = {"suppress_warnings": ["report.home"]}


@pytest.fixture
def formatted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys of the sources that are formatted from now on."""
    keys: list[str] = []
    make = Style.format_entry

    def note(style: Style, label: str, entry: Entry, bib_data: Any = None) -> Any:
        keys.append(entry.key)
        return make(style, label, entry, bib_data)

    monkeypatch.setattr(Style, "format_entry", note)
    return keys


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    page = "# P\n\n{cite}`pilots2021`, {cite}`almanac2020`\n\n```{bibliography}\n:all:\n```\n"
    project = make_project(pages={"index.md": page})
    assert project.build("html", conf=CONF).warnings == []
    return project


def test_only_a_changed_source_is_formatted_again(project: Project, formatted: list[str]) -> None:
    project.replace("references.bib", "The Harbour Almanac", "The New Almanac")
    text = project.build("html", conf=CONF).page().get_text()
    assert formatted == ["almanac2020"]
    assert "The New Almanac" in text and "A Supplement to the Almanac" in text


def test_a_source_whose_label_has_changed_is_formatted_again(
    project: Project, formatted: list[str]
) -> None:
    project.replace("references.bib", "Ferro, Ada},\n  title = {A S", "Brim, Eve},\n  title = {A S")
    text = project.build("html", conf=CONF).page().get_text()
    assert sorted(formatted) == ["almanac2020", "almanac2020b"]
    assert "Brim 2020" in text and "Ferro 2020" in text and "Ferro 2020a" not in text


def test_an_unchanged_build_formats_nothing(project: Project, formatted: list[str]) -> None:
    page = project.build("html", conf=CONF).page()
    assert formatted == []
    assert "Cited by no one" in page.get_text()


def test_other_software_formats_everything_anew(
    project: Project, formatted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formatted_references, "version", lambda name: "another")
    project.build("html", conf=CONF)
    assert len(formatted) == 4


def test_what_takes_over_from_another_source_is_formatted_again(
    project: Project, formatted: list[str]
) -> None:
    project.replace(
        "references.bib",
        "@misc{unused1999,\n  organization = {Nobody},",
        "@misc{unused1999,\n  crossref = {almanac2020},\n  organization = {Nobody},",
    )
    project.build("html", conf=CONF)
    formatted.clear()
    project.build("html", conf=CONF)
    assert formatted == ["unused1999"]
