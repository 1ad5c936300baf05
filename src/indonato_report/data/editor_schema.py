"""JSON Schemas for editors, which complete and check what is typed.

One schema a collection, for a file with one record or a list of them, and one for the descriptor.
"""

from __future__ import annotations

import json
from typing import Any

from indonato_report.data.descriptor import Collection, Field, Package
from indonato_report.data.descriptor_schema import DESCRIPTOR_SCHEMA
from indonato_report.data.schema import record_schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_files(package: Package) -> dict[str, str]:
    """Return the texts of the schemas, by file name."""
    files = {
        f"{name}.schema.json": _text(collection_schema(each))
        for name, each in package.collections.items()
    }
    files["datapackage.schema.json"] = _text(DESCRIPTOR_SCHEMA)
    return files


def collection_schema(collection: Collection) -> dict[str, Any]:
    """Return the JSON Schema of a data file of a collection, with titles and descriptions."""
    record = record_schema(collection)
    for name, field in collection.fields.items():
        record["properties"][name]["description"] = _description(field)
    schema: dict[str, Any] = {"$schema": DIALECT, "title": collection.title}
    if collection.description:
        schema["description"] = collection.description
    schema["anyOf"] = [
        {"$ref": "#/$defs/record"},
        {"type": "array", "items": {"$ref": "#/$defs/record"}},
    ]
    schema["$defs"] = {"record": record}
    return schema


def _description(field: Field) -> str:
    parts = [field.description or f"{field.title}."]
    if any(value != label for value, label in field.categories.items()):
        meanings = "; ".join(f"{value}: {label}" for value, label in field.categories.items())
        parts.append(f"{meanings}.")
    if field.references:
        parts.append(f"A key of the collection {field.references}.")
    if field.sources:
        parts.append("Keys of the bibliography.")
    if field.markdown:
        parts.append(
            "Markdown, with paragraphs and lists."
            if field.markdown == "block"
            else "Markdown within one paragraph."
        )
    if field.precision:
        parts.append(f"The field {field.precision} says how much of the date is known.")
    return " ".join(parts)


def _text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
