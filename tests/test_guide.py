"""The guide is true: its examples build, and what it lists is what the code has."""

from __future__ import annotations

import re
import shutil
from dataclasses import fields
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from guide_pages import (
    GUIDE,
    REPOSITORY,
    all_code,
    blocks,
    first_code,
    guide_page,
    one_line,
    rows,
    section,
)
from indonato_report.config import ReportConfig
from indonato_report.data.dataset import Dataset, load
from indonato_report.data.markdown import ROLES
from indonato_report.data.query import parse_selection
from indonato_report.directives.audit import AuditDirective
from indonato_report.directives.cards import CardsDirective
from indonato_report.directives.chart import ChartDirective
from indonato_report.directives.matrix import MatrixDirective
from indonato_report.directives.profile import ProfileDirective
from indonato_report.directives.table import TableDirective
from indonato_report.directives.timeline import TimelineDirective
from indonato_report.pdf.documents import DocumentOptions
from indonato_report.pdf.settings import PDF_CONFIG
from indonato_report.warnings import WARNINGS
from project_plugin import Build, Project

DOCS = REPOSITORY / "docs"
SOURCE = REPOSITORY / "src" / "indonato_report"
SNIPPETS = sorted((GUIDE / "snippets").glob("*.txt"))

_PLACE = re.compile(r"^(\S+?):\d+(?::\d+)?: WARNING: (.*)$")


def project_with(folder: Path, pages: dict[str, str]) -> Project:
    """Return a project with the report's configuration and data, but pages of its own."""
    project = Project(folder)
    for name in ("data", "_static"):
        shutil.copytree(DOCS / name, project.source / name)
    for name in ("conf.py", "references.bib", "search_order.js"):
        shutil.copy(DOCS / name, project.source)
    listed = "\n".join(name.removesuffix(".md") for name in pages)
    index = f"# Index\n\n```{{toctree}}\n{listed}\n```\n\n```{{bibliography}}\n```\n"
    project.write({"index.md": index, **pages})
    return project


def build(project: Project, suppressed: list[str]) -> Build:
    conf = {"html_theme": "basic", "suppress_warnings": suppressed, "nitpicky": True}
    return project.build(conf={**conf, "report_citation": ""})


# -- examples with their results ------------------------------------------------------------------
@pytest.fixture(scope="module")
def snippets_built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    pages = {
        f"{path.stem}.md": f"# {path.stem}\n\n{path.read_text(encoding='utf-8')}"
        for path in SNIPPETS
    }
    # Of the pages on which records have their homes, only one is part of this project.
    pages["interactions/timeline.md"] = "# Home\n\n```{report:timeline} engagements\n```\n"
    return build(project_with(tmp_path_factory.mktemp("snippets"), pages), ["report.home"])


def test_examples_build_without_a_warning(snippets_built: Build) -> None:
    assert snippets_built.warnings == []


@pytest.mark.parametrize("path", SNIPPETS, ids=lambda path: path.stem)
def test_an_example_shows_something(snippets_built: Build, path: Path) -> None:
    page = snippets_built.page(path.stem)
    assert not page.select(".report-problem, .report-nothing")
    shown = page.select(
        "table.report-table tbody tr, .report-card, .report-profile, .report-entry, "
        ".report-fact, .report-count, a[href*='#engagements-'], a[href^='index.html#']"
    )
    assert shown


@pytest.mark.parametrize("path", SNIPPETS, ids=lambda path: path.stem)
def test_an_example_is_shown_with_its_result(path: Path) -> None:
    pages = "\n".join(page.read_text(encoding="utf-8") for page in GUIDE.glob("*.md"))
    for how in ("literalinclude", "include"):
        assert pages.count(f"{{{how}}} snippets/{path.name}\n") == 1


#: Classes of examples of Markdown in data, which tests/data/test_guide_data.py reads.
TESTED_WITH_THE_DATA = ("inline", "block", "refused")


@pytest.mark.parametrize("name", sorted(path.stem for path in GUIDE.glob("*.md")))
def test_no_example_is_left_untested(name: str) -> None:
    """What shows a directive is a snippet, a mistake with its message, or a file of a project."""
    for block in blocks(guide_page(name)):
        assert not block.language.startswith("{report:")
        if "{report:" in block.text and block.language == "markdown":
            kind = block.options.get("class")
            assert kind in ("mistake", *TESTED_WITH_THE_DATA) or "caption" in block.options


# -- mistakes with their messages -----------------------------------------------------------------
def mistakes() -> dict[str, tuple[str, str]]:
    """Return each mistake that the guide shows: its page, its text and the message."""
    found = {}
    for number, (shown, answer) in enumerate(pairwise(blocks(guide_page("warnings")))):
        if shown.options.get("class") == "mistake":
            assert answer.options.get("class") == "message"
            name = shown.options.get("caption", f"mistake{number}.md")
            heading = "" if shown.text.startswith("# ") else f"# Mistake {number}\n\n"
            found[name] = (heading + shown.text, one_line(answer.text))
    return found


