"""What is mended in the templates of Furo, and in the markup that it and Sphinx write.

Found by axe-core and by the Nu Html Checker.  What a later Furo has mended itself is not found any
more and stays as it is.

Standard: WCAG 2.2 (https://www.w3.org/TR/WCAG22/).
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

from sphinx.locale import _

from indonato_report.html.site.changed_templates import change_templates

if TYPE_CHECKING:
    from sphinx.builders import Builder

_MENU_BOXES = re.compile(r'(?:<input type="checkbox" class="sidebar-toggle"[^>]*>\s*)+')
#: Where pages without a source show the links to the PDFs.
_DOWNLOADS = "{{ report_downloads|default('') }}\n"
#: On a narrow page the only other field for a search is in a closed menu.  Sphinx's script writes
#: into it what was searched for.
_SEARCH_FORM = (
    """<form class="report-search-form" method="get" action="{{ pathto('search') }}">\n"""
    """<input type="search" name="q" aria-label="{{ _('Search') }}">\n"""
    """<button type="submit">{{ _('Search') }}</button>\n</form>\n"""
)
_SEARCH_RESULTS = '<div id="search-results">'

#: A caption of the contents is called a heading of no level, and stands before the page's first.
_CAPTION = '<p class="caption" role="heading">'
_BIBLIOGRAPHY_ENTRY = re.compile(r'(<div class="citation" id="[^"]*") role="doc-biblioentry"')
#: Widths stand in attributes, which a strict policy refuses; our style sheet has classes.
_COLUMN_WIDTH = re.compile(r'<col style="width: ([\d.]+)%" />')
#: Furo puts tables into a box, and gives it the id that the table keeps.
_REPEATED_ID = re.compile(
    r'(<div class="table-wrapper[^"]*") id="([^"]*)">(?=\s*<table [^>]*\bid="\2")'
)
#: On a narrow page the box of a table scrolls, and must then be reached by the keyboard.
_TABLE_BOX = re.compile(r'<div class="(table-wrapper (?!report-table-wrapper)[^"]*)">')


def mended_template(name: str, source: str) -> str:
    """Return the source of a template with what it lacks."""
    if name == "page.html":
        # Everything on a page belongs to a landmark; these two open the menus.
        return _MENU_BOXES.sub(
            lambda found: (
                '<nav class="report-menus" aria-label="{% trans %}Menus{% endtrans %}">'
                f"{found[0].strip()}</nav>\n"
            ),
            source,
        )
    if name == "search.html":
        heading = "<h1>{{ _('Search') }}</h1>\n" + _DOWNLOADS + _SEARCH_FORM
        return source.replace(_SEARCH_RESULTS, heading + _SEARCH_RESULTS)
    if name == "genindex.html":
        return source.replace("</h1>\n", "</h1>\n" + _DOWNLOADS, 1)
    if name == "partials/icons.html":  # `hidden` is no attribute of SVG
        return source.replace('style="display: none;"', 'width="0" height="0" aria-hidden="true"')
    return source


def mend_templates(builder: Builder) -> None:
    """Mend the templates of Furo, if it is the theme."""
    if builder.config.html_theme == "furo":
        change_templates(builder, mended_template)


def mend_markup(context: dict[str, Any], name: str) -> None:
    """Mend what is not in templates: contents, bibliographies and ordinary tables.

    Args:
        context: what a page's template gets; it is changed.
        name: which of its texts.
    """
    markup = context.get(name)
    if markup:
        markup = markup.replace(_CAPTION, '<p class="caption">')
        markup = _BIBLIOGRAPHY_ENTRY.sub(r'\1 role="listitem"', markup)
        markup = _REPEATED_ID.sub(r"\1>", markup)
        markup = _TABLE_BOX.sub(_box_with_a_name, markup)
        context[name] = _COLUMN_WIDTH.sub(_width_class, markup)


def _box_with_a_name(found: re.Match[str]) -> str:
    # A group and no region: a page has many tables, and landmarks need names of their own.
    label = escape(_("Table"))
    return f'<div class="{found[1]}" role="group" tabindex="0" aria-label="{label}">'


def _width_class(found: re.Match[str]) -> str:
    steps = max(1, min(20, round(float(found[1]) / 5)))
    return f'<col class="report-col-{steps * 5}" />'
