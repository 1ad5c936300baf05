"""A project with a node of every kind: what its PDF says, and how it is tagged."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pikepdf
import pytest
from docutils import nodes
from sphinx import addnodes

from pdf.conftest import Built
from pdf.reading import ReadPDF, squeezed


def test_it_claims_both_standards(everything: Built, everything_read: ReadPDF) -> None:
    assert everything.manifest()[0]["standards"] == ["ua-1", "a-3a"]
    assert "<pdfuaid:part>1</pdfuaid:part>" in everything_read.xmp
    assert "<pdfaid:part>3</pdfaid:part>" in everything_read.xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in everything_read.xmp
    root = everything_read.pdf.Root
    assert bool(root.MarkInfo.Marked) is True
    assert str(root.Lang) == "en"
    assert bool(root.ViewerPreferences.DisplayDocTitle) is True


def test_its_metadata_name_everybody_and_everything(everything_read: ReadPDF) -> None:
    with everything_read.pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == "Everything & <more>"
        assert metadata["dc:creator"] == ["Ann Author", "Bala Writer"]
        assert metadata["dc:rights"] == "CC BY 4.0"
        assert metadata["dc:description"] == "A page of every kind."
        assert metadata["xmpRights:WebStatement"].startswith("https://creativecommons.org")
        assert metadata["xmp:CreateDate"].startswith("2026-11-24")
        assert metadata["pdf:Keywords"] == "tests, pages"


def test_only_what_could_not_be_shown_is_warned_of(everything: Built) -> None:
    kinds = [line.rsplit("[", 1)[1] for line in everything.warnings.splitlines() if "[" in line]
    assert sorted(kinds) == [
        "ref.footnote]",  # the note that nothing refers to
        "report.pdf.landscape]",
        "report.pdf.link]",
        "report.pdf.remote_image]",
    ]
    assert "text.rst:12: WARNING: a link to 'javascript:alert(1)'" in everything.warnings
    assert "records.rst:16: WARNING: this table asks for a landscape" in everything.warnings


@pytest.mark.parametrize(
    "text",
    [
        # start page, not the guide
        "The opening paragraph of the start page, with a link to Text with emphasis",
        "This belongs to the start page, not to the last chapter.",
        # text
        "Markup that must stay text: #strong[x] $y$ _z_ *w* @label <label> // comment /* more */",
        "#{1+1}",
        "₹ 5 crore, नाटो और भारत, ş \u0131 ğ ā",
        "NATO (North Atlantic Treaty Organization) and NATO again",
        "a citation [NATO19] and two [RM21, NATO19]",
        "[4] A note that nothing refers to.",
        "A note in a heading.",
        "The second note.",
        "In two paragraphs.",
        "Seventh level",
        # blocks
        "(c) third letter",
        "iv. roman four",
        "Second term : classifier",
        "deterrence, dissuasion",
        "an indented line",
        "Longer field",
        "--long=VALUE",
        "— Somebody",
        "Warning",
        "Own title & more",
        "See also",
        "Added in version 1.0: New here.",
        "A sidebar",
        "In the middle",
        'return "forty-two"  # #strong[no markup]',
        'try_stmt: "try" ":" suite',
        "Only on paper.",
        "Raw Typst of the author",
        "The legend of the figure.",
        "See Fig. 2.1, Listing 2.1 and Table 3.1.",
        # tables
        "On the table.",
        "In a cell.",
        "across both",
        "a_very_long_identifier_without_any_space_in_it_at_all",
        # components
        "The body of the first card.",
        "Untitled card's link",
        "Hidden on screen, open on paper.",
        "Second tab",
        "Its definition.",
        "[a map]",
        # records
        "Talks in Brussels",
        "Emphasised summary ₹ 5",
        "plain #text [with] *marks*",
        "Asha Rao; Nobody",
        "NATO19; absent",
        "Before 2020",
        "Asha Rao led the talks and a lost one NATO19",
        # interfaces
        "send(sender: str, *, urgent: bool = False) → int",
        "go(x, y=3[, z])",
        # bibliography
        "https://example.org/first_dialogue-with/a_long/path.html",
    ],
)
def test_every_text_is_there(text: str, everything_read: ReadPDF) -> None:
    text = text.replace("try_stmt: ", "try_stmt ::= ")
    assert everything_read.says(text.replace("'", "’") if "card's" in text else text)


#: Content that is not meant for paper, or shown in another form there.
ELSEWHERE = (
    nodes.raw,
    nodes.comment,
    nodes.substitution_definition,
    addnodes.only,
    nodes.label,
    nodes.math,
    nodes.math_block,
)


def test_no_word_of_any_page_is_lost(everything: Built, everything_read: ReadPDF) -> None:
    env = everything.app.env
    checked = 0
    for page in sorted(env.found_docs - {"guide/index"}):
        for text in env.get_doctree(page).findall(nodes.Text):
            ancestors = list(_ancestors(text))
            if any(isinstance(one, ELSEWHERE) or _is_hidden(one) for one in ancestors):
                continue
            # References to citations and numbers are other words once they are resolved.
            if any(isinstance(one, addnodes.pending_xref | nodes.reference) for one in ancestors):
                continue
            # Tabs in code are spaces, and so on: only the characters count.
            missing = [
                word
                for word in text.astext().split()
                if squeezed(word) not in everything_read.squeezed
            ]
            assert not missing, (page, text.astext())
            checked += 1
    assert checked > 250


def _ancestors(node: nodes.Node) -> Iterator[nodes.Element]:
    while node.parent is not None:
        node = node.parent
        yield node


def _is_hidden(node: nodes.Element) -> bool:
    return "sd-d-print-none" in node["classes"]


@pytest.mark.parametrize(
    "text",
    [
        "Not part of the report",
        "Only on screen",
        "Raw HTML",
        "Not for paper",
        "PEP 3102",  # the explanation of a sign in a signature
    ],
)
def test_what_does_not_belong_on_paper_is_not(text: str, everything_read: ReadPDF) -> None:
    assert not everything_read.says(text)


def test_headings_are_in_order(everything_read: ReadPDF) -> None:
    headings = everything_read.root.all("H1", "H2", "H3", "H4", "H5", "H6")
    levels = [int(heading.type[1]) for heading in headings]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    # Seven levels in the source; the seventh is a heading all the same.
    assert [heading.type for heading in headings].count("H6") == 2
    assert "1 Text with emphasis" in [h.title.replace("\u2002", " ").strip() for h in headings]


def test_tables_have_headers_and_all_their_cells(everything_read: ReadPDF) -> None:
    shapes = []
    for table in everything_read.root.all("Table"):
        (head,) = table.all("THead")
        columns = len(head.all("TR")[0].all("TH"))
        cells = len(table.all("TD"))
        shapes.append((columns, cells))
    assert shapes == [
        (3, 9),  # plain
        (2, 6),  # with spans: two head cells in the first row, the left one over two rows
        (2, 4),  # csv
        (2, 2),  # Markdown
        (5, 15),  # records
        (5, 15),  # the same on its side
        (5, 15),  # the same in a note
    ]
    # The one without a header is no table to a screen reader; its cells are there all the same.
    assert everything_read.says("no header")


def test_images_have_alternative_texts(everything_read: ReadPDF) -> None:
    texts = [figure.alt for figure in everything_read.root.all("Figure")]
    assert texts == ["A dot", "A square", "inline dot", "alt text", "A second dot"]


def test_lists_have_labels_and_bodies(everything_read: ReadPDF) -> None:
    for item in everything_read.root.all("LI"):
        assert [child.type for child in item.children] == ["Lbl", "LBody"]


def test_every_note_has_one_mark(everything_read: ReadPDF) -> None:
    notes = everything_read.root.all("Note")
    assert len(notes) == 5
    assert all(len(note.all("Lbl")) == 1 for note in notes)


def test_all_links_lead_somewhere(everything_read: ReadPDF) -> None:
    names = everything_read.named_destinations()
    pages = {page.obj.objgen for page in everything_read.pdf.pages}
    links = everything_read.links()
    assert {kind for kind, _ in links} == {"web", "name", "place"}
    assert all(target in names for kind, target in links if kind == "name")
    assert all(target in pages for kind, target in links if kind == "place")
    web = {target for kind, target in links if kind == "web"}
    assert web == {
        "https://example.org",
        "https://example.org/badge",
        "https://example.org/button",
        "https://example.org/card",
        "https://example.org/first_dialogue-with/a_long/path.html",
        "https://example.org/map.png",
        "https://example.org/untitled",
        "https://www.nato.int",
    }


def test_bookmarks_are_the_chapters_without_the_marks_of_notes(everything_read: ReadPDF) -> None:
    with everything_read.pdf.open_outline() as outline:
        titles = [item.title.replace("\u2002", " ").strip() for item in outline.root]
    assert titles == [
        "Everything",
        "1 Text with emphasis",
        "2 Blocks",
        "3 Tables",
        "4 Components",
        "5 Records",
        "6 Interfaces",
        "8 Sources",
        "Index",
    ]


def test_a_page_lies_on_its_side_only_where_the_view_asks_for_it(
    everything_read: ReadPDF,
) -> None:
    shapes = [page.mediabox[2] > page.mediabox[3] for page in everything_read.pdf.pages]
    assert shapes.count(True) == 1
    assert "A wide table" in everything_read.pages[shapes.index(True)]


def test_the_running_head_names_the_chapter(everything_read: ReadPDF) -> None:
    page = next(text for text in everything_read.pages if "Sixth level" in text)
    assert page.startswith("Everything & <more>\u200bText with emphasis\u200b")


def test_it_is_a_sound_pdf(everything: Built) -> None:
    with pikepdf.open(everything.file) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.trailer.ID is not None
