"""Typst's complaints, read; places in the source, traced back to nodes."""

from __future__ import annotations

import pytest
from docutils import nodes

from indonato_report.pdf.diagnostics import Diagnostic, read_diagnostics
from indonato_report.pdf.positions import SourceMap

TEXT = """error: PDF/A-3a error: the text `"\\u{6f22}"` could not be displayed with font `"X"`
  ┌─ main.typ:3:1
  │
3 │ #"漢";
  │  ^^^^
  │
  = hint: try using a different font

error: PDF/A-3a error: the text `"\\u{6f22}"` could not be displayed with font `"X"`
  ┌─ main.typ:3:1

error: PDF/UA-1 error: missing document title
 = hint: set the title with `set document(title: [...])`

error: unknown variable: foo
  ┌─ images/a b.svg:12:34
"""


def test_each_complaint_is_read_once() -> None:
    glyph, title, variable = [
        one for one in read_diagnostics(TEXT) if one.hint or "variable" in one.message
    ]
    assert (glyph.path, glyph.line, glyph.column) == ("main.typ", 3, 1)
    assert glyph.missing_characters == "漢"
    assert glyph.hint == "try using a different font"
    assert title.refusal == "missing document title"
    assert (title.path, title.line) == ("", 0)
    assert title.missing_characters == ""
    assert variable.refusal is None
    assert (variable.path, variable.line, variable.column) == ("images/a b.svg", 12, 34)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("漢", "漢"),
        ("a\u1ace", "\u1ace"),
        ("क\u1ace", "\u1ace"),
        ("\u1ace", "\u1ace"),
        ("a\uff9f", "\uff9f"),
        ("\\u{6f22}\\u{5b57}", "漢字"),
        ("a", ""),
        ("\U0001f6e0\ufe0f", "\U0001f6e0"),
        ("\U0001f469\u200d\U0001f4bb", "\U0001f469\U0001f4bb"),
    ],
)
def test_it_is_the_mark_that_is_missing_not_its_letter(text: str, missing: str) -> None:
    message = f'PDF/A-3b error: the text `"{text}"` could not be displayed with font `"X"`'
    assert Diagnostic(message, "main.typ", 1, 1, "").missing_characters == missing


def test_the_same_complaint_twice_counts_once() -> None:
    assert len(read_diagnostics(TEXT.replace("漢", "x") * 2)) == len(read_diagnostics(TEXT))


def test_no_text_no_complaints() -> None:
    assert read_diagnostics("something else") == []


def test_a_place_leads_to_the_node_that_wrote_it() -> None:
    first, second, third = nodes.paragraph(), nodes.paragraph(), nodes.paragraph()
    source = SourceMap(["head\n", first, "#a;", second, "#b;\n", "x", third, "#c;"])
    assert source.text == "head\n#a;#b;\nx#c;"
    assert source.node_at(1, 2) is None
    assert source.node_at(2, 0) is first
    assert source.node_at(2, 2) is first
    assert source.node_at(2, 4) is second
    assert source.node_at(3, 0) is second
    assert source.node_at(3, 2) is third
    assert source.node_at(99, 0) is third


def test_a_warning_beside_an_error_stops_nothing() -> None:
    text = (
        "warning: `lt.tri` is deprecated\n  ┌─ main.typ:3:1\n"
        "error: PDF/UA-1 error: missing alt text\n  ┌─ main.typ:9:2\n"
        "warning: another\n"
    )
    (found,) = read_diagnostics(text)
    assert (found.message, found.line) == ("PDF/UA-1 error: missing alt text", 9)
