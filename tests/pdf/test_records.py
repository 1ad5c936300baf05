"""Tables of records, and the other components of records."""

from __future__ import annotations

import re
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx

from indonato_report.cells import Badge, Badges, Citations, Column, Markup, PackedRows, Row
from indonato_report.data.simple_markup import Span
from indonato_report.nodes import record_reference, report_table, source_citations
from pdf.conftest import Build
from pdf.small_project import DESCRIPTOR, build_small


def _page(text: str) -> dict[str, str]:
    return {"index.rst": f"Start\n=====\n\n{text}\n"}


def _table(columns: list[Column], rows: list[Row], **attributes: object) -> report_table:
    return report_table(
        "",
        docname="index",
        collection="things",
        columns=columns,
        rows=PackedRows(rows),
        groups=[],
        landscape=False,
        citation_id="",
        **attributes,
    )


def test_a_very_long_table_has_all_rows_and_no_links(build: Build) -> None:
    built = build(_page("Words.\n\n.. sample:: long-1200"))
    assert "#table(" in built.main_source()
    assert "number1199" not in built.main_source()
    read = built.read()
    (table,) = read.root.all("Table")
    assert len(table.all("TD")) == 3600
    # The header, and one for every hundred rows.
    assert len(table.all("TH")) == 3 + 12
    assert all(f"number{number}" in read.text for number in range(1200))
    assert read.text.count("Tenth") == 120
    assert all("First" in page for page in read.pages if "number" in page)


def test_a_shorter_one_has_links_between_its_records(build: Build) -> None:
    read = build(_page(".. sample:: long-300")).read()
    (table,) = read.root.all("Table")
    assert len(table.all("TD")) == 900


def test_rows_can_be_linked_from_elsewhere(build: Build) -> None:
    pages = {
        "index.rst": "Start\n=====\n\n.. sample:: records\n\n.. toctree::\n\n   records\n",
        "records.rst": "Records\n=======\n\n.. sample:: table\n",
    }
    built = build(pages)
    assert not built.warnings
    assert '#link("place:records#events-brussels")[' in built.main_source()
    assert '#label("records#events-brussels")' in built.main_source()
    # The card on the start page is not the record's home.
    assert built.main_source().count('#label("index#people-asha")') == 0


def test_cells_of_every_kind(build: Build) -> None:
    columns = [Column("a", "Name", heads=True), Column("b", "Number", "right"), Column("c", "Text")]
    marks = (
        "words, ",
        Span("em", ("emphasis",)),
        Span("strong", (Span("em", ("both",)),)),
        Span("code", ("some_code",)),
        Span("link", ("the web",), "https://web.example/"),
        Span("link", ("here",), "#things-one"),
        Span("link", ("\u00ad",), "https://nothing.example/"),
    )
    rows = [
        Row("one", True, ("First", "1", Markup(marks))),
        Row("two", True, ("Second", "2", Badges((Badge("Open", "open"), Badge("Old", "old"))))),
        Row("three", True, ("Third", "long " * 600, Citations(("unknown",)))),
    ]

    def insert(app: Sphinx, doctree: nodes.document) -> None:
        doctree[0] += _table(columns, rows)

    built = build(_page("Words."), run_it=False)
    built.app.connect("doctree-read", insert)
    built.app.build()
    assert not built.warnings
    read = built.read()
    assert read.says("words, emphasisbothsome_codethe webhere")
    assert read.says("Open Old")
    assert read.says("unknown")
    assert read.squeezed.count("long") == 600
    (table,) = read.root.all("Table")
    assert [len(table.all(kind)) for kind in ("Em", "Strong", "Code", "TD")] == [2, 1, 1, 9]
    assert [target for kind, target in read.links() if kind == "web"] == ["https://web.example/"]


def test_labels_and_translatable_columns_are_translated(build: Build) -> None:
    columns = [Column("a", "Name"), Column("b", "State")]
    rows = [Row("one", True, ("First", Badges((Badge("Open", "open"),))))]
    table = _table(columns, rows, translatable_columns=(0,))
    for original, translated in (("Name", "Nom"), ("First", "Premier"), ("Open", "Ouvert")):
        table.apply_translated_message(original, translated)

    def insert(app: Sphinx, doctree: nodes.document) -> None:
        doctree[0] += table.deepcopy()

    built = build(_page("Words."), run_it=False)
    built.app.connect("doctree-read", insert)
    built.app.build()
    read = built.read()
    assert all(read.says(text) for text in ("Nom", "State", "Premier", "Ouvert"))
    assert not read.says("First")


def test_sources_in_running_text_stand_in_brackets(build: Build) -> None:
    def insert(app: Sphinx, doctree: nodes.document) -> None:
        keys = ["a1", "b2"]
        plain = source_citations("", docname="index", keys=keys, citation_id="")
        bracketed = source_citations(
            "", docname="index", keys=keys, citation_id="cited", bracketed=True
        )
        empty = record_reference("", "", docname="index", collection="people", key="asha")
        doctree[0] += nodes.paragraph(
            "", "So it is ", plain, nodes.Text(" said "), bracketed, empty
        )

    built = build(_page("Words."), run_it=False)
    built.app.connect("doctree-read", insert)
    built.app.build()
    assert built.read().says("So it is a1; b2 said [a1; b2]")


def test_titles_and_timelines_of_records(build: Build) -> None:
    def insert(app: Sphinx, doctree: nodes.document) -> None:
        year = nodes.paragraph("", "2019", classes=["report-year"])
        entries = nodes.bullet_list(
            "", nodes.list_item("", nodes.paragraph("", "An entry")), classes=["report-entries"]
        )
        doctree[0] += nodes.bullet_list(
            "", nodes.list_item("", year, entries), classes=["report-timeline"]
        )
        doctree[0] += nodes.paragraph("", "A card", classes=["report-card-title"])

    built = build(_page("Words."), run_it=False)
    built.app.connect("doctree-read", insert)
    built.app.build()
    read = built.read()
    assert read.says("2019An entryA card")
    assert len(read.root.all("LI")) == 2
    assert "•" not in read.text


def test_the_title_of_an_entry_stays_with_its_text(build: Build) -> None:
    source = build(_page(".. sample:: records")).main_source()
    assert '#entry-title[#"Its day and title";]' in source


def test_no_line_ends_between_a_day_and_its_month(tmp_path: Path) -> None:
    page = "# Start\n\n```{report:table} events\n:columns: date, title\n```\n"
    source = build_small(tmp_path, {"index.md": page}).main_source()
    assert "12\u00a0December 2019" in source
    assert "3\u00a0February 2021" in source


def test_a_badge_of_two_words_is_not_broken_if_there_is_room(tmp_path: Path) -> None:
    descriptor = DESCRIPTOR.replace("A talk", "Medium confidence").replace(
        "[title, kind, note, sources]}", "[title, kind, note, sources], widths: [4, 2, 9, 4]}"
    )
    source = build_small(tmp_path, {"datapackage.yaml": descriptor}).main_source()
    table = source[source.index("#table(") :].partition("align")[0]
    shares = [float(share) for share in re.findall(r"([\d.]+)fr", table)]
    # A line of a table has 108 characters, and the type of badges is somewhat smaller.
    assert shares[1] / sum(shares) * 108 > len("Medium confidence") * 0.86 + 2
