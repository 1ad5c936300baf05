"""Ordinary nodes in place of ours, for builders that do not know them."""

from __future__ import annotations

import re

from docutils import nodes

from indonato_report.nodes import record_block, record_reference, report_table, source_citations
from project_plugin import BuildPage, MakeProject

SOURCES = "\n\n```{bibliography}\n```"


def test_groups_have_no_spans_in_manual_pages(build_page: BuildPage) -> None:
    built = build_page("```{report:table} visits\n```", "man")
    assert built.warnings == []
    text = built.text("harbours.1")
    assert text.index("Repair work") < text.index("Mole repair") < text.index("Rescue")


def test_a_table_of_one_column_has_groups_without_spans(build_page: BuildPage) -> None:
    built = build_page("```{report:table} visits\n:columns: title\n:group: kind\n```", "latex")
    assert "multicolumn{" not in built.text("harbours.tex").split(r"\begin{document}")[1]


def test_words_are_not_broken_by_the_widths_of_columns(build_page: BuildPage) -> None:
    text = build_page("```{report:table} visits\n```", "text").text("index.txt")
    for word in ("happened", "Sources", "November", "almanac2020b", "channel"):
        assert word in text


def test_a_document_of_a_part_of_the_pages_links_only_inside(make_project: MakeProject) -> None:
    pages = {
        "index.md": "# I\n\n```{toctree}\nvisits\nports\nsources\n```\n",
        "visits.md": "(homes)=\n# V\n\n```{report:table} visits\n```\n\n{report:ref}`ports/brim`\n",
        "ports.md": "# P\n\n```{report:cards} ports\n```\n",
        "sources.md": f"# S{SOURCES}\n",
    }
    project = make_project(pages=pages)
    documents = [("visits", "visits.tex", "Visits", "A", "howto")]
    built = project.build(
        "latex", conf={"latex_documents": documents, "suppress_warnings": ["report.home"]}
    )
    text = built.text("visits.tex")
    body = text.split(r"\begin{document}")[1]
    assert "Brim Quay" in body
    assert "Guild of Pilots 2021" in body
    assert re.findall(r"\\hyper(?:ref|link)[^ ]*(?:ports|cite)", body) == []


def test_a_record_without_fields_keeps_its_address(build_page: BuildPage) -> None:
    text = build_page(
        "{report:ref}`ports/corve`\n\n```{report:profile} ports corve\n:fields: note\n```", "latex"
    ).text("harbours.tex")
    assert r"\label{\detokenize{index:ports-corve}}" in text


def test_nothing_of_ours_is_left(build_page: BuildPage) -> None:
    built = build_page(
        "{report:fact}`dues`\n\n```{report:table} visits\n```\n\n```{report:cards} ports\n```"
        + SOURCES,
        "pseudoxml",
    )
    text = built.text("index.pseudoxml")
    ours = (report_table, record_block, record_reference, source_citations)
    assert [node.__name__ for node in ours if f"<{node.__name__}" in text] == []
    assert "<table" in text
    assert nodes.table.__name__ == "table"


def test_stored_doctrees_are_not_expanded(build_page: BuildPage) -> None:
    built = build_page("```{report:table} visits\n```", "text")
    stored = built.env.get_doctree("index")
    assert len(list(stored.findall(report_table))) == 1
    assert list(stored.findall(nodes.table)) == []


def test_marked_text_keeps_its_marks(build_page: BuildPage) -> None:
    summary = "'*one* **two** `three` [four](https://example.org/?a=1&b=2) [five](#page)' #"
    text = build_page(
        "```{report:table} visits\n:columns: title, summary\n```",
        "latex",
        visits=("summary: Soundings", f"summary: {summary}"),
    ).text("harbours.tex")
    assert (
        r"\sphinxstyleemphasis{one} \sphinxstylestrong{two} \sphinxcode{\sphinxupquote{three}} "
        r"\sphinxhref{https://example.org/?a=1\&b=2}{four}"
    ) in text
    assert "five" in text
