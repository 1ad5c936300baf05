"""What may go wrong on a page: it is said with its place, and no word is lost."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest
from docutils import nodes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sphinx.application import Sphinx

from indonato_report.pdf.compilation import run_child
from indonato_report.pdf.compile import Job, Result
from pdf.conftest import Build, Built
from pdf.reading import ReadPDF, squeezed

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'

DOT = Path(__file__).parent.parent / "roots/test-pdf-everything/dot.png"


def _page(text: str) -> dict[str, str | bytes]:
    return {"index.rst": f"Start\n=====\n\n{text}\n", "a.svg": SVG}


def _words(name: str, count: int) -> list[str]:
    return [f"{name}{number:05}" for number in range(count)]


def _assert_all_there(words: list[str], read: ReadPDF) -> None:
    assert not [word for word in words if word not in read.squeezed]


# -- standards -------------------------------------------------------------------------------
def test_an_image_without_alternative_text_lowers_the_claim(build: Build) -> None:
    built = build(_page("Words.\n\n.. image:: a.svg"))
    assert "index.rst:6: WARNING: the image a.svg has no alternative text" in built.warnings
    assert built.manifest()[0]["standards"] == ["a-3b"]
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in built.read().xmp
    assert "pdfuaid:part" not in built.read().xmp


def test_an_empty_alternative_text_makes_a_decoration(build: Build) -> None:
    built = build(_page("Words.\n\n.. image:: a.svg\n   :alt:"))
    assert not built.warnings
    assert built.manifest()[0]["standards"] == ["ua-1", "a-3a"]
    assert "Figure" not in built.read().counts


def test_a_character_that_no_font_has_is_replaced_visibly(build: Build) -> None:
    built = build(_page("Words.\n\nThe sign 漢字 and again 漢.\n\n.. sample:: long-1001"))
    (line,) = built.warnings.splitlines()
    assert "index.rst:6: WARNING: testreport.pdf: no font has 漢 (U+6F22), 字 (U+5B57)" in line
    assert line.endswith("[report.pdf.glyph]")
    assert built.manifest()[0]["standards"] == []
    assert built.read().says("The sign \ufffd\ufffd and again \ufffd.")


def test_two_refusals_of_typst_lower_the_claim_by_both(build: Build) -> None:
    raw = '.. raw:: typst\n\n   #heading(level: 3)[Too deep]\n   #image("images/1.svg")'
    built = build(_page(f".. image:: a.svg\n   :alt: A\n\n{raw}"))
    assert "skipped from heading" in built.warnings
    assert "missing alt text" in built.warnings
    assert built.manifest()[0]["standards"] == ["a-3b"]


def test_emoji_are_named_once_without_their_selectors(build: Build) -> None:
    built = build(_page("\U0001f6e0\ufe0f and \U0001f469\u200d\U0001f4bb."))
    (line,) = built.warnings.splitlines()
    assert "no font has \U0001f6e0 (U+1F6E0), \U0001f469 (U+1F469), \U0001f4bb (U+1F4BB)" in line


def test_what_only_typst_refuses_lowers_the_claim_too(build: Build) -> None:
    skipping = ".. raw:: typst\n\n   #heading(level: 3)[Too deep]"
    built = build(_page(skipping))
    assert "PDF/UA-1 and PDF/A-3a can't be met: skipped from heading level 1 to 3" in built.warnings
    assert "index.rst:4: WARNING" in built.warnings
    assert built.manifest()[0]["standards"] == ["a-3a"]


def test_a_claim_may_fall_twice(build: Build) -> None:
    raw = '.. raw:: typst\n\n   #image("none.svg")\n'.replace("none", "images/1")
    built = build(_page(f".. image:: a.svg\n   :alt: A\n\n{raw}\n漢"))
    assert "missing alt text" in built.warnings
    assert "no font has 漢" in built.warnings
    assert built.manifest()[0]["standards"] == []


def test_warnings_can_be_suppressed_by_kind(build: Build) -> None:
    built = build(_page(".. image:: a.svg"), suppress_warnings=["report.pdf.alt"])
    assert not built.warnings


# -- nodes nobody knows ----------------------------------------------------------------------
class mystery_block(nodes.General, nodes.Element):
    """A node without a handler."""


class mystery_word(nodes.Inline, nodes.TextElement):
    """An inline node without a handler."""


class known_to_us(nodes.General, nodes.Element):
    """A node with a handler of its extension."""


def _add_nodes(app: Sphinx, doctree: nodes.document) -> None:
    paragraph = next(iter(doctree.findall(nodes.paragraph)))
    word = mystery_word("", "inline words")
    word.source, word.line = paragraph.source, 77
    paragraph += [nodes.Text(" "), word]
    block = mystery_block("", nodes.paragraph("", "block words"))
    block.source, block.line = paragraph.source, 78
    known = known_to_us("", nodes.paragraph("", "known words"))
    paragraph.parent += [block, known]


def _visit(self: object, node: nodes.Element) -> None:
    self.write("\n\n#emph[")  # type: ignore[attr-defined]
    self.write_text(f"on {self.docname}: ")  # type: ignore[attr-defined]


def _depart(self: object, node: nodes.Element) -> None:
    self.write("]\n\n")  # type: ignore[attr-defined]


def test_unknown_nodes_are_named_with_their_place_and_their_content_stays(build: Build) -> None:
    built = build(_page("Words."), run_it=False)
    built.app.connect("doctree-read", _add_nodes)
    built.app.add_node(known_to_us, pdf=(_visit, _depart))
    built.app.build()
    assert "index.rst:77: WARNING: the PDF has no way to show a mystery_word" in built.warnings
    assert "index.rst:78: WARNING: the PDF has no way to show a mystery_block" in built.warnings
    assert "known_to_us" not in built.warnings
    read = built.read()
    assert read.says("Words. inline words")
    assert read.says("block words")
    assert read.says("on index: known words")
    assert "Em" in read.counts


def test_handlers_of_other_builders_are_not_used(build: Build) -> None:
    built = build(_page("Words."), run_it=False)
    built.app.connect("doctree-read", _add_nodes)
    built.app.add_node(known_to_us, html=(_visit, _depart))
    built.app.build()
    assert "no way to show a known_to_us" in built.warnings
    assert built.read().says("known words")


# -- no word is lost -------------------------------------------------------------------------
def test_nothing_taller_than_a_page_loses_a_word(build: Build) -> None:
    places = {name: _words(name, 3000) for name in ("cell", "note", "list", "quote", "caption")}
    code, card = _words("code", 400), _words("card", 2500)
    text = f"""
