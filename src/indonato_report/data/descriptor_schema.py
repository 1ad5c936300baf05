"""The JSON Schema of ``datapackage.yaml``: which keys the descriptor may have.

It covers the part of Data Package v2 that this project reads, plus what it adds under ``report:``.
Descriptions double as the text that editors show.
"""

from __future__ import annotations

from typing import Any

from indonato_report.data.schema import COLLECTION_NAME, FIELD_NAME

FIELD_TYPES = [
    "string",
    "integer",
    "number",
    "boolean",
    "date",
    "year",
    "yearmonth",
    "array",
    "any",
]

_TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
_TEXTS: dict[str, Any] = {"type": "array", "items": _TEXT}
_ONE_OR_MORE: dict[str, Any] = {"anyOf": [_TEXT, {**_TEXTS, "minItems": 1}]}
_NAME: dict[str, Any] = {"type": "string", "pattern": COLLECTION_NAME}


def _object(properties: dict[str, Any], required: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


_CATEGORY = {"anyOf": [_TEXT, _object({"value": _TEXT, "label": _TEXT}, ("value",))]}

_FIELD = _object(
    {
        "name": {"type": "string", "pattern": FIELD_NAME},
        "type": {"enum": FIELD_TYPES},
        "title": _TEXT,
        "description": _TEXT,
        "format": {"enum": ["default", "uri", "email"]},
        "example": {},
        "categories": {"type": "array", "items": _CATEGORY, "minItems": 1},
        "constraints": _object(
            {
                "required": {"type": "boolean"},
                "unique": {"type": "boolean"},
                "pattern": _TEXT,
                "minimum": {"type": ["number", "string"]},
                "maximum": {"type": ["number", "string"]},
                "minLength": {"type": "integer", "minimum": 0},
                "maxLength": {"type": "integer", "minimum": 0},
                "enum": {"type": "array", "minItems": 1},
            }
        ),
        "report": _object(
            {
                "markdown": {"enum": [True, False, "inline", "block"]},
                "references": _TEXT,
                "sources": {"type": "boolean"},
                "precision": _TEXT,
                "not_before": _TEXT,
                "decimals": {"type": "integer", "minimum": 0, "maximum": 12},
                "translatable": {"type": "boolean"},
            }
        ),
    },
    ("name", "type"),
)

_VIEW = _object(
    {
        "columns": {**_TEXTS, "minItems": 1},
        "labels": {"type": "object", "additionalProperties": _TEXT},
        "widths": {"type": "array", "items": {"type": "integer", "minimum": 1}},
        "sort": _ONE_OR_MORE,
        "group": _TEXT,
        "landscape": {"type": "boolean"},
    },
    ("columns",),
)

_FACTS = {
    "anyOf": [
        {"type": "boolean"},
        _object({"value": _TEXT, "unit": _TEXT, "as_of": _TEXT, "review_by": _TEXT}, ("value",)),
    ]
}

# What is only passed on to the published descriptor, in the forms of the standard.
_SOURCES = {
    "type": "array",
    "items": _object({"title": _TEXT, "path": _TEXT, "email": _TEXT, "version": _TEXT}),
    "minItems": 1,
}
_LICENSES = {
    "type": "array",
    "items": _object({"name": _TEXT, "title": _TEXT, "path": _TEXT}),
    "minItems": 1,
}
_CONTRIBUTOR = _object(
    {
        "title": _TEXT,
        "givenName": _TEXT,
        "familyName": _TEXT,
        "path": _TEXT,
        "email": _TEXT,
        "organization": _TEXT,
        "roles": {**_TEXTS, "minItems": 1},
    }
)

_FOREIGN_KEY = _object(
    {
        "fields": _ONE_OR_MORE,
        "reference": _object({"resource": {"type": "string"}, "fields": _ONE_OR_MORE}, ("fields",)),
    },
    ("fields", "reference"),
)

_RESOURCE = _object(
    {
        "name": _NAME,
        "title": _TEXT,
        "description": _TEXT,
        "path": _ONE_OR_MORE,
        "sources": _SOURCES,
        "licenses": _LICENSES,
        "report": _object(
            {
                "title": _TEXT,
                "home": _TEXT,
                "facts": _FACTS,
                "distinct": {**_TEXTS, "minItems": 1},
                "profile": {**_TEXTS, "minItems": 1},
                "views": {"type": "object", "additionalProperties": _VIEW},
            }
        ),
        "schema": _object(
            {
                "primaryKey": _ONE_OR_MORE,
                "foreignKeys": {"type": "array", "items": _FOREIGN_KEY},
                "fields": {"type": "array", "items": _FIELD, "minItems": 1},
            },
            ("primaryKey", "fields"),
        ),
    },
    ("name", "path", "schema"),
)

DESCRIPTOR_SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Descriptor of a report's data",
    **_object(
        {
            "$schema": _TEXT,
            "name": _NAME,
            "title": _TEXT,
            "description": _TEXT,
            "version": _TEXT,
            "homepage": _TEXT,
            "created": _TEXT,
            "keywords": {**_TEXTS, "minItems": 1},
            "contributors": {"type": "array", "items": _CONTRIBUTOR, "minItems": 1},
            "sources": _SOURCES,
            "licenses": _LICENSES,
            "report": _object(
                {"bibliography": _TEXT, "edition_date": {"type": "string", "format": "date"}}
            ),
            "resources": {"type": "array", "items": _RESOURCE, "minItems": 1},
        },
        ("name", "resources"),
    ),
}
