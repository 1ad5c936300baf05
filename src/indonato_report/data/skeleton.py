"""An empty record to fill in: every field with its type, its meaning and its allowed values."""

from __future__ import annotations

import textwrap
from pathlib import Path

from indonato_report.data.advice import EXPECTED, PATTERNS
from indonato_report.data.descriptor import Collection, Field
from indonato_report.data.paths import is_pattern
from indonato_report.data.schema import KEY_PATTERN

_WIDTH = 92


def skeleton(collection: Collection) -> str:
    """Return a record without values in YAML, with a comment above each field.

    The record is an item of a list, to be pasted into a file; or a file of its own, if the
    collection is a folder of files.
    """
    alone = all(is_pattern(Path(path)) for path in collection.paths)
    lines: list[str] = []
    for number, field in enumerate(collection.fields.values()):
        indent = "" if alone or number == 0 else "  "
        comment = " ".join(_comment(collection, field).split())
        lines += textwrap.wrap(
            comment,
            _WIDTH,
            initial_indent=f"{indent}# ",
            subsequent_indent=f"{indent}#   ",
            break_on_hyphens=False,
        )
        lines.append(f"{'' if alone else '- ' if number == 0 else '  '}{field.name}:")
    return "\n".join(lines) + "\n"


def _comment(collection: Collection, field: Field) -> str:
    need = "required" if field.required else "optional"
    parts = [f"{field.title} ({need}):"]
    if field.allowed_values:
        values = ", ".join(map(str, field.allowed_values))
        parts.append(f"a list of {values}" if field.type == "array" else f"one of {values}")
    else:
        parts.append(EXPECTED[field.type])
    pattern = field.constraints.get("pattern") or (
        KEY_PATTERN if field.name == collection.key else None
    )
    if pattern:
        parts.append(PATTERNS.get(pattern, f"of the form {pattern}"))
    parts += _limits(field)
    if field.references:
        parts.append(f"keys of {field.references}")
    if field.sources:
        parts.append("keys of the bibliography")
    if field.markdown:
        parts.append("Markdown" + (" with paragraphs and lists" * (field.markdown == "block")))
    if field.precision:
        parts.append(f"how much of it is known stands in {field.precision}")
    if field.not_before:
        parts.append(f"not before {field.not_before}")
    if field.example is not None:
        parts.append(f"for example {field.example}")
    comment = f"{parts[0]} " + "; ".join(parts[1:]) + "."
    return f"{comment} {field.description}" if field.description else comment


def _limits(field: Field) -> list[str]:
    one, several = ("entry", "entries") if field.type == "array" else ("character", "characters")
    limits = field.constraints
    found = []
    for low, high, things in (("minimum", "maximum", None), ("minLength", "maxLength", several)):
        for name, words in ((low, "at least"), (high, "at most")):
            if name in limits:
                thing = "" if things is None else f" {one if limits[name] == 1 else things}"
                found.append(f"{words} {limits[name]}{thing}")
    return [*found, "no two records alike"] if limits.get("unique") else found