.. list-table::
   :header-rows: 1

   * - Head
     - Other
   * - {" ".join(places["cell"])}
     - short

.. note:: {" ".join(places["note"])}

* {" ".join(places["list"])}

    {" ".join(places["quote"])}

.. code-block:: text
   :caption: A listing

   {chr(10).join(f"   {word}" for word in code).strip()}

.. grid:: 2

   .. grid-item-card:: Title

      {" ".join(card)}

   .. grid-item-card:: Title

      Short.

.. figure:: a.svg
   :alt: A

   {" ".join(places["caption"])}
"""
    read = build(_page(text), extensions=("sphinx_design",)).read()
    for words in (*places.values(), code, card):
        _assert_all_there(words, read)
    assert len(read.pages) > 20


def test_a_head_taller_than_a_page_is_not_repeated(build: Build) -> None:
    words = _words("head", 3000)
    rows = "".join(f"   * - row{number:05}\n" for number in range(200))
    table = f".. list-table::\n   :header-rows: 1\n\n   * - {' '.join(words)}\n{rows}"
    read = build(_page(table)).read()
    _assert_all_there(words + _words("row", 200), read)


def test_headers_are_repeated_on_every_page_and_tagged_once(build: Build) -> None:
    rows = "".join(f"   * - cell{number:05}\n     - b\n" for number in range(200))
    head = "`Linked head <https://example.org>`_"
    table = f".. list-table:: Title\n   :header-rows: 1\n\n   * - {head}\n     - Two\n{rows}"
    read = build(_page(table)).read()
    pages = [page for page in read.pages if re.search(r"cell\d{5}", page)]
    assert len(pages) > 3
    assert all("Linked head" in page for page in pages)
    (tagged,) = read.root.all("Table")
    assert len(tagged.all("TH")) == 2
    assert len(tagged.all("TD")) == 400
    assert not [target for kind, target in read.links() if target == "https://example.org"]


def test_a_note_in_a_head_is_kept_and_the_head_stands_once(build: Build) -> None:
    rows = "".join(f"   * - cell{number:05}\n" for number in range(120))
    text = f".. list-table::\n   :header-rows: 1\n\n   * - Head [#n]_\n{rows}\n.. [#n] The note.\n"
    read = build(_page(text)).read()
    assert read.text.count("Head") == 1
    assert len(read.root.all("Note")) == 1


def test_targets_in_heads_and_captions_can_be_linked(build: Build) -> None:
    text = """
