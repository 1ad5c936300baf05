"""A long bibliography has links to its letters; a short one has none."""

from __future__ import annotations

import pytest

from indonato_report.html.source_letters import LONG, letter_of
from project_plugin import MakeProject

PAGE = "# P\n\nSee {cite}`pilots2021`.\n\n```{bibliography}\n:all:\n```\n"


@pytest.mark.parametrize(
    ("label", "letter"),
    [("Élysée 2026", "E"), ("von der Leyen 2025", "V"), ("„Zeit“ 2020", "Z"), ("24 Hours", "#")],
)
def test_letter_of(label: str, letter: str) -> None:
    assert letter_of(label) == letter


def test_a_long_bibliography_links_to_the_first_entry_of_each_letter(
    make_project: MakeProject,
) -> None:
    project = make_project(pages={"index.md": PAGE})
    names = ["Aster", "Beryl", "Émile"]
    more = [
        f"@misc{{more{number}, author = {{{{{names[number % 3]}}}}}, title = {{T}}, "
        f"year = {{{1900 + number}}}}}\n"
        for number in range(LONG)
    ]
    project.replace("references.bib", "@misc{pilots2021,", "".join(more) + "@misc{pilots2021,")
    page = project.build(conf={"suppress_warnings": ["report.home"]}).page()
    links = page.select("p.report-letters a")
    assert [link.get_text() for link in links] == ["A", "B", "E", "F", "G", "N"]
    firsts = [page.select_one(link["href"]).select_one(".label").get_text() for link in links[:3]]
    assert firsts == ["[Aster 1900]", "[Beryl 1901]", "[Émile 1902]"]


def test_a_short_one_has_no_such_line(make_project: MakeProject) -> None:
    built = make_project(pages={"index.md": PAGE}).build(
        conf={"suppress_warnings": ["report.home"]}
    )
    assert built.page().select("p.report-letters") == []
