"""The page that stands before the contents."""

from __future__ import annotations

from typing import Any

from pdf.conftest import Build, Built

PAGES = {
    "index.rst": "Start\n=====\n\nWords.\n\n.. toctree::\n\n   short\n   one\n",
    "short.rst": (
        "In short\n========\n\nAll of it, and :ref:`more <more>`.\n\n.. toctree::\n\n   below\n"
    ),
    "one.rst": "One\n===\n\n.. _more:\n\nMore\n----\n\nSee :doc:`short`.\n",
    "below.rst": "Below\n=====\n\nHidden words.\n",
}


def _build(build: Build, **options: Any) -> Built:
    return build(PAGES, report_pdf_documents=[("index", "report", "A report", options)])


def test_it_stands_between_cover_and_contents(build: Build) -> None:
    built = _build(build, summary="short")
    assert built.warnings == ""
    read = built.read()
    assert "A report" in read.pages[0]
    assert "All of it" in read.pages[1]
    assert "Contents" in read.pages[2]
    assert "Words." in read.pages[3]
    assert read.text.count("All of it") == 1
    assert read.pages[2].startswith("A report\u200bContents")  # the running head
    # Links lead there and from there, and it has its line in the contents.
    assert [kind for kind, _target in read.links()].count("place") == 2
    assert "In short" in read.pages[2]
    assert built.manifest()[0]["standards"] == ["ua-1", "a-3a"]


def test_it_stands_there_without_contents_as_well(build: Build) -> None:
    read = _build(build, summary="short", contents_depth=0).read()
    assert "All of it" in read.pages[1]
    assert "Words." in read.pages[2]


def test_without_it_the_page_is_a_chapter(build: Build) -> None:
    read = _build(build).read()
    assert "Contents" in read.pages[1]
    assert any("All of it" in page for page in read.pages[3:])


def test_a_page_that_does_not_exist_is_named(build: Build) -> None:
    built = _build(build, summary="shrt")
    message = "entry 1: there is no page 'shrt' to be the summary. Did you mean 'short'?"
    assert message in built.warnings
    assert built.read().says("All of it")
    assert "to be the summary" in _build(build, summary="index").warnings
