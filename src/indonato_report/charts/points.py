"""Dots, and strips of ticks along an axis."""

from __future__ import annotations

from indonato_report.charts import theme
from indonato_report.charts.channels import Spec, legend, place_channels, series_scale
from indonato_report.charts.marks import ChartRows
from indonato_report.charts.request import ChartRequest

#: Height of a row of dots and of a row of a strip, in pixels.
DOT_ROW, STRIP_ROW = 22, 34
#: Height of dots over an axis, in pixels.
UPRIGHT = 280


def series_encoding(rows: ChartRows) -> Spec:
    """Return colour and shape of points, so that neither has to be seen alone."""
    if rows.colour is None:
        return {}
    number = len(rows.colour.values)
    shared = {"field": "series", "type": "nominal", "legend": legend(rows)}
    return {
        "color": {**shared, "scale": series_scale(rows.colour, theme.colours(number))},
        "shape": {**shared, "scale": series_scale(rows.colour, theme.SHAPES[:number])},
    }


def dot_layers(request: ChartRequest, rows: ChartRows) -> Spec:
    """Return dots; those of one row are joined by a thin line, so that distances are seen."""
    places = place_channels(rows)
    for name, axis in (("x", rows.x), ("y", rows.y)):
        if axis.kind == "number":
            places[name]["scale"] = {"zero": True, "nice": True}
        else:
            places[name]["axis"] = {**places[name]["axis"], "grid": axis.kind == "category"}
    layers: list[Spec] = []
    if rows.is_sideways and rows.colour is not None:
        joined = {**places, "detail": {"field": "y", "type": "nominal"}}
        mark = {"type": "line", "color": theme.QUIET[0], "strokeWidth": 1}
        layers.append({"mark": mark, "encoding": joined})
    points = {"type": "point", "filled": True, "opacity": 1, "size": 80}
    layers.append({"mark": points, "encoding": {**places, **series_encoding(rows)}})
    return {"layer": layers, "height": {"step": DOT_ROW} if rows.is_sideways else UPRIGHT}


def strip_layers(request: ChartRequest, rows: ChartRows) -> Spec:
    """Return a tick for each record along the axis, one row for each category."""
    places = place_channels(rows)
    if rows.x.kind == "number":
        places["x"]["scale"] = {"zero": False, "nice": True}
    places["x"]["axis"] = {**places["x"]["axis"], "grid": True}
    if rows.colour is None:
        mark: Spec = {"type": "tick", "thickness": 2.5, "size": STRIP_ROW * 0.6, "opacity": 0.8}
    else:
        mark = {"type": "point", "filled": True, "size": 80, "opacity": 0.85}
    layer = {"mark": mark, "encoding": {**places, **series_encoding(rows)}}
    return {"layer": [layer], "height": {"step": STRIP_ROW}}
