"""What the search knows of records, and that the words it needs are on no page."""

from __future__ import annotations

import functools
import json
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from project_plugin import Build, MakeProject


@pytest.fixture(scope="module")
def site(make_project: MakeProject) -> Build:
    return make_project("everything").build()


@pytest.fixture(scope="module")
def index(site: Build) -> dict[str, Any]:
    text = site.text("searchindex.js")
    found: dict[str, Any] = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    return found


def pages_with(index: dict[str, Any], word: str) -> set[str]:
    numbers: set[int] = set()
    for terms in ("terms", "titleterms"):
        found = index[terms].get(word, [])
        numbers.update(found if isinstance(found, list) else [found])
    return {index["docnames"][number] for number in numbers}


@pytest.mark.parametrize(
    ("word", "pages"),
    [
        ("channel", {"visits"}),  # a plain cell
        ("aldwick", {"visits", "overview", "ports"}),  # a link's text
        ("repair", {"visits", "overview", "sub/deep"}),  # a badge, a title
        ("sound", {"overview"}),  # marked text
        ("faintest", set()),
    ],
)
def test_words_of_cells_are_found(index: dict[str, Any], word: str, pages: set[str]) -> None:
    assert pages_with(index, word) >= pages
    if not pages:
        assert pages_with(index, word) == set()


def test_records_are_objects_with_working_anchors(index: dict[str, Any]) -> None:
    objects = {
        name: (index["docnames"][page], anchor)
        for prefix, found in index["objects"].items()
        for page, _type, _priority, anchor, name in found
    }
    assert objects["Night rescue"] == ("visits", "visits-night-rescue")
    assert objects["Brim Quay"] == ("overview", "ports-brim")
    assert index["objnames"]["0"][:2] == ["report", "record"]


def test_the_words_are_in_no_page(make_project: MakeProject) -> None:
    pages = {"index.md": "# P\n\n```{report:table} visits\n```\n"}
    built = make_project(pages=pages).build(conf={"suppress_warnings": ["report.home"]})
    assert built.text("index.html").count("Outer") == 1
    assert built.text("index.html").count("channel") == 1
    assert "channel" in built.text("searchindex.js")
    stored = built.env.get_doctree("index")
    assert [child for child in stored.findall() if child.astext() == "Bar channel"] == []


# -- in a browser ---------------------------------------------------------------------------------
@pytest.fixture
def address(site: Build) -> Iterator[str]:
    """Serve the site on this machine only."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *arguments: object) -> None:
            pass

    handler = functools.partial(Quiet, directory=str(Path(site.outdir)))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("query", "title", "place"),
    [
        ("Night rescue", "Night rescue", "visits-night-rescue"),
        ("Brim", "Brim Quay", "ports-brim"),
        ("facing stone", "Weight of a facing stone", "figures-stone-weight"),
    ],
)
def test_a_hit_leads_to_the_record(
    address: str, chromium_path: str, query: str, title: str, place: str
) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])
        try:
            page = browser.new_page()
            page.goto(f"{address}/search.html?q={query}")
            page.locator("#search-results ul.search a", has_text=title).first.click()
            page.wait_for_load_state()
            assert page.evaluate("location.hash") == f"#{place}"
            target = page.locator(":target")
            assert target.get_attribute("id") == place
            assert title in target.inner_text()
            assert target.is_visible()
        finally:
            browser.close()
