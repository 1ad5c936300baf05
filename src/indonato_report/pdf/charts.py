"""Charts in the PDF: the picture, and the name of the attached file with its data."""

from __future__ import annotations

from docutils import nodes
from sphinx.locale import _

from indonato_report.nodes import chart_data, report_table
from indonato_report.pdf.attachments import table_name
from indonato_report.pdf.translator.writing import TypstWriter


class ChartMixin(TypstWriter):
    """The handler of what stands beside the picture of a chart."""

    def visit_chart_data(self, node: chart_data) -> None:
        """Say which attached file has the data, instead of showing them as a table."""
        table = next(node.findall(report_table))
        name = table_name(str(table["collection"]))
        if name and self.builder.options.attach and not self.flattening:
            self.write("\n\n#legend(last: true)[")
            self.write_text(_("Data: %s, attached to this PDF") % name)
            self.write("]\n\n")
        raise nodes.SkipNode
