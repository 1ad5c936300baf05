"""What a YAML parser complains about, in the words of somebody who edits data.

The parser names the rule of its grammar that broke; here the line is looked at for the mistake
that a person is likely to have made, and the message shows how the line should read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from indonato_report.data.data_file import DataFile
from indonato_report.data.problems import Problem, quoted

EXPANSION = (
    "the anchors (&) and aliases (*) of this file stand for too much text; write the values out, "
    "or put what they share into a collection of its own"
)

_PLACES = re.compile(r"at line (\d+) column (\d+)")
_FIELD = re.compile(
    r"(?P<indent>[ ]*(?:- +)*)(?P<name>[^\s:#'\"\[\]{},-][^:#]*?):(?P<value>[ \t]+\S.*|)$"
)
_NO_SPACE = re.compile(r"[ ]*(?:- +)?(?P<name>\w[\w-]*):(?P<value>[^\s:/].*)$")
_NO_COLON = re.compile(r"[ ]*(?:- +)?(?P<name>\w[\w-]*)[ \t]+(?P<value>\S.*)$")
_NAME_IN_BRACES = re.compile(r"\s*[\w-]+\s*:\s")
_LINES = re.compile(r"\r\n|\r|\n|\x85|\u2028|\u2029")


class _Place(NamedTuple):
    line: int
    column: int


class _Finding(NamedTuple):
    """Where the mistake is, the words for it, and the code if it is no mistake of syntax."""

    place: _Place
    words: str
    code: str = "file.syntax"


class _Source(NamedTuple):
    """The text around an error: its lines, where it was found, and where that part began."""

    lines: list[str]
    found: _Place
    begun: _Place
    reason: str

    def line(self, number: int) -> str:
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    @property
    def here(self) -> str:
        return self.line(self.found.line)

    def character(self, place: _Place) -> str:
        return self.line(place.line)[place.column - 1 : place.column]


def explain(file: DataFile, reason: str) -> Problem:
    """Return the problem for a complaint of the YAML parser."""
    places = [_Place(int(line), int(column)) for line, column in _PLACES.findall(reason)]
    found = places[0] if places else _Place(1, 1)
    source = _Source(_LINES.split(file.text), found, places[-1] if places else found, reason)
    for part, explanation in _EXPLANATIONS.items():
        if part in reason:
            finding = explanation(source)
            break
    else:
        words = re.sub(r" at line \d+ column \d+", "", reason)
        finding = _Finding(found, f"not valid YAML: {words}")
    (line, column), words, code = finding
    last = max(len(source.lines) - (source.lines[-1] == ""), 1)
    if line > last:  # the end of the file is shown as the end of its last line
        line, column = last, len(source.line(last)) + 1
    return Problem(file.shown, line, column, code, words)


def _in_quotes(name: str, value: str) -> str:
    mark = "'" if '"' in value or "\\" in value else '"'
    value = value.strip().replace("'", "''") if mark == "'" else value.strip()
    return f"put the value in quotation marks: {quoted(f'{name}: {mark}{value}{mark}', 90)[1:-1]}"


def _mapping_values(source: _Source) -> _Finding:
    here, column = source.here, source.found.column
    before = source.line(source.found.line - 1)
    field = _FIELD.match(here)
    if missing := _NO_SPACE.match(before):
        return _no_space(source, source.found.line - 1, missing)
    if field and field.end("name") < column - 1:
        words = f"the value of {quoted(field['name'])} holds a colon; "
        return _Finding(source.found, words + _in_quotes(field["name"], field["value"]))
    start = _Place(source.found.line, len(here) - len(here.lstrip()) + 1)
    words = (
        f"this line begins with {start.column - 1} spaces, which is more than the fields above it "
        "have; give all fields of a record the same number"
    )
    return _Finding(start, words)


def _no_space(source: _Source, line: int, found: re.Match[str]) -> _Finding:
    place = _Place(line, found.end("name") + 2)
    name, value = found["name"], found["value"]
    return _Finding(place, f"a space is missing after the colon: '{name}: {quoted(value)[1:-1]}'")


def _simple_key(source: _Source) -> _Finding:
    text = source.line(source.begun.line)
    if found := _NO_SPACE.match(text):
        return _no_space(source, source.begun.line, found)
    if found := _NO_COLON.match(text):
        words = (
            f"a colon is missing after the name of the field: '{found['name']}: "
            f"{quoted(found['value'])[1:-1]}'"
        )
        return _Finding(_Place(source.begun.line, found.end("name") + 1), words)
    words = f"{quoted(text.strip())} is no field; write its name, a colon, a space and its value"
    return _Finding(source.begun, words)


def _indentation(source: _Source) -> _Finding:
    here = source.here
    if here[: source.found.column - 1].strip("- "):
        words = (
            "the value goes on after its closing quotation mark or bracket; put all of it in "
            "quotation marks, and double those that it holds"
        )
        return _Finding(source.found, words)
    indent = len(here) - len(here.lstrip(" "))
    words = (
        f"this line begins with {indent} space{'s' * (indent != 1)}, and so belongs to no record "
        "above it; give it as many as the other fields have, or begin a new record with '- '"
    )
    return _Finding(_Place(source.found.line, indent + 1), words)


def _expected_key(source: _Source) -> _Finding:
    here = source.here
    field = _FIELD.match(here)
    value = field["value"].strip() if field else ""
    if field and value and source.found.column - 1 > field.end("name"):
        name = field["name"]
        if value[0] in "'\"":
            words = (
                f"the value of {quoted(name)} goes on after its closing quotation mark; put all "
                "of it in quotation marks, and double those that it holds"
            )
            return _Finding(source.found, words)
        if value[0] in "[{":
            words = (
                f"the value of {quoted(name)} goes on after a closing bracket; if it is a text, "
            )
            return _Finding(source.found, words + _in_quotes(name, value))
    if here[source.found.column - 1 :].startswith("- "):
        words = (
            "a list entry stands among the fields of a record; begin it with as many spaces as "
            "the other entries of its list have"
        )
        return _Finding(source.found, words)
    if here.strip("- ").startswith(":"):
        return _Finding(source.found, "the name of the field is missing before the colon")
    return _indentation(source)


def _open_quote(source: _Source) -> _Finding:
    words = (
        f"the quotation mark ({source.character(source.begun)}) that stands here is never closed"
    )
    return _Finding(source.begun, words)


def _open_bracket(source: _Source) -> _Finding:
    opening = source.character(source.begun)
    closing = {"[": "]", "{": "}"}.get(opening, "bracket")
    words = (
        f"the list that begins here with '{opening}' has no '{closing}' at its end, or no comma "
        "between two entries"
    )
    if opening == "{" and _NAME_IN_BRACES.match(
        source.line(source.begun.line)[source.begun.column :]
    ):
        words = (
            "the fields in braces that begin here have no '}' at their end, or no comma between two"
        )
    elif opening == "{":
        words = (
            "a text that begins with '{' must stand in quotation marks, or in a line of its own "
            "after '>-'"
        )
    return _Finding(source.begun, words)


def _cut_off(source: _Source) -> _Finding:
    words = "the file ends, or a new field begins, inside a list; add what is missing and a ']'"
    return _Finding(source.found, words)


def _bad_start(source: _Source) -> _Finding:
    character = source.character(source.found)
    field = _FIELD.match(source.here)
    if character == "\t":
        return _tab(source)
    value = field["value"].strip() if field else ""
    if field and value and value[0] not in "[\"'":
        place = _Place(source.found.line, len(source.here) - len(field["value"].lstrip()) + 1)
        words = f"a text that begins with '{value[0]}' needs quotation marks; "
        return _Finding(place, words + _in_quotes(field["name"], value))
    words = f"a text that begins with '{character}' needs quotation marks around it"
    return _Finding(source.found, words)


def _tab(source: _Source) -> _Finding:
    words = "a tab stands at the beginning of this line; YAML is indented by spaces only"
    return _Finding(source.found, words)


def _block_text(source: _Source) -> _Finding:
    mark = source.character(source.begun)
    words = (
        f"after '{mark}' the text begins on the next line, indented; "
        f"if '{mark}' belongs to the text, put the text in quotation marks"
    )
    return _Finding(source.begun, words)


def _escape(source: _Source) -> _Finding:
    words = (
        "in double quotation marks, a backslash begins an escape; write it twice, or use single "
        "quotation marks"
    )
    return _Finding(source.found, words)


def _at_found(words: str, code: str = "file.syntax") -> Callable[[_Source], _Finding]:
    return lambda source: _Finding(source.found, words, code)


def _second_document(source: _Source) -> _Finding:
    dashes = [n for n, line in enumerate(source.lines, 1) if re.match(r"---(\s|$)", line)]
    content = next((n for n, line in enumerate(source.lines, 1) if line.strip("- \t")), 1)
    line = next((n for n in dashes if n > content), dashes[-1] if dashes else 1)
    words = "the line '---' begins a second document, and a data file holds one; delete the line"
    return _Finding(_Place(line, 1), words)


#: What is in the parser's complaint, and what to say about it; the first that fits is taken.
_EXPLANATIONS: dict[str, Callable[[_Source], _Finding]] = {
    "recursion limit": _at_found(
        "lists or fields stand inside each other, deeper than a record can be", "file.nesting"
    ),
    "repetition limit": _at_found(
        EXPANSION,
        "file.expansion",
    ),
    "more than one document": _second_document,
    "unhashable": _at_found("a list stands where the name of a field should"),
    "invalid type: integer": _at_found(
        "this number has too many digits; if it is no quantity, put it in quotation marks",
        "data.range",
    ),
    "a tab character": _tab,
    "mapping values are not allowed": _mapping_values,
    "could not find expected ':'": _simple_key,
    "expected '-' indicator": _indentation,
    "while scanning a quoted scalar": _open_quote,
    "while parsing a block node": _at_found(
        "a closing bracket or a comma stands where a value should; delete it, or complete the list"
    ),
    "did not find expected node content": _cut_off,
    "while parsing a flow": _open_bracket,
    "did not find expected key": _expected_key,
    "cannot start any token": _bad_start,
    "unknown anchor": _bad_start,
    "scanning an alias": _bad_start,
    "scanning an anchor": _bad_start,
    "scanning a tag": _bad_start,
    "scanning a block scalar": _block_text,
    "block sequence entries are not allowed": _bad_start,
    "mapping keys are not allowed": _bad_start,
    "escape character": _escape,
    "character escape": _escape,
}
