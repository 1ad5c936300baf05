"""The PDFs of the report on its website: beside the pages, and linked from each of them.

The ``pdf`` builder leaves a ``manifest.json``.  A page links to the first PDF, which is the whole
report, and to every other one that holds the page.  How long and how large a PDF is stands in a
style sheet of its own: so a new PDF changes that file and no page.
"""

from __future__ import annotations

import json
import shutil
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote
from weakref import WeakKeyDictionary

from sphinx.locale import _

from indonato_report.config import report_config
from indonato_report.html.site import website_builder
from indonato_report.html.site.stored_files import write_if_changed
from indonato_report.unfinished import note_unfinished

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

#: The folder of the website that holds the PDFs.
FOLDER = "pdf"

STYLE_SHEET = "links.css"
_MANIFEST = "manifest.json"
#: Pages that the builder makes, without a source; their templates show the links.
_PAGES_OF_ALL = ("genindex", "search")


class Download(NamedTuple):
    """A finished PDF, as the manifest has it."""

    file: str
    title: str
    pages: int
    bytes: int
    docnames: tuple[str, ...]


_DOWNLOADS: WeakKeyDictionary[Builder, list[Download]] = WeakKeyDictionary()


def read_downloads(folder: Path) -> list[Download]:
    """Return the PDFs in ``folder`` that its manifest lists; none if there is no manifest."""
    try:
        listed = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))["documents"]
        found = [
            Download(
                Path(str(one["file"])).name,
                str(one["title"]),
                int(one["pages"]),
                int(one["bytes"]),
                tuple(map(str, one.get("docnames", ()))),
            )
            for one in listed
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return []
    return [one for one in found if (folder / one.file).is_file()]


def downloads_of(page: str, downloads: list[Download]) -> list[Download]:
    """Return the PDFs that a page links to: the first one, and all that hold the page."""
    return [one for index, one in enumerate(downloads) if not index or page in one.docnames]


def links_block(downloads: Iterable[Download], root: str) -> str:
    """Return the links as HTML; ``root`` is the way from the page to the root of the site."""
    items = "".join(
        f'<li><a href="{root}{FOLDER}/{quote(one.file)}" type="application/pdf" '
        f'data-report-pdf="{escape(one.file)}">{escape(_("PDF: %s") % one.title)}</a></li>\n'
        for one in downloads
    )
    if not items:
        return ""
    label = escape(_("To download"))
    return f'<nav class="report-downloads" aria-label="{label}">\n<ul>\n{items}</ul>\n</nav>\n'


def style_sheet(downloads: Iterable[Download]) -> str:
    """Return the style sheet that says how long and how large each PDF is."""
    return "".join(
        f"a[data-report-pdf={_css_text(one.file)}]::after "
        f"{{ content: {_css_text(f' ({_figures(one)})')}; }}\n"
        for one in downloads
    )


def _figures(one: Download) -> str:
    size = f"{one.bytes / 1e6:.1f} MB" if one.bytes >= 1e6 else f"{-(-one.bytes // 1000)} kB"
    return f"{_('1 page') if one.pages == 1 else _('%d pages') % one.pages}, {size}"


def _css_text(text: str) -> str:
    """Return ``text`` as a string of CSS."""
    escaped = "".join(f"\\{ord(one):x} " if one in '"\\\n\r\f<' else one for one in text)
    return f'"{escaped}"'


# -- in a build --------------------------------------------------------------------------------
def _source_folder(app: Sphinx) -> Path:
    return Path(app.outdir) / report_config(app.config).pdf_folder


def _state_file(app: Sphinx) -> Path:
    return Path(app.doctreedir) / f"report-downloads-{app.builder.name}.json"


def _links_by_page(env: BuildEnvironment, downloads: list[Download]) -> dict[str, list[list[str]]]:
    return {
        page: [[one.file, one.title] for one in downloads_of(page, downloads)]
        for page in sorted(env.found_docs)
    }


def _shown(app: Sphinx) -> dict[str, Any]:
    """Return the links that each page has shown after the last build."""
    try:
        shown = json.loads(_state_file(app).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return shown if isinstance(shown, dict) else {}


def find_downloads(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Look which PDFs there are; return the pages whose links are no longer right."""
    builder = website_builder(app)
    if builder is None:
        return []
    _DOWNLOADS[builder] = downloads = read_downloads(_source_folder(app))
    before = _shown(app)
    now = _links_by_page(env, downloads)
    changed = [page for page, links in now.items() if links != before.get(page, [])]
    if changed:
        note_unfinished(app, changed)
    return changed


def add_links(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Put the links under the title of a page."""
    builder = website_builder(app)
    # The page for dead links is shown at any address, and so can't say where a PDF is.
    if builder is None or (doctree is None and pagename not in _PAGES_OF_ALL):
        return
    downloads = _DOWNLOADS.get(builder)
    if not downloads:
        return
    root = "../" * builder.get_target_uri(pagename).count("/")
    block = links_block(downloads_of(pagename, downloads), root)
    if doctree is None:
        context["report_downloads"] = block  # for the templates of these pages
    else:
        before, heading, after = str(context["body"]).partition("</h1>")
        context["body"] = f"{before}{heading}\n{block}{after}" if heading else block + before
    # Without a checksum in its address: the page needn't change when the style sheet does.
    address = f"{root}{FOLDER}/{STYLE_SHEET}"
    context["metatags"] = (
        f'{context.get("metatags", "")}\n<link rel="stylesheet" href="{address}" />'
    )


def publish_downloads(app: Sphinx, exception: Exception | None) -> None:
    """Copy the PDFs beside the pages, with the style sheet that says how large they are."""
    builder = website_builder(app)
    if exception is not None or builder is None or builder not in _DOWNLOADS:
        return
    downloads = _DOWNLOADS[builder]
    source, target = _source_folder(app), Path(app.outdir) / FOLDER
    if downloads:
        target.mkdir(parents=True, exist_ok=True)
        for one in downloads:
            _copy_if_changed(source / one.file, target / one.file)
        write_if_changed(target / STYLE_SHEET, style_sheet(downloads))
    links = _links_by_page(app.env, downloads)
    before = _shown(app)
    if before != links:
        known = {file for listed in before.values() for file, _title in listed}
        for name in known - {one.file for one in downloads}:
            (target / name).unlink(missing_ok=True)
        write_if_changed(_state_file(app), json.dumps(links, ensure_ascii=False))


def _copy_if_changed(source: Path, target: Path) -> None:
    if source.resolve() == target.resolve():
        return
    new = source.stat()
    if target.is_file():
        old = target.stat()
        if (old.st_size, old.st_mtime_ns) == (new.st_size, new.st_mtime_ns):
            return
    shutil.copy2(source, target)


def setup_downloads(app: Sphinx) -> None:
    """Connect to the events of a build."""
    app.connect("env-updated", find_downloads)
    app.connect("html-page-context", add_links, priority=200)  # below what stands at 300
    app.connect("build-finished", publish_downloads)
