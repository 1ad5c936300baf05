"""Whatever a file holds, reading gives values or clear problems, and nothing else."""

from __future__ import annotations

import json
import os
import socket
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from indonato_report.data import files, reader
from indonato_report.data.problems import CODES, Problem


def read(path: Path, content: bytes) -> tuple[object, list[Problem]]:
    path.write_bytes(content)
    _, value, problems = reader.read_file(path)
    return value, problems


def only(problems: list[Problem]) -> str:
    (problem,) = problems
    return f"{problem.line}:{problem.column} [{problem.code}] {problem.message}"


# -- any bytes ----------------------------------------------------------------------------------
YAML_PIECES = st.sampled_from(
    b"- |id: a\n|  |\n|: |[|]|{|}|\"|'|>-\n|&a |*a|!t |#|---\n|\t|<<: |? |\xff|\x00|\r\n|"
    b"\xe2\x80\xa8|1e999|9999999999999999999999999|.nan|null|\\u0000|\\ud800|,|@".split(b"|")
)


@settings(
    max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
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
        "0:0 [file.format] 'data' is no kind of data file; use .yaml, .yml, .json or .csv"
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


# -- YAML ---------------------------------------------------------------------------------------
def test_yaml_keeps_texts_that_older_yaml_changed(tmp_path: Path) -> None:
    text = "- {a: NO, b: yes, c: on, d: 12:30, e: 1_000, f: 2019-01-01, g: 017, h: 0x1F, i: true}\n"
    value, _ = read(tmp_path / "x.yml", text.encode())
    assert value == [
        {
            "a": "NO",
            "b": "yes",
            "c": "on",
            "d": "12:30",
            "e": "1_000",
            "f": "2019-01-01",
            "g": "017",
            "h": 31,
            "i": True,
        }
    ]


def test_a_tag_runs_nothing(tmp_path: Path) -> None:
    value, _ = read(tmp_path / "x.yaml", b"- {a: !!python/object/apply:os.system ['true']}\n")
    assert value == [{"a": ["true"]}]


def test_aliases_are_written_out(tmp_path: Path) -> None:
    value, problems = read(tmp_path / "x.yaml", b"- {id: a, l: &l [x, y]}\n- {id: b, l: *l}\n")
    assert (value, problems) == ([{"id": "a", "l": ["x", "y"]}, {"id": "b", "l": ["x", "y"]}], [])


@pytest.mark.parametrize(
    "anchored", ["'" + "x" * 20_000 + "'", "[" + "x, " * 9000 + "x]", "{" + "a: 1, " * 1 + "b: 2}"]
)
def test_aliases_that_stand_for_too_much(tmp_path: Path, anchored: str) -> None:
    aliases = 20_000_000 // len(anchored) + 2000
    text = f"- &a {anchored}\n" + "- *a\n" * min(aliases, 4000)
    started = time.monotonic()
    value, problems = read(tmp_path / "x.yaml", text.encode())
    assert time.monotonic() - started < 5
    if len(anchored) > 100:
        assert [problem.code for problem in problems] == ["file.expansion"]
    else:  # many aliases of little are no harm
        assert problems == [] and isinstance(value, list)


def test_emphasis_in_texts_is_no_alias(tmp_path: Path) -> None:
    text = "- &a x\n" + "- |\n  *one* and *two*\n" * 3000
    value, problems = read(tmp_path / "x.yaml", text.encode())
    assert problems == [] and isinstance(value, list) and len(value) == 3001


def test_all_duplicate_keys_are_reported(tmp_path: Path) -> None:
    text = "- {a: 1, a: 2}\n- b: 1\n  c: {d: 1, d: 2}\n  b: 2\n"
    _, problems = read(tmp_path / "x.yaml", text.encode())
    assert [(p.line, p.column, p.code) for p in problems] == [
        (1, 10, "file.duplicate-key"),
        (3, 13, "file.duplicate-key"),
        (4, 3, "file.duplicate-key"),
    ]


def test_duplicate_keys_are_reported_up_to_a_hundred(tmp_path: Path) -> None:
    _, problems = read(tmp_path / "x.yaml", b"- {a: 1, a: 2}\n" * 150)
    assert len(problems) == 100


def test_a_key_that_is_written_twice_in_different_ways(tmp_path: Path) -> None:
    _, problems = read(tmp_path / "x.yaml", b"- {1: a, 0x1: b}\n")
    assert [p.code for p in problems] == ["file.duplicate-key"]


def test_a_hyphen_without_a_space_is_explained(tmp_path: Path) -> None:
    _, problems = read(tmp_path / "x.yaml", b"-id: a\n-id: b\n")
    assert only(problems) == (
        "2:1 [file.duplicate-key] write a space after the hyphen that begins a record: '- id: …'"
    )


def test_a_large_file_is_read_as_a_small_one(tmp_path: Path) -> None:
    records = [{"id": f"r{n}", "text": "x: y\n- z\n" * (n % 3)} for n in range(6000)]
    text = "".join(f"- id: {r['id']}\n  text: {json.dumps(r['text'])}\n" for r in records)
    value, problems = read(tmp_path / "x.yaml", text.encode())
    assert (value, problems) == (records, [])


# -- JSON ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('[{"a": 1 "b": 2}]', "1:10 [file.syntax] not valid JSON: a comma is missing"),
        ('[{"a": 1,}]', "1:"),
        ("[{'a': 1}]", "1:3 [file.syntax] not valid JSON: the name of a field must stand here"),
        ('[{"a" 1}]', "1:7 [file.syntax] not valid JSON: a colon is missing after the name"),
        ('[{"a": }]', "1:8 [file.syntax] not valid JSON: a value is missing here"),
        ("[]\n[]", "2:1 [file.syntax] not valid JSON: the file should end here"),
        ('["abc', "1:2 [file.syntax] not valid JSON: the quotation mark that opens this text"),
        ('["a\nb"]', "1:4 [file.syntax] not valid JSON: the line ends inside a text"),
        (r'["a\x"]', "1:4 [file.syntax] not valid JSON: a backslash in a text is written twice"),
        ('[\n {"a": 1,\n  "a": 2}]', "3:3 [file.duplicate-key] 'a' stands twice in the same"),
        ('{"a": NaN}', "1:7 [file.syntax] not valid JSON: NaN is no number; leave the field out"),
        ('{"a": [-Infinity]}', "1:8 [file.syntax] not valid JSON: -Infinity is no number"),
        (f'{{"a": {"9" * 1001}}}', "1:7 [file.syntax] not valid JSON: a number of 1001 digits"),
        ("[" * 200 + "]" * 200, "1:129 [file.nesting] lists or objects stand inside each other"),
        ('{"a":' * 100_000, "1:641 [file.nesting] lists or objects stand inside each other"),
    ],
)
def test_a_mistake_in_json_is_told_with_its_place(
    tmp_path: Path, content: str, expected: str
) -> None:
    _, problems = read(tmp_path / "x.json", content.encode())
    assert only(problems).startswith(expected)


