"""Stand-ins for the rest of the extension, so that the PDF's tests need nothing of it.

A page asks for a sample by ``.. sample:: NAME``; the nodes are made here.
"""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.domains import Domain
from sphinx.util.docutils import SphinxDirective

from indonato_report.cells import (
    Badge,
    Badges,
    Citations,
    Column,
    Group,
    RecordLink,
    RecordLinks,
    Rich,
    Row,
)
from indonato_report.nodes import record_block, record_reference, report_table, source_citations
from indonato_report.pdf import setup_pdf

#: Where the records of the samples live.
HOMES = {
    ("events", "brussels"): "records",
    ("events", "delhi"): "records",
    ("events", "late"): "records",
    ("people", "asha"): "records",
}


class FakeReportDomain(Domain):
    """Knows the homes of a few records."""

    name = "report"
    label = "Report"
    homes: ClassVar[dict[tuple[str, str], str]] = HOMES

    def home(self, collection: str, key: str) -> str | None:
        return self.homes.get((collection, key))

    def merge_domaindata(self, docnames: Any, otherdata: Any) -> None:
        pass


def table(docname: str, caption: str = "", **attributes: Any) -> report_table:
    columns = [
        Column("date", "Date", "right", 2),
        Column("title", "What happened", "left", 5),
        Column("kind", "Kind", "left", 2),
        Column("who", "Who", "left", 2),
        Column("sources", "Sources", "left", 3),
    ]
    rich = nodes.paragraph("", "", nodes.emphasis("", "Emphasised"), nodes.Text(" summary ₹ 5"))
    rows = [
        Row(
            "brussels",
            True,
            (
                "12 Dec 2019",
                RecordLinks((RecordLink("events", "brussels", "Talks in Brussels"),)),
                Badges((Badge("Dialogue", "dialogue"), Badge("First", "first"))),
                RecordLinks(
                    (RecordLink("people", "asha", "Asha Rao"), RecordLink("people", "x", "Nobody"))
                ),
                Citations(("nato2019", "absent")),
            ),
        ),
        Row("delhi", True, ("2021", Rich(0), Badges(()), "plain #text [with] *marks*", "—")),
        Row(
            "late",
            False,
            ("2023", "Late", "", RecordLinks((RecordLink("events", "late", "Late"),)), ""),
        ),
    ]
    node = report_table(
        "",
        docname=docname,
        collection="events",
        columns=columns,
        rows=rows,
        groups=[Group("Before 2020", 0), Group("After 2020", 1)],
        landscape=False,
        citation_id="cited-1",
        **attributes,
    )
    if caption:
        node += nodes.title(caption, caption)
    node += rich
    return node


def long_table(docname: str, count: int, landscape: bool = False) -> report_table:
    """A table of many rows; every tenth holds a badge and every hundredth begins a group."""
    rows = [
        Row(
            f"row-{number}",
            True,
            (
                f"number{number}",
                RecordLinks((RecordLink("rows", f"row-{number}", f"title{number}"),))
                if number % 2
                else f"words of row {number}",
                Badges((Badge("Tenth", "tenth"),)) if number % 10 == 0 else "",
            ),
        )
        for number in range(count)
    ]
    return report_table(
        "",
        docname=docname,
        collection="rows",
        columns=[Column("a", "First"), Column("b", "Second"), Column("c", "Third")],
        rows=rows,
        groups=[Group(f"Hundred {start // 100}", start) for start in range(0, count, 100)],
        landscape=landscape,
        citation_id="",
    )


class Sample(SphinxDirective):
    """Puts nodes into a page that no markup could make."""

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        docname = self.env.docname
        name, _, number = self.arguments[0].partition("-")
        made: list[nodes.Node]
        if name == "table":
            made = [table(docname, " ".join(self.content), ids=["tbl-events"])]
        elif name == "wide":
            wide = table(docname, " ".join(self.content))
            wide["landscape"] = True
            made = [wide]
        elif name == "long":
            made = [long_table(docname, int(number))]
        else:
            made = self._records(docname)
        for node in made:
            self.set_source_info(node)
        return made

    def _records(self, docname: str) -> list[nodes.Node]:
        block = record_block(
            "",
            docname=docname,
            collection="people",
            key="asha",
            anchored=True,
            classes=["report-card"],
        )
        cited = source_citations("", docname=docname, keys=["nato2019"], citation_id="cited-2")
        link = record_reference("", "the talks", docname=docname, collection="events")
        link["key"] = "brussels"
        lost = record_reference("", "a lost one", docname=docname, collection="events", key="lost")
        paragraph = nodes.paragraph("", "", nodes.strong("", "Asha Rao"), nodes.Text(" led "))
        paragraph += [link, nodes.Text(" and "), lost, nodes.Text(" "), cited]
        block += paragraph
        entry = record_block(
            "",
            nodes.paragraph("", "Its day and title", classes=["report-entry-title"]),
            nodes.paragraph("", "An entry of a timeline"),
            docname=docname,
            collection="events",
            key="elsewhere",
            anchored=False,
            classes=["report-entry"],
        )
        profile = record_block(
            "",
            nodes.paragraph("", "A profile"),
            docname=docname,
            collection="events",
            key="elsewhere",
            anchored=False,
            classes=["report-profile"],
        )
        deck = nodes.container("", block.deepcopy(), entry.deepcopy(), classes=["report-cards"])
        deck[0]["anchored"] = False
        return [block, entry, profile, deck]


def setup(app: Sphinx) -> dict[str, bool]:
    """What makes this module an extension of a test project."""
    setup_pdf(app)
    app.add_domain(FakeReportDomain)
    app.add_directive("sample", Sample)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
