"""How our nodes look in HTML, in every builder whose format is HTML."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from indonato_report.config import report_config
from indonato_report.html.downloads import setup_downloads
from indonato_report.html.epub import setup_epub
from indonato_report.html.live_tables import setup_live_tables
from indonato_report.html.profile_headings import RaiseProfileHeadings
from indonato_report.html.published_data import setup_published_data
from indonato_report.html.record_index import setup_record_index
from indonato_report.html.search import AddSearchWords
from indonato_report.html.single_page import JoinSinglePageLinks
from indonato_report.html.site import setup_site
from indonato_report.html.source_letters import ListLetters
from indonato_report.html.source_marks import MarkSources
from indonato_report.nodes import (
    chart_data,
    chart_picture,
    record_block,
    record_reference,
    report_table,
    source_citations,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

# The writers are imported when a page is written: a build with nothing to do needs none.


def _visit_report_table(translator: HTML5Translator, node: report_table) -> None:
    from indonato_report.html.table import visit_report_table

    visit_report_table(translator, node)


def _depart_nothing(translator: HTML5Translator, node: report_table) -> None:
    """Do nothing: the table is written as a whole when it is visited."""


def _visit_record_block(translator: HTML5Translator, node: record_block) -> None:
    from indonato_report.html.inline import visit_record_block

    visit_record_block(translator, node)


def _depart_record_block(translator: HTML5Translator, node: record_block) -> None:
    from indonato_report.html.inline import depart_record_block

    depart_record_block(translator, node)


def _visit_record_reference(translator: HTML5Translator, node: record_reference) -> None:
    from indonato_report.html.inline import visit_record_reference

    visit_record_reference(translator, node)


def _visit_source_citations(translator: HTML5Translator, node: source_citations) -> None:
    from indonato_report.html.inline import visit_source_citations

    visit_source_citations(translator, node)


def _visit_chart_picture(translator: HTML5Translator, node: chart_picture) -> None:
    from indonato_report.html.chart import visit_chart_picture

    visit_chart_picture(translator, node)


def _visit_chart_data(translator: HTML5Translator, node: chart_data) -> None:
    from indonato_report.html.chart import visit_chart_data

    visit_chart_data(translator, node)


def _depart_chart_data(translator: HTML5Translator, node: chart_data) -> None:
    from indonato_report.html.chart import depart_chart_data

    depart_chart_data(translator, node)


def _put_rows_back(app: Sphinx, *arguments: Any) -> None:
    from indonato_report.html.long_tables import put_rows_back

    put_rows_back(app, *arguments)


def _add_static_files(app: Sphinx) -> None:
    # Books have a style sheet of their own (epub.py).
    if app.builder.format == "html" and app.builder.name != "epub":
        app.config.html_static_path.append(str(Path(__file__).parent / "static"))
        for name in ("report.css", "report-records.css", "report-pages.css"):
            app.add_css_file(name)
        app.add_js_file("report-hovers.js")
        if report_config(app.config).citation:
            app.add_js_file("report-cite.js")
        if app.config.html_theme == "furo":
            app.add_css_file("furo-access.css", priority=700)  # after those of the theme
        app.add_css_file("report-charts.css")


def setup_html(app: Sphinx) -> None:
    """Register the writers of our nodes and the style sheet.

    The nodes are registered for the *format* ``html`` only: a handler for a single HTML builder
    would hide all the others there.
    """
    # Without a function for the title, Sphinx takes the caption, and numbers no table without one.
    app.add_enumerable_node(
        report_table, "table", None, html=(_visit_report_table, _depart_nothing)
    )
    app.add_node(record_block, html=(_visit_record_block, _depart_record_block))
    app.add_node(record_reference, html=(_visit_record_reference, None))
    app.add_node(source_citations, html=(_visit_source_citations, None))
    app.add_node(chart_picture, html=(_visit_chart_picture, None))
    app.add_node(chart_data, html=(_visit_chart_data, _depart_chart_data))
    app.add_post_transform(AddSearchWords)
    app.add_post_transform(JoinSinglePageLinks)
    app.add_post_transform(MarkSources)
    app.add_post_transform(ListLetters)
    app.add_post_transform(RaiseProfileHeadings)
    # Before themes and other extensions, which may want to see the whole body.
    app.connect("html-page-context", _put_rows_back, priority=400)
    app.connect("builder-inited", _add_static_files)
    setup_downloads(app)
    setup_epub(app)
    setup_site(app)
    setup_live_tables(app)
    setup_published_data(app)
    setup_record_index(app)
