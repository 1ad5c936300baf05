"""Tables of records."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from indonato_report.cells import (
    Badges,
    Cell,
    Citations,
    Markup,
    RecordLink,
    RecordLinks,
    Rich,
    Row,
)
from indonato_report.data.simple_markup import Part, Span
from indonato_report.nodes import report_table
from indonato_report.pdf import literal
from indonato_report.pdf.columns import (
    LANDSCAPE_LINE,
    LINE,
    as_fractions,
    column_shares,
    is_low,
    may_stay_whole,
)
from indonato_report.pdf.translator.records import RecordMixin
from indonato_report.pdf.translator.structure import StructureMixin
from indonato_report.pdf.translator.tables import TableMixin
from indonato_report.pdf.visibility import visible

if TYPE_CHECKING:
    from indonato_report.pdf.builder import PDFBuilder

#: Above this a table is drawn by a loop over data, and its rows carry no links: they would take
#: more memory than everything else.
MOST_LINKED_ROWS = 1000

#: Characters between heading and table that may stand on the table's own page.
MOST_WORDS_BEFORE = 700

#: The day at the beginning of a date.
_DAY = re.compile(r"^(\d{1,2}) (?=\D)")

_TURNED_PAGE = "\n\n#page(flipped: true, margin: turned-margins)["

#: Where a page may lie on its side: Typst knows pages at the outermost level only.
_TOP_LEVEL = (nodes.section, nodes.document, nodes.compound, addnodes.start_of_file)


class RecordTableMixin(RecordMixin, TableMixin, StructureMixin):
    """Handlers of :class:`~indonato_report.nodes.report_table`."""

    def __init__(self, document: nodes.document, builder: PDFBuilder) -> None:
        """Start with the paper upright."""
        super().__init__(document, builder)
        #: The table for which the paper has been turned already.
        self._awaited: nodes.Element | None = None

    def visit_section(self, node: nodes.Element) -> None:
        """Turn the paper before the heading, if nothing but a few words parts it from a table.

        Otherwise the heading would stay behind, alone at the foot of an upright page.
        """
        super().visit_section(node)
        table = landscape_table_under(node)
        if table is not None and self._may_turn(table):
            self._awaited = table
            self.page_begins = True
            self.write(_TURNED_PAGE)

    def visit_report_table(self, node: report_table) -> None:
        """Write a table of records."""
        turned = node is self._awaited
        landscape = turned or (bool(node.get("landscape")) and self._may_turn(node))
        self.write(_TURNED_PAGE if landscape and not turned else "")
        rows = _rows(node)
        texts = [[self._plain(node, cell) for cell in row.cells] for row in rows]
        low = is_low([list(map(len, row)) for row in texts])
        self.open_table(node, low=low)
        self.open_captioned(node, "table", "table", node.caption)
        if node.get("citation_id"):
            self.write_label(self.label_of(node["citation_id"]))
        with self.inside(in_cell=True):
            self._write_records(node, rows, texts, landscape=landscape)
        self.close_block()
        self.close_block()
        self.write("]\n\n" if landscape else "")
        raise nodes.SkipNode

    def _may_turn(self, node: nodes.Element) -> bool:
        ancestor = node.parent
        while ancestor is not None:
            if not isinstance(ancestor, _TOP_LEVEL):
                self.builder.warn(
                    "this table asks for a landscape page but stands inside a %s; "
                    "only at the top level of a page can the paper be turned",
                    ancestor.tagname,
                    location=node,
                    subtype="pdf.landscape",
                )
                return False
            ancestor = ancestor.parent
        return True

    def _write_records(
        self, node: report_table, rows: list[Row], texts: list[list[str]], *, landscape: bool
    ) -> None:
        labels = [literal.flow(node.translated(column.label)) for column in node.columns]
        given = [column.width if node.get("widths_given") else 1 for column in node.columns]
        shares = column_shares(
            [
                [label, *(row[index] if index < len(row) else "" for row in texts)]
                for index, label in enumerate(labels)
            ],
            given,
            LANDSCAPE_LINE if landscape else LINE,
        )
        aligned = literal.array([column.align for column in node.columns])
        self.write(f"#table(columns: {as_fractions(shares)}, align: {aligned}, table.header(")
        for label in labels:
            self.write(f"head-cell[#{literal.quoted(literal.breakable(label))};], ")
        self.write("),\n")
        whole = [may_stay_whole(list(map(len, row)), shares, landscape=landscape) for row in texts]
        if len(node.rows) > MOST_LINKED_ROWS:
            self._write_data_rows(node, rows, texts, whole)
        else:
            self._write_rows(node, rows, whole)
        self.write(")\n")

    def _write_rows(self, node: report_table, rows: list[Row], whole: list[bool]) -> None:
        groups = {group.start: node.translated(group.label) for group in node.groups}
        for index, row in enumerate(rows):
            if index in groups:
                self.write(f"table.header(level: 2, group-cell({len(node.columns)})[")
                self.write_text(groups[index])
                self.write("]),\n")
            anchored = self.has_address(node, row.key, anchored=row.anchored)
            for position, cell in enumerate(row.cells):
                heads = node.columns[position].heads
                if isinstance(cell, str) and whole[index] and not heads and position:
                    # A bare string takes Typst a third less memory than a block of content.
                    self.write(f"{literal.quoted(literal.breakable(literal.flow(cell)))}, ")
                    continue
                self.write("[" if whole[index] else "table.cell(breakable: true)[")
                if position == 0 and anchored:
                    self.write_label(self.record_label(node, row.key))
                self.write("#row-head[" if heads else "")
                self._write_cell(node, row, cell, anchored=anchored)
                self.write("]], " if heads else "], ")
            self.write("\n")

    def _write_data_rows(
        self, node: report_table, rows: list[Row], texts: list[list[str]], whole: list[bool]
    ) -> None:
        """Write a very long table as a file of data and the loop that draws it."""
        groups = {group.start: node.translated(group.label) for group in node.groups}
        items: list[dict[str, object]] = []
        for index, row in enumerate(rows):
            if index in groups:
                items.append({"group": literal.flow(groups[index])})
            label = self.record_label(node, row.key)
            home = self.has_address(node, row.key, anchored=row.anchored)
            anchored = home and self.claim_label(label)
            cells = [
                {"badges": [literal.flow(node.translated(badge.label)) for badge in cell.badges]}
                if isinstance(cell, Badges)
                else literal.breakable(literal.flow(text))
                for cell, text in zip(row.cells, texts[index], strict=True)
            ]
            items.append(
                {"label": label if anchored else None, "whole": whole[index], "cells": cells}
            )
        data = json.dumps(items, ensure_ascii=False).encode()
        name = self.builder.staging.add_data("tables", "json", data)
        self.write(f"..data-rows(json({literal.quoted(name)}), {len(node.columns)})")

    # -- cells -------------------------------------------------------------------------------
    def _plain(self, node: report_table, cell: Cell) -> str:
        """Return what a cell says, without links."""
        match cell:
            case str():
                return cell
            case Badges(badges):
                return " ".join(node.translated(badge.label) for badge in badges)
            case RecordLinks(links):
                return "; ".join(link.title for link in links)
            case Citations(keys):
                return "; ".join(self.source_label(key) for key in keys)
            case Markup(parts):
                return _words(parts)
            case Rich(child):
                return node.rich[child].astext()

    def _write_cell(self, node: report_table, row: Row, cell: Cell, *, anchored: bool) -> None:
        match cell:
            case str():
                self.write_text(cell)
            case Badges(badges):
                for index, badge in enumerate(badges):
                    self.write_text(" " if index else "")
                    self.write("#badge[")
                    self.write_text(node.translated(badge.label))
                    self.write("];")
            case RecordLinks(links):
                for index, link in enumerate(links):
                    self.write_text("; " if index else "")
                    self.write_record_link(link, own=anchored and _is_own(node, row, link))
            case Citations(keys):
                self.write_citations(keys)
            case Markup(parts):
                self._write_markup(parts)
            case Rich(child):
                self.write_children(node.rich[child])

    def _write_markup(self, parts: Iterable[Part]) -> None:
        """Write Markdown that needed no doctree."""
        for part in parts:
            if isinstance(part, str):
                self.write_text(part)
            elif part.kind == "code":
                self.write_code(_words(part.content))
            else:
                self._open_span(part)
                self._write_markup(part.content)
                self.write("];")

    def _open_span(self, span: Span) -> None:
        if span.kind == "link" and not literal.has_ink(_words(span.content)):
            self.write("#")
        elif span.kind == "link" and span.target.startswith("#"):
            self.write_internal_link_start(self.docname, span.target[1:])
        elif span.kind == "link":
            self.write_link_start(span.target, None)
        else:
            self.write("#emph" if span.kind == "em" else "#strong")
        self.write("[")


def landscape_table_under(section: nodes.Element) -> report_table | None:
    """Return the table with which a section begins, if that asks for a landscape page."""
    characters = 0
    for child in visible(section.children):
        if isinstance(child, report_table):
            return child if child.get("landscape") and characters <= MOST_WORDS_BEFORE else None
        if not isinstance(child, (nodes.title, nodes.paragraph, nodes.target)):
            return None
        characters += len(child.astext())
    return None


def _words(parts: Iterable[Part]) -> str:
    """Return the text of Markdown without its marks."""
    return "".join(part if isinstance(part, str) else _words(part.content) for part in parts)


def _rows(node: report_table) -> list[Row]:
    """Return the rows: translated where they can be, and no day parted from its month."""
    translatable: Collection[int] = node.get("translatable_columns", ())
    dates = {number for number, column in enumerate(node.columns) if column.kind == "date"}
    if not translatable and not dates:
        return list(node.rows)

    def shown(number: int, cell: Cell) -> Cell:
        if not isinstance(cell, str):
            return cell
        if number in dates:
            return _DAY.sub("\\1\u00a0", cell)
        return node.translated(cell) if number in translatable else cell

    return [
        row._replace(cells=tuple(shown(number, cell) for number, cell in enumerate(row.cells)))
        for row in node.rows
    ]


def _is_own(node: nodes.Element, row: Row, link: RecordLink) -> bool:
    return link.collection == node["collection"] and link.key == row.key
