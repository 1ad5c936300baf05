"""Accessibility of every page, by axe-core with all of its rules, in the ways people look at it."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MODES = {
    "light": {"color_scheme": "light", "viewport": {"width": 1300, "height": 900}},
    "dark": {"color_scheme": "dark", "viewport": {"width": 1300, "height": 900}},
    "phone": {"color_scheme": "light", "viewport": {"width": 360, "height": 780}},
}

#: Rows of long tables are laid out when they come into sight.
LAY_OUT_ALL = (
    "for (const row of document.querySelectorAll('tr')) row.style.contentVisibility = 'visible'"
)


@pytest.mark.parametrize("mode", MODES)
def test_no_page_breaks_a_rule(browser: Any, address: str, pages: list[str], mode: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    axe = Axe()
    context = browser.new_context(reduced_motion="reduce", **MODES[mode])
    page = context.new_page()
    broken = []
    for name in pages:
        page.goto(f"{address}/{name}")
        page.evaluate(LAY_OUT_ALL)
        for violation in axe.run(page).response["violations"]:
            places = [node["html"][:120] for node in violation["nodes"]]
            broken.append(f"{name}: {violation['id']} ({len(places)} times): {places[0]}")
    context.close()
    assert broken == []
