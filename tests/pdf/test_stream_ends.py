"""The ends of streams: none that reads in two ways."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from indonato_report.pdf.stream_ends import with_clear_ends
from pdf.archival.checks import CHECKS, ArchivalFile


def _saved(path: Path, *streams: bytes) -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root.Held = pikepdf.Array([pdf.make_stream(one) for one in streams])
    pdf.save(
        path,
        compress_streams=False,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        deterministic_id=True,
    )
    return path.read_bytes()


def _findings(path: Path) -> list[str]:
    (check,) = (one for one in CHECKS if one.__name__ == "streams_are_as_long_as_they_say")
    return list(check(ArchivalFile(path)))


@pytest.mark.parametrize(
    "streams",
    [
        [b"ends in a carriage return\r"],
        [b"\r"],
        [b"first\r", b"second", b"third\r"],
        [b"holds\nstream\nand\r\nendstream\nendobj\n of its own\r"],
        [b"holds 7 0 obj\n<< /Length 3 >>\nstream\nabc\r"],
    ],
)
def test_an_end_is_made_clear_and_nothing_else_moves(tmp_path: Path, streams: list[bytes]) -> None:
    path = tmp_path / "one.pdf"
    before = _saved(path, *streams)
    assert _findings(path)
    after = with_clear_ends(before)
    path.write_bytes(after)
    assert _findings(path) == []
    assert len(after) == len(before)
    with pikepdf.open(path) as pdf:
        assert [one.read_raw_bytes() for one in pdf.Root.Held] == streams
        assert pdf.check_pdf_syntax() == []


@pytest.mark.parametrize("content", [b"plain", b"ends in a line feed\n", b"both\r\n", b""])
def test_a_clear_end_is_left_alone(tmp_path: Path, content: bytes) -> None:
    before = _saved(tmp_path / "one.pdf", content)
    assert with_clear_ends(before) == before


def test_what_is_no_stream_is_left_alone() -> None:
    text = b"%PDF-1.7\nnothing\r\nendstream\n" * 3
    assert with_clear_ends(text) == text
