"""Doctree to Typst, in parts by kind of node."""

from __future__ import annotations

from indonato_report.pdf.charts import ChartMixin
from indonato_report.pdf.translator.code import CodeMixin
from indonato_report.pdf.translator.design import DesignMixin
from indonato_report.pdf.translator.diagrams import DiagramMixin
from indonato_report.pdf.translator.interfaces import InterfaceMixin
from indonato_report.pdf.translator.lists import ListMixin
from indonato_report.pdf.translator.maths import MathsMixin
from indonato_report.pdf.translator.record_tables import RecordTableMixin
from indonato_report.pdf.translator.structure import StructureMixin
from indonato_report.pdf.translator.text import TextMixin

__all__ = ["PDFTranslator"]


class PDFTranslator(
    RecordTableMixin,
    DesignMixin,
    StructureMixin,
    ListMixin,
    DiagramMixin,
    CodeMixin,
    MathsMixin,
    InterfaceMixin,
    TextMixin,
    ChartMixin,
):
    """Writes a document as Typst markup; see :class:`.writing.TypstWriter` for its output."""
