"""The records of a collection as CSV and as JSON.

CSV follows RFC 4180, but with line feeds, in UTF-8, and with the entries of a list separated by
semicolons.  Spreadsheets run a text that begins like a formula, so such a text gets an apostrophe
in front (https://owasp.org/www-community/attacks/CSV_Injection); numbers and dates are never
touched.
JSON holds every value as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from indonato_report.data.descriptor import Collection, Field
from indonato_report.data.formats import Flawed
from indonato_report.data.records import Record

#: Characters at the beginning of a text that a spreadsheet could take for a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

#: The types whose values are texts; those of other types cannot be formulas.
TEXT_TYPES = ("string", "array", "any")

_NEEDS_QUOTES = re.compile(r'[",\r\n]|^\s|\s$')


def csv_text(collection: Collection, records: Iterable[Record]) -> str:
    """Return records as CSV with a header row; a field without a value is an empty cell."""
    return "".join(csv_lines(collection, records))


def csv_lines(collection: Collection, records: Iterable[Record]) -> Iterator[str]:
    """Yield what :func:`csv_text` returns, the header and then record by record."""
    fields = list(collection.fields.values())
    yield ",".join(field.name for field in fields) + "\n"
    for record in records:
        cells = (_quoted_cell(cell(field, record.values.get(field.name))) for field in fields)
        yield ",".join(cells) + "\n"


def cell(field: Field, value: Any) -> str:
    """Return the text of a value in a CSV cell, an apostrophe in front where it is needed."""
    if value is None or isinstance(value, Flawed):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(_number(field, value))
    text = ";".join(value) if isinstance(value, list) else str(value)
    return f"'{text}" if needs_apostrophe(field, text) else text


def needs_apostrophe(field: Field, text: str) -> bool:
    """Whether a spreadsheet could take the text of a value for a formula."""
    return field.type in TEXT_TYPES and text.startswith(FORMULA_STARTS)


def json_text(collection: Collection, records: Iterable[Record]) -> str:
    """Return records as a JSON list of objects; a field without a value is left out."""
    return "".join(json_lines(collection, records))


def json_lines(collection: Collection, records: Iterable[Record]) -> Iterator[str]:
    """Yield what :func:`json_text` returns, record by record."""
    encode = json.JSONEncoder(ensure_ascii=False, indent=1).encode
    before = "["
    for record in records:
        row = {
            name: _number(field, value) if isinstance(value, float) else value
            for name, field in collection.fields.items()
            if (value := record.values.get(name)) is not None and not isinstance(value, Flawed)
        }
        # A line break inside a text is written as an escape: each one here separates values.
        yield before + "\n " + encode(row).replace("\n", "\n ")
        before = ","
    yield "[]\n" if before == "[" else "\n]\n"


def _number(field: Field, value: float) -> float:
    # A whole number may be written 5.0 in a data file, but not where the type is `integer`.
    return int(value) if field.type == "integer" else value


def _quoted_cell(text: str) -> str:
    if _NEEDS_QUOTES.search(text):
        return '"' + text.replace('"', '""') + '"'
    return text
