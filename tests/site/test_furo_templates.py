"""What Furo and Sphinx leave to be mended for screen readers and validators."""

from __future__ import annotations

from pathlib import Path

import pytest

from indonato_report.html.site.furo_templates import mended_template
from project_plugin import Build, MakeProject
from websites import STRICT

PAGES = {
    "index.md": "# Page\n\n{cite}`pilots2021`\n\n```{toctree}\n:caption: Parts\n\nsources\n```\n",
    "sources.md": "# Sources\n\n```{bibliography}\n```\n",
}


@pytest.fixture(scope="module")
def site(make_project: MakeProject) -> Build:
    return make_project(pages=PAGES).build(conf={**STRICT, "suppress_warnings": ["report.home"]})


def test_captions_of_the_contents_are_no_headings_without_a_level(site: Build) -> None:
    assert site.warnings == []
    captions = site.page().select("p.caption")
    assert [caption.get_text(strip=True) for caption in captions] == ["Parts", "Parts"]
    assert [caption.get("role") for caption in captions] == [None, None]


def test_entries_of_the_bibliography_are_items_of_a_list(site: Build) -> None:
    (entry,) = site.page("sources").select("[role=list] > .citation")
    assert entry["role"] == "listitem"


def test_the_boxes_that_open_menus_stand_in_a_landmark(site: Build) -> None:
    boxes = site.page().select("nav.report-menus[aria-label] > input.sidebar-toggle")
    assert [box["id"] for box in boxes] == ["__navigation", "__toc"]
    assert all(box["aria-label"] for box in boxes)


def test_ordinary_tables_obey_the_policy_and_repeat_no_id(make_project: MakeProject) -> None:
    table = (
        "```{list-table} Berths\n:name: berths\n:widths: 1 3\n\n* - A\n  - B\n* - 1\n  - 2\n```\n"
    )
    built = make_project(pages={"index.md": f"# Page\n\n{table}"}).build(
        conf={**STRICT, "suppress_warnings": ["report.home"]}
    )
    page = built.page()
    assert [col.attrs for col in page.select("col")] == [
        {"class": ["report-col-25"]},
        {"class": ["report-col-75"]},
    ]
    assert [each.name for each in page.select("#berths")] == ["table"]
    assert page.select("[style]") == []
    box = page.select_one(".table-wrapper")
    assert (box["role"], box["tabindex"], box["aria-label"]) == ("group", "0", "Table")


def test_the_search_has_a_heading(site: Build) -> None:
    assert [each.get_text() for each in site.page("search").select("h1")] == ["Search"]


def test_the_search_page_has_a_field_of_its_own(site: Build) -> None:
    (form,) = site.page("search").select("article form")
    assert (form["method"], form["action"]) == ("get", "#")
    assert form.select_one("input[name=q]")["aria-label"] == "Search"
    assert form.select_one("button").get_text() == "Search"


def test_icons_are_hidden_in_a_way_that_svg_knows(site: Build) -> None:
    icons = site.page().select_one("body > svg")
    assert (icons["width"], icons["height"], icons["aria-hidden"]) == ("0", "0", "true")
    assert not icons.has_attr("hidden")


@pytest.mark.parametrize("name", ["page.html", "search.html", "partials/icons.html"])
def test_the_installed_furo_still_has_what_is_mended(name: str) -> None:
    import furo

    source = (Path(furo.__file__).parent / "theme" / "furo" / name).read_text(encoding="utf-8")
    assert mended_template(name, source) != source


def test_other_templates_stay_as_they_are() -> None:
    assert mended_template("layout.html", "<p>text</p>") == "<p>text</p>"
    assert mended_template("page.html", "<p>text</p>") == "<p>text</p>"


def test_other_themes_are_left_alone(make_project: MakeProject) -> None:
    built = make_project(pages={"index.md": "# P\n\nText.\n"}).build(
        conf={"html_theme": "alabaster"}
    )
    assert built.page().select("nav.report-menus") == []
    assert not (built.outdir / "_static" / "furo-access.css").exists() or (
        "furo-access" not in built.text("index.html")
    )
