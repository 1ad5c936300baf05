"""A build that has no page to write leaves alone what Sphinx makes of all pages together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sphinx.builders.html import StandaloneHTMLBuilder

from project_plugin import Build, MakeProject, Project

PAGES = {
    "index.md": "# Index\n\n```{index} anchor\n```\n\nText of harbours.\n",
    "lost.md": "---\norphan: true\n---\n\n# A lonely lighthouse\n\nText.\n",
}
CONF = {"html_static_path": ["_static"], "suppress_warnings": ["report.home"]}
MADE_OF_ALL = ("genindex.html", "search.html", "searchindex.js", "objects.inv", "404.html")


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    project = make_project(pages=PAGES)
    project.write({"_static/own.css": "p {}\n", "conf.py": _conf(project, "own.css")})
    build(project)
    return project


def _conf(project: Project, style_sheet: str) -> str:
    text = (project.source / "conf.py").read_text(encoding="utf-8")
    return f'{text}\nhtml_css_files = ["{style_sheet}"]\n'


def build(project: Project, builder: str = "html") -> Build:
    return project.build(builder, conf=CONF)


def times(built: Build) -> dict[str, int]:
    """Return when each of the files was written."""
    return {name: (built.outdir / name).stat().st_mtime_ns for name in MADE_OF_ALL}


def is_idle(built: Build) -> bool:
    return "no page to write" in built.status


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_nothing_is_written_if_nothing_has_changed(project: Project, builder: str) -> None:
    build(project, builder)
    outdir = project.folder / "build" / builder / builder
    before = {path: path.stat().st_mtime_ns for path in outdir.rglob("*.html")}
    again = build(project, builder)
    assert is_idle(again) and again.warnings == []
    assert len(before) >= 5
    assert {path: path.stat().st_mtime_ns for path in outdir.rglob("*.html")} == before


def test_the_files_are_the_same_as_those_of_a_build_from_nothing(project: Project) -> None:
    assert is_idle(build(project))
    left = build(project).files()
    fresh = project.build(conf=CONF, fresh=True).files()
    assert left == fresh


def test_a_new_index_entry_arrives(project: Project) -> None:
    before = times(build(project))
    project.replace("index.md", "anchor", "buoy")
    built = build(project)
    assert not is_idle(built)
    assert "buoy" in built.text("genindex.html") and "buoy" in built.text("searchindex.js")
    assert all(time > before[name] for name, time in times(built).items())


def test_the_build_after_a_change_is_idle_again(project: Project) -> None:
    project.replace("index.md", "anchor", "buoy")
    build(project)
    assert is_idle(build(project))


def test_a_page_that_has_gone_is_not_found_any_more(project: Project) -> None:
    assert "lonely" in build(project).text("searchindex.js")
    (project.source / "lost.md").unlink()
    built = build(project)
    assert not is_idle(built)
    assert "lonely" not in built.text("searchindex.js")


# Without its search index, Sphinx can only make all pages anew.
@pytest.mark.parametrize("name", [name for name in MADE_OF_ALL if name != "searchindex.js"])
def test_a_file_that_was_deleted_or_changed_is_made_again(project: Project, name: str) -> None:
    path = build(project).outdir / name
    content = path.read_bytes()
    path.unlink()
    assert build(project).outdir.joinpath(name).read_bytes() == content
    path.write_bytes(b"spoilt")
    assert build(project).outdir.joinpath(name).read_bytes() == content


def test_a_changed_style_sheet_gets_its_new_checksum(project: Project) -> None:
    before = times(build(project))
    project.write({"_static/own.css": "p { color: red }\n"})
    built = build(project)
    assert not is_idle(built)
    # The checksum itself is kept by Sphinx for as long as the process lives.
    assert times(built)["search.html"] > before["search.html"]
    assert is_idle(build(project))


def test_a_changed_configuration_changes_all_pages(project: Project) -> None:
    project.write({"_static/other.css": "p {}\n"})
    text = (project.source / "conf.py").read_text(encoding="utf-8")
    project.write({"conf.py": text.replace("own.css", "other.css")})
    assert "other.css" in build(project).text("search.html")


def test_an_interrupted_build_is_made_up_for(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.replace("index.md", "anchor", "buoy")
    with monkeypatch.context() as patch:
        patch.setattr(StandaloneHTMLBuilder, "gen_indices", _interrupt)
        with pytest.raises(KeyboardInterrupt):
            build(project)
    assert "buoy" in build(project).text("genindex.html")


def _interrupt(*arguments: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("damaged", ["{", "7", ""])
def test_a_damaged_note_of_the_last_build_is_no_obstacle(project: Project, damaged: str) -> None:
    (stamp,) = Path(project.folder).rglob("report-idle-html.json")
    stamp.write_text(damaged, encoding="utf-8")
    assert not is_idle(build(project))
    assert is_idle(build(project))
    assert json.loads(stamp.read_text(encoding="utf-8"))


def test_one_application_may_build_more_than_once(project: Project) -> None:
    def change() -> None:
        project.replace("index.md", "anchor", "buoy")

    built = project.build(conf=CONF, between=[lambda: None, change])
    assert is_idle(built)
    assert "buoy" in built.text("genindex.html") and "buoy" in built.text("searchindex.js")


def test_pages_of_the_configuration_are_kept_up_as_well(make_project: MakeProject) -> None:
    project = make_project(pages=PAGES)
    project.write({"_templates/notice.html": "Notice to mariners"})
    conf = {
        "templates_path": ["_templates"],
        "html_additional_pages": {"notice": "notice.html"},
        "suppress_warnings": ["report.home"],
    }
    first = project.build(conf=conf)
    assert is_idle(project.build(conf=conf))
    (first.outdir / "notice.html").unlink()
    assert project.build(conf=conf).text("notice.html") == "Notice to mariners"
