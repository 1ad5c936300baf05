"""The cover of a book."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from project_plugin import Build, MakeProject

CONF = {
    "suppress_warnings": ["report.home"],
    "report_pdf_date": "2026-02-03",
    "report_epub_cover": True,
    "epub_description": "Who came, and when.",
    "version": "1",
    "release": "1",
}
PAGE = {"index.md": "# Start\n\nText.\n"}
WIDTH_AND_HEIGHT = (1600).to_bytes(4, "big") + (2560).to_bytes(4, "big")


def package(built: Build, folder: Path) -> BeautifulSoup:
    text = (built.unzipped(folder) / "content.opf").read_text(encoding="utf-8")
    return BeautifulSoup(text, "xml")


def covers(built: Build, folder: Path) -> list[Tag]:
    return package(built, folder).select('item[properties="cover-image"]')


def test_a_book_names_its_cover_for_new_and_old_readers(
    make_project: MakeProject, tmp_path: Path
) -> None:
    built = make_project(pages=PAGE).build("epub", conf=CONF)
    assert built.warnings == []
    (item,) = covers(built, tmp_path)
    assert (item["href"], item["media-type"]) == ("cover.png", "image/png")
    (meta,) = package(built, tmp_path).select('meta[name="cover"]')
    assert meta["content"] == item["id"]
    assert (tmp_path / "cover.png").read_bytes()[16:24] == WIDTH_AND_HEIGHT


def test_the_cover_shows_the_title_of_the_book(make_project: MakeProject) -> None:
    def drawn(**changes: Any) -> bytes:
        built = make_project(pages=PAGE).build("epub", conf={**CONF, **changes})
        return (built.outdir / "cover.png").read_bytes()

    usual = drawn()
    assert drawn() == usual
    for name in ("epub_title", "epub_description", "epub_author", "release"):
        assert drawn(**{name: "Another"}) != usual


def test_a_book_without_a_description_says_nothing_in_its_place(make_project: MakeProject) -> None:
    def drawn(description: str) -> bytes:
        conf = {**CONF, "epub_description": description}
        return (make_project(pages=PAGE).build("epub", conf=conf).outdir / "cover.png").read_bytes()

    # Sphinx's default
    assert drawn("unknown") == drawn("")


@pytest.mark.parametrize("conf", [{"report_epub_cover": False}, {"release": ""}])
def test_only_what_there_is_stands_on_it(
    make_project: MakeProject, tmp_path: Path, conf: dict[str, Any]
) -> None:
    built = make_project(pages=PAGE).build("epub", conf={**CONF, **conf})
    assert len(covers(built, tmp_path)) == ("release" in conf)


def test_a_picture_of_the_author_is_preferred(make_project: MakeProject, tmp_path: Path) -> None:
    project = make_project(pages=PAGE)
    (project.source / "_static").mkdir(exist_ok=True)
    # Nothing looks into the picture.
    project.write({"_static/own.png": "own"})
    conf = {**CONF, "epub_cover": ("_static/own.png", ""), "html_static_path": ["_static"]}
    (item,) = covers(project.build("epub", conf=conf), tmp_path)
    assert item["href"] == "_static/own.png"


def test_a_cover_that_cannot_be_drawn_is_a_warning(
    make_project: MakeProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indonato_report.html.pictures._TIMEOUT", 0.001)
    built = make_project(pages=PAGE).build("epub", conf=CONF)
    (warning,) = built.warnings
    assert "the cover of the book could not be drawn: it took longer than" in warning
    assert warning.endswith("[report.card]")
    assert covers(built, tmp_path) == []
