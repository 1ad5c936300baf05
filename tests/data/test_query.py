"""Filters mean what they say, held against an oracle."""

from __future__ import annotations

import operator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indonato_report.data.descriptor import Collection
from indonato_report.data.formats import Flawed
from indonato_report.data.ordering import collation_key
from indonato_report.data.query import QueryError, compile_filter, parse_selection

from .filtered import GRADES, THINGS, keys


def holds(text: str, collection: Collection = THINGS, **values: Any) -> bool:
    return compile_filter(text, collection, keys)(values)


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


@settings(max_examples=200, deadline=None)
@given(st.recursive(comparisons(), joined, max_leaves=5), RECORDS)
def test_a_filter_agrees_with_the_oracle(filter_and_oracle: Any, record: dict[str, Any]) -> None:
    text, oracle = filter_and_oracle
    assert compile_filter(text, THINGS, keys)(record) is oracle(record)


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
