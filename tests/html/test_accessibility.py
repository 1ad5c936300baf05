"""What screen readers, keyboards and a strict Content-Security-Policy need of a page."""

from __future__ import annotations

import pytest

from project_plugin import BuildPage


def test_headers_have_a_scope_and_the_region_a_name(build_page: BuildPage) -> None:
    page = build_page("```{report:table} visits\n\nVisits & *more*\n```").page()
    region = page.select_one("div.report-table-wrapper")
    assert {name: region[name] for name in ("role", "tabindex", "aria-label")} == {
        "role": "region",
        "tabindex": "0",
        "aria-label": "Visits & more",
    }
    table = region.table
    assert table.find(True).name == "caption"
    assert {cell["scope"] for cell in table.select("thead th")} == {"col"}
    assert [cell["scope"] for cell in table.select("tbody th:not(.report-group)")] == ["row"] * 4
    assert [cell["colspan"] for cell in table.select("tbody th.report-group")] == ["6"] * 3
    assert table.select("td[style], col[style], th[style]") == []


def test_a_region_without_a_caption_is_named_after_the_collection(build_page: BuildPage) -> None:
    page = build_page("```{report:table} visits\n```").page()
    assert page.select_one("div.report-table-wrapper")["aria-label"] == "Visits"


def test_no_inline_script_or_style(build_page: BuildPage) -> None:
    page = build_page(
        "```{report:table} visits\n```\n\n```{report:cards} ports\n```\n\n"
        "```{report:matrix} visits\n:by: kind\n```"
    ).page()
    body = page.select_one("div.body")
    assert body.select("script, style, [style], [onclick]") == []


def test_the_style_sheet_is_there_and_linked(build_page: BuildPage) -> None:
    built = build_page("Text")
    links = [link["href"] for link in built.page().select("link[rel=stylesheet]")]
    (address,) = [link for link in links if "report.css" in link]
    assert (built.outdir / address.partition("?")[0]).is_file()
    assert "?v=" in address


@pytest.mark.parametrize(
    ("widths", "shares"),
    [("1, 1, 1", [35, 35, 35]), ("1, 9", [10, 90]), ("1, 99", [5, 100]), ("7", [100])],
)
def test_widths_are_classes_that_the_style_sheet_has(
    build_page: BuildPage, widths: str, shares: list[int]
) -> None:
    names = ", ".join(["title", "date", "kind"][: len(shares)])
    built = build_page(f"```{{report:table}} visits\n:columns: {names}\n:widths: {widths}\n```")
    classes = [col["class"][0] for col in built.page().select("col")]
    assert classes == [f"report-col-{share}" for share in shares]
    css = built.text("_static/report.css")
    assert all(f".{name} " in css or f".{name}{{" in css for name in classes)
