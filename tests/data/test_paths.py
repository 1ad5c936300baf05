"""Patterns find the same files on every machine; the fingerprint tells every change."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from indonato_report.data.fingerprint import fingerprint
from indonato_report.data.paths import files_of, is_pattern, pattern_of


def names(folder: Path, path: str) -> list[str]:
    return [file.relative_to(folder).as_posix() for file in files_of(pattern_of(folder, path))]


@pytest.fixture(params=["plain", "with [brackets] and *"])
def folder(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    folder = tmp_path / str(request.param)
    for name in ("b.yaml", "a.yaml", "c.csv", ".hidden.yaml", "in/d.yaml", "in/deep/e.yaml"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    (folder / ".git").mkdir()
    (folder / ".git" / "f.yaml").write_text("")
    return folder


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a.yaml", ["a.yaml"]),
        ("missing.yaml", ["missing.yaml"]),
        ("*.yaml", ["a.yaml", "b.yaml"]),
        ("[ab].yaml", ["a.yaml", "b.yaml"]),
        ("in/?.yaml", ["in/d.yaml"]),
        ("*/d.yaml", ["in/d.yaml"]),
        ("**/*.yaml", ["a.yaml", "b.yaml", "in/d.yaml", "in/deep/e.yaml"]),
        ("*.json", []),
        ("no/*.yaml", []),
    ],
)
def test_files_of_a_path_come_in_order_and_without_hidden_ones(
    folder: Path, path: str, expected: list[str]
) -> None:
    assert names(folder, path) == expected


def test_what_is_a_pattern(folder: Path) -> None:
    assert not is_pattern(pattern_of(folder, "a.yaml"))
    assert is_pattern(pattern_of(folder, "*.yaml"))


def test_a_link_that_leads_back_up_makes_no_endless_search(folder: Path) -> None:
    (folder / "in" / "up").symlink_to(folder)
    (folder / "in" / "deep" / "up").symlink_to(folder)
    assert names(folder, "**/*.yaml") == ["a.yaml", "b.yaml", "in/d.yaml", "in/deep/e.yaml"]


# -- the fingerprint ------------------------------------------------------------------------------
def taken(folder: Path) -> str:
    files = [folder / "c.csv", folder / "gone.yaml"]
    return fingerprint(files, [pattern_of(folder, "*.yaml")]).digest


def test_the_fingerprint_is_of_the_content_not_of_the_time(folder: Path) -> None:
    before = taken(folder)
    os.utime(folder / "a.yaml", (1, 1))
    (folder / "b.yaml").write_text("b.yaml")
    assert taken(folder) == before


@pytest.mark.parametrize("change", ["changed", "added", "removed", "appeared", "renamed", "folder"])
def test_the_fingerprint_tells_every_change(folder: Path, change: str) -> None:
    before = taken(folder)
    if change == "changed":
        (folder / "a.yaml").write_text("other")
    elif change == "added":
        (folder / "z.yaml").write_text("z")
    elif change == "removed":
        (folder / "a.yaml").unlink()
    elif change == "appeared":
        (folder / "gone.yaml").write_text("")
    elif change == "renamed":
        (folder / "a.yaml").rename(folder / "a2.yaml")
    else:
        (folder / "c.csv").unlink()
        (folder / "c.csv").mkdir()
    assert taken(folder) != before


def test_the_fingerprint_does_not_wait_for_a_pipe(folder: Path) -> None:
    (folder / "a.yaml").unlink()
    os.mkfifo(folder / "a.yaml")
    assert taken(folder)


def test_the_fingerprint_keeps_what_it_was_taken_of(folder: Path) -> None:
    found = fingerprint([folder / "b", folder / "a", folder / "b"], [pattern_of(folder, "*.yaml")])
    assert found.files == (str(folder / "a"), str(folder / "b"))
    assert found.patterns == (str(pattern_of(folder, "*.yaml")),)
