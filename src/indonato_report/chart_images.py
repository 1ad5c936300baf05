"""Which charts pages show, when their pictures are drawn, and how these come into a page.

A page that is read leaves the specification of a chart in a folder beside the doctrees.  Once all
pages are read, the pictures that are missing there are drawn, all at once and in one process.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from indonato_report.domain import report_domain
from indonato_report.nodes import chart_picture
from indonato_report.warnings import warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from indonato_report.charts.drawing import Drawing, Picture

#: Beside the doctrees: each builder has its own, as it has its own doctrees.
FOLDER = "report-charts"

#: Points of the PDF for a pixel of the drawing: the widest picture is as wide as the text.
POINTS_A_PIXEL = 0.67

_SIZE = re.compile(r'<svg[^>]*? width="([0-9.]+)"[^>]*? height="([0-9.]+)"')


def picture_of(env: BuildEnvironment, stem: str) -> Picture:
    """Return the files of a chart in the current build."""
    from indonato_report.charts.drawing import Picture

    return Picture(Path(env.doctreedir) / FOLDER, stem)


def size_of(path: Path) -> tuple[int, int] | None:
    """Return width and height of a picture in pixels, or ``None`` if it says neither."""
    found = _SIZE.search(path.read_text(encoding="utf-8")[:2000])
    return (round(float(found[1])), round(float(found[2]))) if found else None


def pages_to_read_for_charts(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Return the pages with charts whose specification is gone: somebody has tidied up."""
    return [
        docname
        for docname, charts in report_domain(env).data["charts"].items()
        if docname in env.found_docs
        and any(
            not picture_of(env, stem).specification.is_file()
            for stems, _ in charts
            for stem in stems
        )
    ]


class ChartDrawing:
    """The drawing of a build's charts, which goes on while other extensions do their work.

    Above all the bibliography takes a while when everything is built anew.
    """

    def __init__(self) -> None:
        """Start without anything to draw."""
        self._drawing: Drawing | None = None

    def start(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Start to draw what is missing, if the builder shows pictures at all."""
        charts = _charts(env)
        if not charts or "image/svg+xml" not in app.builder.supported_image_types:
            return
        from indonato_report.charts.drawing import Drawing

        widths = 2 if _is_website(app.builder) else 1
        self._drawing = Drawing(
            picture_of(env, stem)
            for shown in charts.values()
            for stems, _ in shown
            for stem in stems[:widths]
        )

    def finish(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Wait for the pictures, and tell what cannot be drawn."""
        problems = self._drawing.finish() if self._drawing else {}
        self._drawing = None
        charts = _charts(env)
        for docname in sorted(charts) if problems else ():
            for stems, line in charts[docname]:
                problem = next((problems[stem] for stem in stems if stem in problems), "")
                if problem:
                    message = f"report:chart: the chart cannot be drawn: {problem}"
                    warn("chart", message, (docname, line))


def _charts(env: BuildEnvironment) -> dict[str, list[tuple[list[str], int]]]:
    """Return the stems of each chart's pictures and its line, by page."""
    charts: dict[str, list[tuple[list[str], int]]] = report_domain(env).data["charts"]
    return charts


def _is_website(builder: Builder) -> bool:
    """Whether pages are read on screens of any width, in light and in dark.

    An EPUB has one look; readers that want another turn its colours themselves.
    """
    return builder.format == "html" and builder.name != "epub"


class PlacePictures(SphinxPostTransform):
    """Puts the files of each chart into the page that is about to be written."""

    # Before our nodes are expanded.
    default_priority = 3

    def run(self, **kwargs: Any) -> None:
        """Place the pictures of one document."""
        builder = self.env._app.builder
        for node in list(self.document.findall(chart_picture)):
            if _is_website(builder):
                for stem in node["stems"]:
                    node.extend(self._images(node, stem, ("light", "dark")))
            elif builder.format == "html":
                node.extend(self._images(node, node["stems"][0], ("light",)))
            elif "image/svg+xml" in builder.supported_image_types:
                images = list(self._images(node, node["stems"][0], ("light",)))
                node.replace_self(images or _words(node))
            else:
                node.replace_self(_words(node))

    def _images(
        self, node: chart_picture, stem: str, looks: tuple[str, ...]
    ) -> Iterator[nodes.image]:
        picture = picture_of(self.env, stem)
        for look in looks if picture.is_drawn else ():
            path = str(picture.file(look))
            self.env.images.add_file(self.env.docname, path)
            image = nodes.image("", uri=path, candidates={"*": path}, alt=node["alt"])
            image["classes"].append(f"report-chart-{look}")
            image.source, image.line = node.source, node.line
            size = size_of(picture.file(look))
            if size and self.env._app.builder.format != "html":
                image["width"] = f"{size[0] * POINTS_A_PIXEL:.0f}pt"
                image["align"] = "center"
            yield image


def _words(node: chart_picture) -> nodes.paragraph:
    """Return what stands for a picture where there can be none."""
    return nodes.paragraph(node["alt"], node["alt"], classes=["report-chart-words"])


def setup_charts(app: Sphinx) -> None:
    """Connect to the events of a build."""
    app.connect("env-get-outdated", pages_to_read_for_charts)
    drawing = ChartDrawing()
    app.connect("env-updated", drawing.start, priority=100)
    app.connect("env-updated", drawing.finish, priority=900)
    app.add_post_transform(PlacePictures)
