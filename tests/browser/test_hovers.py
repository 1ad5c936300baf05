"""What hovering tells is told to the keyboard as well, can be kept in sight, and can be closed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from project_plugin import MakeProject
from websites import STRICT, served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = {
    "index.md": (
        "# Page\n\nThe {abbr}`HMS (Harbour Master's Service)` keeps a {term}`mole`, says "
        "{cite}`pilots2021`; {report:fact}`berths` are free.\n\n"
        "```{toctree}\nwords/list\nfigures\n```\n"
    ),
    "words/list.md": (
        "# Words\n\n```{glossary}\nmole\npier\n    A wall that keeps waves out.\n```\n\n"
        "See {term}`pier`.\n"
    ),
    "figures.md": "# Figures\n\n```{report:table} figures\n```\n\n```{bibliography}\n```\n",
}


@pytest.fixture(scope="module")
def site(make_project: MakeProject) -> Iterator[str]:
    built = make_project(pages=PAGES).build(
        conf={**STRICT, "suppress_warnings": ["report.home", "bibtex.missing_field"]}
    )
    with served(built.outdir) as address:
        yield address


@pytest.fixture
def page(browser: Any, site: str) -> Iterator[Any]:
    page = browser.new_page()
    page.set_default_timeout(10_000)
    page.goto(f"{site}/index.html")
    yield page
    page.close()


def tip(page: Any) -> str:
    page.wait_for_selector("#report-tip:not([hidden])")
    return str(page.inner_text("#report-tip"))


def test_an_abbreviation_is_reached_and_explained_by_the_keyboard(page: Any) -> None:
    page.focus("article abbr")
    assert tip(page) == "Harbour Master's Service"
    described = page.get_attribute("abbr", "aria-describedby")
    assert page.inner_text(f"#{described}") == "Harbour Master's Service"
    page.keyboard.press("Escape")
    assert page.is_hidden("#report-tip")
    assert page.get_attribute("abbr", "aria-describedby") is None


def test_a_term_shows_what_the_glossary_says_of_it(page: Any, site: str) -> None:
    page.hover("article a[href*='#term-']")
    assert tip(page) == "A wall that keeps waves out."
    page.goto(f"{site}/words/list.html")
    page.hover("article p a[href*='#term-']")
    assert tip(page) == "A wall that keeps waves out."


def test_a_fact_and_a_citation_tell_date_and_source(page: Any) -> None:
    page.hover("a.report-fact")
    assert "Number of berths, as of 31 December 2020" in tip(page)
    page.hover("article a[title*='Pilotage']")
    page.wait_for_function("document.getElementById('report-tip').textContent.includes('Pilotage')")


def test_the_pointer_can_move_onto_the_text_and_away(page: Any) -> None:
    page.hover("article abbr")
    tip(page)
    page.hover("#report-tip")
    page.wait_for_timeout(400)
    assert page.is_visible("#report-tip")
    page.hover("article h1")
    page.wait_for_selector("#report-tip", state="hidden")


def test_it_stays_inside_a_narrow_window(page: Any) -> None:
    page.set_viewport_size({"width": 320, "height": 500})
    page.focus("a.report-fact")
    tip(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_without_the_glossary_page_the_link_stays_a_link(page: Any) -> None:
    page.route("**/words/list.html", lambda route: route.abort())
    page.hover("article a[href*='#term-']")
    page.wait_for_timeout(300)
    assert page.is_hidden("#report-tip")
    assert page.get_attribute("article a[href*='#term-']", "href").endswith("#term-mole")


def test_the_script_is_small(site: str) -> None:
    from indonato_report import html

    script = Path(html.__file__).parent / "static" / "report-hovers.js"
    assert script.stat().st_size < 3000
