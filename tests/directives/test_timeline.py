"""The directive ``timeline``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import Tag

from link_checker import repeated_ids
from project_plugin import Build, BuildPage, MakeProject

MakePages = Callable[..., Build]


def timeline(built: Build) -> dict[str, list[str]]:
    """The titles of the entries, by year."""
    return {
        year.find("p").get_text(): [
            title.get_text() for title in year.select(".report-entry-title")
        ]
        for year in years(built)
    }


def years(built: Build) -> list[Tag]:
    return built.page().select_one("ul.report-timeline").find_all("li", recursive=False)


def test_entries_stand_by_year_in_lists(build_page: BuildPage) -> None:
    built = build_page("(homes)=\n\n## Section\n\n```{report:timeline} visits\n```")
    assert built.warnings == []
    assert timeline(built) == {
        "2020": ["1 March 2020 Spring survey"],
        "2021": ["June 2021 Mole repair", "5 November 2021 Night rescue"],
        "2022": ["2022 Autumn survey"],
    }
    assert len(years(built)[1].select("ul.report-entries > li")) == 2


def test_an_entry_shows_its_text_enumerations_and_sources(build_page: BuildPage) -> None:
    built = build_page("```{report:timeline} visits\n:limit: 2\n```")
    entry = built.page().select(".report-entry")[1]
    assert [" ".join(part.get_text().split()) for part in entry.find_all("p")] == [
        "June 2021 Mole repair",
        "Stones of 2.5 tonnes each [pilots2021].",
        "Repair work · pilots2021; almanac2020",
    ]


def test_where_sort_limit_fields_name_and_class(build_page: BuildPage) -> None:
    built = build_page(
        '{ref}`the line <line>`\n\n```{report:timeline} visits where kind != "repair"\n'
        ":sort: -date\n:limit: 2\n:fields: place, date\n:name: line\n:class: compact\n```"
    )
    assert built.warnings == []
    assert timeline(built) == {
        "2022": ["2022 Autumn survey"],
        "2021": ["5 November 2021 Night rescue"],
    }
    details = [part.get_text() for part in built.page().select(".report-details")]
    assert details == ["Bar & channel"]
    assert built.page().select_one("#line") is not None
    assert "compact" in built.page().select_one(".report-timeline")["class"]


def test_date_names_another_field_and_what_has_none_comes_last(build_page: BuildPage) -> None:
    built = build_page("```{report:timeline} figures\n:date: review_by\n:fields: unit\n```")
    assert timeline(built) == {
        "2030": [
            "1 January 2030 Weight of a facing stone",
            "1 January 2030 Number of berths",
            "1 January 2030 Rate of the dues",
        ],
        "–": ["Motto of the port"],
    }


def test_nothing_matches(build_page: BuildPage) -> None:
    built = build_page('```{report:timeline} visits where place == "Nowhere"\n```')
    assert built.warnings == []
    assert built.page().select_one("p.report-nothing").get_text() == "No records match."


def test_a_further_text_stands_under_its_label(make_project: MakeProject) -> None:
    text = "```{report:timeline} figures\n:fields: unit, note\n:date: as_of\n:sort: -as_of\n```\n"
    project = make_project(pages={"index.md": f"# Page\n\n{text}"})
    old = "{name: unit, type: string, title: Unit}"
    project.replace("data/datapackage.yaml", old, f"{old[:-1]}, report: {{markdown: true}}}}")
    built = project.build(conf={"suppress_warnings": ["report.home"]})
    assert built.warnings == []
    (entry,) = built.page().select(".report-entry:has(.report-remark)")
    texts = [" ".join(part.get_text().split()) for part in entry.find_all("p")]
    assert texts == ["30 June 2021 Weight of a facing stone", "tonnes", "Caveat: Measured dry."]
    assert entry.select_one(".report-remark > p > strong").get_text() == "Caveat: "


# -- the years ------------------------------------------------------------------------------------
def jumps(built: Build) -> dict[str, str]:
    page = built.page()
    links = page.select("p.report-years a")
    assert all(page.select_one(link["href"]).select_one(".report-year") for link in links)
    return {link.get_text(): link["href"] for link in links}


@pytest.fixture
def four_years(make_project: MakeProject) -> MakePages:
    def made(page: str, builder: str = "html") -> Build:
        project = make_project(pages={"index.md": f"# P\n\n(homes)=\n\n## Section\n\n{page}\n"})
        project.replace("data/visits.yaml", "2021-11-05", "2023-11-05")
        return project.build(builder, conf={"suppress_warnings": ["report.home"]})

    return made


def test_links_lead_to_the_years(four_years: MakePages) -> None:
    found = jumps(four_years("```{report:timeline} visits\n```"))
    assert found == {year: f"#visits-year-{year}" for year in ("2020", "2021", "2022", "2023")}


def test_of_a_few_years_there_is_no_list(build_page: BuildPage) -> None:
    assert jumps(build_page("```{report:timeline} visits\n```")) == {}


def test_two_timelines_of_one_page_share_no_id(four_years: MakePages) -> None:
    built = four_years("```{report:timeline} visits\n```\n\n```{report:timeline} visits\n```")
    assert built.warnings == []
    assert repeated_ids(built.outdir) == []
    assert len(jumps(built)) == 4


def test_a_book_has_the_links_as_well(four_years: MakePages, tmp_path: Path) -> None:
    folder = four_years("```{report:timeline} visits\n```", "epub").unzipped(tmp_path)
    text = (folder / "index.xhtml").read_text(encoding="utf-8")
    assert 'href="#visits-year-2020"' in text and 'id="visits-year-2020"' in text
