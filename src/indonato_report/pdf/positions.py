"""From a place in the Typst source back to the author's own file and line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from docutils import nodes


class SourceMap:
    """Joins the fragments of a translation and remembers which node wrote what.

    Fragments are text, or nodes that stand in front of the text which they wrote.  Typst counts
    lines from 1 and columns, in characters, from 0; text literals never hold a raw line end, so
    only those of the markup count.
    """

    def __init__(self, fragments: Iterable[str | nodes.Element]) -> None:
        """Join ``fragments``."""
        parts: list[str] = []
        self._places: list[tuple[int, int]] = []
        self._nodes: list[nodes.Element] = []
        line, column = 1, 0
        for fragment in fragments:
            if isinstance(fragment, str):
                parts.append(fragment)
                line_ends = fragment.count("\n")
                if line_ends:
                    line += line_ends
                    column = len(fragment) - fragment.rindex("\n") - 1
                else:
                    column += len(fragment)
            else:
                self._places.append((line, column))
                self._nodes.append(fragment)
        #: The whole source.
        self.text = "".join(parts)

    def node_at(self, line: int, column: int) -> nodes.Element | None:
        """Return the node that wrote ``line`` (from 1) and ``column`` (from 0), if any did."""
        index = bisect_right(self._places, (line, column)) - 1
        return self._nodes[index] if index >= 0 else None
