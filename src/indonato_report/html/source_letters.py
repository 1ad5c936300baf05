"""Links to the letters of a long bibliography, in which nobody wants to scroll."""

from __future__ import annotations

import unicodedata
from typing import Any

from docutils import nodes
from sphinx.locale import _
from sphinx.transforms.post_transforms import SphinxPostTransform

#: From how many entries on a bibliography has links to its letters.
LONG = 60


class ListLetters(SphinxPostTransform):
    """Puts a line of links before each long bibliography, one for each letter that it has.

    It runs after the links to sources have been marked by their kinds, which these links are not.
    """

    default_priority = 850
    formats = ("html",)

    def run(self, **arguments: Any) -> None:
        """Add the lines of one page."""
        citations = list(self.document.findall(nodes.citation))
        for parent in {id(each.parent): each.parent for each in citations}.values():
            entries = [each for each in parent.children if isinstance(each, nodes.citation)]
            if len(entries) >= LONG:
                parent.insert(parent.index(entries[0]), _line(entries))


def letter_of(label: str) -> str:
    """Return the letter under which a label stands, without accents; ``#`` if it has none."""
    for character in unicodedata.normalize("NFD", label):
        if character.isalpha():
            return character.upper()
        if character.isdecimal():
            break
    return "#"


def _line(entries: list[nodes.citation]) -> nodes.paragraph:
    line = nodes.paragraph("", "", nodes.Text(_("Letters:")), classes=["report-letters"])
    known = set()
    for entry in entries:
        letter = letter_of(entry[0].astext())  # the label stands first
        if letter not in known and entry["ids"]:
            known.add(letter)
            line += nodes.Text(" ")
            line += nodes.reference(letter, letter, refid=entry["ids"][0], internal=True)
    return line
