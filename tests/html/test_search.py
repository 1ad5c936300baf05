"""What the search knows of records, and that the words it needs are on no page."""

from __future__ import annotations

import json
import re
import zlib
from pathlib import Path
from typing import Any

import pytest

import indonato_report
from project_plugin import Build, MakeProject


@pytest.fixture(scope="module")
def site(make_project: MakeProject) -> Build:
    return make_project("everything").build()


@pytest.fixture(scope="module")
def index(site: Build) -> dict[str, Any]:
    text = site.text("searchindex.js")
    found: dict[str, Any] = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    return found


def read_records(built: Build) -> dict[str, Any]:
    text = built.text("report-records.js").partition(" = ")[2]
    found: dict[str, Any] = json.loads(text.rstrip().removesuffix(";"))
    return found


@pytest.fixture(scope="module")
def records(site: Build) -> dict[str, Any]:
    return read_records(site)


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


def test_records_are_left_to_the_index_of_records(
    site: Build, index: dict[str, Any], records: dict[str, Any]
) -> None:
    assert index["objects"] == {}
    assert records["collections"] == [
        ["ports", "Ports"],
        ["visits", "Visits"],
        ["figures", "Figures"],
    ]
    found = {title: (number, key, page) for title, number, key, page, _ in records["records"]}
    assert found["Night rescue"] == (1, "night-rescue", records["pages"].index("visits.html"))
    assert found["Brim Quay"] == (0, "brim", records["pages"].index("overview.html"))
    assert records["words"] == {}
    assert b"night-rescue report:record -1" in zlib.decompress(
        (site.outdir / "objects.inv").read_bytes().split(b"\n", 4)[4]
    )


def test_values_are_what_readers_look_for(records: dict[str, Any]) -> None:
    values = {key: values for _, _, key, _, values in records["records"]}
    # Labels, titles of other records, places and tags; no prose, no sources, no numbers.
    assert values["spring-survey"] == [
        "Survey",
        "Aldwick Harbour",
        "Brim Quay",
        "Outer mole",
        "soundings",
        "charts",
    ]
    assert values["mole-repair"][0] == "month"
    assert values["aldwick"] == ["Northern coast"]


class TestIndexOfRecords:
    """When it is written."""

    def test_it_follows_the_data_and_the_homes(self, make_project: MakeProject) -> None:
        project = make_project()
        first = read_records(project.build())
        project.replace("data/visits.yaml", "place: Inner mole", "place: Old mole")
        second = read_records(project.build())
        assert first != second
        assert "Old mole" in str(second["records"])
        project.write({"aaa.md": "---\norphan: true\n---\n# A\n\n```{report:table} ports\n```\n"})
        third = read_records(project.build())
        assert second["pages"][second["records"][0][3]] == "overview.html"
        assert third["pages"][third["records"][0][3]] == "aaa.html"

    def test_it_is_left_alone_or_written_again(self, make_project: MakeProject) -> None:
        project = make_project()
        path = project.build().outdir / "report-records.js"
        content, time = path.read_bytes(), path.stat().st_mtime_ns
        project.build()
        assert path.stat().st_mtime_ns == time
        path.unlink()
        project.build()
        assert path.read_bytes() == content

    @pytest.mark.parametrize("builder", ["singlehtml", "epub", "text"])
    def test_builders_without_a_search_page_have_none(
        self, make_project: MakeProject, builder: str
    ) -> None:
        assert not (make_project().build(builder).outdir / "report-records.js").exists()

    def test_a_site_without_records_has_none(self, make_project: MakeProject) -> None:
        built = make_project(pages={"index.md": "# P\n"}).build(
            conf={"suppress_warnings": ["report.home"]}
        )
        assert not (built.outdir / "report-records.js").exists()
        assert "report-search" not in built.text("search.html")

    def test_only_the_search_page_loads_the_script(self, site: Build) -> None:
        assert "report-search.js" in site.text("search.html")
        assert "report-search" not in site.text("index.html")

    def test_words_are_translated(
        self, make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        words = {"Records": "Einträge"}
        monkeypatch.setattr(
            "indonato_report.html.record_index._", lambda text: words.get(text, text)
        )
        assert read_records(make_project().build())["words"] == words


def test_the_script_says_what_can_be_translated() -> None:
    code = (Path(indonato_report.__file__).parent / "html/static/report-search.js").read_text(
        encoding="utf-8"
    )
    assert re.findall(r'say\("([^"]+)"\)', code) == ["Records", "Show all %1 records"]


def test_the_words_are_in_no_page(make_project: MakeProject) -> None:
    pages = {"index.md": "# P\n\n```{report:table} visits\n```\n"}
    built = make_project(pages=pages).build(conf={"suppress_warnings": ["report.home"]})
    assert built.text("index.html").count("Outer") == 1
    assert built.text("index.html").count("channel") == 1
    assert "channel" in built.text("searchindex.js")
    stored = built.env.get_doctree("index")
    assert [child for child in stored.findall() if child.astext() == "Bar channel"] == []
