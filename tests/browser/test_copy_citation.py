"""A citation is copied by a button that says so."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from project_plugin import MakeProject
from websites import STRICT, served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CFF = (
    "cff-version: 1.2.0\nmessage: Cite it.\ntitle: Harbours\nversion: '1'\n"
    "date-released: 2026-02-03\nauthors:\n  - {family-names: Quay, given-names: Anna}\n"
)


@pytest.fixture(scope="module")
def address(make_project: MakeProject) -> Iterator[str]:
    pages = {"index.md": "# Start\n\nText.\n", "CITATION.cff": CFF}
    built = make_project(pages=pages).build(conf={**STRICT, "report_citation": "CITATION.cff"})
    with served(built.outdir) as host:
        yield f"{host}/index.html"


def opened(page: Page, address: str) -> Locator:
    page.goto(address)
    page.locator(".report-cite summary").click()
    return page.locator(".report-cite")


def test_it_is_copied_and_said(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    block = opened(page, address)
    for style in ("APA", "Chicago", "BibTeX"):
        button = page.get_by_role("button", name=f"Copy the citation: {style}")
        button.focus()
        page.keyboard.press("Enter")
        row = block.locator("dd", has=button)
        expect(row.get_by_role("status")).to_have_text("Copied")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == row.locator(".report-copied").text_content().strip()
        assert "Quay" in copied


def test_without_a_clipboard_it_is_selected(page: Page, address: str) -> None:
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined, writable: false})"
    )
    block = opened(page, address)
    block.get_by_role("button", name="Copy the citation: APA").click()
    expect(block.get_by_role("status").first).to_have_text("Selected, ready to copy")
    selected = page.evaluate("getSelection().toString()").strip()
    assert selected == block.locator(".report-copied").first.text_content().strip()
