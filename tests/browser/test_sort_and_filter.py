"""Readers sort and filter tables; they stand on a page with Furo and a strict policy."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

import pytest
from playwright.sync_api import Browser, Page, expect

from live_tables import header, shown, site, tools
from project_plugin import MakeProject
from websites import STRICT, served

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def address(make_project: MakeProject) -> Iterator[str]:
    with served(site(make_project, 12).outdir) as host:
        yield f"{host}/visits.html"


class TestSort:
    """Readers sort by a header."""

    @pytest.mark.parametrize(
        ("label", "column", "first", "last"),
        [
            ("Crew", 5, "2,923", "3,000"),  # a number, not the text of one
            ("Date", 1, "1 January 2000", "2011"),
            ("Visit", 2, "Visit 0 of the Éclair", "Visit 11 of the Éclair"),
            ("Ports of call", 4, "Aldwick Harbour", "Corve & Sons’ Landing <east>, Brim Quay"),
        ],
    )
    def test_by_any_column_and_back(
        self, page: Page, address: str, label: str, column: int, first: str, last: str
    ) -> None:
        page.goto(address)
        before = shown(page, column)
        head = header(page, label)
        button = head.get_by_role("button")
        button.click()
        assert head.get_attribute("aria-sort") == "ascending"
        ascending = shown(page, column)
        assert (ascending[0], ascending[-1]) == (first, last)
        assert sorted(ascending) == sorted(before)
        button.click()
        assert head.get_attribute("aria-sort") == "descending"
        assert shown(page, column)[0] == last
        button.click()
        assert head.get_attribute("aria-sort") is None
        assert shown(page, column) == before

    def test_an_enumeration_by_its_own_order(self, page: Page, address: str) -> None:
        page.goto(address)
        header(page, "Kind").get_by_role("button").click()
        assert shown(page, 3) == ["Survey"] * 4 + ["Repair work"] * 4 + ["Rescue"] * 4

    def test_by_keyboard(self, page: Page, address: str) -> None:
        page.goto(address)
        page.locator("#tbl-all thead button").first.focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Visit"
        assert page.locator("#tbl-all th").first.get_attribute("aria-sort") == "ascending"

    def test_groups_stay_together(self, page: Page, address: str) -> None:
        page.goto(address)
        table = page.locator("table.report-table").nth(1)
        table.locator("thead button", has_text="Visit").click()
        table.locator("thead button", has_text="Visit").click()
        assert table.locator("tr.report-group").all_inner_texts() == [
            "Survey",
            "Repair work",
            "Rescue",
        ]
        assert shown(page, 1, 1)[:4] == [f"Visit {number} of the Éclair" for number in (9, 6, 3, 0)]

    def test_rows_without_a_value_come_last(
        self, browser: Browser, make_project: MakeProject
    ) -> None:
        project = make_project(pages={"index.md": "# P\n\n```{report:table} ports\n```\n"})
        built = project.build(conf={**STRICT, "suppress_warnings": ["report.home"]})
        with served(built.outdir) as host:
            page = browser.new_page()
            page.goto(f"{host}/index.html")
            for clicks, depths in enumerate((["4.0", "12.5", ""], ["12.5", "4.0", ""])):
                page.locator("thead button", has_text="Depth").click()
                assert shown(page, 3) == depths, clicks
            page.close()


class TestFilter:
    """Readers look for rows."""

    def test_by_text_without_accents(self, page: Page, address: str) -> None:
        page.goto(address)
        status = tools(page).get_by_role("status")
        expect(status).to_have_text("12 rows")
        tools(page).get_by_label("Filter").fill("eclair NORTHern")
        expect(status).to_have_text("1 of 12 rows")
        assert shown(page, 2) == ["Visit 6 of the Éclair"]
        tools(page).get_by_role("button", name="Show all rows").click()
        expect(status).to_have_text("12 rows")
        expect(tools(page).get_by_label("Filter")).to_be_focused()

    def test_by_enumeration_and_by_linked_records(self, page: Page, address: str) -> None:
        page.goto(address)
        kind = tools(page).get_by_label("Kind")
        assert kind.locator("option").all_inner_texts() == [
            "All",
            "Survey",
            "Repair work",
            "Rescue",
        ]
        kind.select_option("Repair work")
        assert set(shown(page, 3)) == {"Repair work"}
        ports = tools(page).get_by_label("Ports of call")
        assert ports.locator("option").all_inner_texts() == [
            "All",
            "Aldwick Harbour",
            "Brim Quay",
            "Corve & Sons’ Landing <east>",
        ]
        ports.select_option("Brim Quay")
        assert len(shown(page, 3)) == 4
        ports.select_option("Aldwick Harbour")
        assert len(shown(page, 3)) == 2
        expect(tools(page).get_by_role("status")).to_have_text("2 of 12 rows")
        tools(page).get_by_label("Filter").fill("nowhere")
        expect(tools(page).get_by_role("status")).to_have_text("0 of 12 rows")

    def test_a_group_without_rows_goes(self, page: Page, address: str) -> None:
        page.goto(address)
        tools(page, 1).get_by_label("Filter").fill("May 2004")
        assert shown(page, 1, 1) == ["Visit 4 of the Éclair"]
        table = page.locator("table.report-table").nth(1)
        assert table.locator("tr.report-group:visible").all_inner_texts() == ["Repair work"]
        assert len(shown(page, 1, 0)) == 12  # the other table is as it was

    def test_short_tables_and_matrices_have_no_filter(self, page: Page, address: str) -> None:
        page.goto(address)
        expect(page.locator("table.report-table")).to_have_count(4)
        expect(page.locator(".report-table-tools")).to_have_count(2)
        expect(page.locator(".report-matrix button")).to_have_count(0)


@pytest.fixture(scope="module")
def long(make_project: MakeProject) -> Iterator[str]:
    with served(site(make_project, 300).outdir) as host:
        yield f"{host}/visits.html"


class Cost:
    """What actions cost the page's own thread, in milliseconds; a busy machine changes little."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._session = page.context.new_cdp_session(page)
        self._session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def _spent(self) -> dict[str, float]:
        metrics = self._session.send("Performance.getMetrics")["metrics"]
        return {metric["name"]: 1000 * metric["value"] for metric in metrics}

    def of(self, action: str, argument: object) -> tuple[float, float]:
        """Return the time of the script alone, and of all until the page is laid out again."""
        before = self._spent()
        self._page.evaluate(action, argument)
        after = self._spent()
        script, *others = (
            after[name] - before[name]
            for name in ("ScriptDuration", "RecalcStyleDuration", "LayoutDuration")
        )
        return script, script + sum(others)


