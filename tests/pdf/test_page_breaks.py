"""What stays together where a page ends, seen in the finished PDF."""

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
