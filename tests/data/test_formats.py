"""Values read as people of the language expect, and English is what Babel says."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from babel.dates import format_date as babel_date
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from indonato_report.data.descriptor import Field
from indonato_report.data.formats import (
    Flawed,
    format_date,
    format_number,
    format_value,
    with_unit,
)

DATE = Field("date", "date", "Date", precision="known")


@pytest.mark.parametrize(
    ("value", "precision", "language", "expected"),
    [
        ("2018-04-05", "", "en", "5 April 2018"),
        ("2018-04-05", "day", "en", "5 April 2018"),
        ("2018-04-01", "month", "en", "April 2018"),
        ("2018-01-01", "year", "en", "2018"),
        ("2018-04", "", "en", "April 2018"),
        ("2018", "", "en", "2018"),
        ("2018", "month", "en", "2018"),
        ("2018", "day", "en", "2018"),
        ("2018-04", "year", "en", "2018"),
        ("2018-04-05", "century", "en", "5 April 2018"),
        ("2018-04-05", "", "de", "5. April 2018"),
        ("2018-04-05", "", "hi", "5 अप्रैल 2018"),
        ("2018-04-05", "", "xx_YY", "5 April 2018"),
        ("2018-02-30", "", "en", "2018-02-30"),
        ("2018-W01-1", "", "en", "2018-W01-1"),
        ("soon", "", "en", "soon"),
        ("some time", "", "en", "some time"),
        ("0000-01-01", "", "en", "0000-01-01"),
    ],
)
def test_dates(value: str, precision: str, language: str, expected: str) -> None:
    assert format_date(value, precision, language) == expected


@given(st.dates(), st.sampled_from([("day", "d MMMM y"), ("month", "MMMM y"), ("year", "y")]))
def test_english_dates_are_those_of_babel(date: datetime.date, form: tuple[str, str]) -> None:
    precision, pattern = form
    assert format_date(date.isoformat(), precision) == babel_date(date, pattern, locale="en")


@given(
    st.one_of(
        st.integers(-(10**15), 10**15), st.floats(-1e12, 1e12).filter(lambda x: str(x) != "-0.0")
    ),
    st.one_of(st.none(), st.integers(0, 4)),
)
def test_english_numbers_are_those_of_babel(value: float, decimals: int | None) -> None:
    shown = "." + "0" * decimals if decimals else ""
    if decimals is None:
        shown = "." + "#" * 12 if isinstance(value, float) else ""
    expected = format_decimal(value, "#,##0" + shown, locale="en")
    found = format_number(value, decimals)
    assert found == expected or found.lstrip("-") == expected.lstrip("-") == "0" + shown


@pytest.mark.parametrize(
    ("value", "decimals", "language", "expected"),
    [
        (1234567, None, "en", "1,234,567"),
        (1234.5, None, "en", "1,234.5"),
        (0.1 + 0.2, None, "en", "0.3"),
        (5.0, None, "en", "5"),
        (2.345, 1, "en", "2.3"),
        (2, 2, "en", "2.00"),
        (2.5, 0, "en", "2"),
        (-7, None, "en", "-7"),
        (1234567, None, "hi", "1,234,567"),
        (1234.5, None, "de", "1.234,5"),
        (1234, 1, "de", "1.234,0"),
        (1234.4, 0, "fr", "1 234"),
    ],
)
def test_numbers(value: float, decimals: int | None, language: str, expected: str) -> None:
    assert format_number(value, decimals, language).replace("\u202f", " ") == expected


@pytest.mark.parametrize(
    ("field", "values", "expected"),
    [
        (DATE, {"date": "2018-04-01", "known": "month"}, "April 2018"),
        (DATE, {"date": "2018-04-01"}, "1 April 2018"),
        (DATE, {}, ""),
        (DATE, {"date": Flawed("2018-13-01")}, "⚠ 2018-13-01"),
        (Field("y", "year", "Y"), {"y": "2018"}, "2018"),
        (Field("b", "boolean", "B"), {"b": True}, "yes"),
        (Field("b", "boolean", "B"), {"b": False}, "no"),
        (Field("n", "number", "N", decimals=1), {"n": 1234}, "1,234.0"),
        (Field("a", "array", "A"), {"a": ["x", "y"]}, "x, y"),
        (Field("a", "array", "A", categories={"x": "Ex"}), {"a": ["x", "y"]}, "Ex, y"),
        (Field("s", "string", "S", categories={"x": "Ex"}), {"s": "x"}, "Ex"),
        (Field("s", "string", "S"), {"s": "x"}, "x"),
        (Field("v", "any", "V"), {"v": "many"}, "many"),
    ],
)
def test_values(field: Field, values: dict[str, Any], expected: str) -> None:
    assert format_value(field, values) == expected


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("32", "members", "32\u00a0members"),
        ("2", "% of GDP", "2% of GDP"),
        ("many", "", "many"),
    ],
)
def test_units(value: str, unit: str, expected: str) -> None:
    assert with_unit(value, unit) == expected
