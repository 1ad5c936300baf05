"""Rules about the cells of tables: clauses 7.2 and 7.5 of PDF/UA-1."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pikepdf

from pdf.archival.file import ArchivalFile, rules
from pdf.archival.structure import kids, tags


class Cell(NamedTuple):
    """A cell: its object, its place and its size in rows and columns."""

    element: pikepdf.Object
    row: int
    column: int
    rows: int
    columns: int


@rules("UA 7.2-15", "UA 7.2-41", "UA 7.2-42", "UA 7.2-43")
def rows_and_columns_are_full(file: ArchivalFile) -> Iterator[str]:
    for number, table in enumerate(_tables(file), 1):
        rows = _rows(table)
        taken: dict[tuple[int, int], int] = {}
        for cell in _cells(rows):
            for row in range(cell.row, cell.row + cell.rows):
                for column in range(cell.column, cell.column + cell.columns):
                    taken[row, column] = taken.get((row, column), 0) + 1
        if any(times > 1 for times in taken.values()):
            yield f"table {number}: cells on top of each other"
        width = max(column for _row, column in taken) + 1
        if len(taken) != width * len(rows) or any(row >= len(rows) for row, _column in taken):
            yield f"table {number}: {len(taken)} places in {len(rows)} rows of {width}"


@rules("UA 7.5-1", "UA 7.5-2")
def every_cell_has_a_header(file: ArchivalFile) -> Iterator[str]:
    for number, table in enumerate(_tables(file), 1):
        cells = list(_cells(_rows(table)))
        heads = [cell for cell in cells if cell.element.S == "/TH"]
        names = {str(cell.element.ID) for cell in heads if "/ID" in cell.element}
        scoped = {
            column
            for cell in heads
            if str(_attribute(cell.element, "/Scope")) in {"/Column", "/Both"}
            for column in range(cell.column, cell.column + cell.columns)
        }
        for cell in cells:
            if cell.element.S != "/TD":
                continue
            told = [str(one) for one in _attribute(cell.element, "/Headers") or []]
            if set(told) - names:
                yield f"table {number}: a header that is nowhere"
            if not told and cell.column not in scoped:
                yield f"table {number}: a cell without header in row {cell.row + 1}"


def _tables(file: ArchivalFile) -> list[pikepdf.Object]:
    return [tag.element for tag in tags(file) if tag.type == "Table"]


def _rows(table: pikepdf.Object) -> list[pikepdf.Object]:
    found = []
    for child in kids(table):
        if child.S == "/TR":
            found.append(child)
        elif child.S != "/Caption":
            found += [one for one in kids(child) if one.S == "/TR"]
    return found


def _cells(rows: list[pikepdf.Object]) -> Iterator[Cell]:
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for element in kids(row):
            while (number, column) in taken:
                column += 1
            down = int(_attribute(element, "/RowSpan") or 1)
            across = int(_attribute(element, "/ColSpan") or 1)
            yield Cell(element, number, column, down, across)
            taken |= {
                (number + below, column + right)
                for below in range(1, down)
                for right in range(across)
            }
            column += across


def _attribute(element: pikepdf.Object, name: str) -> pikepdf.Object | None:
    held = element.get("/A", [])
    for one in held if isinstance(held, pikepdf.Array) else [held]:
        if isinstance(one, pikepdf.Dictionary) and name in one:
            return one[name]
    return None
