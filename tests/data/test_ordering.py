"""The order of records is total, stable and the same everywhere."""

from __future__ import annotations

from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indonato_report.data.descriptor import Field
from indonato_report.data.formats import Flawed
from indonato_report.data.ordering import ordered

from .conftest import collection_of

THINGS = collection_of(
    Field("text", "string", "Text"),
    Field("grade", "string", "Grade", categories={"low": "Low", "high": "High"}),
    Field("grades", "array", "Grades", categories={"low": "Low", "high": "High"}),
    Field("number", "number", "Number", constraints={"enum": [3, 1, 2]}),
    Field("any", "any", "Any"),
    Field("items", "array", "Items"),
)
VALUES = {
    "text": st.text("aAäß1 ", max_size=3),
    "grade": st.sampled_from(["low", "high"]),
    "number": st.sampled_from([3, 1, 2, 1.5]),
    "any": st.one_of(
        st.booleans(), st.integers(-2, 2), st.floats(-2, 2), st.text("ab", max_size=1)
    ),
    "items": st.lists(st.sampled_from("xyz"), max_size=2),
}
RECORDS = st.lists(
    st.fixed_dictionaries({}, optional=VALUES).map(lambda values: SimpleNamespace(values=values)),
    max_size=8,
)
SORT = st.lists(st.tuples(st.sampled_from(list(VALUES)), st.booleans()), max_size=3)


def order(name: str, *values: Any, descending: bool = False) -> list[Any]:
    records = [SimpleNamespace(values={name: value}) for value in values]
    return [each.values[name] for each in ordered(records, THINGS, [(name, descending)])]


@given(RECORDS, SORT)
def test_the_order_is_total_and_repeatable(records: list[Any], sort: Any) -> None:
    once = ordered(records, THINGS, sort)
    assert sorted(map(id, once)) == sorted(map(id, records))
    assert list(map(id, ordered(once, THINGS, sort))) == list(map(id, once))


@given(RECORDS, st.sampled_from(list(VALUES)))
def test_records_that_compare_equal_keep_their_order(records: list[Any], name: str) -> None:
    for number, record in enumerate(records):
        record.values["position"] = number
    for descending in (False, True):
        result = ordered(records, THINGS, [(name, descending)])
        for one, two in pairwise(result):
            if one.values.get(name) == two.values.get(name):
                same_kind = type(one.values.get(name)) is type(two.values.get(name))
                assert not same_kind or one.values["position"] < two.values["position"]


@given(RECORDS, st.sampled_from(list(VALUES)), st.booleans())
def test_records_without_a_value_come_last(records: list[Any], name: str, descending: bool) -> None:
    result = ordered(records, THINGS, [(name, descending)])
    missing = [record.values.get(name) in (None, []) for record in result]
    assert missing == sorted(missing)


def test_without_keys_the_order_stays() -> None:
    assert ordered("cab", THINGS, []) == ["c", "a", "b"]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["b", "A", "a", "B"], ["A", "a", "B", "b"]),
        (["z", "é", "e", "f"], ["e", "é", "f", "z"]),
        (["Türkiye", "Turin", "Tx"], ["Turin", "Türkiye", "Tx"]),
        (["10", "9"], ["10", "9"]),
    ],
)
def test_texts_are_ordered_without_case_and_accents(values: list[str], expected: list[str]) -> None:
    assert order("text", *values) == expected


def test_enumerations_come_in_their_declared_order() -> None:
    assert order("grade", "high", "low") == ["low", "high"]
    assert order("grade", "high", "low", descending=True) == ["high", "low"]
    assert order("grades", ["high"], [], ["low", "high"]) == [["low", "high"], ["high"], []]


def test_numbers_are_ordered_by_size_even_if_enumerated() -> None:
    assert order("number", 3, 1, 2) == [1, 2, 3]


def test_where_a_field_holds_both_numbers_come_before_texts() -> None:
    assert order("any", "5", 10, 9, True) == [True, 9, 10, "5"]


def test_a_value_that_failed_its_check_comes_last() -> None:
    assert order("text", Flawed("a"), "b") == ["b", "a"]
    assert order("grade", Flawed("low"), "high") == ["high", "low"]


def test_the_first_key_is_the_most_important() -> None:
    records = [
        SimpleNamespace(values={"grade": grade, "text": text})
        for grade, text in [("high", "a"), ("low", "b"), ("high", "c"), ("low", "a")]
    ]
    result = ordered(records, THINGS, [("grade", False), ("text", True)])
    assert [(each.values["grade"], each.values["text"]) for each in result] == [
        ("low", "b"),
        ("low", "a"),
        ("high", "c"),
        ("high", "a"),
    ]
