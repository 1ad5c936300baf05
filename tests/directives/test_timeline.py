"""The directive ``timeline``."""

from __future__ import annotations

from bs4 import Tag

from project_plugin import Build, BuildPage


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


def test_a_further_text_stands_under_its_label(build_page: BuildPage) -> None:
    built = build_page(
        "```{report:timeline} figures\n:fields: note, note\n:date: as_of\n:limit: 2\n"
        ":sort: -as_of\n```"
    )
    assert built.warnings == []
    (entry,) = built.page().select(".report-entry:has(.report-remark)")
    texts = [" ".join(part.get_text().split()) for part in entry.find_all("p")]
    assert texts == [
        "30 June 2021 Weight of a facing stone",
        "Measured dry.",
        "Caveat: Measured dry.",
    ]
    assert entry.select_one(".report-remark > p > strong").get_text() == "Caveat: "
