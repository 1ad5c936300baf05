"""The directive ``audit``, and what it counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from indonato_report.data.source_kinds import Age, Coverage, Source, age, coverage, read_sources
from project_plugin import BuildPage, MakeProject, Project

GUILD = "{Guild of Pilots},"

KINDS = """
@misc{a, publisher = {{Ministry}},
  kind = {primary},
}

@misc{b,
  publisher = {{Paper}},
  kind = "press"
}
@misc{c,
  publisher = {{Paper}},
  kind = {press},
}
@misc{d,
  title = {No kind},
}
"""


def test_kind_and_publisher_are_read_from_the_bibliography(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_text(KINDS, encoding="utf-8")
    assert read_sources(path) == {
        "a": Source("primary", "Ministry"),
        "b": Source("press", "Paper"),
        "c": Source("press", "Paper"),
        "d": Source(),
    }
    assert read_sources(tmp_path / "none.bib") == {}


def test_of_a_bibliography_that_cannot_be_read_nothing_is_known(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_text("@misc{a, kind = {primary}}\n@misc{b, kind = {press", encoding="utf-8")
    assert read_sources(path) == {}


def test_the_age_of_sources_goes_by_their_dates_and_counts_each_once() -> None:
    sources = {
        "a": Source(date="2019-05-01"),
        "b": Source(date="2020"),
        "c": Source(),
    }
    assert age([["a", "b"], ["b", "c"], []], sources) == Age(3, "2019-05-01", "2020", 1)
    assert age([["unknown"]], sources) == Age(1, "", "", 1)


def test_two_sources_of_one_publisher_are_not_independent() -> None:
    sources = {
        "a": Source("primary", "Ministry"),
        "b": Source("press", "Paper"),
        "c": Source("press", "Paper"),
    }
    cited = [["a", "b"], ["b", "c"], ["b"], [], ["unknown"]]
    assert coverage(cited, sources) == Coverage(5, 1, 1, 2, 1)


def with_kinds(make_project: MakeProject, text: str) -> object:
    project = make_project(pages={"index.md": f"# P\n\n{text}\n\n```{{bibliography}}\n```\n"})
    project.replace(
        "references.bib", "{Guild of Pilots},", "{Guild of Pilots},\n  kind = {primary},"
    )
    return project


def test_each_collection_has_a_row(make_project: MakeProject) -> None:
    project = with_kinds(make_project, "```{report:audit}\n\nBy collection\n```")
    built = project.build(conf={"suppress_warnings": ["report.home"]})  # type: ignore[attr-defined]
    assert built.warnings == []
    assert built.table() == [
        [
            "Records of",
            "All",
            "With a primary source",
            "With two independent sources",
            "With press only",
            "Without a source",
        ],
        ["Visits", "4", "1", "0", "0", "0"],
        ["Figures", "4", "2", "0", "0", "1"],
    ]
    assert built.page().select_one(".caption-text").get_text() == "By collection"
    assert built.page().select(".report-data-line") == []  # no file holds these counts


def test_an_enumeration_gives_a_row_for_each_value(build_page: BuildPage) -> None:
    built = build_page("```{report:audit} visits\n:by: kind\n```")
    assert [row[:2] for row in built.table()[1:]] == [
        ["Survey", "2"],
        ["Repair work", "1"],
        ["Rescue", "1"],
    ]


def test_sources_are_counted_by_kind_and_by_use(make_project: MakeProject) -> None:
    text = "```{report:audit} visits\n:show: kinds\n```\n\n```{report:audit} visits\n:show: used\n"
    project = with_kinds(make_project, f"{text}:limit: 1\n```")
    built = project.build(conf={"suppress_warnings": ["report.home"]})  # type: ignore[attr-defined]
    assert built.table()[1:] == [["Not stated", "2", "67%"], ["Primary", "1", "33%"]]
    assert built.table(number=1)[1:] == [["Ferro 2020", "3"]]


def test_the_age_of_sources_and_facts_due_for_review_are_told(make_project: MakeProject) -> None:
    text = "# P\n\n```{report:audit}\n:show: age\n```\n\n```{bibliography}\n```\n"
    project = make_project(pages={"index.md": text})
    conf = {"suppress_warnings": ["report.home", "report.review"]}
    assert project.build(conf=conf).table() == [
        [
            "Records of",
            "Sources",
            "Oldest source",
            "Newest source",
            "Undated sources",
            "Past their review date",
        ],
        ["Visits", "3", "2020", "2021", "0", ""],  # visits are no facts
        ["Figures", "3", "2020", "2021", "0", "0"],
    ]
    project.replace("data/datapackage.yaml", 'edition_date: "2026', 'edition_date: "2099')
    assert project.build(conf=conf).table()[2][5] != "0"


def test_without_facts_no_review_is_spoken_of(build_page: BuildPage) -> None:
    built = build_page("```{report:audit} visits\n:show: age\n:by: kind\n```")
    assert built.table()[0][-1] == "Undated sources"


PROSE = """# Index

