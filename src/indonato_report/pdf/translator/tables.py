"""Tables as docutils knows them."""

from __future__ import annotations

from typing import NamedTuple

from docutils import nodes

from indonato_report.pdf.attributes import classes_of
from indonato_report.pdf.columns import as_fractions, column_shares, is_low, may_stay_whole
from indonato_report.pdf.translator.figures import FigureMixin
from indonato_report.pdf.translator.grid import (
    PlacedCell,
    has_tall_content,
    place_cells,
    text_length,
)
from indonato_report.pdf.translator.writing import transparent


class _Layout(NamedTuple):
    """What every row of a table needs to know."""

    shares: list[float]
    stubs: list[bool]
    has_row_spans: bool


class TableMixin(FigureMixin):
    """Handlers of docutils tables."""

    def visit_table(self, node: nodes.Element) -> None:
        """Write a table: with a repeated header if it has one, else as a grid without header."""
        title = next((child for child in node.children if isinstance(child, nodes.title)), None)
        rows = [
            [text_length(cell) for cell in row.children if isinstance(cell, nodes.entry)]
            for row in node.findall(nodes.row)
        ]
        self.open_table(node, low=is_low(rows) and not has_tall_content(node, but=nodes.table))
        self.open_captioned(node, "table", "table", title)
        for group in node.children:
            if isinstance(group, nodes.tgroup):
                self._write_group(group)
            elif group is not title:
                group.walkabout(self)
        self.close_block()
        self.close_block()
        raise nodes.SkipNode

    def open_table(self, node: nodes.Element, *, low: bool) -> None:
        """Begin what keeps a ``low`` table on one page, and the first rows of any other together.

        :meth:`close_block` ends it.
        """
        self.open_block(node, "#low-table[" if low else "#long-table[")

    def _write_group(self, group: nodes.tgroup) -> None:
        specs = [child for child in group.children if isinstance(child, nodes.colspec)]
        head = [row for part in group.children if isinstance(part, nodes.thead) for row in part]
        body = [row for part in group.children if isinstance(part, nodes.tbody) for row in part]
        header = place_cells(row for row in head if isinstance(row, nodes.row))
        rows = place_cells(row for row in body if isinstance(row, nodes.row))
        every_cell = [cell for row in (*header, *rows) for cell in row]
        count = max([len(specs), *(cell.column + cell.columns for cell in every_cell)])
        texts = [[""] * (len(header) + len(rows)) for _ in range(count)]
        for index, row in enumerate((*header, *rows)):
            for cell in row:
                if cell.columns == 1:
                    texts[cell.column][index] = cell.entry.astext()
        given = [int(spec.get("colwidth") or 1) for spec in specs]
        layout = _Layout(
            shares=column_shares(texts, given + [1] * (count - len(given))),
            stubs=[bool(spec.get("stub")) for spec in specs] + [False] * (count - len(specs)),
            has_row_spans=any(cell.rows > 1 for cell in every_cell),
        )
        if self.flattening:
            for cell in every_cell:
                self.write("\n\n")
                self.write_children(cell.entry)
            return
        # Without a header row it is no table to a screen reader, so it is not tagged as one; and
        # Typst can't tag a header that breaks over pages.
        tagged = bool(header) and self._is_short_header(header, layout)
        self.write(f"#{'table' if tagged else 'headless-table'}(")
        self.write(f"columns: {as_fractions(layout.shares)}, ")
        held = self._write_header(header, layout) if tagged else []
        for row in [] if tagged else header:
            self._write_row(row, layout, "grid.cell", strong=True)
        for row in rows:
            self._write_row(row, layout, "table.cell" if tagged else "grid.cell")
        self.write(")\n")
        for label in held:
            self.write_label(label)

    def _write_header(self, header: list[list[PlacedCell]], layout: _Layout) -> list[str]:
        """Write the header; return the labels in it, which may not be repeated with it."""
        footnotes = any(
            True
            for row in header
            for cell in row
            for _ in cell.entry.findall(nodes.footnote_reference)
        )
        pictures = any(True for row in header for c in row for _ in c.entry.findall(nodes.image))
        repeated = not footnotes and not pictures
        self.write("table.header(" if repeated else "table.header(repeat: false, ")
        with self.holding_labels() as held, self.inside(unlinked=True):
            for row in header:
                self._write_row(row, layout, "head-cell")
        self.write("), ")
        return held

    @staticmethod
    def _is_short_header(header: list[list[PlacedCell]], layout: _Layout) -> bool:
        """Return whether a header is low enough to stand on one page."""
        every_cell = [cell for row in header for cell in row]
        if any(has_tall_content(cell.entry, but=nodes.image) for cell in every_cell):
            return False
        shares = [sum(layout.shares[one.column : one.column + one.columns]) for one in every_cell]
        lengths = [one.length * len(header) for one in every_cell]
        return may_stay_whole(lengths, shares)

    @staticmethod
    def _stays_whole(row: list[PlacedCell], layout: _Layout) -> bool:
        if layout.has_row_spans or any(has_tall_content(c.entry) for c in row):
            return False
        shares = [sum(layout.shares[cell.column : cell.column + cell.columns]) for cell in row]
        return may_stay_whole([cell.length for cell in row], shares)

    def _write_row(
        self, row: list[PlacedCell], layout: _Layout, call: str, *, strong: bool = False
    ) -> None:
        head = call == "head-cell"
        whole = head or self._stays_whole(row, layout)
        for cell in row:
            arguments = [] if whole else ["breakable: true"]
            if cell.columns > 1:
                arguments.append(f"colspan: {cell.columns}")
            if cell.rows > 1:
                arguments.append(f"rowspan: {cell.rows}")
            for side in ("left", "center", "right"):
                if f"text-{side}" in classes_of(cell.entry):
                    arguments.append(f"align: {side}")
            stub = strong or (layout.stubs[cell.column] and not head)
            self.write(f"{call}({', '.join(arguments)})[" if arguments or head else "[")
            self.write("#strong[" if stub else "")
            self.write_ids(cell.entry)
            with self.inside(in_cell=True):
                self.write_children(cell.entry)
            self.write("]" if stub else "")
            self.write("],\n")

    # Only reached where something else than a table holds them.
    visit_tgroup, depart_tgroup = transparent()
    visit_colspec, depart_colspec = transparent()
    visit_thead, depart_thead = transparent()
    visit_tbody, depart_tbody = transparent()
    visit_row, depart_row = transparent()
    visit_entry, depart_entry = transparent()
