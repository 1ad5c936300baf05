"""Small packages of data, written into a folder of the test's own."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from ryaml import loads

from indonato_report.data import dataset, reader
from indonato_report.data.dataset import Dataset
from indonato_report.data.descriptor import Collection, Field, Package
from indonato_report.data.descriptor_reader import read_descriptor
from indonato_report.data.problems import Problem

DESCRIPTOR = """\
name: harbour
title: "Harbour works"
version: "1.0"
licenses: [{name: CC0-1.0, title: Public domain, path: "https://a.example/cc0"}]
report: {bibliography: sources.bib, edition_date: "2026-06-30"}
resources:
  - name: piers
    title: Piers
    path: piers.yaml
    report: {title: name, home: "piers/{id}"}
    schema:
      primaryKey: [id]
      fields:
        - {name: id, type: string, title: Key, constraints: {required: true, unique: true}}
        - {name: name, type: string, title: Name, constraints: {required: true}}
        - {name: length, type: number, title: Length, constraints: {minimum: 1, maximum: 5000}}
  - name: visits
    title: Visits
    path: [visits.yaml, "more/*.yaml"]
    report: {title: ship, home: log, distinct: [date, ship]}
    schema:
      primaryKey: id
      fields:
        - {name: id, type: string, title: Key, constraints: {required: true}}
        - {name: ship, type: string, title: Ship, constraints: {required: true, maxLength: 20}}
        - {name: code, type: string, title: Code, constraints: {pattern: "[A-Z]{3}", unique: true}}
        - {name: date, type: date, title: Arrived, constraints: {minimum: "2000-01-01"}, report: {precision: known}}
        - {name: known, type: string, title: Known, categories: [day, month, year]}
        - {name: left, type: date, title: Left, report: {not_before: date}}
        - {name: kind, type: string, title: Kind, categories: [{value: cargo, label: Cargo ship}, {value: ferry, label: Ferry}]}
        - {name: crew, type: integer, title: Crew}
        - {name: guest, type: boolean, title: Guest}
        - {name: pier, type: string, title: Pier, report: {references: piers}}
        - {name: goods, type: array, title: Goods, constraints: {maxLength: 3}}
        - {name: page, type: string, title: Page, format: uri}
        - {name: note, type: string, title: Note, report: {markdown: inline}}
        - {name: story, type: string, title: Story, report: {markdown: block}}
        - {name: sources, type: array, title: Sources, report: {sources: true}}
  - name: figures
    title: Figures
    path: figures.csv
    report: {title: id, facts: {value: value, unit: unit, as_of: as_of, review_by: review_by}}
    schema:
      primaryKey: id
      fields:
        - {name: id, type: string, title: Key, constraints: {required: true}}
        - {name: value, type: any, title: Value, constraints: {required: true}}
        - {name: unit, type: string, title: Unit}
        - {name: as_of, type: year, title: As of}
        - {name: review_by, type: date, title: Review by}
"""  # noqa: E501 - one field a line

FILES = {
    "datapackage.yaml": DESCRIPTOR,
    "sources.bib": "@book{harbour2020,\n  title = {The harbour},\n}\n",
    "piers.yaml": "- id: north\n  name: North pier\n- id: south\n  name: South pier\n",
    "visits.yaml": "- id: v1\n  ship: Aurora\n",
    "more/v2.yaml": "id: v2\nship: Borealis\n",
    "figures.csv": "id,value,unit,as_of,review_by\nberths,12,berths,2026,2027-01-01\n",
}

Write = Callable[..., Path]
Load = Callable[..., Dataset]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Write a sound package, some files changed or left out (``None``); return its descriptor."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)

    def write_files(changed: Mapping[str, str | bytes | None] | None = None) -> Path:
        for name, content in {**FILES, **(changed or {})}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if content is not None:
                path.write_bytes(content.encode() if isinstance(content, str) else content)
        return tmp_path / "datapackage.yaml"

    return write_files


@pytest.fixture
def load(write: Write) -> Load:
    """Write a package as ``write`` does, and load it."""
    return lambda changed=None: dataset.load(write(changed))


@pytest.fixture
def visits(load: Load) -> Collection:
    """The collection with a field of each kind."""
    found = load().collection("visits")
    assert found is not None
    return found


def collection_of(*fields: Field) -> Collection:
    """Return a collection with a key and these fields."""
    key = Field("id", "string", "Key", constraints={"required": True})
    return Collection(
        "things", "Things", ("things.yaml",), {each.name: each for each in (key, *fields)}, "id"
    )


def printed(load: Load, changed: dict[str, Any]) -> list[str]:
    """Load a package and return its problems as they are printed."""
    return [str(problem) for problem in load(changed).problems]


def visit(*lines: str) -> dict[str, Any]:
    """Return a file with one visit that has these lines as well."""
    return {"visits.yaml": "\n  ".join(("- id: v1", "ship: Aurora", *lines)) + "\n"}


def read(path: Path, content: bytes) -> tuple[object, list[Problem]]:
    """Write a file, read it, and return its value and its problems."""
    path.write_bytes(content)
    _, value, problems = reader.read_file(path)
    return value, problems


def only(problems: list[Problem]) -> str:
    """Return the only problem, without its path."""
    (problem,) = problems
    return f"{problem.line}:{problem.column} [{problem.code}] {problem.message}"


ReadChanged = Callable[..., tuple["Package | None", list[str]]]

RICH = loads(DESCRIPTOR)
RICH["resources"][1]["report"].update(
    views={
        "log": {
            "columns": ["date", "ship"],
            "labels": {"date": "Day"},
            "widths": [1, 3],
            "sort": ["-date", "ship"],
            "group": "kind",
            "landscape": True,
        },
        "short": {"columns": ["ship"], "sort": "ship"},
    },
    profile=["ship", "note"],
)


@pytest.fixture
def read_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ReadChanged:
    """Read the sound descriptor after some of its parts were replaced."""
    monkeypatch.chdir(tmp_path)

    def read_with(*changes: tuple[str, Any]) -> tuple[Package | None, list[str]]:
        content = copy.deepcopy(RICH)
        for path, value in changes:
            *steps, last = (int(step) if step.isdigit() else step for step in path.split("."))
            inside: Any = content
            for step in steps:
                inside = inside[step] if isinstance(step, int) else inside.setdefault(step, {})
            inside[last] = value
        (tmp_path / "datapackage.json").write_text(json.dumps(content))
        package, problems = read_descriptor(tmp_path / "datapackage.json")
        return package, [f"[{problem.code}] {problem.message}" for problem in problems]

    return read_with


#: Files with a value in each field, some of which spreadsheets could take for formulas.
FULL = {
    "visits.yaml": """\
- id: v1
  ship: "=Aurora"
  code: ABC
  date: 2026-05-01
  known: month
  left: 2026-05-04
  kind: cargo
  crew: 25
  guest: false
  pier: north
  goods: [fish, "@coal"]
  page: https://a.example/é
  note: 'Say "hello", *please* {cite}`harbour2020`.'
  story: |
    One.

    Two.
  sources: [harbour2020]
""",
    "piers.yaml": "- {id: north, name: North pier, length: 12.5}\n- {id: south, name: +S}\n",
}
