"""Citations show what kind of source they name: primary, research, press, reference."""

from __future__ import annotations

import re

import pytest

from project_plugin import Build, MakeProject

PAGES = {
    "index.md": (
        "# Page\n\nFrom tables {cite}`pilots2021`, {cite}`almanac2020`, {cite}`almanac2020b`, "
        "see {ref}`below <below>` and [elsewhere](https://example.org/#id1).\n\n"
        "```{toctree}\nsources\nsub/deep\n```\n\n(below)=\n\n## Below\n\n"
        "```{report:table} visits\n:columns: title, sources\n```\n"
    ),
    "sub/deep.md": "# Deep\n\nFrom a folder {cite}`pilots2021`.\n",
    "sources.md": "# Sources\n\nAgain {cite}`pilots2021`.\n\n```{bibliography}\n:all:\n```\n",
}


@pytest.fixture(scope="module")
def marked(make_project: MakeProject) -> Build:
    project = make_project(pages=PAGES)
    project.replace("references.bib", "@misc{pilots2021,", "@misc{pilots2021,\n  kind = {primary},")
    project.replace("references.bib", "@book{almanac2020,", "@book{almanac2020,\n  kind = {Press},")
    return project.build(conf={"suppress_warnings": ["report.home"]})


def kinds(built: Build, docname: str, within: str) -> list[tuple[str, list[str]]]:
    """The labels of the links in a part of a page, each with the kinds that mark it."""
    return [
        (link.get_text(), [name for name in link["class"] if name.startswith("source-")])
        for link in built.page(docname).select(f"{within} a.reference")
    ]


def test_citations_in_prose_are_marked_and_other_links_are_not(marked: Build) -> None:
    assert marked.warnings == []
    assert kinds(marked, "index", "section > p") == [
        ("Guild of Pilots 2021", ["source-primary"]),
        ("Ferro 2020b", ["source-press"]),
        ("Ferro 2020a", []),
        ("below", []),
        ("elsewhere", []),
    ]


@pytest.mark.parametrize("docname", ["sub/deep", "sources"])
def test_so_they_are_on_every_page(marked: Build, docname: str) -> None:
    (link,) = kinds(marked, docname, "section > p")
    assert link == ("Guild of Pilots 2021", ["source-primary"])


def test_citations_in_tables_are_marked(marked: Build) -> None:
    found = dict(kinds(marked, "index", "td"))
    assert found["Guild of Pilots 2021"] == ["source-primary"]
    assert found["Ferro 2020b"] == ["source-press"]
    assert found["Ferro 2020a"] == []


def test_the_style_sheet_has_a_mark_for_each_kind(marked: Build) -> None:
    css = marked.text("_static/report-records.css")
    assert set(re.findall(r"a\.source-(\w+)\.source-\1::before", css)) == {
        *("primary", "research", "press", "reference"),
    }


def test_a_project_without_a_bibliography_builds(make_project: MakeProject) -> None:
    project = make_project(pages={"index.md": "# P\n\n(here)=\n\n## H\n\n{ref}`here`\n"})
    project.replace("conf.py", '"sphinxcontrib.bibtex", ', "")
    built = project.build(conf={"suppress_warnings": ["report.home"]})
    assert [link["class"] for link in built.page().select("section section a.reference")] == [
        ["reference", "internal"]
    ]


def test_browsers_do_not_break_a_label_before_its_letter(make_project: MakeProject) -> None:
    project = make_project(pages=PAGES)
    undated = "@misc{a1,\n  organization = {Guild},\n  kind = {press}\n}\n"
    project.replace(
        "references.bib",
        "@misc{pilots2021,",
        f"{undated}{undated.replace('a1', 'a2')}@misc{{pilots2021,",
    )
    project.replace("index.md", "From tables ", "{cite}`a1,a2` ")
    page = project.build(conf={"suppress_warnings": ["report.home"]}).page()
    cited = page.select_one("section > p").get_text()
    assert cited.startswith("Guild n.d.-\N{WORD JOINER}a, Guild n.d.-\N{WORD JOINER}b", 1)
