"""Components of sphinx-design, and small things of Sphinx, one by one."""

from __future__ import annotations

import re

import pytest
from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx_design.badges_buttons import sd_line_break

from pdf.conftest import Build, Built


def _built(build: Build, text: str) -> Built:
    page = f"Start\n=====\n\n{text}\n"
    return build({"index.rst": page}, extensions=("sphinx_design",))


def _grid(count: str, words: str, option: str = "") -> str:
    items = "".join(f"   .. grid-item-card:: T\n{option}\n      {words}\n\n" for _ in range(6))
    return f".. grid:: {count}\n\n{items}"


@pytest.mark.parametrize(
    ("text", "columns", "whole"),
    [
        (_grid("1 2 4 4", "short"), 3, "true"),
        (_grid("1", "short"), 1, "true"),
        (_grid("1 1 2 3", "short"), 2, "true"),
        (_grid("1 2 3 4", "longer " * 60), 2, "true"),
        (_grid("1 2 3 4", "longest " * 400), 2, "false"),
        (_grid("", "short", "      :columns: 12 6 6 4\n"), 2, "true"),
        (_grid("", "short", "      :columns: auto\n"), 3, "true"),
        (_grid("3", ".. list-table::\n\n         * - cell"), 2, "false"),
    ],
)
def test_grids_have_as_many_columns_as_fit(
    build: Build, text: str, columns: int, whole: str
) -> None:
    source = _built(build, text).main_source()
    assert re.findall(r"#design-grid\((\d), whole: (\w+)", source) == [(str(columns), whole)]
    assert source.count("card-cell[") == 6


def test_a_grid_too_deep_keeps_its_cards(build: Build) -> None:
    text = _grid("2", "inside")
    for _ in range(9):
        text = ".. note::\n\n" + "".join(f"   {line}\n" for line in text.splitlines())
    assert _built(build, text).read().text.count("inside") == 6


def test_links_of_whole_cards(build: Build) -> None:
    text = """
.. card:: Linked title
   :link: https://card.example/

   Body with `its own link <https://own.example/>`_.

.. card::
   :link: https://bare.example/
   :link-alt: Words for it

   No title.

.. card:: Not linked

   Body.
"""
    read = _built(build, text).read()
    web = [target for kind, target in read.links() if kind == "web"]
    assert web == ["https://card.example/", "https://own.example/", "https://bare.example/"]
    assert read.says("Words for it")
    assert not read.says("https://card.example/")


def test_boxes_with_and_without_titles(build: Build) -> None:
    text = """
.. dropdown:: With a title
   :name: place

   One.

.. dropdown::

   Two.

.. accordion::

   .. dropdown:: In an accordion

      Three.

.. aside:: Beside

   Four.

.. steps::

   .. step:: First step

      Five.

Back to :ref:`the box <place>`.
"""
    built = _built(build, text)
    assert not built.warnings
    read = built.read()
    for words in (
        "With a title",
        "One.",
        "Two.",
        "In an accordion",
        "Four.",
        "First step",
        "Five.",
    ):
        assert read.says(words)
    assert '#link("place:index#place")' in built.main_source()


def test_hidden_and_inline_components(build: Build) -> None:
    text = """
.. div:: sd-d-none

   .. _hidden-place:

   Hidden everywhere.

.. div:: sd-d-none sd-d-print-block

   Only printed.

To hidden-place_. Press :guilabel:`OK`, choose :menuselection:`File --> Save`,
:bdg:`badge`, :octicon:`report`, :fas:`star`.

.. button-ref:: hidden-place
   :ref-type: ref

   Two
   lines
"""
    built = _built(build, text)
    read = built.read()
    assert not read.says("Hidden everywhere")
    assert read.says("Only printed")
    assert read.says("Press OK")
    assert read.says("badge")
    assert "unknown_node" not in built.warnings


def test_small_things(build: Build) -> None:
    text = """
.. _on-a-list:

* one
* two

To on-a-list_, :command:`make`, :file:`some/{path}`, :program:`prog`, :pep:`8`,
:download:`a file <conf.py>`, :kbd:`Ctrl`.

-v, --verbose    Say more.

.. deprecated:: 2.0

.. note::
   :class: tip

   Words.

.. admonition:: A tip
   :class: tip

   Words.

.. acks::

   * Somebody

.. epigraph::

   A motto.

   -- Nobody

Text\n----\n
"""
    built = _built(build, text)
    assert not built.warnings
    read = built.read()
    for words in ("make", "some/path", "PEP 8", "a file", "-v, --verbose", "Somebody", "A motto."):
        assert read.says(words)
    assert read.says("Deprecated since version 2.0")
    assert '#admonition("tip", [' in built.main_source()
    assert '#link("place:index#on-a-list")' in built.main_source()


def test_lines_of_a_signature(build: Build) -> None:
    text = """
.. cpp:function:: template<typename T> void two_lines(T value)

   Words.
"""
    built = _built(build, text)
    assert "#linebreak();" in built.main_source()
    assert built.read().says("two_lines")


def test_a_picture_in_a_link_stands_in_its_line(build: Build) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
    page = "Start\n=====\n\nBefore |pic| after.\n\n.. |pic| image:: a.svg\n   :alt: A\n"
    page += "   :target: https://pic.example/\n\n.. image:: a.svg\n   :alt: B\n"
    page += "   :target: https://pic.example/\n"
    source = build({"index.rst": page, "a.svg": svg}).main_source()
    assert source.count("#box(image(") == 1
    assert source.count("#image(") == 1


def test_bibliographic_fields_and_forgotten_parts(build: Build) -> None:
    def insert(app: Sphinx, doctree: nodes.document) -> None:
        section = doctree[0]
        section += nodes.docinfo("", nodes.author("", "An author"))
        broken = nodes.paragraph("", "", nodes.Text("line"), sd_line_break("", " "))
        broken += [nodes.Text("break"), addnodes.literal_strong("", "strong code")]
        broken += addnodes.literal_emphasis("", "emphasised code")
        section += broken
        section += nodes.target("", "text of a target", ids=["target"])
        section += nodes.row(
            "", nodes.comment("", "nothing"), nodes.entry("", nodes.paragraph("", "x"))
        )
        section += nodes.table("", nodes.paragraph("", "stray in a table"))
        section += nodes.container("", nodes.paragraph("", "contained"), ids=["contained"])
        section += nodes.table(
            "",
            nodes.tgroup(
                "",
                nodes.colspec(colwidth=1),
                nodes.tbody(
                    "", nodes.row("", nodes.comment(), nodes.entry("", nodes.paragraph("", "y")))
                ),
                cols=1,
            ),
        )

    built = build({"index.rst": "Start\n=====\n\nWords.\n"}, run_it=False)
    built.app.connect("doctree-read", insert)
    built.app.build()
    read = built.read()
    assert "no way to show a author" in built.warnings
    for words in (
        "linebreakstrong codeemphasised code",
        "An author",
        "text of a target",
        "stray in a table",
        "contained",
        "x",
        "y",
    ):
        assert read.says(words)
