"""Filters: what they mean, held against an oracle; and what they refuse, in words that help."""

from __future__ import annotations

import operator
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from indonato_report.data.descriptor import Collection, Field
from indonato_report.data.formats import Flawed
from indonato_report.data.ordering import collation_key
from indonato_report.data.query import ALLOWED, QueryError, compile_filter, parse_selection
from indonato_report.data.query_parser import MAX_DEPTH, MAX_LENGTH

from .conftest import collection_of

GRADES = {"low": "Low", "mid": "Middle", "high": "High"}
THINGS = collection_of(
    Field("kind", "string", "Kind", categories={"visit": "Visit", "talk": "Talk"}),
    Field("grade", "string", "Grade", categories=GRADES),
    Field("other_grade", "string", "Other grade", categories=GRADES),
    Field("title", "string", "Title"),
    Field("date", "date", "Date"),
    Field("end", "date", "End"),
    Field("year", "year", "Year"),
    Field("month", "yearmonth", "Month"),
    Field("count", "integer", "Count"),
    Field("share", "number", "Share"),
    Field("open", "boolean", "Open"),
    Field("tags", "array", "Tags"),
    Field("domains", "array", "Domains", references="domains"),
    Field("home", "string", "Home", references="domains"),
    Field("value", "any", "Value"),
)


def keys(collection: str) -> list[str] | None:
    return ["sea", "space"] if collection == "domains" else None


def holds(text: str, collection: Collection = THINGS, **values: Any) -> bool:
    return compile_filter(text, collection, keys)(values)


def refusal(text: str) -> str:
    with pytest.raises(QueryError) as caught:
        compile_filter(text, THINGS, keys)
    return str(caught.value).removesuffix(f" {ALLOWED}")


# -- what filters mean ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        ("", {}, True),
        ('kind == "visit"', {"kind": "visit"}, True),
        ("kind == 'visit'", {"kind": "talk"}, False),
        ('kind in ("visit",)', {"kind": "visit"}, True),
        ('kind in ["talk"]', {"kind": "visit"}, False),
        ('kind not in ("talk")', {"kind": "visit"}, True),
        ('not kind == "talk" and (count > 2 or open)', {"kind": "visit", "open": True}, True),
        ('kind == "talk" or kind == "visit" and count > 2', {"kind": "talk"}, True),
        ("open", {"open": True}, True),
        ("open", {}, False),
        ("not open", {}, True),
        ("open == false", {"open": False}, True),
        ("count == 2", {"count": 2}, True),
        ("count < -1.5e1", {"count": -16}, True),
        ("1 < count <= 3", {"count": 3}, True),
        ("1 < count <= 3", {"count": 4}, False),
        ("share == count", {"share": 2.0, "count": 2}, True),
        ("date == none", {}, True),
        ("date != None", {"date": "2019-01-01"}, True),
        ('"sea" in domains', {"domains": ["sea", "space"]}, True),
        ('"sea" not in domains', {"domains": ["space"]}, True),
        ('"sea" in domains', {}, False),
        ('"oats" in title', {"title": "A sack of oats"}, True),
        ('"Oats" in title', {"title": "A sack of oats"}, False),
        ('title == "say \\"no\\""', {"title": 'say "no"'}, True),
        (r'title == "back\\slash \n"', {"title": r"back\slash \n"}, True),
        ('title < "b"', {"title": "Äpfel"}, True),
        ("title == home", {"title": "sea", "home": "sea"}, True),
        ('home in ("sea", none)', {}, True),
    ],
)
def test_a_filter_means_what_it_says(text: str, values: dict[str, Any], expected: bool) -> None:
    assert holds(text, **values) is expected


@pytest.mark.parametrize(
    ("text", "date", "expected"),
    [
        ('date == "2019"', "2019-12-31", True),
        ('date <= "2019"', "2019-12-31", True),
        ('date > "2019"', "2019-12-31", False),
        ('date > "2019"', "2020-01-01", True),
        ('date >= "2019-06"', "2019-06-01", True),
        ('date < "2019-06"', "2019-05-31", True),
        ('"2019-06-01" <= date', "2019-06-01", True),
        ('date == "2019-06-02"', "2019-06-01", False),
    ],
)
def test_dates_are_compared_as_far_as_the_filter_says(text: str, date: str, expected: bool) -> None:
    assert holds(text, date=date) is expected


def test_dates_of_different_precision_are_compared_as_far_as_both_are_known() -> None:
    assert holds("date == year", date="2019-05-01", year="2019")
    assert holds("month <= date", month="2019-05", date="2019-05-01")
    assert not holds("end > date", end="2019-05-01", date="2019-05-01")


def test_enumerations_come_in_their_declared_order() -> None:
    assert holds('grade >= "mid"', grade="high")
    assert not holds('grade > "low"', grade="low")
    assert holds("grade < other_grade", grade="low", other_grade="mid")


def test_a_field_of_any_type_compares_only_with_its_own_kind() -> None:
    assert holds("value > 5", value=6)
    assert not holds("value > 5", value="many")
    assert not holds("value == 1", value=True)
    assert holds("value != 1", value="one")
    assert holds('value > "a"', value="b")


@pytest.mark.parametrize(
    "text",
    [
        'kind == "visit"',
        'kind != "visit"',
        'kind in ("visit")',
        'not kind == "talk"',
        'open or kind == "talk"',
        'kind == none or title != "x"',
    ],
)
def test_a_value_that_failed_its_check_matches_nothing(text: str) -> None:
    assert not holds(text, kind=Flawed("vist"), open=True, title="y")


