"""Charts that count records: how many have which value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from indonato_report.charts.category_order import ordered
from indonato_report.charts.dimensions import Dimension, Maker, TitleOf
from indonato_report.charts.marks import Axis, ChartRows, Mark, count_axis
from indonato_report.charts.request import ChartError, ChartRequest
from indonato_report.data.formats import format_number
from indonato_report.data.records import Record


def counted(request: ChartRequest, records: Sequence[Record], title_of: TitleOf) -> ChartRows:
    """Return how many records have each value of the field on the other axis.

    A record with a list counts once for each entry; one without a value is not counted.  Values
    of an enumeration, and years between the first and the last, are there even if none has them.

    Raises:
        ChartError: unless exactly one of ``x`` and ``y`` is given, or if the form cannot count.
    """
    if request.form not in ("bar", "stacked-bar", "dot"):
        raise ChartError(f"count: a {request.form} cannot count; use bar, stacked-bar or dot.")
    if bool(request.x) == bool(request.y):
        raise ChartError("count: name x (upright) or y (lying), not both; the other axis counts.")
    maker = Maker(request, title_of)
    by = maker.dimension(request.x or request.y, "x" if request.x else "y")
    colour = maker.dimension(request.colour, "colour") if request.colour else None
    if colour is not None and request.form == "bar":
        raise ChartError("colour: bars in several colours are stacked; use the form stacked-bar.")
    totals = _totals(by, colour, records)
    if not totals:
        raise ChartError(f"none of the {len(records)} records has a value to count by.")
    axis = by.axis(value for value, _ in totals)
    if axis.kind != "category":
        axis = Axis(axis.name, axis.label, "category", _in_order(value for value, _ in totals))
    legend = colour.axis((name for _, name in totals), legend=True) if colour else None
    marks = []
    for value in axis.values:
        for name in legend.values if legend else ("",):
            number = totals.get((value, name), 0)
            if not number and legend:
                continue
            text = format_number(number, None, request.language)
            marks.append(
                Mark(value, number, name, text) if request.x else Mark(number, value, name, text)
            )
    sums: Counter[str] = Counter()
    for (value, _), number in totals.items():
        sums[value] += number
    numbers = count_axis(request, max(sums.values()))
    rows = (
        ChartRows(axis, numbers, legend, tuple(marks))
        if request.x
        else ChartRows(numbers, axis, legend, tuple(marks))
    )
    return ordered(request, rows)


def _totals(
    by: Dimension, colour: Dimension | None, records: Sequence[Record]
) -> Counter[tuple[str, str]]:
    totals: Counter[tuple[str, str]] = Counter()
    for record in records:
        for value in dict.fromkeys(map(str, by.values_of(record))):
            names = colour.values_of(record) if colour else [""]
            totals.update((value, str(name)) for name in dict.fromkeys(names))
    return totals


def _in_order(values: object) -> tuple[str, ...]:
    """Return numbers as labels, the smallest first."""
    unique = {str(value) for value in values}  # type: ignore[attr-defined]
    return tuple(sorted(unique, key=float))
