"""The directive ``audit``, and what it counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from indonato_report.data.source_kinds import Coverage, Source, coverage, read_sources
from project_plugin import BuildPage, MakeProject

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
        ("```{report:audit}\n:show: kind\n```", "show: 'kind' is none of coverage, kinds, used"),
        ("```{report:audit}\n:by: kind\n```", "by and where: name a collection first"),
        ("```{report:audit} ports\n```", "'ports' has no field of sources"),
        ("```{report:audit} visits\n:by: place\n```", "by: 'place' is no enumeration"),
    ],
)
def test_a_mistake_is_told(build_page: BuildPage, text: str, message: str) -> None:
    (warning,) = build_page(text, builder="dummy").warnings
    assert message in warning
