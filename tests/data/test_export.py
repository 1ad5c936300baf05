"""The published data hold the same values everywhere, and the standard's validator agrees."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indonato_report.data import dataset, reader
from indonato_report.data.descriptor import Collection, Field, Package
from indonato_report.data.export import package_files, write_package
from indonato_report.data.export_descriptor import descriptor_text
from indonato_report.data.export_tables import FORMULA_STARTS, cell, csv_text, json_text
from indonato_report.data.formats import Flawed
from indonato_report.data.records import Record, read_collection

from .conftest import FULL, Load, collection_of


def record(**values: Any) -> Record:
    return Record("a", values, 0, 0)


# -- cells ----------------------------------------------------------------------------------------
@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_a_text_that_could_be_a_formula_gets_an_apostrophe(start: str) -> None:
    for kind in ("string", "any"):
        assert cell(Field("t", kind, "T"), f"{start}x") == f"'{start}x"
    assert cell(Field("t", "array", "T"), [f"{start}x", "y"]) == f"'{start}x;y"


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("number", -5.5, "-5.5"),
        ("integer", -5.0, "-5"),
        ("any", -5, "-5"),
        ("date", "2026-05-01", "2026-05-01"),
        ("boolean", True, "true"),
        ("boolean", False, "false"),
        ("string", None, ""),
        ("string", Flawed("x"), ""),
        ("string", "'=x", "'=x"),
        ("string", "a=b", "a=b"),
        ("array", [], ""),
        ("number", 1e22, "1e+22"),
    ],
)
def test_other_values_are_written_as_they_are(kind: Any, value: Any, expected: str) -> None:
    assert cell(Field("t", kind, "T"), value) == expected


def test_quotation_marks_stand_where_they_are_needed() -> None:
    things = collection_of(Field("t", "string", "T"))
    rows = ["plain", "a,b", 'a"b', "a\nb", "a\rb", " a", "a ", "a;b"]
    text = csv_text(things, [record(id="a", t=each) for each in rows])
    lines = ['a,"a,b"', 'a,"a""b"', 'a,"a\nb"', 'a,"a\rb"', 'a," a"', 'a,"a "', "a,a;b"]
    assert text == "\n".join(["id,t", "a,plain", *lines]) + "\n"
    assert [row[1] for row in csv.reader(io.StringIO(text, newline=""))][1:] == rows


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cf")), min_size=1
).filter(lambda text: text.strip() == text)
ENTRY = TEXT.filter(lambda text: ";" not in text)
VALUES = st.fixed_dictionaries(
    {"id": st.from_regex(r"[a-z0-9]{1,5}", fullmatch=True)},
    optional={
        "text": st.one_of(TEXT, st.text("=+-@'\n, \"a", min_size=1)),
        "number": st.one_of(st.integers(-(10**9), 10**9), st.floats(-1e9, 1e9)),
        "whole": st.integers(-(10**15), 10**15),
        "flag": st.booleans(),
        "day": st.dates().map(str),
        "items": st.lists(ENTRY, min_size=1, max_size=3),
    },
)
THINGS = collection_of(
    Field("text", "string", "Text"),
    Field("number", "number", "Number"),
    Field("whole", "integer", "Whole"),
    Field("flag", "boolean", "Flag"),
    Field("day", "date", "Day"),
    Field("items", "array", "Items"),
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(VALUES, max_size=4, unique_by=lambda values: values["id"]))
def test_csv_and_json_hold_the_same_values(tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    records = [Record(values["id"], values, 0, 0) for values in rows]
    found = {}
    for suffix, text in (
        (".csv", csv_text(THINGS, records)),
        (".json", json_text(THINGS, records)),
    ):
        collection = Collection("things", "Things", (f"x{suffix}",), THINGS.fields, "id")
        path = tmp_path / f"x{suffix}"
        path.write_bytes(text.encode())
        package = Package(tmp_path / "datapackage.yaml", "x", "X", {"things": collection})
        loaded = read_collection(package, collection)
        if not rows and suffix == ".csv":
            assert loaded.by_key == {}
        assert [each for each in loaded.problems if each.code != "data.required"] == []
        found[suffix] = {key: each.values for key, each in loaded.by_key.items()}
    assert found[".json"] == {values["id"]: values for values in rows}
    for values in rows:
        expected = dict(values)
        if values.get("text", "").startswith(FORMULA_STARTS):
            expected["text"] = "'" + values["text"]
        if values.get("items", [""])[0].startswith(FORMULA_STARTS):
            expected["items"] = ["'" + values["items"][0], *values["items"][1:]]
        assert found[".csv"][values["id"]] == expected


def test_json_leaves_out_what_failed_its_check() -> None:
    things = collection_of(Field("t", "string", "T"), Field("n", "integer", "N"))
    text = json_text(things, [record(id="a", t=Flawed("x"), n=5.0, other=1)])
    assert text == '[\n {\n  "id": "a",\n  "n": 5\n }\n]\n'


# -- the package ----------------------------------------------------------------------------------
def test_all_files_are_written_and_are_the_same_again(load: Load, tmp_path: Path) -> None:
    data = load(FULL)
    assert data.problems == []
    one, two = tmp_path / "one", tmp_path / "two" / "deep"
    written = write_package(data, one)
    assert [path.name for path in written] == [
        "datapackage.json",
        "README.md",
        "piers.csv",
        "piers.json",
        "visits.csv",
        "visits.json",
        "figures.csv",
        "figures.json",
        "references.bib",
    ]
    write_package(data, two)
    for path in written:
        assert path.read_bytes() == (two / path.name).read_bytes()
    assert (one / "references.bib").read_bytes() == (tmp_path / "sources.bib").read_bytes()


def test_the_descriptor_is_in_the_words_of_the_standard(load: Load) -> None:
    files = package_files(load(FULL))
    content = json.loads(files["datapackage.json"])
    assert content["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert content["created"] == "2026-06-30T00:00:00Z" and content["version"] == "1.0"
    assert '"report"' not in files["datapackage.json"] and '"description": ""' not in content
    visits = content["resources"][1]
    table = files["visits.csv"].encode()
    assert visits["type"] == "table" and visits["encoding"] == "utf-8"
    assert visits["bytes"] == len(table)
    assert visits["hash"] == f"sha256:{hashlib.sha256(table).hexdigest()}"
    assert visits["schema"]["primaryKey"] == ["id"]
    assert visits["schema"]["foreignKeys"] == [
        {"fields": ["pier"], "reference": {"resource": "piers", "fields": ["id"]}}
    ]
    fields = {field["name"]: field for field in visits["schema"]["fields"]}
    assert fields["kind"]["constraints"] == {"enum": ["cargo", "ferry"]}
    assert fields["kind"]["categories"] == [
        {"value": "cargo", "label": "Cargo ship"},
        {"value": "ferry", "label": "Ferry"},
    ]
    assert fields["goods"]["type"] == "list" and fields["goods"]["delimiter"] == ";"
    assert "constraints" not in fields["goods"]
    assert fields["page"]["format"] == "uri"
    assert fields["ship"]["constraints"] == {"required": True, "maxLength": 21}
    assert fields["ship"]["description"].endswith("have an apostrophe in front.")
    assert "description" not in fields["code"]
    assert "foreignKeys" not in content["resources"][0]["schema"]


def test_constraints_allow_for_the_apostrophe() -> None:
    fields = [
        Field("mark", "string", "Mark", categories={"+": "Plus", "x": "Cross"}),
        Field("code", "string", "Code", constraints={"pattern": "[=x]+", "enum": ["=", "x"]}),
        Field("marks", "array", "Marks", categories={"+": "Plus"}, constraints={"required": True}),
        Field("up", "string", "Up", references="things", example="a"),
    ]
    things = collection_of(*fields)
    package = Package(Path("datapackage.yaml"), "x", "X", {"things": things})
    rows = [record(id="a", mark="+", code="=", marks=["+"])]
    text = descriptor_text(package, {"things": rows}, {"things": [csv_text(things, rows)]})
    schema = json.loads(text)["resources"][0]["schema"]
    _, mark, code, marks, up = schema["fields"]
    assert mark["constraints"] == {"enum": ["'+", "x"]}
    assert [each["value"] for each in mark["categories"]] == ["'+", "x"]
    assert code["constraints"] == {"pattern": "'?(?:[=x]+)", "enum": ["'=", "x"]}
    assert marks["constraints"] == {"required": True}
    assert marks["description"].startswith("Each entry is one of: +.")
    assert up == {"name": "up", "type": "string", "title": "Up", "example": "a"}
    assert schema["foreignKeys"][0]["reference"] == {"resource": "", "fields": ["id"]}
    assert "licenses" not in json.loads(text)


def test_the_readme_says_what_is_there_and_how_to_read_it(load: Load) -> None:
    text = package_files(load(FULL))["README.md"]
    for part in (
        "# Harbour works\n",
        "- Version: 1.0\n- Date: 2026-06-30\n- Licence: [Public domain](https://a.example/cc0)\n",
        "has an\n  apostrophe (`'`) in front",
        "`references.bib` holds the sources in BibTeX",
        "Files: `piers.csv`, `piers.json` (2 records)",
        "Files: `figures.csv`, `figures.json` (1 record)",
        "| `id` | Key | a text, the key |",
        "| `kind` | Kind | a text: `cargo`, `ferry` |",
        "| `note` | Note | a text, in Markdown |",
        "| `pier` | Pier | a text: keys of `piers` |",
        "| `sources` | Sources | a list of texts: keys of the bibliography |",
        "| `ship` | Ship | a text, always given |",
        "Texts in Markdown hold marks",
    ):
        assert part in text
    assert "\n\n\n" not in text


def test_the_readme_of_a_package_that_says_little() -> None:
    field = Field("value", "number", "A | B", description="One\ntwo.")
    things = Collection("things", "Things", ("x.csv",), {"value": field}, "id", "About things.")
    package = Package(Path("x"), "x", "X", {"things": things}, description="All of it.")
    data = dataset.Dataset(package, {"things": {}})
    text = package_files(data)["README.md"]
    assert text.startswith("# X\n\nAll of it.\n\n## How to read the files\n")
    assert "About things.\n" in text and "BibTeX" not in text and "Markdown" not in text
    assert "| `value` | A \\| B. One two. | a number |" in text


def test_a_licence_without_an_address(load: Load) -> None:
    package = Package(Path("x"), "x", "X", {}, licenses=({"name": "MIT"},))
    assert "- Licence: MIT\n" in package_files(dataset.Dataset(package))["README.md"]


def test_without_a_descriptor_there_is_nothing_to_export(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="the descriptor cannot be used"):
        write_package(dataset.Dataset(None), tmp_path)


def test_exported_tables_can_be_read_again(load: Load, tmp_path: Path) -> None:
    write_package(load(FULL), tmp_path / "out")
    for name in ("visits.csv", "visits.json", "piers.csv"):
        file, value, problems = reader.read_file(tmp_path / "out" / name)
        assert file is not None and problems == [] and value
