"""CSV (RFC 4180, with a header row) to records whose values are texts."""

from __future__ import annotations

import csv
import io

from indonato_report.data.data_file import DataFile, Rejected
from indonato_report.data.problems import Problem, quoted

#: How many bad rows of one file are reported.
_MAX_BAD_ROWS = 100

_ERRORS = {
    "unexpected end of data": (
        "a cell that begins with a quotation mark is never closed; add the closing mark"
    ),
    "expected after": (
        "text stands after a closing quotation mark; inside a quoted cell, a quotation mark is "
        'written twice: ""'
    ),
    "field limit": (
        "a cell has more than 131,072 characters; is the quotation mark at its beginning ever "
        "closed?"
    ),
}


def parse(file: DataFile) -> tuple[list[dict[str, str] | None], list[Problem]]:
    """Return the records of a CSV file, ``None`` for a row of the wrong length.

    Raises:
        Rejected: if the header is unusable or the quotation marks are wrong.
    """
    rows = csv.reader(io.StringIO(file.text, newline=""), strict=True)
    records: list[dict[str, str] | None] = []
    problems: list[Problem] = []
    header: list[str] = []
    start = 1
    try:
        for row in rows:
            if not header:
                if row:
                    header = _header(file, row, start)
            elif len(row) == len(header):
                records.append({n: v for n, v in zip(header, row, strict=True) if v})
            elif row:
                records.append(None)
                if len(problems) < _MAX_BAD_ROWS:
                    problems.append(_bad_row(file, start, row, header))
            # `line_num` is the last line of a row, and cells may hold line breaks.
            start = rows.line_num + 1
    except csv.Error as error:
        reason = str(error)
        words = next((words for part, words in _ERRORS.items() if part in reason), reason)
        raise Rejected(
            Problem(file.shown, start, 1, "file.syntax", f"not valid CSV: {words}")
        ) from None
    return records, problems


def _bad_row(file: DataFile, line: int, row: list[str], header: list[str]) -> Problem:
    cells = f"{len(row)} cell{'s' * (len(row) != 1)}"
    if len(row) > len(header) and not any(row[len(header) :]):
        hint = f"delete the {len(row) - len(header)} too many commas at its end"
        if len(row) == len(header) + 1:
            hint = "delete the comma at its end"
    elif len(row) > len(header):
        hint = "a cell that holds a comma must stand in quotation marks"
    else:
        hint = "leave an empty cell for a field without a value"
    message = f"this row has {cells}, but the header has {len(header)}; {hint}"
    return Problem(file.shown, line, 1, "file.header", message)


def _header(file: DataFile, row: list[str], line: int) -> list[str]:
    other = next((each for each in ";\t|" if len(row) == 1 and row[0].count(each)), None)
    if other:
        name = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}[other]
        message = f"the columns are separated by {name}; save the file with commas"
        raise Rejected(Problem(file.shown, line, 1, "file.header", message))
    problems = []
    places = file.positions()
    for number, name in enumerate(row):
        message = ""
        if not name.strip():
            message = f"column {number + 1} has no name; give it the name of a field"
            if 0 < number == len(row) - 1:
                message += ", or delete the comma at the end of the line"
        elif name in row[:number]:
            message = f"two columns have the name {quoted(name)}; keep one"
        if message:
            place = places.find_header(number)
            problems.append(Problem(file.shown, *place, "file.header", message))
            if len(problems) == _MAX_BAD_ROWS:
                break
    if problems:
        raise Rejected(*problems)
    return row
