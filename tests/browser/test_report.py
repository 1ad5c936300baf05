"""What a reader of the report meets on every page: with a keyboard, a phone, a zoom, no script."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from link_checker import dead_links, parsed, repeated_ids

pytestmark = [pytest.mark.browser, pytest.mark.slow]

_VISIBLE_FOCUS = """
() => {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return null;
  // The boxes that open menus show the focus at their labels.
  const shown = focused.matches(".sidebar-toggle")
    ? [...document.querySelectorAll(`.${focused.id === "__toc" ? "toc" : "nav"}-overlay-icon`)]
      .find((label) => label.offsetWidth)
    : focused.matches(".toctree-checkbox") ? focused.nextElementSibling
    : focused.closest(".sidebar-search-container") || focused;
  const style = getComputedStyle(shown);
  const box = shown.getBoundingClientRect();
  return {
    name: focused.outerHTML.slice(0, 120),
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    inSight: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight
      && box.right > 0 && box.left < innerWidth && style.visibility === "visible",
  };
}
"""


@pytest.fixture
def open_page(browser: Any, address: str) -> Iterator[Any]:
    """Open a page of the report: ``open_page("index.html", width=360)``."""
    contexts = []

    def opened(name: str, width: int = 1300, **options: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 780}, **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{address}/{name}")
        return page

    yield opened
    for context in contexts:
        context.close()


# -- every page ------------------------------------------------------------------------------------
def test_no_request_leaves_the_host_and_no_page_complains(
    browser: Any, address: str, pages: list[str]
) -> None:
    page = browser.new_page()
    requests: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    for name in pages:
        page.goto(f"{address}/{name}", wait_until="networkidle")
    page.close()
    hosts = {urlsplit(url).netloc for url in requests if not url.startswith("data:")}
    assert hosts == {urlsplit(address).netloc}
    assert complaints == []


def test_nothing_has_to_be_scrolled_sideways_at_four_hundred_per_cent(
    open_page: Any, address: str, pages: list[str]
) -> None:
    page = open_page("index.html", width=320)  # as 1280 pixels are at 400 %
    wide = []
    for name in pages:
        page.goto(f"{address}/{name}")
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide.append(f"{name}: {width}")
    assert wide == []


def test_without_scripts_everything_is_there(
    open_page: Any, address: str, report: Path, pages: list[str]
) -> None:
    page = open_page("index.html", java_script_enabled=False)
    for name in pages:
        page.goto(f"{address}/{name}")
        source = parsed(report / name)
        assert page.locator("article h1").first.is_visible(), name
        rows = page.locator("table.report-table tbody tr")
        assert rows.count() == len(source.select("table.report-table tbody tr")), name
        open_rows = page.locator(":not(details) > .report-table-wrapper tbody tr")
        if open_rows.count():
            assert open_rows.first.is_visible() and open_rows.last.is_visible(), name


def test_every_link_and_anchor_leads_somewhere(report: Path) -> None:
    assert dead_links(report) == []
    assert repeated_ids(report) == []


def test_headings_are_in_order(report: Path, pages: list[str]) -> None:
    wrong = []
    for name in pages:
        headings = parsed(report / name).select(
            "article h1, article h2, article h3, article h4, article h5, article h6"
        )
        levels = [int(heading.name[1]) for heading in headings]
        steps = pairwise(levels)
        if levels.count(1) != 1 or levels[0] != 1 or any(b > a + 1 for a, b in steps):
            wrong.append(f"{name}: {levels}")
    assert wrong == []


def test_numbers_of_tables_and_figures_ascend_from_page_to_page(report: Path) -> None:
    """Whoever follows the link to the next page meets Table 1, Table 2 and so on."""
    found: dict[str, list[int]] = {}
    path, seen = report / "index.html", set[Path]()
    while path not in seen:
        seen.add(path)
        page = parsed(path)
        for number in page.select("article .caption-number"):
            kind, digits = number.get_text().split()
            found.setdefault(kind, []).append(int(digits))
        following = page.select_one("head link[rel=next]")
        if following is not None:
            path = (path.parent / str(following["href"])).resolve()
    assert len(found["Table"]) > 70
    for kind, numbers in found.items():
        assert numbers == list(range(1, len(numbers) + 1)), kind


# -- the keyboard ----------------------------------------------------------------------------------
def test_the_first_stop_leads_past_the_menus_to_the_text(open_page: Any) -> None:
    page = open_page("index.html", width=1600, reduced_motion="reduce")
    for _stop in range(4):
        page.keyboard.press("Tab")
        link = page.locator("a.skip-to-content")
        if link.evaluate("each => each === document.activeElement"):
            break
    assert link.evaluate("each => each.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    assert urlsplit(page.url).fragment == "furo-main-content"


@pytest.mark.parametrize("width", [360, 1100, 1600])
def test_the_focus_is_always_seen(open_page: Any, width: int) -> None:
    page = open_page("cooperation/index.html", width=width, reduced_motion="reduce")
    unseen, stops = [], 0
    for _stop in range(60):
        page.keyboard.press("Tab")
        found = page.evaluate(_VISIBLE_FOCUS)
        if found is None:
            break
        stops += 1
        if not (found["outlined"] and found["inSight"]):
            unseen.append(found)
    assert stops > 20
    assert unseen == []


def test_the_menus_of_a_phone_open_by_the_keyboard(open_page: Any) -> None:
    page = open_page("cooperation/index.html", width=360, reduced_motion="reduce")
    link = page.locator(".sidebar-tree a.reference").first
    assert not link.is_visible()
    page.focus("#__navigation")
    page.keyboard.press("Space")
    assert link.is_visible()
    page.focus("#__navigation")
    page.keyboard.press("Space")
    assert not link.is_visible()
    contents = page.locator(".toc-tree ul ul a.reference").first
    assert not contents.is_visible()
    page.focus("#__toc")
    page.keyboard.press("Space")
    assert contents.is_visible()


def test_a_branch_of_the_contents_opens_by_the_keyboard(open_page: Any) -> None:
    page = open_page("index.html", width=1600)
    branch = page.locator(".sidebar-tree li.has-children").first
    child = branch.locator("ul a").first
    assert not child.is_visible()
    branch.locator("input.toctree-checkbox").focus()
    page.keyboard.press("Space")
    assert child.is_visible()


def test_the_theme_can_be_chosen(open_page: Any) -> None:
    page = open_page("index.html", color_scheme="light")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    button = page.locator("button.theme-toggle:visible").first
    for _press in range(3):
        button.focus()
        page.keyboard.press("Enter")
        if page.get_attribute("body", "data-theme") == "dark":
            break
    assert page.evaluate(ground) != light
    page.reload()
    assert page.get_attribute("body", "data-theme") == "dark"


# -- search ----------------------------------------------------------------------------------------
def test_pages_of_the_guide_are_found_after_those_of_the_report(open_page: Any) -> None:
    page = open_page("search.html?q=table")
    page.get_by_text("Search finished").wait_for()
    found = page.locator("ul.search > li > a").evaluate_all(
        "links => links.map(link => link.getAttribute('href').startsWith('guide/'))"
    )
    assert True in found and False in found
    assert found == sorted(found)


# -- weight ----------------------------------------------------------------------------------------
def test_the_front_page_is_light(open_page: Any, address: str) -> None:
    page = open_page("guide/index.html")
    sizes: dict[str, int] = {}

    def note(response: Any) -> None:
        if response.url.startswith(address):
            sizes[response.url] = len(gzip.compress(response.body(), 6))

    page.on("response", note)
    page.goto(f"{address}/index.html", wait_until="networkidle")
    assert len(sizes) <= 12, sizes
    assert sum(sizes.values()) <= 120_000, sizes
