"""Markdown in data: what it shows, and that nothing in it reads a file or arrives as markup."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from project_plugin import Build, BuildPage, MakeProject, Project

SECRET = "the-harbour-masters-secret"

#: What must stay text, wherever a field may hold Markdown.
HOSTILE = {
    "download": "{download}`file <../secret.txt>`",
    "download beside": "{download}`../secret.txt`",
    "relative link": "[file](../secret.txt)",
    "absolute link": "[file](/../secret.txt)",
    "address of a file": "[file](file:///etc/hostname)",
    "image": "![picture](../secret.txt)",
    "image from the web": "![picture](https://example.org/x.png)",
    "raw HTML": "<script>alert(1)</script>",
    "raw HTML with an event": '<img src="x" onerror="alert(1)">',
    "comment": "<!-- hidden -->",
    "script address": "[click](javascript:alert(1))",
    "script address in disguise": "[click](JaVaScRiPt&#58;alert(1))",
    "script address with a tab": "[click](java\tscript:alert(1))",
    "data address": "[click](data:text/html;base64,PHNjcmlwdD4=)",
    "autolink to a script": "<javascript:alert(1)>",
    "raw role": "{raw-html}`<b>x</b>`",
    "evaluated role": "{eval}`x`",
    "reference definition": "[x]: ../secret.txt\n\n[x]",
    "LaTeX": r"\input{../secret.txt} \immediate\write18{touch x}",
    "template": "{{ env.doc2path('index') }}",
    "roles's target": "{report:ref}`<b>x</b> <visits/mole-repair>`",
}
#: What only a field with paragraphs could hold.
HOSTILE_BLOCKS = {
    "include": "```{include} ../secret.txt\n```",
    "literalinclude": "```{literalinclude} ../secret.txt\n```",
    "include in colons": ":::{include} ../secret.txt\n:::",
    "evaluated": "```{eval-rst}\n.. include:: ../secret.txt\n\n.. raw:: html\n\n   <b>x</b>\n```",
    "raw": "```{raw} html\n<script>alert(1)</script>\n```",
    "csv": "```{csv-table}\n:file: ../secret.txt\n```",
    "figure": "```{figure} ../secret.txt\n```",
    "HTML block": "<div onclick='alert(1)'>\n\nx\n\n</div>",
    "table": "```{report:table} visits\n```",
    "heading": "# Heading",
    "target": "(homes)=\n\ntext",
}


@pytest.fixture(scope="module")
def hostile(make_project: MakeProject) -> Project:
    texts = {**HOSTILE, **HOSTILE_BLOCKS}
    page = (
        "# P\n\n```{report:table} ports\n:columns: name, note\n```\n\n"
        "```{report:cards} ports\n```\n\n"
        "```{report:table} visits\n:columns: title, summary\n```\n\n"
        "```{report:timeline} visits\n```\n\n"
        "```{report:profile} ports p0\n```\n"
    )
    project = make_project(pages={"index.md": page})
    ports = [
        {"id": f"p{n}", "name": name, "note": text} for n, (name, text) in enumerate(texts.items())
    ]
    visits = [
        {"id": f"v{n}", "date": "2020-01-01", "title": name, "kind": "survey", "summary": text}
        for n, (name, text) in enumerate(HOSTILE.items())
    ]
    visits.append({"id": "mole-repair", "date": "2021-01-01", "title": "Mole", "kind": "repair"})
    project.write({"data/ports.yaml": json.dumps(ports), "data/visits.yaml": json.dumps(visits)})
    for folder in (project.folder, project.source, project.source / "data"):
        (folder / "secret.txt").write_text(SECRET, encoding="utf-8")
    return project


def build(project: Project, builder: str) -> Build:
    return project.build(builder, conf={"suppress_warnings": ["report.home"]})


@pytest.mark.parametrize("builder", ["html", "latex", "text", "xml", "epub"])
def test_no_file_is_read_or_copied(hostile: Project, builder: str, tmp_path: Path) -> None:
    built = build(hostile, builder)
    if builder == "epub":
        built.outdir = built.unzipped(tmp_path)
    files = built.files()
    assert len(files) > 0
    assert [name for name, content in files.items() if SECRET.encode() in content] == []
    assert [name for name in files if "secret" in name or "_images" in name] == []
    assert [name for name in files if name.startswith("_downloads")] == []


def test_nothing_arrives_as_live_markup_in_html(hostile: Project) -> None:
    body = build(hostile, "html").page().select_one("div.body")
    assert body.select("script, img, iframe, object, b, [onclick], [onerror]") == []
    for line in body.select(".report-data-line"):
        line.decompose()  # our own links to the published files
    addresses = {link["href"] for link in body.select("a[href]")}
    assert {address for address in addresses if not address.startswith("#")} == set()
    assert body.select("h1")[1:] == []
    text = body.get_text()
    assert "alert(1)" in text  # it is shown as the text that it is
    assert "{{ env.doc2path('index') }}" in text.replace("‘", "'").replace("’", "'")


def test_nothing_arrives_as_a_command_in_latex(hostile: Project) -> None:
    text = build(hostile, "latex").text("harbours.tex")
    body = text[text.index(r"\begin{document}") :]
    assert r"\input{" not in body
    assert r"\write18" not in body
    assert r"\includegraphics" not in body
    assert r"\href{javascript" not in body
    assert "textbackslash{}write18" in body


@pytest.mark.parametrize("builder", ["html", "latex", "text"])
def test_hostile_markdown_is_shown_at_all(hostile: Project, builder: str) -> None:
    built = build(hostile, builder)
    name = {"html": "index.html", "latex": "harbours.tex", "text": "index.txt"}[builder]
    assert built.text(name).count("secret") > 5


def test_each_is_a_problem_of_the_data_with_its_place(hostile: Project) -> None:
    warnings = build(hostile, "dummy").warnings
    assert [line for line in warnings if not line.startswith("data/")] == []
    harmless = {"LaTeX", "template", "roles's target", "target", "include in colons"}
    for kind, texts in (("ports", {**HOSTILE, **HOSTILE_BLOCKS}), ("visits", HOSTILE)):
        told = [line for line in warnings if line.startswith(f"data/{kind}.yaml:1:")]
        assert len(told) >= len(texts.keys() - harmless - {"reference definition"})
        assert all("[data.markdown]" in line or "[data.role]" in line for line in told)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "../secret.txt", "file:///etc/hostname"]
)
def test_an_address_that_is_none_is_no_link(build_page: BuildPage, address: str) -> None:
    built = build_page(
        "```{report:table} ports\n:columns: name, website\n```\n\n"
        "```{report:profile} ports aldwick\n:fields: website\n```\n\n"
        "```{report:cards} ports\n:fields: website\n```",
        ports=("https://example.org/aldwick/", address),
    )
    assert len(built.warnings) == 1
    assert "[data.format]" in built.warnings[0]
    body = built.page().select_one("div.body")
    assert body.get_text().count(address) == 3
    links = body.select("td a, .report-card a, .report-profile a")
    assert [link["href"] for link in links if not link["href"].startswith("#")] == []


# -- what is allowed ------------------------------------------------------------------------------
ALLOWED = {
    "*a* **b** `c  d`": "<em>a</em> <strong>b</strong>",
    "[a *b*](https://example.org/?x=1&y=2)": (
        '<a class="reference external" href="https://example.org/?x=1&amp;y=2">a <em>b</em></a>'
    ),
    "<https://example.org/>": (
        '<a class="reference external" href="https://example.org/">https://example.org/</a>'
    ),
    "[up](#page) {sub}`2` {sup}`3`": (
        '<a class="reference internal" href="#page">up</a> <sub>2</sub> <sup>3</sup>'
    ),
    "{abbr}`HMS (Her Majesty’s Ship)`": '<abbr title="Her Majesty’s Ship">HMS</abbr>',
    "{abbr}`HMS`": "<abbr>HMS</abbr>",
    "{report:ref}`ports/brim`": '<a class="reference internal" href="#ports-brim">Brim Quay</a>',
    "{report:ref}`the quay <ports/brim>`": (
        '<a class="reference internal" href="#ports-brim">the quay</a>'
    ),
    "{report:count}`visits where crew < 10`": '<span class="report-count">2</span>',
    "{doc}`other` {doc}`it <other>`": (
        '<a class="reference internal" href="other.html"><span class="doc">Other</span>'
        '</a> <a class="reference internal" href="other.html">'
        '<span class="doc">it</span></a>'
    ),
    "{ref}`there` {ref}`it <there>`": (
        '<a class="reference internal" href="other.html#there">'
        '<span class="std std-ref">Other</span></a> '
        '<a class="reference internal" href="other.html#there">'
        '<span class="std std-ref">it</span></a>'
    ),
    "{term}`mole` {term}`it <mole>`": (
        '<a class="reference internal" href="other.html#term-mole">'
        '<span class="xref std std-term">mole</span></a> '
        '<a class="reference internal" href="other.html#term-mole">'
        '<span class="xref std std-term">it</span></a>'
    ),
    "a\nb  \nc": "a b c",
    '"quoted" & <b': '"quoted" &amp; &lt;b',
}


@pytest.fixture(scope="module")
def allowed(make_project: MakeProject) -> Build:
    pages = {
        "index.md": "# Page\n\n```{report:table} visits\n:columns: title, summary\n```\n\n"
        "```{report:table} ports\n```\n\n```{report:timeline} visits\n:fields: summary\n```\n\n"
        "```{toctree}\nother\n```\n",
        "other.md": "(there)=\n# Other\n\n```{glossary}\nmole\n  A wall.\n```\n",
    }
    project = make_project(pages=pages)
    visits = [
        {"id": f"v{n}", "date": "2020-01-01", "title": f"T{n}", "kind": "survey", "summary": text}
        for n, text in enumerate(ALLOWED)
    ]
    visits += [dict(visits[0], id=f"w{n}", crew=4, summary="plain") for n in range(2)]
    ports = (project.source / "data/ports.yaml").read_text(encoding="utf-8")
    project.write(
        {
            "data/visits.yaml": json.dumps(visits),
            "data/ports.yaml": ports.replace(
                "{report:ref}`the survey <visits/spring-survey>`", "x"
            ),
        }
    )
    return project.build(conf={"suppress_warnings": ["report.home"]})


@pytest.mark.parametrize("number", range(len(ALLOWED)))
def test_what_is_allowed_is_shown(allowed: Build, number: int) -> None:
    expected = list(ALLOWED.values())[number]
    page = allowed.page()
    in_table = page.select("table.report-table")[0].select("tbody tr")[number].td
    assert expected in in_table.decode_contents()
    entry = page.select(".report-entry")[number].select("p")[1]
    assert expected in entry.decode_contents()


def test_what_is_allowed_causes_no_warning(allowed: Build) -> None:
    assert [line for line in allowed.warnings if "[data.same]" not in line] == []


def test_paragraphs_and_lists_in_a_profile_and_in_a_cell(build_page: BuildPage) -> None:
    note = json.dumps("One\ntwo.\n\nThree:\n\n- a\n- b\n  1. c\n\n\n3. d\n4. e\n")
    built = build_page(
        "```{report:profile} ports brim\n:fields: note\n```\n\n"
        "```{report:table} ports\n:columns: name, note\n:limit: 2\n:sort: -name\n```",
        ports=("note: Small boats only.", f"note: {note}"),
    )
    assert built.warnings == []
    block = built.page().select_one(".report-profile")
    assert [part.get_text() for part in block.find_all("p")][:2] == ["One two.", "Three:"]
    assert block.select_one("ol[start='3']").get_text().split() == ["d", "e"]
    assert built.table()[2][1] == "One two. Three: • a • b • c • d • e"
    text = build_page(
        "```{report:profile} ports brim\n```",
        "text",
        ports=("note: Small boats only.", "note: '*Small* boats only.'"),
    )
    assert "*Small* boats only." in text.text("index.txt")


def test_quotation_marks_of_all_cells_read_alike(build_page: BuildPage) -> None:
    built = build_page(
        "```{report:table} visits\n:columns: place, summary\n:limit: 1\n```",
        visits=("place: Outer mole\n  summary: Soundings", "place: '\"a\"'\n  summary: '\"a\"' #"),
    )
    assert built.table()[1] == ['"a"', '"a"']
    built = build_page(
        "```{report:table} visits\n:columns: place, summary\n:limit: 1\n```",
        visits=(
            "place: Outer mole\n  summary: Soundings",
            "place: '\"a\"'\n  summary: '\"a\" {sub}`1`' #",
        ),
    )
    assert built.table()[1] == ['"a"', '"a" 1']


def test_a_role_that_leads_nowhere_is_shown_and_told_by_the_data(build_page: BuildPage) -> None:
    built = build_page(
        "```{report:table} visits\n:columns: title, summary\n:limit: 1\n```",
        visits=(
            "summary: Soundings",
            "summary: '{report:ref}`visits/lost` {report:fact}`lost` {report:ref}`it <a/b>`' #",
        ),
    )
    assert built.table()[1][1] == "visits/lost lost it"
    assert len(built.warnings) == 3
    assert [line.split(" WARNING")[0] for line in built.warnings] == [
        "data/visits.yaml:7:13:",
        "data/visits.yaml:7:39:",
        "data/visits.yaml:7:59:",
    ]
