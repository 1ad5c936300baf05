"""Links inside a PDF lead to the page and the line where their place stands."""

from __future__ import annotations

from typing import NamedTuple

import pikepdf
import pytest
from sphinx.errors import SphinxError

from pdf.conftest import Build, Built

PAGES = {
    "index.rst": (
        "Start\n=====\n\nRead :ref:`what is far away <far>`.\n\n.. toctree::\n\n   one\n   two\n"
    ),
    "one.rst": "One\n===\n\nWords.\n",
    "two.rst": "Two\n===\n\nWords.\n\n.. _far:\n\nFar away\n--------\n\nHere it is.\n",
}
#: A page of A4 in points, and the margin above its text.
HEIGHT, MARGIN = 841.89, 76.5


class Link(NamedTuple):
    """A link: the pages (from 1) where it stands and leads to, how high there, its words."""

    origin: int
    page: int
    height: float
    description: str


def _inner_links(built: Built, stem: str = "") -> list[Link]:
    pdf = built.read(stem).pdf
    numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
    links = []
    for number, page in enumerate(pdf.pages, 1):
        for annotation in page.get("/Annots", []):
            target = annotation.get("/Dest")
            if isinstance(target, pikepdf.Array):
                place = (numbers[target[0].objgen], float(target[3]))
                links.append(Link(number, *place, str(annotation.Contents)))
    return links


def test_a_link_leads_to_the_line_of_its_place(build: Build) -> None:
    built = build(PAGES, report_pdf_documents=[("index", "r", "R", {"contents_depth": 0})])
    (link,) = _inner_links(built)
    read = built.read()
    assert "what is far away" in read.pages[link.origin - 1]
    assert "Here it is." in read.pages[link.page - 1]
    # Below the heading of the chapter and a line of text, with a little room above.
    assert HEIGHT / 2 < link.height < HEIGHT - MARGIN - 30
    assert link.description == "page 4"
    assert not [target for kind, target in read.links() if kind == "web"]


def test_a_link_to_a_page_leads_to_its_heading(build: Build) -> None:
    pages = {**PAGES, "index.rst": PAGES["index.rst"].replace(":ref:`what", ":doc:`what")}
    pages["index.rst"] = pages["index.rst"].replace("<far>", "<one>")
    built = build(pages, report_pdf_documents=[("index", "r", "R", {"contents_depth": 0})])
    (link,) = _inner_links(built)
    assert "One" in built.read().pages[link.page - 1]
    assert link.height == pytest.approx(HEIGHT - MARGIN + 10, abs=1)


def test_links_are_described_in_the_language_of_the_document(build: Build) -> None:
    built = build(
        PAGES, language="de", report_pdf_documents=[("index", "r", "R", {"contents_depth": 0})]
    )
    (link,) = _inner_links(built)
    assert link.description == "Seite 4"


def test_names_in_other_scripts_and_very_long_names_can_be_linked(build: Build) -> None:
    long = "very-" * 500 + "long"
    pages = {
        "index.rst": f"Start\n=====\n\n:doc:`home <घर>` and `that <#{long}>`__.\n\n"
        ".. toctree::\n\n   घर\n   long\n",
        "घर.rst": "Home\n====\n\nWords.\n",
        "long.rst": f"Long\n====\n\nSee {long}_.\n\n.. _{long}:\n\nA paragraph.\n",
    }
    built = build(pages, report_pdf_documents=[("index", "r", "R", {"contents_depth": 0})])
    home, to_long = _inner_links(built)
    read = built.read()
    assert "Home" in read.pages[home.page - 1]
    assert "A paragraph." in read.pages[to_long.page - 1]


def test_the_tags_hold_every_link(build: Build) -> None:
    built = build(PAGES)
    read = built.read()
    assert read.counts["Link"] >= 1 + 3  # one in the text, the rest in the contents
    assert built.manifest()[0]["standards"] == ["ua-1", "a-3a"]


def test_an_author_cannot_write_such_an_address(build: Build) -> None:
    built = build({"index.rst": "Start\n=====\n\nA `link <place:nowhere>`__.\n"})
    assert "a link to 'place:nowhere' is not put into the PDF" in built.warnings
    assert {target for _kind, target in built.read().links()} == {"index#start"}  # the contents


def test_a_place_that_is_missing_is_an_error_with_its_name(build: Build) -> None:
    raw = '.. raw:: typst\n\n   #link("place:nowhere")[there]\n'
    with pytest.raises(SphinxError, match=r"label `nowhere` does not exist in the document"):
        build({"index.rst": f"Start\n=====\n\n{raw}"})
