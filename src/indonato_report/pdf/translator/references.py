"""Links, places to link to, footnotes and the bibliography."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import _

from indonato_report.pdf import literal
from indonato_report.pdf.assemble import INTERNAL
from indonato_report.pdf.cited import CitedEntries
from indonato_report.pdf.translator.grid import is_short
from indonato_report.pdf.translator.writing import LinkStart, TypstWriter, surrounding, transparent
from indonato_report.pdf.visibility import is_not_printed

if TYPE_CHECKING:
    from indonato_report.pdf.builder import PDFBuilder

_SCHEMES = frozenset({"http", "https", "mailto", "ftp", "ftps", "tel", "doi", "urn"})

#: Typst refuses links that are much longer.
_LONGEST_ADDRESS = 2000
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


class ReferenceMixin(TypstWriter):
    """Handlers of references of every kind."""

    def __init__(self, document: nodes.document, builder: PDFBuilder) -> None:
        """Find the footnotes: they are written where they are first referred to."""
        super().__init__(document, builder)
        self._footnotes: dict[str, nodes.footnote] = {}
        self._referred: set[str] = set()
        self._written_notes: set[str] = set()
        self._find_footnotes(document, self.docname)
        #: Entries of bibliographies that are not part of the document.
        self.cited = CitedEntries(builder.bibliographies)

    def _find_footnotes(self, node: nodes.Element, docname: str) -> None:
        if isinstance(node, nodes.literal_block) or is_not_printed(node):
            return  # references in there are not written, so they can't bring their notes along
        if isinstance(node, addnodes.start_of_file):
            docname = node["docname"]
        elif isinstance(node, nodes.footnote):
            for identifier in node["ids"]:
                self._footnotes[f"{docname}#{identifier}"] = node
        elif isinstance(node, nodes.footnote_reference):
            self._referred.add(f"{docname}#{node.get('refid', '')}")
        for child in node.children:
            if isinstance(child, nodes.Element):
                self._find_footnotes(child, docname)

    # -- links -------------------------------------------------------------------------------
    def visit_reference(self, node: nodes.Element) -> None:
        """Open a link: inside the PDF, to the website, or to the web."""
        self.write_ids(node)
        address = str(node.get("refuri", ""))
        has_text = literal.has_ink(node.astext()) or any(True for _ in node.findall(nodes.image))
        internal = bool(node.get("refid")) or address.startswith(INTERNAL)
        if not has_text and (internal or not literal.has_ink(address)):
            # Nothing to click on, and no address worth showing.
            raise nodes.SkipNode
        self.open_link_of(node)
        if not has_text:
            self.write_text(address)
            self.write("];")
            raise nodes.SkipNode

    def open_link_of(self, node: nodes.Element) -> None:
        """Write what opens a link to where ``node`` refers to, its ``[`` included."""
        address = str(node.get("refuri", ""))
        if node.get("refid"):
            self.write_internal_link_start(self.docname, str(node["refid"]))
        elif address.startswith(INTERNAL):
            page, _hash, identifier = address.removeprefix(INTERNAL).partition("#")
            self.write_internal_link_start(page, identifier)
        else:
            self.write_link_start(address, node)
        self.write("[")

    def depart_reference(self, node: nodes.Element) -> None:
        """Close the link."""
        self.write("];")

    visit_number_reference, depart_number_reference = visit_reference, depart_reference
    visit_download_reference, depart_download_reference = surrounding("#code[", "];")

    def write_internal_link_start(self, page: str, identifier: str = "") -> None:
        """Write what opens a link to a place of the report, up to before its ``[``.

        A page that this PDF leaves out is linked on the website, if its address is known.
        """
        if self.unlinked:
            self.write("#")
        elif page in self.builder.pages_included or self.cited.note(page, identifier):
            label = literal.flow(f"{page}#{identifier}" if identifier else page)
            call = "caption-link" if self.duplicated else "link"
            self.fragments.append(LinkStart(label, literal.flow(page), call))
        else:
            self.write_link_start(self.builder.website_address(page, identifier), None)

    def write_link_start(self, address: str, node: nodes.Element | None) -> None:
        """Write what opens a link to an address of the web, up to before its ``[``.

        An address that no PDF should hold (of a local file, of a script) becomes plain text.
        """
        address = literal.flow(address.strip())
        try:
            scheme = urlsplit(address).scheme.lower()
        except ValueError:
            scheme = "malformed"
        # As RFC 3987 (3.1) maps them: a character that no font has must not change an address.
        address = _NOT_ASCII.sub(lambda found: quote(found[0]), address)
        if scheme in _SCHEMES and len(address) <= _LONGEST_ADDRESS and not self.unlinked:
            call = "caption-link" if self.duplicated else "link"
            self.write(f"#{call}({literal.quoted(address)})")
            return
        if scheme and scheme not in _SCHEMES:
            self.builder.warn(
                "a link to %.80r is not put into the PDF; its text is",
                address,
                location=node,
                subtype="pdf.link",
            )
        self.write("#")

    def visit_target(self, node: nodes.Element) -> None:
        """Write a place to link to; its text, if it has any, follows."""
        self.write_ids(node)

    def depart_target(self, node: nodes.Element) -> None:
        """Nothing is left to do."""

    # -- footnotes ---------------------------------------------------------------------------
    def visit_footnote_reference(self, node: nodes.Element) -> None:
        """Write a footnote where it is first referred to, later only its mark."""
        key = f"{self.docname}#{node.get('refid', '')}"
        note = self._footnotes.get(key)
        self.write_ids(node)
        if note is None:
            self.write("#super[")
            self.write_text(node.astext())
            self.write("];")
        elif key in self._written_notes:
            call = "caption-note" if self.duplicated else "footnote"
            self.write(f"#{call}(label({self._note_label(key)}));")
        else:
            self._written_notes.add(key)
            with self.inside(duplicated=False, in_cell=False):
                content = self.capture(note)
            name = self._note_label(key)
            self.write(f"#caption-note(name: {name})[" if self.duplicated else "#footnote[")
            self.fragments += content
            self.write("];" if self.duplicated else f"]#label({name});")
        raise nodes.SkipNode

    @staticmethod
    def _note_label(key: str) -> str:
        return literal.quoted(literal.flow(f"note:{key}"))

    def visit_footnote(self, node: nodes.Element) -> None:
        """Leave a footnote to its first reference; without one, write it here."""
        keys = {f"{self.docname}#{identifier}" for identifier in node["ids"]}
        if keys & self._referred:
            raise nodes.SkipNode
        self.write("\n\n#legend[")
        for label in node.findall(nodes.label):
            self.write_text(f"[{label.astext()}] ")

    def depart_footnote(self, node: nodes.Element) -> None:
        """End a footnote without reference."""
        self.write("]\n\n")

    def visit_label(self, node: nodes.Element) -> None:
        """Leave the label to the footnote or citation that it belongs to; others are titles."""
        if not isinstance(node.parent, (nodes.footnote, nodes.citation)):
            self.write("\n\n#box-title[")
            self.write_children(node)
            self.write("]\n\n")
        raise nodes.SkipNode

    # -- bibliography ------------------------------------------------------------------------
    def visit_citation(self, node: nodes.Element) -> None:
        """Write an entry of the bibliography: its label, then its text."""
        whole = "true" if is_short(node) else "false"
        self.write(f"\n\n#bibliography-entry(whole: {whole}, [")
        for label in node.findall(nodes.label):
            self.write_text(f"[{label.astext()}]")
        self.write("])[")
        self.write_ids(node)

    def depart_citation(self, node: nodes.Element) -> None:
        """End an entry."""
        self.write("]\n\n")

    def visit_citation_reference(self, node: nodes.Element) -> None:
        """Open a reference to an entry of the bibliography."""
        self.write_ids(node)
        self.write_internal_link_start(self.docname, str(node.get("refid", "")))
        self.write("[")
        self.write_text(f"[{node.astext()}]")
        self.write("];")
        raise nodes.SkipNode

    def write_cited_entries(self) -> None:
        """Write a chapter with the entries that the document cites from pages left out."""
        pages = self.cited.entries()
        if not pages:
            return
        name = literal.quoted(literal.flow(_("Sources")))
        self.write(
            f"\n\n#pagebreak(weak: true)\n#heading(level: 1, {name})#chapter-mark({name})\n\n"
        )
        for page, entries in pages:
            self.pages.append(page)
            for entry in entries:
                entry.walkabout(self)
            self.pages.pop()

    visit_bibliography, depart_bibliography = transparent()
