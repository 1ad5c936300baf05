"""The data of a website: in its own folder, always those that the pages show."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from bs4 import Tag

from indonato_report.data.dataset import load
from indonato_report.data.export import write_package
from indonato_report.html.published_data import publish_at_the_end
from project_plugin import Build, BuildPage, MakeProject, Project

PAGE = {"index.md": "# P\n\n```{report:table} visits\n:name: tbl-p\n\nVisits & *more*\n```\n"}
QUIET = {"suppress_warnings": ["report.home"]}


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    return make_project(pages=PAGE)


def published(built: Build) -> dict[str, bytes]:
    folder = built.outdir / "data"
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}


def times(built: Build) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in (built.outdir / "data").iterdir()}


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_a_website_holds_its_data(project: Project, builder: str, tmp_path: Path) -> None:
    found = published(project.build(builder, conf=QUIET))
    write_package(load(project.source / "data" / "datapackage.yaml"), tmp_path)
    assert found == {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    names = {"README.md", "datapackage.json", "references.bib"}
    tables = {
        f"{name}.{kind}" for name in ("ports", "visits", "figures") for kind in ["csv", "json"]
    }
    assert set(found) == names | tables


@pytest.mark.parametrize("builder", ["epub", "text"])
def test_no_other_format_does(project: Project, builder: str) -> None:
    assert published(project.build(builder, conf=QUIET)) == {}


def test_it_can_be_switched_off(project: Project) -> None:
    built = project.build(conf={**QUIET, "report_publish_data": False})
    assert published(built) == {}
    line = built.page().select_one(".report-data-line")
    assert line.select("p a[href*='data/']") == []
    assert line.summary.get_text() == "Cite this table"


def test_without_data_nothing_is_published(make_project: MakeProject) -> None:
    project = make_project(pages={"index.md": "# P\n"})
    assert published(project.build(conf={"report_data": ""})) == {}


class TestLaterBuilds:
    """What a second build writes."""

    def test_a_changed_record_is_published_even_if_no_page_shows_it(self, project: Project) -> None:
        before = project.build(conf=QUIET)
        project.replace("data/figures.yaml", "Weight of a facing stone", "Weight of a stone")
        after = project.build(conf=QUIET)
        assert after.read == []
        assert "Weight of a stone" in published(after)["figures.csv"].decode()
        rows = json.loads(published(after)["figures.json"])
        assert "Weight of a stone" in [row["title"] for row in rows]
        assert before.outdir == after.outdir

    def test_files_that_have_not_changed_are_left_alone(self, project: Project) -> None:
        before = times(project.build(conf=QUIET))
        assert times(project.build(conf=QUIET)) == before
        project.replace("data/figures.yaml", "Weight of a facing stone", "Weight of a stone")
        after = times(project.build(conf=QUIET))
        changed = {name for name in after if after[name] != before[name]}
        assert changed == {"figures.csv", "figures.json", "datapackage.json"}

    @pytest.mark.parametrize("how", ["lost", "damaged"])
    def test_a_file_that_was_lost_or_damaged_is_written_again(
        self, project: Project, how: str
    ) -> None:
        built = project.build(conf=QUIET)
        good, path = published(built), built.outdir / "data" / "visits.csv"
        if how == "lost":
            path.unlink()
        else:
            path.write_text("id\n", encoding="utf-8")
        assert published(project.build(conf=QUIET)) == good

    def test_a_note_that_cannot_be_read_only_costs_time(self, project: Project) -> None:
        good = published(built := project.build(conf=QUIET))
        assert built.env is not None
        (note,) = Path(built.env.doctreedir).glob("report-published-*.json")
        for text in ("no JSON", "[]", "{}"):
            note.write_text(text, encoding="utf-8")
            assert published(project.build(conf=QUIET)) == good

    def test_the_files_of_a_collection_that_is_gone_go(self, project: Project) -> None:
        project.write(
            {
                "data/boats.yaml": "- {id: a}\n",
                "data/more.yaml": "name: boats\ntitle: Boats\nresources:\n"
                "  - name: boats\n    path: boats.yaml\n    schema:\n      primaryKey: [id]\n"
                "      fields: [{name: id, type: string, constraints: {required: true, "
                'pattern: "[a-z]+"}}]\n',
            }
        )
        first = project.build(conf={**QUIET, "report_data": "data/more.yaml"})
        assert "boats.csv" in published(first)
        second = project.build(conf=QUIET)
        assert "boats.csv" not in published(second)
        assert "visits.csv" in published(second)

    def test_data_with_errors_leave_what_was_published(self, project: Project) -> None:
        good = published(project.build(conf=QUIET))
        project.replace("data/visits.yaml", "kind: rescue", "kind: rescues")
        built = project.build(conf=QUIET)
        assert "not published until their errors are mended" in built.status
        assert published(built) == good
        project.replace("data/visits.yaml", "kind: rescues", "kind: repair")
        mended = published(project.build(conf=QUIET))["visits.csv"].decode()
        assert ",Night rescue,repair," in mended
        assert ",rescue," not in mended

    def test_a_build_that_breaks_publishes_nothing(self, project: Project) -> None:
        good = published(built := project.build(conf=QUIET))
        project.replace("data/ports.yaml", "Brim Quay", "Brim Wharf")
        publish_at_the_end(built.env._app, ValueError())
        assert published(built) == good


def test_builds_in_other_folders_give_the_same_bytes(make_project: MakeProject) -> None:
    one, other = (make_project(pages=PAGE).build(conf=QUIET) for _ in range(2))
    assert published(one) == published(other)


def test_csv_and_json_say_the_same(project: Project) -> None:
    found = published(project.build(conf=QUIET))
    table = list(csv.DictReader(io.StringIO(found["visits.csv"].decode())))
    records = json.loads(found["visits.json"])
    assert [row["title"] for row in table] == [record["title"] for record in records]
    assert [row["ports"].split(";") for row in table] == [record["ports"] for record in records]


class TestLineBelowATable:
    """What a reader finds under a table."""

    def line(self, built: Build, docname: str = "index") -> Tag:
        found = built.page(docname).select_one(".report-table-wrapper + .report-data-line")
        assert isinstance(found, Tag)
        return found

    def test_it_links_to_files_that_are_there(self, make_project: MakeProject) -> None:
        pages = {
            "sub/deep.md": PAGE["index.md"],
            "index.md": "# I\n\n```{toctree}\nsub/deep\n```\n",
        }
        for builder in ("html", "dirhtml", "singlehtml"):
            built = make_project(pages=pages).build(builder, conf=QUIET)
            page = {"html": "sub/deep.html", "dirhtml": "sub/deep/index.html"}.get(
                builder, "index.html"
            )
            soup = built.page("index" if builder == "singlehtml" else "sub/deep")
            links = soup.select(".report-data-line p a:not(.report-address)")
            assert [link.get_text() for link in links] == ["CSV", "JSON", "About the data"]
            assert [link.get("aria-label") for link in links[:2]] == [
                "Visits as CSV",
                "Visits as JSON",
            ]
            for link in links:
                assert (built.outdir / page).parent.joinpath(link["href"]).is_file()

    def test_it_says_how_to_cite_the_table(self, project: Project) -> None:
        line = self.line(project.build(conf={**QUIET, "release": "2026.1"}))
        assert line.details.get_text().startswith("Cite this table")
        assert line.details.p.get_text() == (
            "The harbour master. “Visits & more”. Harbours, edition 2026.1. index.html#tbl-p"
        )
        assert line.details.a["href"] == "#tbl-p"

    def test_the_address_names_the_host_if_it_is_known(self, project: Project) -> None:
        line = self.line(project.build(conf={**QUIET, "html_baseurl": "https://example.org/r/"}))
        assert line.details.a["href"] == "https://example.org/r/index.html#tbl-p"
        assert line.details.a.get_text() == line.details.a["href"]

    def test_a_table_without_name_and_caption(self, build_page: BuildPage) -> None:
        details = self.line(build_page("```{report:table} visits\n```")).details
        assert details.p.get_text() == "The harbour master. “Visits”. Harbours. index.html"
        assert details.a["href"] == ""

    def test_below_the_data_of_a_chart_it_cites_the_chart(self, build_page: BuildPage) -> None:
        built = build_page(
            "```{report:chart} visits\n:form: bar\n:x: kind\n:count:\n:alt: Two surveys.\n"
            ":name: fig-kinds\n\nVisits & *kinds*\n```"
        )
        details = built.page().select_one(".report-chart-data .report-data-line details")
        assert details.summary.get_text() == "Cite this chart"
        assert details.p.get_text() == (
            "The harbour master. “Visits & kinds”. Harbours. index.html#fig-kinds"
        )
        assert built.page().select_one(details.a["href"]).name == "figure"

    def test_the_front_page_of_a_single_page(self, project: Project) -> None:
        project.write({"index.md": "# P\n\n```{report:table} visits\n```\n"})
        details = self.line(project.build("dirhtml", conf=QUIET)).details
        assert details.a.get_text() == "./"

    def test_an_epub_has_no_such_line(self, project: Project, tmp_path: Path) -> None:
        folder = project.build("epub", conf=QUIET).unzipped(tmp_path)
        text = (folder / "EPUB" if (folder / "EPUB").is_dir() else folder) / "index.xhtml"
        assert "report-table" in text.read_text(encoding="utf-8")
        assert "report-data-line" not in text.read_text(encoding="utf-8")
