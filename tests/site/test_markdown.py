"""Pages as Markdown for programs that read, and the list of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from markdown_it import MarkdownIt

from indonato_report.html.site import markdown_text as md
from project_plugin import Build, MakeProject
from websites import ADDRESS

CONF = {
    "report_markdown_pages": True,
    "suppress_warnings": ["report.home"],
    "numfig": False,
    "myst_enable_extensions": ["deflist", "fieldlist", "dollarmath"],
}
SOURCES = {"sources.md": "---\norphan:\n---\n# Sources\n\n```{bibliography}\n```\n"}
Twin = Callable[..., str]


@pytest.fixture(scope="module")
def twin(make_project: MakeProject) -> Twin:
    """Return what the twin of a page says below its head and title."""

    def build(text: str) -> str:
        pages = {"index.md": f"# Page\n\n{text}\n", "other.md": "---\norphan:\n---\n# O\n"}
        built = make_project(pages={**pages, **SOURCES}).build(conf=CONF)
        return built.text("index.html.md").split("# Page\n", 1)[1].strip()

    return build


@pytest.mark.parametrize(
    "text",
    [
        "Some *words* and **more** with `code` and [a link](https://example.org/a).",
        "- One\n- Two\n  - Deeper\n- Three\n\n  Still three",
        "1. One\n2. Two",
        "3. Three\n4. Four",
        "> Quoted\n>\n> Twice",
        "```python\nx = 1\n```",
        "## Below\n\nText\n\n### Deeper\n\nMore",
        "\\# No heading, 2 \\* 3, \\[x\\], \\`y\\`, snake_case, \\<b",
        "1\\. No list",
        "\\- No list",
        "Above\n\n---\n\nBelow",
    ],
)
def test_what_is_markdown_comes_back_as_it_was(twin: Twin, text: str) -> None:
    assert MarkdownIt().render(twin(text)) == MarkdownIt().render(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Term\n: Its meaning\n\n  and more", "- **Term:** Its meaning\n\n  and more"),
        (":Name: Value", "- **Name:** Value"),
        ("```{note}\nMind *this*.\n```", "> **Note**\n>\n> Mind *this*."),
        ("```{admonition} Own title\nText.\n```", "> **Own title**\n>\n> Text."),
        ("```{rubric} Small\n```", "**Small**"),
        ("| A | B |\n| --- | --- |\n| 1 | x\\|y |", "| A | B |\n| --- | --- |\n| 1 | x\\|y |"),
        ("```{list-table} Cap\n* - 1\n  - 2\n```", "**Cap**\n\n|  |  |\n| --- | --- |\n| 1 | 2 |"),
        ("Energy $E$:\n\n$$a=b$$", "Energy $E$:\n\n$$\na=b\n$$"),
        ("```{eval-rst}\n| One\n| *Two*\n```", "One\\\n*Two*"),
        ("Text[^a]\n\n[^a]: The note.", "Text[1]\n\n---\n\n- **1:** The note."),
        ("{doc}`other`", "[O](other.html)"),
        ("(here)=\n## Here\n\nSee {ref}`here`.", "## Here\n\nSee [Here](index.html#here)."),
        ("```{raw} html\n<b>x</b>\n```\n% unseen\n\nText", "Text"),
        ("{report:fact}`berths`", "12,400 berths"),
        ("{abbr}`NM (nautical mile)`, H{sub}`2`O", "NM, H2O"),
        ("{report:ref}`ports/brim`", "Brim Quay"),
    ],
)
def test_other_parts_of_a_page_are_put_into_markdown(twin: Twin, text: str, expected: str) -> None:
    assert twin(text) == expected


def test_a_table_of_records_is_written_out(twin: Twin) -> None:
    text = twin("```{report:table} visits\n:view: chronicle\n:group: kind\n\nAll *visits*\n```")
    lines = text.splitlines()
    assert lines[:4] == [
        "**All *visits***",
        "",
        "| Date | What happened | Kind | Ports of call | Place | Sources |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    assert "| **Repair work** |  |  |  |  |  |" in lines
    (row,) = [line for line in lines if "Mole repair" in line]
    assert row.startswith("| June 2021 | Mole repair | Repair work | ")
    assert "[Guild of Pilots 2021](sources.html#" in row
    assert len([line for line in lines if line.startswith("|")]) == 2 + 3 + 4


def test_marks_and_roles_in_cells_are_kept(twin: Twin) -> None:
    text = twin("```{report:table} visits\n:columns: title, summary, crew\n:sort: title\n```")
    assert "Soundings of the **outer** basin; see [Mole repair]" not in text  # it has no home here
    assert "Soundings of the **outer** basin; see Mole repair" in text
    assert "| --- | --- | ---: |" in text


def test_records_on_pages_link_to_their_home(make_project: MakeProject) -> None:
    built = make_project("everything").build(conf={"report_markdown_pages": True})
    deep = built.text("sub/deep.html.md")
    assert "[Mole repair](../visits.html#visits-mole-repair)" in deep


def test_a_picture_is_shown_with_its_text(make_project: MakeProject) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"></svg>'
    page = "# P\n\n```{figure} dot.svg\n:alt: A [dot]\n\nThe dot\n```\n\n![](https://a.example/x.png)\n"
    built = make_project(pages={"index.md": page, "dot.svg": svg}).build(
        conf={**CONF, "suppress_warnings": ["report.home", "image"]}
    )
    text = built.text("index.html.md")
    assert "**The dot**\n\n![A \\[dot\\]](_images/dot.svg)" in text
    assert "![](https://a.example/x.png)" in text


def test_a_chart_is_its_text_and_its_data(twin: Twin) -> None:
    text = twin("```{report:chart} visits\n:form: bar\n:x: kind\n:count:\n:alt: Few visits.\n```")
    assert "Few visits." in text
    assert "| Repair work | " in text


# -- the files ------------------------------------------------------------------------------------
def site(make_project: MakeProject, builder: str, base: str = "") -> Build:
    pages = {
        "index.md": (
            "# Start\n\nAll *harbours*.\n\n```{toctree}\n:caption: The report\nsub/page\n```\n\n"
            "```{toctree}\nlast\n```\n"
        ),
        "sub/page.md": "# A “page”\n\nOne.\n\n```{toctree}\ndeep\n```\n",
        "sub/deep.md": "# Deep\n\n## Part\n",
        "last.md": "# Last\n\nText.\n",
        "lost.md": "---\norphan:\n---\n# Lost\n\nText.\n",
    }
    return make_project(pages=pages).build(builder, conf={**CONF, "html_baseurl": base})


def test_a_twin_says_what_page_it_is_of(make_project: MakeProject) -> None:
    built = site(make_project, "html", ADDRESS)
    assert built.text("sub/page.html.md").startswith(
        f'---\ntitle: "A “page”"\ndescription: "One."\nurl: "{ADDRESS}sub/page.html"\n---\n\n'
        "# A “page”\n\nOne.\n"
    )
    (link,) = built.page("sub/page").select("link[type='text/markdown']")
    assert link["href"] == "../sub/page.html.md"


def test_the_list_names_every_page_in_the_order_of_the_contents(
    make_project: MakeProject,
) -> None:
    built = site(make_project, "html", ADDRESS)
    assert built.text("llms.txt") == (
        "# Harbours  documentation\n\n> All harbours.\n\n"
        "Each page as Markdown, with its tables written out.\n\n"
        f"The data as a Data Package: <{ADDRESS}data/datapackage.json>\n\n"
        f"## Start\n\n- [Start]({ADDRESS}index.html.md): All harbours.\n\n"
        f"## The report\n\n- [A “page”]({ADDRESS}sub/page.html.md): One.\n"
        f"- [Deep]({ADDRESS}sub/deep.html.md)\n\n"
        f"## Start\n\n- [Last]({ADDRESS}last.html.md): Text.\n\n"
        f"## Other pages\n\n- [Lost]({ADDRESS}lost.html.md): Text.\n"
    )


def test_folders_have_twins_too(make_project: MakeProject) -> None:
    built = site(make_project, "dirhtml")
    assert built.text("sub/page/index.html.md").startswith("---\ntitle:")
    assert "[Deep](sub/deep/index.html.md)" in built.text("llms.txt")


def test_without_the_setting_there_are_no_twins(make_project: MakeProject) -> None:
    built = make_project(pages={"index.md": "# P\n\nText.\n"}).build()
    assert not list(built.outdir.rglob("*.html.md"))
    assert not (built.outdir / "llms.txt").exists()
    assert built.page().select("link[rel=alternate]") == []


def test_the_list_follows_its_pages(make_project: MakeProject) -> None:
    pages = {"index.md": "# P\n\nText.\n", "other.md": "---\norphan:\n---\n# O\n\nOld.\n"}
    project = make_project(pages=pages)
    built = project.build(conf=CONF)
    stamp = (built.outdir / "llms.txt").stat().st_mtime_ns
    assert project.build(conf=CONF).written == []
    assert (built.outdir / "llms.txt").stat().st_mtime_ns == stamp
    project.replace("other.md", "Old.", "New.")
    assert ": New." in project.build(conf=CONF).text("llms.txt")
    (project.source / "other.md").unlink()
    assert "other" not in project.build(conf=CONF).text("llms.txt")


# -- text -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "expected"),
    [("a", "`a`"), ("a`b", "``a`b``"), ("`a", "`` `a ``"), ("``", "``` `` ```")],
)
def test_code_with_ticks(text: str, expected: str) -> None:
    assert md.code(text) == expected


def test_a_block_of_code_with_a_fence_in_it() -> None:
    assert md.code_block("```\nx\n```", "md") == "````md\n```\nx\n```\n````"


def test_an_address_with_brackets_is_enclosed() -> None:
    assert md.link("a", "https://a.example/(b)") == "[a](<https://a.example/(b)>)"
    assert md.link("a", "") == "a"
