"""The fields that a chart draws: what their values become, and in which order they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Literal, TypeAlias

from indonato_report.charts.marks import Axis, Kind
from indonato_report.charts.request import ChartError, ChartRequest, Period
from indonato_report.data.descriptor import Field
from indonato_report.data.formats import Flawed, format_date, format_number
from indonato_report.data.problems import listed, quoted
from indonato_report.data.records import Record

#: Returns the title of a record that a field refers to: collection and key to title.
TitleOf: TypeAlias = Callable[[str, str], str]

#: Most series, since each needs a colour, a pattern and a shape of its own.
MOST_SERIES = 8
#: Most bars or rows that can still be told apart.
MOST_CATEGORIES = 100


class Dimension:
    """A field that is drawn: what its values become."""

    def __init__(self, request: ChartRequest, field: Field, kind: Kind, title_of: TitleOf) -> None:
        """Keep what the values are made of."""
        self.field = field
        self.kind = kind
        self._request = request
        self._title_of = title_of
        self._dates: dict[str, str] = {}

    def values_of(self, record: Record) -> list[Any]:
        """Return the values of a record: none, one, or those of a list."""
        value = record.values.get(self.field.name)
        if value is None or isinstance(value, Flawed):
            return []
        if self.kind == "number":
            return [value] if isinstance(value, int | float) else []
        if self.kind == "time":
            return [self._time(str(value))]
        return [self.shown(each) for each in (value if isinstance(value, list) else [value])]

    def text_of(self, record: Record) -> str:
        """Return a record's number as a reader sees it."""
        value = record.values.get(self.field.name)
        if not isinstance(value, int | float):
            return ""
        return format_number(value, self.field.decimals, self._request.language)

    def shown(self, value: Any) -> str:
        """Return the label of one value of a category."""
        if isinstance(value, bool):
            return "Yes" if value else "No"
        text = str(value)
        if self.field.references:
            return self._title_of(self.field.references, text)
        if self.field.is_date:
            date = self._time(text)
            label = format_date(date, "", self._request.language)
            self._dates[label] = date
            return label
        return self.field.categories.get(text, text)

    def _time(self, value: str) -> str:
        period = self._request.period or ("year" if self.kind == "category" else "")
        return value[: {"year": 4, "month": 7}.get(period, 10)]

    def axis(self, found: Iterable[Any], *, legend: bool = False) -> Axis:
        """Return the axis for the values that were found.

        Raises:
            ChartError: if there are more than can be told apart.
        """
        request, name = self._request, self.field.name
        label = request.label(name)
        if self.kind == "number":
            return Axis(name, label, "number")
        unique = list(dict.fromkeys(map(str, found)))
        if self.kind == "time":
            months = [int(each[:4]) * 12 + int(each[5:7] or 1) for each in unique]
            span = max(months) - min(months) + 1
            return Axis(name, label, "time", step=self._step(), months=span)
        if self.field.categories:
            # All values of an enumeration: that one never occurs may be the message.
            known = list(self.field.categories.values())
            unique = [each for each in known if each in unique or (request.count and not legend)]
        elif self.field.is_date and unique:
            between = self._every_period(unique)
            unique = [each for each in between if each in unique] if legend else between
        most = MOST_SERIES if legend else MOST_CATEGORIES
        if len(unique) > most:
            raise ChartError(
                f"{quoted(name)} has {len(unique)} different values, and {most} can be told "
                f"apart{' by colour' if legend else ''}; choose fewer by a filter."
            )
        return Axis(name, label, "category", tuple(unique))

    def _step(self) -> Period | Literal[""]:
        if self._request.period:
            return self._request.period
        steps: dict[str, Period] = {"year": "year", "yearmonth": "month"}
        return steps.get(self.field.type, "")

    def _every_period(self, found: list[str]) -> list[str]:
        """Return the labels of all years or months between the first and the last, in order."""
        language = self._request.language
        dates = periods_between(self._dates[label] for label in found)
        return [format_date(date, "", language) for date in dates]


def periods_between(dates: Iterable[str]) -> list[str]:
    """Return all years (or months) from the earliest to the latest, as ISO 8601 dates.

    Args:
        dates: years such as ``2019``, or months such as ``2019-03``.
    """
    known = sorted(set(dates))
    if not known:
        return []
    if any(len(each) != len(known[0]) for each in known) or len(known[0]) not in (4, 7):
        return known
    if len(known[0]) == 4:
        return [f"{year:04}" for year in range(int(known[0]), int(known[-1]) + 1)]
    first, last = (int(each[:4]) * 12 + int(each[5:]) - 1 for each in (known[0], known[-1]))
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(first, last + 1)]


class Maker:
    """Makes the dimensions of one chart."""

    def __init__(self, request: ChartRequest, title_of: TitleOf) -> None:
        """Keep the request."""
        self._request = request
        self._title_of = title_of

    def dimension(self, name: str, option: str) -> Dimension:
        """Return a field as a dimension.

        Raises:
            ChartError: if values of that type cannot be drawn.
        """
        field = self._request.collection.fields[name]
        kind = self._kind(field, option)
        return Dimension(self._request, field, kind, self._title_of)

    def _kind(self, field: Field, option: str) -> Kind:
        if field.markdown or field.sources or field.type == "any":
            what = "marked text" if field.markdown else "sources" if field.sources else "any value"
            good = [
                each.name for each in self._request.collection.fields.values() if can_draw(each)
            ]
            raise ChartError(
                f"{option}: {quoted(field.name)} holds {what}, which cannot be drawn; fields that "
                f"can be are {listed(good, 30)}."
            )
        if option == "colour":
            return "category"
        if field.is_numeric:
            return "number"
        timed = self._request.form in ("line", "dot", "strip") and not self._request.count
        return "time" if field.is_date and timed else "category"


def can_draw(field: Field) -> bool:
    """Whether a field's values can stand on an axis or in a legend."""
    return not (field.markdown or field.sources or field.type == "any")
