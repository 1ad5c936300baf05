"""The descriptor of the published data: a Data Package of version 2 (https://datapackage.org).

It is made from our own descriptor, not copied: published is one CSV table a collection, in the
words of the standard alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from indonato_report.data.descriptor import Collection, Field, Package
from indonato_report.data.export_tables import FORMULA_STARTS, needs_apostrophe
from indonato_report.data.records import Record

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"

_APOSTROPHE = "Values that begin with = + - or @ have an apostrophe in front."


def descriptor_text(
    package: Package, records: Mapping[str, Iterable[Record]], tables: Mapping[str, Iterable[str]]
) -> str:
    """Return the ``datapackage.json``.

    Args:
        package: what is published.
        records: the records, by collection.
        tables: the CSV texts in pieces of any length, by collection.
    """
    content: dict[str, Any] = {
        "$schema": PROFILE,
        "name": package.name,
        "title": package.title,
        "description": package.description,
        "version": package.version,
        "created": f"{package.edition_date}T00:00:00Z" if package.edition_date else "",
        **package.metadata,
    }
    content = {name: value for name, value in content.items() if value}
    content["resources"] = [
        _resource(collection, list(records[name]), tables[name], package)
        for name, collection in package.collections.items()
    ]
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _resource(
    collection: Collection, records: list[Record], table: Iterable[str], package: Package
) -> dict[str, Any]:
    size, digest = 0, hashlib.sha256()
    for piece in table:
        content = piece.encode()
        size += len(content)
        digest.update(content)
    resource: dict[str, Any] = {
        "name": collection.name,
        "type": "table",
        "path": f"{collection.name}.csv",
        "title": collection.title,
        "description": collection.description,
        **collection.metadata,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{digest.hexdigest()}",
    }
    schema: dict[str, Any] = {
        "fields": [_field(field, records) for field in collection.fields.values()],
        "primaryKey": [collection.key],
    }
    # The standard's foreign keys are for single values, not for the entries of a list.
    foreign_keys = [
        {
            "fields": [field.name],
            "reference": {
                # An empty name means the table itself.
                "resource": "" if field.references == collection.name else field.references,
                "fields": [package.collections[field.references].key],
            },
        }
        for field in collection.fields.values()
        if field.references and field.type == "string"
    ]
    if foreign_keys:
        schema["foreignKeys"] = foreign_keys
    return {name: value for name, value in resource.items() if value != ""} | {"schema": schema}


def _field(field: Field, records: list[Record]) -> dict[str, Any]:
    constraints = dict(field.constraints)
    description = field.description
    labels = {str(value): label for value, label in field.categories.items()}
    if field.type == "array":
        # Only whole cells can be constrained, and unlike here `minLength` counts characters.
        constraints = {"required": True} if field.required else {}
        if field.allowed_values:
            values = ", ".join(map(str, field.allowed_values))
            description = f"{description} Each entry is one of: {values}.".strip()
    elif labels:
        constraints["enum"] = list(labels)
    if any(_has_apostrophe(field, record) for record in records):
        description = f"{description} {_APOSTROPHE}".strip()
        constraints = _with_apostrophes(constraints)
        labels = {_marked(value): label for value, label in labels.items()}
    published: dict[str, Any] = {
        "name": field.name,
        "type": "list" if field.type == "array" else field.type,
        "title": field.title,
    }
    if description:
        published["description"] = description
    if field.example is not None:
        published["example"] = field.example
    if field.format != "default":
        published["format"] = field.format
    if field.type == "array":
        published |= {"delimiter": ";", "itemType": "string"}
    elif labels:
        published["categories"] = [
            {"value": value, "label": label} for value, label in labels.items()
        ]
    if constraints:
        published["constraints"] = constraints
    return published


def _has_apostrophe(field: Field, record: Record) -> bool:
    value = record.values.get(field.name)
    text = value[0] if isinstance(value, list) and value else value
    return isinstance(text, str) and needs_apostrophe(field, text)


def _with_apostrophes(constraints: Mapping[str, Any]) -> dict[str, Any]:
    """Return constraints that allow for the apostrophe in front of some values."""
    changed = dict(constraints)
    if "pattern" in changed:
        changed["pattern"] = f"'?(?:{changed['pattern']})"
    if "maxLength" in changed:
        changed["maxLength"] += 1
    if "enum" in changed:
        changed["enum"] = [_marked(value) for value in changed["enum"]]
    return changed


def _marked(value: Any) -> Any:
    return f"'{value}" if str(value).startswith(FORMULA_STARTS) else value
