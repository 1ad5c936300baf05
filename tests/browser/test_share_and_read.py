"""Readers share what they see of a table, and read it on a phone, on paper, without script."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from chromium_plugin import ARGUMENTS
from indonato_report.html.single_rows import LONG
from live_tables import header, shown, site, tools
from pdf.reading import ReadPDF, squeezed
from project_plugin import MakeProject
from websites import STRICT, served

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def address(make_project: MakeProject) -> Iterator[str]:
    with served(site(make_project, 12).outdir) as host:
        yield f"{host}/visits.html"


class TestShare:
    """What readers send to others."""

    def test_the_address_holds_what_was_chosen(self, page: Page, address: str) -> None:
        page.goto(f"{address}?other=1")
        page.locator("#tbl-all thead button", has_text="Crew").click()
        page.locator("#tbl-all thead button", has_text="Crew").click()
        tools(page).get_by_label("Kind").select_option("Rescue")
        tools(page).get_by_label("Filter").fill("mole &")
        tools(page, 1).get_by_label("Filter").fill("11 2011")
        expect(page).to_have_url(re.compile("tbl-all.q=mole\\+%26"))
        expect(page).to_have_url(re.compile("table-2.q=11"))
        shared = page.url
        assert shared.startswith(f"{address}?other=1&")
        rows, others = shown(page, 2), shown(page, 1, 1)
        assert len(rows) == 4 and others == ["Visit 11 of the Éclair"]
        other = page.context.new_page()
        other.goto(shared)
        assert shown(other, 2) == rows and shown(other, 1, 1) == others
        assert header(other, "Crew").get_attribute("aria-sort") == ("descending")
        expect(tools(other).get_by_label("Kind")).to_have_value("Rescue")
        tools(other).get_by_role("button", name="Show all rows").click()
        tools(other, 1).get_by_role("button", name="Show all rows").click()
        expect(other).to_have_url(f"{address}?other=1&tbl-all.sort=-crew")

    @pytest.mark.parametrize("query", ["tbl-all.kind=Regatta", "tbl-all.sort=-nothing", "x.q=1"])
    def test_an_address_that_fits_no_longer_shows_everything(
        self, page: Page, address: str, query: str
    ) -> None:
        page.goto(f"{address}?{query}")
        assert len(shown(page, 2)) == 12

    def test_the_link_of_a_view_is_copied(self, page: Page, address: str) -> None:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(address)
        button = tools(page).get_by_role("button", name="Copy link to this view")
        expect(button).to_be_hidden()
        tools(page).get_by_label("Filter").fill("southern")
        button.click()
        expect(tools(page).get_by_role("status")).to_have_text("The link is copied")
        assert page.evaluate("navigator.clipboard.readText()") == (f"{address}?tbl-all.q=southern")

    def test_the_link_of_a_row_is_copied(self, page: Page, address: str) -> None:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(f"{address}?tbl-all.sort=crew")
        row = page.locator("#visits-visit-5")
        row.hover()
        row.get_by_role("link", name="Copy link to this row").click()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == f"{address}#visits-visit-5"
        page.goto(copied)
        assert page.locator(":target").get_attribute("id") == "visits-visit-5"

    def test_without_a_clipboard_the_address_bar_has_it(self, page: Page, address: str) -> None:
        page.add_init_script(
            "Object.defineProperty(navigator, 'clipboard', {value: undefined, writable: false})"
        )
        page.goto(address)
        page.locator("#visits-visit-5").get_by_role("link", name="Copy link").focus()
        page.keyboard.press("Enter")
        expect(tools(page).get_by_role("status")).to_have_text("Copy the link from the address bar")
        assert page.url == f"{address}#visits-visit-5"

    def test_whoever_follows_a_link_sees_the_row(self, page: Page, address: str) -> None:
        page.goto(f"{address}?tbl-all.q=nothing#visits-visit-5")
        expect(page.locator("#visits-visit-5")).to_be_in_viewport()
        tools(page).get_by_label("Filter").fill("southern")
        expect(page.locator("#visits-visit-6")).to_be_hidden()
        page.evaluate("location.hash = 'visits-visit-6'")
        expect(page.locator("#visits-visit-6")).to_be_in_viewport()

    def test_a_citation_names_the_host(self, page: Page, address: str) -> None:
        page.goto(f"{address}?tbl-all.sort=crew")
        page.locator(".report-data-line summary").first.click()
        expect(page.locator(".report-address").first).to_have_text(f"{address}#tbl-all")
        expect(page.locator(".report-address").nth(1)).to_have_text(address)


class TestLook:
    """Where a table stands."""

    def test_the_header_stays_in_sight(self, page: Page, address: str) -> None:
        page.set_viewport_size({"width": 1280, "height": 300})
        page.goto(address)
        page.locator("#tbl-all tbody tr").nth(8).scroll_into_view_if_needed()
        header = page.locator("#tbl-all thead th").first
        expect(header).to_be_in_viewport()
        assert header.bounding_box()["y"] == pytest.approx(0, abs=1)

    def test_only_a_region_that_scrolls_is_a_stop(self, page: Page, address: str) -> None:
        page.goto(address)
        region = page.locator(".report-table-wrapper").first
        expect(region).not_to_have_attribute("tabindex", "0")
        page.set_viewport_size({"width": 700, "height": 800})
        page.evaluate("document.querySelector('#tbl-all').style.minWidth = '60rem'")
        page.set_viewport_size({"width": 720, "height": 400})
        expect(region).to_have_attribute("tabindex", "0")
        distance = region.evaluate(
            "region => { region.scrollTop = 200;"
            "const top = (element) => element.getBoundingClientRect().top;"
            "return top(region.querySelector('thead th')) - top(region); }"
        )
        assert distance == pytest.approx(0, abs=5)

    def test_a_phone_shows_a_card_for_each_row(self, page: Page, address: str) -> None:
        page.set_viewport_size({"width": 360, "height": 740})
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        table = page.locator("#tbl-all")
        assert (
            table.locator("tbody tr").first.evaluate("e => getComputedStyle(e).display") == "flex"
        )
        labels = (
            table.locator("tbody tr")
            .first.locator("td")
            .evaluate_all("cells => cells.map(cell => getComputedStyle(cell, '::before').content)")
        )
        names = ("Date", "Kind", "Ports of call", "Crew", "Summary", "Sources")
        assert labels == [f'"{name}:"' for name in names]
        short = table.locator("tbody tr").first.locator("td").first
        assert short.evaluate("e => e.clientHeight") < 30  # label and value share a line
        rows = page.get_by_role("table", name="All visits").get_by_role("row")
        expect(rows).to_have_count(13)
        expect(rows.nth(1).get_by_role("cell")).to_have_count(6)
        table.locator("thead button", has_text="Crew").click()
        assert shown(page, 5)[0] == "2,923"

    @pytest.mark.parametrize("rows", [8, LONG])
    def test_each_entry_of_a_card_has_its_label_in_a_wide_table_too(
        self, page: Page, make_project: MakeProject, rows: int
    ) -> None:
        project = make_project(pages={"index.md": "# W\n\n```{report:table} wide\n```\n"})
        fields = [f"field{number}" for number in range(1, 16)]
        schema = {
            "primaryKey": ["id"],
            "fields": [
                {"name": "id", "type": "string", "constraints": {"required": True}},
                *({"name": name, "type": "string", "title": name} for name in fields),
            ],
        }
        wide = {
            "name": "wide",
            "path": "wide.json",
            "report": {"title": "id", "views": {"all": {"columns": ["id", *fields]}}},
            "schema": schema,
        }
        records = [
            {"id": f"r{number}", **{name: f"{name} of {number}" for name in fields}}
            for number in range(rows)
        ]
        project.write(
            {
                "data/wide.json": json.dumps(records),
                "data/datapackage.yaml": json.dumps({"name": "wide", "resources": [wide]}),
            }
        )
        built = project.build(conf={**STRICT, "suppress_warnings": ["report.home"]})
        assert not built.warnings
        page.set_viewport_size({"width": 360, "height": 740})
        with served(built.outdir) as host:
            page.goto(f"{host}/index.html")
            cells = page.locator("table.report-table tbody tr").nth(1).locator("td")
            labels = cells.evaluate_all(
                "cells => cells.map(cell => [getComputedStyle(cell, '::before').content,"
                "cell.textContent])"
            )
        assert labels == [[f'"{name}:"', f"{name} of 1"] for name in fields]

    def test_a_link_to_a_row_leads_to_its_card(self, page: Page, address: str) -> None:
        page.set_viewport_size({"width": 360, "height": 740})
        page.goto(f"{address}#visits-visit-9")
        assert comes_to_rest_at_the_top(page.locator("#visits-visit-9"))

    def test_all_rows_are_printed(self, page: Page, address: str) -> None:
        page.goto(f"{address}?tbl-all.q=southern")
        assert len(shown(page, 2)) == 1
        page.emulate_media(media="print")
        assert len(shown(page, 2)) == 12
        expect(tools(page)).to_be_hidden()
        assert page.locator("#tbl-all thead").evaluate("e => getComputedStyle(e).display") == (
            "table-header-group"
        )

    def test_without_script_everything_is_there(self, browser: Browser, address: str) -> None:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(f"{address}?tbl-all.q=nothing")
        expect(page.locator("#tbl-all tbody tr:visible")).to_have_count(12)
        expect(page.locator(".report-table-wrapper").first).to_have_attribute("tabindex", "0")
        expect(page.locator("button:visible", has_text="Crew")).to_have_count(0)
        context.close()


@pytest.fixture(scope="module")
def long(make_project: MakeProject) -> Iterator[str]:
    with served(site(make_project, 300).outdir) as host:
        yield f"{host}/visits.html"


#: The parts of a table, with the roles of each.
PARTS = {"": {"row"}, " > th": {"columnheader", "rowheader"}, " > td": {"cell"}}


@pytest.fixture(scope="module")
def reader(browser: Browser, chromium_path: str) -> Iterator[Browser]:
    """A browser that takes somebody to be there who has the page read out.

    Without a screen reader Chromium keeps no record of what is out of sight.
    """
    reader = browser.browser_type.launch(
        executable_path=chromium_path, args=[*ARGUMENTS, "--force-renderer-accessibility"]
    )
    yield reader
    reader.close()


def parts_told(page: Page) -> list[int]:
    """How many rows, headers and cells screen readers are told of."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    roles = Counter(node["role"]["value"] for node in nodes if not node["ignored"])
    return [sum(roles[name] for name in names) for names in PARTS.values()]


