"""Every kind of problem, with its title and its remedy.

The codes are a closed set: the guide's page on problems is held against this list by a test, so
that a reader who searches for a code finds what to do.  Codes are never renamed or reused.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

Severity: TypeAlias = Literal["error", "note"]


class ProblemCode(NamedTuple):
    """A kind of problem: its severity, what it means and what to do about it."""

    severity: Severity
    title: str
    remedy: str


def _error(title: str, remedy: str) -> ProblemCode:
    return ProblemCode("error", title, remedy)


#: Every code, grouped by where the problem lies.
CODES: dict[str, ProblemCode] = {
    # -- the file itself
    "file.missing": _error("No such file", "Create the file or correct `path` in the descriptor."),
    "file.unreadable": _error(
        "The file cannot be read", "Point to a regular file and check its permissions."
    ),
    "file.too-large": _error("The file is too large", "Split it into a folder of files."),
    "file.empty": _error("The file is empty", "Write at least one record, or `[]` for none."),
    "file.encoding": _error("Not UTF-8 text", "Save the file with the encoding UTF-8."),
    "file.control-character": _error(
        "An invisible character",
        "Delete the character at the place shown, or type a space in its stead.",
    ),
    "file.format": _error(
        "An unknown kind of file", "Use a file that ends in .yaml, .yml, .json, .csv or .bib."
    ),
    "file.syntax": _error(
        "The file cannot be parsed", "Correct the text at the place shown; the message says how."
    ),
    "file.nesting": _error(
        "Nested too deeply", "Flatten the value: a record is a list of fields with plain values."
    ),
    "file.expansion": _error(
        "Anchors expand too far", "Write the values out instead of repeating aliases."
    ),
    "file.duplicate-key": _error("The same field twice in one record", "Keep one of the two."),
    "file.shape": _error(
        "Not a list of records", "Write a list of records, or a single record in its own file."
    ),
    "file.header": _error(
        "A bad CSV header or row", "Give each column one name, and each row all its cells."
    ),
    "file.too-many-problems": _error(
        "More problems than are shown", "Correct those that are shown, then check again."
    ),
    # -- the descriptor
    "descriptor.schema": _error(
        "The descriptor breaks its own rules", "Write the key as the guide's page on data says."
    ),
    "descriptor.unknown-key": _error(
        "An unknown key in the descriptor", "Use one of the keys listed, or correct its spelling."
    ),
    "descriptor.path": _error(
        "A path that leads out of the data folder",
        "Keep data files in the descriptor's folder or below it, and name them from there.",
    ),
    "descriptor.field": _error(
        "A field that is not declared, or of the wrong type", "Name one of the fields listed."
    ),
    "descriptor.collection": _error(
        "A collection that is not declared", "Name one of the resources."
    ),
    "descriptor.duplicate": _error(
        "The same name twice", "Give each resource, field and category its own name."
    ),
    "descriptor.key": _error(
        "No usable primary key", "Name one required text field as `primaryKey`."
    ),
    "descriptor.pattern": _error("A pattern that is no regular expression", "Correct the pattern."),
    "descriptor.constraint": _error(
        "A constraint that doesn't fit its field", "Use the constraint that the message names."
    ),
    # -- one value
    "data.type": _error("A value of the wrong type", "Write the type shown."),
    "data.required": _error("A required field is missing", "Add the field, with a value."),
    "data.unknown-field": _error(
        "A field that the descriptor does not declare",
        "Correct the field's name, or declare it in the descriptor.",
    ),
    "data.enum": _error("Not one of the allowed values", "Use one of the values listed."),
    "data.pattern": _error(
        "A text that breaks its pattern", "Write the text as the field's pattern asks."
    ),
    "data.id": _error(
        "A key that breaks the naming rule",
        "Write the key as the message says, for example with lower-case letters and hyphens.",
    ),
    "data.range": _error("A value out of range", "Correct the value, or the limit."),
    "data.length": _error("Too short or too long", "Shorten or complete the value."),
    "data.date": _error("Not a date", "Write a date that exists, as YYYY-MM-DD."),
    "data.format": _error(
        "Not a web or mail address", "Write the whole address, beginning with https: or mailto:."
    ),
    "data.list-entry": _error(
        "A list entry that CSV could not keep",
        "Make two entries of it, or write a comma in place of the semicolon.",
    ),
    "data.markdown": _error(
        "Markdown that data may not use", "Use text, emphasis, links and the roles listed."
    ),
    "data.role": _error("A role that data may not use", "Use one of the roles listed."),
    "data.filter": _error(
        "A filter in data that is wrong", "Write the filter as the guide's page on data says."
    ),
    # -- records together
    "data.duplicate-id": _error("Two records with the same key", "Rename or merge one of them."),
    "data.duplicate-value": _error(
        "A value that must be unique stands twice", "Correct one of the two."
    ),
    "data.same": _error(
        "Two records that say the same",
        "Merge them, or add a field that tells them apart to `distinct`.",
    ),
    "data.reference": _error(
        "A reference to no record", "Name a key of the other collection, or add that record."
    ),
    "data.source": _error(
        "A source that the bibliography lacks", "Add the source or correct its key."
    ),
    "data.date-order": _error("Dates in the wrong order", "Correct one of the two dates."),
    "data.unit": _error("A figure without unit or date", "Add what is missing."),
    "data.review-due": ProblemCode(
        "note", "A fact past its review date", "Check the source again and move the date."
    ),
}
