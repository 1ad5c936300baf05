"""English dates and numbers are formatted without Babel, and just as Babel would."""

from __future__ import annotations

import datetime

from babel.dates import format_date as babel_date
from babel.numbers import format_decimal
from hypothesis import example, given
from hypothesis import strategies as st

from indonato_report.data.formats import format_date, format_number

PATTERNS = {"day": "d MMMM y", "month": "MMMM y", "year": "y"}


@given(st.dates(min_value=datetime.date(1000, 1, 1)), st.sampled_from(list(PATTERNS)))
def test_a_date_reads_as_babel_would_write_it(date: datetime.date, precision: str) -> None:
    expected = babel_date(date, PATTERNS[precision], locale="en")
    assert format_date(date.isoformat(), precision) == expected


@given(
    st.integers(-(10**15), 10**15) | st.floats(-1e15, 1e15, allow_subnormal=False),
    st.none() | st.integers(0, 6),
)
@example(0.1 + 0.2, None)
@example(2.5, 0)
@example(-0.0, None)
@example(1234567.891, 1)
def test_a_number_reads_as_babel_would_write_it(value: float, decimals: int | None) -> None:
    tail = "" if isinstance(value, int) else "." + "#" * 12
    if decimals is not None:
        tail = "." + "0" * decimals if decimals else ""
    expected = format_decimal(value or 0, "#,##0" + tail, locale="en")
    assert format_number(value, decimals) == expected
