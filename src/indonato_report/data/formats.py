"""How values read: dates, numbers and units in the language of the build.

Other languages than English follow Unicode CLDR (https://cldr.unicode.org), by Babel.
"""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from functools import lru_cache
from typing import Any

from indonato_report.data.descriptor import Field

#: How much of a date may be known, the finest first.
_PRECISIONS = ("day", "month", "year")
#: What Babel shows of a date that is not known to the day.
_SKELETONS = {"month": "yMMMM", "year": "y"}
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?\Z")
_PRECISION_BY_LENGTH = {4: "year", 7: "month", 10: "day"}

#: Shown in front of a value that failed its check, so that no reader takes it for good.
FLAW_MARK = "⚠ "


class Flawed(str):
    """A value that failed its check: shown with a mark, and never matched by a filter."""

    __slots__ = ()


def format_value(field: Field, values: dict[str, Any], language: str = "en") -> str:
    """Return a field's value as plain text, as a reader expects it.

    Args:
        field: the field.
        values: the record.
        language: a Sphinx language code, such as ``en`` or ``pt_BR``.
    """
    value = values.get(field.name)
    if value is None:
        return ""
    if isinstance(value, Flawed):
        return FLAW_MARK + value
    if field.is_date:
        precision = values.get(field.precision) if field.precision else None
        return format_date(str(value), str(precision or ""), language)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return format_number(value, field.decimals, language)
    if isinstance(value, list):
        return ", ".join(field.categories.get(str(item), str(item)) for item in value)
    return field.categories.get(str(value), str(value))


@lru_cache(maxsize=65536)
def format_date(value: str, precision: str = "", language: str = "en") -> str:
    """Return an ISO 8601 date in words, to its precision (``day``, ``month`` or ``year``).

    A value that is no date comes back as it is.
    """
    if not _DATE.match(value):
        return value
    try:
        date = datetime.date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        return value
    # What is not written is not known, whatever the precision says.
    known = [_PRECISION_BY_LENGTH[len(value)], precision or "day"]
    coarsest = _PRECISIONS[
        max(_PRECISIONS.index(each) if each in _PRECISIONS else 0 for each in known)
    ]
    if language == "en":
        return _english_date(date, coarsest)
    from babel.dates import format_date as babel_format_date
    from babel.dates import format_skeleton

    if coarsest == "day":
        return babel_format_date(date, "long", locale=_locale(language))
    return format_skeleton(_SKELETONS[coarsest], date, locale=_locale(language))


@lru_cache(maxsize=65536)
def format_number(value: int | float, decimals: int | None = None, language: str = "en") -> str:
    """Return a number with the language's separators.

    Args:
        value: the number.
        decimals: how many decimals are shown; by default those that it has.
        language: a Sphinx language code.
    """
    if language == "en":
        return _english_number(value, decimals)
    from babel.numbers import format_decimal

    if decimals is None:
        decimals_shown = "." + "#" * 12 if isinstance(value, float) else ""
    else:
        decimals_shown = "." + "0" * decimals if decimals else ""
    return format_decimal(value, "#,##0" + decimals_shown, locale=_locale(language))


# English needs none of Babel's locale data, which take some 30 ms and 6 MB to load: a fifth of
# what a small table costs.  A test holds these two to what Babel says.
_ENGLISH_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def _english_date(date: datetime.date, precision: str) -> str:
    if precision == "year":
        return str(date.year)
    month = f"{_ENGLISH_MONTHS[date.month - 1]} {date.year}"
    return month if precision == "month" else f"{date.day} {month}"


def _english_number(value: int | float, decimals: int | None) -> str:
    if decimals is None and isinstance(value, int):
        return f"{value:,}"
    # As Babel does: the shortest decimal number that is meant.  Nobody expects a negative zero.
    exact = Decimal(str(value or 0))
    if decimals is not None:
        return f"{exact:,.{decimals}f}"
    return f"{exact:,.12f}".rstrip("0").rstrip(".")


@lru_cache(maxsize=64)
def _locale(language: str) -> Any:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language, sep="_")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


def with_unit(value: str, unit: str) -> str:
    """Return value and unit as they read in prose: ``32 members``, ``2% of GDP``."""
    if not unit:
        return value
    return value + unit if unit.startswith("%") else f"{value}\N{NO-BREAK SPACE}{unit}"
