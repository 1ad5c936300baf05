"""The rows of a chart as a Vega-Lite specification (https://vega.github.io/vega-lite/docs/).

``channels.py`` has what all forms share; ``bars.py``, ``points.py`` and ``lines.py`` have what is
their own.
"""

from __future__ import annotations

from indonato_report.charts import bars, lines, points, theme
from indonato_report.charts.channels import Spec, broken, drawing_width, halo_text, values_of
from indonato_report.charts.marks import ChartRows
from indonato_report.charts.request import ChartRequest

#: Width of a character of a title in pixels, about.
TITLE_CHARACTER = 7.8
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"


def spec_of(request: ChartRequest, rows: ChartRows) -> Spec:
    """Return the specification of one of the short forms."""
    if request.form in ("bar", "stacked-bar"):
        body = bars.layers(request, rows)
    elif request.form == "line":
        body = lines.layers(request, rows)
    elif request.form == "dot":
        body = points.dot_layers(request, rows)
    else:
        body = points.strip_layers(request, rows)
    spec: Spec = {
        "$schema": SCHEMA,
        "config": theme.config(rows.width),
        "data": {"values": [values_of(mark) for mark in rows.marks]},
        "width": drawing_width(rows),
        **body,
    }
    if rows.y.kind == "number":  # whose label stands between legend and drawing
        spec["config"]["legend"]["offset"] = 34
    if request.height:
        spec["height"] = request.height
    spec["layer"] += rule_layers(request, rows)
    if request.title:
        spec["title"] = {"text": broken(request.title, int(rows.width / TITLE_CHARACTER))}
    return spec


def rule_layers(request: ChartRequest, rows: ChartRows) -> list[Spec]:
    """Return the lines that mark values, each with its label."""
    layers: list[Spec] = []
    channel = "x" if rows.is_sideways else "y"
    for rule in request.rules:
        at: Spec = {channel: {"datum": rule.value, "type": "quantitative"}}
        layers.append({"mark": {"type": "rule", "strokeDash": [4, 3]}, "encoding": at})
        place: Spec = (
            {"align": "left", "baseline": "bottom", "y": -2, "dx": 3}
            if channel == "x"
            else {"align": "right", "baseline": "bottom", "x": "width", "dy": -3}
        )
        layers += halo_text({**at, "text": {"value": rule.label}}, **place)
    # Over the chart's rows, each would be drawn once a row, one upon the other.
    return [{"data": {"values": [{}]}, **layer} for layer in layers]
