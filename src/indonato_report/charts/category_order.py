"""The order of the categories of a chart."""

from __future__ import annotations

from indonato_report.charts.marks import Axis, ChartRows
from indonato_report.charts.request import ChartError, ChartRequest
from indonato_report.data.ordering import collation_key


def ordered(request: ChartRequest, rows: ChartRows) -> ChartRows:
    """Return the rows with the categories in the order that the author asks for.

    Args:
        request: what the author asks for.
        rows: what the chart shows, in the order of the data.

    Raises:
        ChartError: if no axis has categories.
    """
    if request.order == "data":
        return rows
    sideways = rows.is_sideways
    axis = rows.y if sideways else rows.x
    if axis.kind != "category":
        raise ChartError("order: only bars and rows can be put in order.")
    totals = dict.fromkeys(axis.values, 0.0)
    for mark in rows.marks:
        number, where = (mark.x, mark.y) if sideways else (mark.y, mark.x)
        if isinstance(number, int | float):
            totals[str(where)] += number
    values = sorted(axis.values, key=lambda value: collation_key(value) or ())
    values.sort(key=lambda value: totals[value], reverse=request.order == "descending")
    moved = Axis(axis.name, axis.label, axis.kind, tuple(values))
    return ChartRows(
        rows.x if sideways else moved, moved if sideways else rows.y, rows.colour, rows.marks
    )
