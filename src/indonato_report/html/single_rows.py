"""What lets a browser lay out a long table one row at a time.

The columns of a table depend on all its cells, so a browser must measure a long table as a whole,
and again after each change.  If the widths of the columns are known beforehand, each row is a grid
of its own, and rows out of sight cost nothing (``content-visibility``).  The server says the
widths; the style sheet applies them where the browser can read them from attributes.
"""

from __future__ import annotations

import math
from html import escape
from itertools import islice
from typing import TYPE_CHECKING

from indonato_report.cells import Badges, Cell, Markup, RecordLinks, Rich
from indonato_report.data.simple_markup import Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indonato_report.nodes import report_table

#: From how many rows a table is laid out like this; a shorter one fits its columns to its cells.
LONG = 60

# A sample is enough, and a longer word than that may be broken.
_ROWS_LOOKED_AT = 300
_SHORTEST, _LONGEST = 4, 13
#: CSS counts in digits, which are wider than most letters.
_DIGITS_PER_LETTER = 0.88
#: The space between a cell's text and its borders, in digits.
_PADDING = 2.2


def is_long(node: report_table) -> bool:
    """Whether the rows of a table are laid out one at a time."""
    return len(node.rows) >= LONG and "report-matrix" not in node["classes"]


def single_row_attributes(node: report_table) -> str:
    """Return the attributes of a table that say how wide its columns are.

    Args:
        node: a long table.

    Returns:
        HTML attributes: ``data-columns`` has the tracks of a CSS grid, ``data-least`` the least
        width of the table in digits, ``data-label-N`` the header of column N.
    """
    rows = list(islice(node.rows, _ROWS_LOOKED_AT))
    tracks, least = [], 0
    parts = []
    for position, column in enumerate(node.columns):
        label = node.translated(column.label)
        texts = [label] + [text for row in rows for text in _texts(node, row.cells[position])]
        longest = max(len(word) for text in texts for word in text.split() or [""])
        letters = min(max(longest, _SHORTEST), _LONGEST)
        digits = math.ceil(letters * _DIGITS_PER_LETTER + _PADDING)
        tracks.append(f"minmax({digits}ch,{column.width}fr)")
        least += digits
        parts.append(f' data-label-{position + 1}="{escape(label)}"')
    return f' data-columns="{" ".join(tracks)}" data-least="{least}"' + "".join(parts)


def _texts(node: report_table, cell: Cell) -> Iterator[str]:
    if isinstance(cell, str):
        yield cell
    elif isinstance(cell, Badges):
        yield from (node.translated(badge.label) for badge in cell.badges)
    elif isinstance(cell, RecordLinks):
        yield from (link.title for link in cell.links)
    elif isinstance(cell, Markup):
        yield from _words_of(cell.parts)
    elif isinstance(cell, Rich):
        yield node.rich[cell.child].astext()


def _words_of(parts: tuple[Part, ...]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, str):
            yield part
        else:
            yield from _words_of(part.content)
