"""YAML gives what is written, and nothing that could harm."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from .conftest import only, read


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
