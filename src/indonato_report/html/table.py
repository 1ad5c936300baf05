"""A table node to HTML, straight.

This is the inner loop of the whole extension: ten thousand rows are written here in a few tenths
of a second.  Links and citations are looked up once for each target and kept as strings.  No
paragraph stands around a cell's text: a tenth of a long page would be nothing but ``<p>``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import _

from indonato_report.anchors import record_anchor
from indonato_report.cells import Badges, Cell, Citations, Markup, RecordLinks, Rich, Row
from indonato_report.data.simple_markup import Part, Span
from indonato_report.html import long_tables, single_rows
from indonato_report.html.data_line import data_line
from indonato_report.html.links import LinkWriter
from indonato_report.html.live_tables import column_attributes, note_table
from indonato_report.html.published_data import is_website
from indonato_report.nodes import badge_classes, chart_data

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

    from indonato_report.nodes import report_table


#: What tables and figures are called by.
_CAPTIONS = (nodes.title, nodes.caption)


def visit_report_table(translator: HTML5Translator, node: report_table) -> None:
    """Write a table; nothing is left for Sphinx to visit."""
    _TableWriter(translator, node).write()
    raise nodes.SkipNode


class _TableWriter:
    """Writes one table."""

    def __init__(self, translator: HTML5Translator, node: report_table) -> None:
        self._translator = translator
        self._node = node
        self._docname: str = node["docname"]
        self._collection: str = node["collection"]
        self._links = LinkWriter(translator.builder, self._docname)
        self._badges: dict[Badges, str] = {}
        self._rich = node.rich

    def write(self) -> None:
        """Append the table to the page."""
        node, body = self._node, self._translator.body
        caption = node.caption
        label = caption.astext() if caption is not None else node.get("title", self._collection)
        identifier = f' id="{node["citation_id"]}"' if node["citation_id"] else ""
        words = note_table(self._translator.builder)
        # A region that scrolls must be reachable by the keyboard, and so it needs a name.
        body.append(
            f'<div class="table-wrapper report-table-wrapper docutils container"{identifier} '
            f'role="region" tabindex="0" aria-label="{escape(label)}"{words}>\n'
        )
        names = ["docutils align-default", *node["classes"], "report-table colwidths-given"]
        told = ""
        if single_rows.is_long(node) and is_website(self._translator.builder):
            names.append("report-long")
            told = single_rows.single_row_attributes(node)
        tag = self._translator.starttag(node, "table", "", CLASS=" ".join(names))
        body.append(f"{tag.removesuffix('>')}{told}>\n")
        if caption is not None:
            self._caption(caption)
        self._columns()
        body.append("<tbody>\n")
        builder = self._translator.builder
        if len(node.rows) >= long_tables.LONG and long_tables.can_hold_back(builder):
            body.append(long_tables.hold_back(builder, self._rows()))
        else:
            body.append("".join(self._rows()))
        body.append("</tbody>\n</table>\n</div>\n")
        if not node.get("counted"):
            body.append(self._data_line())

    def _data_line(self) -> str:
        shown, cite = self._shown(), ""
        caption = next(iter(shown.findall(lambda node: isinstance(node, _CAPTIONS))), None)
        if shown is not self._node:
            cite = _("Cite this chart")
        return data_line(
            self._translator.builder,
            self._docname,
            self._collection,
            self._node.get("title", self._collection),
            caption=caption.astext() if caption is not None else "",
            # An id that Sphinx made up is another one as soon as a table is put in front.
            identifier=shown["ids"][0] if shown["names"] else "",
            cite=cite,
        )

    def _shown(self) -> nodes.Element:
        """Return what a reader sees: the table, or the chart whose data it holds."""
        place = self._node.parent
        if isinstance(place, chart_data) and place.parent is not None:
            before = place.parent[: place.parent.index(place)]
            if before and isinstance(before[-1], nodes.figure):
                return before[-1]
        return self._node

    def _caption(self, caption: nodes.title) -> None:
        translator, body = self._translator, self._translator.body
        body.append("<caption>")
        translator.add_fignumber(self._node)
        body.append('<span class="caption-text">')
        for child in caption.children:
            child.walkabout(translator)
        body.append("</span>")
        if self._node["ids"]:
            translator.add_permalink_ref(self._node, _("Link to this table"))
        body.append("</caption>\n")

    def _columns(self) -> None:
        body, columns = self._translator.body, self._node.columns
        total = sum(column.width for column in columns)
        body.append("<colgroup>\n")
        for column in columns:
            # Widths are classes in steps of five: a strict Content-Security-Policy refuses styles.
            share = max(1, min(20, round(20 * column.width / total)))
            body.append(f'<col class="report-col-{share * 5}" />\n')
        body.append("</colgroup>\n<thead>\n<tr>")
        for column in columns:
            text = escape(self._node.translated(column.label), quote=False)
            classes = _classes("head", column.align)
            told = column_attributes(self._node, column)
            body.append(f'<th{classes} scope="col"{told}>{text}</th>\n')
        body.append("</tr>\n</thead>\n")

    def _rows(self) -> Iterator[str]:
        node = self._node
        tags = [
            (f'<th{_classes("", column.align)} scope="row">', "</th>")
            if column.heads
            else (f"<td{_classes('', column.align)}>", "</td>")
            for column in node.columns
        ]
        translatable: set[int] = set()
        if "translations" in node:
            translatable.update(node.get("translatable_columns", ()))
        starts = {each.start: each.label for each in node.groups}
        homes = self._links.homes(self._collection)
        prefix = escape(record_anchor(self._collection, ""))
        for number, row in enumerate(node.rows):
            if number in starts:
                label = escape(node.translated(starts[number]), quote=False)
                yield (
                    f'<tr class="report-group"><th class="report-group" scope="colgroup" '
                    f'colspan="{len(tags)}"><strong>{label}</strong></th></tr>\n'
                )
            is_home = row.anchored and homes.get(row.key) == self._docname
            parts = [f'<tr id="{prefix}{escape(row.key)}">' if is_home else "<tr>"]
            for position, cell in enumerate(row.cells):
                opening, closing = tags[position]
                if cell.__class__ is str:
                    text = node.translated(cell) if position in translatable else cell
                    content = escape(text, quote=False)
                else:
                    content = self._cell(row, cell, is_home)
                parts += (opening, content, closing)
            parts.append("</tr>\n")
            yield "".join(parts)

    def _cell(self, row: Row, cell: Cell, is_home: bool) -> str:
        if isinstance(cell, Markup):
            return _markup(cell.parts)
        if isinstance(cell, Citations):
            return self._links.citations(cell.keys)
        if isinstance(cell, RecordLinks):
            texts = []
            for link in cell.links:
                own = is_home and link.key == row.key and link.collection == self._collection
                title = escape(link.title, quote=False)
                texts.append(title if own else self._links.record(link.collection, link.key, title))
            return ", ".join(texts)
        if isinstance(cell, Badges):
            if cell not in self._badges:
                self._badges[cell] = self._badge(cell)
            return self._badges[cell]
        if isinstance(cell, Rich):
            return self._written(self._rich[cell.child])
        return escape(cell, quote=False)

    def _badge(self, cell: Badges) -> str:
        return " ".join(
            f'<span class="{" ".join(badge_classes(each.value, each.field))}">'
            f"{escape(self._node.translated(each.label), quote=False)}</span>"
            for each in cell.badges
        )

    def _written(self, paragraph: nodes.paragraph) -> str:
        body = self._translator.body
        start = len(body)
        for child in paragraph.children:
            child.walkabout(self._translator)
        text = "".join(body[start:])
        del body[start:]
        return text.strip()


def _markup(parts: tuple[Part, ...]) -> str:
    return "".join(
        [escape(part, quote=False) if isinstance(part, str) else _span(part) for part in parts]
    )


# As Sphinx writes code: a word is never broken, and of several spaces only the last one may be; it
# takes other white space for a space as well.
_WORDS_AND_SPACES = re.compile(r"[^ ]+| +")


def _unbroken(found: re.Match[str]) -> str:
    if not found[0].strip():
        return "&#160;" * (len(found[0]) - 1) + " "
    return f'<span class="pre">{found[0]}</span>'


def _span(span: Span) -> str:
    if span.kind == "code":
        words = _WORDS_AND_SPACES.sub(_unbroken, _markup(span.content))
        return f'<code class="docutils literal notranslate">{words}</code>'
    inner = _markup(span.content)
    if span.kind != "link":
        return f"<{span.kind}>{inner}</{span.kind}>"
    kind = "internal" if span.target.startswith("#") else "external"
    return f'<a class="reference {kind}" href="{escape(span.target)}">{inner}</a>'


def _classes(name: str, align: str) -> str:
    names = " ".join(filter(None, [name, "" if align == "left" else f"text-{align}"]))
    return f' class="{names}"' if names else ""