@pytest.fixture(scope="module")
def mistakes_built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    pages = {name: text for name, (text, _) in mistakes().items()}
    return build(project_with(tmp_path_factory.mktemp("mistakes"), pages), [])


@pytest.mark.parametrize("name", mistakes())
def test_a_mistake_gets_the_message_of_the_guide(mistakes_built: Build, name: str) -> None:
    said = [found for line in mistakes_built.warnings if (found := _PLACE.match(line))]
    assert [found[2] for found in said if found[1] == name] == [mistakes()[name][1]]


# -- lists that must be complete and true ---------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "directive"),
    [
        ("tables", TableDirective),
        ("cards", CardsDirective),
        ("profile", ProfileDirective),
        ("timeline", TimelineDirective),
        ("matrix", MatrixDirective),
        ("charts", ChartDirective),
        ("audit", AuditDirective),
    ],
)
def test_a_component_page_lists_every_option(name: str, directive: Any) -> None:
    listed = [first_code(cells[0]) for cells in rows(section(guide_page(name), "Options"))]
    assert sorted(listed) == sorted(directive.allowed_options)


def test_every_warning_is_explained() -> None:
    page = guide_page("warnings")
    code = "".join(path.read_text(encoding="utf-8") for path in (SOURCE / "pdf").rglob("*.py"))
    given = {*WARNINGS, *re.findall(r'"(pdf\.[a-z_]+)"', code)}
    assert set(re.findall(r"^### `report\.([\w.]+)`$", page, re.MULTILINE)) == given
    for subtype, meaning in WARNINGS.items():
        explained = one_line(page.split(f"### `report.{subtype}`\n", 1)[1].split("Remedy\n")[0])
        assert explained.startswith(meaning) or subtype.startswith("pdf.")


_TYPES = {
    (str,): "text",
    (bool,): "true or false",
    (list, tuple): "list",
    (int, float): "number",
}
_DESCRIBED_VALUE = re.compile(
    r"^## `(\w+)`\n.*?\n- Type: (.*?)\n- Default: `(.*?)`.*?\n- After a change: (.*?)\n",
    re.MULTILINE | re.DOTALL,
)
_REBUILDS = {
    "env": "all pages are read again",
    "html": "all pages are written again",
    "": "the PDFs are made again",
}


def configuration_values() -> dict[str, tuple[str, str, str]]:
    """Return type, default and effect of every value, in the guide's words."""
    values = {
        f"report_{each.name}": (
            _TYPES[each.metadata["types"]],
            repr(each.default_factory()),  # type: ignore[misc]
            _REBUILDS[each.metadata["rebuild"]],
        )
        for each in fields(ReportConfig)
    }
    for value in PDF_CONFIG:
        effect = _REBUILDS[value.rebuild]
        values[value.name] = (_TYPES[value.types], repr(value.default), effect)
    return values


def test_every_configuration_value_is_described() -> None:
    page = guide_page("configuration")
    described = {
        name: (kind, default, effect)
        for name, kind, default, effect in _DESCRIBED_VALUE.findall(page)
    }
    assert described == configuration_values()


def test_every_option_of_a_pdf_is_described() -> None:
    text = section(guide_page("configuration"), "`report_pdf_documents`")
    described = {first_code(name): first_code(default) for name, _, default in rows(text)}
    assert described == {each.name: repr(each.default) for each in fields(DocumentOptions)}


def test_the_roles_in_data_are_listed() -> None:
    listed = [
        name
        for cells in rows(section(guide_page("roles"), "Roles in data"))
        for name in all_code(cells[0])
    ]
    assert sorted(listed) == sorted(ROLES)


# -- filters --------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load(DOCS / "data" / "datapackage.yaml")


def filters() -> list[str]:
    table = rows(section(guide_page("writing"), "Choosing records"))
    return [first_code(filter_shown) for _, filter_shown in table]


def count(dataset: Dataset, text: str) -> int:
    name, where = parse_selection(text)
    collection = dataset.collection(name)
    assert collection is not None
    return len(dataset.select(collection, where))


@pytest.mark.parametrize("text", filters())
def test_a_filter_of_the_guide_chooses_some_records(dataset: Dataset, text: str) -> None:
    assert 0 < count(dataset, text) < count(dataset, text.partition(" ")[0])


def test_no_value_differs_from_the_empty_text(dataset: Dataset) -> None:
    assert count(dataset, 'facts where note != ""') == count(dataset, "facts")
