"""Lines: one a series, broken where a value is missing."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from indonato_report.charts import theme
from indonato_report.charts.channels import (
    CHARACTER,
    Spec,
    drawing_width,
    legend,
    place_channels,
    series_scale,
    values_of,
)
from indonato_report.charts.dimensions import periods_between
from indonato_report.charts.marks import ChartRows, Mark
from indonato_report.charts.points import series_encoding
from indonato_report.charts.request import ChartRequest

HEIGHT = 280
#: Least distance of two names at the ends of lines, in pixels.
LINE_OF_TEXT = 14


def layers(request: ChartRequest, rows: ChartRows) -> Spec:
    """Return the lines with a point at each value, and their names beside their ends."""
    places = place_channels(rows)
    places["y"]["scale"] = {"zero": True, "nice": True}
    named = _ends_have_room(rows)
    line: Spec = {"mark": {"type": "line"}, "encoding": dict(places)}
    points: Spec = {
        "mark": {"type": "point", "filled": True, "opacity": 1, "size": 60},
        "encoding": {**places, **series_encoding(rows)},
        "transform": [{"filter": "isValid(datum.y)"}],
    }
    result: Spec = {"layer": [line, points], "height": HEIGHT, "data": {"values": _values(rows)}}
    if rows.colour is None:
        return result
    number = len(rows.colour.values)
    key = None if named else legend(rows)
    shared: Spec = {"field": "series", "type": "nominal", "legend": key}
    colour = {**shared, "scale": series_scale(rows.colour, theme.colours(number))}
    dash = {**shared, "scale": series_scale(rows.colour, theme.DASHES[:number])}
    line["encoding"] |= {"color": colour, "strokeDash": dash}
    for channel in ("color", "shape"):
        points["encoding"][channel] = {**points["encoding"][channel], "legend": key}
    if named:
        last = [values_of(mark) for mark in _last(rows)]
        result["width"] = drawing_width(rows, _names_width(rows))
        text = {"field": "series", "type": "nominal"}
        result["layer"].append(
            {
                "data": {"values": last},
                "mark": {"type": "text", "align": "left", "dx": 9, "baseline": "middle"},
                "encoding": {**places, "text": text},
            }
        )
    return result


def _values(rows: ChartRows) -> list[dict[str, Any]]:
    """Return the rows with an empty one wherever a year or a month of a series is missing.

    Nothing is interpolated: the line breaks there.
    """
    values: list[dict[str, Any]] = []
    for name in rows.series:
        marks = [mark for mark in rows.marks if mark.colour == name]
        if rows.x.kind == "time" and rows.x.step:
            known = {str(mark.x): mark for mark in marks}
            for date in periods_between(known):
                mark = known.get(date)
                values.append(
                    values_of(mark) if mark else {"x": date, "y": None, "series": name, "text": ""}
                )
        elif rows.x.kind == "category":
            by_name = {str(mark.x): mark for mark in marks}
            for label in rows.x.values:
                mark = by_name.get(label)
                values.append(
                    values_of(mark) if mark else {"x": label, "y": None, "series": name, "text": ""}
                )
        else:
            values += [values_of(mark) for mark in marks]
    return values


def _last(rows: ChartRows) -> list[Mark]:
    """Return the last mark of each series."""
    order = {label: place for place, label in enumerate(rows.x.values)}
    found = []
    for name in rows.series:
        marks = [mark for mark in rows.marks if mark.colour == name]
        found.append(max(marks, key=lambda mark: order.get(str(mark.x), mark.x)))
    return found


def _ends_have_room(rows: ChartRows) -> bool:
    """Whether the names of all series can stand beside the ends of their lines."""
    last = _last(rows)
    highest = max(float(mark.y) for mark in rows.marks) or 1.0
    heights = sorted(float(mark.y) / highest * HEIGHT for mark in last)
    far = all(upper - lower >= LINE_OF_TEXT for lower, upper in pairwise(heights))
    near = _names_width(rows) <= rows.width / 3
    # A name in the middle of the drawing would stand on other lines.
    return near and far and len({mark.x for mark in last}) == 1


def _names_width(rows: ChartRows) -> float:
    """Return the pixels that the names beside the ends of the lines take."""
    return max(map(len, rows.series)) * CHARACTER + 12
