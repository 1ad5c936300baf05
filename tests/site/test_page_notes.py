"""Below its title a page says how far its evidence reaches, and what is past its review date."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from project_plugin import Build, MakeProject, Project
from websites import STRICT

CONF = {**STRICT, "suppress_warnings": ["report.home"]}
PAGES = {
    "index.md": (
        "# Page\n\n{report:fact}`stone-weight`.\n\n```{toctree}\ntable\nother\nfigures\n```\n"
    ),
    "table.md": '# Table\n\n```{report:table} figures where id in ("berths", "dues")\n```\n',
    "other.md": "# Other\n\n{report:count}`figures` figures, {report:fact}`dues`.\n",
    "figures.md": "# Figures\n\n```{report:table} figures\n```\n",
}


@pytest.fixture
def project(make_project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    project = make_project(pages=PAGES)
    for title in ("Weight of a facing stone", "Number of berths"):
        text = (project.source / "data/figures.yaml").read_text(encoding="utf-8")
        start = text.index(title)
        changed = text[:start] + text[start:].replace("2030-01-01", "2025-06-01", 1)
        project.write({"data/figures.yaml": changed})
    return project


def epoch(year: int) -> str:
    return str(int(datetime(year, 5, 4, tzinfo=UTC).timestamp()))


def notes(built: Build) -> dict[str, list[str]]:
    """The facts that each page names as past their review date."""
    return {
        name: [item.get_text(strip=True) for item in built.page(name).select(".report-review li")]
        for name in ("index", "table", "other", "figures")
    }


def test_pages_name_the_facts_that_are_past_their_review_date(project: Project) -> None:
    built = project.build(conf=CONF, jobs=2)
    assert built.warnings == []
    assert notes(built) == {
        "index": ["Weight of a facing stone"],
        "table": ["Number of berths"],
        "other": [],
        "figures": ["Number of berths", "Weight of a facing stone"],
    }
    note = built.page().select_one("h1 + .report-review")
    assert "1 January 2026" in note.get_text()  # the date of the edition, not today
    assert note.select_one("li a")["href"] == "figures.html#figures-stone-weight"


def test_the_day_of_the_build_decides_if_it_is_given(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert notes(project.build(conf=CONF))["index"] == ["Weight of a facing stone"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch(2025))
    built = project.build(conf=CONF)
    assert notes(built) == {"index": [], "table": [], "other": [], "figures": []}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch(2031))
    built = project.build(conf=CONF)
    assert notes(built)["other"] == ["Rate of the dues"]
    assert "4 May 2031" in built.page("other").select_one(".report-review").get_text()


def test_only_pages_with_something_due_depend_on_the_day(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.build(conf=CONF)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch(2026))
    assert project.build(conf=CONF).read == ["figures", "index", "table"]
    assert project.build(conf=CONF).read == []


def test_a_mended_fact_is_no_longer_named(project: Project) -> None:
    project.build(conf=CONF)
    text = (project.source / "data/figures.yaml").read_text(encoding="utf-8")
    project.write({"data/figures.yaml": text.replace("2025-06-01", "2030-01-01")})
    assert notes(project.build(conf=CONF)) == {"index": [], "table": [], "other": [], "figures": []}


# -- how far the evidence reaches --------------------------------------------------------------
@pytest.mark.parametrize(
    ("date", "shown"),
    [("2021-03-02", "2 March 2021"), ("2021-03", "March 2021"), ("2021", "2021")],
)
def test_a_page_names_the_date_of_its_newest_source(
    make_project: MakeProject, date: str, shown: str
) -> None:
    pages = {
        "index.md": (
            "# Page\n\n{cite}`pilots2021` {cite}`almanac2020`\n\n```{toctree}\nsources\n```\n"
        ),
        "sources.md": "# Sources\n\n```{bibliography}\n```\n",
    }
    project = make_project(pages=pages)
    project.replace(
        "references.bib", "@misc{pilots2021,", f"@misc{{pilots2021,\n  date = {{{date}}},"
    )
    project.replace(
        "references.bib", "@book{almanac2020,", "@book{almanac2020,\n  date = {2020-12-31},"
    )
    built = project.build(conf={**CONF, "report_evidence_dates": True})
    line = built.page().select_one("h1 + p.report-page-dates")
    assert line.get_text() == f"Newest source on this page: {shown}"
    assert line.time["datetime"] == date
    assert built.page("sources").select(".report-page-dates") == []


def test_without_a_usable_date_or_the_wish_nothing_is_said(make_project: MakeProject) -> None:
    pages = {"index.md": "# Page\n\n{cite}`pilots2021`\n\n```{bibliography}\n```\n"}
    project = make_project(pages=pages)
    project.replace("references.bib", "@misc{pilots2021,", "@misc{pilots2021,\n  date = {May},")
    for wish in (True, False):
        built = project.build(conf={**CONF, "report_evidence_dates": wish}, fresh=True)
        assert built.page().select(".report-page-dates") == []
    project.replace("references.bib", "date = {May}", "date = {2021-05}")
    assert project.build(conf=CONF).page().select(".report-page-dates") == []
