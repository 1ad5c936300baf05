"""Programs that people use open the published data of a website unaided."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from project_plugin import MakeProject


@pytest.fixture(scope="module")
def folder(make_project: MakeProject) -> Path:
    return make_project("everything").build().outdir / "data"


def records(folder: Path, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
class TestFrictionless:
    """What the official validator says."""

    def errors(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        from frictionless import Package

        monkeypatch.chdir(folder)
        return [row[-1] for row in Package("datapackage.json").validate().flatten(["type"])]

    def test_it_accepts_the_package(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        assert self.errors(folder, monkeypatch) == []

    def test_it_refuses_a_broken_one(
        self, make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        own = make_project("everything").build().outdir / "data"
        table = own / "visits.csv"
        text = table.read_text(encoding="utf-8")
        table.write_text(text.replace("2020-03-01", "last spring"), encoding="utf-8")
        assert {"hash-count", "type-error"} & set(self.errors(own, monkeypatch))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["ports", "visits", "figures"])
class TestReaders:
    """What pandas and DuckDB make of each table."""

    def test_pandas(self, folder: Path, name: str) -> None:
        import pandas

        table = pandas.read_csv(folder / f"{name}.csv")
        expected = records(folder, name)
        assert list(table["id"]) == [record["id"] for record in expected]
        for column in table.columns:
            missing = [record["id"] for record in expected if column not in record]
            assert list(table["id"][table[column].isna()]) == missing
        other = pandas.read_json(folder / f"{name}.json")
        assert list(other["id"]) == list(table["id"])

    def test_duckdb(self, folder: Path, name: str) -> None:
        import duckdb

        expected = records(folder, name)
        with duckdb.connect() as connection:
            for ending in ("csv", "json"):
                found = connection.sql(f"select id from '{folder}/{name}.{ending}'").fetchall()
                assert found == [(record["id"],) for record in expected]


@pytest.mark.slow
def test_types_are_found_without_help(folder: Path) -> None:
    import datetime

    import duckdb
    import pandas

    with duckdb.connect() as connection:
        row = connection.sql(f"select date, crew from '{folder}/visits.csv'").fetchall()[0]
    assert row == (datetime.date(2020, 3, 1), 1200)
    ports = pandas.read_csv(folder / "ports.csv").dropna(subset="open")
    assert ports["depth"].dtype == "float64" and list(ports["open"]) == [True, False]
