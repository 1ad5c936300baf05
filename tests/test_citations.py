"""Sources as citations: registered once a table, linked to the bibliography."""

from __future__ import annotations

import re

from project_plugin import Build, BuildPage, MakeProject

SOURCES = "\n\n```{bibliography}\n```"


def cited(built: Build) -> list[str]:
    return [label.get_text() for label in built.page().select(".citation .label")]


def test_a_table_registers_its_keys_once(build_page: BuildPage) -> None:
    built = build_page(f"```{{report:table}} visits\n```{SOURCES}")
    references = built.env.get_domain("cite").citation_refs
    assert [sorted(target.key for target in each.targets) for each in references] == [
        ["almanac2020", "almanac2020b", "pilots2021"]
    ]
    assert built.page().select_one(f"div#{references[0].citation_ref_id} table") is not None


def test_citations_link_to_the_bibliography_and_back(build_page: BuildPage) -> None:
    built = build_page(f'```{{report:table}} visits where kind == "repair"\n```{SOURCES}')
    assert built.warnings == []
    page = built.page()
    links = page.select(".report-citations a.reference.internal")
    assert [link.get_text() for link in links] == ["Guild of Pilots 2021", "Ferro 2020"]
    entries = [page.select_one(link["href"]) for link in links]
    assert "Pilotage" in entries[0].get_text()
    assert "Harbour Almanac" in entries[1].get_text()
    assert (
        entries[0].select_one(".backrefs a, a.fn-backref, .label a")["href"].startswith("#cited-")
    )


def test_hovering_a_citation_tells_the_source(build_page: BuildPage) -> None:
    built = build_page(f'```{{report:table}} visits where kind == "rescue"\n```{SOURCES}')
    link = built.page().select_one(".report-citations a")
    assert link["title"] == "Ada Ferro. A Supplement to the Almanac. Tidal Press, 2020."


def test_equal_labels_get_letters(build_page: BuildPage) -> None:
    built = build_page(f"```{{report:table}} visits\n```{SOURCES}")
    assert cited(built) == ["[Ferro 2020a]", "[Ferro 2020b]", "[Guild of Pilots 2021]"]


def test_citations_in_cards_profiles_and_markdown_link_too(build_page: BuildPage) -> None:
    built = build_page(
        "(homes)=\n## S\n\n```{report:cards} figures\n```\n\n```{report:timeline} visits\n```\n\n"
        f"```{{report:profile}} ports aldwick\n```{SOURCES}"
    )
    assert built.warnings == []
    page = built.page()
    ids = {element["id"] for element in page.select("[id]")}
    backlinks = [link["href"][1:] for link in page.select('.citation a[href^="#cited-"]')]
    assert len(backlinks) >= 6
    assert set(backlinks) <= ids
    cited_in_markdown = page.select_one(".report-profile em").parent.select_one("a")
    assert cited_in_markdown.get_text() == "Ferro 2020b"


def test_without_a_bibliography_on_any_page_the_key_is_shown(build_page: BuildPage) -> None:
    built = build_page('```{report:table} visits where kind == "rescue"\n:columns: sources\n```')
    assert built.warnings == []
    assert built.column() == ["almanac2020b"]


def test_a_key_that_the_bibliography_lacks_is_told_once_and_shown(build_page: BuildPage) -> None:
    built = build_page(
        f"```{{report:table}} visits\n:columns: title, sources\n```{SOURCES}",
        visits=("sources: [almanac2020b]", "sources: [almanac2020c]"),
    )
    assert "almanac2020c" in built.column(name=1)
    assert len([line for line in built.warnings if "almanac2020c" in line]) == 1
    assert built.warnings[0].startswith("data/visits.yaml:28:13: WARNING: [data.source]")


def test_a_bibliography_without_labels_is_no_target(build_page: BuildPage) -> None:
    built = build_page(
        '```{report:table} visits where kind == "rescue"\n:columns: sources\n```\n\n'
        "```{bibliography}\n:list: bullet\n```"
    )
    assert built.column() == ["almanac2020b"]


def test_citations_in_latex_lead_to_the_bibliography(build_page: BuildPage) -> None:
    text = build_page(
        f'```{{report:table}} visits where kind == "rescue"\n```{SOURCES}', "latex"
    ).text("harbours.tex")
    (place,) = re.findall(r"\\hyperlink\{cite\.(index:id\d+)\}\{Ferro 2020\}", text)
    assert rf"\bibitem[Ferro 2020]{{{place}}}" in text


def test_a_project_without_bibtex(make_project: MakeProject) -> None:
    page = (
        "# P\n\n{report:fact}`dues`\n\n```{report:table} visits\n```\n\n"
        "```{report:profile} ports aldwick\n```\n\n```{report:cards} figures\n```\n"
    )
    project = make_project(pages={"index.md": page})
    for line in ('"sphinxcontrib.bibtex", ', 'bibtex_bibfiles = ["references.bib"]\n'):
        project.replace("conf.py", line, "")
    conf = {"suppress_warnings": ["report.home"]}
    built = project.build(conf=conf)
    assert built.warnings == []
    assert built.table()[2][-1] == "almanac2020"
    assert "says [almanac2020]." in built.page().select_one(".report-profile").get_text()
    assert built.page().select_one(".report-fact")["title"].endswith("Sources: pilots2021")
    assert "almanac2020" in project.build("text", conf=conf).text("index.txt")
