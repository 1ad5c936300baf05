"""Data files to Python values, fast, with a clear problem for every kind of bad input.

YAML is read with YAML 1.2 semantics (``NO`` is a text, dates are texts, a duplicate key is an
error), JSON as RFC 8259, CSV as RFC 4180 with a header row, BibTeX as far as sources go.  Whatever
a file holds, :func:`read_file` returns values or problems; it raises nothing, and the time and
memory that it takes are bounded by the size of the file, which is limited.
"""

from __future__ import annotations

import math
import os
import re
from pathlib import Path
from typing import Any

from indonato_report.data.data_file import DataFile, Rejected
from indonato_report.data.files import UnusableFile, read_bytes
from indonato_report.data.positions import line_and_column
from indonato_report.data.problems import Problem, nearest, quoted

#: Most values in a file, about: how often a mark stands that separates values.  What
#: a parser takes for a value is small, but a file may hold nothing else.
MAX_VALUES = 2_000_000

SUFFIXES = (".yaml", ".yml", ".json", ".csv", ".bib")

#: Characters that nobody sees: controls, line breaks that editors do not count as such, marks of
#: byte order, and those that turn the direction of the text around.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
_NOT_FINITE = re.compile(r"\.(?:inf|nan)\b", re.IGNORECASE)
_PLAIN_BYTES = bytes([9, 10, 13, *range(32, 127)])


def shown_path(path: Path) -> str:
    """Return ``path`` relative to the current folder if it lies inside, as messages print it."""
    whole = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() follows links and can fail
    try:
        shown = whole.relative_to(Path.cwd()).as_posix()
    except ValueError:
        shown = path.as_posix()
    # A name may hold bytes that are no text, and characters that would break the line.
    printable = (
        INVISIBLE.sub("\N{REPLACEMENT CHARACTER}", shown).encode("utf-8", "replace").decode()
    )
    return re.sub(r"\s", " ", printable)


def read_text(path: Path) -> tuple[DataFile | None, list[Problem]]:
    """Read a file as UTF-8 text, or say why that cannot be done.

    Args:
        path: the file; a byte-order mark at its start is dropped.

    Returns:
        The file and no problems, or ``None`` and one problem.
    """
    shown = shown_path(path)
    try:
        return DataFile(path, shown, _decode(_load(path, shown), shown)), []
    except Rejected as rejected:
        return None, rejected.problems


def read_file(path: Path) -> tuple[DataFile | None, Any, list[Problem]]:
    """Read a data file of any accepted kind.

    Args:
        path: a ``.yaml``, ``.yml``, ``.json``, ``.csv`` or ``.bib`` file.

    Returns:
        The file (``None`` if not even its text could be read), its value (``None`` if there is
        none), and the problems.  A CSV file's value is a list of mappings from column name to
        text, without empty cells; a row that has not as many cells as the header is ``None``.
        That of a ``.bib`` file is a list of mappings from field name to text.
    """
    file, problems = read_text(path)
    if file is None:
        return None, None, problems
    try:
        value, problems = _parse(file)
    except Rejected as rejected:
        return file, None, rejected.problems
    return file, value, problems


def _load(path: Path, shown: str) -> bytes:
    try:
        return read_bytes(path)
    except UnusableFile as unusable:
        message = unusable.message
        if unusable.code == "file.missing":
            message = _missing(path)
        raise Rejected(Problem(shown, 0, 0, unusable.code, message)) from None


def _missing(path: Path) -> str:
    if path.is_symlink():
        return "this is a link to a file that does not exist"
    try:
        neighbours = [each.name for each in path.parent.iterdir()]
    except OSError:
        return f"there is no folder {quoted(shown_path(path.parent), 200)}"
    return f"there is no such file.{nearest(path.name, neighbours)}"


