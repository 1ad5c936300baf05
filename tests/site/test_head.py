"""What a page says of itself to search engines and messengers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indonato_report.html.site.description import shortened
from indonato_report.html.site.structured_data import script_of
from project_plugin import Build, MakeProject
from websites import ADDRESS, structured, tag

PAGES = {
    "index.md": "# Harbours\n\nAll.\n\n```{toctree}\nsub/index\nplain\nsources\n```\n",
    "sub/index.md": "# Below\n\n```{toctree}\ndeep\n```\n",
    "sub/deep.md": """# A <deep> & "quoted" page

```{note}
Not this.
```

As the *Guild* has it {cite}`pilots2021,almanac2020`, {doc}`/plain` has {report:fact}`berths`
{cite}`pilots2021`.

Nor this.
""",
    "plain.md": "---\nmyst:\n  html_meta:\n    description: Its own.\n---\n# Plain\n\nText.\n",
    "sources.md": "# Sources\n\n```{bibliography}\n```\n",
}
MakeSite = Callable[..., Build]


@pytest.fixture(scope="module")
def make_site(make_project: MakeProject) -> MakeSite:
    def make(builder: str = "html", base: str = ADDRESS) -> Build:
        conf = {"html_baseurl": base, "suppress_warnings": ["report.home"]}
        return make_project(pages=PAGES).build(builder, conf=conf)

    return make


@pytest.fixture(scope="module")
def site(make_site: MakeSite) -> Build:
    return make_site()


@pytest.fixture(scope="module")
def homeless(make_site: MakeSite) -> Build:
    return make_site(base="")


def test_a_page_is_described_by_its_first_prose_without_citations(site: Build) -> None:
    expected = "As the Guild has it, Plain has 12,400 berths."
    page = site.page("sub/deep")
    assert tag(page, "description") == expected
    assert tag(page, "og:description") == expected


def test_a_page_keeps_the_description_that_it_declares(site: Build) -> None:
    assert tag(site.page("plain"), "description") == "Its own."


def test_a_page_without_prose_is_not_described(site: Build) -> None:
    page = site.page("sub/index")
    assert tag(page, "description") is None
    assert tag(page, "og:description") is None
    assert tag(page, "og:title") == "Below"


def test_a_card_names_the_page_and_the_site(site: Build) -> None:
    page = site.page("sub/deep")
    assert tag(page, "og:title") == "A <deep> & “quoted” page"
    assert tag(page, "og:site_name") == "Harbours  documentation"
    assert tag(page, "og:type") == "article"
    assert tag(page, "og:url") == f"{ADDRESS}sub/deep.html"
    assert tag(site.page(), "og:type") == "website"


def test_pages_have_a_canonical_address_if_the_site_has_one(site: Build, homeless: Build) -> None:
    link = "link[rel=canonical]"
    assert site.page("sub/deep").select_one(link)["href"] == f"{ADDRESS}sub/deep.html"
    assert homeless.page("sub/deep").select(link) == []
    assert tag(homeless.page("sub/deep"), "og:url") is None


def test_search_engines_find_the_way_to_a_page(site: Build, homeless: Build) -> None:
    way = structured(site.page("sub/deep"))["BreadcrumbList"]["itemListElement"]
    assert [(step["position"], step["name"], step["item"]) for step in way] == [
        (1, "Harbours  documentation", f"{ADDRESS}index.html"),
        (2, "Below", f"{ADDRESS}sub/index.html"),
        (3, "A <deep> & “quoted” page", f"{ADDRESS}sub/deep.html"),
    ]
    way = structured(homeless.page("sub/deep"))["BreadcrumbList"]["itemListElement"]
    assert [step["item"] for step in way] == ["../index.html", "index.html", ""]
    assert "BreadcrumbList" not in structured(site.page())


def test_pages_in_folders_have_the_addresses_of_folders(make_site: MakeSite) -> None:
    built = make_site("dirhtml")
    assert tag(built.page("sub/deep"), "og:url") == f"{ADDRESS}sub/deep/"
    assert f"<loc>{ADDRESS}sub/deep/</loc>" in built.text("sitemap.xml")


def test_structured_data_cannot_end_its_element() -> None:
    script = script_of({"@type": "Thing", "name": "</script><!--"})
    assert script.count("<") == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Short.", "Short."),
        ("One sentence here. Another that is longer", "One sentence here."),
        ("One. Another sentence, that is far longer", "One. Another sentence…"),
    ],
)
def test_a_long_description_ends_at_a_sentence_or_a_word(text: str, expected: str) -> None:
    assert shortened(text, 25) == expected


@pytest.mark.parametrize("builder", ["singlehtml", "epub"])
def test_what_is_no_website_gets_no_tags_of_one(make_site: MakeSite, builder: str) -> None:
    built = make_site(builder)
    texts = [path.read_text() for path in built.outdir.rglob("*.*html")]
    assert not any("og:title" in text or "ld+json" in text for text in texts)
    assert not (built.outdir / "robots.txt").exists()
