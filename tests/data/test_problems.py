"""The words that all messages are made of."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indonato_report.data.problems import Problem, described, listed, nearest, quoted


def test_a_problem_is_one_line_that_editors_can_follow() -> None:
    problem = Problem("a/b.yaml", 4, 7, "data.enum", "kind: no.")
    assert str(problem) == "a/b.yaml:4:7: [data.enum] kind: no."
    assert problem.location == "a/b.yaml:4:7" and problem.severity == "error"
    assert str(Problem("b.yaml", 0, 0, "file.missing", "gone")) == "b.yaml: [file.missing] gone"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a", "'a'"),
        ("a\n  b\tc", "'a b c'"),
        ("x" * 60, f"'{'x' * 60}'"),
        ("x" * 61, f"'{'x' * 59}…'"),
        (5, "'5'"),
        ([1] * 10**6, "a list"),
        ({"a": 1}, "fields with values"),
    ],
)
def test_values_are_quoted_on_one_line_and_cut(value: object, expected: str) -> None:
    assert quoted(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (True, "the truth value true"),
        (5, "the number 5"),
        (10**100, f"the number 1{'0' * 58}…"),
        ("a", "the text 'a'"),
        ([], "a list"),
        ({}, "fields with values"),
        (None, "nothing"),
    ],
)
def test_values_are_described(value: object, expected: str) -> None:
    assert described(value) == expected


@pytest.mark.parametrize(
    ("wrong", "valid", "expected"),
    [
        ("activ", ["active", "dormant"], " Did you mean 'active'?"),
        ("ACTIVE", ["active"], " Did you mean 'active'?"),
        ("xyz", ["active"], ""),
        ("a", [], ""),
        (5, ["5a"], ""),
        ("2019", ["2019a", "2018a"], " Did you mean '2019a'?"),
        ("kind", ["Kind", "kinds"], " Did you mean 'Kind'?"),
    ],
)
def test_the_nearest_name(wrong: object, valid: list[str], expected: str) -> None:
    assert nearest(wrong, valid) == expected


def test_the_nearest_of_very_many_names_is_found_in_time() -> None:
    names = [f"record-{number}-of-many" for number in range(20_000)]
    started = time.monotonic()
    assert nearest("record-777-of-manny", names) == " Did you mean 'record-777-of-many'?"
    assert nearest("x" * 10_000, names) == ""
    assert time.monotonic() - started < 2


@given(st.text(max_size=20), st.lists(st.text(max_size=20), max_size=80))
def test_a_suggestion_is_always_a_valid_name(wrong: str, valid: list[str]) -> None:
    found = nearest(wrong, valid)
    assert found == "" or found.removeprefix(" Did you mean '").removesuffix("'?") in valid


def test_lists_are_cut() -> None:
    assert listed("abc") == "a, b, c"
    assert listed("abcd", 2) == "a, b and 2 more"
    assert listed(["x" * 100]) == f"{'x' * 59}…"
