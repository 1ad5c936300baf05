"""Finds Chromium for the tests marked ``browser``, and says clearly when they were not run.

Without Chromium these tests are skipped and the last lines of the run say so. With
``REPORT_REQUIRE_BROWSER=1`` (as on CI) a missing Chromium ends the run at once, with an error.
``REPORT_CHROMIUM`` names an executable that is not on the search path.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HOW_TO_INSTALL = (
    "install Chromium (Debian or Ubuntu: sudo apt-get install chromium) "
    "or set REPORT_CHROMIUM to its path"
)
#: For a browser that runs as root, without a graphics card, and asks nobody for anything.
ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-quic"),
)
NOT_RUN = f"no Chromium was found: {HOW_TO_INSTALL}"


def find_chromium() -> str | None:
    """Return the path of a Chromium, None if this machine has none."""
    named = os.environ.get("REPORT_CHROMIUM")
    if named:
        return shutil.which(named)
    return next((path for path in map(shutil.which, NAMES) if path), None)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Path of the Chromium that browser tests start."""
    path = find_chromium()
    assert path is not None, f"{NOT_RUN}; mark the test with @pytest.mark.browser"
    return path


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Any]:
    """The browser of all tests of a worker: its interface allows only one at a time."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=[*ARGUMENTS])
        yield browser
        browser.close()


def pytest_configure(config: pytest.Config) -> None:
    required = os.environ.get("REPORT_REQUIRE_BROWSER", "") not in ("", "0")
    if required and find_chromium() is None:
        raise pytest.UsageError(f"REPORT_REQUIRE_BROWSER is set, but {NOT_RUN}")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if find_chromium() is not None:
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=NOT_RUN))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = [
        report
        for report in terminalreporter.stats.get("skipped", [])
        if "browser" in report.keywords
    ]
    if skipped:
        terminalreporter.write_sep("!", "browser tests were NOT run", yellow=True, bold=True)
        terminalreporter.write_line(f"{len(skipped)} skipped: {NOT_RUN}.")
