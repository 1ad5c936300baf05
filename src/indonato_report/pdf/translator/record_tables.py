"""Tables of records."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable
from math import ceil

from docutils import nodes

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
from indonato_report.pdf.translator.grid import text_length
from indonato_report.pdf.translator.landscape import LandscapeMixin
from indonato_report.pdf.translator.records import RecordMixin
from indonato_report.pdf.translator.tables import TableMixin

#: Above this a table is drawn by a loop over data, and its rows carry no links: they would take
#: more memory than everything else.
MOST_LINKED_ROWS = 1000

#: Characters of badges for whose sake a column is made wider.
MOST_IN_ONE_FRAME = 17
#: The type of badges against that of the text.
BADGE_SIZE = 0.86

#: The day at the beginning of a date.
_DAY = re.compile(r"^(\d{1,2}) (?=\D)")


class RecordTableMixin(RecordMixin, TableMixin, LandscapeMixin):
    """Handlers of :class:`~indonato_report.nodes.report_table`."""

    def visit_report_table(self, node: report_table) -> None:
        """Write a table of records."""
        landscape = bool(node.get("landscape")) and self.turn_for(node)
        rows = _rows(node)
        texts = [[self._plain(node, cell) for cell in row.cells] for row in rows]
        line = LANDSCAPE_LINE if landscape else LINE
        shares = _shares(node, texts, line)
        lengths = [_lengths(node, *pair) for pair in zip(rows, texts, strict=True)]
        self.open_table(node, low=is_low(lengths, shares, line))
        self.open_captioned(node, "table", "table", node.caption)
        if node.get("citation_id"):
            self.write_label(self.label_of(node["citation_id"]))
        with self.inside(in_cell=True):
            whole = [may_stay_whole(row, shares, landscape=landscape) for row in lengths]
            self._write_records(node, rows, texts, shares, whole)
        self.close_block()
        self.close_block()
        if landscape:
            self.turn_back_after(node)
        raise nodes.SkipNode

    def _write_records(
        self,
        node: report_table,
        rows: list[Row],
        texts: list[list[str]],
        shares: list[float],
        whole: list[bool],
    ) -> None:
        labels = _labels(node)
        aligned = literal.array([column.align for column in node.columns])
        self.write(f"#table(columns: {as_fractions(shares)}, align: {aligned}, table.header(")
        for label in labels:
            self.write(f"head-cell[#{literal.quoted(literal.breakable(label))};], ")
        self.write("),\n")
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


def _words(parts: Iterable[Part]) -> str:
    """Return the text of Markdown without its marks."""
    return "".join(part if isinstance(part, str) else _words(part.content) for part in parts)


def _lengths(node: report_table, row: Row, texts: list[str]) -> list[int]:
    """Return about how many characters each cell of a row takes, line ends included."""
    return [
        text_length(node.rich[cell.child]) if isinstance(cell, Rich) else len(text)
        for cell, text in zip(row.cells, texts, strict=True)
    ]


def _labels(node: report_table) -> list[str]:
    """Return the words of the header."""
    return [literal.flow(node.translated(column.label)) for column in node.columns]


def _shares(node: report_table, texts: list[list[str]], line: int) -> list[float]:
    """Return the share of the width that each column gets; ``texts`` are those of the rows."""
    measured = [
        [
            _unbroken(text) if isinstance(cell, Badges) else text
            for cell, text in zip(row.cells, line_of_texts, strict=True)
        ]
        for row, line_of_texts in zip(node.rows, texts, strict=True)
    ]
    given = [column.width if node.get("widths_given") else 1 for column in node.columns]
    columns = [
        [label, *(row[index] if index < len(row) else "" for row in measured)]
        for index, label in enumerate(_labels(node))
    ]
    return column_shares(columns, given, line)


def _unbroken(badges: str) -> str:
    """Return a word as wide as badges, if they are short: a frame is best not broken."""
    return "m" * ceil(len(badges) * BADGE_SIZE) if len(badges) <= MOST_IN_ONE_FRAME else badges


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