def _decode(content: bytes, shown: str) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        message = "the file is UTF-16, as some spreadsheets write it; save it as UTF-8"
        raise Rejected(Problem(shown, 1, 1, "file.encoding", message))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8", "replace")
        byte = content[error.start : error.start + 1]
        guess = byte.decode("cp1252", "ignore")
        meant = f" (in Windows-1252 it would be {quoted(guess)})" if guess else ""
        message = f"byte 0x{byte.hex()}{meant} is not UTF-8; save the file with the encoding UTF-8"
        raise Rejected(
            Problem(shown, *line_and_column(before, len(before)), "file.encoding", message)
        ) from None
    # The quick test tells that there is nothing to look for in the usual file.
    if content.translate(None, _PLAIN_BYTES) and (found := INVISIBLE.search(text)):
        place = line_and_column(text, found.start())
        raise Rejected(Problem(shown, *place, "file.control-character", invisible(found[0])))
    return text


def invisible(character: str) -> str:
    """Return the words for a character that data may not hold."""
    import unicodedata

    name = unicodedata.name(character, "control character").lower()
    return f"the invisible character U+{ord(character):04X} ({name}) stands here; delete it"


def _parse(file: DataFile) -> tuple[Any, list[Problem]]:
    # Each reader is imported with its library when the first file of its kind is read.
    if file.kind not in SUFFIXES:
        ending = quoted(file.path.suffix or file.path.name)
        message = f"{ending} is no kind of data file; use .yaml, .yml, .json, .csv or .bib"
        raise Rejected(Problem(file.shown, 0, 0, "file.format", message))
    if not file.text.strip():
        message = "there is nothing in this file; write at least one record, or [] for none"
        raise Rejected(Problem(file.shown, 1, 1, "file.empty", message))
    if sum(map(file.text.count, "[{,:\n")) > MAX_VALUES:
        message = f"the file holds more than {MAX_VALUES:,} values; split it into several files"
        raise Rejected(Problem(file.shown, 0, 0, "file.too-large", message))
    if file.kind == ".csv":
        from indonato_report.data import csv_reader

        return csv_reader.parse(file)
    if file.kind == ".bib":
        from indonato_report.data import bibtex_reader

        return bibtex_reader.parse(file), []
    if file.kind == ".json":
        from indonato_report.data import json_reader

        value = json_reader.parse(file)
    else:
        from indonato_report.data import yaml_reader

        value = yaml_reader.parse(file)
    if "\\" in file.text or _NOT_FINITE.search(file.text):
        problems = _hidden(file, value)
        if problems:
            raise Rejected(*problems)
    return value, []


def _hidden(file: DataFile, value: Any) -> list[Problem]:
    r"""Find what no text shows: characters that an escape such as ``\u0000`` brings in, and NaN."""
    todo: list[tuple[tuple[str | int, ...], Any, bool]] = [((), value, False)]
    problems: list[Problem] = []
    positions = file.positions()
    while todo and len(problems) < 100:
        pointer, each, is_name = todo.pop()
        code, message = "", ""
        if isinstance(each, dict):
            todo.extend(((*pointer, str(name)), inner, False) for name, inner in each.items())
            todo.extend(((*pointer, str(name)), str(name), True) for name in each)
        elif isinstance(each, list):
            todo.extend(((*pointer, number), inner, False) for number, inner in enumerate(each))
        elif isinstance(each, float) and not math.isfinite(each):
            code = "data.type"
            message = "this is no number; leave the field out, or put the text in quotation marks"
        elif isinstance(each, str) and (found := INVISIBLE.search(each)):
            code, message = "file.control-character", invisible(found[0])
        elif isinstance(each, str) and (found := re.search("[\ud800-\udfff]", each)):
            code = "file.encoding"
            message = f"the escape \\u{ord(found[0]):04x} is half of a character; write it whole"
        if code:
            place = positions.find(pointer, key=is_name)
            problems.append(Problem(file.shown, *place, code, message))
    return sorted(set(problems))
