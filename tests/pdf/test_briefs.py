"""A brief takes along what it cites, and leads to the website for the rest."""

from __future__ import annotations

from pathlib import Path

from pdf.conftest import Build, Built
from pdf.small_project import BIB, CONF, PAGE, build_small

INDEX = """# Start

Of {cite}`b`.

```{toctree}
theme
other
sources
```
"""
THEME = """# Theme

Said in {cite}`c`. See {doc}`other` and {ref}`the place <place>`.

```{report:table} events
```
"""
OTHER = "# Other\n\n(place)=\n## A place\n\nOf {cite}`b` and {report:ref}`events/one`.\n"
SOURCES = "# Bibliography\n\n```{bibliography}\n```\n"
ENTRIES = BIB + (
    "@misc{b, author = {{Port Office}}, title = {B report}, year = {2020}}\n"
    "@misc{c, author = {{Customs}}, title = {C report}, year = {2021}}\n"
)
DOCUMENTS = """
report_pdf_documents = [
    ("index", "report", "Whole"),
    ("theme", "brief", "Brief"),
    ("theme", "again", "Again"),
]
"""


def _build(folder: Path, conf: str = "", **changed: str) -> Built:
    pages = {"index.md": INDEX, "theme.md": THEME, "other.md": OTHER, "sources.md": SOURCES}
    return build_small(
        folder,
        {"conf.py": CONF + DOCUMENTS + conf, "references.bib": ENTRIES, **pages, **changed},
    )


def test_a_brief_lists_what_it_cites_and_no_more(tmp_path: Path) -> None:
    built = _build(tmp_path)
    brief, report = built.read("brief"), built.read("report")
    with brief.pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Theme", "Sources"]
    assert brief.says("C report")
    assert brief.says("A report")  # cited by the records of the table only
    assert not brief.says("B report")
    for title in ("A report", "B report", "C report"):
        assert report.squeezed.count("".join(title.split())) == 1
    assert not report.says("Sources Harbour")


def test_every_document_has_each_entry_once(tmp_path: Path) -> None:
    built = _build(tmp_path)
    for name in ("brief", "again"):
        assert built.read(name).squeezed.count("Creport") == 1
        assert built.read(name).squeezed.count("[Customs2021]") == 2  # cited, and listed


def test_citations_of_a_brief_lead_to_its_own_list(tmp_path: Path) -> None:
    built = _build(tmp_path, 'html_baseurl = "https://example.org/"\n')
    read = built.read("brief")
    names = read.named_destinations()
    assert {target for kind, target in read.links() if kind == "name"} <= names
    web = {str(target) for kind, target in read.links() if kind == "web"}
    assert web == {"https://example.org/other.html", "https://example.org/other.html#place"}
    assert {d["standards"][0] for d in built.manifest()} == {"ua-1"}


def test_without_a_website_what_is_left_out_is_text(tmp_path: Path) -> None:
    read = _build(tmp_path).read("brief")
    assert read.says("See Other and the place.")
    assert "web" not in {kind for kind, _ in read.links()}


def test_a_very_long_table_cites_as_well(tmp_path: Path) -> None:
    events = "".join(
        f'- {{id: e{number}, title: T{number}, date: "2020-01-01", sources: [a]}}\n'
        for number in range(1001)
    )
    theme = "# Theme\n\n```{report:table} events\n```\n"
    other = "# Other\n\n(place)=\n## A place\n"
    changed = {"theme.md": theme, "other.md": other, "events.yaml": events}
    read = _build(tmp_path, **changed).read("brief")
    assert read.says("A report")
    assert not read.says("C report")


def test_a_document_that_cites_nothing_has_no_list(tmp_path: Path) -> None:
    read = _build(tmp_path, **{"theme.md": "# Theme\n\nText.\n"}).read("brief")
    assert not read.says("Sources")


def test_a_document_with_its_bibliography_needs_no_other(tmp_path: Path) -> None:
    read = build_small(tmp_path, {"index.md": PAGE}).read()
    assert read.squeezed.count("Areport") == 1


def test_citations_of_docutils_come_along_too(build: Build) -> None:
    index = "Start\n=====\n\n.. toctree::\n\n   theme\n   list\n"
    theme = "Theme\n=====\n\nSaid in [CIT2002]_.\n"
    entries = "List\n====\n\n.. [CIT2002] An entry.\n.. [OTHER] Another one.\n\nOf [OTHER]_.\n"
    built = build(
        {"index.rst": index, "theme.rst": theme, "list.rst": entries},
        report_pdf_documents=[("theme", "brief", "Brief")],
    )
    assert built.read().says("An entry.")
    assert not built.read().says("Another one.")
