"""Widths of columns, and rows that may stay whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indonato_report.pdf.columns import (
    as_fractions,
    column_shares,
    is_low,
    longest_word,
    may_stay_whole,
)

TEXTS = st.lists(st.text(st.sampled_from("ab /-"), max_size=40), max_size=4)


def test_the_longest_word_ends_where_a_line_may_break() -> None:
    assert longest_word("one two-three four/five_six") == len("five_six")
    assert longest_word("a\u200bbcd") == 3
    assert longest_word("") == 0


def test_given_widths_are_kept() -> None:
    shares = column_shares([["a"], ["b"], ["c"]], [1, 2, 2])
    assert shares == pytest.approx([20, 40, 40])


def test_a_column_that_is_too_narrow_for_its_longest_word_gets_wider() -> None:
    shares = column_shares([["parliamentarians"], ["b"]], [1, 99])
    assert shares[0] * 108 / 100 >= len("parliamentarians") + 3
    assert sum(shares) == pytest.approx(100)


def test_equal_widths_follow_the_texts() -> None:
    narrow, wide = column_shares([["1", "2"], ["a long text " * 20, "b"]], [1, 1])
    assert wide > 3 * narrow


def test_what_fits_into_one_line_stays_in_one_line() -> None:
    columns = [["A title that is somewhat longer"], ["yes"], ["a few words more"], [""]]
    shares = column_shares(columns, [1, 1, 1, 1])
    for texts, share in zip(columns, shares, strict=True):
        assert share * 108 / 100 >= len(texts[0])


def test_a_column_of_long_texts_gets_what_the_others_can_spare() -> None:
    """The table is lower than with the shares that the longest texts alone would give."""
    long_ones, short_ones = ["word " * 60] * 12, ["two words"] * 12
    rare = ["word " * 40, *["-"] * 11]
    shares = column_shares([long_ones, short_ones, rare], [1, 1, 1])
    assert shares[0] > 1.5 * shares[2]
    assert shares[1] * 108 / 100 >= len("words")


def test_of_tables_as_low_the_one_with_fewer_lines_in_its_cells_is_taken() -> None:
    dates, long_ones = ["16 September 2011"] * 5, ["word " * 70] * 5
    shares = column_shares([dates, long_ones, ["a few words"] * 5], [1, 1, 1])
    assert shares[0] * 108 / 100 - 3 >= len("16 September")


def test_a_space_that_does_not_break_makes_one_word_of_two() -> None:
    assert longest_word("30\u00a0September 2011") == len("30 September")


@pytest.mark.parametrize(
    ("rows", "low"), [([[10, 20]] * 12, True), ([[10, 20]] * 13, False), ([[1200, 3]], False)]
)
def test_only_a_table_of_a_few_lines_is_low(rows: list[list[int]], low: bool) -> None:
    assert is_low(rows) == low
    assert is_low([[]])


def test_more_than_fits_is_shared_by_need() -> None:
    shares = column_shares([["x" * 18]] * 10, [1] * 10)
    assert shares == pytest.approx([10.0] * 10)


@given(st.lists(TEXTS, min_size=1, max_size=8), st.data())
def test_shares_add_up_and_none_is_nothing(columns: list[list[str]], data: st.DataObject) -> None:
    size, rows = len(columns), max(map(len, columns))
    columns = [[*texts, *[""] * (rows - len(texts))] for texts in columns]
    given_widths = data.draw(st.lists(st.integers(0, 99), min_size=size, max_size=size))
    shares = column_shares(columns, given_widths)
    assert sum(shares) == pytest.approx(100)
    assert all(share > 0 for share in shares)


def test_rows_taller_than_a_third_of_a_page_may_break() -> None:
    assert may_stay_whole([100, 100], [50, 50])
    assert not may_stay_whole([100, 2000], [50, 50])
    # The same text in a narrow column is tall.
    assert may_stay_whole([600], [100])
    assert not may_stay_whole([600], [15])
    # A page on its side is wide, and half as high.
    assert may_stay_whole([2200], [100])
    assert not may_stay_whole([2200], [100], landscape=True)


def test_fractions() -> None:
    assert as_fractions([25.0, 75.0]) == "(25fr, 75fr, )"
