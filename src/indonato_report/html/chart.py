"""Charts to HTML: a picture for each look, and the data to open below.

The style sheet shows the one that fits the reader's choice; on a phone its place is taken by a
narrow one.  Pictures carry their size, so that nothing jumps while a page loads, and are fetched
when they come into sight.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from docutils import nodes
from sphinx.locale import _

from indonato_report.chart_images import size_of

#: Where the narrow picture is shown; the style sheet has the same width.
PHONE = "(max-width: 34rem)"

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder as Builder
    from sphinx.writers.html5 import HTML5Translator

    from indonato_report.nodes import chart_data, chart_picture


def visit_chart_picture(translator: HTML5Translator, node: chart_picture) -> None:
    """Write the pictures; the text that stands for them, if they could not be drawn."""
    body, builder = translator.body, translator.builder
    alternative = escape(node["alt"])
    images = list(node.findall(nodes.image))
    if not images:
        body.append(f'<p class="report-problem">{alternative}</p>\n')
        raise nodes.SkipNode
    # On a narrow page the picture scrolls, and must then be reached by the keyboard.
    label = escape(_("Chart"))
    body.append(
        f'<div class="report-chart-picture" role="group" tabindex="0" aria-label="{label}">'
    )
    looks: dict[str, list[nodes.image]] = {}
    for image in images:
        looks.setdefault(image["classes"][0], []).append(image)
    for look, (wide, *narrow) in looks.items():
        picture = (
            f'<img class="{look}" src="{_address(builder, wide)}" '
            f'alt="{alternative}"{_sizes(wide)} loading="lazy" />'
        )
        for image in narrow:
            source = f'srcset="{_address(builder, image)}"{_sizes(image)}'
            picture = f'<picture><source media="{PHONE}" {source} />{picture}</picture>'
        body.append(picture)
    body.append("</div>\n")
    raise nodes.SkipNode


def _address(builder: Builder, image: nodes.image) -> str:
    return f"{builder.imgpath}/{quote(builder.images[image['uri']])}"


def _sizes(image: nodes.image) -> str:
    size = size_of(Path(image["uri"]))
    return f' width="{size[0]}" height="{size[1]}"' if size else ""


def visit_chart_data(translator: HTML5Translator, node: chart_data) -> None:
    """Open the part that holds the data, closed until a reader asks for it."""
    label = escape(_("Data of this chart"), quote=False)
    translator.body.append(f'<details class="report-chart-data"><summary>{label}</summary>\n')


def depart_chart_data(translator: HTML5Translator, node: chart_data) -> None:
    """Close it."""
    translator.body.append("</details>\n")
