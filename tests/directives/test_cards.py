"""The directive ``cards``."""

from __future__ import annotations

from project_plugin import BuildPage, MakeProject


def test_a_card_shows_title_enumerations_and_first_text(build_page: BuildPage) -> None:
    built = build_page('```{report:cards} visits where kind == "repair"\n```')
    assert built.warnings == []
    (card,) = built.page().select(".report-cards > .report-card")
    assert [" ".join(part.get_text().split()) for part in card.find_all("p")] == [
        "Mole repair",
        "Repair work",
        "Stones of 2.5 tonnes each [pilots2021].",
    ]
    badge = card.select_one(".sd-badge")
    assert badge["class"] == [
        "sd-badge",
        "report-badge",
        "report-field-kind",
        "report-value-repair",
    ]


def test_fields_says_what_stands_below_the_title(build_page: BuildPage) -> None:
    built = build_page(
        "```{report:cards} visits\n:fields: place, tags\n:sort: -date\n:limit: 2\n```"
    )
    cards = [
        [part.get_text() for part in card.find_all("p")]
        for card in built.page().select(".report-card")
    ]
    assert cards == [["Autumn survey", "Tags: charts"], ["Night rescue", "Place: Bar & channel"]]


def test_where_as_option_name_and_class(build_page: BuildPage) -> None:
    built = build_page(
        "{ref}`the deck <deck>`\n\n"
        "```{report:cards} ports\n:where: open\n:name: deck\n:class: wide\n```"
    )
    assert built.warnings == []
    deck = built.page().select_one("#deck")
    assert deck is not None
    assert "wide" in built.page().select_one(".report-cards")["class"]
    assert [card.p.get_text() for card in built.page().select(".report-card")] == [
        "Aldwick Harbour"
    ]


def test_nothing_matches(build_page: BuildPage) -> None:
    built = build_page('```{report:cards} visits where place == "Nowhere"\n```')
    assert built.page().select_one("p.report-nothing").get_text() == "No records match."
    assert built.page().select(".report-cards") == []


def test_a_card_may_be_the_home_of_its_record(build_page: BuildPage) -> None:
    built = build_page("{report:ref}`ports/brim`\n\n```{report:cards} ports\n```")
    page = built.page()
    assert page.p.a["href"] == "#ports-brim"
    assert page.select_one("#ports-brim")["class"] == ["report-card"]


def test_blocks_of_markdown_keep_their_lists(build_page: BuildPage) -> None:
    built = build_page("```{report:cards} ports\n:fields: note\n```")
    items = built.page().select("#ports-aldwick li")
    assert items[0].get_text(strip=True) == "a dry dock"
    assert len(items) == 2


def test_a_fact_shows_its_value_as_a_figure_with_its_unit(build_page: BuildPage) -> None:
    built = build_page(
        '```{report:cards} figures where id in ("berths", "dues", "motto")\n'
        ":fields: value, as_of\n:sort: title\n```"
    )
    assert built.warnings == []
    figures = built.page().select(".report-card > p.report-figure")
    assert [figure.get_text() for figure in figures] == [
        "Hold fast",
        "12,400\N{NO-BREAK SPACE}berths",
        "2% of cargo",
    ]
    values = [figure.select_one(".report-figure-value").get_text() for figure in figures]
    assert values == ["Hold fast", "12,400", "2"]


def test_a_value_in_words_is_not_as_large_as_a_figure(make_project: MakeProject) -> None:
    project = make_project(
        pages={"index.md": "# P\n\n```{report:cards} figures\n:fields: value\n:sort: title\n```\n"}
    )
    project.replace("data/figures.yaml", "Hold fast", "12 December 2019")
    built = project.build(conf={"suppress_warnings": ["report.home"]})
    words = built.page().select(".report-figure-words")
    assert [value.get_text() for value in words] == ["12 December 2019"]
    assert len(built.page().select(".report-figure-value")) > 1
