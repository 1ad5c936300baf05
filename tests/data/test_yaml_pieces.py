"""A large file is parsed in pieces, and nobody can tell."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indonato_report.data import reader, yaml_pieces

LINES = [
    "- id: a",
    "  text: one",
    "- ",
    "-",
    "- plain",
    "  - inner",
    "# remark",
    "",
    "  'quoted",
    "- end'",
    '- "open',
    '  close"',
    "- |",
    "  block",
    "- not: a - b",
    "---",
    "...",
    "- &x one",
    "- *x",
    "- [flow,",
    "- flow]",
    "key: value",
    "\t- tab",
    "%YAML 1.2",
]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=12).map("\n".join))
def test_pieces_read_as_the_whole_does(text: str) -> None:
    folder = Path("/nowhere/records.yaml")
    file = reader.DataFile(folder, "records.yaml", text + "\n")

    def read(length: int) -> object:
        from indonato_report.data import yaml_reader

        with mock.patch.object(yaml_pieces, "PIECE_LENGTH", length):
            try:
                return yaml_reader.parse(file)
            except reader.Rejected as rejected:
                return [str(problem) for problem in rejected.problems]

    assert read(4) == read(1_000_000)


@pytest.mark.parametrize("start", ["", "# remark\n\n", "---\n"])
def test_a_long_list_is_cut_before_its_records(start: str) -> None:
    text = start + "- id: a\n  text: b\n" * 40_000
    assert yaml_pieces.has_pieces(text)
    found = list(yaml_pieces.pieces(text))
    assert len(found) > 1
    assert "".join(found) == text
    assert all(piece.startswith("- ") for piece in found[1:])


@pytest.mark.parametrize("text", ["a: 1\n", "- a\n- b\n", "- a\r\n" * 200_000])
def test_anything_else_stays_whole(text: str) -> None:
    assert not yaml_pieces.has_pieces(text)
