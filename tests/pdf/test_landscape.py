"""Tables on pages that lie on their side, and the headings above them."""

from __future__ import annotations

import pytest

from pdf.conftest import Build, Built

WIDE = ".. sample:: wide\n\n   A wide table\n"


def _build(build: Build, before: str, after: str = "") -> Built:
    page = f"Start\n=====\n\nFirst words.\n\nCosts\n-----\n\n{before}\n\n{WIDE}\n\n{after}\n"
    return build(
        {"index.rst": page},
        report_pdf_documents=[("index", "report", "A report", {"contents_depth": 0})],
    )


def _pages(built: Built) -> list[tuple[bool, str]]:
    """Each page but the cover: whether it lies on its side, and what it says."""
    read = built.read()
    turned = [float(page.MediaBox[2]) > float(page.MediaBox[3]) for page in read.pdf.pages]
    return list(zip(turned, read.pages, strict=True))[1:]


@pytest.mark.parametrize("before", ["", "A sentence above it."])
def test_the_heading_goes_with_its_table(build: Build, before: str) -> None:
    built = _build(build, before, "Later words. " * 60)
    upright, turned, rest = _pages(built)
    assert not upright[0]
    assert "First words." in upright[1]
    assert "Costs" not in upright[1]
    assert turned[0]
    assert "Costs" in turned[1]
    assert before in turned[1]
    assert "A wide table" in turned[1]
    assert not rest[0]
    assert "Later words." in rest[1]
    assert built.manifest()[0]["standards"] == ["ua-1", "a-3a"]


@pytest.mark.parametrize("before", ["Words. " * 120, "* an item"])
def test_more_than_a_few_words_stay_upright(build: Build, before: str) -> None:
    upright, turned = _pages(_build(build, before))
    assert not upright[0]
    assert "Costs" in upright[1]
    assert turned[0]
    assert "A wide table" in turned[1]


def test_a_chapter_may_begin_with_such_a_table(build: Build) -> None:
    page = f"Start\n=====\n\nA few words.\n\n{WIDE}\n"
    built = build(
        {"index.rst": page},
        report_pdf_documents=[("index", "report", "A report", {"contents_depth": 0})],
    )
    ((turned, text),) = _pages(built)
    assert turned
    assert "Start" in text
    assert "A few words." in text
    assert "A wide table" in text


def test_each_chapter_begins_on_a_page_of_its_own(build: Build) -> None:
    pages = {
        "index.rst": "Start\n=====\n\nFirst.\n\n.. toctree::\n\n   one\n   two\n",
        "one.rst": f"One\n===\n\n{WIDE}\n",
        "two.rst": "Two\n===\n\nLater words.\n",
    }
    built = build(
        pages, report_pdf_documents=[("index", "report", "A report", {"contents_depth": 0})]
    )
    assert [(turned, "Two" in text) for turned, text in _pages(built)] == [
        (False, False),
        (True, False),
        (False, True),
    ]
    assert built.manifest()[0]["standards"] == ["ua-1", "a-3a"]


@pytest.mark.parametrize("after", ["Last words.", "Gaps\n~~~~\n\nLast words.\n\n* one\n* two"])
def test_the_last_words_of_a_chapter_stay_with_the_table(build: Build, after: str) -> None:
    pages = {
        "index.rst": "Start\n=====\n\nFirst.\n\n.. toctree::\n\n   one\n   two\n",
        "one.rst": f"One\n===\n\n{WIDE}\n\n{after}\n",
        "two.rst": "Two\n===\n\nLater words.\n",
    }
    built = build(
        pages, report_pdf_documents=[("index", "report", "A report", {"contents_depth": 0})]
    )
    _start, (turned, text), (rest_turned, rest) = _pages(built)
    assert turned
    assert "A wide table" in text
    assert "Last words." in text
    assert not rest_turned
    assert "Later words." in rest
    assert built.manifest()[0]["standards"] == ["ua-1", "a-3a"]


def test_a_second_wide_table_gets_pages_of_its_own(build: Build) -> None:
    built = _build(build, "", f"Words between.\n\n{WIDE}\n\nLast words.")
    assert [turned for turned, _ in _pages(built)] == [False, True, False, True]
    assert built.manifest()[0]["standards"] == ["ua-1", "a-3a"]
