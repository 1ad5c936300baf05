"""The roles ``ref``, ``fact`` and ``count``."""

from __future__ import annotations

import re

import pytest
from bs4 import Tag

from link_checker import dead_links, repeated_ids
from project_plugin import Build, BuildPage, MakeProject

FIGURES = "\n\n```{report:table} figures\n```"
SOURCES = "\n\n```{bibliography}\n```"
NBSP = "\N{NO-BREAK SPACE}"


def first(built: Build) -> Tag:
    return built.page().select_one("section p")


# -- ref ------------------------------------------------------------------------------------------
def test_ref_shows_the_title_or_what_the_author_wrote(make_project: MakeProject) -> None:
    pages = {
        "index.md": "# I\n\n{report:ref}`visits/mole-repair`, "
        "{report:ref}`the *works* <visits/mole-repair>`.\n\n```{toctree}\nvisits\n```\n",
        "visits.md": "# V\n\n```{report:table} visits\n```\n",
    }
    built = make_project(pages=pages).build()
    links = first(built).select("a.reference.internal")
    assert [(link.get_text(), link["href"]) for link in links] == [
        ("Mole repair", "visits.html#visits-mole-repair"),
        ("the *works*", "visits.html#visits-mole-repair"),
    ]


def test_ref_to_a_record_that_no_page_shows_is_its_title(build_page: BuildPage) -> None:
    built = build_page("See {report:ref}`visits/mole-repair`.")
    assert first(built).decode_contents() == "See Mole repair."


def test_ref_escapes_titles(build_page: BuildPage) -> None:
    built = build_page("{report:ref}`ports/corve`\n\n```{report:table} ports\n```")
    assert "Corve &amp; Sons’ Landing &lt;east&gt;</a>" in str(first(built))


# -- fact -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("berths", f"12,400{NBSP}berths"),
        ("stone-weight", f"2.5{NBSP}tonnes"),
        ("dues", "2% of cargo"),
        ("motto", "Hold fast"),
        ("berths.as_of", "31 December 2020"),
        ("berths.title", "Number of berths"),
        ("berths.value", "12,400"),
        ("motto.unit", ""),
    ],
)
def test_fact_shows_value_and_unit_or_one_field(
    build_page: BuildPage, key: str, shown: str
) -> None:
    built = build_page(f"There: {{report:fact}}`{key}`!{FIGURES}")
    assert first(built).get_text() == f"There: {shown}!"


@pytest.mark.parametrize(
    ("key", "hover"),
    [
        ("berths", "Number of berths, as of 31 December 2020. Sources: Ferro 2020b; Ferro 2020a"),
        ("motto", "Motto of the port"),
    ],
)
def test_a_fact_links_to_its_record_and_tells_date_and_sources(
    make_project: MakeProject, key: str, hover: str
) -> None:
    pages = {
        "index.md": f"# I\n\n{{report:fact}}`{key}`\n\n```{{toctree}}\nfigures\n```{SOURCES}",
        "figures.md": f"# F{FIGURES}\n",
    }
    link = first(make_project(pages=pages).build()).select_one("a.report-fact")
    assert link["href"] == f"figures.html#figures-{key}"
    assert link["title"] == hover


def test_a_fact_without_a_home_still_tells(build_page: BuildPage) -> None:
    built = build_page("{report:fact}`dues`")
    span = first(built).select_one("span.report-fact")
    assert span["title"] == "Rate of the dues, as of 31 January 2021. Sources: pilots2021"
    assert first(built).select("a") == []


def test_a_fact_puts_its_sources_into_the_bibliography(build_page: BuildPage) -> None:
    built = build_page(f"{{report:fact}}`dues`{SOURCES}")
    assert [label.get_text() for label in built.page().select(".citation .label")] == [
        "[Guild of Pilots 2021]"
    ]


def test_facts_are_plain_text_in_print(build_page: BuildPage) -> None:
    built = build_page("There: {report:fact}`berths`, {report:fact}`dues`.", "text")
    assert f"There: 12,400{NBSP}berths, 2% of cargo." in built.text("index.txt")


