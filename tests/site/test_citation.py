"""How a reader cites a page, a record or the whole report."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from pybtex.database import parse_string

from indonato_report.html.site.citation_data import bibtex, csl_json, ris
from indonato_report.html.site.citation_styles import CitedWork, american_date, apa, chicago
from indonato_report.html.site.publication import (
    Author,
    CitationFileError,
    Publication,
    read_publication,
)
from project_plugin import Build, MakeProject, Project
from websites import ADDRESS, structured

CFF = """\
cff-version: 1.2.0
message: Cite it.
title: "Harbours: a report"
authors:
  - {family-names: Quay, given-names: Anna Bela-Carla, name-particle: van der}
  - {name: "Guild & Sons"}
version: "2026.1"
date-released: 2026-02-03
license: CC-BY-4.0
abstract: All harbours.
keywords: [ships]
"""
PAGES = {
    "index.md": "# Start\n\nText.\n\n```{toctree}\nvisits\nsub/deep\n```\n",
    "visits.md": "# Visits\n\n```{report:table} visits\n```\n",
    "sub/deep.md": "# A <deep> page\n\nText.\n",
}
CONF = {
    "report_citation": "CITATION.cff",
    "html_baseurl": ADDRESS,
    "suppress_warnings": ["report.home"],
}
WHOLE = Publication(
    "A & B",
    (Author("Quay", "Anna", is_person=True), Author("Guild & Sons")),
    "2026-02-03",
    "2026.1",
)


@pytest.fixture(scope="module")
def project(make_project: MakeProject) -> Project:
    return make_project(pages={**PAGES, "CITATION.cff": CFF})


@pytest.fixture(scope="module")
def site(project: Project) -> Build:
    return project.build(conf=CONF)


def shown(built: Build, docname: str) -> dict[str, str]:
    """Return what the block of a page says, by the name of the row."""
    (block,) = built.page(docname).select("details.report-cite")
    names = [each.get_text() for each in block.select("dt")]
    texts = [" ".join(each.get_text().split()) for each in block.select("dd")]
    return dict(zip(names, texts, strict=True))


def test_a_page_is_cited_as_a_part_of_the_report(site: Build) -> None:
    block = shown(site, "sub/deep")
    assert block["APA"] == (
        "van der Quay, A. B.-C., & Guild & Sons. (2026). A <deep> page. In Harbours: a report "
        f"(Version 2026.1). {ADDRESS}sub/deep.html"
    )
    assert block["Chicago"] == (
        "van der Quay, Anna Bela-Carla, and Guild & Sons. “A <deep> page.” In Harbours: a "
        f"report. Version 2026.1. February 3, 2026. {ADDRESS}sub/deep.html."
    )
    assert block["Edition"] == "Version 2026.1 of 3 February 2026."
    assert block["Permanent address"] == f"{ADDRESS}sub/deep.html"
    assert site.page("sub/deep").select_one("summary").get_text() == "Cite this page"


def test_the_start_page_stands_for_the_whole_report(site: Build) -> None:
    block = shown(site, "index")
    assert block["APA"] == (
        "van der Quay, A. B.-C., & Guild & Sons. (2026). Harbours: a report (Version 2026.1). "
        f"{ADDRESS}index.html"
    )
    assert site.page().select_one("summary").get_text() == "Cite this report"


def test_every_page_links_to_its_files(site: Build) -> None:
    for docname in ("index", "visits", "sub/deep"):
        (block,) = site.page(docname).select("details.report-cite")
        folder = (site.outdir / docname).parent
        found = [(folder / link["href"]).resolve() for link in block.select("a[download]")]
        assert len(found) == (5 if docname == "visits" else 3)
        assert all(path.is_file() for path in found)


def test_the_files_are_what_reference_managers_read(site: Build) -> None:
    entry = parse_string(site.text("cite/sub/deep.bib"), "bibtex").entries["van-2026-sub-deep"]
    assert entry.type == "incollection"
    assert [str(person) for person in entry.persons["author"]] == [
        "van der Quay, Anna Bela-Carla",
        r"{Guild \& Sons}",
    ]
    assert entry.fields["url"] == f"{ADDRESS}sub/deep.html"
    lines = (site.outdir / "cite/sub/deep.ris").read_bytes().decode().split("\r\n")
    assert lines[0] == "TY  - CHAP"
    assert "AU  - van der Quay, Anna Bela-Carla" in lines
    assert "DA  - 2026/02/03" in lines
    assert lines[-2:] == ["ER  - ", ""]
    (item,) = json.loads(site.text("cite/sub/deep.json"))
    assert item["type"] == "chapter"
    assert item["container-title"] == "Harbours: a report"
    assert item["author"][1] == {"literal": "Guild & Sons"}
    assert item["issued"] == {"date-parts": [[2026, 2, 3]]}
    (item,) = json.loads(site.text("cite/index.json"))
    assert item["type"] == "report"
    assert "container-title" not in item


def test_records_are_cited_with_their_own_address(site: Build) -> None:
    items = json.loads(site.text("cite/visits.records.json"))
    found = {item["title"]: item["URL"] for item in items}
    assert found["Night rescue"] == f"{ADDRESS}visits.html#visits-night-rescue"
    entries = parse_string(site.text("cite/visits.records.bib"), "bibtex").entries
    assert len(entries) == len(items) == 4
    assert not (site.outdir / "cite" / "index.records.bib").exists()


def test_without_an_address_no_host_is_guessed(make_project: MakeProject) -> None:
    project = make_project(pages={**PAGES, "CITATION.cff": CFF})
    built = project.build(conf={**CONF, "html_baseurl": ""})
    block = shown(built, "sub/deep")
    assert block["APA"].endswith("(Version 2026.1).")
    assert block["Permanent address"] == "sub/deep.html on the host of this site"
    assert "URL" not in json.loads(built.text("cite/sub/deep.json"))[0]
    # A DOI is an address wherever the site is.
    project.write({"CITATION.cff": CFF + "doi: 10.1234/x\n"})
    built = project.build(conf={**CONF, "html_baseurl": ""})
    assert shown(built, "sub/deep")["APA"].endswith("https://doi.org/10.1234/x")


def test_all_pages_are_written_again_when_the_citation_changes(
    make_project: MakeProject,
) -> None:
    project = make_project(pages={**PAGES, "CITATION.cff": CFF})
    project.build(conf=CONF)
    assert project.build(conf=CONF).written == []
    project.replace("CITATION.cff", '"2026.1"', '"2026.2"')
    built = project.build(conf=CONF)
    assert built.read == []
    assert built.written == ["index", "sub/deep", "visits"]
    assert shown(built, "visits")["Edition"].startswith("Version 2026.2 of")


def test_no_page_has_a_block_without_a_citation_file(make_project: MakeProject) -> None:
    built = make_project(pages=PAGES).build(conf={"suppress_warnings": ["report.home"]})
    assert built.warnings == []
    assert built.page().select(".report-cite") == []
    assert not (built.outdir / "cite").exists()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (None, "cannot be read: No such file or directory"),
        ("title: [", "is not YAML: "),
        ("- a", "holds no fields such as `title: …`"),
        ("authors: [{name: A}]", "lacks a `title`"),
        ("title: A\nauthors: [B]", "names no `authors`; an author has a `name`, or"),
        (
            "title: A\nauthors: [{name: B}]\ndate-released: 3 May",
            "`date-released` is '3 May', which is not of the form YYYY-MM-DD",
        ),
    ],
)
def test_an_unusable_file_is_a_warning(
    make_project: MakeProject, text: str | None, reason: str
) -> None:
    pages = {"index.md": "# Page\n\nText.\n"}
    if text is not None:
        pages["CITATION.cff"] = text
    built = make_project(pages=pages).build(conf={"report_citation": "CITATION.cff"})
    (warning,) = [line for line in built.warnings if "[report.citation]" in line]
    assert f"report_citation: CITATION.cff {reason}" in warning
    assert built.page().select(".report-cite") == []


def test_names_of_a_citation_file(tmp_path: Path) -> None:
    path = tmp_path / "CITATION.cff"
    path.write_text(
        "title: A\nurl: https://example.org\nauthors:\n"
        "- {family-names: Quay, name-suffix: Jr.}\n- {alias: x}\n- {name: Guild}\n"
    )
    found = read_publication(path)
    assert found.authors == (Author("Quay Jr.", is_person=True), Author("Guild"))
    assert (found.address, found.date, found.version) == ("https://example.org", "", "")
    path.write_bytes(b"\xff")
    with pytest.raises(CitationFileError, match="is not YAML"):
        read_publication(path)


# -- styles and formats ---------------------------------------------------------------------------
def test_what_has_a_meaning_in_tex_is_escaped() -> None:
    work = CitedWork(WHOLE, r"50 % of #1_a {b} \c ~^ $", "", "quay-2026")
    entry = parse_string(bibtex(work), "bibtex").entries["quay-2026"]
    assert entry.fields["title"] == (
        r"{50 \% of \#1\_a \{b\} \textbackslash{}c \textasciitilde{}\textasciicircum{} \$}"
    )
    assert entry.fields["booktitle"] == r"{A \& B}"


def test_markup_in_titles_is_shown_and_not_obeyed() -> None:
    work = CitedWork(WHOLE, "<b>?", "https://example.org/?a&b", "x")
    assert apa(work) == (
        "Quay, A., &amp; Guild &amp; Sons. (2026). &lt;b&gt;? In <em>A &amp; B</em> "
        "(Version 2026.1). https://example.org/?a&amp;b"
    )
    assert "“&lt;b&gt;?” In <em>A &amp; B</em>." in chicago(work)


def test_what_is_not_known_is_left_out() -> None:
    work = CitedWork(Publication("A", (Author("B"),)), "", "", "b")
    assert apa(work) == "B. (n.d.). <em>A</em>."
    assert chicago(work) == "B. <em>A</em>. n.d."
    assert bibtex(work) == "@misc{b,\n  author = {{B}},\n  title = {{A}},\n}\n"
    assert ris(work).split("\r\n") == ["TY  - RPRT", "AU  - B", "TI  - A", "ID  - b", "ER  - ", ""]
    assert json.loads(csl_json([work])) == [
        {"id": "b", "type": "report", "title": "A", "author": [{"literal": "B"}]}
    ]


def test_a_later_author_comes_with_the_given_name_first() -> None:
    both = (Author("Quay", "A", is_person=True), Author("Pier", "B", is_person=True))
    work = CitedWork(Publication("T", both), "", "", "x")
    assert chicago(work).startswith("Quay, A, and B Pier. ")
    assert american_date("no date") == "no date"


# -- the day of the last change -------------------------------------------------------------------
Commit = Callable[[str], None]


@pytest.fixture
def repository(make_project: MakeProject) -> tuple[Project, Commit]:
    project = make_project(pages={**PAGES, "CITATION.cff": CFF})

    def git(*arguments: str, day: str = "2026-03-01") -> None:
        moment = f"{day}T12:00:00+00:00"
        subprocess.run(
            ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments],
            cwd=project.source,
            env={
                "PATH": "/usr/bin:/bin",
                "GIT_AUTHOR_DATE": moment,
                "GIT_COMMITTER_DATE": moment,
                "HOME": str(project.folder),
            },
            check=True,
            capture_output=True,
        )

    def commit(day: str) -> None:
        git("add", ".")
        git("commit", "-qm", "x", day=day)

    git("init", "-q")
    commit("2026-03-01")
    return project, commit


def edition(built: Build, docname: str) -> str:
    return shown(built, docname)["Edition"]


def test_a_page_tells_the_day_of_the_last_commit_to_its_text(
    repository: tuple[Project, Commit],
) -> None:
    project, commit = repository
    text = "The text of this page last changed on"
    assert f"{text} 1 March 2026." in edition(project.build(conf=CONF), "visits")
    project.write({"sub/deep.md": "# Deep\n\nNew text.\n", "new.md": "---\norphan:\n---\n# N\n"})
    assert f"{text} 1 March 2026." in edition(project.build(conf=CONF), "sub/deep")
    commit("2026-04-02")
    built = project.build(conf=CONF)
    # Nothing was edited since the last build; only the day is another one.
    assert set(built.written) - {"index"} == {"new", "sub/deep"}  # Sphinx writes the index too
    assert built.read == []
    assert f"{text} 2 April 2026." in edition(built, "sub/deep")
    assert f"{text} 1 March 2026." in edition(built, "visits")
    assert f"<loc>{ADDRESS}new.html</loc><lastmod>2026-04-02<" in built.text("sitemap.xml")
    assert project.build(conf=CONF).written == []


def test_a_shallow_copy_tells_no_days(repository: tuple[Project, Commit], tmp_path: Path) -> None:
    project, commit = repository
    project.write({"visits.md": PAGES["visits.md"] + "\nMore.\n"})
    commit("2026-04-02")
    copy = Project(tmp_path)
    subprocess.run(
        ["git", "clone", "-q", "--depth=1", f"file://{project.source}", str(copy.source)],
        check=True,
        capture_output=True,
    )
    assert edition(copy.build(conf=CONF), "visits") == "Version 2026.1 of 3 February 2026."


@pytest.mark.parametrize("how", ["packed", "detached", "worktree", "damaged"])
def test_every_form_of_a_repository_is_read(
    repository: tuple[Project, Commit], tmp_path: Path, how: str
) -> None:
    project, _ = repository
    source = project.source
    commands = {
        "packed": ["pack-refs", "--all"],
        "detached": ["checkout", "-q", "--detach"],
        "worktree": ["worktree", "add", "-q", str(tmp_path / "source")],
        "damaged": ["status"],
    }
    subprocess.run(["git", *commands[how]], cwd=source, check=True, capture_output=True)
    if how == "worktree":
        project = Project(tmp_path)
    elif how == "damaged":
        (source / ".git" / "HEAD").unlink()
    told = "last changed on 1 March 2026" in edition(project.build(conf=CONF), "visits")
    assert told == (how != "damaged")


def test_search_engines_find_the_report_and_its_data(site: Build) -> None:
    found = structured(site.page())
    assert found["Report"]["name"] == "Harbours: a report"
    assert found["Report"]["author"] == [
        {"@type": "Person", "familyName": "van der Quay", "givenName": "Anna Bela-Carla"},
        {"@type": "Organization", "name": "Guild & Sons"},
    ]
    assert found["Report"]["license"] == "https://spdx.org/licenses/CC-BY-4.0.html"
    assert found["Dataset"]["name"] == "Harbours and visits"
    assert found["Dataset"]["description"] == "All harbours."
    assert found["Dataset"]["version"] == "2026.1"
    files = [each["contentUrl"] for each in found["Dataset"]["distribution"]]
    assert f"{ADDRESS}data/visits.csv" in files
    local = [site.outdir / address.removeprefix(ADDRESS) for address in files]
    assert all(path.is_file() for path in local)
    assert "Report" not in structured(site.page("visits"))
