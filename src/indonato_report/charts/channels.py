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
#: Longest time in months whose axis names months.
SHORT = 36
#: Pixels for a category along the bottom; with less, not each has its label.
LEAST_SPACE = 32
#: Pixels from one number, or one date, to the next along the bottom.
NUMBER_SPACE, DATE_SPACE = 110, 80
#: Most of a picture's width that labels left of the drawing take.
LABELS_SHARE = 0.44
#: Pixels by which a legend may be wider than the drawing below it.
BEYOND = 34


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
        lines = (broken(label, longest_line(rows.width)) for label in rows.y.values)
        longest = max((len(line) for label in lines for line in label), default=0)
        labels = 14 + min(rows.width * LABELS_SHARE, longest * CHARACTER)
    return max(min(180, rows.width // 2), round(rows.width - labels - beside - 24))


def longest_line(width: int) -> int:
    """Return the longest line of a label, in characters; longer ones are broken.

    Args:
        width: of the picture in pixels.
    """
    return int(width * LABELS_SHARE / (CHARACTER + 0.2))


def broken(text: str, longest: int) -> list[str]:
    """Return a label in lines of so many characters at most, broken between words."""
    import textwrap

    return textwrap.wrap(text, longest, break_long_words=False, break_on_hyphens=False) or [""]


def label_expression(values: Iterable[str], longest: int) -> str | None:
    """Return the expression that breaks long labels of an axis, or ``None`` if there are none."""
    long = {each: broken(each, longest) for each in values if len(each) > longest}
    if not long:
        return None
    # An object whose keys are the labels, as JSON, which is also an expression.
    return f"({json.dumps(long, ensure_ascii=False)})[datum.value] || datum.label"


def axis_channel(name: str, axis: Axis, width: int) -> Spec:
    """Return the encoding of an axis of numbers or dates.

    Args:
        name: ``x`` or ``y``.
        axis: what it is.
        width: of the picture in pixels.
    """
    title = axis.label or None
    if axis.kind == "number":
        ticks = width // NUMBER_SPACE if name == "x" else 6
        shown: Spec = {"title": title, "format": ",.6~f", "tickCount": ticks, "domain": name == "x"}
        if axis.name == COUNT:
            shown["tickCount"] = min(ticks, round(axis.highest))
        if name == "y":  # above the axis, where it reads without turning one's head
            shown |= {"titleAngle": 0, "titleAlign": "left", "titleBaseline": "bottom"}
            shown |= {"titleAnchor": "end", "titleX": -32, "titleY": -12, "ticks": False}
        return {"field": name, "type": "quantitative", "axis": shown}
    if axis.kind == "time":
        by_year = axis.step == "year" or axis.months > SHORT
        many = axis.months / 12 if by_year else axis.months
        step = max(1, round(many / (width // DATE_SPACE)))
        every = {"interval": "year" if by_year else "month", "step": step}
        shown = {"title": title, "grid": False, "labelOverlap": True, "tickCount": every}
        shown["format"] = "%Y" if by_year else "%b %Y"
        # Dates are days of the calendar, the same wherever the report is built.
        return {
            "field": name,
            "type": "temporal",
            "scale": {"type": "utc", "nice": True},
            "axis": shown,
        }
    return category_channel(name, axis, width)


def place_channels(rows: ChartRows) -> dict[str, Spec]:
    """Return the encodings of both axes."""
    axes = {"x": rows.x, "y": rows.y}
    return {name: axis_channel(name, axis, rows.width) for name, axis in axes.items()}


def category_channel(name: str, axis: Axis, width: int) -> Spec:
    """Return the encoding of an axis of categories; ``width`` is the picture's in pixels."""
    shown: Spec = {
        "title": (axis.label or None) if name == "x" else None,
        "grid": False,
        "ticks": False,
        "labelPadding": 6,
        "domain": name == "x",
    }
    if name == "x":
        space = space_of_each(axis, width)
        is_crowded = space < LEAST_SPACE
        if is_crowded:
            shown["labelOverlap"] = "parity"
        longest = max(4, int(space / CHARACTER))
        words = max((len(word) for each in axis.values for word in each.split()), default=0)
        shown["labelAngle"] = 0 if words <= longest or is_crowded else -45
        if words > longest:
            longest = longest_line(width)
        elif any(len(each) > longest for each in axis.values):
            shown["labelExpr"] = label_expression(axis.values, longest)
    else:
        shown["labelExpr"] = label_expression(axis.values, longest_line(width))
    if shown.get("labelExpr") is None:
        shown.pop("labelExpr", None)
    if axis.values == ("",):
        shown["labels"] = False
    scale = {"domain": list(axis.values), "paddingInner": 0.25, "paddingOuter": 0.15}
    return {"field": name, "type": "nominal", "sort": None, "scale": scale, "axis": shown}


def space_of_each(axis: Axis, width: int) -> float:
    """Return the pixels that each category along the bottom of a picture has."""
    return width * 0.88 / max(1, len(axis.values))


def series_scale(colour: Axis, values: Iterable[Any]) -> Spec:
    """Return a scale that gives each series a value of its own."""
    return {"domain": list(colour.values), "range": list(values)}


def legend(rows: ChartRows) -> Spec:
    """Return the legend: above the drawing, as many columns as fit its width."""
    assert rows.colour is not None
    lengths = [len(each) * 6.8 + 40 for each in rows.colour.values]
    title = len(rows.colour.label) * CHARACTER + 10 if theme.is_wide(rows.width) else 0
    room = drawing_width(rows) + BEYOND - title
    columns = len(lengths) if sum(lengths) <= room else max(1, int(room / max(lengths)))
    return {"title": rows.colour.label or None, "columns": columns}


def halo_text(encoding: Spec, **mark: Any) -> list[Spec]:
    """Return text that can be read on any ground: once as a halo, once as itself."""
    shared = {"type": "text", **mark}
    halo = {"stroke": theme.PAPER[0], "strokeWidth": 3.5, "strokeJoin": "round"}
    return [
        {"mark": {**shared, **halo, "color": theme.PAPER[0]}, "encoding": encoding},
        {"mark": {**shared, "color": theme.TEXT[0]}, "encoding": encoding},
    ]
