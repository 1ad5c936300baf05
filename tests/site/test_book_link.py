"""The EPUB on the website."""

from __future__ import annotations

from indonato_report.html.site.book_link import with_book_link
from project_plugin import MakeProject

PAGES = {
    "index.md": "# Start\n\nText.\n\n```{toctree}\nother\n```\n",
    "other.md": "# Other\n\nText.\n",
}
LINK = "nav.report-downloads a[type='application/epub+zip']"


def test_the_start_page_offers_the_book_that_was_made(make_project: MakeProject) -> None:
    project = make_project(pages=PAGES)
    conf = {
        "suppress_warnings": ["report.home"],
        "version": "1",
        "epub_title": "A <book>",
        "epub_basename": "my book",
        "report_epub_folder": "../../epub/epub",
    }
    assert project.build(conf=conf).page().select(LINK) == []
    book = project.build("epub", conf=conf)
    site = project.build(conf=conf)
    assert site.written == ["index"]
    (link,) = site.page().select(LINK)
    assert link.get_text() == "EPUB: A <book>"
    assert link["href"] == "epub/my%20book.epub"
    copy = site.outdir / "epub" / "my book.epub"
    assert copy.read_bytes() == (book.outdir / "my book.epub").read_bytes()
    assert site.page("other").select(LINK) == []
    stamp = copy.stat().st_mtime_ns
    assert project.build(conf=conf).written == []
    assert copy.stat().st_mtime_ns == stamp
    (book.outdir / "my book.epub").unlink()
    assert project.build(conf=conf).page().select(LINK) == []
    assert not copy.exists()


def test_the_link_stands_beside_those_to_other_downloads() -> None:
    body = '<h1>A</h1><nav class="report-downloads"><ul><li>x</li></ul></nav><ul></ul>'
    assert with_book_link(body, "a.epub", "A").startswith(
        '<h1>A</h1><nav class="report-downloads"><ul><li>x</li><li><a href="epub/a.epub"'
    )
    assert with_book_link("<p>No title</p>", "a.epub", "A").endswith("</nav>\n<p>No title</p>")
