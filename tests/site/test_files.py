"""The files of the site as a whole: sitemap, rules for robots, the page for dead links."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from project_plugin import Build, MakeProject, Project
from websites import ADDRESS, STRICT, tag

_NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture(scope="module")
def project(make_project: MakeProject) -> Project:
    return make_project("everything")


@pytest.fixture(scope="module")
def site(project: Project) -> Build:
    return project.build(conf={**STRICT, "html_baseurl": ADDRESS})


def test_the_sitemap_lists_every_page_once(site: Build) -> None:
    root = ElementTree.fromstring(site.text("sitemap.xml"))
    found = [each.text for each in root.findall("s:url/s:loc", _NAMES)]
    pages = ["figures", "index", "overview", "ports", "sources", "sub/deep", "visits"]
    assert found == [f"{ADDRESS}{page}.html" for page in pages]
    assert site.text("robots.txt").splitlines() == [
        *("User-agent: *", "Allow: /", "", f"Sitemap: {ADDRESS}sitemap.xml"),
    ]


def test_without_an_address_there_is_no_sitemap(make_project: MakeProject) -> None:
    project = make_project(pages={"index.md": "# Page\n\nText.\n"})
    # One of an earlier build would have wrong addresses.
    project.build(conf={"html_baseurl": ADDRESS})
    built = project.build()
    assert not (built.outdir / "sitemap.xml").exists()
    assert "Sitemap" not in built.text("robots.txt")


def test_an_address_without_a_slash_at_its_end_is_a_folder_too(make_project: MakeProject) -> None:
    project = make_project(pages={"index.md": "# Page\n\nText.\n"})
    built = project.build(conf={"html_baseurl": ADDRESS.rstrip("/")})
    assert f"<loc>{ADDRESS}index.html</loc>" in built.text("sitemap.xml")


@pytest.mark.parametrize(("base", "folder"), [(ADDRESS, "/harbours/"), ("", "/")])
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_the_page_for_dead_links_works_at_any_depth(
    make_project: MakeProject, base: str, folder: str, builder: str
) -> None:
    built = make_project("everything").build(builder, conf={**STRICT, "html_baseurl": base})
    page = built.page("404") if builder == "html" else None
    text = built.text("404.html")
    assert "Page not found" in text
    if page is not None:
        assert page.select_one("h1").get_text() == "Page not found"
        assert tag(page, "robots") == "noindex"
        assert page.select("link[rel=canonical]") == []
        found = [
            each.get("href") or each.get("src") or each.get("action")
            for each in page.select("[href], [src], [action]")
        ]
        local = [address for address in found if not address.startswith(("http", "#", "data:"))]
        assert len(local) > 10
        assert [address for address in local if not address.startswith(folder)] == []
        assert page.html["data-content_root"] == folder
    start = f"{folder}index.html" if builder == "html" else folder
    assert f'<a href="{start}">Go to the start page</a>' in text


def test_a_page_of_the_project_for_dead_links_is_kept(make_project: MakeProject) -> None:
    pages = {"index.md": "# Page\n\n{doc}`404`\n", "404.md": "---\norphan:\n---\n# Lost?\n"}
    built = make_project(pages=pages).build()
    assert built.page("404").select_one("h1").get_text().startswith("Lost?")
    assert 'href="/index.html"' in built.text("404.html")


def test_nothing_is_written_again_if_nothing_changed(project: Project, site: Build) -> None:
    conf = {**STRICT, "html_baseurl": ADDRESS}
    files = [site.outdir / "sitemap.xml", site.outdir / "robots.txt"]
    before = [path.stat().st_mtime_ns for path in files]
    again = project.build(conf=conf)
    assert again.written == []
    assert [path.stat().st_mtime_ns for path in files] == before
