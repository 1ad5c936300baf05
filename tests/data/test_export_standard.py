"""The official validator accepts the published package, and refuses a broken copy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indonato_report.data import dataset
from indonato_report.data.export import write_package

from .conftest import FULL, Write


@pytest.mark.filterwarnings("ignore")
class TestFrictionless:
    """What the official validator says of the published package."""

    @pytest.fixture
    def folder(self, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        data = dataset.load(write(FULL))
        assert data.problems == []
        write_package(data, tmp_path / "out")
        monkeypatch.chdir(tmp_path / "out")
        return tmp_path / "out"

    def errors(self) -> list[str]:
        from frictionless import Package as Published

        report = Published("datapackage.json").validate()
        return [row[-1] for row in report.flatten(["type"])]

    def change(self, folder: Path, old: str, new: str, *, checksum: bool = False) -> None:
        table = folder / "visits.csv"
        text = table.read_text(encoding="utf-8")
        assert text.count(old) == 1
        table.write_text(text.replace(old, new), encoding="utf-8")
        if not checksum:  # so that the change itself is found, not only that there was one
            path = folder / "datapackage.json"
            content = json.loads(path.read_text(encoding="utf-8"))
            for resource in content["resources"]:
                del resource["hash"], resource["bytes"]
            path.write_text(json.dumps(content), encoding="utf-8")

    def test_the_package_is_valid(self, folder: Path) -> None:
        assert self.errors() == []

    @pytest.mark.parametrize(
        ("old", "new", "error"),
        [
            (",cargo,", ",barge,", "constraint-error"),
            (",25,", ",many,", "type-error"),
            ("2026-05-04", "2026-02-31", "type-error"),
            (",ABC,", ",abc,", "constraint-error"),
            (",north,", ",nowhere,", "foreign-key"),
            ("v2,Borealis", "v1,Borealis", "primary-key"),
            ("v2,Borealis", "v2,", "constraint-error"),
            ("id,ship", "id,vessel", "incorrect-label"),
        ],
    )
    def test_a_broken_copy_is_refused(self, folder: Path, old: str, new: str, error: str) -> None:
        self.change(folder, old, new)
        assert error in self.errors()

    def test_a_changed_table_does_not_match_its_checksum(self, folder: Path) -> None:
        self.change(folder, "Borealis", "Corona", checksum=True)
        assert "hash-count" in self.errors()

    def test_lists_are_lists(self, folder: Path) -> None:
        from frictionless import Package as Published

        rows = Published("datapackage.json").get_resource("visits").read_rows()
        assert rows[0]["goods"] == ["fish", "@coal"] and rows[0]["guest"] is False
        assert rows[0]["ship"] == "'=Aurora" and rows[0]["crew"] == 25
