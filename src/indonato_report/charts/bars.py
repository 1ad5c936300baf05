"""Bars, alone or stacked."""

from __future__ import annotations

from indonato_report.charts import theme
from indonato_report.charts.channels import (
    Spec,
    axis_channel,
    category_channel,
    halo_text,
    legend,
    series_scale,
    space_of_each,
)
from indonato_report.charts.marks import ChartRows
from indonato_report.charts.request import ChartRequest

#: Height of a lying bar and what is around it, in pixels.
LYING = 26
#: Height of upright bars, in pixels.
UPRIGHT = 260
#: Width of a digit in pixels, about.
DIGIT = 6.0
#: Least share of the longest bar of a wide picture that has room for a number inside.
LEAST_LABELLED = 0.07


def layers(request: ChartRequest, rows: ChartRows) -> Spec:
    """Return the layers of bars, and how high they are drawn."""
    sideways = rows.is_sideways
    number, category = ("x", "y") if sideways else ("y", "x")
    numbers = rows.x if sideways else rows.y
    names = rows.y if sideways else rows.x
    encoding: Spec = {
        category: category_channel(category, names, rows.width),
        number: {**axis_channel(number, numbers, rows.width), "stack": "zero"},
    }
    bars: Spec = {"type": "bar"}
    if rows.colour is not None:
        bars |= {"stroke": theme.PAPER[0], "strokeWidth": 1}
        scale = series_scale(rows.colour, theme.colours(len(rows.colour.values)))
        encoding["color"] = {
            "field": "series",
            "type": "nominal",
            "scale": scale,
            "legend": legend(rows),
        }
        # The series stand in each bar in the order of the legend.
        encoding["order"] = {"field": "rank", "type": "quantitative"}
    result: Spec = {
        "layer": [{"mark": bars, "encoding": encoding}, *_labels(rows, encoding, sideways)],
        "height": {"step": LYING} if sideways else UPRIGHT,
    }
    if rows.colour is not None:
        ranks = {name: rank for rank, name in enumerate(rows.colour.values)}
        result["data"] = {
            "values": [
                {
                    "x": mark.x,
                    "y": mark.y,
                    "series": mark.colour,
                    "text": mark.text,
                    "rank": ranks[mark.colour],
                }
                for mark in rows.marks
            ]
        }
    return result


def _labels(rows: ChartRows, encoding: Spec, sideways: bool) -> list[Spec]:
    """Return the numbers: at the end of single bars, inside stacked ones where there is room."""
    longest = max((len(mark.text) for mark in rows.marks), default=0)
    if not sideways and longest * DIGIT > space_of_each(rows.x, rows.width):
        return []
    places = {name: encoding[name] for name in ("x", "y")}
    text: Spec
    if rows.colour is None:
        end: Spec = (
            {"align": "left", "baseline": "middle", "dx": 5}
            if sideways
            else {"align": "center", "baseline": "bottom", "dy": -4}
        )
        text = {"field": "text", "type": "nominal"}
        return [{"mark": {"type": "text", **end}, "encoding": {**places, "text": text}}]
    number = "x" if sideways else "y"
    totals: dict[str, float] = {}
    for mark in rows.marks:
        where, value = (mark.y, mark.x) if sideways else (mark.x, mark.y)
        totals[str(where)] = totals.get(str(where), 0) + float(value)
    least = max(totals.values(), default=0) * LEAST_LABELLED * (theme.WIDTH / rows.width)
    inside = {**encoding[number], "bandPosition": 0.5}
    text = {
        "condition": {"test": f"datum.{number} >= {least}", "field": "text"},
        "value": "",
    }
    detail = {"field": "series", "type": "nominal"}
    layer = {**places, number: inside, "text": text, "detail": detail, "order": encoding["order"]}
    return halo_text(layer, align="center", baseline="middle")
