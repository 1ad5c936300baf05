"""The keys of a bibliography are found, whatever stands around them."""

from __future__ import annotations

from pathlib import Path

from indonato_report.data.bibliography import read_keys


def test_keys_of_all_entries(tmp_path: Path) -> None:
    path = tmp_path / "x.bib"
    path.write_bytes(
        b"\xef\xbb\xbf% comment\r\n@book{one,\r\n title = {A @misc{no, b}}\r\n}\n"
        b"  @Article ( two_2:b.c ,\n year = 2020)\n@misc{\n  three\n ,\n}\n"
        b"@comment{four, x}\n@string{five, x}\n@preamble{six, x}\n@online{seven-e\xcc\x81,}\n"
    )
    keys, problems = read_keys(path)
    assert problems == []
    assert keys == {"one", "two_2:b.c", "three", "seven-e\u0301"}


def test_a_missing_bibliography(tmp_path: Path) -> None:
    keys, (problem,) = read_keys(tmp_path / "x.bib")
    assert keys == frozenset() and problem.code == "file.missing"


def test_a_bibliography_without_entries(tmp_path: Path) -> None:
    (tmp_path / "x.bib").write_text("")
    keys, (problem,) = read_keys(tmp_path / "x.bib")
    assert keys == frozenset() and problem.code == "file.empty"
