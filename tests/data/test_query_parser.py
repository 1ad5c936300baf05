"""Filters that are wrong are refused, in words that help."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from indonato_report.data.query import ALLOWED, QueryError, compile_filter
from indonato_report.data.query_parser import MAX_DEPTH, MAX_LENGTH

from .filtered import THINGS, keys


def refusal(text: str) -> str:
    with pytest.raises(QueryError) as caught:
        compile_filter(text, THINGS, keys)
    return str(caught.value).removesuffix(f" {ALLOWED}")


# -- what filters refuse --------------------------------------------------------------------------
WORDS = """
kind date count open tags value "visit" "2019" 1 -2.5 none true == != < >= in not and or ( ) [ ] ,
= && ' " \\ __import__ . := lambda é “ 1e999 0x1
"""
PIECES = st.sampled_from(WORDS.split())


@settings(max_examples=250, deadline=None)
@given(st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=12).map(" ".join)))
@example("(" * 1000)
@example("not " * 400)
@example("kind" * 1000)
@example("count == " + "9" * 400)
def test_any_text_is_a_filter_or_an_error_that_shows_what_is_allowed(text: str) -> None:
    try:
        matches = compile_filter(text, THINGS, keys)
    except QueryError as error:
        assert "\n" not in str(error) and len(str(error)) < 700
    else:
        assert matches({"kind": "visit", "date": "2019-01-01", "value": "x"}) in (True, False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'knd == "visit"',
            "at character 1, 'knd' is not a field; the fields are id, kind, grade, other_grade, "
            "title, date, end, year, month, count, share, open, tags, domains, home, value. Did "
            "you mean 'kind'?",
        ),
        (
            'kind == "vist"',
            "at character 9, 'vist' is not a value of 'kind'; the values are visit, talk. Did you "
            "mean 'visit'?",
        ),
        (
            '"se" in domains',
            "at character 1, 'se' is not a key of 'domains', whose keys are sea, space. Did you "
            "mean 'sea'?",
        ),
        (
            'home == "see"',
            "at character 9, 'see' is not a key of 'domains', whose keys are sea, space.",
        ),
        ("title == oats", "at character 10, 'oats' is not a field; the fields are "),
        ('kind = "visit"', "at character 6, '=' stands where a comparison, and, or, or the end "),
        ('title == "a" && open', "at character 14, '&&' stands where a comparison, and, or, or "),
        ('title == "a" AND open', "at character 14, 'AND' stands where a comparison, and, or, or "),
        ("title == “a”", "at character 10, '“' stands where a field, a \"text\" or a number must"),
        ('title == "a', 'at character 10, \'"\' stands where a field, a "text" or a number must'),
        ("title ==", 'the filter ends where a field, a "text" or a number must follow.'),
        ("(open", "the filter ends where a closing parenthesis must follow."),
        (
            "open)",
            "at character 5, ')' stands where a comparison, and, or, or the end must follow.",
        ),
        (
            "count in (1, 2",
            "the filter ends where a comma, or ) at the end of the list must follow.",
        ),
        ("count in ()", "at character 11, ')' stands where a field, a \"text\" or a number must"),
        ("count in 1", "at character 10, after in there must be a list such as (1), or a field."),
        (
            "count in title",
            "at character 1, 'count' must be a \"text\", to be looked for in title.",
        ),
        ("count in open", "at character 10, 'open' holds no list and no text; compare it by == or"),
        ("1 in (1, 2)", "at character 1, '1' must be a field, because a list of values follows."),
        (
            "count in (1, share)",
            "at character 14, 'share' is a field, and a list holds only values.",
        ),
        (
            'tags in ("x", "y")',
            'at character 1, \'tags\' is a list itself; write "x" in tags or "y" in tags.',
        ),
        ('tags == "x"', "at character 1, 'tags' is a list; write \"text\" in tags."),
        ('"visit" in kind', "at character 12, 'kind' holds one value; write kind == \"visit\"."),
        (
            '"2019" in date',
            "at character 11, 'date' holds no list and no text; compare it by == or",
        ),
        (
            "1 == 1",
            "at character 1, '1' is compared with another constant; one side must be a field",
        ),
        ("kind", "at character 1, 'kind' is no condition; compare it with something."),
        ('"a"', "at character 1, '\"a\"' is no condition; compare it with something."),
        ("open > true", "at character 1, 'open' is true or false, and has no order."),
        ("count > none", "at character 9, 'none' has no order; write == none or != none."),
        ('count == "2"', "at character 10, '\"2\"' cannot be in 'count', which holds a number."),
        ("title == 2", "at character 10, '2' cannot be in 'title', which holds a \"text\"."),
        ("open == 1", "at character 9, '1' cannot be in 'open', which holds true or false."),
        (
            'date > "May 2019"',
            "at character 8, '\"May 2019\"' is no date as 'date' has them; write \"2019\", "
            '"2019-12" or "2019-12-31".',
        ),
        ("date > 2019", "at character 8, '2019' is no date as 'date' has them; write \"2019\", "),
        (
            'year == "2019-05"',
            "at character 9, '\"2019-05\"' is no date as 'year' has them; write ",
        ),
        ("count > date", "at character 9, 'date' and 'count' are of different types."),
        ("title < kind", "at character 9, 'kind' and 'title' have no order in common."),
        ("count == 1e999", "the number '1e999' is too large."),
        ("not", "the filter ends where a field"),
        ("open not open", "at character 6, 'not' stands where a comparison, and, or, or the end"),
        (
            "open an open",
            "at character 6, 'an' stands where a comparison, and, or, or the end must",
        ),
        ("(" * (MAX_DEPTH + 1), f"the filter is nested deeper than {MAX_DEPTH} times."),
        ("x" * (MAX_LENGTH + 1), f"the filter has {MAX_LENGTH + 1} characters; at most "),
        ("__import__('os')", "at character 11, '(' stands where a comparison, and, or, or the end"),
        (
            "title.upper == 'A'",
            "at character 6, '.' stands where a comparison, and, or, or the end",
        ),
    ],
)
def test_a_wrong_filter_is_refused_in_words_that_help(text: str, expected: str) -> None:
    assert refusal(text).startswith(expected)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ('kind = "visit"', "Write == instead."),
        ("open && open", "Write and instead."),
        ("open || open", "Write or instead."),
        ("! open", "Write not instead."),
        ("open AND open", "Write and in small letters."),
        ("open an open", "Did you mean 'and'?"),
        ("title == “a”", 'Write " instead.'),
        ("title == 'a", "The quotation mark is never closed."),
        ("title == oats", 'A text stands in quotation marks: "oats".'),
    ],
)
def test_a_slip_is_corrected(text: str, hint: str) -> None:
    assert hint in refusal(text)


def test_a_key_that_is_not_known_is_let_pass_when_none_are() -> None:
    assert compile_filter('"x" in domains', THINGS)({"domains": ["x"]})
