"""What a build says: where the result is, how long it took, and that it failed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

TOOL = Path(__file__).resolve().parents[2] / "tools" / "build.py"


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0.04, "0 s"),
        (8.44, "8.4 s"),
        (12, "12 s"),
        (59.94, "59.9 s"),
        (59.96, "1 min 00 s"),
        (85, "1 min 25 s"),
    ],
)
def test_duration(build_tool, seconds, expected):
    assert build_tool.spoken_duration(seconds) == expected


@pytest.mark.parametrize(
    ("size", "expected"), [(1, "1 kB"), (12_345, "12 kB"), (3_400_000, "3.4 MB")]
)
def test_size(build_tool, size, expected):
    assert build_tool.spoken_size(size) == expected


def run_build(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, TOOL, "html", "--jobs", "1", *options],
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def small_project(tmp_path):
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "conf.py").write_text('project = "Small"\n', encoding="utf-8")
    (docs / "index.rst").write_text("Title\n=====\n\nText.\n", encoding="utf-8")
    (docs / "other.rst").write_text(":orphan:\n\nOther\n=====\n", encoding="utf-8")
    return tmp_path


@pytest.mark.slow
def test_build_names_the_result_and_the_second_one_does_only_what_changed(small_project):
    first = run_build(small_project, "--started", "0")
    assert first.returncode == 0, first.stderr
    assert "Building the website into build/html ..." in first.stdout
    assert "-> build/html/index.html (" in first.stdout
    assert "The website took " in first.stdout
    assert "All done in " in first.stdout
    index = small_project / "build" / "html" / "index.html"
    other = index.with_name("other.html")
    written = index.stat().st_mtime_ns, other.stat().st_mtime_ns
    source = small_project / "docs" / "index.rst"
    source.write_text(source.read_text(encoding="utf-8") + "\nMore text.\n", encoding="utf-8")
    assert run_build(small_project).returncode == 0
    assert index.stat().st_mtime_ns > written[0]
    assert other.stat().st_mtime_ns == written[1]


@pytest.mark.slow
def test_failed_build_is_said_and_counted(small_project):
    source = small_project / "docs" / "index.rst"
    source.write_text("Title\n==\n\n:nosuchrole:`x`\n", encoding="utf-8")
    answer = run_build(small_project, "--sphinx-options=-W --keep-going")
    assert answer.returncode == 1
    assert "The website was not built (sphinx-build ended with code 1" in answer.stderr
    assert "The website took" not in answer.stdout


def test_build_without_a_result_fails(build_tool, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(build_tool.subprocess, "call", lambda command: 0)
    assert build_tool.build("pdf", tmp_path, tmp_path / "build", [], "1") == 1
    assert "wrote no *.pdf" in capsys.readouterr().err