```{report:audit}
:show: prose
:pages: index, sub/index
```

```{toctree}
sub/index
```

```{bibliography}
```
"""
QUIET = {"suppress_warnings": ["report.home"]}


def prose_project(make_project: MakeProject, text: str) -> Project:
    project = make_project(pages={"index.md": PROSE, "sub/index.md": f"# Below\n\n{text}\n"})
    project.replace("references.bib", GUILD, f"{GUILD}\n  kind = {{primary}},")
    return project


def test_sources_in_the_text_of_pages_are_counted_by_kind(make_project: MakeProject) -> None:
    text = "Cited {cite}`almanac2020` and {cite}`pilots2021`.\n\n```{report:table} visits\n```"
    built = prose_project(make_project, text).build(conf=QUIET)
    assert built.table() == [
        ["Pages", "Sources cited", "Primary", "Research", "Press", "Others", "Primary or research"],
        ["Index", "0", "0", "0", "0", "0", "0%"],
        ["Below", "2", "1", "0", "0", "1", "50%"],  # sources listed in a table are not counted
        ["All together", "2", "1", "0", "0", "1", "50%"],
    ]


def test_sources_in_the_texts_of_records_are_counted(make_project: MakeProject) -> None:
    text = "```{report:cards} visits\n:fields: summary\n```"
    built = prose_project(make_project, text).build(conf=QUIET)
    assert built.table()[2] == ["Below", "1", "1", "0", "0", "0", "100%"]


def test_the_counts_follow_the_text_of_other_pages(make_project: MakeProject) -> None:
    project = prose_project(make_project, "Nothing yet.")
    assert project.build(conf=QUIET).table()[2][1] == "0"
    project.write({"sub/index.md": "# Below\n\nCited {cite}`pilots2021`.\n"})
    built = project.build(conf=QUIET)
    assert built.table()[2][:3] == ["Below", "1", "1"]
    assert built.read == ["sub/index"]
    assert project.build(conf=QUIET).written == []


def test_one_page_has_no_row_for_all(make_project: MakeProject) -> None:
    project = prose_project(make_project, "Cited {cite}`pilots2021`.")
    project.replace("index.md", ":pages: index, sub/index", ":pages: sub/index")
    text = project.build("text", conf=QUIET).text("index.txt")
    assert "100%" in text
    assert "All together" not in text


def test_a_page_follows_the_bibliography(make_project: MakeProject) -> None:
    project = make_project(
        pages={"index.md": "# P\n\n```{report:audit} visits\n:show: kinds\n```\n"}
    )
    conf = {"suppress_warnings": ["report.home"]}
    project.build(conf=conf)
    project.replace("references.bib", GUILD, f"{GUILD}\n  kind = {{press}},")
    assert ["Press", "1", "33%"] in project.build(conf=conf).table()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "```{report:audit}\n:show: kind\n```",
            "show: 'kind' is none of coverage, kinds, used, age, prose",
        ),
        ("```{report:audit}\n:by: kind\n```", "by and where: name a collection first"),
        ("```{report:audit} ports\n```", "'ports' has no field of sources"),
        ("```{report:audit} visits\n:by: place\n```", "by: 'place' is no enumeration"),
        ("```{report:audit}\n:show: prose\n```", "pages: name the pages whose text is counted"),
        (
            "```{report:audit}\n:show: prose\n:pages: indx\n```",
            "pages: there is no page 'indx'. Did you mean 'index'?",
        ),
        (
            "```{report:audit}\n:show: prose\n:pages: index\n:limit: 3\n```",
            "limit: pages are counted, no records",
        ),
    ],
)
def test_a_mistake_is_told(build_page: BuildPage, text: str, message: str) -> None:
    (warning,) = build_page(text, builder="dummy").warnings
    assert message in warning
