"""JSON (RFC 8259) to values: a duplicate key is an error, and so is what is no JSON number."""

from __future__ import annotations

import json
from typing import Any

from indonato_report.data import json_tree
from indonato_report.data.data_file import DataFile, Rejected
from indonato_report.data.problems import Problem, quoted

#: Deepest nesting; the same as that of the YAML reader.
MAX_DEPTH = 128

#: Longest number, in digits; Python refuses to read longer ones.
_MAX_DIGITS = 1000

_ERRORS = {
    "Expecting ',' delimiter": "a comma is missing before this place, or a quotation mark",
    "Expecting property name": (
        "the name of a field must stand here, in double quotation marks; is the comma before it "
        "one too many?"
    ),
    "Expecting ':' delimiter": "a colon is missing after the name of this field",
    "Expecting value": (
        "a value is missing here; texts stand in double quotation marks, and after the last "
        "value there is no comma"
    ),
    "Illegal trailing comma": "the comma before the closing bracket is one too many",
    "Extra data": "the file should end here: the list or record that it holds is complete",
    "Unterminated string": "the quotation mark that opens this text is never closed",
    "Invalid control character": (
        "the line ends inside a text; write \\n for a line break, or close the quotation mark"
    ),
    "Invalid \\": "a backslash in a text is written twice: \\\\",
}


class _Found(ValueError):
    """Something that the standard library would let pass."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise _Found
    return result


def _constant(name: str) -> None:
    raise _Found


def _integer(digits: str) -> int:
    if len(digits) > _MAX_DIGITS:
        raise _Found
    return int(digits)


def parse(file: DataFile) -> Any:
    """Return the value that a JSON file holds.

    Raises:
        Rejected: if it is not valid JSON.
    """
    try:
        value = json.loads(
            file.text, object_pairs_hook=_object, parse_constant=_constant, parse_int=_integer
        )
    except json.JSONDecodeError as error:
        words = next((words for part, words in _ERRORS.items() if part in error.msg), error.msg)
        message = f"not valid JSON: {words}"
        raise Rejected(file.problem(error.pos, "file.syntax", message)) from None
    except RecursionError:
        raise Rejected(_too_deep(file)) from None
    except _Found:
        raise Rejected(*_what_was_found(file)) from None
    if value is None:
        message = "there is nothing but null in this file; write at least one record, or []"
        raise Rejected(file.problem(0, "file.empty", message))
    if _is_deep(value):
        raise Rejected(_too_deep(file))
    return value


def _too_deep(file: DataFile) -> Problem:
    message = "lists or objects stand inside each other, deeper than a record can be"
    return file.problem(json_tree.offset_of_depth(file.text, MAX_DEPTH), "file.nesting", message)


def _is_deep(value: Any) -> bool:
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [inner for each in level for inner in _containers(each)]
        if not level:
            return False
    return True


def _containers(value: Any) -> list[Any]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [each for each in inner if isinstance(each, dict | list)]


def _what_was_found(file: DataFile) -> list[Problem]:
    problems = [
        file.problem(offset, "file.duplicate-key", duplicate_message(name, line))
        for name, offset, line in json_tree.duplicates(file.text)
    ]
    for token, offset in json_tree.odd_numbers(file.text, _MAX_DIGITS):
        if token[-1].isdigit():
            message = f"not valid JSON: a number of {len(token)} digits; no figure has so many"
        else:
            message = f"not valid JSON: {token} is no number; leave the field out if it has none"
        problems.append(file.problem(offset, "file.syntax", message))
    return sorted(problems)


def duplicate_message(name: str, first_line: int) -> str:
    """Return the words for a field that stands twice in one record."""
    return f"{quoted(name)} stands twice in the same record, first in line {first_line}; keep one"
