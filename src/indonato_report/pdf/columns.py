"""How wide the columns of a table are, and which of its rows may break over pages.

Widths are shares of the text width, never ``auto``: Typst then needs no second pass over a long
table, and the columns of a table stay the same from page to page.  Lengths are counted in
characters; the type of tables is small and even enough for that.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

#: Characters that fit into the text width of a portrait page in the type of tables.
LINE = 108
LANDSCAPE_LINE = 168

#: Lines that a row may have and still be kept on one page: well below a page, for a row that is
#: taller than its page would lose text without a word.
TALLEST_ROW = 22
TALLEST_LANDSCAPE_ROW = 11

#: Characters of white space round the text of a cell.
_PADDING = 3
_LONGEST_WORD_COUNTED = 18
_LONGEST_TEXT_COUNTED = 240
_NARROWEST = 4

#: Rows, and columns, that are weighed to find the widths of the lowest table.
_ROWS_WEIGHED = 40
_COLUMNS_WEIGHED = 9

#: Lines of a table that is kept on one page.
_LINES_KEPT = 12


def longest_word(text: str) -> int:
    """Return the length of the longest word that can't be broken."""
    words = text.replace("\u200b", " ").replace("-", "- ").replace("/", "/ ").replace("\n", " ")
    # Not at every white space: one that does not break makes one word of two.
    return max(map(len, words.split(" ")), default=0)


def column_shares(
    columns: Sequence[Sequence[str]], given: Sequence[int], line: int = LINE
) -> list[float]:
    """Return the share of the width that each column gets; the shares add up to 100.

    Where no widths were set, they make the table low: a column with long texts gets what the
    others can spare.

    Args:
        columns: the texts of each column, header included; as many for each.
        given: widths that the author set, one a column; all equal means that none was set.
        line: characters of the whole width.

    Returns:
        One share a column.  No column gets less than its longest word needs as long as there is
        room for that, whatever the author set: a word that is too wide prints over its neighbour.
    """
    needed = [
        min(max(map(longest_word, texts), default=0), _LONGEST_WORD_COUNTED) + _PADDING
        for texts in columns
    ]
    if len(set(given)) > 1:
        return _filled([float(max(width, 0)) for width in given], needed, line)
    longest = [max(map(len, texts), default=0) for texts in columns]
    # The square root lets long texts have more room without starving the short ones.
    wanted = [max(min(length, _LONGEST_TEXT_COUNTED) ** 0.5, 1.0) for length in longest]
    one_line = [length + _PADDING for length in longest]
    if sum(one_line) <= line:
        return _filled(wanted, one_line, line)
    start = _filled(wanted, needed, line)
    if len(columns) > _COLUMNS_WEIGHED or sum(needed) >= line:
        return start
    return _lowest([share * line / 100 for share in start], columns, needed)


def _lowest(
    widths: list[float], columns: Sequence[Sequence[str]], needed: list[int]
) -> list[float]:
    """Return shares for the lowest table that moving width between two columns leads to."""
    step = max(1, max(map(len, columns)) // _ROWS_WEIGHED)
    lengths = [[len(text) for text in texts[::step]] for texts in columns]

    def lines(index: int, width: float) -> list[int]:
        room = max(width - _PADDING, _NARROWEST)
        return [ceil(length / room) for length in lengths[index]]

    heights = [lines(index, width) for index, width in enumerate(widths)]
    lowest = _height(heights)
    pairs = [(a, b) for a in range(len(widths)) for b in range(len(widths)) if a != b]
    for moved in (8, 4, 2):
        better = True
        while better:
            better = False
            for giving, taking in pairs:
                if widths[giving] - moved < needed[giving]:
                    continue
                kept = heights[giving], heights[taking]
                heights[giving] = lines(giving, widths[giving] - moved)
                heights[taking] = lines(taking, widths[taking] + moved)
                height = _height(heights)
                if height < lowest:
                    lowest, better = height, True
                    widths[giving] -= moved
                    widths[taking] += moved
                else:
                    heights[giving], heights[taking] = kept
    return [width / sum(widths) * 100 for width in widths]


def _height(lines: Sequence[Sequence[int]]) -> tuple[int, int]:
    """Return the lines of all rows, each as high as its highest cell, and those of all cells."""
    return sum(map(max, zip(*lines, strict=True))), sum(map(sum, lines))


def is_low(rows: Sequence[Sequence[int]], shares: Sequence[float] = (), line: int = LINE) -> bool:
    """Return whether a table is so low that it should stand on one page.

    Args:
        rows: characters in each cell of each row.
        shares: the share of the width of each column; without them, all count as equally wide.
        line: characters of the whole width.
    """
    lines = 0
    for row in rows:
        widths = shares or [100 / max(len(row), 1)] * len(row)
        lines += max(
            (ceil(length * 100 / share / line) for length, share in zip(row, widths, strict=False)),
            default=0,
        )
        if lines > _LINES_KEPT:
            return False
    return True


def _filled(wanted: list[float], needed: list[int], line: int) -> list[float]:
    """Return shares like ``wanted``, raised to what is ``needed`` where the line allows it."""
    total = sum(wanted) or 1.0
    widths = [share / total * line for share in wanted]
    if sum(needed) >= line:
        return [need / sum(needed) * 100 for need in needed]
    fixed: set[int] = set()
    while True:
        room = line - sum(needed[index] for index in fixed)
        free = sum(wanted[index] for index in range(len(wanted)) if index not in fixed) or 1.0
        widths = [
            float(needed[index]) if index in fixed else wanted[index] / free * room
            for index in range(len(wanted))
        ]
        short = {
            index
            for index, width in enumerate(widths)
            if index not in fixed and width < needed[index]
        }
        if not short:
            return [width / line * 100 for width in widths]
        fixed |= short


def may_stay_whole(
    lengths: Sequence[int], shares: Sequence[float], *, landscape: bool = False
) -> bool:
    """Return whether a row is so short that it can be kept on one page without harm.

    Args:
        lengths: characters in each cell.
        shares: the share of the width of each cell.
        landscape: whether the page lies on its side.
    """
    line = LANDSCAPE_LINE if landscape else LINE
    tallest = TALLEST_LANDSCAPE_ROW if landscape else TALLEST_ROW
    for length, share in zip(lengths, shares, strict=False):
        characters = max(share / 100 * line - _PADDING, _NARROWEST)
        if length / characters > tallest:
            return False
    return True


def as_fractions(shares: Sequence[float]) -> str:
    """Return shares as a Typst array of fractional widths."""
    return "(" + "".join(f"{share:.4g}fr, " for share in shares) + ")"
