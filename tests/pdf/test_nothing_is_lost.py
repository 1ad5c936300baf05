"""Whatever an author writes is in the PDF, however unusual, or a warning says that it is not."""

from __future__ import annotations

import json
from typing import Any

import pytest
from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.application import Sphinx
from sphinx.directives.other import TocTree

from indonato_report.pdf.builder import PDFError
from pdf.conftest import Build

MYST: dict[str, Any] = {"extensions": ("myst_parser", "sphinx_design")}
WORDS = [f"w{number:02}" for number in range(80)]
ITEMS = "\n".join(f"- {word}" for word in WORDS)


def _page(body: str) -> dict[str, str]:
    return {"index.rst": f"Start\n=====\n\n{body}\n"}


def _indented(text: str, depth: int = 3) -> str:
    return "\n".join(f"{' ' * depth}{line}" if line else "" for line in text.split("\n"))


# -- blocks taller than a page ---------------------------------------------------------------------
@pytest.mark.parametrize("rows_before", [0, 20])
def test_a_cell_with_many_short_items_keeps_them_all(build: Build, rows_before: int) -> None:
    rows = "* - a\n  - b\n" * rows_before
    table = f"* - Head\n  - Other\n{rows}* - x\n  - {_indented(ITEMS, 4).strip()}\n"
    body = f".. list-table::\n   :header-rows: 1\n\n{_indented(table)}"
    read = build(_page(body)).read()
    assert [word for word in WORDS if not read.says(word)] == []


def test_a_cell_with_many_short_lines_keeps_them_all(build: Build) -> None:
    lines = "\n".join(f"| {word}" for word in WORDS)
    body = f".. list-table::\n\n   * - x\n     - {_indented(lines, 7).strip()}"
    read = build(_page(body)).read()
    assert [word for word in WORDS if not read.says(word)] == []


def test_a_card_with_many_short_items_keeps_them_all(build: Build) -> None:
    cards = f".. grid-item-card:: One\n\n{_indented(ITEMS)}\n\n.. grid-item-card:: Two\n\n   Short."
    body = f".. grid:: 2\n\n{_indented(cards)}"
    read = build(_page(body), extensions=("sphinx_design",)).read()
    assert [word for word in WORDS if not read.says(word)] == []


# -- kinds of content ------------------------------------------------------------------------------
def test_a_summary_of_functions_is_a_table(build: Build) -> None:
    read = build(
        _page(".. autosummary::\n\n   json.dumps\n   json.loads"),
        extensions=("sphinx.ext.autosummary", "sphinx.ext.autodoc"),
    ).read()
    assert read.says("dumps")
    assert read.says("Deserialize")


def test_a_hard_break_of_markdown_breaks_the_line(build: Build) -> None:
    built = build({"index.md": "# Start\n\nalpha\\\nbeta  \ngamma\n"}, **MYST)
    assert built.main_source().count("#linebreak();") == 2


def test_tasks_that_are_done_look_different(build: Build) -> None:
    built = build(
        {"index.md": "# Start\n\n- [x] done\n- [ ] open\n"},
        myst_enable_extensions=["tasklist"],
        **MYST,
    )
    read = built.read()
    assert read.says("\u2611 done")
    assert read.says("\u2610 open")


def test_a_note_is_shown_though_only_code_refers_to_it(build: Build) -> None:
    read = build(_page(".. parsed-literal::\n\n   code [1]_\n\n.. [1] The note.")).read()
    assert read.says("The note.")


def test_two_meanings_of_a_term_are_two_paragraphs(build: Build) -> None:
    built = build(
        {"index.md": "# Start\n\nTerm\n: One meaning\n: Another one\n"},
        myst_enable_extensions=["deflist"],
        **MYST,
    )
    assert '#"One meaning";\n\n#"Another one";' in built.main_source()


def test_a_heading_may_be_a_picture(build: Build) -> None:
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="16"/>'
    files = _page("|logo|\n------\n\nText.\n\n.. |logo| image:: logo.svg\n   :alt: The harbour")
    built = build({**files, "logo.svg": picture})
    assert built.read().says("The harbour")
    assert built.manifest()[0]["standards"] == ["ua-1", "a-3a"]
    assert built.warnings == ""


