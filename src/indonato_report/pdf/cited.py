"""Entries of bibliographies on pages that a PDF leaves out: a brief takes along what it cites."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from docutils import nodes

from indonato_report.pdf.assemble import resolve_references

if TYPE_CHECKING:
    from indonato_report.pdf.builder import PDFBuilder


class Bibliographies:
    """The bibliographies of all pages, with every reference in them resolved.

    A page is resolved once for all documents of a build: addresses don't depend on which pages a
    document includes.

    Args:
        builder: the builder, whose environment has read all pages.
    """

    def __init__(self, builder: PDFBuilder) -> None:
        """Start before the pages are read."""
        self._builder = builder
        self._entries: dict[str, list[nodes.citation]] = {}

    @cached_property
    def places(self) -> set[tuple[str, str]]:
        """Page and id of every entry, without opening any page."""
        return _entry_places(self._builder.env.domains)

    def entries(self, page: str) -> list[nodes.citation]:
        """Return the entries on a page, in their order."""
        if page not in self._entries:
            tree = self._builder.env.get_doctree(page)
            resolve_references(self._builder, tree, page)
            self._entries[page] = list(tree.findall(nodes.citation))
        return self._entries[page]


class CitedEntries:
    """The entries that one document cites from pages that are not part of it.

    Args:
        bibliographies: where entries stand.
    """

    def __init__(self, bibliographies: Bibliographies) -> None:
        """Start with nothing cited."""
        self._bibliographies = bibliographies
        self._cited: dict[str, set[str]] = {}

    def note(self, page: str, identifier: str) -> bool:
        """Note a link to a page that is left out; return whether it leads to an entry."""
        if (page, identifier) not in self._bibliographies.places:
            return False
        self._cited.setdefault(page, set()).add(identifier)
        return True

    def entries(self) -> list[tuple[str, list[nodes.citation]]]:
        """Return the entries cited so far, by page, in the order of their bibliographies."""
        found = []
        for page in sorted(self._cited):
            entries = [
                entry
                for entry in self._bibliographies.entries(page)
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
