"""Charts in the PDF: the picture alone, since the data are attached to the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from indonato_report.nodes import chart_data


class ChartMixin:
    """The handler of what stands beside the picture of a chart."""

    def visit_chart_data(self, node: chart_data) -> None:
        """Leave the table out."""
        raise nodes.SkipNode
