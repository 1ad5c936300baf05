"""CSV gives records, and bad rows hide neither each other nor the good ones."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from .conftest import only, read


# -- CSV ----------------------------------------------------------------------------------------
def test_csv_with_quotes_line_breaks_and_empty_cells(tmp_path: Path) -> None:
    content = b'id,text,more\r\n\r\na,"x, ""y""\r\nz",\r\nb,,w\r\n'
    value, problems = read(tmp_path / "x.csv", content)
    assert problems == []
    assert value == [{"id": "a", "text": 'x, "y"\r\nz'}, {"id": "b", "more": "w"}]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('id\n"a', "2:1 [file.syntax] not valid CSV: a cell that begins with a quotation mark is"),
        ('id\n"a"b\n', "2:1 [file.syntax] not valid CSV: text stands after a closing quotation"),
        ("id,,x\n", "1:4 [file.header] column 2 has no name; give it the name of a field"),
        (
            "id,x,\n",
            "1:6 [file.header] column 3 has no name; give it the name of a field, or delete",
        ),
        (
            "id,x\na,1,\n",
            "2:1 [file.header] this row has 3 cells, but the header has 2; delete the ",
        ),
        (
            "id,x\na,1,,\n",
            "2:1 [file.header] this row has 4 cells, but the header has 2; delete the 2",
        ),
        ("id,x\na,1,,2\n", "2:1 [file.header] this row has 4 cells, but the header has 2; a cell"),
        ('id,"id"\n', "1:4 [file.header] two columns have the name 'id'; keep one"),
        ("id;ship\n", "1:1 [file.header] the columns are separated by semicolons; save the file"),
        ("id\tship\n", "1:1 [file.header] the columns are separated by tabs; save the file"),
        ("\nid|x\n", "2:1 [file.header] the columns are separated by vertical bars; save the"),
        ('id,x\n"a\nb",1\nc\n', "4:1 [file.header] this row has 1 cell, but the header has 2;"),
    ],
)
def test_a_mistake_in_csv_is_told_with_its_place(
    tmp_path: Path, content: str, expected: str
) -> None:
    _, problems = read(tmp_path / "x.csv", content.encode())
    assert only(problems).startswith(expected)


def test_a_cell_without_end(tmp_path: Path) -> None:
    csv.field_size_limit(131_072)  # other libraries raise it for the whole process
    _, problems = read(tmp_path / "x.csv", b'id\n"' + b"x" * 200_000 + b'"\n')
    assert only(problems).startswith("2:1 [file.syntax] not valid CSV: a cell has more than")


def test_bad_rows_hide_neither_each_other_nor_the_good_ones(tmp_path: Path) -> None:
    value, problems = read(tmp_path / "x.csv", b"id,x\na,1,2\nb,2\nc\n")
    assert value == [None, {"id": "b", "x": "2"}, None]
    assert [problem.line for problem in problems] == [2, 4]


def test_bad_rows_and_columns_are_reported_up_to_a_hundred(tmp_path: Path) -> None:
    value, problems = read(tmp_path / "x.csv", b"id\n" + b"a,b\n" * 150)
    assert len(problems) == 100 and value == [None] * 150
    _, problems = read(tmp_path / "x.csv", b"id" + b",id" * 150 + b"\n")
    assert len(problems) == 100
