"""Paragraphs: lines of text, titles of components, and what is kept on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from indonato_report.nodes import record_block, record_reference, report_table
from indonato_report.pdf.attributes import classes_of
from indonato_report.pdf.translator.writing import TypstWriter
from indonato_report.pdf.visibility import is_invisible, visible

if TYPE_CHECKING:
    from indonato_report.pdf.builder import PDFBuilder

#: Parents that show a single paragraph as a mere line of text.
_COMPACT_PARENTS = (
    nodes.list_item,
    nodes.entry,
    nodes.field_body,
    nodes.definition,
    nodes.description,
    nodes.footnote,
    nodes.citation,
)

#: Classes of paragraphs that are titles of a component, and how the theme draws them.
_TITLES = {
    "report-card-title": "card-title",
    "report-year": "year-title",
    "report-entry-title": "entry-title",
}

#: Where running text stands.
_PROSE = (nodes.section, nodes.document, nodes.compound, record_block)

#: Characters of a paragraph that may be kept on one page for its notes: some six lines.
_LONGEST_KEPT = 600
#: Characters of a paragraph that is kept with the table below it: some three lines.
_LONGEST_LEAD_IN = 280


class ParagraphMixin(TypstWriter):
    """Handlers of paragraphs."""

    def __init__(self, document: nodes.document, builder: PDFBuilder) -> None:
        """Start with no paragraph begun."""
        super().__init__(document, builder)
        #: The paragraph whose block has been opened before the heading above it.
        self.kept_with_heading: nodes.Element | None = None

    def visit_paragraph(self, node: nodes.Element) -> None:
        """Begin a paragraph; one alone in an item or a cell is a line of text."""
        titles = [_TITLES[one] for one in classes_of(node) if one in _TITLES]
        if titles:
            self.write(f"\n\n#{titles[0]}[")
            self.write_children(node)
            self.write("]\n\n")
            raise nodes.SkipNode
        if not _is_compact(node):
            opens = self.is_kept(node) and node is not self.kept_with_heading
            self.write(f"\n\n#{self.keeping_call(node)}[\n\n" if opens else "\n\n")
        self.write_ids(node)

    def depart_paragraph(self, node: nodes.Element) -> None:
        """End a paragraph."""
        if not _is_compact(node):
            # The empty lines make a paragraph of it: else it is mere text in a block, without tag.
            self.write("\n\n]\n\n" if self.is_kept(node) else "\n\n")

    def is_kept(self, node: nodes.Element) -> bool:
        """Return whether a paragraph is kept on one page, for its notes or for what it leads to.

        Typst leaves neither a single line nor a heading behind, except where the note of the next
        line finds no room.
        """
        if not isinstance(node.parent, _PROSE):
            return False
        length = len(node.astext())
        if any(True for _ in node.findall(nodes.image)):  # as tall as they like
            return False
        return _leads_to_table(node) or (
            length <= _LONGEST_KEPT
            and any(self._has_note(one) for one in node.findall(nodes.TextElement))
        )

    @staticmethod
    def keeping_call(node: nodes.Element, level: int | None = None) -> str:
        """Return the call that keeps a paragraph on one page, with a heading of ``level`` above."""
        arguments = [f"level: {level}"] if level is not None else []
        arguments += ["sticky: true"] if _leads_to_table(node) else []
        return f"noted({', '.join(arguments)})"

    def _has_note(self, node: nodes.Node) -> bool:
        if isinstance(node, record_reference):
            return bool(node.get("keys")) and self.builder.options.fact_notes
        return isinstance(node, nodes.footnote_reference)

    visit_compact_paragraph, depart_compact_paragraph = visit_paragraph, depart_paragraph


def _leads_to_table(node: nodes.Element) -> bool:
    """Return whether a short paragraph stands directly above a table or a grid of cards.

    It would be left alone at the foot of a page, with its heading, where the table begins the next.
    """
    below = visible(node.parent.children[node.parent.index(node) + 1 :])
    return (
        bool(below)
        and len(node.astext()) <= _LONGEST_LEAD_IN
        and (
            isinstance(below[0], (nodes.table, report_table))
            or (isinstance(below[0], nodes.container) and _is_grid(below[0]))
        )
    )


def _is_grid(node: nodes.container) -> bool:
    component = str(node.get("design_component", ""))
    return component.startswith("grid") or "report-cards" in classes_of(node)


def _is_compact(node: nodes.Element) -> bool:
    parent = node.parent
    if not isinstance(parent, _COMPACT_PARENTS):
        return False
    others = [
        child
        for child in parent.children
        if not is_invisible(child) and not isinstance(child, nodes.label)
    ]
    if isinstance(parent, nodes.list_item):
        # A line of text with lists under it is still a line.
        lists = (nodes.bullet_list, nodes.enumerated_list)
        others = [child for child in others if not isinstance(child, lists)]
    if isinstance(parent, (nodes.footnote, nodes.citation)):
        # The mark of a note stands in the first line of its first paragraph.
        others = others[:1]
    return others == [node]