class TestSpeed:
    """A table with 300 rows, on a machine that may be busy with other tests."""

    def test_sorting_is_felt_at_once(self, page: Page, long: str) -> None:
        page.goto(long)
        # Sorting and filtering are measured, not what is left to do of loading the page.
        expect(page.locator("#tbl-all .report-copy")).to_have_count(300)
        cost = Cost(page)
        click = (
            "position => { const table = document.querySelector('#tbl-all');"
            "table.querySelectorAll('thead button')[position].click(); table.offsetHeight; }"
        )
        costs = [cost.of(click, position) for position in (0, 1, 2, 3, 4, 5, 6, 0, 1, 2)]
        assert median(script for script, _ in costs) <= 50
        assert median(total for _, total in costs) <= 50

    def test_a_keystroke_is_not_felt(self, page: Page, long: str) -> None:
        page.goto(long)
        # Sorting and filtering are measured, not what is left to do of loading the page.
        expect(page.locator("#tbl-all .report-copy")).to_have_count(300)
        cost = Cost(page)
        key = (
            "text => { const input = document.querySelector('.report-table-tools input');"
            "input.value = text; input.dispatchEvent(new Event('input'));"
            "document.querySelector('#tbl-all').offsetHeight; }"
        )
        costs = [cost.of(key, "outer mole 12"[: end + 1]) for end in range(13)]
        assert median(script for script, _ in costs) <= 16
        assert median(total for _, total in costs) <= 16
