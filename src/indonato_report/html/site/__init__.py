"""What makes pages a website: their heads, and the files that belong to the site as a whole.

It is for the builders ``html`` and ``dirhtml``, whose pages are published under addresses of
their own.  What a build with nothing to do does not need is imported when it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from indonato_report.config import report_config

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

#: The builders that make a website; others that write HTML make one page, or parts of a book.
WEBSITE_BUILDERS = ("html", "dirhtml")


def website_builder(app: Sphinx) -> StandaloneHTMLBuilder | None:
    """Return the builder if it makes a website."""
    return cast("Any", app.builder) if app.builder.name in WEBSITE_BUILDERS else None


def _prepare_templates(app: Sphinx) -> None:
    if builder := website_builder(app):
        from indonato_report.html.site.furo_templates import mend_templates
        from indonato_report.html.site.idle_build import watch_for_idle_build
        from indonato_report.html.site.policy import move_inline_parts_to_files

        mend_templates(builder)
        move_inline_parts_to_files(builder)
        watch_for_idle_build(builder)


def _start(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages to write again because of what stands on all of them."""
    if website_builder(app) is None:
        return []
    from indonato_report.html.site.state import start_state
    from indonato_report.unfinished import note_unfinished

    pages = start_state(app).changed_pages(env)
    if pages:
        note_unfinished(app, pages)
    return pages


def _note_written_page(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    if website_builder(app) is not None:
        from indonato_report.html.site.state import site_state

        if state := site_state(app.builder):
            state.has_new_pages = True


def _complete_body(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    if builder := website_builder(app):
        from indonato_report.html.site.furo_templates import mend_markup

        if doctree is not None:
            _complete_text(builder, pagename, context)
        mend_markup(context, "body")


def _complete_text(builder: StandaloneHTMLBuilder, pagename: str, context: dict[str, Any]) -> None:
    """Add what readers see on the pages of the project; import only what is wanted."""
    from indonato_report.domain import report_domain
    from indonato_report.html.site.state import site_state

    state = site_state(builder)
    if state is not None and state.publication is not None:
        from indonato_report.html.site.citation_block import citation_block

        context["body"] += citation_block(builder, pagename)
    is_due = pagename in report_domain(builder.env).data["review_due"]
    if is_due or report_config(builder.config).evidence_dates:
        from indonato_report.html.site.page_notes import add_page_notes

        add_page_notes(builder, pagename, context)


def _complete_head(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    if builder := website_builder(app):
        from indonato_report.html.site.head import complete_head

        complete_head(builder, pagename, context, doctree)
        if report_config(app.config).markdown_pages and doctree is not None:
            from indonato_report.html.site.markdown_twin import write_twin

            write_twin(builder, pagename, doctree)
        if pagename == app.config.root_doc:
            _offer_book(builder, context)


def _offer_book(builder: StandaloneHTMLBuilder, context: dict[str, Any]) -> None:
    """Link the EPUB from the start page, beside the PDFs, if there is one."""
    from indonato_report.html.site.book_link import with_book_link
    from indonato_report.html.site.state import site_state

    state = site_state(builder)
    if state is not None and state.book:
        title = str(builder.config.epub_title)
        context["body"] = with_book_link(str(context["body"]), state.book, title)


def _complete_files(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    if builder := website_builder(app):
        from indonato_report.html.site.furo_templates import mend_markup

        mend_markup(context, "furo_navigation_tree")
        if report_config(app.config).join_files:
            from indonato_report.html.site.joined_files import join_files

            join_files(builder, context)


def _page_for_dead_links(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    builder = website_builder(app)
    if builder is None:
        return
    from indonato_report.html.site.idle_build import is_idle

    if not is_idle(builder):
        from indonato_report.html.site.not_found import not_found_page

        yield from not_found_page(builder)


def _write_site_files(app: Sphinx, exception: Exception | None) -> None:
    if exception is None and (builder := website_builder(app)):
        from indonato_report.html.site.files import write_site_files
        from indonato_report.html.site.idle_build import keep_state
        from indonato_report.html.site.state import site_state

        write_site_files(builder)
        if state := site_state(builder):
            state.save()
        keep_state(builder)


def setup_site(app: Sphinx) -> None:
    """Connect to the events of a build."""
    app.connect("builder-inited", _prepare_templates)
    app.connect("env-updated", _start)
    app.connect("doctree-resolved", _note_written_page)
    # Before the rows of long tables are put back: there is less to change and to copy.
    app.connect("html-page-context", _complete_body, priority=300)
    app.connect("html-page-context", _complete_head)
    # After themes and extensions, which add files to single pages.
    app.connect("html-page-context", _complete_files, priority=900)
    app.connect("html-collect-pages", _page_for_dead_links)
    app.connect("build-finished", _write_site_files)
