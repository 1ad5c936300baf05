"""The report as a book: the same bytes each time, pages left out, one identifier."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from bs4 import BeautifulSoup

from link_checker import dead_links
from project_plugin import Build, MakeProject, Project

PAGES = {
    "index.md": (
        "# Start\n\n{doc}`One <guide/one>`, {ref}`two <there>`, {doc}`kept`.\n\n"
        "```{toctree}\nkept\nguide/one\nguide/two\n```\n"
    ),
    "kept.md": "# Kept\n\n```{report:table} visits\n\nAll visits\n```\n",
    "guide/one.md": "# One\n\nText.\n",
    "guide/two.md": "# Two\n\n(there)=\n## There\n\nText.\n",
}
CONF = {
    "suppress_warnings": ["report.home"],
    "report_pdf_date": "2026-02-03",
    "epub_identifier": "urn:uuid:1",
    "epub_uid": "book",
    "version": "1",
    "report_epub_exclude": ["guide/"],
    "epub_tocscope": "includehidden",
}


@pytest.fixture(scope="module")
def project(make_project: MakeProject) -> Project:
    return make_project(pages=PAGES)


@pytest.fixture(scope="module")
def book(project: Project) -> Build:
    return project.build("epub", conf=CONF)


def archive(built: Build) -> Path:
    (path,) = built.outdir.glob("*.epub")
    return path


def start_page(built: Build, folder: Path) -> BeautifulSoup:
    text = (built.unzipped(folder) / "index.xhtml").read_text(encoding="utf-8")
    return BeautifulSoup(text, "html.parser")


def test_a_book_has_the_same_bytes_in_another_folder_and_at_another_time(
    book: Build, make_project: MakeProject
) -> None:
    again = make_project(pages=PAGES).build("epub", conf=CONF)
    assert archive(again).read_bytes() == archive(book).read_bytes()


def test_all_dates_are_that_of_the_edition(book: Build) -> None:
    with ZipFile(archive(book)) as content:
        assert {each.date_time for each in content.infolist()} == {(2026, 2, 3, 0, 0, 0)}
        metadata = content.read("content.opf").decode()
    assert "<dc:date>2026-02-03T00:00:00Z</dc:date>" in metadata
    assert '<meta property="dcterms:modified">2026-02-03T00:00:00Z</meta>' in metadata


def test_the_date_of_the_build_goes_first(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = datetime(2025, 5, 6, 7, 8, 10, tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))
    built = make_project(pages={"index.md": "# P\n\nText.\n"}).build("epub", conf=CONF)
    with ZipFile(archive(built)) as content:
        assert content.infolist()[0].date_time == (2025, 5, 6, 7, 8, 10)


def test_the_archive_begins_with_its_type_uncompressed(book: Build) -> None:
    with ZipFile(archive(book)) as content:
        first = content.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
        assert content.read(first) == b"application/epub+zip"
        assert content.testzip() is None


def test_the_identifier_is_the_same_in_all_parts(book: Build) -> None:
    with ZipFile(archive(book)) as content:
        assert b'<meta name="dtb:uid" content="urn:uuid:1"' in content.read("toc.ncx")
        assert b">urn:uuid:1</dc:identifier>" in content.read("content.opf")


def test_pages_are_left_out_and_links_to_them_are_plain_text(book: Build, tmp_path: Path) -> None:
    assert book.warnings == []
    page = start_page(book, tmp_path)
    assert page.select_one("p").get_text() == "One, two, Kept."
    assert [link["href"] for link in page.select("p a")] == ["kept.xhtml"]
    names = {path.name for path in tmp_path.rglob("*.xhtml")}
    assert names.isdisjoint({"one.xhtml", "two.xhtml"})
    assert "guide/" not in (tmp_path / "nav.xhtml").read_text() + (tmp_path / "toc.ncx").read_text()
    assert dead_links(tmp_path, ".xhtml") == []


def test_links_to_pages_left_out_lead_to_the_website(
    make_project: MakeProject, tmp_path: Path
) -> None:
    conf = {**CONF, "html_baseurl": "https://example.org/harbours"}
    built = make_project(pages=PAGES).build("epub", conf=conf)
    links = [link["href"] for link in start_page(built, tmp_path).select("p a[href^=http]")]
    assert links == [
        "https://example.org/harbours/guide/one.html",
        "https://example.org/harbours/guide/two.html#there",
    ]


def test_a_book_is_styled_for_readers_of_books(book: Build, tmp_path: Path) -> None:
    page = start_page(book, tmp_path)
    sheets = [link["href"] for link in page.select("link[rel=stylesheet]")]
    assert "_static/report-book.css" in sheets
    text = (tmp_path / "_static" / "report-book.css").read_text()
    assert not any(mark in text for mark in (":is(", ":has(", "var(", "display: grid"))
    assert not (tmp_path / "_static" / "report.css").exists()


def test_nothing_is_read_again_if_nothing_changed(project: Project, book: Build) -> None:
    again = project.build("epub", conf=CONF)
    assert again.read == []


def test_a_chart_has_one_picture_in_a_book(make_project: MakeProject, tmp_path: Path) -> None:
    chart = "```{report:chart} visits\n:form: bar\n:x: kind\n:count:\n:alt: Mostly repairs.\n```\n"
    built = make_project(pages={"index.md": f"# P\n\n{chart}"}).build("epub", conf=CONF)
    assert built.warnings == []
    (picture,) = start_page(built, tmp_path).select("img")
    assert picture["src"].endswith("-light.svg")
    assert (tmp_path / picture["src"]).is_file()
    assert not list(tmp_path.rglob("*-dark.svg"))


# -- what the package says ------------------------------------------------------------------------
def said(folder: Path, name: str) -> list[str]:
    package = BeautifulSoup((folder / "content.opf").read_text(encoding="utf-8"), "xml")
    return [each.get_text() for each in package.select(f'meta[property="schema:{name}"]')]


def test_a_book_says_how_it_can_be_read(book: Build, tmp_path: Path) -> None:
    folder = book.unzipped(tmp_path)
    assert said(folder, "accessMode") == ["textual"]
    assert said(folder, "accessModeSufficient") == ["textual"]
    assert "tableOfContents" in said(folder, "accessibilityFeature")
    assert said(folder, "accessibilityHazard") == ["none"]
    assert said(folder, "accessibilitySummary") != []


@pytest.mark.parametrize(("alt", "is_described"), [("Two moles.", True), ("", False)])
def test_a_book_says_whether_all_its_pictures_are_described(
    make_project: MakeProject, tmp_path: Path, alt: str, is_described: bool
) -> None:
    project = make_project(pages={"index.md": f"# P\n\n![{alt}](moles.svg)\n"})
    project.write({"moles.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'})
    folder = project.build("epub", conf=CONF).unzipped(tmp_path)
    assert said(folder, "accessMode") == ["textual", "visual"]
    assert ("textual" in said(folder, "accessModeSufficient")) is is_described
    assert ("alternativeText" in said(folder, "accessibilityFeature")) is is_described
    assert ("described" in said(folder, "accessibilitySummary")[0]) is is_described


def test_the_contents_stand_in_reading_order(make_project: MakeProject, tmp_path: Path) -> None:
    pages = {
        "index.md": "# Start\n\n```{toctree}\npart/index\n```\n",
        "part/index.md": "# Part\n\n```{toctree}\none\n```\n\n## Last\n\nText.\n",
        "part/one.md": "# One\n\nText.\n",
    }
    built = make_project(pages=pages).build("epub", conf={**CONF, "epub_tocdup": False})
    folder = built.unzipped(tmp_path)
    text = (folder / "nav.xhtml").read_text(encoding="utf-8")
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n<html')
    links = [link["href"] for link in BeautifulSoup(text, "xml").select("nav a")]
    assert links.index("part/index.xhtml#last") < links.index("part/one.xhtml")
    points = BeautifulSoup((folder / "toc.ncx").read_text(encoding="utf-8"), "xml")
    assert [point["src"] for point in points.select("content")] == links
    orders = [int(point["playOrder"]) for point in points.select("navPoint")]
    assert orders == list(range(1, len(links) + 1))


def test_pages_listed_at_the_end_stand_below_their_page(
    make_project: MakeProject, tmp_path: Path
) -> None:
    """They don't stand below the last section, whose depth the contents may not reach."""
    lists = "```{toctree}\n:hidden:\n\none\n```\n\n```{toctree}\ntwo\n```\n"
    pages = {
        "index.md": "# Start\n\n```{toctree}\npart/index\n```\n",
        "part/index.md": f"# Part\n\n## First\n\nText.\n\n## Last\n\nText.\n\n{lists}",
        "part/one.md": "# One\n\nText.\n",
        "part/two.md": "# Two\n\nText.\n",
    }
    conf = {**CONF, "epub_tocdup": False, "epub_tocdepth": 2, "epub_tocscope": "includehidden"}
    folder = make_project(pages=pages).build("epub", conf=conf).unzipped(tmp_path)
    nav = BeautifulSoup((folder / "nav.xhtml").read_text(encoding="utf-8"), "xml")
    part = nav.select_one('li > a[href="part/index.xhtml"]')
    assert part is not None
    below = part.find_next_sibling("ol")
    assert below is not None
    assert [link.get_text() for link in below.select(":scope > li > a")] == [
        "First",
        "Last",
        "One",
        "Two",
    ]
    page = BeautifulSoup((folder / "part/index.xhtml").read_text(encoding="utf-8"), "html.parser")
    assert [link.get_text() for link in page.select(".toctree-wrapper a")] == ["Two"]
