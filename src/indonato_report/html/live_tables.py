"""The script that lets readers sort and filter tables, and what it needs to know of each.

The script stands in ``static/report-tables.js`` and decorates the tables that were written.  Only
pages with a table load it.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from sphinx.locale import _

from indonato_report.html.published_data import is_website

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from indonato_report.cells import Column
    from indonato_report.nodes import report_table

#: The builders whose page in hand shows a table.
_SHOWS_TABLE: WeakKeyDictionary[Builder, bool] = WeakKeyDictionary()


def script_words() -> dict[str, str]:
    """Return every text of the script, with its translation."""
    return {
        "Filter": _("Filter"),
        "All": _("All"),
        "Show all rows": _("Show all rows"),
        "Copy link to this view": _("Copy link to this view"),
        "Copy link to this row": _("Copy link to this row"),
        "The link is copied": _("The link is copied"),
        "Copy the link from the address bar": _("Copy the link from the address bar"),
        "%1 rows": _("%1 rows"),
        "%1 of %2 rows": _("%1 of %2 rows"),
    }


def note_table(builder: Builder) -> str:
    """Note that the page in hand shows a table.

    Returns:
        Attributes for the region around the table: the script's words, if they are not English.
    """
    if not is_website(builder):
        return ""
    _SHOWS_TABLE[builder] = True
    pairs = [f"{word}={said}" for word, said in script_words().items() if said != word]
    return f' data-words="{_lines(pairs)}"' if pairs else ""


def column_attributes(node: report_table, column: Column) -> str:
    """Return the attributes of a column's header that tell the script how to sort and filter."""
    parts = [f' data-field="{escape(column.name)}"']
    if column.values:
        parts.append(f' data-values="{_lines([node.translated(each) for each in column.values])}"')
    elif column.kind:
        parts.append(f' data-kind="{column.kind}"')
    return "".join(parts)


def _lines(texts: Sequence[str]) -> str:
    # A line break as it is would be a space in XHTML.
    return "&#10;".join(escape(" ".join(text.split())) for text in texts)


def add_script(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Load script and style sheet on a page that shows a table."""
    if _SHOWS_TABLE.pop(app.builder, False):
        app.add_js_file("report-tables.js", loading_method="defer")
        app.add_css_file("report-tables.css")


def setup_live_tables(app: Sphinx) -> None:
    """Connect to the event of each page."""
    app.connect("html-page-context", add_script)
