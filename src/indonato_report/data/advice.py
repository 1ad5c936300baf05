"""What to write instead: hints for values that are nearly right."""

from __future__ import annotations

import datetime
import re
import unicodedata
from typing import Any

from indonato_report.data.descriptor import Field
from indonato_report.data.schema import COLLECTION_NAME, FIELD_NAME, KEY_PATTERN

#: How messages name what a type expects.
EXPECTED = {
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "date": "a date written YYYY-MM-DD",
    "year": 'a year written "YYYY", in quotation marks',
    "yearmonth": "a month written YYYY-MM",
    "array": "a list of texts",
    "any": "a text, a number, or true or false",
    "object": "a record: fields with their values",
    "null": "nothing",
}

#: What the usual patterns ask for, in words.
PATTERNS = {
    KEY_PATTERN: "made of lower-case letters, digits and single hyphens, as in 'new-delhi-2019'",
    FIELD_NAME[1:-1]: "made of letters, digits and underscores, beginning with a letter",
    COLLECTION_NAME[1:-1]: "made of lower-case letters and digits, with '-', '_' or '.' between",
}

_SEPARATED = re.compile(r"[+-]?\d{1,3}([ ,_'\u00a0\u202f]\d{3})+(\.\d+)?\Z")
_WHOLE_DATE = re.compile(r"\d{4}-\d\d-\d\d\Z")
_LOOSE_DATE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\Z")


def as_written(value: Any) -> str:
    """Return a value as it is written in YAML."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def type_hint(expected: str, value: Any) -> str:
    """Return what to write so that ``value`` has the type that is expected, or nothing."""
    if value is None:
        return "; complete the entry, or delete it"
    if expected == EXPECTED["string"] and isinstance(value, bool | int | float):
        return "; put it in quotation marks"
    if expected == EXPECTED["year"] and isinstance(value, int):
        return f'; write "{value}"'
    if expected == EXPECTED["array"] and isinstance(value, str):
        return (
            "; put it in brackets: ["
            + (", ".join(value.split(";")) if len(value) < 60 else "…")
            + "]"
        )
    if expected in (EXPECTED["integer"], EXPECTED["number"]) and isinstance(value, str):
        if _SEPARATED.match(value):
            digits = re.sub(r"[ ,_'\u00a0\u202f]", "", value)
            return f"; write {digits}, without separators"
        if re.match(r"[+-]?\d+(\.\d+)?\Z", value):
            return "; write it without quotation marks"
    if expected == EXPECTED["boolean"] and isinstance(value, str):
        meant = {"yes": "true", "on": "true", "no": "false", "off": "false"}.get(value.lower())
        return f"; write {meant}" if meant else ""
    if isinstance(value, dict) and len(value) == 1:
        name = str(next(iter(value)))
        if name.startswith("!"):
            return "; a text that begins with '!' must stand in quotation marks"
        if expected.startswith("a text"):
            return "; a text that holds a colon must stand in quotation marks"
    return ""


def date_words(text: str, field: Field | None) -> str:
    """Return why ``text`` is no date, with the date that may be meant."""
    if _WHOLE_DATE.match(text):
        return f"'{text}' is a day that does not exist"
    words = f"'{text[:40]}' is not {EXPECTED['date']}"
    if re.match(r"\d{4}(-\d\d)?\Z", text) and field is not None and field.precision:
        first = f"{text}-01-01"[:10]
        known = "year" if len(text) == 4 else "month"
        return f'{words}; write "{first}", and {known} in the field {field.precision!r}'
    if found := _LOOSE_DATE.match(text):
        year, month, day = (int(part) for part in found.groups())
        try:
            return f'{words}; write "{datetime.date(year, month, day).isoformat()}"'
        except ValueError:
            return words
    return words


def list_entry_words(text: str) -> str:
    """Return why a text may not be an entry of a list."""
    if ";" in text:
        return "a list entry may not hold a semicolon, which separates entries in CSV"
    if not text.strip():
        return "a list entry is empty; delete it"
    return "a list entry may not begin or end with a space"


def slug_hint(text: str, pattern: str) -> str:
    """Return the key that may be meant, if ``text`` can be written as the pattern asks."""
    import jsonschema_rs  # has been imported already when something is wrong

    bare = unicodedata.normalize("NFKD", text[:100]).casefold()
    slug = re.sub(r"[^a-z0-9]+", "-", bare.encode("ascii", "ignore").decode()).strip("-")
    # Python's own matcher could take for ever over a pattern; this one gives up in time.
    fits = slug and jsonschema_rs.is_valid({"pattern": pattern}, slug)
    return f" Did you mean '{slug}'?" if fits else ""


def unknown_name(name: str) -> str:
    """Return what is wrong with the name of a field that looks like a slip of YAML."""
    if name == "<<":
        return "YAML's merge key is not supported; write the fields out"
    if name.startswith("-"):
        return f"write a space after the hyphen: '- {name[1:]}: …'"
    return ""
