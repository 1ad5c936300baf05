"""What the server tells the script that sorts and filters tables."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from bs4 import Tag

import indonato_report
from indonato_report.html.live_tables import script_words
from project_plugin import Build, BuildPage, MakeProject

SCRIPT = Path(indonato_report.__file__).parent / "html" / "static" / "report-tables.js"
COLUMNS = ":columns: title, date, kind, ports, crew, summary\n"


def heads(built: Build) -> dict[str, Tag]:
    return {cell["data-field"]: cell for cell in built.page().select("thead th")}


def assets(built: Build, docname: str) -> set[str]:
    page = built.page(docname)
    addresses = [link["href"] for link in page.select("link[rel=stylesheet]")]
    addresses += [script["src"] for script in page.select("script[src]")]
    return {address.partition("?")[0].rpartition("/")[2] for address in addresses}


def test_headers_say_field_kind_and_labels(build_page: BuildPage) -> None:
    found = heads(build_page(f"```{{report:table}} visits\n{COLUMNS}```"))
    assert list(found) == ["title", "date", "kind", "ports", "crew", "summary"]
    assert {
        name: cell.get("data-kind") for name, cell in found.items() if "data-kind" in cell.attrs
    } == {
        "date": "date",
        "ports": "links",
    }
    assert found["kind"]["data-values"] == "Survey\nRepair work\nRescue"


def test_labels_are_those_of_the_cells(make_project: MakeProject) -> None:
    project = make_project(pages={"index.md": f"# P\n\n```{{report:table}} visits\n{COLUMNS}```\n"})
    project.replace("data/datapackage.yaml", "label: Survey", 'label: "Survey \\"A\\" & <B>"')
    built = project.build(conf={"suppress_warnings": ["report.home"]})
    label = heads(built)["kind"]["data-values"].split("\n")[0]
    assert label == 'Survey "A" & <B>'
    assert label in {badge.get_text() for badge in built.page().select(".report-badge")}


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_only_pages_with_a_table_load_the_script(make_project: MakeProject, builder: str) -> None:
    built = make_project().build(builder)
    for docname, expected in (("visits", True), ("index", False), ("overview", True)):
        for name in ("report-tables.js", "report-tables.css"):
            assert (name in assets(built, docname)) is expected, docname
    (script,) = built.page("visits").select("script[src*=report-tables]")
    assert script.has_attr("defer")
    assert (built.outdir / "_static" / "report-tables.js").is_file()


def test_an_epub_loads_no_script(make_project: MakeProject, tmp_path: Path) -> None:
    folder = make_project().build("epub").unzipped(tmp_path)
    text = next(folder.rglob("visits.xhtml")).read_text(encoding="utf-8")
    assert "<table" in text
    assert "report-tables" not in text


def test_the_script_is_small() -> None:
    assert len(gzip.compress(SCRIPT.read_bytes(), 9)) <= 6 * 1024


def test_all_words_of_the_script_can_be_translated() -> None:
    code = SCRIPT.read_text(encoding="utf-8")
    said = set(re.findall(r'(?:say|button)\("([^"]+)"', code))
    said |= set(re.findall(r'say\([^")]*"([^"]+)"', code))
    assert said == set(script_words())


def test_words_in_english_need_no_attribute(build_page: BuildPage) -> None:
    region = build_page("```{report:table} visits\n```").page().select_one(".report-table-wrapper")
    assert "data-words" not in region.attrs


def test_translated_words_stand_at_the_table(
    build_page: BuildPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = {"Filter": "Filtern \n nach", "All": "Alle & jede"}
    monkeypatch.setattr("indonato_report.html.live_tables._", lambda text: words.get(text, text))
    region = build_page("```{report:table} visits\n```").page().select_one(".report-table-wrapper")
    assert region["data-words"] == "Filter=Filtern nach\nAll=Alle & jede"
