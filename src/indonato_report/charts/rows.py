"""From records to the rows of a chart: one row a mark, with texts that are ready to show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from indonato_report.charts.category_order import ordered
from indonato_report.charts.counting import counted
from indonato_report.charts.dimensions import Dimension, Maker, TitleOf
from indonato_report.charts.marks import Axis, ChartRows, Kind, Mark
from indonato_report.charts.request import ChartError, ChartRequest
from indonato_report.data.problems import quoted
from indonato_report.data.records import Record


def rows_of(request: ChartRequest, records: Sequence[Record], title_of: TitleOf) -> ChartRows:
    """Return what a chart of records shows.

    Args:
        request: what the author asks for.
        records: those that match, in the order asked for.
        title_of: returns the titles of records that others refer to.

    Raises:
        ChartError: if the fields do not fit the form, or two marks would hide each other.
    """
    if request.count:
        return counted(request, records, title_of)
    maker = Maker(request, title_of)
    x = maker.dimension(request.x, "x") if request.x else None
    y = maker.dimension(request.y, "y") if request.y else None
    _check_form(request, x, y)
    colour = maker.dimension(request.colour, "colour") if request.colour else None
    marks: list[Mark] = []
    for record in records:
        across = x.values_of(record) if x else [""]
        up = y.values_of(record) if y else [""]
        numbers = next((each for each in (y, x) if each and each.kind == "number"), None)
        text = numbers.text_of(record) if numbers else ""
        names = colour.values_of(record) if colour else [""]
        marks += [Mark(one, two, name, text) for one in across for two in up for name in names]
    if not marks:
        raise ChartError(
            f"none of the {len(records)} records has a value in all of the fields that are drawn."
        )
    axis_x = x.axis([mark.x for mark in marks]) if x else Axis("", "", "category", ("",))
    axis_y = y.axis([mark.y for mark in marks]) if y else Axis("", "", "category", ("",))
    axis_colour = colour.axis([mark.colour for mark in marks], legend=True) if colour else None
    rows = ChartRows(axis_x, axis_y, axis_colour, tuple(marks))
    if request.form in ("bar", "stacked-bar", "line"):
        _refuse_hidden(request, rows)
    return ordered(request, rows)


def _check_form(request: ChartRequest, x: Dimension | None, y: Dimension | None) -> None:
    form = request.form
    if form == "strip":
        if x is None or x.kind == "category":
            raise ChartError("x: a strip needs a date or a number along the bottom.")
        if y is not None and y.kind != "category":
            raise ChartError("y: the rows of a strip are categories, no numbers or dates.")
        return
    if x is None or y is None:
        raise ChartError(
            f"{'x' if x is None else 'y'}: a {form} chart needs two fields, or one field and "
            "`:count:`."
        )
    kinds = [x.kind, y.kind]
    if form in ("bar", "stacked-bar") and kinds not in (
        ["category", "number"],
        ["number", "category"],
    ):
        raise ChartError(
            f"bars need a number on one axis and none on the other; {quoted(request.x)} and "
            f"{quoted(request.y)} are {_named(x.kind)} and {_named(y.kind)}."
        )
    if form == "line" and y.kind != "number":
        raise ChartError(f"y: a line needs numbers, and {quoted(request.y)} has none.")
    if form == "dot" and "number" not in kinds:
        raise ChartError("dots need a number on one axis at least.")


def _named(kind: Kind) -> str:
    return {"number": "numbers", "time": "dates", "category": "categories"}[kind]


def _refuse_hidden(request: ChartRequest, rows: ChartRows) -> None:
    """Refuse two values in one place: one would hide the other, or both would be added up."""
    seen: dict[tuple[Any, str], str] = {}
    for mark in rows.marks:
        where = mark.y if rows.is_sideways else mark.x
        if (where, mark.colour) in seen:
            series = f" of {quoted(mark.colour)}" if mark.colour else ""
            raise ChartError(
                f"two records have a value at {quoted(str(where))}{series}: "
                f"{seen[where, mark.colour]} and {mark.text}; neither may hide the other. Choose "
                "one by a filter, tell them apart by `colour`, or use the form dot."
            )
        seen[where, mark.colour] = mark.text
    if rows.colour is None or request.form != "bar":
        return
    raise ChartError("colour: bars in several colours are stacked; use the form stacked-bar.")
