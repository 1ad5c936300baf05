"""The search page finds records, the best one first, and leads to them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from live_tables import site
from project_plugin import MakeProject
from websites import STRICT, served

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module", params=["html", "dirhtml"])
def address(make_project: MakeProject, request: pytest.FixtureRequest) -> Iterator[str]:
    built = make_project("everything").build(request.param, conf=STRICT)
    name = "search.html" if request.param == "html" else "search/"
    with served(built.outdir) as host:
        yield f"{host}/{name}?q="


def titles(page: Page) -> list[str]:
    page.locator("#search-results h2, #search-results p").first.wait_for()
    return page.locator("ol.report-found > li > a").all_inner_texts()


@pytest.mark.parametrize(
    ("query", "title", "collection", "place"),
    [
        ("Night rescue", "Night rescue", "Visits", "visits-night-rescue"),
        ("night RES", "Night rescue", "Visits", "visits-night-rescue"),
        ("brim quay", "Brim Quay", "Ports", "ports-brim"),
        ("sons landing", "Corve & Sons’ Landing <east>", "Ports", "ports-corve"),
        ("facing stone", "Weight of a facing stone", "Figures", "figures-stone-weight"),
        ("outer mole", "Spring survey", "Visits", "visits-spring-survey"),
    ],
)
def test_the_first_hit_leads_to_the_record(
    page: Page, address: str, query: str, title: str, collection: str, place: str
) -> None:
    page.goto(address + query)
    first = page.locator("ol.report-found > li").first
    expect(first.get_by_role("link")).to_have_text(title)
    expect(first.locator(".report-found-in")).to_have_text(collection)
    first.get_by_role("link").click()
    target = page.locator(f"[id='{place}']:target")
    expect(target).to_be_visible()
    expect(target).to_contain_text(title)


def test_a_place_finds_records_and_is_shown(page: Page, address: str) -> None:
    page.goto(address + "channel")
    assert titles(page) == ["Night rescue"]
    expect(page.locator(".report-found-by")).to_have_text("Bar & channel")


def test_titles_come_before_other_values(page: Page, address: str) -> None:
    page.goto(address + "brim")
    assert titles(page) == ["Brim Quay", "Spring survey", "Night rescue"]


@pytest.mark.parametrize("query", ["", "nowhere at all", "rescue nowhere", "***"])
def test_without_a_hit_there_is_no_list(page: Page, address: str, query: str) -> None:
    page.goto(address + query)
    page.wait_for_load_state("networkidle")
    expect(page.locator(".report-found-records")).to_have_count(0)


def test_many_hits_are_shown_on_demand(page: Page, make_project: MakeProject) -> None:
    with served(site(make_project, 12).outdir) as host:
        page.goto(f"{host}/search.html?q=eclair visit 1")
        found = page.locator("ol.report-found > li")
        expect(found.first).to_contain_text("Visit 1 of the Éclair")
        page.goto(f"{host}/search.html?q=éclair")
        expect(found).to_have_count(10)
        page.get_by_role("button", name="Show all 12 records").click()
        expect(found).to_have_count(12)
        expect(found.nth(10).get_by_role("link")).to_be_focused()


def test_what_all_pages_begin_with_is_left_out(page: Page, make_project: MakeProject) -> None:
    text = "# Repairs\n\nA mole is mended.\n\n```{report:table} visits\n\nAll visits\n```\n"
    conf = {**STRICT, "suppress_warnings": ["report.home"]}
    built = make_project(
        pages={"index.md": "# I\n\n```{toctree}\nvisits\n```\n", "visits.md": text}
    ).build(conf=conf)
    with served(built.outdir) as host:
        page.goto(f"{host}/search.html?q=mended")
        shown = page.locator("#search-results p.context")
        expect(shown).to_contain_text("A mole is mended.")
        assert not any(words in shown.inner_text() for words in ("Repairs", "All records"))
        expect(page.locator("article input[name=q]")).to_have_value("mended")
        page.locator("article input[name=q]").fill("mole")
        page.get_by_role("button", name="Search", exact=True).click()
        expect(page).to_have_url(re.compile(r"search\.html\?q=mole"))
        page.wait_for_load_state("networkidle")


def test_excerpts_keep_cells_apart_and_words_whole(page: Page, make_project: MakeProject) -> None:
    words = "Quays were repaired and lengthened over and over again by many harbour masters. " * 3
    table = "| Mole | Mended |\n| --- | --- |\n| East | 1905 |\n"
    records = "```{report:table} visits\n```\n"
    text = f"# Repairs\n\n{words}\n\n{table}\n{words}\n\n{records}"
    built = make_project(
        pages={"index.md": "# I\n\n```{toctree}\nvisits\n```\n", "visits.md": text}
    ).build(conf={**STRICT, "suppress_warnings": ["report.home"]})
    with served(built.outdir) as host:
        page.goto(f"{host}/search.html?q=mended")
        shown = page.locator("#search-results p.context").first
        expect(shown).to_contain_text("Mole Mended East 1905")
        found = shown.inner_text().split()
        assert found[0] == found[-1] == "…"
        assert set(found[1:-1]) <= set(text.split())