def parts_shown(page: Page) -> list[int]:
    """How many rows, headers and cells no filter hides."""
    return [page.locator(f"tr:not([hidden]){part}").count() for part in PARTS]


def comes_to_rest_at_the_top(row: Locator) -> bool:
    """Whether a row is at the top within some seconds, and is still there a second later.

    A busy machine takes its time to lay out the rows above.
    """
    tops = [float("inf")] * 3
    for _ in range(20):
        if 0 <= tops[-1] < 200 and max(tops[-3:]) - min(tops[-3:]) < 1:
            return True
        row.page.wait_for_timeout(500)
        tops.append(row.evaluate("e => e.getBoundingClientRect().top"))
    return False


def becomes(row: Locator, *, laid_out: bool) -> bool:
    """Whether a row comes to be laid out, or not to be, within some seconds."""
    look = "e => e.cells[0].checkVisibility({ contentVisibilityAuto: true })"
    for _ in range(20):
        if row.evaluate(look) == laid_out:
            return True
        row.page.wait_for_timeout(250)
    return False


class TestLongTable:
    """A long table, whose rows are laid out one at a time."""

    @pytest.mark.parametrize("width", [1280, 360])
    @pytest.mark.parametrize("number", [299, 150, 0])
    def test_a_link_leads_to_its_row(self, page: Page, long: str, width: int, number: int) -> None:
        page.set_viewport_size({"width": width, "height": 740})
        row = page.locator(f"#visits-visit-{number}")
        page.goto(f"{long}#visits-visit-{number}")
        assert comes_to_rest_at_the_top(row)
        page.evaluate("location.hash = 'visits-visit-70'")
        assert comes_to_rest_at_the_top(page.locator("#visits-visit-70"))

    def test_whoever_scrolls_on_is_left_alone(self, page: Page, long: str) -> None:
        page.goto(f"{long}#visits-visit-150")
        # In the midst of going to the row: the script's next look at it is due already.
        moved = page.evaluate(
            """async () => {
                const frame = () => new Promise(requestAnimationFrame);
                location.hash = "visits-visit-70";
                await new Promise((done) => addEventListener("hashchange", done, { once: true }));
                await frame();
                const before = scrollY;
                dispatchEvent(new WheelEvent("wheel", { deltaY: 600 }));
                scrollBy({ top: 600, behavior: "instant" });
                for (let count = 0; count < 5; count++) await frame();
                return scrollY - before;
            }"""
        )
        assert moved > 300

    def test_cells_stand_below_their_headers(self, page: Page, long: str) -> None:
        page.goto(long)
        edges = page.locator("#tbl-all tr").evaluate_all(
            "rows => rows.slice(0, 12).map((row) => [...row.cells].map((cell) =>"
            " { const box = cell.getBoundingClientRect(); return [box.left, box.right]; }))"
        )
        assert len(edges[0]) == 7
        for row in edges[1:]:
            assert row == [pytest.approx(edge, abs=0.1) for edge in edges[0]]

    def test_rows_out_of_sight_are_laid_out_when_they_come_near(
        self, page: Page, long: str
    ) -> None:
        page.goto(long)
        row = page.locator("#visits-visit-9")
        assert becomes(row, laid_out=False)
        row.scroll_into_view_if_needed()
        assert becomes(row, laid_out=True)

    def test_every_row_gets_its_link(self, page: Page, long: str) -> None:
        page.goto(long)
        expect(page.locator("#tbl-all tbody tr .report-copy")).to_have_count(300)

    @pytest.mark.parametrize("width", [1280, 700, 360])
    def test_it_is_a_table_to_screen_readers(self, reader: Browser, long: str, width: int) -> None:
        page = reader.new_page(viewport={"width": width, "height": 740})
        page.goto(long)
        assert parts_told(page) == parts_shown(page)
        page.locator("#tbl-all thead button").first.evaluate("button => button.click()")
        assert parts_told(page) == parts_shown(page)
        rows = parts_shown(page)[0]
        tools(page).get_by_label("Filter").fill("wo")
        assert parts_told(page) == parts_shown(page)
        assert rows - 300 < parts_shown(page)[0] < rows
        page.close()

    def test_it_is_printed_as_any_table(self, page: Page, long: str) -> None:
        page.goto(long)
        page.emulate_media(media="print")
        row = page.locator("#tbl-all tbody tr").last
        assert row.evaluate("e => getComputedStyle(e).display") == "table-row"
        assert row.evaluate("e => getComputedStyle(e).contentVisibility") == "visible"

    def test_without_script_a_link_leads_to_its_row(self, browser: Browser, long: str) -> None:
        context = browser.new_context(java_script_enabled=False, reduced_motion="reduce")
        page = context.new_page()
        page.goto(f"{long}#visits-visit-150")
        page.wait_for_timeout(300)
        row = page.locator("#visits-visit-150")
        assert row.evaluate("e => getComputedStyle(e).display") == "table-row"
        expect(row).to_be_in_viewport()
        context.close()

    def test_on_paper_the_header_is_repeated(self, page: Page, long: str, tmp_path: Path) -> None:
        page.goto(f"{long}?tbl-all.q=southern")
        page.pdf(path=tmp_path / "visits.pdf", format="A4", tagged=True)
        paper = [squeezed(text) for text in ReadPDF(tmp_path / "visits.pdf").pages]
        headed = [number for number, text in enumerate(paper) if "Portsofcall" in text]
        assert len(headed) > 5
        assert headed == list(range(headed[0], headed[-1] + 1))
        assert sum(text.count("Skiptocontent") for text in paper) == 0
