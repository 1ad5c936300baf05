"""Formulas: set by Typst, read aloud as TeX, numbered as Sphinx counts; never lost."""

from __future__ import annotations

import pytest

from indonato_report.pdf import formulas, translate_formulas
from indonato_report.pdf.child import ChildFailure
from indonato_report.pdf.translate_formulas import candidates, prepared, translate, typesets
from pdf.conftest import Build

PAGE = r"""Formulas
========

Mass :math:`E = mc^2`; see :eq:`euler`.

.. math:: e^{i\pi} + 1 = 0
   :label: euler

.. math::

   a &= b + c \\
     &= d
"""


def test_formulas_are_set_and_read_aloud_as_tex(build: Build) -> None:
    built = build({"index.rst": PAGE})
    assert built.warnings == ""
    read = built.read()
    spoken = [tag.alt for tag in read.root.all("Formula")]
    assert spoken == ["E = mc^2", r"e^{i\pi} + 1 = 0", r"a &= b + c \\ &= d"]
    assert built.manifest()[0]["standards"] == ["ua-1", "a-3a"]
    assert "mc^2" not in read.text  # drawn, not typed


def test_a_formula_is_numbered_and_linked(build: Build) -> None:
    built = build({"index.rst": PAGE})
    read = built.read()
    assert read.squeezed.count("(1)") == 2  # beside the formula, and in the reference
    names = {name for kind, name in read.links() if kind != "web"}
    assert names and built.main_source().count('link("place:index#equation-euler")') == 1
    assert '#label("index#equation-euler")' in built.main_source()


def test_numbers_go_by_section_if_the_project_says_so(build: Build) -> None:
    index = "Start\n=====\n\n.. toctree::\n   :numbered:\n\n   one\n"
    built = build({"index.rst": index, "one.rst": PAGE}, numfig=True, math_numfig=True)
    assert built.read().squeezed.count("(1.1)") == 2


def test_a_formula_that_nobody_can_set_is_named_and_shown_as_tex(build: Build) -> None:
    page = PAGE + "\nBad :math:`\\nosuch{x}`.\n\n.. math:: \\nosuch{y} + 1\n   :label: bad\n"
    built = build({"index.rst": page})
    assert r"index.rst:14: WARNING: this formula can't be typeset" in built.warnings
    assert r"TeX source: \nosuch{x} [report.pdf.maths]" in built.warnings
    assert r"TeX source: \nosuch{y} + 1 [report.pdf.maths]" in built.warnings
    read = built.read()
    assert read.says(r"\nosuch{x}")
    assert read.says(r"\nosuch{y} + 1 (2)")
    # The good ones are none the worse for it.
    assert len(read.root.all("Formula")) == 3


def test_formulas_in_headings_captions_and_cells(build: Build) -> None:
    page = (
        "The :math:`x^2`\n===============\n\n.. list-table:: Of :math:`y^2`\n"
        "   :header-rows: 1\n\n   * - :math:`z^2`\n   * - :math:`w^2`\n"
    )
    built = build({"index.rst": page})
    assert built.warnings == ""
    assert built.manifest()[0]["standards"] == ["ua-1", "a-3a"]
    alts = {tag.alt for tag in built.read().root.all("Formula")}
    assert alts == {"x^2", "y^2", "z^2", "w^2"}


@pytest.mark.parametrize(
    ("tex", "source"),
    [
        (r"\begin{equation*} a \label{b} \end{equation*}", "a"),
        (r"\begin{split} a &= b \end{split}", r"\begin{aligned} a &= b \end{aligned}"),
        (r"\begin{eqnarray} a \nonumber \end{eqnarray}", r"\begin{aligned} a  \end{aligned}"),
        ("a\n\nb", r"a \\ b"),
    ],
)
def test_what_latex_says_for_its_own_pages_is_put_aside(tex: str, source: str) -> None:
    assert prepared(tex) == source


@pytest.mark.parametrize(
    "tex",
    [
        r"\frac{a}{b} + \sqrt[3]{x}",
        r"a &= b \\ c &= d",
        r"\begin{pmatrix}1&2\\3&4\end{pmatrix}",
        r"\begin{cases} 1 & x>0 \\ 0 & \text{else} \end{cases}",
        r"\operatorname{Var}(X) \le \mathbb{E}[X^2]",
        r"\int_0^\infty e^{-x}\,dx",
    ],
)
def test_usual_formulas_need_only_the_first_translator(
    tex: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(translate_formulas, "find_spec", lambda name: None)
    assert translate([tex]) != [""]


def test_the_second_translator_does_what_the_first_cannot(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("tylax")
    assert translate([r"a \xrightarrow{f} b"]) != [""]
    monkeypatch.setattr(translate_formulas, "find_spec", lambda name: None)
    assert translate([r"a \xrightarrow{f} b"]) == [""]


def test_a_formula_cannot_read_a_file() -> None:
    assert not typesets(['#read("job.json")'])
    assert translate([r"\text{#read(\"/etc/passwd\")}", "x"])[1] == "x"
    assert not typesets(['#import "@preview/example:0.1.0": *'])


def test_nonsense_has_no_translation() -> None:
    assert list(candidates("")) == []
    assert translate([r"\frac{", "x"]) == ["", "x"]


def test_a_translator_that_dies_costs_only_the_formulas(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*_: object) -> None:
        raise ChildFailure("it was ended by SIGSEGV")

    monkeypatch.setattr(formulas, "ask_child", dies)
    built = build({"index.rst": PAGE})
    assert "the formulas could not be translated: it was ended by SIGSEGV" in built.warnings
    assert built.read().says("E = mc^2")
