"""The PDFs of this report itself: what the standards ask for, every word, the same bytes."""

from __future__ import annotations

import os
import pickle
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from docutils import nodes
from sphinx import addnodes

from indonato_report.nodes import chart_data, report_table
from pdf.archival.checks import broken_rules
from pdf.conftest import Built
from pdf.reading import ReadPDF, squeezed
from pdf.standards import findings
from pdf.validator import PROFILES, validated

DOCS = Path(__file__).resolve().parents[2] / "docs"
SOURCES = Path(__file__).resolve().parents[2] / "src"
STEMS = (
    "india-nato-report",
    *(f"brief-{theme}" for theme in ("dynamics", "interactions", "cooperation")),
    *(f"brief-{theme}" for theme in ("autonomy", "outlook")),
)
#: Nodes whose text stands elsewhere, in another form, or nowhere on paper.
ELSEWHERE = (
    nodes.comment,
    nodes.raw,
    nodes.substitution_definition,
    nodes.label,
    nodes.math,
    nodes.reference,
    addnodes.only,
    addnodes.pending_xref,
    addnodes.toctree,
    # What a chart shows: on paper its picture, which has an alternative text, and a file attached.
    chart_data,
)

pytestmark = pytest.mark.slow


def _make(folder: Path, *, seed: str, jobs: int) -> Path:
    """Build the PDFs in ``folder`` by the command line and return where they are."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(SOURCES),
        "PYTHONHASHSEED": seed,
        "SOURCE_DATE_EPOCH": "1795478400",
    }
    options = [
        "-b",
        "pdf",
        "-q",
        "-W",
        "--keep-going",
        "-j",
        str(jobs),
        "-d",
        str(folder / "trees"),
    ]
    subprocess.run(
        [sys.executable, "-m", "sphinx", *options, str(DOCS), str(folder / "pdf")],
        env=environment,
        check=True,
        cwd=folder,
    )
    return folder / "pdf"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _make(tmp_path_factory.mktemp("first"), seed="1", jobs=2)


@pytest.fixture(scope="module", params=STEMS)
def read(request: pytest.FixtureRequest, made: Path) -> ReadPDF:
    return ReadPDF(made / f"{request.param}.pdf")


def test_it_has_what_the_standards_ask_for(read: ReadPDF) -> None:
    assert findings(read) == []


@pytest.mark.parametrize("stem", STEMS)
def test_it_breaks_no_rule_of_the_standards(made: Path, stem: str) -> None:
    assert broken_rules(made / f"{stem}.pdf") == {}


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("stem", STEMS)
def test_a_validator_of_others_finds_nothing(made: Path, stem: str, profile: str) -> None:
    assert validated(made / f"{stem}.pdf", profile) == []


def test_the_same_sources_make_the_same_bytes(made: Path, tmp_path: Path) -> None:
    folder = tmp_path / "a folder with another name"
    folder.mkdir()
    again = _make(folder, seed="4711", jobs=1)
    for stem in STEMS:
        assert (again / f"{stem}.pdf").read_bytes() == (made / f"{stem}.pdf").read_bytes(), stem
    assert (again / "manifest.json").read_bytes() == (made / "manifest.json").read_bytes()


def test_every_word_and_every_cell_is_there(made: Path) -> None:
    text = ReadPDF(made / "india-nato-report.pdf").squeezed
    trees = made.parent / "trees"
    pages = [path for path in sorted(trees.rglob("*.doctree")) if "guide" not in path.parts]
    lost = [
        (path.stem, word)
        for path in pages
        for words in _texts(pickle.loads(path.read_bytes()))
        for word in words.split()
        if squeezed(word) not in text
    ]
    assert len(pages) > 30
    assert lost == []


def test_numbers_of_tables_and_figures_ascend(read: ReadPDF) -> None:
    """A reader who turns the pages meets the numbers in their order, in a brief as well."""
    for name in ("Table", r"Fig\."):
        # A wide space follows the number in a caption, and in the list in front if there is one.
        shown = [int(digits) for digits in re.findall(rf"{name}\s(\d+)\u200b\u2002", read.text)]
        in_order = sorted(set(shown))
        assert shown in (in_order, [*in_order, *in_order]), name


def _texts(tree: nodes.document) -> Iterator[str]:
    """Every text of a page that stands on paper as it is, cells of tables of records included."""
    for table in tree.findall(report_table):
        data: Any = table
        if _stands_elsewhere(table):
            continue
        yield from (column.label for column in data.columns)
        yield from (cell for row in data.rows for cell in row.cells if isinstance(cell, str))
    for text in tree.findall(nodes.Text):
        if not _stands_elsewhere(text):
            yield text.astext()


def _stands_elsewhere(node: nodes.Node) -> bool:
    while node.parent is not None:
        node = node.parent
        if isinstance(node, ELSEWHERE):
            return True
    return False


def test_faults_are_found(everything: Built, tmp_path: Path) -> None:
    """The look-up itself: what is broken on purpose is named."""
    assert set(findings(everything.read())) <= {"a link to ftp", "nothing attached"}
    with pikepdf.open(everything.file) as pdf:
        first = next(page for page in pdf.pages if "/Annots" in page)
        del first.Annots[0]["/Contents"]
        del first.Annots[0]["/StructParent"]
        first.Annots[0]["/Dest"] = pikepdf.String("nowhere")
        first.contents_add(b"0 0 10 10 re f", prepend=True)
        pdf.Root.MarkInfo.Marked = False
        for tag in _tags(pdf.Root.StructTreeRoot):
            kind = str(tag.get("/S", ""))
            if kind == "/H2":
                tag.S = pikepdf.Name.H4
            elif kind == "/THead":
                tag.S = pikepdf.Name.TBody
            elif kind == "/Figure":
                del tag["/Alt"]
            elif kind == "/LBody":
                tag.S = pikepdf.Name.Div
        pdf.save(tmp_path / "broken.pdf")
    found = "\n".join(findings(ReadPDF(tmp_path / "broken.pdf")))
    for fault in (
        "not marked as tagged",
        "H1 is followed by H4",
        "a table without header cells",
        "a figure without text",
        "a list item without body",
        "a link to nowhere, which is nowhere",
        "a link without description",
        "a link outside the tags",
        "f outside every tag",
    ):
        assert fault in found


def _tags(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _tags(kid)
