"""Facts in the text tell their dates and sources at the foot of the page."""

from __future__ import annotations

from pathlib import Path

from pdf.conftest import Built
from pdf.small_project import BIB, CONF, DESCRIPTOR, build_small

FACTS = """
  - name: facts
    title: Facts
    path: facts.yaml
    report:
      title: title
      home: index
      facts: {value: value, unit: unit, as_of: as_of, review_by: review_by}
    schema:
      primaryKey: [id]
      fields:
        - {name: id, type: string, constraints: {required: true, unique: true}}
        - {name: title, type: string, title: Fact}
        - {name: value, type: any, title: Value}
        - {name: unit, type: string, title: Unit}
        - {name: as_of, type: date, title: As of}
        - {name: review_by, type: date, title: Review by}
        - {name: sources, type: array, title: Sources, report: {sources: true}}
"""
RECORDS = """
- {id: ships, title: Ships in port, value: 12, unit: ships, as_of: "2024-03-07", sources: [a, b]}
- {id: cranes, title: Cranes at work, value: three, sources: [a]}
- {id: bare, title: Unsourced, value: five}
"""
INDEX = """# Start

There are {report:fact}`ships`, still {report:fact}`ships`, with {report:fact}`cranes` cranes
and {report:fact}`bare`.

~~~{list-table} Of {report:fact}`ships`
:header-rows: 1
* - Head {report:fact}`ships`
* - Cell {report:fact}`cranes`
~~~

## Under {report:fact}`ships`

```{report:table} facts
```

```{toctree}
one
```

```{bibliography}
```
"""
ONE = "# One\n\nAgain {report:fact}`ships`.\n"
SECOND = "@misc{b, author = {{Port Office}}, title = {B Report}, year = {2020}}\n"


def _build(folder: Path, options: str = "{}") -> Built:
    documents = f'report_pdf_documents = [("index", "small", "", {options})]\n'
    return build_small(
        folder,
        {
            "conf.py": CONF + documents,
            "datapackage.yaml": DESCRIPTOR + FACTS,
            "facts.yaml": RECORDS,
            "references.bib": BIB + SECOND,
            "index.md": INDEX,
            "one.md": ONE,
        },
    )


def test_a_fact_tells_its_date_and_sources_in_a_note(tmp_path: Path) -> None:
    built = _build(tmp_path)
    read = built.read()
    note = "Ships in port, as of 7 March 2024; sources: Harbour Office 2019; Port Office 2020"
    # Once a page of the report: on the first and on the second.
    assert read.squeezed.count("".join(note.split())) == 2
    assert read.squeezed.count("Cranesatwork;source:HarbourOffice2019") == 1
    assert "Unsourced;" not in read.squeezed
    assert built.manifest()[0]["standards"] == ["ua-1", "a-3a"]


def test_headings_captions_and_table_headers_have_no_notes(tmp_path: Path) -> None:
    built = _build(tmp_path)
    source = built.main_source()
    (heading,) = (line for line in source.splitlines() if "Under" in line)
    assert "footnote" not in heading
    # Three marks on the start page's text, one in a cell, one on the second page.
    assert source.count("#footnote") == 5
    assert len(built.read().root.all("Note")) == 3


def test_the_sources_of_a_note_are_links(tmp_path: Path) -> None:
    source = _build(tmp_path).main_source()
    notes = [piece.split("#label(", 1)[0] for piece in source.split("#footnote[")[1:]]
    assert len(notes) == 3
    for note in notes:
        assert '#link("place:index#' in note


def test_the_notes_can_be_switched_off(tmp_path: Path) -> None:
    built = _build(tmp_path, '{"fact_notes": False}')
    assert "footnote" not in built.main_source()
