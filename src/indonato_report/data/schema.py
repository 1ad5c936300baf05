"""The JSON Schema of a collection, made from the descriptor.

One declaration drives validation, the completion of editors, and the exports.
"""

from __future__ import annotations

from typing import Any

from indonato_report.data.descriptor import Collection, Field

#: What every key is made of, because it becomes part of an address.
KEY_PATTERN = "[a-z0-9]+(-[a-z0-9]+)*"

#: The names of fields can stand in filters.
FIELD_NAME = "^[A-Za-z_][A-Za-z0-9_]*$"

#: The names of collections, and of the package.
COLLECTION_NAME = "^[a-z0-9]+([-_.][a-z0-9]+)*$"

#: Numbers beyond this lose digits in JSON, in spreadsheets and in browsers.
LARGEST_NUMBER = 2**53 - 1

#: A text that holds more than white space.
NOT_BLANK = "\\S"

#: An entry of a list: entries are separated by semicolons in CSV and stand without space around.
LIST_ENTRY = "^[^;\\s]([^;]*[^;\\s])?$"

#: The schemes of an address.
ADDRESS = "^(https?://[^\\s/]\\S*|mailto:[^\\s@]+@[^\\s@]+)$"

_NUMBER_LIMITS = {"minimum": -LARGEST_NUMBER, "maximum": LARGEST_NUMBER}

_TYPES: dict[str, dict[str, Any]] = {
    "string": {"type": "string"},
    "integer": {"type": "integer", **_NUMBER_LIMITS},
    "number": {"type": "number", **_NUMBER_LIMITS},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "year": {"type": "string", "pattern": "^[0-9]{4}$"},
    "yearmonth": {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"},
    "array": {"type": "array", "items": {"type": "string", "pattern": LIST_ENTRY}},
    "any": {"type": ["string", "number", "boolean"], **_NUMBER_LIMITS},
}


def record_schema(collection: Collection) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of one record of ``collection``."""
    properties = {name: field_schema(field) for name, field in collection.fields.items()}
    key = properties[collection.key]
    if key.get("pattern") not in (None, NOT_BLANK, whole_value(KEY_PATTERN)):
        # One problem is enough for a key that breaks both its own pattern and the general rule.
        key["if"] = {"pattern": key["pattern"]}
        key["then"] = {"pattern": f"^{KEY_PATTERN}$"}
    else:
        key["pattern"] = f"^{KEY_PATTERN}$"
    return {
        "title": collection.title,
        "type": "object",
        "properties": properties,
        "required": [name for name, field in collection.fields.items() if field.required],
        "additionalProperties": False,
    }


def whole_value(pattern: str) -> str:
    """Return a Data Package pattern, which covers the whole value, as one of JSON Schema."""
    return f"^(?:{pattern})$"


def field_schema(field: Field) -> dict[str, Any]:
    """Return the JSON Schema of one field's value."""
    schema: dict[str, Any] = dict(_TYPES[field.type])
    schema["title"] = field.title
    if field.description:
        schema["description"] = field.description
    allowed = field.allowed_values
    if allowed and field.type == "array":
        schema["items"] = {"enum": list(allowed)}
    elif allowed:
        schema["enum"] = list(allowed)
    limits = field.constraints
    if field.format == "email":
        schema["format"] = "email"
    elif field.format == "uri":
        schema["pattern"] = ADDRESS
    if field.type == "string" and "pattern" in limits:
        schema["pattern"] = whole_value(limits["pattern"])
    elif field.required and field.type in ("string", "any") and not allowed:
        schema.setdefault("pattern", NOT_BLANK)
    if field.is_numeric:
        schema.update({name: limits[name] for name in ("minimum", "maximum") if name in limits})
    lengths = ("minItems", "maxItems") if field.type == "array" else ("minLength", "maxLength")
    for ours, theirs in zip(("minLength", "maxLength"), lengths, strict=True):
        if ours in limits:
            schema[theirs] = limits[ours]
    if field.required and field.type == "array":
        schema["minItems"] = max(1, schema.get("minItems", 1))
    return schema
