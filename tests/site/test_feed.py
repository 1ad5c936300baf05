"""The feed of new records."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest

from project_plugin import Build, MakeProject, Project
from websites import ADDRESS

PAGES = {
    "index.md": "# Start\n\n```{report:cards} ports\n```\n\n```{toctree}\nvisits\n```\n",
    "visits.md": "# Visits\n\n```{report:table} visits\n```\n",
}
FEED = [
    {"collection": "visits", "date": "date", "summary": "summary"},
    {"collection": "ports", "date": "founded"},
]
CONF: dict[str, Any] = {
    "report_feed": FEED,
    "html_baseurl": ADDRESS,
    "suppress_warnings": ["report.home"],
}
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def project(make_project: MakeProject) -> Project:
    return make_project(pages=PAGES)


@pytest.fixture(scope="module")
def site(project: Project) -> Build:
    return project.build(conf=CONF)


def entries(built: Build) -> list[dict[str, str]]:
    root = ElementTree.fromstring(built.text("feed.xml"))
    return [
        {
            child.tag.removeprefix(ATOM): child.get("href") or child.get("label") or child.text
            for child in entry
        }
        for entry in root.findall(f"{ATOM}entry")
    ]


def test_the_newest_record_comes_first_with_its_address(site: Build) -> None:
    assert site.warnings == []
    found = entries(site)
    days = [entry["updated"] for entry in found]
    assert days == sorted(days, reverse=True)
    by_title = {entry["title"]: entry for entry in found}
    survey = by_title["Mole repair"]
    assert survey["link"] == f"{ADDRESS}visits.html#visits-mole-repair"
    assert survey["category"] == "Visits"
    assert survey["updated"] == "2021-06-01T00:00:00Z"
    assert survey["summary"] == "Stones of 2.5 tonnes each."  # a fact; its citation is left out
    port = by_title["Aldwick Harbour"]
    assert port["link"] == f"{ADDRESS}index.html#ports-aldwick"
    assert port["updated"].endswith("-01-01T00:00:00Z")


def test_the_feed_says_what_it_is_of_and_pages_name_it(site: Build) -> None:
    root = ElementTree.fromstring(site.text("feed.xml"))
    assert root.find(f"{ATOM}title").text == "Harbours  documentation"
    assert root.find(f"{ATOM}updated").text == "2026-01-01T00:00:00Z"
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {"self": f"{ADDRESS}feed.xml", None: f"{ADDRESS}index.html"}
    (link,) = site.page("visits").select("link[type='application/atom+xml']")
    assert link["href"] == "feed.xml"


def test_entries_keep_their_names_on_another_host(site: Build, make_project: MakeProject) -> None:
    other = make_project(pages=PAGES).build(conf={**CONF, "html_baseurl": ""})
    assert [entry["id"] for entry in entries(other)] == [entry["id"] for entry in entries(site)]
    links = {entry["link"] for entry in entries(other)}
    assert "visits.html#visits-mole-repair" in links


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("A **bold** [linked](https://a.example) text.", "A bold linked text."),
        (
            "See {report:ref}`ports/brim` and {report:ref}`this <ports/aldwick>`.",
            "See Brim Quay and this.",
        ),
        ("All {report:count}`ports` ports.", "All 3 ports."),
        (
            "The {abbr}`BM (bench mark)` stands {cite}`pilots2021, almanac2020`.",
            "The BM stands.",
        ),
        ("First,\\nthen `code`\\n\\n- one\\n- two", "First, then code one two"),
        ("Weight {report:fact}`berths.as_of`.", "Weight 31 December 2020."),
        ("Water of H{sub}`2`O", "Water of H2O"),
    ],
)
def test_a_summary_says_what_a_page_says_without_marks(
    make_project: MakeProject, markdown: str, shown: str
) -> None:
    project = make_project(pages=PAGES)
    text = project.source / "data" / "visits.yaml"
    lines = text.read_text().splitlines()
    lines = [f'  summary: "{markdown}"' if "summary: Stones" in line else line for line in lines]
    project.write({"data/visits.yaml": "\n".join(lines) + "\n"})
    found = {entry["title"]: entry for entry in entries(project.build(conf=CONF))}
    assert found["Mole repair"]["summary"] == shown


def test_a_record_without_an_address_is_told_all_the_same(make_project: MakeProject) -> None:
    built = make_project(pages={"index.md": "# P\n\nText.\n"}).build(conf=CONF)
    found = {entry["title"]: entry for entry in entries(built)}
    assert "link" not in found["Night rescue"]
    assert found["Night rescue"]["content"] == "Night rescue"
    assert found["Mole repair"]["content"] == "Stones of 2.5 tonnes each."


def test_the_feed_follows_the_data_and_only_them(make_project: MakeProject) -> None:
    project = make_project(pages=PAGES)
    path = project.build(conf=CONF).outdir / "feed.xml"
    stamp = path.stat().st_mtime_ns
    project.build(conf=CONF)
    assert path.stat().st_mtime_ns == stamp
    project.replace("data/visits.yaml", "title: Mole repair", "title: Mole rebuilt")
    assert "Mole rebuilt" in project.build(conf=CONF).text("feed.xml")
    path.unlink()
    assert "Mole rebuilt" in project.build(conf=CONF).text("feed.xml")
    project.build(conf={**CONF, "report_feed": []})
    assert not path.exists()


@pytest.mark.parametrize(
    ("part", "message"),
    [
        ("visits", "each entry is a mapping with the names 'collection' and 'date'"),
        ({"collection": "visit", "date": "date"}, "'visit' is not a collection; there are"),
        ({"collection": "visits", "date": "dat"}, "'dat' is not a field of 'visits'; there are"),
    ],
)
def test_a_wrong_entry_is_a_warning(make_project: MakeProject, part: Any, message: str) -> None:
    conf = {**CONF, "report_feed": [part]}
    built = make_project(pages={"index.md": "# P\n\nText.\n"}).build(conf=conf)
    (warning,) = built.warnings
    assert f"report_feed: {message}" in warning
    assert entries(built) == []


def test_a_project_without_data_has_no_feed(make_project: MakeProject) -> None:
    conf = {**CONF, "report_data": ""}
    built = make_project(pages={"index.md": "# P\n\nText.\n"}).build(conf=conf)
    assert not (built.outdir / "feed.xml").exists()
