"""Links inside a PDF: written as links to placeholder addresses, and led to their places later.

A link to a label makes Typst ask where the label is, and whatever asks is laid out again once that
is known.  With a link in every other line all text was laid out twice, for twice the memory and
three times the time.  So the source links to ``place:LABEL`` as if that were an address of the web;
the finished document knows where its labels are, and each such link becomes one to that place.

The tags need no change: the tag of a link holds its annotation, whatever that does.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from indonato_report.pdf import literal

if TYPE_CHECKING:
    import pikepdf
    import typst

#: Begins the address of a place in the document; no link of an author's may have this scheme.
SCHEME = "place:"

#: Typst refuses addresses that are much longer; such a label is linked by Typst itself.
_LONGEST_LABEL = 2000

#: Points above a place that are to be seen when a link leads there; as Typst has it for headings.
_ROOM_ABOVE = 10.0

_FIND_PLACES = """{
  %s.map(name => {
    let found = query(label(name))
    if found.len() > 0 {
      let place = found.first().location()
      let position = place.position()
      let pattern = place.page-numbering()
      (
        name: name,
        page: position.page,
        x: position.x.pt(),
        y: position.y.pt(),
        number: if pattern == none { "" } else { numbering(pattern, ..counter(page).at(place)) },
      )
    }
  })
}"""


class Place(NamedTuple):
    """Where something stands: page (from 1), points from its left and upper edge, its number."""

    page: int
    x: float
    y: float
    number: str


class PlaceMissing(Exception):
    """A link leads to a label that the document doesn't have."""


def target(label: str) -> str:
    """Return the Typst expression for the target of a link to ``label``."""
    if len(label) > _LONGEST_LABEL:
        return f"label({literal.quoted(label)})"
    return literal.quoted(SCHEME + label)


def find_places(compiler: typst.Compiler, labels: Iterable[str]) -> dict[str, Place]:
    """Return where ``labels`` are in the document that ``compiler`` has just compiled.

    Raises:
        PlaceMissing: the document has no such label.
    """
    names = sorted(labels)
    if not names:
        return {}
    listed = literal.array([literal.quoted(name) for name in names])
    answers: list[dict[str, Any] | None] = json.loads(compiler.eval(_FIND_PLACES % listed))
    places = {}
    for name, answer in zip(names, answers, strict=True):
        if answer is None:
            message = f"label `{name}` does not exist in the document"
            raise PlaceMissing(message)
        places[name] = Place(answer["page"], answer["x"], answer["y"], answer["number"])
    return places


def linked_labels(pdf: pikepdf.Pdf) -> set[str]:
    """Return the labels that the placeholder addresses in ``pdf`` name."""
    return {label for label, _annotation in _placeholders(pdf)}


def lead_to_places(pdf: pikepdf.Pdf, places: Mapping[str, Place], page_word: str) -> None:
    """Make links to places of the links to placeholder addresses.

    Args:
        pdf: the document, which is changed.
        places: where each label is.
        page_word: “page” in the language of the document; a link is described by its page.
    """
    import pikepdf

    pages = list(pdf.pages)
    destinations: dict[str, pikepdf.Object] = {}
    for label, annotation in _placeholders(pdf):
        place = places[label]
        if label not in destinations:
            page = pages[place.page - 1]
            left, bottom, _right, top = (float(edge) for edge in page.mediabox)
            up = min(top - place.y + _ROOM_ABOVE, top)
            # One object for all links to a place, which halves the bytes that they take.
            destinations[label] = pdf.make_indirect(
                pikepdf.Array(
                    [page.obj, pikepdf.Name.XYZ, round(left + place.x, 2), round(up - bottom, 2), 0]
                )
            )
        del annotation["/A"]
        annotation["/Dest"] = destinations[label]
        described = f"{page_word} {place.number or place.page}"
        annotation["/Contents"] = pikepdf.String(described)


def _placeholders(pdf: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Object]]:
    """Yield the label and the annotation of each link to a placeholder address."""
    beginning = SCHEME.encode()
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", []):
            if "/A" not in annotation or "/URI" not in annotation.A:
                continue
            address = bytes(annotation.A.URI)
            if address.startswith(beginning):
                yield address.removeprefix(beginning).decode(), annotation
