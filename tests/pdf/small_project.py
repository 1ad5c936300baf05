"""A small project with records, sources and a bibliography: the whole extension takes part."""

from __future__ import annotations

from pathlib import Path

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


def build_small(folder: Path, changed: dict[str, str] | None = None) -> Built:
    """Build the project, with some of its files in another form."""
    files = {
        "conf.py": CONF,
        "index.md": PAGE,
        "datapackage.yaml": DESCRIPTOR,
        "events.yaml": EVENTS,
        "references.bib": BIB,
        **(changed or {}),
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    app = SphinxTestApp("pdf", srcdir=folder)
    app.build()
    app.cleanup()
    return Built(app)
