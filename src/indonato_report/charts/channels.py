"""What the forms of charts share: axes, scales, legends and labels as Vega-Lite encodes them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TypeAlias

from indonato_report.charts import theme
from indonato_report.charts.marks import Axis, ChartRows, Mark
from indonato_report.charts.request import COUNT

Spec: TypeAlias = dict[str, Any]

#: Width of a character of a label in pixels, about.
CHARACTER = 6.4
#: Longest line of a label, in characters; longer ones are broken.
LABEL_LINE = 44
#: Longest time in months whose axis names months.
SHORT = 36
#: More categories along the bottom than this, and not each has its label.
MANY = 18


def values_of(mark: Mark) -> dict[str, Any]:
    """Return a mark as Vega-Lite reads it."""
    return {"x": mark.x, "y": mark.y, "series": mark.colour, "text": mark.text}


def drawing_width(rows: ChartRows, beside: float = 0) -> int:
    """Return the width of the drawing inside its axes, so that all pictures are equally wide.

    Args:
        rows: what is drawn.
        beside: pixels that labels right of the drawing take.
    """
    labels = 52.0
    if rows.y.kind == "category":
        longest = max((len(line) for each in rows.y.values for line in broken(each)), default=0)
        labels = 14 + min(290, longest * CHARACTER)
    return max(180, round(theme.WIDTH - labels - beside - 24))


def broken(text: str, longest: int = LABEL_LINE) -> list[str]:
    """Return a label in lines, broken between words."""
    import textwrap

    return textwrap.wrap(text, longest, break_long_words=False, break_on_hyphens=False) or [""]


def label_expression(values: Iterable[str], longest: int = LABEL_LINE) -> str | None:
    """Return the expression that breaks long labels of an axis, or ``None`` if there are none."""
    long = {each: broken(each, longest) for each in values if len(each) > longest}
    if not long:
        return None
    # An object whose keys are the labels, as JSON, which is also an expression.
    return f"({json.dumps(long, ensure_ascii=False)})[datum.value] || datum.label"


def axis_channel(name: str, axis: Axis) -> Spec:
    """Return the encoding of an axis of numbers or dates.

    Args:
        name: ``x`` or ``y``.
        axis: what it is.
    """
    title = axis.label or None
    if axis.kind == "number":
        shown: Spec = {"title": title, "format": ",.6~f", "tickCount": 6, "domain": name == "x"}
        if axis.name == COUNT:
            shown["tickCount"] = min(6, round(axis.highest))
        if name == "y":  # above the axis, where it reads without turning one's head
            shown |= {"titleAngle": 0, "titleAlign": "left", "titleBaseline": "bottom"}
            shown |= {"titleAnchor": "end", "titleX": -32, "titleY": -12, "ticks": False}
        return {"field": name, "type": "quantitative", "axis": shown}
    if axis.kind == "time":
        by_year = axis.step == "year" or axis.months > SHORT
        many = axis.months / 12 if by_year else axis.months
        every = {"interval": "year" if by_year else "month", "step": max(1, round(many / 8))}
        shown = {"title": title, "grid": False, "labelOverlap": True, "tickCount": every}
        shown["format"] = "%Y" if by_year else "%b %Y"
        # Dates are days of the calendar, the same wherever the report is built.
        return {
            "field": name,
            "type": "temporal",
            "scale": {"type": "utc", "nice": True},
            "axis": shown,
        }
    return category_channel(name, axis)


def category_channel(name: str, axis: Axis) -> Spec:
    """Return the encoding of an axis of categories."""
    shown: Spec = {
        "title": (axis.label or None) if name == "x" else None,
        "grid": False,
        "ticks": False,
        "labelPadding": 6,
        "domain": name == "x",
    }
    if name == "x":
        if len(axis.values) > MANY:
            shown["labelOverlap"] = "parity"
        space = theme.WIDTH * 0.88 / max(1, len(axis.values))
        longest = max(4, int(space / CHARACTER))
        words = max((len(word) for each in axis.values for word in each.split()), default=0)
        shown["labelAngle"] = 0 if words <= longest or len(axis.values) > MANY else -45
        if words > longest:
            longest = LABEL_LINE
        elif any(len(each) > longest for each in axis.values):
            shown["labelExpr"] = label_expression(axis.values, longest)
    else:
        shown["labelExpr"] = label_expression(axis.values)
    if shown.get("labelExpr") is None:
        shown.pop("labelExpr", None)
    if axis.values == ("",):
        shown["labels"] = False
    scale = {"domain": list(axis.values), "paddingInner": 0.25, "paddingOuter": 0.15}
    return {"field": name, "type": "nominal", "sort": None, "scale": scale, "axis": shown}


def series_scale(colour: Axis, values: Iterable[Any]) -> Spec:
    """Return a scale that gives each series a value of its own."""
    return {"domain": list(colour.values), "range": list(values)}


def legend(colour: Axis) -> Spec:
    """Return the legend: above the drawing, as many columns as fit."""
    lengths = [len(each) * 6.8 + 40 for each in colour.values]
    room = theme.WIDTH - len(colour.label) * CHARACTER - 10
    columns = len(lengths) if sum(lengths) <= room else max(1, int(room / max(lengths)))
    return {"title": colour.label or None, "columns": columns}


def halo_text(encoding: Spec, **mark: Any) -> list[Spec]:
    """Return text that can be read on any ground: once as a halo, once as itself."""
    shared = {"type": "text", **mark}
    halo = {"stroke": theme.PAPER[0], "strokeWidth": 3.5, "strokeJoin": "round"}
    return [
        {"mark": {**shared, **halo, "color": theme.PAPER[0]}, "encoding": encoding},
        {"mark": {**shared, "color": theme.TEXT[0]}, "encoding": encoding},
    ]
