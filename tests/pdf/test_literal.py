"""Text as string literals: nothing is read as markup, nothing forbidden gets through."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indonato_report.pdf import literal

# Surrogates, too: a broken data file may hold them.
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("two  spaces\tand\ntabs", "two spaces and tabs"),
        ("a\u2028b\u2029c\x85d\x0be\x0cf\r\ng", "a b c d e f g"),
        ("nul\0bell\x07del\x7fc1\x9b", "nulbelldelc1"),
        ("\ufeffbom", "bom"),
        ("\u2764\ufe0f", "\u2764"),
        ("surrogate\ud800", "surrogate\ufffd"),
        ("private\ue000\U000f0000\U0010fffd", "private\ufffd\ufffd\ufffd"),
        ("non\ufffe\uffff\ufdd0\U0001ffff", "non\ufffd\ufffd\ufffd\ufffd"),
        ("no-break\u00a0space\u202fstays", "no-break\u00a0space\u202fstays"),
        ("नाटो ₹ é", "नाटो ₹ é"),
        ("soft\u00adhyphen", "soft\u00adhyphen"),
        ("\u00adloose\u00ad \u00ad hyphens\u00ad", "loose  hyphens"),
    ],
)
def test_flow(text: str, expected: str) -> None:
    assert literal.flow(text) == expected


def test_lines_keep_lines_and_spaces() -> None:
    text = "if x:\r\n\treturn  1\u2028end\x00"
    assert literal.lines(text) == "if x:\n    return  1\nend"


def test_quoting_escapes_what_a_literal_knows() -> None:
    assert literal.quoted('a "b" \\u{41}\nc') == '"a \\"b\\" \\\\u{41}\\nc"'


def test_shown_is_one_literal() -> None:
    assert literal.shown('#x[$y$] "z"') == '#"#x[$y$] \\"z\\"";'


def test_an_array_of_one_needs_its_comma() -> None:
    assert literal.array(["1"]) == "(1, )"
    assert literal.array([]) == "()"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", True),
        ("é", True),
        (".", True),
        ("\ue000", True),
        ("", False),
        ("\0", False),
        ("\u00ad", False),
        ("\u0301", False),
        ("\u3164", False),
        (" \u200b\u202f", False),
    ],
)
def test_ink(text: str, expected: bool) -> None:
    assert literal.has_ink(text) is expected


def test_long_words_get_places_to_break_and_short_ones_do_not() -> None:
    assert literal.breakable("short/word") == "short/word"
    broken = literal.breakable("a_very_long_identifier_name and/or")
    assert broken == "a_\u200bvery_\u200blong_\u200bidentifier_\u200bname and/or"
    assert literal.breakable("x" * 30 + " a_b") == "x" * 30 + " a_b"


@given(ANY_TEXT)
def test_a_literal_is_one_line_and_closes_only_at_its_end(text: str) -> None:
    for made in (literal.flow(text), literal.lines(text), literal.breakable(literal.flow(text))):
        quoted = literal.quoted(made)
        assert len(quoted.splitlines()) == 1
        assert re.fullmatch(r'"(?:[^"\\]|\\["\\n])*"', quoted)


@given(ANY_TEXT)
def test_nothing_forbidden_gets_through(text: str) -> None:
    for character in literal.flow(text):
        assert unicodedata.category(character) not in {"Cc", "Cs", "Co"}
        assert ord(character) & 0xFFFE != 0xFFFE


@given(st.text(st.characters(categories=["L", "N", "P", "S"]), max_size=80))
def test_places_to_break_change_no_letter(text: str) -> None:
    clean = literal.flow(text)
    assert literal.breakable(clean).replace("\u200b", "") == clean