def test_a_flaw_elsewhere_does_no_harm() -> None:
    assert holds('kind == "visit"', kind="visit", title=Flawed("?"))


# -- an independent oracle ------------------------------------------------------------------------
RECORDS = st.fixed_dictionaries(
    {},
    optional={
        "kind": st.sampled_from(["visit", "talk"]),
        "grade": st.sampled_from(list(GRADES)),
        "title": st.sampled_from(["a", "B", "ä", "ab"]),
        "date": st.sampled_from(["2018-12-31", "2019-01-01", "2019-06-15"]),
        "count": st.integers(-2, 3),
        "share": st.sampled_from([-0.5, 0.0, 2.0]),
        "open": st.booleans(),
        "tags": st.lists(st.sampled_from(["x", "y"]), max_size=2, unique=True),
    },
)
CONSTANTS: dict[str, list[Any]] = {
    "kind": ["visit", "talk"],
    "grade": list(GRADES),
    "title": ["a", "b", "ab"],
    "date": ["2018", "2019", "2019-06", "2019-01-01"],
    "count": [-1, 0, 2.5],
    "share": [0, -0.5, 1e3],
}
SIGNS = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def written(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


def meant(name: str, sign: str, value: Any, record: dict[str, Any]) -> bool:
    """What a comparison means, said in another way than the program does."""
    if name not in record:
        return sign == "!="
    found = record[name]
    if name == "date":
        found = found[: len(value)]
    elif name == "grade" and sign not in ("==", "!="):
        found, value = list(GRADES).index(found), list(GRADES).index(value)
    elif name in ("title", "kind") and sign not in ("==", "!="):
        order = ["a", "ab", "ä", "B", "b"] if name == "title" else ["visit", "talk"]
        ranks = sorted(order, key=collation_key) if name == "title" else order
        found, value = ranks.index(found), ranks.index(value)
    return bool(SIGNS[sign](found, value))


@st.composite
def comparisons(draw: st.DrawFn) -> tuple[str, Any]:
    name = draw(st.sampled_from([*CONSTANTS, "open", "tags"]))
    if name == "open":
        return "open", lambda record: record.get("open") is True
    if name == "tags":
        tag, word = draw(st.sampled_from("xy")), draw(st.sampled_from(["in", "not in"]))
        return f'"{tag}" {word} tags', lambda r: (tag in r.get("tags", ())) is (word == "in")
    form = draw(st.sampled_from(["plain", "turned", "list", "none"]))
    value = draw(st.sampled_from(CONSTANTS[name]))
    sign = draw(st.sampled_from(list(SIGNS)))
    if form == "none":
        sign = draw(st.sampled_from(["==", "!="]))
        return f"{name} {sign} none", lambda r: (name not in r) is (sign == "==")
    if form == "list":
        values = draw(st.lists(st.sampled_from(CONSTANTS[name]), min_size=1, max_size=3))
        text = f"{name} in ({', '.join(map(written, values))})"
        return text, lambda r: any(meant(name, "==", each, r) for each in values)
    if form == "turned":
        turned = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}.get(sign, sign)
        return f"{written(value)} {turned} {name}", lambda r: meant(name, sign, value, r)
    return f"{name} {sign} {written(value)}", lambda r: meant(name, sign, value, r)


def joined(parts: Any) -> Any:
    def both(word: str, pair: Any) -> tuple[str, Any]:
        (a, first), (b, second) = pair
        if word == "and":
            return f"({a}) and ({b})", lambda r: first(r) and second(r)
        return f"({a}) or ({b})", lambda r: first(r) or second(r)

    return st.one_of(
        st.tuples(parts, parts).map(lambda pair: both("and", pair)),
        st.tuples(parts, parts).map(lambda pair: both("or", pair)),
        parts.map(lambda part: (f"not ({part[0]})", lambda r, inner=part[1]: not inner(r))),
    )


@settings(max_examples=400, deadline=None)
@given(st.recursive(comparisons(), joined, max_leaves=5), RECORDS)
def test_a_filter_agrees_with_the_oracle(filter_and_oracle: Any, record: dict[str, Any]) -> None:
    text, oracle = filter_and_oracle
    assert compile_filter(text, THINGS, keys)(record) is oracle(record)


# -- what filters refuse --------------------------------------------------------------------------
WORDS = """
kind date count open tags value "visit" "2019" 1 -2.5 none true == != < >= in not and or ( ) [ ] ,
= && ' " \\ __import__ . := lambda é “ 1e999 0x1
"""
PIECES = st.sampled_from(WORDS.split())


@settings(max_examples=500, deadline=None)
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


# -- collection and filter ------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("visits", ("visits", "")),
        ("  visits  ", ("visits", "")),
        ("visits where open", ("visits", "open")),
        ("visits where (open)", ("visits", "(open)")),
        ("visits\nwhere\n  open\n", ("visits", "open")),
        ('visits where title == "where"', ("visits", 'title == "where"')),
    ],
)
def test_a_selection_is_split(text: str, expected: tuple[str, str]) -> None:
    assert parse_selection(text) == expected


@pytest.mark.parametrize("text", ["", "  ", "visits were open", "visits open", "visits wherever x"])
def test_a_selection_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match="is not of the form: COLLECTION where FILTER"):
        parse_selection(text)


def test_a_where_without_a_filter_is_refused() -> None:
    with pytest.raises(QueryError, match="'where' stands without a filter"):
        parse_selection("visits where  ")
