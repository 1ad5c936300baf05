"""The harbours' data, and charts of them without Sphinx."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from indonato_report.charts import theme
from indonato_report.charts.marks import ChartRows
from indonato_report.charts.request import ChartRequest
from indonato_report.charts.rows import rows_of
from indonato_report.charts.spec import spec_of
from indonato_report.data.dataset import Dataset, load

ROOT = Path(__file__).resolve().parent.parent / "roots" / "test-everything"

Rows = Callable[..., ChartRows]
Specification = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def harbours() -> Dataset:
    return load(ROOT / "data" / "datapackage.yaml")


def request_for(harbours: Dataset, name: str, **options: Any) -> ChartRequest:
    collection = harbours.collection(name)
    assert collection is not None
    return ChartRequest(collection=collection, **options)


@pytest.fixture(scope="session")
def rows(harbours: Dataset) -> Rows:
    """Returns the rows of a chart: ``rows("visits", form="bar", …, where="…")``."""

    def make(name: str, where: str = "", **options: Any) -> ChartRows:
        request = request_for(harbours, name, **options)
        records = harbours.select(request.collection, where)
        return rows_of(request, records, lambda collection, key: f"{collection}/{key}")

    return make


@pytest.fixture(scope="session")
def specification(harbours: Dataset, rows: Rows) -> Specification:
    """Returns the specification of a chart, wide or of another ``width`` in pixels."""

    def make(
        name: str, where: str = "", width: int = theme.WIDTH, **options: Any
    ) -> dict[str, Any]:
        request = request_for(harbours, name, **options)
        return spec_of(request, replace(rows(name, where, **options), width=width))

    return make
