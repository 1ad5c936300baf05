"""Simple Markdown is read by a short cut that must agree with the full parser."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from indonato_report.data import markdown
from indonato_report.data.inline_markup import inline_markup, parsed_parts
from indonato_report.data.simple_markup import Span, markup_text, simple_markup

PIECES = [
    "word",
    " ",
    "two words",
    "*",
    "**",
    "_",
    "`",
    "[",
    "]",
    "(",
    ")",
    "](",
    "<",
    ">",
    "https://a.example/x_y?q=1#z",
    "http://b.example",
    ".",
    "–",
    "é",
    "1",
    "!",
    "~",
    "{",
    "}",
    "\\",
    "&amp;",
    "#",
    "'",
    '"',
    "|",
    "a",
]


def full(text: str) -> object:
    return parsed_parts(markdown.parse(text, block=False))


@settings(max_examples=600, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
@example("a*b*c*d*")
@example("*a***b**")
@example("**a***b*")
@example("*a*`*`b`")
@example("[a](https://b.example)(c)")
@example("<https://a.example/.>")
@example("a **b *c* d**")
def test_the_short_cut_agrees_with_the_full_parser(text: str) -> None:
    parts = simple_markup(text)
    if parts is not None:
        joined: list[object] = []
        for part in parts:  # neighbouring texts are one text for the full parser
            if isinstance(part, str) and joined and isinstance(joined[-1], str):
                joined[-1] += part
            else:
                joined.append(part)
        assert tuple(joined) == full(text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("plain", ("plain",)),
        ("", ()),
        ("a *b* c", ("a ", Span("em", ("b",)), " c")),
        ("**b c**", (Span("strong", ("b c",)),)),
        ("`x = 1`", (Span("code", ("x = 1",)),)),
        ("[a b](https://x.example)", (Span("link", ("a b",), "https://x.example"),)),
        ("<http://x.example>", (Span("link", ("http://x.example",), "http://x.example"),)),
    ],
)
def test_simple_markup_is_read_by_the_short_cut(text: str, parts: object) -> None:
    assert simple_markup(text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a _b **c** d_", ("a ", Span("em", ("b ", Span("strong", ("c",)), " d")))),
        ("fish & chips\nand more", ("fish & chips and more",)),
        ("[*a* `b`](#x)", (Span("link", (Span("em", ("a",)), " ", Span("code", ("b",))), "#x"),)),
        (r"\*not\*", ("*not*",)),
    ],
)
def test_the_rest_is_read_by_the_full_parser(text: str, parts: object) -> None:
    assert simple_markup(text) is None
    assert inline_markup(text) == parts


@pytest.mark.parametrize("text", ["{cite}`a`", "![a](https://b.example/c.png)", "[a](b.md)", "<b>"])
def test_what_needs_nodes_or_is_not_allowed_is_left_to_the_nodes(text: str) -> None:
    assert inline_markup(text) is None


def test_the_text_of_markup_is_what_a_reader_sees() -> None:
    parts = inline_markup("a *b **c*** [d](https://e.example)")
    assert parts is not None
    assert markup_text(parts) == "a b c d"
