"""Editors accept what the program accepts, and explain each field."""

from __future__ import annotations

import json
from typing import Any

import jsonschema_rs
import pytest
from ryaml import loads

from indonato_report.data.editor_schema import collection_schema, schema_files

from .conftest import DESCRIPTOR, Load

GOOD = {"id": "v1", "ship": "Aurora", "kind": "cargo", "date": "2026-05-01", "goods": ["fish"]}


@pytest.fixture
def schemas(load: Load) -> dict[str, Any]:
    package = load().package
    assert package is not None
    return {name: json.loads(text) for name, text in schema_files(package).items()}


def test_there_is_one_schema_a_collection_and_one_for_the_descriptor(
    schemas: dict[str, Any],
) -> None:
    assert list(schemas) == [
        "piers.schema.json",
        "visits.schema.json",
        "figures.schema.json",
        "datapackage.schema.json",
    ]
    for schema in schemas.values():
        jsonschema_rs.validator_for(schema)  # raises if it is no schema
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("content", [GOOD, [GOOD], [], [GOOD, {"id": "v2", "ship": "B"}]])
def test_a_record_or_a_list_of_records_is_accepted(schemas: dict[str, Any], content: Any) -> None:
    assert jsonschema_rs.is_valid(schemas["visits.schema.json"], content)


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "boat"},
        {"date": "2026-02-30"},
        {"ship": None},
        {"ship": " "},
        {"goods": ["a;b"]},
        {"id": "V 1"},
        {"boat": 1},
        {"page": "ftp://a"},
        {"crew": 2**60},
    ],
)
def test_a_wrong_record_is_refused(schemas: dict[str, Any], change: dict[str, Any]) -> None:
    schema = schemas["visits.schema.json"]
    assert not jsonschema_rs.is_valid(schema, GOOD | change, validate_formats=True)
    assert not jsonschema_rs.is_valid(schema, [GOOD | change], validate_formats=True)


def test_the_descriptor_is_accepted_by_its_schema(schemas: dict[str, Any]) -> None:
    schema = schemas["datapackage.schema.json"]
    assert jsonschema_rs.is_valid(schema, loads(DESCRIPTOR))
    assert not jsonschema_rs.is_valid(schema, loads(DESCRIPTOR) | {"titel": "x"})


def test_each_field_is_explained(schemas: dict[str, Any]) -> None:
    fields = schemas["visits.schema.json"]["$defs"]["record"]["properties"]
    assert {name: field["description"] for name, field in fields.items()} == {
        "id": "Key.",
        "ship": "Ship.",
        "code": "Code.",
        "date": "Arrived. The field known says how much of the date is known.",
        "known": "Known.",
        "left": "Left.",
        "kind": "Kind. cargo: Cargo ship; ferry: Ferry.",
        "crew": "Crew.",
        "guest": "Guest.",
        "pier": "Pier. A key of the collection piers.",
        "goods": "Goods.",
        "page": "Page.",
        "note": "Note. Markdown within one paragraph.",
        "story": "Story. Markdown, with paragraphs and lists.",
        "sources": "Sources. Keys of the bibliography.",
    }
    assert fields["kind"]["enum"] == ["cargo", "ferry"] and fields["ship"]["title"] == "Ship"


def test_a_description_is_kept(load: Load) -> None:
    descriptor = DESCRIPTOR.replace("title: Piers", "title: Piers\n    description: All of them.")
    package = load({"datapackage.yaml": descriptor}).package
    assert package is not None
    assert collection_schema(package.collections["piers"])["description"] == "All of them."