class _Stranger(nodes.General, nodes.Element):
    """A node that the builder does not know."""


class _List(Directive):
    """A list in which something else than items stands."""

    def run(self) -> list[nodes.Node]:
        stranger = _Stranger("", nodes.paragraph("", "From a stranger"))
        return [nodes.bullet_list("", nodes.list_item("", nodes.paragraph("", "Item")), stranger)]


def setup(app: Sphinx) -> None:
    """Register the directive: this module is an extension of the project below."""
    app.add_directive("strange-list", _List)
    app.add_directive("gallery", _Gallery)
    app.add_directive("empty-stranger", _Empty)
    app.add_directive("labelled", _Labelled)
    app.connect("doctree-resolved", _unwrap)


def test_a_stranger_in_a_list_is_shown(build: Build) -> None:
    read = build(_page(".. strange-list::"), extensions=(__name__,)).read()
    assert read.says("From a stranger")
    assert read.says("Item")


def test_a_wrapper_of_listed_pages_is_there_for_other_extensions(build: Build) -> None:
    files = {**_page(".. gallery::\n\n   child"), "child.rst": "Child\n=====\n\nText.\n"}
    assert build(files, extensions=(__name__,)).read().says("Child")


class _GalleryNode(nodes.General, nodes.Element):
    """What the wrapper of listed pages stands in."""


class _Gallery(TocTree):
    """A toctree in a node of its own, as nbsphinx makes one."""

    def run(self) -> list[nodes.Node]:
        (wrapper,) = super().run()
        return [_GalleryNode("", wrapper)]


def _unwrap(app: Sphinx, tree: nodes.document, docname: str) -> None:
    for gallery in tree.findall(_GalleryNode):
        (_wrapper,) = gallery.children


def test_what_has_no_content_is_told_once_to_be_left_out(build: Build) -> None:
    built = build(_page(".. empty-stranger::\n\n.. empty-stranger::"), extensions=(__name__,))
    assert built.warnings.count("no way to show a _Stranger; it is left out") == 1


class _Empty(Directive):
    """Something that only a browser could draw."""

    def run(self) -> list[nodes.Node]:
        return [_Stranger()]


@pytest.mark.parametrize("word", [":role:", ".ending", "/folder", "!flag"])
def test_words_of_code_that_begin_with_a_mark_begin_lines(build: Build, word: str) -> None:
    source = build(_page(" ".join(f"``{word}{number}``" for number in range(9)))).main_source()
    assert source.count(f'#raw("\u200b{word}') == 9


def test_labels_of_others_are_titles(build: Build) -> None:
    assert build(_page(".. labelled::"), extensions=(__name__,)).read().says("Linux")


class _Labelled(Directive):
    """A container with a label, as sphinx-inline-tabs makes one."""

    def run(self) -> list[nodes.Node]:
        return [nodes.container("", nodes.label("", "Linux"), nodes.paragraph("", "Text."))]


def test_a_heading_over_footnotes_is_left_to_the_foot_of_the_page(build: Build) -> None:
    read = build(_page("Text [1]_.\n\n.. rubric:: Footnotes\n\n.. [1] Note.")).read()
    assert not read.says("Footnotes")
    assert read.says("Note.")


@pytest.mark.parametrize(
    "tex", [r"{n \choose 2}", r"A - {k_{i} k_j \over 2 m}", r"\frac{a \over b}{c}"]
)
def test_primitives_of_tex_are_understood(build: Build, tex: str) -> None:
    assert build(_page(f":math:`{tex}`")).warnings == ""


@pytest.mark.parametrize("tex", [r"\begin{foo} x \end{foo}", r"\unknown{x} + \abs"])
def test_a_formula_that_nobody_can_read_is_told(build: Build, tex: str) -> None:
    assert "this formula can't be typeset" in build(_page(f":math:`{tex}`")).warnings


def test_an_alternative_text_keeps_what_no_font_can_show(build: Build) -> None:
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="16"/>'
    files = _page('Shown 北.\n\n.. image:: a.svg\n   :alt: The "gate" of 北')
    source = build({**files, "a.svg": picture}).main_source()
    assert "Shown \ufffd." in source
    assert r'alt: "The \"gate\" of 北"' in source


