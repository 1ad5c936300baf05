"""A report of one's own, as the guide shows it, builds from exactly what stands there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from guide_pages import blocks, guide_page, one_line


def run_sphinx(folder: Path, arguments: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sphinx", *arguments],
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def own_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the files that the guide shows, and nothing else."""
    folder = tmp_path_factory.mktemp("own")
    for block in blocks(guide_page("adopting")):
        if "caption" in block.options:
            path = folder / block.options["caption"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
    return folder


def commands() -> list[list[str]]:
    lines = [
        line.split()
        for block in blocks(guide_page("adopting"))
        if block.language == "sh"
        for line in block.text.splitlines()
    ]
    return [line[1:] for line in lines if line[0] == "sphinx-build"]


@pytest.mark.parametrize("arguments", commands(), ids=lambda arguments: arguments[1])
def test_a_report_of_ones_own_builds(own_report: Path, arguments: list[str]) -> None:
    built = run_sphinx(own_report, ["-n", *arguments])
    assert (built.returncode, built.stderr) == (0, "")
    results = {path.suffix for path in (own_report / arguments[-1]).iterdir()}
    assert f".{arguments[1]}" in results


def test_a_mistake_in_the_data_gets_the_message_of_the_guide(
    own_report: Path, tmp_path: Path
) -> None:
    shutil.copytree(own_report / "docs", tmp_path / "docs")
    data = tmp_path / "docs" / "data" / "bridges.yaml"
    text = data.read_text(encoding="utf-8")
    data.write_text(text.replace("kind: arch", "kind: arc", 1), encoding="utf-8")
    built = run_sphinx(tmp_path, ["-b", "dummy", "docs", "build"])
    (message,) = [
        block.text
        for block in blocks(guide_page("adopting"))
        if block.options.get("class") == "message"
    ]
    assert one_line(built.stderr) == one_line(message)
