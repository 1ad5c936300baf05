"""A strict Content-Security-Policy: each page states it, and none breaks it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from indonato_report.html.site.policy import without_inline_parts
from project_plugin import Build, MakeProject
from websites import POLICY, STRICT, served

VARIABLES = {
    "light_css_variables": {"color-brand-primary": "#123456"},
    "dark_css_variables": {"color-brand-primary": "#abcdef"},
}


@pytest.fixture(scope="module")
def site(make_project: MakeProject) -> Build:
    conf = {**STRICT, "html_theme_options": VARIABLES}
    return make_project("everything").build(conf=conf)


def test_every_page_states_the_policy_before_anything_is_loaded(site: Build) -> None:
    for page in site.pages():
        first = page.head.select("meta[http-equiv], link, script, style")[0]
        assert first["content"] == POLICY


def test_no_page_holds_what_the_policy_refuses(site: Build) -> None:
    for page in site.pages():
        assert page.select("style, [style], [onclick], [onload]") == []
        inline = [each for each in page.select("script") if not each.get("src")]
        assert {each.get("type") for each in inline} <= {"application/ld+json"}


def test_what_stood_in_pages_stands_in_files(site: Build) -> None:
    page = site.page("sub/deep")
    (script,) = page.body.select("script[src*='theme-']")
    assert "dataset.theme" in (site.outdir / "sub" / script["src"]).read_text()
    (sheet,) = page.head.select("link[href*='theme-']")
    style = (site.outdir / "sub" / sheet["href"]).read_text()
    assert style.index("--color-brand-primary: #123456;") < style.index("#abcdef")
    assert len(list(site.outdir.glob("_static/theme-*"))) == 2


def test_without_a_policy_the_theme_is_left_as_it_is(make_project: MakeProject) -> None:
    built = make_project(pages={"index.md": "# P\n\nText.\n"}).build(conf={"html_theme": "furo"})
    page = built.page()
    assert page.select("meta[http-equiv]") == []
    assert len(page.select("style")) == 1
    assert not list(built.outdir.glob("_static/theme-*"))


def test_other_themes_can_have_a_policy(make_project: MakeProject) -> None:
    pages = {"index.md": "# P\n\nText.\n"}
    built = make_project(pages=pages).build(conf={**STRICT, "html_theme": "alabaster"})
    page = built.page()
    assert page.select_one("meta[http-equiv]")["content"] == POLICY
    assert [each for each in page.select("script:not([type])") if not each.get("src")] == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('<svg style="display: none;">', "<svg hidden>"),
        ('<path style="opacity: 50%" d="M 1">', '<path opacity="0.5" d="M 1">'),
        ('<td style="width: 33%;">', "<td>"),
        ("<script src='a'></script>", "<script src='a'></script>"),
        ("<script>a\nb</script>", '{% call moved_to_a_file("js") %}a\nb{% endcall %}'),
    ],
)
def test_templates_are_changed_in_nothing_else(source: str, expected: str) -> None:
    assert without_inline_parts(source) == expected


@pytest.mark.browser
@pytest.mark.slow
def test_a_browser_has_nothing_to_complain_of(site: Build, browser: Any) -> None:
    pages = ["index.html", "visits.html", "sub/deep.html", "sources.html", "overview.html"]
    pages += ["genindex.html", "search.html?q=repair", "no/such/page.html"]
    complaints: list[str] = []
    requests: list[str] = []
    with served(Path(site.outdir)) as address, browser.new_context() as context:
        page = context.new_page()
        page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on("request", lambda request: requests.append(request.url))
        for name in pages:
            page.goto(f"{address}/{name}", wait_until="networkidle")
        missing = [each for each in complaints if "404" in each]
        assert [each for each in complaints if each not in missing] == []
        assert len(missing) == 1  # the page that does not exist
        assert [each for each in requests if not each.startswith(address)] == []
        assert page.locator("h1").inner_text() == "Page not found"
        page.goto(f"{address}/search.html?q=repair", wait_until="networkidle")
        assert page.locator("#search-results li a").count() > 0
        assert theme_of(page) == "auto"
        for expected in ("dark", "light"):
            page.locator(".theme-toggle-content .theme-toggle").click()
            assert theme_of(page) == expected
        page.goto(f"{address}/visits.html")
        assert theme_of(page) == "light"


def theme_of(page: Any) -> str:
    return str(page.evaluate("document.body.dataset.theme"))
