"""What makes pages a website: their heads, and the files that belong to the site as a whole.

It is for the builders ``html`` and ``dirhtml``, whose pages are published under addresses of
their own.  Everything here is imported when the first page is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

#: The builders that make a website; others that write HTML make one page, or parts of a book.
WEBSITE_BUILDERS = ("html", "dirhtml")


def website_builder(app: Sphinx) -> StandaloneHTMLBuilder | None:
    """Return the builder if it makes a website."""
    return cast("Any", app.builder) if app.builder.name in WEBSITE_BUILDERS else None


def _prepare_templates(app: Sphinx) -> None:
    if builder := website_builder(app):
        from indonato_report.html.site.policy import move_inline_parts_to_files

        move_inline_parts_to_files(builder)


def _complete_head(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    if builder := website_builder(app):
        from indonato_report.html.site.head import complete_head

        complete_head(builder, pagename, context, doctree)


def _page_for_dead_links(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    if builder := website_builder(app):
        from indonato_report.html.site.not_found import not_found_page

        yield from not_found_page(builder)


def _write_site_files(app: Sphinx, exception: Exception | None) -> None:
    if exception is None and (builder := website_builder(app)):
        from indonato_report.html.site.files import write_site_files

        write_site_files(builder)


def setup_site(app: Sphinx) -> None:
    """Connect to the events of a build."""
    app.connect("builder-inited", _prepare_templates)
    app.connect("html-page-context", _complete_head)
    app.connect("html-collect-pages", _page_for_dead_links)
    app.connect("build-finished", _write_site_files)