def test_json_that_is_null_is_empty(tmp_path: Path) -> None:
    _, problems = read(tmp_path / "x.json", b" null")
    assert only(problems).startswith("1:1 [file.empty] there is nothing but null in this file")


def test_json_keeps_what_only_looks_odd(tmp_path: Path) -> None:
    content = '{"a": "NaN", "b": {"a": [1e300, -0.5]}, "c": "\\u0061\\/"}'
    value, problems = read(tmp_path / "x.json", content.encode())
    assert problems == []
    assert value == {"a": "NaN", "b": {"a": [1e300, -0.5]}, "c": "a/"}


# -- CSV ----------------------------------------------------------------------------------------
def test_csv_with_quotes_line_breaks_and_empty_cells(tmp_path: Path) -> None:
    content = b'id,text,more\r\n\r\na,"x, ""y""\r\nz",\r\nb,,w\r\n'
    value, problems = read(tmp_path / "x.csv", content)
    assert problems == []
    assert value == [{"id": "a", "text": 'x, "y"\r\nz'}, {"id": "b", "more": "w"}]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('id\n"a', "2:1 [file.syntax] not valid CSV: a cell that begins with a quotation mark is"),
        ('id\n"a"b\n', "2:1 [file.syntax] not valid CSV: text stands after a closing quotation"),
        ("id,,x\n", "1:4 [file.header] column 2 has no name; give it the name of a field"),
        ('id,"id"\n', "1:4 [file.header] two columns have the name 'id'; keep one"),
        ("id;ship\n", "1:1 [file.header] the columns are separated by semicolons; save the file"),
        ("id\tship\n", "1:1 [file.header] the columns are separated by tabs; save the file"),
        ("\nid|x\n", "2:1 [file.header] the columns are separated by vertical bars; save the"),
        ('id,x\n"a\nb",1\nc\n', "4:1 [file.header] this row has 1 cell, but the header has 2;"),
    ],
)
def test_a_mistake_in_csv_is_told_with_its_place(
    tmp_path: Path, content: str, expected: str
) -> None:
    _, problems = read(tmp_path / "x.csv", content.encode())
    assert only(problems).startswith(expected)


def test_a_cell_without_end(tmp_path: Path) -> None:
    _, problems = read(tmp_path / "x.csv", b'id\n"' + b"x" * 200_000 + b'"\n')
    assert only(problems).startswith("2:1 [file.syntax] not valid CSV: a cell has more than")


def test_bad_rows_hide_neither_each_other_nor_the_good_ones(tmp_path: Path) -> None:
    value, problems = read(tmp_path / "x.csv", b"id,x\na,1,2\nb,2\nc\n")
    assert value == [None, {"id": "b", "x": "2"}, None]
    assert [problem.line for problem in problems] == [2, 4]


def test_bad_rows_and_columns_are_reported_up_to_a_hundred(tmp_path: Path) -> None:
    value, problems = read(tmp_path / "x.csv", b"id\n" + b"a,b\n" * 150)
    assert len(problems) == 100 and value == [None] * 150
    _, problems = read(tmp_path / "x.csv", b"id" + b",id" * 150 + b"\n")
    assert len(problems) == 100


# -- paths --------------------------------------------------------------------------------------
def test_a_path_inside_the_current_folder_is_shown_from_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert reader.shown_path(tmp_path / "a" / ".." / "b.yaml") == "b.yaml"
    assert reader.shown_path(Path("a/b.yaml")) == "a/b.yaml"
    assert reader.shown_path(tmp_path.parent / "c.yaml") == (tmp_path.parent / "c.yaml").as_posix()
    assert reader.shown_path(Path("a\nb\x1b.yaml")) == "a b�.yaml"