To :ref:`the head <in-head>`, :ref:`the caption <in-caption>` and :ref:`itself <whole>`.

.. _whole:

.. list-table:: A caption with _`in-caption` and :ref:`a link <whole>` [#n]_
   :header-rows: 1

   * - A head with _`in-head`
   * - cell

.. [#n] The note.
"""
    text = text.replace(":ref:`the head <in-head>`", "in-head_")
    built = build(_page(text.replace(":ref:`the caption <in-caption>`", "in-caption_")))
    assert not built.warnings
    links = [target for kind, target in built.read().links() if kind in {"name", "place"}]
    assert len(links) >= 5


def test_deep_nesting_is_flattened_with_a_warning(build: Build) -> None:
    lines = [f"{'  ' * depth}* level{depth:05}\n" for depth in range(30)]
    quotes = [f"{'  ' * depth}quote{depth:05}\n" for depth in range(20)]
    tables = "inner00000"
    for _ in range(11):
        body = "\n".join(f"       {line}" for line in tables.splitlines())
        tables = f".. list-table::\n   :header-rows: 1\n\n   * - Head\n   * - {body.strip()}\n"
    text = "\n".join([*lines, "\n.. note:: between\n", *quotes, "\n.. note:: between\n", tables])
    built = build(_page(text))
    assert built.warnings.count("nested more than 8 deep") == 3
    read = built.read()
    _assert_all_there([*_words("level", 30), *_words("quote", 20), "inner00000"], read)


@pytest.mark.parametrize("kind", ["list", "enumeration", "terms", "options", "quote", "notes"])
def test_every_kind_of_block_can_be_too_deep(build: Build, kind: str) -> None:
    samples = {
        "list": "* word00001\n\n  word00002\n",
        "enumeration": "5. word00001\n6. word00002\n",
        "terms": "word00001 : class\n   word00002\n",
        "options": "--word00001=X  word00002\n",
        "quote": "text\n\n   word00001\n\n   -- word00002\n",
        "notes": ".. admonition:: word00001\n\n   word00002\n\n.. topic:: T\n\n   word00003\n",
    }
    text = samples[kind]
    for _ in range(9):
        text = ".. note::\n\n" + "".join(f"   {line}\n" for line in text.splitlines())
    built = build(_page(text))
    assert "nested more than 8 deep" in built.warnings
    _assert_all_there(["word00001", "word00002"], built.read())


# -- images ----------------------------------------------------------------------------------
def test_sizes_of_images(build: Build) -> None:
    text = """
.. image:: dot.png
   :alt: a
   :width: 100

.. image:: dot.png
   :alt: b
   :width: 3cm
   :height: 20px

.. image:: dot.png
   :alt: c
   :scale: 50

.. image:: dot.png
   :alt: too wide
   :width: 900px

.. image:: dot.png
   :alt: too wide in another unit
   :width: 30cm
   :height: 2000px

.. image:: tall.svg
   :alt: too tall
   :width: 100%

.. image:: a.svg
   :alt: no such length
   :width: 0px
"""
    tall = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="40"/>'
    built = build({**_page(text), "dot.png": DOT.read_bytes(), "tall.svg": tall})
    sizes = re.findall(r'#image\("images/\d\.\w+", ([^)]*)alt', built.main_source())
    assert sizes == [
        "width: 75pt, ",
        'width: 85.0394pt, height: 15pt, fit: "stretch", ',
        "width: 6pt, ",
        "width: 100%, ",
        'width: 351.496pt, height: 620pt, fit: "stretch", ',
        "height: 620pt, ",
        "",
    ]


def test_an_image_that_is_not_there_leaves_its_text(build: Build) -> None:
    built = build(_page(".. image:: missing.png\n   :alt: What it showed"))
    assert "image file not readable" in built.warnings
    assert built.read().says("[What it showed]")


def test_a_pdf_as_image_is_no_candidate(build: Build) -> None:
    built = build({**_page(".. image:: a.*\n   :alt: A"), "a.pdf": b"%PDF-1.4"})
    assert '#image("images/1.svg"' in built.main_source()
    built = build({**_page(".. image:: b.pdf\n   :alt: A drawing"), "b.pdf": b"%PDF-1.4"})
    assert "index.rst:4: WARNING: the image b.pdf is left out: application/pdf" in built.warnings
    assert built.read().says("[A drawing]")


def test_data_addresses_are_images(build: Build) -> None:
    data = base64.b64encode(DOT.read_bytes()).decode()
    built = build(_page(f".. image:: data:image/png;base64,{data}\n   :alt: A dot"))
    assert len(built.read().root.all("Figure")) == 1


# -- nothing is markup -----------------------------------------------------------------------
@given(text=st.text(st.characters(exclude_categories=["Cs", "Co", "Cn"]), max_size=40))
@settings(
    max_examples=3,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_text_is_never_read_as_markup(build: Build, text: str) -> None:
    def insert(app: Sphinx, doctree: nodes.document) -> None:
        paragraph = next(iter(doctree.findall(nodes.paragraph)))
        paragraph += nodes.Text(text)
        paragraph += nodes.strong("", text)
        paragraph += nodes.literal("", text)
        paragraph += nodes.reference("", text, refuri=f"https://example.org/{text}")
        doctree += nodes.literal_block("", text)

    built = build(_page("Words."), run_it=False, freshenv=True)
    built.app.connect("doctree-read", insert)
    built.app.build()
    assert built.file.is_file()


INJECTIONS = [
    '"] #panic("out") [',
    "#panic()",
    "\\",
    '\\"',
    "\\u{41}",
    "// comment",
    "/* comment",
    "<label>",
    "@label",
    "$x$",
    "```",
    "= heading",
    "#{",
    "]",
    ")",
    "a" * 3000,
    "e" + "\u0301" * 300,
    "x\u200dy\u200cz",
    "marks without letters: \u0301",
]


def test_known_tricks_are_text(build: Build) -> None:
    def insert(app: Sphinx, doctree: nodes.document) -> None:
        for trick in INJECTIONS:
            doctree[0] += nodes.paragraph("", trick)
            doctree[0] += nodes.section("", nodes.title("", trick), ids=[trick])

    built = build(_page("Words."), run_it=False)
    built.app.connect("doctree-read", insert)
    built.app.build()
    assert "error" not in built.warnings.lower()
    read = built.read()
    for trick in INJECTIONS:
        assert squeezed(trick)[:200] in read.squeezed


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "javascript:x()", "//[bad", "https://e.org/" + "a" * 3000]
)
def test_addresses_that_no_pdf_should_hold_become_text(build: Build, address: str) -> None:
    def insert(app: Sphinx, doctree: nodes.document) -> None:
        paragraph = next(iter(doctree.findall(nodes.paragraph)))
        paragraph += nodes.reference("", "", refuri=address)

    built = build(_page("Words."), run_it=False)
    built.app.connect("doctree-read", insert)
    built.app.build()
    assert not built.read().links() or "TOC" in built.read().counts
    assert address[:20] in built.read().squeezed


# -- small things ----------------------------------------------------------------------------
def test_odd_doctrees(build: Build) -> None:
    """Shapes that no parser makes, but extensions might."""

    def insert(app: Sphinx, doctree: nodes.document) -> None:
        section = doctree[0]
        section += nodes.section("", nodes.title("", ""), nodes.paragraph("", "no title"))
        section += nodes.section("", nodes.paragraph("", "title forgotten"), ids=["forgotten"])
        section += nodes.footnote_reference("", "9", refid="gone")
        section += nodes.citation_reference("", "Gone", refid="gone")
        section += nodes.field_list("", nodes.paragraph("", "stray in fields"))
        section += nodes.attribution("", "stray attribution")
        section += nodes.figure("", nodes.paragraph("", "figure without caption"))
        section += nodes.table("", nodes.title("", "Empty"))
        section += nodes.option_list()
        section += nodes.bullet_list()
        section += nodes.raw("", "left out", format="latex")
        section += nodes.literal_block("", "")
        section += nodes.reference("", "", nodes.image(uri="gone.png", candidates={"?": ""}))
        section += nodes.line_block("", nodes.line("", "one"), nodes.line("", ""))
        section += nodes.subtitle("", "A subtitle")
        section += nodes.section("", nodes.title("", "\u00ad"), nodes.paragraph("", "blank title"))
        section += nodes.paragraph(
            "", "", nodes.reference("", "\u00ad", refuri="https://b.example")
        )
        section += nodes.paragraph("", "", nodes.reference("", "\u00ad", refid="gone"))

    built = build(_page("Words."), run_it=False)
    built.app.connect("doctree-read", insert)
    built.app.build()
    read = built.read()
    for text in ("no title", "title forgotten", "9", "[Gone]", "stray in fields", "one"):
        assert read.says(text)
    assert read.says("blank title")
    assert read.says("https://b.example")
    assert read.says("— stray attribution")
    assert read.says("figure without caption")
    assert not read.says("left out")


def test_a_page_without_any_heading_can_be_linked(build: Build) -> None:
    pages = {
        "index.rst": "Start\n=====\n\nSee :doc:`the bare one <bare>`.\n\n.. toctree::\n\n   bare\n",
        "bare.rst": "Only a paragraph.\n",
    }
    built = build(pages)
    assert '#link("place:bare")[' in built.main_source()
    assert built.read().says("Only a paragraph.")


def test_headings_in_blocks_begin_no_page(build: Build) -> None:
    def insert(app: Sphinx, doctree: nodes.document) -> None:
        section = nodes.section("", nodes.title("", "Inside"), nodes.paragraph("", "a note"))
        doctree += nodes.note("", section)

    built = build({"index.rst": "Only a paragraph.\n"}, run_it=False)
    built.app.connect("doctree-read", insert)
    built.app.build()
    assert [heading.title for heading in built.read().root.all("H1")][-1] == "Inside"


def test_a_project_without_any_heading_is_a_pdf(build: Build) -> None:
    built = build({"index.rst": "Only a paragraph.\n"})
    assert built.read().says("Only a paragraph.")
    assert built.manifest()[0]["standards"] == ["ua-1", "a-3a"]


def test_chapters_within_chapters_are_one_level_down(build: Build) -> None:
    pages = {
        "index.rst": "Start\n=====\n\n.. toctree::\n\n   one\n   three\n",
        "one.rst": "One\n===\n\nWithin\n------\n\n.. toctree::\n\n   two\n\n"
        "After\n-----\n\nText.\n",
        "two.rst": "Two\n===\n\nText.\n",
        "three.rst": "Three\n=====\n\nText.\n",
    }
    read = build(pages).read()
    headings = [(one.type, one.title) for one in read.root.all("H1", "H2")]
    assert headings[1:] == [
        ("H1", "One"),
        ("H2", "Within"),
        ("H2", "After"),
        ("H2", "Two"),
        ("H1", "Three"),
    ]


def test_numbers_of_sections(build: Build) -> None:
    pages = {
        "index.rst": "Start\n=====\n\n.. toctree::\n   :numbered:\n\n   one\n",
        "one.rst": "One\n===\n\nSub\n---\n\nText.\n",
    }
    read = build(pages).read()
    assert [one.title.split() for one in read.root.all("H1", "H2")][1:] == [
        ["1", "One"],
        ["1.1", "Sub"],
    ]


def test_the_words_of_the_pdf_are_those_of_its_language(build: Build) -> None:
    read = build(_page(".. note:: Hallo."), language="de").read()
    assert read.says("Inhaltsverzeichnis")
    assert read.says("Bemerkung")


def test_a_missing_font_falls_back(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    from indonato_report.pdf import design_options, fonts

    bare = fonts.FontChoice(("Libertinus Serif",), ("Libertinus Serif",), ("DejaVu Sans Mono",), ())
    monkeypatch.setattr(design_options, "choose_fonts", lambda: bare)
    built = build(_page("Words and ₹."))
    assert built.manifest()[0]["standards"] == ["ua-1", "a-3a"]
    names = _fonts(built)
    assert names
    assert all("Libertinus" in name for name in names)


def test_the_rupee_sign_is_drawn_by_a_font_that_has_it(build: Build) -> None:
    names = _fonts(build(_page("₹ 5 crore")))
    assert any("IBMPlexSerif" in name for name in names)
    assert not any("PTSerif" in name or "PT_Serif" in name for name in names)


def _fonts(built: Built) -> set[str]:
    """The names of the fonts in a PDF."""
    read = built.read()
    pages = [page.Resources.get("/Font", {}) for page in read.pdf.pages]
    return {str(font.BaseFont) for page in pages for font in page.values()}


# -- what turns out to be no image -----------------------------------------------------------
def test_an_image_that_cannot_be_read_is_left_out_and_told(build: Build) -> None:
    text = """
.. image:: cut.png
   :alt: The first one

.. image:: open.svg
   :alt: The second one

Words below them |inline| and after it.

.. |inline| image:: cut.png
   :alt: Again
"""
    built = build({**_page(text), "cut.png": DOT.read_bytes()[:60], "open.svg": "<svg><rect"})
    assert (
        "index.rst:5: WARNING: testreport.pdf: the image cut.png can't be drawn" in built.warnings
    )
    assert (
        "index.rst:8: WARNING: testreport.pdf: the image open.svg can't be drawn" in built.warnings
    )
    assert "[report.pdf.image]" in built.warnings
    read = built.read()
    assert read.says("Words below them")
    assert [figure.alt for figure in read.root.all("Figure")] == [
        "The first one",
        "The second one",
        "Again",
    ]


# -- what Typst can't tag --------------------------------------------------------------------
def test_a_header_taller_than_a_page_keeps_its_words(build: Build) -> None:
    words = [f"head{number:04}" for number in range(1500)]
    header = f"   * - {' '.join(words)}\n     - b\n"
    text = f".. list-table::\n   :header-rows: 1\n\n{header}   * - c\n     - d\n"
    built = build(_page(text))
    _assert_all_there(words, built.read())
    assert built.manifest()[0]["standards"] == ["ua-1", "a-3a"]


def test_a_low_header_with_spans_and_a_picture_is_a_header(build: Build) -> None:
    text = """
.. table::

   +-------------------+-----+
   | Both              | C   |
   +---------+---------+     |
   | A       | |dot|   |     |
   +=========+=========+=====+
   | 1       | 2       | 3   |
   +---------+---------+-----+

.. |dot| image:: dot.png
   :alt: A dot
"""
    read = build({**_page(text), "dot.png": DOT.read_bytes()}).read()
    (table,) = read.root.all("Table")
    assert len(table.all("TH")) == 4


def test_without_tags_where_typst_fails_to_make_them(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    def first_fails(job: Job, timeout: float) -> Result:
        if job.tags:
            return Result(errors="error: internal error: tags weren't properly closed")
        return run_child(job, timeout)

    monkeypatch.setattr("indonato_report.pdf.compilation.run_child", first_fails)
    built = build(_page("Words."))
    assert "Typst failed to tag something here" in built.warnings
    assert built.manifest()[0]["standards"] == ["a-3b"]


def test_a_note_of_a_caption_can_be_referred_to_again(build: Build) -> None:
    text = """
.. table:: The caption [#n]_

   == ==
   a  b
   == ==
   1  2 [#n]_
   == ==

Once more [#n]_.

.. [#n] The only note.
"""
    built = build(_page(text))
    read = built.read()
    assert read.text.count("The only note.") == 1
    assert built.manifest()[0]["standards"] == ["ua-1", "a-3a"]
