"""A light tree of where the parts of a data file stand."""

from __future__ import annotations


class Node:
    """A value in a file, from its first character to past its last.

    ``items`` are the values inside a list or mapping; ``names`` are, for a mapping, the names of
    those values and where each name begins.
    """

    __slots__ = ("_positions", "end", "is_mapping", "items", "names", "start")

    def __init__(self, start: int, end: int) -> None:
        """Make a node without anything inside."""
        self.start = start
        self.end = end
        self.is_mapping: bool | None = None
        self.items: list[Node] = []
        self.names: list[tuple[str, int]] = []
        self._positions: dict[str, int] | None = None

    def open(self, *, is_mapping: bool) -> None:
        """Make it a list or a mapping."""
        self.is_mapping = is_mapping

    def add(self, item: Node, name: tuple[str, int] | None = None) -> None:
        """Add a value inside."""
        self.items.append(item)
        if self.is_mapping:
            self.names.append(name or ("", item.start))

    def position_of(self, name: str) -> int | None:
        """Return the number of the value that has ``name``, or ``None``."""
        if self._positions is None:
            self._positions = {each: number for number, (each, _) in enumerate(self.names)}
        return self._positions.get(name)


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Return line and column, from 1, of the character at ``offset``.

    Lines end as editors see it: by line feed, carriage return, or both together.
    """
    line = text.count("\n", 0, offset) + 1
    begin = text.rfind("\n", 0, offset) + 1
    if "\r" in text:
        begin = max(begin, text.rfind("\r", 0, offset) + 1)
        line += text.count("\r", 0, offset) - text.count("\r\n", 0, offset)
        if text[offset - 1 : offset + 1] == "\r\n":  # between the two, the line has not ended yet
            line -= 1
            begin = max(text.rfind("\n", 0, offset - 1), text.rfind("\r", 0, offset - 1)) + 1
    return line, offset - begin + 1
