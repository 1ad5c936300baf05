"""Patterns on the areas of a chart, so that they differ by more than their colour.

Vega-Lite knows no patterns.  The colour of each series is unlike any other in the picture, so
areas in that colour are found in the SVG and filled with a tile of the same colour and strokes in
the colour of the page.
"""

from __future__ import annotations

from indonato_report.charts import theme

#: Width of a tile in pixels, and of its strokes.
TILE, STROKE = 8, 1.6


def with_patterns(svg: str) -> str:
    """Return an SVG whose areas in the colours of the series have patterns."""
    tiles = []
    for number, ((colour, _), strokes) in enumerate(zip(theme.SERIES, theme.PATTERNS, strict=True)):
        # Lines and points have dashes and shapes of their own; areas have an outline.
        area = f'fill="{colour}" stroke="{theme.PAPER[0]}"'
        if not strokes or area not in svg:
            continue
        svg = svg.replace(area, f'fill="url(#p{number})" stroke="{theme.PAPER[0]}"')
        tiles.append(
            f'<pattern id="p{number}" width="{TILE}" height="{TILE}" '
            f'patternUnits="userSpaceOnUse"><path d="M0,0h{TILE}v{TILE}h-{TILE}Z" '
            f'fill="{colour}"/><path d="{strokes}" fill="none" stroke="{theme.PAPER[0]}" '
            f'stroke-width="{STROKE}" stroke-linecap="round" stroke-opacity="0.75"/></pattern>'
        )
    if not tiles:
        return svg
    end = svg.index(">", svg.index("<svg")) + 1
    return f"{svg[:end]}<defs>{''.join(tiles)}</defs>{svg[end:]}"
