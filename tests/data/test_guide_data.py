"""The guide's page on data is true: its example is read, and its tables say what the code does."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from ryaml import loads

from guide_pages import all_code, blocks, first_code, guide_page, rows, section
from indonato_report import cli
from indonato_report.data import dataset, markdown
from indonato_report.data.constraint_check import _TYPES_OF
from indonato_report.data.dataset import Dataset
from indonato_report.data.descriptor import Collection, Field
from indonato_report.data.descriptor_reader import parse_sort
from indonato_report.data.descriptor_schema import DESCRIPTOR_SCHEMA, FIELD_TYPES
from indonato_report.data.export import package_files
from indonato_report.data.known_names import KnownNames
from indonato_report.data.markdown_check import check_markdown
from indonato_report.data.query import QueryError
from indonato_report.data.records import LoadedCollection
from indonato_report.data.schema import field_schema
from indonato_report.data.violations import Validator
from indonato_report.data.written_values import cleaner

PAGE = guide_page("data")
BLOCKS = blocks(PAGE)


def marked(kind: str) -> list[str]:
    """Return the lines of the blocks of a class."""
    texts = [block.text for block in BLOCKS if block.options.get("class") == kind]
    assert texts
    return [line for text in texts for line in text.splitlines() if line]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The files of the page, and the current folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    for block in BLOCKS:
        if name := block.options.get("caption"):
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def data(folder: Path) -> Dataset:
    return dataset.load(folder / "datapackage.yaml")


@pytest.fixture
def bridges(data: Dataset) -> Collection:
    found = data.collection("bridges")
    assert found is not None
    return found


def test_the_example_has_no_problem(data: Dataset) -> None:
    assert list(data.problems) == []
    assert {name: list(records) for name, records in data.records.items()} == {
        "bridges": ["old-bridge", "mill-bridge", "new-bridge"],
        "rivers": ["lune", "mere"],
        "figures": ["old-bridge-visitors", "bridges-listed"],
    }


@pytest.mark.parametrize("row", rows(section(PAGE, "Filters").split("The rules:")[0]))
def test_each_filter_finds_what_the_page_says(
    data: Dataset, bridges: Collection, row: list[str]
) -> None:
    found = [record.key for record in data.select(bridges, first_code(row[0]))]
    assert found == all_code(row[1])


@pytest.mark.parametrize("row", rows(section(PAGE, "Filters").split("asked for.")[1]))
def test_each_wrong_filter_is_told_as_the_page_says(
    data: Dataset, bridges: Collection, row: list[str]
) -> None:
    with pytest.raises(QueryError, match=re.escape(first_code(row[1]))):
        data.select(bridges, first_code(row[0]))


@pytest.mark.parametrize("row", rows(section(PAGE, "Sorting")))
def test_each_order_is_what_the_page_says(
    data: Dataset, bridges: Collection, row: list[str]
) -> None:
    sort = parse_sort(tuple(first_code(row[0]).split(", ")))
    assert [record.key for record in data.select(bridges, sort=sort)] == all_code(row[1])


def test_each_type_is_written_as_the_page_says() -> None:
    table = rows(section(PAGE, "Types"))
    assert sorted(first_code(row[0]) for row in table) == sorted(FIELD_TYPES)
    for name, in_yaml, in_csv, _ in table:
        kind: Any = first_code(name)
        field = Field("f", kind, "F")
        value = loads(f"f: {first_code(in_yaml)}")["f"]
        assert Validator({"properties": {"f": field_schema(field)}}).is_valid({"f": value})
        assert cleaner(".csv")({"f": first_code(in_csv)}, {"f": field}) == {"f": value}


def test_each_constraint_is_on_the_page_with_its_types() -> None:
    declared = DESCRIPTOR_SCHEMA["properties"]["resources"]["items"]["properties"]["schema"]
    field = declared["properties"]["fields"]["items"]["properties"]
    told = {name: row[1] for row in rows(section(PAGE, "Constraints")) for name in all_code(row[0])}
    assert set(told) == set(field["constraints"]["properties"])
    for name, types in told.items():
        assert tuple(all_code(types)) == _TYPES_OF.get(name, ()), name


def test_each_key_under_report_is_on_the_page() -> None:
    def keys(heading: str, number: int = 0) -> list[str]:
        text = re.split(rf"\n### {heading}\n", PAGE)[1].split("\n#")[0]
        tables = re.split(r"\n(?=\| Key)", text)[1:]
        return [first_code(row[0]) for row in rows(tables[number])]

    resource = DESCRIPTOR_SCHEMA["properties"]["resources"]["items"]["properties"]
    of_collection = resource["report"]["properties"]
    field = resource["schema"]["properties"]["fields"]["items"]["properties"]
    assert keys("What the descriptor says of the whole") == list(
        DESCRIPTOR_SCHEMA["properties"]["report"]["properties"]
    )
    assert keys("What it says of a collection") == list(of_collection)
    view = of_collection["views"]["additionalProperties"]["properties"]
    assert keys("What it says of a collection", 1) == list(view)
    assert keys("What it says of a field") == list(field["report"]["properties"])
    text = PAGE.split("### What it says of a field")[1].split("\n#")[0]
    for row in rows(text):
        assert tuple(all_code(row[1])) == _TYPES_OF[first_code(row[0])]


@pytest.fixture
def known(data: Dataset) -> KnownNames:
    assert data.package is not None
    loaded = {}
    for name, collection in data.package.collections.items():
        loaded[name] = LoadedCollection(collection)
        loaded[name].by_key.update(data.records[name])
    return KnownNames(loaded, frozenset({"survey2019", "atlas2024"}))


def test_the_markdown_of_the_page_is_allowed(known: KnownNames) -> None:
    for line in marked("inline"):
        assert list(check_markdown(line, False, known)) == []
    (text,) = [block.text for block in BLOCKS if block.options.get("class") == "block"]
    assert list(check_markdown(text, True, known)) == []
    used = {role.name for line in marked("inline") for role in markdown.roles_in(line, block=False)}
    assert used == set(markdown.ROLES)


@pytest.mark.parametrize("line", marked("refused"))
def test_the_markdown_that_the_page_warns_of_is_refused(known: KnownNames, line: str) -> None:
    assert list(check_markdown(line, False, known)) and list(check_markdown(line, True, known))


@pytest.mark.parametrize("block", [block.text for block in BLOCKS if block.language == "console"])
def test_each_command_prints_what_the_page_shows(
    folder: Path, capsys: pytest.CaptureFixture[str], block: str
) -> None:
    command, _, printed = block.partition("\n")
    assert cli.main(command.removeprefix("$ indonato-report ").split()) == 0
    assert capsys.readouterr().out == printed


def test_each_command_of_the_table_works(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commands = [first_code(row[0]) for row in rows(section(PAGE, "The command line"))]
    assert len(commands) == 4
    for command in commands:
        assert cli.main(command.split()[1:]) == 0
    (line,) = marked("modeline")
    assert (folder / "schemas" / line.rpartition("/")[2]).is_file()


def test_the_published_files_are_those_of_the_page(data: Dataset) -> None:
    told = {first_code(row[0]) for row in rows(section(PAGE, "What is published"))}
    written = {*package_files(data), "references.bib"}
    assert told <= written
    assert {name for name in written if "bridges" in name or "." + name in name} <= told
