"""Entries of bibliographies on pages that a PDF leaves out: a brief takes along what it cites."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from indonato_report.pdf.assemble import resolve_references

if TYPE_CHECKING:
    from indonato_report.pdf.builder import PDFBuilder


class CitedEntries:
    """The entries that one document cites from pages that are not part of it.

    Args:
        builder: the builder, whose environment has read all pages.
    """

    def __init__(self, builder: PDFBuilder) -> None:
        """Learn where entries stand, without opening any page."""
        self._builder = builder
        self._places = _entry_places(builder.env.domains)
        self._cited: dict[str, set[str]] = {}

    def note(self, page: str, identifier: str) -> bool:
        """Note a link to a page that is left out; return whether it leads to an entry."""
        if (page, identifier) not in self._places:
            return False
        self._cited.setdefault(page, set()).add(identifier)
        return True

    def entries(self) -> list[tuple[str, list[nodes.citation]]]:
        """Return the entries cited so far, by page, in the order of their bibliographies."""
        found = []
        env = self._builder.env
        for page in sorted(self._cited):
            tree = env.get_doctree(page)
            resolve_references(self._builder, tree, page)
            entries = [
                entry
                for entry in tree.findall(nodes.citation)
                if self._cited[page] & {str(one) for one in entry["ids"]}
            ]
            if entries:
                found.append((page, entries))
        return found


def _entry_places(domains: Any) -> set[tuple[str, str]]:
    """Return page and id of every entry that sphinxcontrib-bibtex or docutils lists."""
    places: set[tuple[str, str]] = set()
    bibtex = domains.get("cite")
    for citation in getattr(bibtex, "citations", ()):
        places.add((citation.bibliography_key.docname, citation.citation_id))
    ordinary = domains.get("citation")
    for docname, identifier, _line in getattr(ordinary, "citations", {}).values():
        places.add((docname, identifier))
    return places