@pytest.mark.parametrize("height", ["", "\n       :height: 60px"])
def test_a_picture_is_no_wider_than_its_cell(build: Build, height: str) -> None:
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="16"/>'
    row = f"* - .. image:: a.svg\n       :alt: Wide\n       :width: 400px{height}\n  - Text beside"
    built = build({**_page(f".. list-table::\n\n{_indented(row)}"), "a.svg": picture})
    assert "calc.min(space.width, 300pt)" in built.main_source()
    assert "stretch" not in built.main_source()
    assert built.manifest()[0]["standards"] == ["ua-1", "a-3a"]


def test_an_address_keeps_its_foreign_letters(build: Build) -> None:
    read = build(_page("`Page <https://zh.example/wiki/北约>`__")).read()
    assert ("web", "https://zh.example/wiki/%E5%8C%97%E7%BA%A6") in read.links()


@pytest.mark.parametrize(
    "body",
    [
        "::\n\n   KEY",
        "In the text ``KEY`` and more.",
        ".. list-table::\n\n   * - KEY\n     - KEY\n     - KEY",
        "KEY\n" + "-" * 200,
    ],
)
def test_a_checksum_stays_on_the_paper(build: Build, body: str) -> None:
    key = "0123456789abcdef" * 8
    built = build(_page(body.replace("KEY", key)))
    assert key not in built.main_source()  # there are places to break in it
    assert built.read().says(key)


def test_pages_stand_below_the_last_section_of_the_page_that_lists_them(build: Build) -> None:
    middle = "First\n=====\n\nText.\n\n.. toctree::\n\n   child\n\nSecond\n======\n\nText.\n"
    files = {"middle.rst": middle, "child.rst": "Child\n=====\n\nText.\n"}
    source = build({**_page(".. toctree::\n\n   middle"), **files}).main_source()
    assert source.index('[#"Second";]') < source.index('[#"Child";]')


# -- builds after others ---------------------------------------------------------------------------
def test_a_page_that_is_gone_is_gone_from_the_pdf(build: Build) -> None:
    start = _page(".. toctree::\n\n   one\n   two")
    built = build({**start, "one.rst": "One\n===\n\nOld.\n", "two.rst": "Two\n===\n\nKept.\n"})
    assert built.read().says("Old.")
    (built.sources / "one.rst").unlink()
    read = build(start).read()
    assert not read.says("Old.")
    assert read.says("Kept.")


def test_a_slip_in_the_configuration_deletes_nothing(build: Build) -> None:
    good = build(_page("Text."), report_pdf_documents=[("index", "good", "Title")])
    for documents in (
        [("indx", "good", "Title")],
        [("indx", "good", "Title"), ("index", "other", "Title")],
    ):
        again = build(_page("Text."), report_pdf_documents=documents, run_it=False)
        if len(documents) == 1:
            with pytest.raises(PDFError, match="names no PDF"):
                again.app.build()
        else:
            again.app.build()
        assert (good.folder / "good.pdf").is_file()


def test_the_manifest_keeps_the_last_good_file(build: Build) -> None:
    before = build(_page("Text.")).manifest()
    broken = build(_page(".. raw:: typst\n\n   #no-such-function()"), run_it=False)
    with pytest.raises(PDFError):
        broken.app.build()
    assert json.loads((broken.folder / "manifest.json").read_text())["documents"] == before


def test_a_template_in_another_encoding_is_told(build: Build) -> None:
    documents = [("index", "report", "Title", {"template": "own.typ"})]
    built = build({**_page("Text."), "own.typ": b"// \xe9\n"}, report_pdf_documents=documents)
    assert "template: 'own.typ' is not UTF-8" in built.warnings
    assert built.file.is_file()


def test_an_image_that_breaks_twice_does_not_go_on_for_ever(build: Build) -> None:
    body = (
        ".. image:: broken.svg\n   :alt: Broken\n\n"
        '.. raw:: typst\n\n   #image("images/" + "1.svg", alt: "again")'
    )
    built = build({**_page(body), "broken.svg": "<svg"}, run_it=False)
    with pytest.raises(PDFError, match="could not be made"):
        built.app.build()
