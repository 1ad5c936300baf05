"""The index at the end of a PDF, with the numbers of the pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sphinx.environment.adapters.indexentries import IndexEntries
from sphinx.locale import _

from indonato_report.pdf import literal
from indonato_report.pdf.assemble import INTERNAL
from indonato_report.pdf.internal_links import target

if TYPE_CHECKING:
    from indonato_report.pdf.builder import PDFBuilder

#: With fewer entries than this, searching an index takes longer than leafing through the pages.
FEWEST_ENTRIES = 6


def index_source(builder: PDFBuilder, labels: set[str]) -> str:
    """Return the Typst source of the index; ``""`` if there is too little to list.

    Args:
        builder: the builder; its environment holds the entries.
        labels: the places that the PDF has; entries of other pages are left out.
    """
    groups = []
    count = 0
    for letter, entries in IndexEntries(builder.env).create_index(builder):
        lines = [line for words, content in entries for line in _lines(words, content, labels)]
        if lines:
            count += len(lines)
            groups.append(f"index-letter({_quoted(letter)}, {', '.join(lines)})")
    if count < FEWEST_ENTRIES:
        return ""
    return f"\n\n#index-pages({_quoted(_('Index'))}, {{\n  {chr(10).join(groups)}\n}})\n\n"


def _lines(words: str, content: Sequence[Any], labels: set[str]) -> Iterator[str]:
    """Yield the calls for an entry and for the entries below it."""
    links, below, _key = content
    inner = [
        _entry(1, sub, places)
        for sub, sub_links in below
        if (places := _places(sub_links, labels)) or _is_see(sub_links)
    ]
    places = _places(links, labels)
    if places or inner or (_is_see(links) and not below):
        yield _entry(0, words, places)
        yield from inner


def _is_see(links: Sequence[Any]) -> bool:
    """Return whether an entry only names another one: it has no pages at all."""
    return not links


def _places(links: Sequence[tuple[str, str]], labels: set[str]) -> list[str]:
    found = (literal.flow(uri.removeprefix(INTERNAL)) for _main, uri in links if uri)
    return [label for label in dict.fromkeys(found) if label in labels]


def _entry(level: int, words: str, places: list[str]) -> str:
    listed = literal.array([f"({literal.quoted(place)}, {target(place)})" for place in places])
    return f"index-entry({level}, {_quoted(words)}, {listed})"


def _quoted(text: str) -> str:
    return literal.quoted(literal.breakable(literal.flow(str(text))))
