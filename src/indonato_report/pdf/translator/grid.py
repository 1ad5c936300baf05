"""Where the cells of a docutils table stand: spans resolved to rows and columns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from docutils import nodes

#: What a piece of text counts beside others, however short: it takes a line of its own, which holds
#: fewer characters than this in all but the widest columns.
_SHORTEST_LINE = 80

#: Characters of text that may be kept on one page: at most about a third of one.
_MOST_KEPT_TOGETHER = 2000

#: Content whose height has nothing to do with the number of its characters.
_TALL = (nodes.table, nodes.figure, nodes.image, nodes.literal_block, nodes.math_block)


class PlacedCell(NamedTuple):
    """A cell with its first column and the columns and rows that it covers."""

    entry: nodes.entry
    column: int
    columns: int
    rows: int

    @property
    def length(self) -> int:
        """Return about how many characters the cell takes, line ends included."""
        return text_length(self.entry)


def has_tall_content(node: nodes.Element, *, but: type[nodes.Element] | None = None) -> bool:
    """Return whether ``node`` holds something whose height its text does not tell.

    Args:
        node: the cell, card or table.
        but: a kind of node that does not count.
    """
    return any(
        isinstance(one, _TALL) or one.tagname == "report_table"
        for one in node.findall(nodes.Element)
        if but is None or not isinstance(one, but)
    )


def is_short(node: nodes.Element) -> bool:
    """Return whether a block of text may be kept on one page without harm."""
    return text_length(node) < _MOST_KEPT_TOGETHER and not has_tall_content(node)


def text_length(node: nodes.Element) -> int:
    """Return about how many characters the text of a block takes, line ends included."""
    pieces = [
        len(text.astext())
        for text in node.findall(nodes.TextElement)
        if not isinstance(text, nodes.Inline)
    ]
    if len(pieces) < 2:
        return len(node.astext())
    return sum(max(length, _SHORTEST_LINE) for length in pieces)


def place_cells(rows: Iterable[nodes.Element]) -> list[list[PlacedCell]]:
    """Return the cells of ``rows`` (of a table's head or body) with the columns they stand in."""
    placed: list[list[PlacedCell]] = []
    taken: set[tuple[int, int]] = set()
    for row_index, row in enumerate(rows):
        cells: list[PlacedCell] = []
        column = 0
        for entry in row.children:
            if not isinstance(entry, nodes.entry):
                continue
            while (row_index, column) in taken:
                column += 1
            across = 1 + int(entry.get("morecols", 0))
            down = 1 + int(entry.get("morerows", 0))
            taken.update(
                (row_index + below, column + right)
                for below in range(down)
                for right in range(across)
            )
            cells.append(PlacedCell(entry, column, across, down))
            column += across
        placed.append(cells)
    return placed
