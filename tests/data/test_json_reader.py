"""JSON that is none is told with the place and the remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import only, read


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
