"""Line and column of a value in a data file.

The fast readers keep no positions.  They are needed only when something is wrong, and then only
for few records: where the beginning of a record can be told, just that record is looked at again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from indonato_report.data.tree import Node, line_and_column

__all__ = ["Pointer", "Positions", "line_and_column"]

#: Where a value stands inside a file: record index, field name, item index and so on.
Pointer: TypeAlias = Sequence[str | int]

_CELL = re.compile(r'"(?:[^"]|"")*"|[^,"\r\n]*')
_PROPERTIES = re.compile(r"(?:[&!][^\s\[\]{},]*\s+)+")
_ESCAPE = r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\r\n|.)"
_VISIBLE = {
    '"': re.compile(_ESCAPE + r"|\S", re.DOTALL),
    "'": re.compile(r"''|\S"),
    "": re.compile(r"\S"),
}
#: Escapes that stand for white space or for nothing, or for the second half of a character.
_BLANK_ESCAPE = re.compile(
    r"\\(?:[ tnrfvNLP_\t\r\n]|x(?:0[9-d]|20|85|a0)|u(?:00(?:0[9-d]|20|85|a0)|[dD][c-fC-F]..))"
)


class Positions:
    """Finds positions in the text of one file.

    Args:
        text: the whole file, decoded.
        kind: ``.yaml``, ``.json``, ``.csv`` or ``.bib``, which decides how it is read.
        records: how many records were read from it, if that is known.
    """

    def __init__(self, text: str, kind: str, records: int | None = None) -> None:
        """Keep the text; nothing is parsed before the first question."""
        self._text = text
        self._kind = kind
        self._count = records
        self._starts: list[int] | None = None
        self._asked_for_starts = False
        self._whole: Node | None = None
        self._record: tuple[int, Node | None] = (-1, None)
        self._lines: list[int] = []

    def find(self, pointer: Pointer, *, key: bool = False) -> tuple[int, int]:
        """Return line and column, from 1, of the value at ``pointer``.

        If the value is missing, the place of the innermost thing that exists is returned; ``key``
        asks for the place of the field's name instead of its value.
        """
        return line_and_column(self._text, self._offsets(pointer, key=key)[0])

    def find_inside(self, pointer: Pointer, value: str, place: int) -> tuple[int, int]:
        """Return line and column of the character number ``place`` of the text at ``pointer``.

        Args:
            pointer: leads to a text.
            value: that text as it was read.
            place: counts from 0.
        """
        start, end = self._offsets(pointer)
        before = len("".join(value[:place].split()))
        for number, offset in enumerate(self._visible(start, end)):
            if number == before:
                return line_and_column(self._text, offset)
        return line_and_column(self._text, start)

    def find_header(self, column: int) -> tuple[int, int]:
        """Return line and column of the name of a column of a CSV file."""
        return line_and_column(self._text, self._cell(0, column)[0])

    def _visible(self, start: int, end: int) -> Iterator[int]:
        """Yield the offset of each character of a written text that is no white space.

        Folding and indenting change nothing but white space, so these characters come in the
        same number and order in the file and in the value.
        """
        properties = _PROPERTIES.match(self._text, start, end)
        start = properties.end() if properties else start
        first = self._text[start : start + 1]
        if self._kind == ".yaml" and first in ("|", ">"):
            line_end = re.compile(r"\r\n|\r|\n").search(self._text, start, end)
            start, first = (line_end.end() if line_end else end), ""
        elif first in ("'", '"') and not (self._kind == ".csv" and first == "'"):
            start, end = start + 1, end - 1
        else:
            first = ""
        if self._kind == ".csv" and first:
            tokens = re.compile(r'""|\S').finditer(self._text, start, end)
        else:
            tokens = _VISIBLE[first].finditer(self._text, start, end)
        for token in tokens:
            if first != '"' or not _BLANK_ESCAPE.match(token[0]):
                yield token.start()

    def _offsets(self, pointer: Pointer, *, key: bool = False) -> tuple[int, int]:
        if self._kind == ".csv":
            return self._offsets_in_csv(pointer)
        if self._kind == ".bib":
            return self._offsets_in_bibliography(pointer)
        steps = list(pointer)
        node = None
        if steps and isinstance(steps[0], int):
            node = self._one_record(steps[0])
        if node is not None:
            steps = steps[1:]
        else:
            node = self._compose()
            if node is not None and node.is_mapping and steps and steps[0] == 0:
                steps = steps[1:]  # a file with one record is its own record number 0
        if node is None:
            return 0, 0
        found = node.start, node.end
        for step in steps:
            number = step if isinstance(step, int) else node.position_of(step)
            if number is None or not 0 <= number < len(node.items):
                break
            name = node.names[number][1] if node.is_mapping else None
            node = node.items[number]
            found = (name, name) if key and name is not None else (node.start, node.end)
        return found

    def _one_record(self, number: int) -> Node | None:
        if self._record[0] == number:
            return self._record[1]
        if not self._asked_for_starts:
            self._asked_for_starts = True
            self._starts = self._find_starts() if self._count else None
        starts = self._starts
        if starts is None or number >= len(starts):
            return None
        start = starts[number]
        if self._kind == ".json":
            from indonato_report.data import json_tree

            node = json_tree.compose(self._text, start)
        else:
            from indonato_report.data import yaml_tree

            end = starts[number + 1] if number + 1 < len(starts) else len(self._text)
            try:
                # The hyphen is replaced, so that the record stands alone in its place.
                node = yaml_tree.compose(" " + self._text[start + 1 : end], start)
            except yaml_tree.UnknownAlias:
                node = None
        self._record = (number, node)
        return node

    def _find_starts(self) -> list[int] | None:
        count = self._count or 0
        if self._kind == ".json":
            from indonato_report.data import json_tree

            return json_tree.record_starts(self._text, count)
        from indonato_report.data import yaml_tree

        return yaml_tree.record_starts(self._text, count)

    def _compose(self) -> Node | None:
        if self._whole is None:
            if self._kind == ".json":
                from indonato_report.data import json_tree

                self._whole = json_tree.compose(self._text)
            else:
                from indonato_report.data import yaml_tree

                try:
                    self._whole = yaml_tree.compose(self._text)
                except yaml_tree.UnknownAlias:
                    return None
        return self._whole

    def _offsets_in_bibliography(self, pointer: Pointer) -> tuple[int, int]:
        from indonato_report.data import bibtex_entries

        if not pointer or not isinstance(pointer[0], int):
            return 0, 0
        name = pointer[1] if len(pointer) > 1 else None
        place = bibtex_entries.place_of(self._text, pointer[0], name)
        return place, place

    def _offsets_in_csv(self, pointer: Pointer) -> tuple[int, int]:
        if not pointer or not isinstance(pointer[0], int):
            return 0, 0
        row = pointer[0] + 1
        names = self._cells(0)
        name = pointer[1] if len(pointer) > 1 else None
        column = next(
            (number for number, (start, end) in enumerate(names) if self._name(start, end) == name),
            0,
        )
        return self._cell(row, column)

    def _name(self, start: int, end: int) -> str:
        written = self._text[start:end]
        return written[1:-1].replace('""', '"') if written.startswith('"') else written

    def _cell(self, row: int, column: int) -> tuple[int, int]:
        cells = self._cells(row)
        return cells[min(column, len(cells) - 1)] if cells else (0, 0)

    def _cells(self, row: int) -> list[tuple[int, int]]:
        if not self._lines:
            self._lines = list(_row_starts(self._text))
        if row >= len(self._lines):
            return []
        cells: list[tuple[int, int]] = []
        place = self._lines[row]
        while found := _CELL.match(self._text, place):
            cells.append((found.start(), found.end()))
            if self._text[found.end() : found.end() + 1] != ",":
                break
            place = found.end() + 1
        return cells


def _row_starts(text: str) -> Iterator[int]:
    """Yield the offset of each row of a CSV text, empty lines left out."""
    place = 0
    row = re.compile(r'(?:"(?:[^"]|"")*"|[^"\r\n])*')
    line_end = re.compile(r"\r\n|\r|\n")
    while place < len(text):
        found = row.match(text, place)
        end = found.end() if found else place
        if end > place:
            yield place
        broken = line_end.search(text, end)
        if broken is None:
            return
        place = broken.end()
