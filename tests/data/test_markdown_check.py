"""What Markdown in data may hold, where a problem stands, and that no short cut misses one."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from indonato_report.data import markdown
from indonato_report.data.known_names import KnownNames
from indonato_report.data.markdown_check import (
    MAX_FINDINGS,
    MAX_LENGTH,
    check_markdown,
    may_be_wrong,
    placed_nodes,
)

from .conftest import collection_of


def names(**options: Any) -> KnownNames:
    loaded: Any = {
        "things": SimpleNamespace(
            collection=collection_of(), by_key={"one": 1}, complete=True, **options
        )
    }
    return KnownNames(loaded, frozenset({"book"}))


def findings(text: str, *, block: bool = False) -> list[tuple[int, str, str]]:
    return [tuple(found) for found in check_markdown(text, block, names())]


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "*emphasis*, **strong**, `code {x}` and `<b>`",
        "[link](https://a.example/x_(y)) <https://b.example> [mail](mailto:a@b.example) [up](#top)",
        "{cite}`book` {report:ref}`One <things/one>` {abbr}`UN (United Nations)` {sub}`2`{sup}`3`",
        "{ref}`x` {doc}`/y` {term}`z` and {not a role}",
        "1 < 2 & 3 > 2; a ]( b; \\<b\\>",
        "{report:count}`things where id == 'one'`",
    ],
)
def test_what_is_allowed(text: str) -> None:
    assert findings(text) == [] == findings(text, block=True)


def test_blocks_may_have_paragraphs_and_lists() -> None:
    text = "One.\n\nTwo,\nthree.\n\n- a\n- b\n\n  1. c\n  2. d {cite}`book`\n"
    assert findings(text, block=True) == []


@pytest.mark.parametrize(
    ("text", "offset", "code", "message"),
    [
        ("a <b>b</b>", 2, "data.markdown", "raw HTML may not stand in data; allowed are text, em"),
        ("a <!-- b -->", 2, "data.markdown", "raw HTML may not stand in data"),
        ("a ![b](c.png)", 2, "data.markdown", "an image may not stand in data"),
        ("a [b](c.md)", 2, "data.markdown", "the link 'c.md' must start with http:, https:, mail"),
        ("a [b](../../etc)", 2, "data.markdown", "the link '../../etc' must start with http:"),
        ("a [b](//c.example)", 2, "data.markdown", "the link '//c.example' must start with http:"),
        ("a [b](javascript:c)", 2, "data.markdown", "the link 'javascript:c' must start with"),
        ("a [b](file:///etc)", 2, "data.markdown", "the link 'file:///etc' must start with"),
        ("a [b](data:text/html,x)", 2, "data.markdown", "the link 'data:text/html,x' must start"),
        ("a [b](#)", 2, "data.markdown", "the link '#' must start with"),
        ("a [b]()", 2, "data.markdown", "the link '' must start with"),
        ("a <ftp://b.example>", 2, "data.markdown", "the link 'ftp://b.example' must start with"),
        ("a {download}`b`", 2, "data.role", "the role '{download}' is not for data; the roles are"),
        ("a {eval-rst}`b`", 2, "data.role", "the role '{eval-rst}' is not for data; the roles are"),
        ("a {Cite}`book`", 2, "data.role", "the role '{Cite}' is not for data; the roles are"),
        ("`{doc}` {cit}`b` ok", 8, "data.role", "the role '{cit}' is not for data; the roles are"),
        ("{cite}`book` {cite}`bok`", 13, "data.source", "{cite}: 'bok' is not in the bibliography"),
        ("{report:ref}`x/y`", 0, "data.reference", "{report:ref}: 'x/y' names no collection; wri"),
        ("{report:ref}`things/two`", 0, "data.reference", "{report:ref}: 'two' is not a key of"),
        ("{report:fact}`one`", 0, "data.reference", "{report:fact}: 'one' is not the key of a f"),
        ("{report:count}`a b`", 0, "data.filter", "{report:count}: 'a b' is not of the form: COL"),
        ("{report:count}`thing`", 0, "data.filter", "{report:count}: 'thing' is not a collection."),
        ("{report:count}`things where x`", 0, "data.filter", "{report:count}: at character 1, 'x'"),
    ],
)
@pytest.mark.parametrize("block", [False, True])
def test_what_is_refused(text: str, offset: int, code: str, message: str, block: bool) -> None:
    (found, *rest) = findings(text, block=block)
    assert found[:2] == (offset, code) and found[2].startswith(message)
    assert all(code == each[1] for each in rest)  # a tag is closed


@pytest.mark.parametrize(
    ("text", "offset", "what"),
    [
        ("a\n\n# b", 3, "a heading"),
        ("a\n=", 0, "a heading"),
        ("a\n-", 0, "a heading"),
        ("a\n\n```\nb\n```", 3, "a fenced block or directive"),
        ("a\n\n~~~{include} x\n~~~", 3, "a fenced block or directive"),
        ("a\n\n    b", 3, "an indented code block"),
        ("-     b", 0, "an indented code block"),
        ("a\n\n> b", 3, "a block quote"),
        ("- > b", 0, "a block quote"),
        ("a\n\n---", 3, "a rule"),
        ("* * *", 0, "a rule"),
        ("a\n\n<div>\n\nb\n\n</div>", 3, "raw HTML"),
        ("- a\n- # b", 4, "a heading"),
    ],
)
def test_what_is_refused_in_blocks(text: str, offset: int, what: str) -> None:
    found = findings(text, block=True)[0]
    assert found[:2] == (offset, "data.markdown")
    assert found[2].startswith(f"{what} may not stand in data; allowed are text, emphasis, code, ")


def test_a_definition_of_a_link_is_text() -> None:
    assert findings("[a]: file:///etc\n\n[a]", block=True) == []


PIECES = st.sampled_from(
    [
        "a",
        " ",
        "\n",
        "\n\n",
        "*",
        "**",
        "_",
        "`",
        "```",
        "[",
        "]",
        "(",
        ")",
        "](",
        "<",
        ">",
        "!",
        "{",
        "}",
        "}`",
        "\\",
        "&lt;",
        "#",
        "# ",
        "-",
        "- ",
        "+ ",
        "1. ",
        "=",
        "~~~",
        "    ",
        "\t",
        ":",
        "https://a.example",
        "x.md",
        "{cite}`book`",
        "{cit}`x`",
        "<b>",
        "|",
        "'",
        '"',
        "---",
        "***",
    ]
)
TEXTS = st.lists(PIECES, max_size=10).map("".join)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.booleans())
@example("-     a", True)
@example("- - -", True)
@example("a\n -", True)
@example("1) # a", True)
def test_the_short_cut_misses_nothing(text: str, block: bool) -> None:
    if not may_be_wrong(text, block=block):
        for node in markdown.parse(text, block=block).walk():
            assert markdown.is_allowed(node) and node.type != "myst_role"


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.booleans())
def test_places_are_in_the_text_and_in_order(text: str, block: bool) -> None:
    places = [place for place, _ in placed_nodes(text, block=block)]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)
    for found in check_markdown(text, block, names()):
        assert 0 <= found.offset <= len(text)


def test_a_very_long_text_is_not_parsed() -> None:
    (found,) = findings("[" * (MAX_LENGTH + 1))
    assert found == (
        0,
        "data.length",
        "too long: 20,001 characters; Markdown may have at most 20,000",
    )


def test_the_number_of_findings_is_limited() -> None:
    assert len(findings("<b>" * 100)) == MAX_FINDINGS


def test_text_for_readers_has_no_markup() -> None:
    text = "*One* [two](https://a.example)\nthree {report:ref}`four <things/one>` {cite}`book`"
    assert markdown.plain_text(text, block=False) == "One two three four book"
    assert markdown.plain_text("plain", block=False) == "plain"
    assert markdown.plain_text("a\n\n- b\n- `c`\n", block=True) == "a b c"
    assert list(markdown.roles_in("a {x}`b` {cite}`book`", block=False)) == [("cite", "book")]
    assert list(markdown.roles_in("a", block=False)) == []


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a - b", True),
        ("2019. A", False),
        ("- a", False),
        ("# a", False),
        ("a\nb", False),
        ("a & b", False),
        ("1,000 (about)", True),
        ("    a", False),
    ],
)
def test_what_is_plain(text: str, plain: bool) -> None:
    assert markdown.is_plain(text) is plain
