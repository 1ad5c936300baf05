"""The builder together with the rest of the extension."""

from __future__ import annotations

from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

from pdf.conftest import Built

DESCRIPTOR = """
name: small
title: A small package
report:
  bibliography: references.bib
resources:
  - name: events
    title: Events
    path: events.yaml
    report:
      title: title
      home: index
      views:
        plain: {columns: [title, kind, note, sources]}
    schema:
      primaryKey: [id]
      fields:
        - {name: id, type: string, constraints: {required: true, unique: true}}
        - {name: title, type: string, title: Event}
        - {name: date, type: date, title: Date}
        - {name: kind, type: string, title: Kind, categories: [{value: talk, label: A talk}]}
        - {name: note, type: string, title: Note, report: {markdown: inline}}
        - {name: sources, type: array, title: Sources, report: {sources: true}}
"""
EVENTS = """
- {id: one, title: First event, date: "2019-12-12", kind: talk, note: "*Marked* note", sources: [a]}
- id: two
  title: Second event
  date: "2021-02-03"
  kind: talk
  note: "with {cite}`a`"
  sources: [a]
"""
PAGE = """# Start

One is {report:ref}`events/two`.

```{report:table} events
:view: plain
:group: kind

All of them
```

```{report:cards} events
```

```{report:timeline} events
```

## Sources

```{bibliography}
```
"""
CONF = """
project = "Small"
extensions = ["myst_parser", "sphinx_design", "sphinxcontrib.bibtex", "indonato_report"]
report_data = "datapackage.yaml"
bibtex_bibfiles = ["references.bib"]
bibtex_default_style = "report"
report_pdf_date = "2026-11-24"
"""
BIB = "@misc{a, author = {{Harbour Office}}, title = {A Report}, year = {2019}}\n"


@pytest.fixture
def small(tmp_path: Path) -> Built:
    files = {
        "conf.py": CONF,
        "index.md": PAGE,
        "datapackage.yaml": DESCRIPTOR,
        "events.yaml": EVENTS,
        "references.bib": BIB,
    }
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    app = SphinxTestApp("pdf", srcdir=tmp_path)
    app.build()
    app.cleanup()
    return Built(app)


def test_records_are_drawn_from_their_nodes(small: Built) -> None:
    assert not small.warnings
    read = small.read()
    (table,) = read.root.all("Table")
    assert len(table.all("TD")) == 8
    assert len(table.all("TH")) == 5  # four columns and a group
    for words in (
        "First event",
        "Marked note",
        "with [Harbour Office 2019]",
        "A talk",
        "12 December",
    ):
        assert read.says(words)
    assert '#link(label("index#events-two"))' in small.main_source()
    assert small.manifest()[0]["standards"] == ["ua-1", "a-3a"]
    names = read.named_destinations()
    assert all(target in names for kind, target in read.links() if kind == "name")
    assert {"name", "place"} & {kind for kind, _ in read.links()}


def test_a_changed_record_makes_the_pdf_anew(small: Built) -> None:
    (small.sources / "events.yaml").write_text(EVENTS.replace("Second event", "Another event"))
    app = SphinxTestApp("pdf", srcdir=small.sources)
    app.build()
    app.cleanup()
    assert small.read().says("Another event")
    assert not small.read().says("Second event")
