"""The PDFs on the website: a link on every page, with pages and size, and no page written again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from indonato_report.html.downloads import Download, style_sheet
from link_checker import dead_links
from project_plugin import Build, MakeProject, Project

PAGES = {
    "index.md": "# Harbours\n\nAll of them.\n\n```{toctree}\nsub/index\nplain\n```\n",
    "sub/index.md": "# Below\n\nWords.\n",
    "plain.md": "Words without a title.\n",
}
QUIET = {"suppress_warnings": ["report.home", "toc"]}
WHOLE = {"file": "report.pdf", "title": "All & everything", "pages": 119, "bytes": 1_400_000}
BRIEF = {"file": "brief.pdf", "title": "A brief", "pages": 1, "bytes": 20_500}


def _finish(project: Project, *documents: dict[str, Any], builder: str = "html") -> Path:
    """Put finished PDFs where a website looks for them."""
    folder = project.folder / "build" / builder / "pdf"
    folder.mkdir(parents=True, exist_ok=True)
    for one in documents:
        (folder / one["file"]).write_bytes(b"%PDF " + str(one).encode())
    (folder / "manifest.json").write_text(json.dumps({"documents": list(documents)}))
    return folder


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    made = make_project(pages=PAGES)
    _finish(
        made,
        {**WHOLE, "docnames": ["index", "sub/index", "plain"]},
        {**BRIEF, "docnames": ["sub/index"]},
    )
    return made


def _build(project: Project, builder: str = "html", **conf: Any) -> Build:
    return project.build(builder, conf={**QUIET, **conf})


def _links(build: Build, page: str) -> list[tuple[str, str]]:
    return [
        (link["href"], link.get_text()) for link in build.page(page).select(".report-downloads a")
    ]


def test_every_page_links_to_the_whole_report_and_to_its_brief(project: Project) -> None:
    build = _build(project)
    whole = "PDF: All & everything"
    assert _links(build, "index") == [("pdf/report.pdf", whole)]
    assert _links(build, "plain") == [("pdf/report.pdf", whole)]
    assert _links(build, "sub/index") == [
        ("../pdf/report.pdf", whole),
        ("../pdf/brief.pdf", "PDF: A brief"),
    ]
    assert not dead_links(build.outdir)
    assert build.text("pdf/report.pdf").startswith("%PDF")


def test_index_and_search_link_to_the_whole_report(project: Project) -> None:
    build = _build(project, html_theme="furo")
    for page in ("genindex", "search"):
        assert _links(build, page) == [("pdf/report.pdf", "PDF: All & everything")]
        (block,) = build.page(page).select(".report-downloads")
        assert block.find_previous_sibling().name == "h1"
        assert build.page(page).select("link[href='pdf/links.css']")


def test_the_links_follow_the_title(project: Project) -> None:
    page = _build(project).page("sub/index")
    block = page.select_one(".report-downloads")
    assert block is not None
    assert block.find_previous_sibling().name == "h1"
    assert block.find_next_sibling().get_text() == "Words."


def test_pages_and_size_stand_in_a_style_sheet_of_the_site(project: Project) -> None:
    build = _build(project)
    sheet = build.text("pdf/links.css")
    assert 'a[data-report-pdf="report.pdf"]::after { content: " (119 pages, 1.4 MB)"; }' in sheet
    assert 'a[data-report-pdf="brief.pdf"]::after { content: " (1 page, 21 kB)"; }' in sheet
    for page, address in (("index", "pdf/links.css"), ("sub/index", "../pdf/links.css")):
        sheets = [link["href"] for link in build.page(page).select('link[rel="stylesheet"]')]
        assert sheets.count(address) == 1
    link = build.page("index").select_one('a[data-report-pdf="report.pdf"]')
    assert link is not None


def test_in_folders_of_their_own_pages_link_as_well(project: Project) -> None:
    _finish(project, {**WHOLE, "docnames": []}, builder="dirhtml")
    build = _build(project, "dirhtml")
    assert _links(build, "plain") == [("../pdf/report.pdf", "PDF: All & everything")]


def test_a_new_pdf_changes_no_page(project: Project) -> None:
    before = _build(project).files()
    new = {**WHOLE, "pages": 130, "bytes": 2_000_000, "docnames": ["index", "sub/index", "plain"]}
    _finish(project, new, {**BRIEF, "docnames": ["sub/index"]})
    again = _build(project)
    assert again.written == []
    changed = {name for name, content in again.files().items() if content != before.get(name)}
    assert changed == {"pdf/report.pdf", "pdf/links.css"}
    assert "(130 pages, 2.0 MB)" in again.text("pdf/links.css")


def test_pages_whose_links_change_are_written_again(project: Project) -> None:
    _build(project)
    folder = _finish(project, {**WHOLE, "docnames": ["index", "sub/index", "plain"]})
    (folder / "brief.pdf").unlink()
    build = _build(project)
    assert "sub/index" in build.written
    assert "plain" not in build.written
    assert _links(build, "sub/index") == [("../pdf/report.pdf", "PDF: All & everything")]
    assert not (build.outdir / "pdf" / "brief.pdf").exists()


def test_without_finished_pdfs_there_are_no_links(make_project: MakeProject) -> None:
    project = make_project(pages=PAGES)
    build = _build(project)
    assert not any(page.select(".report-downloads") for page in build.pages())
    assert not (build.outdir / "pdf").exists()
    # They come with the first PDF.
    _finish(project, {**WHOLE, "docnames": []})
    build = _build(project)
    assert build.written == ["index", "plain", "sub/index"]
    assert _links(build, "index")


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"documents": [{"file": 1}]}', '{"documents": 1}']
)
def test_a_manifest_that_cannot_be_read_is_as_good_as_none(project: Project, text: str) -> None:
    (project.folder / "build" / "html" / "pdf" / "manifest.json").write_text(text)
    assert not _links(_build(project), "index")


def test_a_pdf_that_is_gone_is_not_linked(project: Project) -> None:
    (project.folder / "build" / "html" / "pdf" / "report.pdf").unlink()
    assert _links(_build(project), "index") == [("pdf/brief.pdf", "PDF: A brief")]


def test_pdfs_that_were_made_inside_the_website_stay_there(project: Project) -> None:
    folder = project.folder / "build" / "html" / "html" / "pdf"
    folder.parent.mkdir()
    (project.folder / "build" / "html" / "pdf").rename(folder)
    build = _build(project, report_pdf_folder="pdf")
    assert _links(build, "index")
    assert build.text("pdf/report.pdf").startswith("%PDF")


def test_other_formats_link_to_no_pdf(project: Project, tmp_path: Path) -> None:
    _finish(project, {**WHOLE, "docnames": []}, builder="epub")
    folder = _build(project, "epub").unzipped(tmp_path)
    assert "report-downloads" not in (folder / "index.xhtml").read_text(encoding="utf-8")


def test_names_cannot_leave_their_place_in_the_style_sheet() -> None:
    sheet = style_sheet([Download('a"]{}</style>.pdf', "T", 2, 1000, ())])
    assert '"a\\22 ]{}\\3c /style>.pdf"' in sheet


@pytest.mark.slow
def test_the_pdf_builder_says_which_pages_a_pdf_holds(make_project: MakeProject) -> None:
    documents = [
        ("index", "report", "Whole"),
        ("sub/index", "brief", "Brief", {"contents_depth": 0}),
    ]
    project = make_project(pages=PAGES)
    _build(project, "pdf", report_pdf_documents=documents)
    build = _build(project, report_pdf_folder="../../pdf/pdf", report_pdf_documents=documents)
    assert [title for _address, title in _links(build, "sub/index")] == ["PDF: Whole", "PDF: Brief"]
    assert [title for _address, title in _links(build, "plain")] == ["PDF: Whole"]
    assert " pages, " in build.text("pdf/links.css")
