"""What stays together where a page or a line ends, seen in the finished PDF."""

from __future__ import annotations

import pytest

from pdf.conftest import Build, Built
from pdf.small_project import build_small

ROWS = "".join(f"   * - row{number:02}\n     - of the table\n" for number in range(40))
TABLE = f".. list-table:: The caption\n   :header-rows: 1\n\n   * - A\n     - B\n{ROWS}"
SHORT = ".. list-table:: The caption\n\n   * - row00\n     - b\n   * - row01\n     - d\n"
FIGURE = """
.. figure:: picture.svg
   :alt: A picture

   The caption

   The legend below it.
"""
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="160"/>'


def _after(build: Build, lines: int, block: str) -> Built:
    """A report whose block stands behind as many lines; they don't part, to fill one page."""
    before = "".join(f"| line{number:03}\n" for number in range(lines))
    page = f"Start\n=====\n\n{before}\nHeading\n-------\n\n{block}\n"
    return build({"index.rst": page, "picture.svg": PICTURE})


def _page_of(pages: list[str], words: str) -> int:
    (found,) = (number for number, text in enumerate(pages) if words in text)
    return found


@pytest.mark.parametrize("lines", range(34, 46, 2))
@pytest.mark.parametrize("block", [TABLE, SHORT])
def test_a_table_begins_with_more_than_a_row(build: Build, lines: int, block: str) -> None:
    pages = _after(build, lines, block).read().pages
    first = _page_of(pages[1:], "row00")
    assert _page_of(pages[1:], "row01") == first
    assert "The caption" in pages[1:][first]
    assert "Heading" in pages[1:][first]


@pytest.mark.parametrize("lines", range(28, 42, 2))
def test_a_picture_has_its_caption_and_some_legend_below_it(build: Build, lines: int) -> None:
    built = _after(build, lines, FIGURE)
    pages = built.read().pages
    captioned = _page_of(pages, "The caption")
    assert "The legend" in pages[captioned]
    assert "Heading" in pages[captioned]
    assert built.manifest()[0]["standards"] == ["ua-1", "a-3a"]


def test_a_picture_as_tall_as_a_page_keeps_its_legend(build: Build) -> None:
    tall = PICTURE.replace('"160"', '"900"')
    page = f"Start\n=====\n\n{FIGURE}\n"
    read = build({"index.rst": page, "picture.svg": tall}).read()
    assert read.says("The caption")
    assert read.says("The legend below it.")


def test_a_short_entry_of_a_timeline_stands_on_one_page(tmp_path) -> None:
    events = "".join(
        f"- {{id: e{number}, title: Title{number:02} of it, date: '2020-01-{number:02}', "
        f"note: 'First{number:02} {'words ' * 60} last{number:02}', kind: talk, sources: [a]}}\n"
        for number in range(1, 30)
    )
    page = "# Start\n\n```{report:timeline} events\n```\n\n## Sources\n\n```{bibliography}\n```\n"
    pages = build_small(tmp_path, {"index.md": page, "events.yaml": events}).read().pages
    for number in range(1, 30):
        first = _page_of(pages, f"Title{number:02}")
        assert f"last{number:02}" in pages[first]


@pytest.mark.parametrize("lines", range(20, 36, 3))
def test_a_picture_has_its_whole_legend_on_its_page(build: Build, lines: int) -> None:
    legend = "".join(f"   Words{number:02} of the legend.\n\n" for number in range(5))
    built = _after(build, lines, FIGURE + "\n" + legend)
    pages = built.read().pages
    captioned = pages[_page_of(pages, "The caption")]
    assert "The legend" in captioned
    assert "Words04" in captioned
    assert built.manifest()[0]["standards"] == ["ua-1", "a-3a"]


