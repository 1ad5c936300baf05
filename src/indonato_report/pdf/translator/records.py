"""The blocks and links of records, and sources as links into the bibliography."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import _

from indonato_report.anchors import record_anchor
from indonato_report.cells import RecordLink
from indonato_report.nodes import record_block, record_reference, source_citations
from indonato_report.pdf import literal
from indonato_report.pdf.attributes import classes_of
from indonato_report.pdf.translator.grid import is_short
from indonato_report.pdf.translator.references import ReferenceMixin

if TYPE_CHECKING:
    from indonato_report.pdf.builder import PDFBuilder


class RecordMixin(ReferenceMixin):
    """Handlers of the nodes of :mod:`indonato_report.nodes` but the table."""

    def __init__(self, document: nodes.document, builder: PDFBuilder) -> None:
        """Start with no fact explained yet."""
        super().__init__(document, builder)
        self._noted_facts: set[tuple[str, str, str]] = set()

    # -- addresses ---------------------------------------------------------------------------
    def has_address(self, node: nodes.Element, key: str, *, anchored: bool) -> bool:
        """Return whether a record of ``node``'s collection has its permanent address here.

        Args:
            node: the table or block; knows its page and its collection.
            key: the record's key.
            anchored: whether this is the record's first appearance on the page.
        """
        home = self.builder.records.home(node["collection"], key) if anchored else None
        return home is not None and home == node["docname"]

    @staticmethod
    def record_label(node: nodes.Element, key: str) -> str:
        """Return the label of a record of ``node``'s collection on ``node``'s page."""
        return literal.flow(f"{node['docname']}#{record_anchor(node['collection'], key)}")

    def write_record_link(self, link: RecordLink, *, own: bool) -> None:
        """Write a link to a record, or its title if it stands here (``own``) or nowhere."""
        home = None if own else self.builder.records.home(link.collection, link.key)
        if home is None or not literal.has_ink(link.title):
            self.write_text(link.title)
            return
        self.write_internal_link_start(home, record_anchor(link.collection, link.key))
        self.write("[")
        self.write_text(link.title)
        self.write("];")

    def source_label(self, key: str) -> str:
        """Return the label of a source; of one that no bibliography lists, its key."""
        place = self.builder.records.source(key)
        if place is None:
            return key
        if place.docname not in self.builder.pages_included:
            # Also where no link is written, in a very long table, the entry is cited.
            self.cited.note(place.docname, place.anchor)
        return place.label

    def write_citations(self, keys: Sequence[str]) -> None:
        """Write sources as links into the bibliography."""
        for index, key in enumerate(keys):
            self.write_text("; " if index else "")
            place = self.builder.records.source(key)
            if place is None or not literal.has_ink(place.label):
                self.write_text(key)
                continue
            self.write_internal_link_start(place.docname, place.anchor)
            self.write("[")
            self.write_text(place.label)
            self.write("];")

    # -- blocks and links of records ---------------------------------------------------------
    def visit_record_block(self, node: record_block) -> None:
        """Begin the part of a page that shows one record, at its permanent address."""
        classes = classes_of(node)
        kind = "record-card" if "report-card" in classes else "record-part"
        if "report-entry" in classes:
            kind = f"record-entry(whole: {'true' if is_short(node) else 'false'})"
        self.open_block(node, f"#{kind}[")
        self.write_record_address(node)
        self.write_ids(node)

    def write_record_address(self, node: record_block) -> None:
        """Write the place of a block's record, if it is its permanent address."""
        if self.has_address(node, node["key"], anchored=bool(node.get("anchored"))):
            self.write_label(self.record_label(node, node["key"]))

    def depart_record_block(self, node: record_block) -> None:
        """End the part of a record."""
        self.close_block()

    def visit_record_reference(self, node: record_reference) -> None:
        """Open a link to a record's home; a record that is shown nowhere is mere text."""
        self.write_ids(node)
        home = self.builder.records.home(node["collection"], node["key"])
        if home is None or not literal.has_ink(node.astext()):
            self.write("#[")
        else:
            self.write_internal_link_start(home, record_anchor(node["collection"], node["key"]))
            self.write("[")

    def depart_record_reference(self, node: record_reference) -> None:
        """Close the link; a fact tells its date and sources in a note."""
        self.write("];")
        if node.get("keys") and self.builder.options.fact_notes:
            self._write_fact_note(node)

    def _write_fact_note(self, node: record_reference) -> None:
        """Write the note of a fact, once a page of the report; later only its mark."""
        if self.unlinked or self.duplicated or self.flattening:
            # What is repeated or made a bookmark of would count its notes twice.
            return
        fact = (self.docname, node["collection"], node["key"])
        label = literal.quoted(literal.flow(f"fact:{'/'.join(fact)}"))
        if fact in self._noted_facts:
            self.write(f"#footnote(label({label}));")
            return
        self._noted_facts.add(fact)
        self.write("#footnote[#fact-note[")
        with self.inside(in_cell=False):
            self.write_text(f"{node['reftitle']}; " if node.get("reftitle") else "")
            word = _("source") if len(node["keys"]) == 1 else _("sources")
            self.write_text(f"{word}: ")
            self.write_citations(node["keys"])
        self.write(f"]]#label({label});")

    def visit_source_citations(self, node: source_citations) -> None:
        """Write sources as links into the bibliography."""
        self.write_ids(node)
        if node.get("citation_id"):
            self.write_label(self.label_of(node["citation_id"]))
        self.write_text("[" if node.get("bracketed") else "")
        self.write_citations(node["keys"])
        self.write_text("]" if node.get("bracketed") else "")
        raise nodes.SkipNode
