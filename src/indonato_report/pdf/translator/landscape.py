"""Pages that lie on their side for a wide table, and the words beside it that stand there too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from indonato_report.nodes import report_table
from indonato_report.pdf.translator.grid import has_tall_content
from indonato_report.pdf.translator.structure import StructureMixin
from indonato_report.pdf.visibility import visible

if TYPE_CHECKING:
    from indonato_report.pdf.builder import PDFBuilder

#: Characters between heading and table, and between table and end of a chapter, that may stand on
#: the table's own pages.
MOST_WORDS_BEFORE = 700
MOST_WORDS_AFTER = 500

_TURNED_PAGE = "\n\n#page(flipped: true, margin: turned-margins)["

#: Where a page may lie on its side: Typst knows pages at the outermost level only.
_TOP_LEVEL = (nodes.section, nodes.document, nodes.compound, addnodes.start_of_file)

#: What may stand behind a table on its page.
_WORDS = (*_TOP_LEVEL, nodes.title, nodes.paragraph, nodes.Sequential)


class LandscapeMixin(StructureMixin):
    """Turns the paper for wide tables, and back."""

    def __init__(self, document: nodes.document, builder: PDFBuilder) -> None:
        """Start with the paper upright."""
        super().__init__(document, builder)
        #: The table for which the paper has been turned already.
        self._awaited: nodes.Element | None = None
        #: The chapter at whose end the paper is turned back.
        self._turned_to_end: nodes.Element | None = None

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

    def depart_section(self, node: nodes.Element) -> None:
        """Turn the paper back after the last words of a chapter."""
        super().depart_section(node)
        if node is self._turned_to_end:
            self._turned_to_end = None
            self.write("]\n\n")

    def turn_for(self, table: nodes.Element) -> bool:
        """Turn the paper for ``table``, unless it has been; return whether it lies on its side."""
        if table is self._awaited:
            return True
        if not self._may_turn(table):
            return False
        self.write(_TURNED_PAGE)
        return True

    def turn_back_after(self, table: nodes.Element) -> None:
        """Turn the paper back, at once or after the few words with which the chapter ends."""
        self._turned_to_end = chapter_ending_after(table)
        self.write("" if self._turned_to_end is not None else "]\n\n")

    def _may_turn(self, node: nodes.Element) -> bool:
        if self._turned_to_end is not None:
            return False
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


def chapter_ending_after(table: nodes.Element) -> nodes.Element | None:
    """Return the chapter that ends a few words after ``table``, or ``None``.

    Those words would otherwise stand alone on an upright page.
    """
    chapter = None
    ancestor = table.parent
    while ancestor is not None:
        chapter = ancestor if isinstance(ancestor, nodes.section) else chapter
        ancestor = ancestor.parent
    node, characters = table, 0
    while chapter is not None and node is not chapter:
        for later in visible(node.parent.children[node.parent.index(node) + 1 :]):
            characters += len(later.astext())
            if not isinstance(later, _WORDS) or has_tall_content(later):
                return None
        node = node.parent
    return chapter if 0 < characters <= MOST_WORDS_AFTER else None
