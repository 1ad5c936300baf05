"""How charts look: colours, patterns, dashes, shapes and type.

Every colour is told apart by something else as well: areas have a pattern, lines a dash, points a
shape.  Colours have a contrast of at least 3:1 against the page (WCAG 2.2, 1.4.11), in light and
in dark, and were chosen to differ for readers with any common colour vision.

A chart is drawn once, in the colours of the light look; those of the dark look take their place
afterwards, so that both looks are the same drawing.
"""

from __future__ import annotations

from typing import Any

FONT = "Source Sans 3"
FONT_PACKAGE = "fontpkg_source_sans_3"
FONT_FILE = "SourceSans3[wght].ttf"

#: Raise it when the look changes, so that stored pictures are drawn anew.
LOOK_VERSION = 1

#: Colours of the series, in the order in which they are given out: light and dark.
SERIES = (
    ("#1f5fa9", "#7cb2ee"),
    ("#b8560d", "#f0a25f"),
    ("#1b7a4c", "#6bcf9d"),
    ("#7a4fa4", "#c3a2ea"),
    ("#b3273b", "#f28c99"),
    ("#0b7286", "#65cdde"),
    ("#5c6671", "#a9b4bf"),
    ("#7d7201", "#d5ca5c"),
)
TEXT = ("#1b1f25", "#e6e9ed")
QUIET = ("#4f5761", "#a8b1bb")
GRID = ("#dde2e7", "#353b42")
PAPER = ("#fffffe", "#131417")

#: From the colours of the light look to those of the dark one.
DARK = dict([*SERIES, TEXT, QUIET, GRID, PAPER])

DASHES = ([1, 0], [7, 3], [2, 2], [9, 3, 2, 3], [4, 4], [12, 3], [1, 3], [6, 2, 1, 2, 1, 2])
SHAPES = (
    "circle",
    "square",
    "triangle-up",
    "diamond",
    "cross",
    "triangle-down",
    "triangle-right",
    "triangle-left",
)

#: What the areas of each series are filled with, on top of their colour: the strokes of a tile
#: eight pixels wide; the first series is plain.
PATTERNS = (
    "",
    "M-2,2L2,-2M0,8L8,0M6,10L10,6",
    "M2,2h.01M6,6h.01",
    "M0,4h8",
    "M4,0v8",
    "M0,0L8,8M0,8L8,0",
    "M-2,6L2,10M0,0L8,8M6,-2L10,2",
    "M0,2h8M2,0v8",
)

#: Width of the whole picture in pixels, about: as wide as text is.
WIDTH = 660
#: The same of the picture for phones, whose letters are as large.
NARROW_WIDTH = 330


def colours(number: int) -> list[str]:
    """Return the colours of the first series."""
    return [light for light, _ in SERIES[:number]]


def is_wide(width: int) -> bool:
    """Whether a picture of so many pixels has room for a title beside its legend."""
    return width > (WIDTH + NARROW_WIDTH) / 2


def config(width: int = WIDTH) -> dict[str, Any]:
    """Return the configuration of Vega-Lite that gives every chart the same look.

    Args:
        width: of the picture in pixels.
    """
    text, quiet, grid = TEXT[0], QUIET[0], GRID[0]
    title = {"font": FONT, "color": text, "fontWeight": 600}
    return {
        "font": FONT,
        "background": None,
        "padding": 4,
        "view": {"stroke": None},
        "aria": False,
        "title": {
            **title,
            "fontSize": 15,
            "anchor": "start",
            "frame": "group",
            "offset": 12,
            "subtitleColor": quiet,
            "subtitleFontSize": 13,
        },
        "axis": {
            "labelColor": text,
            "labelFontSize": 12,
            "titleColor": quiet,
            "titleFontSize": 12,
            "titleFontWeight": 400,
            "titlePadding": 8,
            "gridColor": grid,
            "domainColor": quiet,
            "tickColor": quiet,
            "labelLimit": 300,
            "labelFlush": False,
        },
        "legend": {
            "orient": "top",
            "direction": "horizontal",
            "labelColor": text,
            "labelFontSize": 12.5,
            "labelLimit": 300,
            "titleColor": quiet,
            "titleFontSize": 12,
            "titleFontWeight": 400,
            "titleOrient": "left" if is_wide(width) else "top",
            "titlePadding": 10,
            "symbolSize": 130,
            "symbolStrokeWidth": 2,
            "columnPadding": 16,
            "offset": 14,
        },
        "range": {"category": colours(len(SERIES)), "ramp": [grid, SERIES[0][0]]},
        "bar": {"color": SERIES[0][0]},
        "line": {"color": SERIES[0][0], "strokeWidth": 2.25},
        "point": {"color": SERIES[0][0], "filled": True, "size": 70},
        "tick": {"color": SERIES[0][0]},
        "area": {"color": SERIES[0][0]},
        "rule": {"color": quiet},
        "text": {"color": text, "fontSize": 12, "font": FONT},
    }
