"""The directive ``matrix``: records against the values of an enumeration."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes
from sphinx.locale import _

from indonato_report.cells import Cell, Column, PackedRows, Row
from indonato_report.data.problems import listed, quoted
from indonato_report.directives.base import ReportDirective
from indonato_report.table_builder import TableBuilder
from indonato_report.warnings import AuthorError


class MatrixDirective(ReportDirective):
    """``{report:matrix} COLLECTION [where FILTER]``: a row a record, a column a value.

    The option ``by`` names the enumeration.  A record's value is marked by the word of its column
    beside a dot, so that the mark reads without its position and without colour.
    """

    takes_caption = True
    allowed_options: ClassVar[tuple[str, ...]] = ("by", *ReportDirective.allowed_options)

    def build(self) -> list[nodes.Node]:
        """Return the matrix, which is a table too."""
        selection = self.selection()
        collection = selection.collection
        enumerations = [name for name, each in collection.fields.items() if each.categories]
        by = self.options.get("by", "")
        if not by:
            raise AuthorError("option", f"by: name one of the enumerations {listed(enumerations)}.")
        field = self.page.field(collection, by, "by")
        if not field.categories:
            message = f"by: {quoted(by)} is no enumeration; those are {listed(enumerations)}."
            raise AuthorError("option", message)
        records = self.select(selection)
        if not records:
            return self.nothing()
        builder = TableBuilder(self.page, collection)
        self.page.domain.note_linked(self.page.docname, collection.name)
        title_field = collection.fields[collection.title_field]
        columns = [Column(title_field.name, title_field.title, width=3, heads=True)]
        columns += [
            Column(f"{by}={value}", label, "center", 2) for value, label in field.categories.items()
        ]
        rows = []
        for record in records:
            stored = record.values.get(by)
            held = set(stored) if isinstance(stored, list) else {stored}
            marks: list[Cell] = [
                f"● {_('yes')}" if value in held else "" for value in field.categories
            ]
            anchored = self.page.domain.note_shown(self.page.docname, collection, record)
            rows.append(Row(record.key, anchored, (builder.title_cell(record), *marks)))
        table = builder.finish(columns, PackedRows(rows))
        table["classes"].append("report-matrix")
        caption = self.caption()
        if caption is not None:
            table.insert(0, caption)
        return self.named(table)
