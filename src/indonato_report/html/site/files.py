"""The files that belong to the site as a whole, written once all pages are there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from indonato_report.html.site.addresses import FEED
from indonato_report.html.site.book_link import publish_book
from indonato_report.html.site.idle_build import is_idle
from indonato_report.html.site.markdown_twin import LIST, list_of_twins
from indonato_report.html.site.not_found import finish_not_found_page
from indonato_report.html.site.sitemap import SITEMAP, robots_text, sitemap_text
from indonato_report.html.site.state import site_state
from indonato_report.html.site.stored_files import write_if_changed

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder


def write_site_files(builder: StandaloneHTMLBuilder) -> None:
    """Write them; a file whose content is the same is left alone."""
    outdir = Path(builder.outdir)
    write_if_changed(outdir / SITEMAP, sitemap_text(builder))
    write_if_changed(outdir / "robots.txt", robots_text(builder))
    if not is_idle(builder):
        finish_not_found_page(builder)
    publish_book(builder)
    state = site_state(builder)
    if state is not None and state.has_new_pages:
        write_if_changed(outdir / LIST, list_of_twins(builder))
    if state is not None and state.feed_is_new:
        write_if_changed(outdir / FEED, state.feed)
