"""A page gets what it needs of style sheets and scripts in few files."""

from __future__ import annotations

import re

import pytest

from project_plugin import Build, MakeProject
from websites import STRICT

PAGES = {
    "index.md": "# Page\n\nPlain.\n\n```{toctree}\nsub/code\ntabs\n```\n",
    "sub/code.md": "# Code\n\n```python\nprint(1)\n```\n",
    "tabs.md": "# Tabs\n\n::::{tab-set}\n:::{tab-item} One\nText.\n:::\n::::\n",
}
CONF = {
    **STRICT,
    "report_join_files": True,
    "suppress_warnings": ["report.home"],
    "html_static_path": ["own"],
    "html_css_files": ["a.css", "picture.css", "print.css", "https://example.org/far.css"],
    "html_js_files": ["a.js", ["late.js", {"defer": "defer"}]],
}


@pytest.fixture(scope="module")
def built(make_project: MakeProject) -> Build:
    project = make_project(pages=PAGES)
    project.write(
        {
            "own/a.css": "body { color: #111 }\n/*# sourceMappingURL=a.css.map */\n",
            "own/picture.css": "body { background: url(picture.png) }\n",
            "own/print.css": "p { color: #000 }\n",
            "own/a.js": "window.a = 1\n//# sourceMappingURL=a.js.map\n",
            "own/late.js": "window.late = 1\n",
        }
    )
    return project.build(conf=CONF)


def files(built: Build, docname: str, kind: str) -> list[str]:
    """The names of the files that a page loads, without what tells versions apart."""
    selector, attribute = {
        "css": ("link[rel=stylesheet]", "href"),
        "js": ("script[src]", "src"),
    }[kind]
    addresses = [each[attribute] for each in built.page(docname).select(selector)]
    return [re.sub(r"\?.*|-[0-9a-f]{10}", "", each) for each in addresses]


def content(built: Build, docname: str, name: str) -> str:
    page = built.page(docname)
    for element in page.select("link[rel=stylesheet], script[src]"):
        address = element.get("href") or element["src"]
        if name in address:
            path = (built.outdir / docname).parent / address.partition("?")[0]
            return path.read_text(encoding="utf-8")
    raise AssertionError(name)


def test_a_plain_page_loads_few_files(built: Build) -> None:
    assert built.warnings == []
    assert files(built, "index", "css") == [
        "_static/joined.css",
        "_static/picture.css",
        "_static/print.css",
        "https://example.org/far.css",
        "_static/theme.css",
    ]
    assert files(built, "index", "js") == [
        "_static/theme.js",
        "_static/joined.js",
        "_static/late.js",
    ]


def test_the_order_of_the_files_is_kept(built: Build) -> None:
    sheet = content(built, "index", "joined")
    assert sheet.index(".sidebar-drawer") < sheet.index(".report-card") < sheet.index("#111")
    assert "sourceMappingURL" not in sheet
    script = content(built, "index", "joined-")
    assert script == sheet
    scripts = (built.outdir / "_static").glob("joined-*.js")
    assert any("window.a = 1\n" in path.read_text() for path in scripts)


def test_code_and_tabs_have_what_they_need(built: Build) -> None:
    assert "../_static/pygments.css" in files(built, "sub/code", "css")
    assert "_static/pygments.css" not in files(built, "index", "css")
    assert ".sd-tab-set" in content(built, "tabs", "joined-")
    assert ".sd-tab-set" not in content(built, "index", "joined-")


def test_pages_that_need_the_same_share_their_files(built: Build) -> None:
    def joined(docname: str) -> list[str]:
        found = built.page(docname).select("[href*=joined-], [src*=joined-]")
        return [(each.get("href") or each["src"]).rpartition("/")[2] for each in found]

    assert joined("index") == joined("sub/code") != joined("tabs")
    assert len(joined("index")) == 2


def test_two_builds_have_the_same_names(make_project: MakeProject, built: Build) -> None:
    pages = {**PAGES, "index.md": PAGES["index.md"] + "More.\n"}
    conf = {**CONF, "html_static_path": [], "html_css_files": [], "html_js_files": []}
    names = [
        sorted(
            path.name
            for path in (make_project(pages=pages).build(conf=conf, jobs=jobs).outdir).glob(
                "_static/joined-*"
            )
        )
        for jobs in (1, 2)
    ]
    assert names[0] == names[1]


def test_nothing_is_joined_unless_it_is_asked_for(make_project: MakeProject) -> None:
    built = make_project(pages={"index.md": "# P\n\nText.\n"}).build(conf=STRICT)
    assert not list(built.outdir.glob("_static/joined-*"))
    assert "_static/pygments.css" in files(built, "index", "css")


def test_a_changed_style_sheet_reaches_pages_that_are_not_read_again(
    make_project: MakeProject,
) -> None:
    project = make_project(pages=PAGES)
    project.write({"own/a.css": "body { color: #123456 }\n", "own/b.css": "p { color: #222 }\n"})
    conf = {**CONF, "html_css_files": ["a.css", "b.css"], "html_js_files": []}
    assert "#123456" in content(project.build(conf=conf), "index", "joined")
    project.write({"own/a.css": "body { color: #654321 }\n"})
    again = project.build(conf=conf)
    for docname in ("index", "sub/code", "tabs"):
        assert "#654321" in content(again, docname, "joined")
        assert "#123456" not in content(again, docname, "joined")
