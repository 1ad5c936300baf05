"""The EPUB on the website: beside the pages, and linked from the start page."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx.locale import _

from indonato_report.config import report_config

if TYPE_CHECKING:
    from sphinx.builders import Builder

#: The folder of the website that holds it.
FOLDER = "epub"

# The links to other downloads, if the page has them.
_LIST = re.compile(r'(<nav class="report-downloads".*?)(</ul>)', re.DOTALL)


def finished_book(builder: Builder) -> Path | None:
    """Return the EPUB that the builder ``epub`` has left, or ``None`` if there is none."""
    folder = Path(builder.outdir) / report_config(builder.config).epub_folder
    path = folder / f"{builder.config.epub_basename}.epub"
    return path if path.is_file() else None


def with_book_link(body: str, name: str, title: str) -> str:
    """Return the start page with a link to the book.

    Args:
        body: the page as HTML.
        name: the file's name.
        title: what the book is called.
    """
    item = (
        f'<li><a href="{FOLDER}/{quote(name)}" type="application/epub+zip">'
        f"{escape(_('EPUB: %s') % title)}</a></li>\n"
    )
    if _LIST.search(body):
        return _LIST.sub(lambda found: found[1] + item + found[2], body, count=1)
    label = escape(_("To download"))
    block = f'<nav class="report-downloads" aria-label="{label}">\n<ul>\n{item}</ul>\n</nav>\n'
    before, heading, after = body.partition("</h1>")
    return f"{before}{heading}\n{block}{after}" if heading else block + before


def publish_book(builder: Builder) -> None:
    """Copy the book beside the pages; one that is no longer there is removed."""
    target = Path(builder.outdir) / FOLDER / f"{builder.config.epub_basename}.epub"
    book = finished_book(builder)
    if book is None:
        target.unlink(missing_ok=True)
    elif book.resolve() != target.resolve():
        content = book.read_bytes()
        if not target.is_file() or target.read_bytes() != content:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