def test_an_entry_of_a_timeline_is_as_long_as_its_words_and_not_its_badges(tmp_path) -> None:
    page = "# Start\n\n```{report:timeline} events\n```\n\n## Sources\n\n```{bibliography}\n```\n"
    keys = ", ".join(f"s{number}" for number in range(30))
    events = "".join(
        f"- {{id: e{number}, title: Title{number:02} of it, date: '2020-01-{number:02}', "
        f"note: 'First{number:02} {'words ' * 40} last{number:02}', kind: talk, "
        f"sources: [{keys}]}}\n"
        for number in range(1, 30)
    )
    bib = "".join(
        f"@misc{{s{number}, author = {{{{A{number}}}}}, title = {{Report}}, year = {{2019}}}}\n"
        for number in range(30)
    )
    files = {"index.md": page, "events.yaml": events, "references.bib": bib}
    pages = build_small(tmp_path, files).read().pages
    for number in range(1, 30):
        first = _page_of(pages, f"Title{number:02}")
        assert f"last{number:02}" in pages[first]


CHAPTERS = {
    "index.rst": "Start\n=====\n\nFirst.\n\n.. toctree::\n\n   one\n   two\n",
    "one.rst": "Chapter one\n===========\n\n" + "| line\n" * 60,
    "two.rst": "Chapter two\n===========\n\nLater words.\n",
}


@pytest.mark.parametrize("apart", [True, False])
def test_chapters_may_follow_each_other_on_a_page(build: Build, apart: bool) -> None:
    options = {"chapter_pages": apart, "contents_depth": 0}
    built = build(CHAPTERS, report_pdf_documents=[("index", "report", "A report", options)])
    pages = built.read().pages
    starts = _page_of(pages, "First.")
    assert ("line" in pages[starts]) != apart
    assert ("line" in pages[_page_of(pages, "Later words.")]) != apart
    assert built.manifest()[0]["standards"] == ["ua-1", "a-3a"]


def test_the_running_head_names_the_chapter_that_the_page_begins_with(build: Build) -> None:
    options = {"chapter_pages": False, "contents_depth": 0}
    third = "Chapter three\n=============\n\nLast words.\n"
    index = CHAPTERS["index.rst"].replace("   two\n", "   two\n   three\n")
    pages = {**CHAPTERS, "index.rst": index, "three.rst": third}
    built = build(pages, report_pdf_documents=[("index", "report", "A report", options)])
    shown = built.read().pages
    last = shown[_page_of(shown, "Later words.")]
    # Once in the head, above the rest of the first chapter, and the second one as a heading only.
    assert last.count("Chapter one") == 1
    assert last.count("Chapter two") == 1
    assert last.count("Chapter three") == 1
    assert "Chapter one" not in shown[_page_of(shown, "First.")].split("First.")[0]


@pytest.mark.parametrize("lines", range(36, 46))
def test_no_line_is_left_alone_where_a_note_finds_no_room(build: Build, lines: int) -> None:
    before = "".join(f"| line{number:03}\n" for number in range(lines))
    words = f"First words {'of the line ' * 8} [#]_ second {'of the line ' * 6} [#]_ last words."
    notes = "".join(f"\n.. [#] {'A long note. ' * 30}\n" for _ in range(2))
    built = build({"index.rst": f"Start\n=====\n\n{before}\nHeading\n-------\n\n{words}\n{notes}"})
    pages = built.read().pages
    first = pages[1:][_page_of(pages[1:], "First words")]
    assert "Heading" in first
    assert "last words" in first
    assert built.manifest()[0]["standards"] == ["ua-1", "a-3a"]


@pytest.mark.parametrize("whole", ["2021–31", "n.d.-ab"])
def test_a_line_never_ends_inside_a_range_or_a_label(build: Build, whole: str) -> None:
    sentence = " ".join(f"{'x' * (number % 7 + 1)} {whole}" for number in range(60))
    read = build({"index.rst": f"Start\n=====\n\n{sentence}\n"}).read()
    assert read.text.count(whole) == 60  # one that is drawn in two pieces is not found
