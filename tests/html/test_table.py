"""A table written straight to HTML equals what its expanded form gives.

The two are compared after a normalisation, which leaves out what only one side has:

* of the direct form: the region around the table, the line with its data below it, ``scope``,
  what headers tell the script, the classes of columns and groups; sub-headers are header
  cells there, and a fact tells more to those who hover;
* of the expanded form: the classes of rows, spans that say nothing, and the target in
  the first cell (which is the row's id in the direct form); what hides mail addresses from robots;
* of both: the classes of header cells, permalinks of captions, and white space between cells.
"""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup, NavigableString
from docutils import nodes
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sphinx.environment import BuildEnvironment

from indonato_report.cells import (
    Badge,
    Badges,
    Citations,
    Column,
    Group,
    Markup,
    PackedRows,
    RecordLink,
    RecordLinks,
    Rich,
    Row,
)
from indonato_report.data.simple_markup import Span
from indonato_report.expanded_nodes import expand
from indonato_report.nodes import report_table
from project_plugin import MakeProject


@pytest.fixture(scope="module")
def env(make_project: MakeProject) -> BuildEnvironment:
    """A project that was built, with homes and a bibliography."""
    env = make_project("everything").build().env
    assert env is not None
    return env


# -- both forms -----------------------------------------------------------------------------------
def written(env: BuildEnvironment, docname: str, table: report_table, *, expanded: bool) -> str:
    """Write a table as HTML, straight or after it was expanded."""
    builder: Any = env._app.builder
    document = env.get_doctree(docname)
    document.clear()
    document.settings = builder.docsettings
    document += table.deepcopy()
    if expanded:
        expand(document, builder)
    builder.current_docname = docname
    builder.secnumbers, builder.fignumbers = {}, {"table": {"tbl": (3,)}}
    translator = builder.create_translator(document, builder)
    document.walkabout(translator)
    return "".join(translator.body)


#: Said by the tag, or consumed by docutils.
ONE_SIDED = {"head", "stub", "colwidths-given"}


def normalised(html: str) -> str:
    page = BeautifulSoup(html, "html.parser")
    for region in page.select("div.report-table-wrapper"):
        region.unwrap()
    for line in page.select("div.report-data-line"):
        line.decompose()
    for link in page.select("a.headerlink"):
        link.decompose()
    for columns in page.select("colgroup"):
        columns.decompose()
    for row in page.select("tr"):
        row["class"] = []
        for target in row.select("span.target[id]"):
            row["id"] = target["id"]
            target.decompose()
        for cell in row.find_all(["th", "td"], recursive=False):
            del cell["scope"], cell["data-field"], cell["data-kind"], cell["data-values"]
            if cell.get("colspan") == "1":
                del cell["colspan"]
            if "report-group" in cell.get("class", []):
                cell.name = "td"
    for paragraph in page.select(":is(td, th) > p"):
        paragraph.unwrap()
    for span in page.select("span"):
        if not span.attrs:
            span.unwrap()
    for fact in page.select(".report-fact"):
        del fact["title"]
    for link in page.select('a[href^="mailto:"]'):
        link["href"] = link["href"].replace("%40", "@")
    for element in page.find_all(True):
        if "class" in element.attrs:
            element["class"] = sorted(set(element["class"]) - ONE_SIDED)
            if not element["class"]:
                del element["class"]
        element.attrs = dict(sorted(element.attrs.items()))
    for name in ("table", "thead", "tbody", "tr", "caption", "th", "td"):
        for element in page.select(name):
            for text in element.find_all(string=True, recursive=False):
                if not text.strip():
                    text.extract()
    page.smooth()
    for text in page.find_all(string=True):
        if isinstance(text, NavigableString) and text.parent is page and not text.strip():
            text.extract()
    return str(page)


def assert_same(env: BuildEnvironment, docname: str, table: report_table) -> None:
    direct = written(env, docname, table, expanded=False)
    expanded = written(env, docname, table, expanded=True)
    assert "report-table-wrapper" in direct
    assert "report-table-wrapper" not in expanded
    assert normalised(direct) == normalised(expanded)


# -- any table ------------------------------------------------------------------------------------
TEXTS = st.text(
    st.one_of(
        st.sampled_from("<>&\"'`@ /=;#[](){}…“’\u00a0\u200b₹هिन्दी\U0001f6a2"),
        st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]),
    ),
    max_size=12,
)
LABELS = TEXTS.filter(str.strip)
RECORDS = st.one_of(
    st.sampled_from(
        [
            ("visits", "mole-repair"),
            ("visits", "spring-survey"),
            ("ports", "brim"),
            ("figures", "berths"),
        ]
    ),
    st.tuples(st.just("visits"), st.just("never-heard-of")),
)
KEYS = st.sampled_from(["almanac2020", "almanac2020b", "pilots2021", "lost<&\"'>"])
ADDRESSES = st.sampled_from(
    ["https://example.org/?a=1&b=2", "mailto:a@example.org", "#visits-mole-repair", "#x\"'<"]
)
PARTS = st.recursive(
    LABELS,
    lambda inner: st.one_of(
        st.builds(Span, st.sampled_from(["em", "strong"]), st.lists(inner, min_size=1).map(tuple)),
        st.builds(Span, st.just("code"), st.tuples(LABELS)),
        st.builds(Span, st.just("link"), st.tuples(LABELS), ADDRESSES),
    ),
    max_leaves=4,
)
CELLS = st.one_of(
    TEXTS,
    st.builds(Badges, st.lists(st.builds(Badge, LABELS, TEXTS), min_size=1, max_size=2).map(tuple)),
    st.builds(
        RecordLinks,
        st.lists(
            st.tuples(RECORDS, LABELS).map(lambda pair: RecordLink(*pair[0], pair[1])), max_size=3
        ).map(tuple),
    ),
    st.builds(Citations, st.lists(KEYS, max_size=3).map(tuple)),
    st.builds(Markup, st.lists(PARTS, max_size=3).map(tuple)),
    st.just(Rich(0)),
    st.just(Rich(1)),
)


