"""Our nodes in ordinary docutils."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from indonato_report.anchors import record_anchor
from indonato_report.cells import Badges, Cell, Citations, Markup, RecordLinks, Rich, Row
from indonato_report.citations import CitationTargets
from indonato_report.domain import report_domain
from indonato_report.nodes import (
    chart_data,
    record_block,
    record_reference,
    report_table,
    source_citations,
)
from indonato_report.record_view import badge
from indonato_report.rich_text import markup_nodes

if TYPE_CHECKING:
    from sphinx.builders import Builder


#: Width of a table in plain text, in characters.
TEXT_WIDTH = 88


def expand(document: nodes.Element, builder: Builder) -> None:
    """Replace our nodes in a document by ordinary ones, for a builder."""
    expansion = _Expansion(builder)
    for table in list(document.findall(report_table)):
        table.replace_self(expansion.table(table))
    for data in list(document.findall(chart_data)):
        data.replace_self(data.children)
    for block in list(document.findall(record_block)):
        block.replace_self(expansion.block(block))
    for reference in list(document.findall(record_reference)):
        reference.replace_self(expansion.reference(reference))
    for citations in list(document.findall(source_citations)):
        keys = cast("list[str]", citations["keys"])
        inline = expansion.citations(citations["docname"], keys)
        if citations.get("bracketed"):
            inline.insert(0, nodes.Text("["))
            inline += nodes.Text("]")
        citations.replace_self(inline)


class _Expansion:
    """Makes ordinary nodes of ours."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._domain = report_domain(builder.env)
        self._targets = CitationTargets(builder.env)

    # -- tables -------------------------------------------------------------------------------
    def table(self, node: report_table) -> nodes.table:
        """Return a table of entries, one for each cell."""
        columns = node.columns
        classes = [*node["classes"], "report-table", "colwidths-given"]
        table = nodes.table("", ids=node["ids"], names=node["names"], classes=classes)
        table.source, table.line = node.source, node.line
        if node.caption is not None:
            table += node.caption.deepcopy()
        group = nodes.tgroup(cols=len(columns))
        # Plain text takes a width as a number of characters.
        scale = TEXT_WIDTH / sum(column.width for column in columns)
        for column in columns:
            colspec = nodes.colspec(colwidth=max(4, round(column.width * scale)))
            if column.heads:
                colspec["stub"] = 1
            group += colspec
        header = nodes.row()
        for column in columns:
            text = node.translated(column.label)
            header += nodes.entry("", nodes.paragraph(text, text), classes=_alignment(column.align))
        body = nodes.tbody()
        starts = {each.start: each.label for each in node.groups}
        for number, row in enumerate(node.rows):
            if number in starts:
                body += self._group(node.translated(starts[number]), len(columns))
            body += self._row(node, row)
        group += nodes.thead("", header)
        group += body
        table += group
        return table

    def _group(self, label: str, columns: int) -> nodes.row:
        entry = nodes.entry("", nodes.paragraph("", "", nodes.strong(label, label)))
        entry["classes"].append("report-group")
        if self._builder.format == "man":  # knows no cells that span columns
            return nodes.row("", entry, *(nodes.entry() for _ in range(columns - 1)))
        if columns > 1:
            entry["morecols"] = columns - 1
        return nodes.row("", entry)

    def _row(self, node: report_table, row: Row) -> nodes.row:
        result = nodes.row()
        translatable = node.get("translatable_columns", ())
        for number, (column, cell) in enumerate(zip(node.columns, row.cells, strict=True)):
            if number in translatable and isinstance(cell, str):
                cell = node.translated(cell)  # noqa: PLW2901
            paragraph = self._cell(node, row, cell)
            result += nodes.entry("", paragraph, classes=_alignment(column.align))
            if number == 0 and self.is_address(
                node["docname"], node["collection"], row.key, row.anchored
            ):
                anchor = record_anchor(node["collection"], row.key)
                # LaTeX has labels for targets, not for rows: a target in the first cell is both.
                paragraph.insert(0, nodes.target("", "", ids=[anchor]))
        return result

    def _cell(self, node: report_table, row: Row, cell: Cell) -> nodes.paragraph:
        paragraph = nodes.paragraph()
        if isinstance(cell, str):
            paragraph += nodes.Text(cell)
        elif isinstance(cell, Badges):
            for number, each in enumerate(cell.badges):
                if number:
                    paragraph += nodes.Text(" ")
                paragraph += badge(node.translated(each.label), each.value, each.field)
        elif isinstance(cell, RecordLinks):
            for number, link in enumerate(cell.links):
                if number:
                    paragraph += nodes.Text(", ")
                own = link.collection == node["collection"] and link.key == row.key
                if own and self.is_address(node["docname"], link.collection, row.key, row.anchored):
                    paragraph += nodes.Text(link.title)
                else:
                    paragraph += self._link(
                        node["docname"], link.collection, link.key, [nodes.Text(link.title)]
                    )
        elif isinstance(cell, Citations):
            paragraph += self.citations(node["docname"], cell.keys)
        elif isinstance(cell, Markup):
            paragraph += markup_nodes(cell.parts)
        elif isinstance(cell, Rich):
            return node.rich[cell.child].deepcopy()
        return paragraph

    def is_address(self, docname: str, collection: str, key: str, anchored: bool) -> bool:
        """Whether a record has its address where it is shown."""
        return anchored and self._domain.home(collection, key) == docname

    # -- the others ---------------------------------------------------------------------------
    def block(self, node: record_block) -> nodes.container:
        """Return a container, with the record's address if it lives there."""
        result = nodes.container("", *node.children, ids=node["ids"], classes=node["classes"])
        result.source, result.line = node.source, node.line
        docname, collection, key = node["docname"], node["collection"], node["key"]
        if self.is_address(docname, collection, key, node["anchored"]):
            target = nodes.target("", "", ids=[record_anchor(collection, key)])
            first = next(iter(result.findall(nodes.TextElement)), None)
            (result if first is None else first).insert(0, target)
        return result

    def reference(self, node: record_reference) -> nodes.Element:
        """Return a link to a record's home, or its text if it has none."""
        link = self._link(node["docname"], node["collection"], node["key"], node.children)
        link["classes"] += node["classes"]
        link["ids"] += node["ids"]
        return link

    def _link(
        self, docname: str, collection: str, key: str, content: list[nodes.Node]
    ) -> nodes.Element:
        inner = nodes.inline("", "", *content)
        home = self._domain.home(collection, key)
        if home is None:
            return inner
        anchor = record_anchor(collection, key)
        try:
            return make_refnode(self._builder, docname, home, anchor, inner)
        except NoUri:  # the page is not part of what this builder writes
            return inner

    def citations(self, docname: str, keys: list[str] | tuple[str, ...]) -> nodes.inline:
        """Return the citations of some keys."""
        result = nodes.inline("", "", classes=["report-citations"])
        for number, key in enumerate(keys):
            if number:
                result += nodes.Text("; ")
            target = self._targets.get(key)
            if target is None:
                result += nodes.Text(key)
                continue
            inner = nodes.inline(target.label, target.label)
            try:
                link = make_refnode(
                    self._builder, docname, target.docname, target.anchor, inner, target.tooltip
                )
            except NoUri:  # the page is not part of what this builder writes
                result += inner
                continue
            if self._builder.format == "latex":  # \\bibitem makes an anchor, but no label
                opening = f"\\hyperlink{{cite.{target.docname}:{target.anchor}}}{{"
                result += nodes.raw("", opening, format="latex")
                result += [inner, nodes.raw("", "}", format="latex")]
            else:
                result += link
        return result


def _alignment(align: str) -> list[str]:
    return [] if align == "left" else [f"text-{align}"]
