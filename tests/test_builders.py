"""Every builder that Sphinx ships: no warning, nothing left out, all links lead somewhere."""

from __future__ import annotations

import json
import pickle
import re
from pathlib import Path

import pytest

from link_checker import dead_links, repeated_ids
from project_plugin import Build, MakeProject, Project

# What the packages of these builders do, not we.
pytestmark = [
    pytest.mark.filterwarnings("ignore:'tags' will become:PendingDeprecationWarning"),
    pytest.mark.filterwarnings("ignore:'sphinxcontrib.serializinghtml:PendingDeprecationWarning"),
]
HTML_BUILDERS = ["html", "dirhtml", "singlehtml"]
HELP_BUILDERS = ["htmlhelp", "qthelp", "devhelp"]
WITHOUT_PAGES = ["dummy", "linkcheck", "gettext", "changes"]

#: What a reader must find, one or more texts for each component on the pages.
SHOWN = {
    "table: header": "What happened",
    "table: record": "Autumn survey",
    "table: reference": "Corve & Sons’ Landing <east>",
    "table: enumeration": "Repair work",
    "table: citation": "Guild of Pilots 2021",
    "table: date": "5 November 2021",
    "table: number": "1,200",
    "table: truth value": "yes",
    "table: markup": "outer",
    "matrix": "Visits since 2021 by kind",
    "caption": "At Aldwick",
    "card": "Small boats only",
    "profile": "Depth in metres",
    "timeline": "2020",
    "fact": "12,400",
    "fact's field": "30 June 2021",
}


@pytest.fixture(scope="module")
def project(make_project: MakeProject) -> Project:
    return make_project("everything")


def build(project: Project, builder: str) -> Build:
    return project.build(builder, conf={"version": "2026.1", "release": "2026.1"})


def words(text: str) -> str:
    """Join what line breaks, cell borders and escapes have taken apart."""
    text = text.replace("{}", "")
    text = re.sub(r"\\(sphinx\w+|DUrole)\b|[|{}+=@]|\\&\[la\]|\\%|-{3,}", " ", text)
    for escape, plain in {
        r"\&": "&",
        r"\textless": "<",
        r"\textgreater": ">",
        "&lt;": "<",
        "&gt;": ">",
        "&amp;": "&",
        r"\(cq": "’",
        "\\\u2019": "’",
    }.items():
        text = text.replace(escape, plain)
    return " ".join(text.split())


@pytest.mark.parametrize("builder", WITHOUT_PAGES)
def test_builders_without_pages_run_without_a_warning(project: Project, builder: str) -> None:
    assert build(project, builder).warnings == []


@pytest.mark.parametrize("builder", [*HTML_BUILDERS, *HELP_BUILDERS])
def test_html_builders_show_every_component(project: Project, builder: str) -> None:
    built = build(project, builder)
    assert built.warnings == []
    text = " ".join(" ".join(page.get_text().split()) for page in built.pages())
    assert {name for name, shown in SHOWN.items() if shown not in text} == set()


@pytest.mark.parametrize("builder", ["text", "man", "texinfo", "latex", "xml", "pseudoxml"])
def test_other_builders_show_every_component(project: Project, builder: str) -> None:
    built = build(project, builder)
    assert built.warnings == []
    suffix = {"text": "txt", "man": "1", "texinfo": "texi", "latex": "tex", "xml": "xml"}
    files = sorted(built.outdir.rglob(f"*.{suffix.get(builder, 'pseudoxml')}"))
    text = "\n".join(words(path.read_text(encoding="utf-8")) for path in files)
    missing = {name for name, shown in SHOWN.items() if shown not in text}
    if builder == "text":  # cells are broken into lines
        missing -= {"table: reference"}
        assert "Corve & Sons’" in text
        assert "Landing <east>" in text
    assert missing == set()


def test_epub_shows_every_component(project: Project, tmp_path: Path) -> None:
    built = build(project, "epub")
    assert built.warnings == []
    folder = built.unzipped(tmp_path)
    text = words("\n".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.xhtml")))
    assert {name for name, shown in SHOWN.items() if shown not in text} == set()


def test_json_and_pickle_hold_the_same_body(project: Project) -> None:
    body = json.loads(build(project, "json").text("visits.fjson"))["body"]
    pickled = pickle.loads((build(project, "pickle").outdir / "visits.fpickle").read_bytes())
    assert 'id="visits-night-rescue"' in body
    assert pickled["body"].replace('href="../', 'href="') == body.replace('href="../', 'href="')


@pytest.mark.parametrize("builder", HTML_BUILDERS)
def test_all_links_of_a_site_lead_somewhere(project: Project, builder: str) -> None:
    assert dead_links(build(project, builder).outdir) == []


def test_all_links_of_an_epub_lead_somewhere(project: Project, tmp_path: Path) -> None:
    folder = build(project, "epub").unzipped(tmp_path)
    assert dead_links(folder, ".xhtml") == []
    assert repeated_ids(folder, ".xhtml") == []


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_no_id_stands_twice_on_a_page(project: Project, builder: str) -> None:
    assert repeated_ids(build(project, builder).outdir) == []


def test_ids_of_ours_stand_once_in_a_single_page(project: Project) -> None:
    # Sphinx numbers ids page by page, so that its own (id1, id2 …) meet here.
    ours = [name for name in repeated_ids(build(project, "singlehtml").outdir) if "#id" not in name]
    assert ours == []


def test_all_links_of_a_latex_document_have_labels(project: Project) -> None:
    text = build(project, "latex").text("harbours.tex")
    labels = set(re.findall(r"\\label\{\\detokenize\{([^}]*)\}\}", text))
    labels |= {f"cite.{name}" for name in re.findall(r"\\bibitem\[[^\]]*\]\{([^}]*)\}", text)}
    links = set(re.findall(r"\\hyperref\[\\detokenize\{([^}]*)\}\]", text))
    links |= set(re.findall(r"\\hyperlink\{([^}]*)\}", text))
    assert {"visits:visits-mole-repair", "ports:deck", "cite.sources:id2"} <= links
    assert links <= labels


def test_one_page_with_everything_has_links_back_from_the_bibliography(
    make_project: MakeProject, tmp_path: Path
) -> None:
    page = """# One page

A {report:fact}`stone-weight`, {cite}`almanac2020`.

```{report:table} visits where kind == "repair"
:columns: title, summary, sources
```

```{report:profile} ports aldwick
```

```{report:profile} visits mole-repair
:name: in-full
```

See {ref}`the visit <in-full>`.

```{bibliography}
```
"""
    project = make_project(pages={"index.md": page})
    built = project.build(conf={"suppress_warnings": ["report.home"]})
    assert len(built.page().select(".citation .backrefs a, .citation a.fn-backref")) >= 6
    assert dead_links(built.outdir) == []
    assert repeated_ids(built.outdir) == []


def test_linkcheck_sees_the_addresses_in_cells_and_profiles(project: Project) -> None:
    lines = build(project, "linkcheck").text("output.json").splitlines()
    found = {json.loads(line)["uri"] for line in lines}
    assert {"https://example.org/aldwick/", "https://example.org/pilots?a=1&b=2"} <= found
