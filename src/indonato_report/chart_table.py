"""The data of a chart as a table of records, or of counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from indonato_report.cells import Column, PackedRows, Row
from indonato_report.table_builder import Layout, TableBuilder

if TYPE_CHECKING:
    from indonato_report.charts.marks import ChartRows
    from indonato_report.charts.request import ChartRequest
    from indonato_report.data.descriptor import Collection
    from indonato_report.data.records import Record
    from indonato_report.nodes import report_table
    from indonato_report.page import Page


def records_table(
    page: Page, request: ChartRequest, records: Iterable[Record], columns: Sequence[str] = ()
) -> report_table:
    """Return the records of a chart as a table, with their sources.

    Args:
        page: the page that is being read.
        request: the chart.
        records: what it shows.
        columns: the fields to show; by default those that are drawn, and the sources.
    """
    collection = request.collection
    if not columns:
        columns = [name for name in (request.x, request.colour, request.y) if name]
        if request.form == "strip" and collection.title_field not in columns:
            columns = [*filter(None, [collection.title_field]), *columns]
    names = dict.fromkeys([*columns, *collection.source_fields])
    labels = {name: label for name, label in request.labels.items() if name in names}
    return TableBuilder(page, collection).build(records, Layout(tuple(names), labels))


def counts_table(page: Page, collection: Collection, rows: ChartRows) -> report_table:
    """Return the counts of a chart: a row a value, a column a series.

    Args:
        page: the page that is being read.
        collection: whose records were counted.
        rows: what the chart shows.
    """
    upright = rows.y.kind == "number"
    by, numbers = (rows.x, rows.y) if upright else (rows.y, rows.x)
    texts = {(str(mark.x if upright else mark.y), mark.colour): mark.text for mark in rows.marks}
    columns = [Column("value", by.label, width=3, heads=True)]
    columns += [Column(f"count={name}", name or numbers.label, "right", 2) for name in rows.series]
    shown = [
        Row(value, False, (value, *[texts.get((value, name), "0") for name in rows.series]))
        for value in by.values
    ]
    return TableBuilder(page, collection).finish(columns, PackedRows(shown))
