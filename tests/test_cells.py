"""Rows of a table, packed once there are many."""

from __future__ import annotations

import pickle

import pytest

from indonato_report.cells import PackedRows, Row
from project_plugin import MakeProject


@pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 1200])
def test_packed_rows_are_the_rows(count: int) -> None:
    rows = [Row(f"k{number}", number % 2 == 0, (f"cell {number}",)) for number in range(count)]
    packed = PackedRows(iter(rows))
    assert len(packed) == count
    assert list(packed) == rows
    assert list(packed) == rows  # again
    stored = pickle.loads(pickle.dumps(packed))
    assert list(stored) == rows
    assert repr(stored) == f"<{count} rows>"


def test_many_rows_are_stored_in_little_space() -> None:
    rows = [Row(f"k{number}", False, ("the same words",) * 5) for number in range(5000)]
    assert len(pickle.dumps(PackedRows(rows))) < len(pickle.dumps(rows)) / 4


@pytest.mark.parametrize("builder", ["html", "latex"])
def test_a_table_of_many_records_is_complete_and_in_order(
    make_project: MakeProject, builder: str
) -> None:
    page = "# P\n\n```{report:table} visits\n:columns: title, kind\n:group: kind\n```\n"
    project = make_project(pages={"index.md": page})
    kinds = ("survey", "repair", "rescue")
    records = "".join(
        f'- {{id: v{number}, date: "2000-01-01", title: Visit {number:04}, '
        f"kind: {kinds[number % 3]}}}\n"
        for number in range(1203)
    )
    project.write({"data/visits.yaml": records})
    built = project.build(builder, conf={"suppress_warnings": ["report.home"]})
    expected = [f"Visit {number:04}" for first in range(3) for number in range(first, 1203, 3)]
    if builder == "latex":
        text = built.text("harbours.tex")
        positions = [text.find(title) for title in expected]
        assert -1 not in positions
        assert positions == sorted(positions)
    else:
        titles = [cell.get_text() for cell in built.page().select("tbody th[scope=row]")]
        assert titles == expected
        groups = [cell.get_text() for cell in built.page().select("th.report-group")]
        assert groups == ["Survey", "Repair work", "Rescue"]
