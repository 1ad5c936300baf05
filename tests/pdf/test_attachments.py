"""The data that a PDF carries inside."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from indonato_report.pdf.staging import Staging
from pdf.conftest import Build, Built
from pdf.reading import Attached
from pdf.small_project import BIB, CONF, DESCRIPTOR, EVENTS, PAGE, build_small

PEOPLE = """
  - name: people
    title: People
    path: people.yaml
    report: {title: name, home: index}
    schema:
      primaryKey: [id]
      fields:
        - {name: id, type: string, constraints: {required: true, unique: true}}
        - {name: name, type: string, title: Name}
  - name: unused
    title: Unused
    path: people.yaml
    report: {title: name}
    schema:
      primaryKey: [id]
      fields:
        - {name: id, type: string, constraints: {required: true, unique: true}}
        - {name: name, type: string, title: Name}
"""
SPEAKER = "        - {name: speaker, type: string, title: Speaker, report: {references: people}}\n"


def _files(built: Built) -> dict[str, Attached]:
    return built.read().attached()


def test_the_records_shown_are_attached_with_their_descriptor(tmp_path: Path) -> None:
    built = build_small(tmp_path)
    files = _files(built)
    assert set(files) == {"events.csv", "datapackage.json", "references.bib"}
    rows = list(csv.DictReader(io.StringIO(files["events.csv"].content.decode())))
    assert [row["title"] for row in rows] == ["First event", "Second event"]
    assert rows[0]["note"] == "*Marked* note"
    package = json.loads(files["datapackage.json"].content)
    assert [resource["path"] for resource in package["resources"]] == ["events.csv"]
    assert files["references.bib"].content == BIB.encode()
    assert built.manifest()[0]["standards"] == ["ua-1", "a-3a"]


def test_each_says_what_it_is(tmp_path: Path) -> None:
    files = _files(build_small(tmp_path))
    said = {
        name: (file.media_type, file.relationship, file.description) for name, file in files.items()
    }
    assert said == {
        "events.csv": ("text/csv", "/Data", "The records of “Events” as a table"),
        "datapackage.json": (
            "application/json",
            "/Data",
            "What the attached tables hold, as a Data Package",
        ),
        "references.bib": (
            "application/x-bibtex",
            "/Source",
            "The sources of the report, for a reference manager",
        ),
    }


def test_what_records_refer_to_comes_along_and_nothing_else(tmp_path: Path) -> None:
    built = build_small(
        tmp_path,
        {
            "datapackage.yaml": DESCRIPTOR + SPEAKER + PEOPLE,
            "people.yaml": "- {id: p, name: Asha}\n",
            "events.yaml": EVENTS.replace("{id: one,", "{id: one, speaker: p,"),
        },
    )
    files = _files(built)
    assert set(files) == {"events.csv", "people.csv", "datapackage.json", "references.bib"}
    package = json.loads(files["datapackage.json"].content)
    (key,) = package["resources"][0]["schema"]["foreignKeys"]
    assert key["reference"]["resource"] == "people"


def test_a_document_without_records_carries_nothing(tmp_path: Path, build: Build) -> None:
    assert _files(build_small(tmp_path, {"index.md": "# Start\n\nText.\n"})) == {}
    assert _files(build({"index.rst": "Start\n=====\n\n.. sample:: table\n"})) == {}


def test_a_package_without_bibliography_carries_its_tables(tmp_path: Path) -> None:
    descriptor = DESCRIPTOR.replace("report:\n  bibliography: references.bib\n", "")
    descriptor = descriptor.replace(", report: {sources: true}", "")
    files = _files(
        build_small(
            tmp_path,
            {
                "datapackage.yaml": descriptor,
                "events.yaml": EVENTS.replace("with {cite}`a`", "x"),
                "index.md": PAGE.split("## Sources", maxsplit=1)[0],
            },
        )
    )
    assert set(files) == {"events.csv", "datapackage.json"}


def test_it_can_be_switched_off(tmp_path: Path) -> None:
    conf = CONF + 'report_pdf_documents = [("index", "small", "", {"attach": False})]\n'
    assert _files(build_small(tmp_path, {"conf.py": conf})) == {}


def test_what_is_attached_is_never_changed() -> None:
    staging = Staging()
    staging.set_text("main.typ", "漢")
    staging.set_bytes("attachments/x.csv", b"\xff")
    assert staging.texts() == {"main.typ": "漢"}


def test_attached_records_are_never_stale(tmp_path: Path) -> None:
    page = '# Start\n\n```{report:table} events where kind == "talk"\n:view: plain\n```\n'
    first = build_small(tmp_path, {"index.md": page})
    assert b"Hidden" not in _files(first)["events.csv"].content
    # No page shows this record, so no page is read again.
    events = EVENTS + "- {id: three, title: Hidden}\n"
    second = build_small(tmp_path, {"index.md": page, "events.yaml": events})
    assert not second.read().says("Hidden")
    assert b"Hidden" in _files(second)["events.csv"].content


CHART = """# Start

```{report:chart} events
:form: bar
:count:
:x: kind
:alt: One bar, as high as two.

Events by kind
```
"""


def test_below_a_chart_stands_which_attached_file_has_its_data(tmp_path: Path) -> None:
    read = build_small(tmp_path, {"index.md": CHART}).read()
    assert read.says("Data: events.csv, attached to this PDF")
    assert "events.csv" in read.attached()


def test_a_chart_names_no_file_where_none_is_attached(tmp_path: Path) -> None:
    documents = 'report_pdf_documents = [("index", "report", "A report", {"attach": False})]\n'
    read = build_small(tmp_path, {"index.md": CHART, "conf.py": CONF + documents}).read()
    assert read.says("Events by kind")
    assert not read.says("attached to this PDF")
