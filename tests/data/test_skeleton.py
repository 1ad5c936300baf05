"""An empty record names every field, and is ready to paste."""

from __future__ import annotations

import pytest
from ryaml import loads

from indonato_report.data import dataset
from indonato_report.data.descriptor import Collection, Field
from indonato_report.data.skeleton import skeleton

from .conftest import DESCRIPTOR, Load, Write, collection_of


def test_every_field_stands_in_it_with_what_may_be_written(load: Load) -> None:
    visits = load().collection("visits")
    assert visits is not None
    text = skeleton(visits)
    assert text.startswith(
        "# Key (required): a text; made of lower-case letters, digits and single hyphens, as in\n"
        "#   'new-delhi-2019'.\n"
        "- id:\n"
        "  # Ship (required): a text; at most 20 characters.\n"
        "  ship:\n"
        "  # Code (optional): a text; of the form [A-Z]{3}; no two records alike.\n"
        "  code:\n"
        "  # Arrived (optional): a date written YYYY-MM-DD; at least 2000-01-01; how much of it "
        "is\n"
        "  #   known stands in known.\n"
        "  date:\n"
        "  # Known (optional): one of day, month, year.\n"
        "  known:\n"
        "  # Left (optional): a date written YYYY-MM-DD; not before date.\n"
        "  left:\n"
    )
    assert "  # Pier (optional): a text; keys of piers.\n" in text
    assert "  # Goods (optional): a list of texts; at most 3 entries.\n" in text
    assert "  # Story (optional): a text; Markdown with paragraphs and lists.\n" in text
    assert "  # Sources (optional): a list of texts; keys of the bibliography.\n" in text
    assert loads(text) == [dict.fromkeys(visits.fields)]
    assert all(len(line) <= 92 for line in text.splitlines())


def test_pasted_it_asks_only_for_what_is_required(write: Write) -> None:
    visits = dataset.load(write()).collection("visits")
    assert visits is not None
    descriptor = write({"visits.yaml": skeleton(visits)})
    assert [(p.code, p.message.partition(":")[0]) for p in dataset.load(descriptor).problems] == [
        ("data.required", "id"),
        ("data.required", "ship"),
    ]
    filled = skeleton(visits).replace("- id:", "- id: v1").replace("  ship:", "  ship: Aurora")
    assert dataset.load(write({"visits.yaml": filled})).problems == []


def test_in_a_folder_of_files_a_record_is_a_file(load: Load) -> None:
    descriptor = DESCRIPTOR.replace("path: piers.yaml", 'path: "piers/*.yaml"')
    piers = load({"datapackage.yaml": descriptor, "piers/a.yaml": "id: a\nname: A\n"}).collection(
        "piers"
    )
    assert piers is not None
    assert loads(skeleton(piers)) == {"id": None, "name": None, "length": None}
    assert "\nname:\n" in skeleton(piers)


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (
            Field("n", "integer", "N", "How many.", constraints={"minimum": 1, "maximum": 9}),
            "# N (optional): a whole number; at least 1; at most 9. How many.",
        ),
        (
            Field("a", "array", "A", constraints={"minLength": 1}, categories={"x": "X", "y": "Y"}),
            "# A (optional): a list of x, y; at least 1 entry.",
        ),
        (
            Field("t", "string", "T", markdown="inline", constraints={"minLength": 2}, example="x"),
            "# T (optional): a text; at least 2 characters; Markdown; for example x.",
        ),
    ],
)
def test_limits_are_told(field: Field, expected: str) -> None:
    collection: Collection = collection_of(field)
    assert f"  {expected}\n" in skeleton(collection)
