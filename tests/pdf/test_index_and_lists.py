"""The index with its page numbers, the lists of figures and of tables."""

from __future__ import annotations

import pytest

from pdf.conftest import Build

BREAK = "\n.. raw:: typst\n\n   #pagebreak()\n\n"
PAGE = f"""Alliances
=========

.. index:: NATO, India; Navy, India; Army

.. index::
   single: alliance
   pair: partnership; summit
   see: treaty; alliance

Some text.

.. glossary::

   interoperability
     Working together.
{BREAK}
.. index:: NATO

Other text.
"""


def test_the_index_gives_the_pages(build: Build) -> None:
    built = build({"index.rst": PAGE})
    assert built.warnings == ""
    read = built.read()
    index = read.pages[-1]
    for entry in ("alliance3", "Army3", "Navy3", "interoperability3", "NATO3,4", "summit3"):
        assert entry in "".join(index.replace("\u200b", "").split())
    assert "seealliance" in "".join(index.replace("\u200b", "").split())
    assert built.manifest()[0]["standards"] == ["ua-1", "a-3a"]


def test_each_number_of_the_index_is_a_link(build: Build) -> None:
    read = build({"index.rst": PAGE}).read()
    annotations = [
        one for one in read.pdf.pages[-1].get("/Annots", []) if one.get("/Subtype") == "/Link"
    ]
    assert len(annotations) == 8  # six entries of one page, one of two


def test_the_index_is_a_chapter_of_the_contents(build: Build) -> None:
    read = build({"index.rst": PAGE}).read()
    with read.pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Alliances", "Index"]


def test_entries_of_pages_left_out_are_not_in_the_index(build: Build) -> None:
    index = "Start\n=====\n\n.. toctree::\n\n   one\n   two\n"
    two = "Two\n===\n\n.. index:: hidden, veiled\n\nText.\n"
    documents = [("index", "report", "", {"exclude": ["two"]})]
    built = build(
        {"index.rst": index, "one.rst": PAGE, "two.rst": two}, report_pdf_documents=documents
    )
    read = built.read()
    assert read.says("interoperability")
    assert not read.says("hidden")
    assert not read.says("veiled")


def test_a_handful_of_entries_is_no_index(build: Build) -> None:
    built = build({"index.rst": "Start\n=====\n\n.. index:: one, two\n\nText.\n"})
    assert "index-pages" not in built.main_source()


def test_the_index_can_be_left_out(build: Build) -> None:
    documents = [("index", "report", "", {"index": False})]
    built = build({"index.rst": PAGE}, report_pdf_documents=documents)
    assert built.warnings == ""
    assert "index-pages" not in built.main_source()


def _page_of_tables(count: int) -> str:
    page = "Tables\n======\n"
    for number in range(1, count + 1):
        page += (
            f"\n.. list-table:: Facts {number} of `a site <https://example.org>`__ [#]_\n"
            f"   :header-rows: 1\n   :name: t{number}\n\n   * - A\n   * - b\n"
        )
    return page + "".join(f"\n.. [#] Note {number}.\n" for number in range(1, count + 1))


def test_many_tables_have_a_list(build: Build) -> None:
    built = build({"index.rst": _page_of_tables(5)}, numfig=True)
    assert built.warnings == ""
    read = built.read()
    assert read.says("List of tables")
    assert not read.says("List of figures")
    # Numbered and named; what stands in a caption is neither linked nor counted twice.
    assert read.squeezed.count("Table3Facts3ofasite") == 2
    assert read.squeezed.count("Note3.") == 1
    assert len([one for kind, one in read.links() if kind == "web"]) == 5
    assert built.manifest()[0]["standards"] == ["ua-1", "a-3a"]


def test_a_few_tables_have_none(build: Build) -> None:
    assert not build({"index.rst": _page_of_tables(4)}).read().says("List of tables")


def test_without_contents_there_are_no_lists(build: Build) -> None:
    documents = [("index", "report", "", {"contents_depth": 0})]
    built = build({"index.rst": _page_of_tables(5)}, report_pdf_documents=documents)
    assert not built.read().says("List of tables")


def test_a_short_list_follows_the_contents_on_their_page(build: Build) -> None:
    built = build({"index.rst": _page_of_tables(5)}, numfig=True)
    pages = built.read().pages
    (contents,) = (page for page in pages if "Contents" in page)
    assert "List of tables" in contents
    assert built.manifest()[0]["standards"] == ["ua-1", "a-3a"]


@pytest.mark.parametrize(("language", "title"), [("en", "Contents"), ("de", "Inhaltsverzeichnis")])
def test_the_contents_have_a_title_in_the_language(build: Build, language: str, title: str) -> None:
    pages = build({"index.rst": PAGE}, language=language).read().pages
    assert f"\u200b{title}\u200b" in pages[1]