def rich_paragraphs() -> list[nodes.paragraph]:
    return [
        nodes.paragraph(
            "", "", nodes.Text("Water & "), nodes.subscript("", "2<"), nodes.Text(" .")
        ),
        nodes.paragraph(
            "",
            "",
            nodes.reference("", "", nodes.strong("", "'there'"), refuri="https://example.org/"),
            nodes.abbreviation("", "HMS", explanation='Her "Majesty’s" <Ship>'),
        ),
    ]


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, report_table]:
    count = draw(st.integers(1, 4))
    heads = draw(st.integers(0, count))  # none, if it is the number of columns
    columns = [
        Column(
            f"field{number}",
            draw(TEXTS),
            draw(st.sampled_from(["left", "right", "center"])),
            draw(st.integers(1, 9)),
            number == heads,
        )
        for number in range(count)
    ]
    keys = draw(
        st.lists(st.sampled_from(["mole-repair", "spring-survey", "x"]), max_size=3, unique=True)
    )
    rows = [Row(key, draw(st.booleans()), tuple(draw(CELLS) for _ in columns)) for key in keys]
    starts = draw(st.sets(st.integers(0, max(len(rows) - 1, 0)))) if rows else set()
    table = report_table(
        "",
        docname=draw(st.sampled_from(["visits", "overview", "sub/deep"])),
        collection="visits",
        columns=columns,
        rows=PackedRows(rows) if draw(st.booleans()) else rows,
        groups=[Group(draw(LABELS), start) for start in sorted(starts)],
        landscape=False,
        citation_id=draw(st.sampled_from(["", "cited-visits-7"])),
        translatable_columns=draw(st.lists(st.integers(0, count - 1), max_size=2)),
        classes=draw(st.lists(st.sampled_from(["wide", "report-matrix"]), unique=True)),
    )
    if draw(st.booleans()):
        table += nodes.title("", "", nodes.Text(draw(LABELS)), nodes.emphasis("", draw(LABELS)))
        table["ids"] = draw(st.sampled_from([["tbl"], []]))
    table += rich_paragraphs()
    if draw(st.booleans()):
        texts = {cell for row in rows for cell in row.cells if isinstance(cell, str) and cell}
        for text in sorted({column.label for column in columns} | texts):
            table.apply_translated_message(text, draw(LABELS))
    return table["docname"], table


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(tables())
def test_any_table_reads_the_same_in_both_forms(
    env: BuildEnvironment, made: tuple[str, report_table]
) -> None:
    assert_same(env, *made)


@pytest.mark.fuzz
@settings(max_examples=3000, deadline=None, suppress_health_check=list(HealthCheck))
@given(tables())
def test_many_tables_read_the_same_in_both_forms(
    env: BuildEnvironment, made: tuple[str, report_table]
) -> None:
    assert_same(env, *made)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
@example("</td></table><script>alert(1)</script>")
@example("&lt;b&gt;")
@example("\"><img src=x onerror='alert(1)'>")
def test_text_is_only_ever_text(env: BuildEnvironment, text: str) -> None:
    row = Row("x", False, (text, Badges((Badge(text, text),)), Markup((Span("em", (text,)),))))
    columns = [Column("a", text), Column("b", text), Column("c", text)]
    table = report_table(
        "",
        docname="visits",
        collection="visits",
        columns=columns,
        rows=[row],
        groups=[Group(text, 0)],
        citation_id="",
    )
    page = BeautifulSoup(written(env, "visits", table, expanded=False), "html.parser")
    # Below the table stands the line with its data.
    allowed = {
        "a",
        "details",
        "summary",
        "div",
        "table",
        "colgroup",
        "col",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "p",
    }
    assert {element.name for element in page.find_all(True)} <= allowed | {"span", "em", "strong"}
    assert [cell.get_text() for cell in page.select("th, td")] == [text] * 7


@pytest.mark.parametrize("page", ["visits", "overview", "figures", "sub/deep"])
def test_the_tables_of_a_project_read_the_same_in_both_forms(
    env: BuildEnvironment, page: str
) -> None:
    document = env.get_doctree(page)
    env.apply_post_transforms(document, page)
    tables = [table.deepcopy() for table in document.findall(report_table)]
    assert tables
    for table in tables:
        words = [child for child in table.children if isinstance(child, nodes.Text)]
        for each in words:  # of the search, in no page's text
            table.remove(each)
        assert_same(env, page, table)