def test_a_value_that_failed_its_check_is_marked(build_page: BuildPage) -> None:
    built = build_page(
        "{report:fact}`berths.as_of`", figures=('as_of: "2020-12-31"', "as_of: soon")
    )
    assert first(built).get_text() == "⚠ soon"


def test_facts_of_several_collections(make_project: MakeProject) -> None:
    project = make_project(
        pages={"index.md": "# P\n\n{report:fact}`brim.depth` {report:fact}`berths`\n"}
    )
    project.replace(
        "data/datapackage.yaml",
        "      title: name\n",
        "      title: name\n      facts: {value: depth}\n",
    )
    built = project.build(conf={"suppress_warnings": ["report.home", "report.data"]})
    assert built.warnings == []
    assert first(built).get_text() == f"4.0 12,400{NBSP}berths"


# -- count ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("visits", "4"),
        (" visits ", "4"),
        ('visits where kind == "survey"', "2"),
        ("visits where 'brim' in ports and date >= '2021'", "1"),
        ('visits where place == "Nowhere"', "0"),
        ("visits where crew > 5 and crew < 1000", "2"),
    ],
)
def test_count(build_page: BuildPage, text: str, shown: str) -> None:
    built = build_page(f"Of these {{report:count}}`{text}`.")
    assert built.warnings == []
    assert first(built).decode_contents() == (
        f'Of these <span class="report-count">{shown}</span>.'
    )


def test_a_count_follows_the_language(make_project: MakeProject) -> None:
    project = make_project(pages={"index.md": "# P\n\n{report:count}`visits where crew > 5`\n"})
    records = "".join(
        f'- id: visit-{number}\n  date: "2000-01-01"\n  title: Visit {number}\n  kind: survey\n'
        "  crew: 9\n"
        for number in range(1200)
    )
    project.write({"data/visits.yaml": records})
    conf = {"suppress_warnings": ["report.home"]}
    assert first(project.build(conf=conf)).get_text() == "1,200"
    assert first(project.build(conf={**conf, "language": "de"})).get_text() == "1.200"


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_roles_in_headings_are_plain_text_in_lists_of_contents(
    make_project: MakeProject, builder: str
) -> None:
    pages = {
        "index.md": "# I\n\n```{contents}\n```\n\n```{toctree}\na\nfigures\n```\n\n{doc}`a`\n",
        "a.md": "# All {report:fact}`berths`\n\n## The {report:ref}`figures/dues`\n\nText\n\n"
        "## {report:count}`visits` visits\n\n```{bibliography}\n```\n",
        "figures.md": f"# F{FIGURES}\n",
    }
    built = make_project(pages=pages).build(builder, conf={"suppress_warnings": ["report.home"]})
    assert built.warnings == []
    # The contents of a single page are Sphinx's own, and lead to places that it does not have.
    assert [link for link in dead_links(built.outdir) if "#document-a#" not in link] == []
    assert [name for name in repeated_ids(built.outdir) if "#id" not in name] == []
    for page in built.pages():
        assert page.select("a a") == []
    toc = built.page().select_one(".toctree-l1 a")
    text = toc.get_text() if toc else built.page().get_text()
    assert f"All 12,400{NBSP}berths" in text
    if builder == "html":
        title = built.page("a").title.get_text()
        assert "All 12,400 berths" in title.replace(NBSP, " ")
        assert (
            built.page("a").h1.select_one("a.report-fact")["href"] == "figures.html#figures-berths"
        )
        raw = built.text("index.html")
        assert raw.count("<a ") == raw.count("</a>")
        assert re.search(r"<a [^>]*>(?:(?!</a>).)*<a ", raw, re.DOTALL) is None


def test_roles_in_table_cells_of_a_page(build_page: BuildPage) -> None:
    built = build_page(
        "| a | b |\n|---|---|\n"
        '| {report:fact}`dues` | {report:count}`visits where kind == "survey" or crew < 7` |\n'
    )
    assert built.warnings == []
    assert [cell.get_text() for cell in built.page().select("td")] == ["2% of cargo", "3"]
