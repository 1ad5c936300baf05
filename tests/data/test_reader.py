"""Whatever a file holds, reading gives values or clear problems, and nothing else."""

from __future__ import annotations

import os
import socket
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from indonato_report.data import files, reader
from indonato_report.data.problems import CODES

from .conftest import only, read

# -- any bytes ----------------------------------------------------------------------------------
YAML_PIECES = st.sampled_from(
    b"- |id: a\n|  |\n|: |[|]|{|}|\"|'|>-\n|&a |*a|!t |#|---\n|\t|<<: |? |\xff|\x00|\r\n|"
    b"\xe2\x80\xa8|1e999|9999999999999999999999999|.nan|null|\\u0000|\\ud800|,|@".split(b"|")
)


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    suffix=st.sampled_from([".yaml", ".json", ".csv", ".txt"]),
    content=st.one_of(st.binary(max_size=60), st.lists(YAML_PIECES, max_size=12).map(b"".join)),
)
@example(suffix=".json", content=b'{"a": "\\ud800"}')
@example(suffix=".json", content=b"[" * 5000)
@example(suffix=".csv", content=b'a,b\n"x\n')
@example(suffix=".yaml", content=b"- {1: a, true: b, null: c}")
@example(suffix=".yaml", content=b'"\\0": "\\x07"')
def test_any_bytes_give_a_value_or_problems(tmp_path: Path, suffix: str, content: bytes) -> None:
    path = tmp_path / f"x{suffix}"
    path.write_bytes(content)
    file, value, problems = reader.read_file(path)
    assert (value is None) <= bool(problems)
    lines = content.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in problems:
        assert problem.code in CODES
        assert "\n" not in problem.message and len(problem.message) < 600
        assert 0 <= problem.line <= len(lines)
        if problem.line and file is not None:
            assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1


# -- files that are no files --------------------------------------------------------------------
def test_a_missing_file_names_its_nearest_neighbour(tmp_path: Path) -> None:
    (tmp_path / "visits.yaml").write_text("[]")
    _, _, problems = reader.read_file(tmp_path / "visit.yaml")
    assert only(problems) == (
        "0:0 [file.missing] there is no such file. Did you mean 'visits.yaml'?"
    )


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    _, _, (problem,) = reader.read_file(tmp_path / "no" / "visits.yaml")
    assert problem.code == "file.missing"
    assert problem.message == f"there is no folder '{tmp_path.as_posix()}/no'"


def test_a_file_in_place_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("")
    _, _, (problem,) = reader.read_file(tmp_path / "a" / "b.yaml")
    assert problem.code == "file.missing"


def test_a_broken_link(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").symlink_to(tmp_path / "nowhere.yaml")
    _, _, problems = reader.read_file(tmp_path / "x.yaml")
    assert only(problems) == "0:0 [file.missing] this is a link to a file that does not exist"


def test_a_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").symlink_to(tmp_path / "x.yaml")
    _, _, problems = reader.read_file(tmp_path / "x.yaml")
    assert only(problems) == (
        "0:0 [file.unreadable] the file cannot be read: it is a link that leads back to itself"
    )


def test_a_pipe_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.yaml")
    _, _, problems = reader.read_file(tmp_path / "x.yaml")
    assert only(problems) == (
        "0:0 [file.unreadable] this is a device or a pipe, not a regular file"
    )


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/full"])
def test_a_device_without_end(tmp_path: Path, device: str) -> None:
    (tmp_path / "x.yaml").symlink_to(device)
    _, _, (problem,) = reader.read_file(tmp_path / "x.yaml")
    assert problem.code == "file.unreadable"


def test_a_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the name of a socket must be short
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("x.yaml")
        _, _, (problem,) = reader.read_file(Path("x.yaml"))
    assert problem.code == "file.unreadable"


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "x.yaml"
    path.write_text("[]")
    monkeypatch.setattr(Path, "open", refuse)  # the tests may run as root, who may read all
    _, _, problems = reader.read_file(path)
    assert only(problems) == (
        "0:0 [file.unreadable] the file cannot be read: you have no permission to read it"
    )


def test_a_name_with_a_null_byte() -> None:
    _, _, (problem,) = reader.read_file(Path("a\0b.yaml"))
    assert problem.code == "file.unreadable" and "\0" not in problem.path


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    _, _, (problem,) = reader.read_file(tmp_path / f"{'x' * 300}.yaml")
    assert problem.message == "the file cannot be read: its name is too long"


def test_a_file_of_a_hundred_megabytes_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    with path.open("wb") as handle:
        handle.truncate(100 * 2**20)
    started = time.monotonic()
    _, _, (problem,) = reader.read_file(path)
    assert problem.code == "file.too-large"
    assert problem.message.startswith("the file has 100 MB, and a data file may have 16 MB; ")
    assert time.monotonic() - started < 1


def test_a_file_that_grows_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"#" * 20)
    monkeypatch.setattr(files, "MAX_FILE_BYTES", 20)
    assert files.read_bytes(path) == b"#" * 20
    found = path.stat()
    path.write_bytes(b"#" * 21)
    monkeypatch.setattr(Path, "stat", lambda self, **_: found)
    _, _, (problem,) = reader.read_file(path)
    assert problem.code == "file.too-large"


