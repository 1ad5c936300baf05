"""The directive ``profile``."""

from __future__ import annotations

from project_plugin import Build, BuildPage, MakeProject


def summary(built: Build) -> dict[str, str]:
    fields = built.page().select_one("dl.report-summary")
    return {
        label.get_text().rstrip(":"): " ".join(label.find_next_sibling("dd").get_text().split())
        for label in fields.find_all("dt")
    }


def test_short_fields_are_a_list_and_long_ones_stand_under_their_names(
    build_page: BuildPage,
) -> None:
    built = build_page("```{report:profile} ports aldwick\n```")
    assert built.warnings == []
    assert summary(built) == {
        "Region": "Northern coast",
        "Depth in metres": "12.5",
        "Website": "https://example.org/aldwick/",
    }
    block = built.page().select_one("#ports-aldwick")
    assert block.select_one(".rubric").get_text() == "Note"
    assert block.find(class_="rubric").find_next_sibling("p").get_text().startswith("Deep water")
    assert len(block.select("ul li")) == 2


def test_without_a_declared_profile_all_fields_but_the_names_are_shown(
    build_page: BuildPage,
) -> None:
    built = build_page("```{report:profile} visits mole-repair\n```")
    assert list(summary(built)) == [
        "Date",
        "Kind",
        "Ports of call",
        "Place",
        "Summary",
        "Crew",
        "Sources",
    ]
    assert summary(built)["Date"] == "June 2021"


def test_fields_chooses_and_orders(build_page: BuildPage) -> None:
    built = build_page("```{report:profile} visits mole-repair\n:fields: crew, tags, kind\n```")
    assert summary(built) == {"Crew": "8", "Kind": "Repair work"}


def test_only_long_fields(build_page: BuildPage) -> None:
    built = build_page("```{report:profile} ports brim\n:fields: note\n```")
    assert built.page().select("dl") == []
    assert built.page().select_one("#ports-brim .rubric").get_text() == "Note"


def test_references_are_links(build_page: BuildPage) -> None:
    built = build_page(
        "```{report:profile} visits spring-survey\n:fields: ports, tags\n```\n\n"
        "```{report:cards} ports\n```"
    )
    assert summary(built) == {
        "Ports of call": "Aldwick Harbour, Brim Quay",
        "Tags": "soundings, charts",
    }
    links = built.page().select("dl a")
    assert [link["href"] for link in links] == ["#ports-aldwick", "#ports-brim"]


def test_name_and_class(build_page: BuildPage) -> None:
    built = build_page(
        "{ref}`one port <brim>`\n\n```{report:profile} ports brim\n:name: brim\n:class: big\n```"
    )
    assert built.warnings == []
    page = built.page()
    assert page.p.a["href"] == "#brim"
    assert page.select_one("#brim") is not None
    assert {"big", "report-profile"} <= set(page.select_one("#ports-brim")["class"])


def test_flawed_values_are_marked(build_page: BuildPage) -> None:
    built = build_page(
        "```{report:profile} visits mole-repair\n:fields: crew\n```",
        visits=("crew: 8\n", "crew: eight\n"),
    )
    assert summary(built) == {"Crew": "⚠ eight"}


def test_titles_of_long_fields_are_headings_below_their_section(build_page: BuildPage) -> None:
    profile = "```{report:profile} ports aldwick\n:fields: note\n```\n"
    built = build_page(f"{profile}\n## Section\n\n{profile}")
    assert built.warnings == []
    titles = built.page().select(".report-profile > .rubric")
    assert [(title.name, title.get_text()) for title in titles] == [("h2", "Note"), ("h3", "Note")]


def test_sources_after_a_long_text_stay_after_it(
    make_project: MakeProject,
) -> None:
    project = make_project(
        pages={"index.md": "# P\n\n```{report:profile} figures stone-weight\n```\n"}
    )
    project.replace(
        "data/datapackage.yaml",
        "title: Caveat, report: {markdown: true}",
        "title: Caveat, report: {markdown: block}",
    )
    page = project.build(conf={"suppress_warnings": ["report.home"]}).page()
    assert [each.get_text() for each in page.select(".report-profile > .rubric")] == [
        "Caveat",
        "Sources",
    ]
    terms = [each.get_text(strip=True) for each in page.select(".report-profile > dl dt")]
    assert not any(term.startswith("Sources") for term in terms)