@pytest.mark.parametrize("suffix", [".yaml", ".json", ".csv"])
def test_a_file_of_nothing_but_separators_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    monkeypatch.setattr(reader, "MAX_VALUES", 1000)
    _, problems = read(tmp_path / f"x{suffix}", b"[," * 501)
    assert only(problems) == (
        "0:0 [file.too-large] the file holds more than 1,000 values; split it into several files"
    )


def test_a_suffix_that_is_no_data(tmp_path: Path) -> None:
    _, problems = read(tmp_path / "data", b"[]")
    assert only(problems) == (
        "0:0 [file.format] 'data' is no kind of data file; use .yaml, .yml, .json, .csv or .bib"
    )


# -- text ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("content", [b"", b" \n\t\r\n", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("suffix", [".yaml", ".json", ".csv"])
def test_a_file_with_nothing_in_it(tmp_path: Path, suffix: str, content: bytes) -> None:
    _, problems = read(tmp_path / f"x{suffix}", content)
    assert only(problems) == (
        "1:1 [file.empty] there is nothing in this file; write at least one record, or [] for none"
    )


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-be", "utf-16-le"])
def test_utf_16_is_named_or_its_null_bytes_are(tmp_path: Path, codec: str) -> None:
    _, (problem,) = read(tmp_path / "x.csv", "id,ship\n1,Aurora\n".encode(codec))
    assert problem.code == ("file.encoding" if codec == "utf-16" else "file.control-character")


def test_a_byte_that_no_encoding_knows(tmp_path: Path) -> None:
    _, problems = read(tmp_path / "x.yaml", b"- id: a\r\n- id: \x81\r\n")
    assert only(problems) == (
        "2:7 [file.encoding] byte 0x81 is not UTF-8; save the file with the encoding UTF-8"
    )


def test_a_mark_of_byte_order_at_the_start_is_dropped(tmp_path: Path) -> None:
    value, problems = read(tmp_path / "x.yaml", b"\xef\xbb\xbf- id: a\n")
    assert (value, problems) == ([{"id": "a"}], [])
    value, problems = read(tmp_path / "x.csv", b"\xef\xbb\xbfid\na\n")
    assert (value, problems) == ([{"id": "a"}], [])


@pytest.mark.parametrize(
    "character", ["\0", "\x07", "\x1b", "\x7f", "\x85", "\x9f", "\u2028", "\u202e", "\ufeff"]
)
def test_an_invisible_character_is_shown_with_its_place(tmp_path: Path, character: str) -> None:
    _, (problem,) = read(tmp_path / "x.yaml", f"- id: a\n  ship: b{character}c\n".encode())
    assert (problem.line, problem.column) == (2, 10)
    assert problem.code == "file.control-character"
    assert f"U+{ord(character):04X}" in problem.message


def test_joiners_that_indian_scripts_need_are_allowed(tmp_path: Path) -> None:
    text = "क्\u200dष ர\u200cக"
    value, problems = read(tmp_path / "x.yaml", f"- id: {text}\n".encode())
    assert (value, problems) == ([{"id": text}], [])


@pytest.mark.parametrize(
    ("suffix", "content", "expected"),
    [
        (".json", rb'[{"a": "b\u0000"}]', "1:8 [file.control-character] the invisible character"),
        (".json", rb'[{"a": ["x", "\ud83d"]}]', "1:14 [file.encoding] the escape \\ud83d is half"),
        (".json", rb'[{"a\u0007": 1}]', "1:3 [file.control-character] the invisible character"),
        (".yaml", b'- a: x\n  b: "\\e"\n', "2:6 [file.control-character] the invisible character"),
    ],
)
def test_an_escape_smuggles_nothing_in(
    tmp_path: Path, suffix: str, content: bytes, expected: str
) -> None:
    _, problems = read(tmp_path / f"x{suffix}", content)
    assert only(problems).startswith(expected)


def test_an_emoji_as_a_pair_of_escapes_is_fine(tmp_path: Path) -> None:
    value, problems = read(tmp_path / "x.json", rb'["\ud83d\ude00"]')
    assert (value, problems) == (["😀"], [])


# -- paths --------------------------------------------------------------------------------------
def test_a_path_inside_the_current_folder_is_shown_from_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert reader.shown_path(tmp_path / "a" / ".." / "b.yaml") == "b.yaml"
    assert reader.shown_path(Path("a/b.yaml")) == "a/b.yaml"
    assert reader.shown_path(tmp_path.parent / "c.yaml") == (tmp_path.parent / "c.yaml").as_posix()
    assert reader.shown_path(Path("a\nb\x1b.yaml")) == "a b�.yaml"
    assert reader.shown_path(Path(os.fsdecode(b"\xff.yaml"))) == "?.yaml"
