"""Positions are exact: what stands there is what was asked for."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ryaml import loads

from indonato_report.data import json_tree, yaml_tree
from indonato_report.data.positions import Positions
from indonato_report.data.tree import line_and_column

WORDS = st.text(
    st.characters(
        codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufeff"
    ),
    max_size=12,
)
VALUES = st.one_of(
    WORDS,
    st.integers(-99, 99),
    st.booleans(),
    st.none(),
    st.lists(WORDS, max_size=3),
    st.text("ab \n", min_size=1, max_size=40),
)
NAMES = st.sampled_from(["id", "title", "text", "a list", "kürzel", "x1"])
RECORDS = st.lists(st.dictionaries(NAMES, VALUES, min_size=1, max_size=5), min_size=1, max_size=5)


def pointers(records: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = []
    for index, record in enumerate(records):
        found.append((index,))
        for name, value in record.items():
            found.append((index, name))
            if isinstance(value, list):
                found += [(index, name, number) for number in range(len(value))]
    return found


def at(text: str, place: tuple[int, int]) -> int:
    """Return the offset of a place."""
    lines = text.replace("\r\n", "\n").split("\n")
    return sum(len(line) + 1 for line in lines[: place[0] - 1]) + place[1] - 1


# -- YAML ---------------------------------------------------------------------------------------
@settings(max_examples=60, deadline=None)
@given(RECORDS, st.sampled_from([None, True, False]), st.sampled_from([20, 1000]))
def test_one_record_is_found_where_it_is_in_the_whole_file(
    records: list[dict[str, Any]], flow: bool | None, width: int
) -> None:
    text = yaml.safe_dump(records, allow_unicode=True, default_flow_style=flow, width=width)
    whole, by_record = Positions(text, ".yaml"), Positions(text, ".yaml", len(records))
    for pointer in pointers(records):
        for key in (False, True):
            assert whole.find(pointer, key=key) == by_record.find(pointer, key=key)


@settings(max_examples=60, deadline=None)
@given(st.text("ab*{}`: \n'\"\\é", max_size=40), st.sampled_from(["|", ">", "'", '"', None]))
@example(" a", ">")
@example("a\n\n b\n", "|")
@example("\\n é", '"')
@example("it''s", "'")
def test_a_character_of_a_yaml_text_is_found_in_the_file(text: str, style: str | None) -> None:
    for length in (12, 1000):
        node = yaml.dump([{"id": 1, "t": _Styled(text, style)}], width=length, allow_unicode=True)
        (record,) = loads(node)
        value = record["t"]
        if not isinstance(value, str):  # such as a text that reads as nothing
            continue
        places = Positions(node, ".yaml", 1)
        for offset, character in enumerate(value):
            if character in "ab*{}:é`":
                found = node[at(node, places.find_inside((0, "t"), value, offset))]
                assert found in {character, "\\"}  # an escape begins with a backslash


class _Styled(str):
    """A text to be written in a style of YAML."""

    def __new__(cls, text: str, style: str | None) -> _Styled:
        self = super().__new__(cls, text)
        self.style = style
        return self

    style: str | None


yaml.add_representer(
    _Styled,
    lambda dumper, data: dumper.represent_scalar("tag:yaml.org,2002:str", str(data), data.style),
)


def test_places_in_yaml_of_every_kind() -> None:
    text = (
        "# comment\n"
        "- id: a\n"
        "  list: [x, 'y z']\n"
        "  items:\n"
        "    - one\n"
        "    - two\n"
        "  folded: >-\n"
        "    first line\n"
        "    second line\n"
        "- {id: b, list: [q]}\n"
    )
    for places in (Positions(text, ".yaml", 2), Positions(text, ".yaml")):
        assert places.find(()) == ((2, 1))
        assert places.find((0,)) == (2, 3)
        assert places.find((0, "list")) == (3, 9)
        assert places.find((0, "list"), key=True) == (3, 3)
        assert places.find((0, "list", 1)) == (3, 13)
        assert places.find((0, "items", 1)) == (6, 7)
        assert places.find((0, "folded")) == (7, 11)
        assert places.find_inside((0, "folded"), "first line second line", 11) == (9, 5)
        assert places.find((1,)) == (10, 3)
        assert places.find((1, "list", 0)) == (10, 18)
        assert places.find((1, "no")) == (10, 3)
        assert places.find((1, "list", 9)) == (10, 17)
        assert places.find((7,)) == (2, 1)
        assert places.find((0, 5)) == (2, 3)


def test_a_file_with_one_record() -> None:
    text = "id: a\ntext: |\n\n  one\n  two\n"
    places = Positions(text, ".yaml", 1)
    assert places.find((0,)) == (1, 1)
    assert places.find((0, "text")) == (2, 7)
    assert places.find_inside((0, "text"), "\none\ntwo\n", 5) == (5, 3)


def test_an_alias_leads_to_what_it_stands_for() -> None:
    text = "- {id: a, l: &l [x, y]}\n- {id: b, l: *l}\n- <<: *l\n"
    for places in (Positions(text, ".yaml", 3), Positions(text, ".yaml")):
        assert places.find((1, "l", 1)) == (1, 21)


def test_an_anchor_or_tag_is_no_part_of_a_text() -> None:
    text = "- t: &a !!str 'x y'\n- t: &b |\n    x y\n"
    places = Positions(text, ".yaml", 2)
    assert places.find_inside((0, "t"), "x y", 2) == (1, 18)
    assert places.find_inside((1, "t"), "x y\n", 2) == (3, 7)


def test_hyphens_that_begin_no_record_are_not_taken_for_one() -> None:
    text = '- "a\n- b"\n- c\n'
    assert yaml_tree.record_starts(text, 2) is None
    assert Positions(text, ".yaml", 2).find((1,)) == (3, 3)


def test_a_text_before_the_first_hyphen_is_not_skipped() -> None:
    assert yaml_tree.record_starts("x:\n- a\n", 1) is None
    assert yaml_tree.record_starts("# x\n---\n- a\n", 1) == [8]
    assert yaml_tree.record_starts("a: 1\n", 1) is None


def test_what_is_no_yaml_has_its_place_at_the_beginning() -> None:
    assert Positions("- [\n- a", ".yaml", 2).find((1, "x")) == (2, 3)
    assert Positions("a: [", ".yaml").find((0, "a")) == (1, 1)
    assert Positions("- *a\n", ".yaml").find((0,)) == (1, 1)
    assert Positions("", ".yaml").find((0,)) == (1, 1)


def test_names_that_are_no_texts() -> None:
    text = "- {1: a, true: b, [x]: c}\n"
    places = Positions(text, ".yaml", 1)
    assert places.find((0, "1"), key=True) == (1, 4)
    assert places.find((0, "true")) == (1, 16)


def test_the_expanded_length_counts_aliases() -> None:
    assert yaml_tree.expanded_length("- &a xxx\n- *a\n- *a\n") > 12
    assert yaml_tree.expanded_length("- &a [&b xx, *b]\n- *a\n") == 17
    assert yaml_tree.expanded_length("- [") < 5


# -- JSON ---------------------------------------------------------------------------------------
@settings(max_examples=60, deadline=None)
@given(RECORDS, st.sampled_from([None, 1, "\t"]), st.booleans())
def test_places_in_json(records: list[dict[str, Any]], indent: Any, ascii_only: bool) -> None:
    text = json.dumps(records, indent=indent, ensure_ascii=ascii_only)
    whole, by_record = Positions(text, ".json"), Positions(text, ".json", len(records))
    for pointer in pointers(records):
        value: Any = records
        for step in pointer:
            value = value[step]
        offset = at(text, by_record.find(pointer))
        assert json.JSONDecoder().raw_decode(text, offset)[0] == value
        assert whole.find(pointer) == by_record.find(pointer)
        name = at(text, whole.find(pointer, key=True))
        assert whole.find(pointer, key=True) == by_record.find(pointer, key=True)
        if isinstance(pointer[-1], str):
            assert json.JSONDecoder().raw_decode(text, name)[0] == pointer[-1]


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from('ab{`é😀"\\\n\t '), max_size=20), st.booleans())
def test_a_character_of_a_json_text_is_found(value: str, ascii_only: bool) -> None:
    text = json.dumps([{"t": value}], ensure_ascii=ascii_only)
    places = Positions(text, ".json", 1)
    for offset, character in enumerate(value):
        if not character.isspace():
            found = text[at(text, places.find_inside((0, "t"), value, offset)) :]
            written = json.dumps(character, ensure_ascii=ascii_only)[1:-1]
            assert found.startswith(written)


def test_one_record_in_json() -> None:
    places = Positions('{"a": {"b": [1, 2]}}', ".json", 1)
    assert places.find((0, "a", "b", 1)) == (1, 17)
    assert places.find((0,)) == (1, 1)


@pytest.mark.parametrize(
    "text", ["", "{", "[1,", '["', "]", "[" * 3000, "x", '{"a" "b"}', "{1: 2}"]
)
def test_what_is_no_json_has_a_place_all_the_same(text: str) -> None:
    line, column = Positions(text, ".json", 2).find((1, "a"))
    assert line == 1 and column >= 1
    assert list(json_tree.duplicates(text)) == []


def test_duplicates_in_json_are_told_apart_from_values() -> None:
    text = '{"a": "a", "b": ["a", "a"], "c": {"a": 1},\n "a": 2}'
    assert list(json_tree.duplicates(text)) == [("a", 44, 1)]


def test_what_cannot_be_told_is_the_beginning() -> None:
    assert json_tree.offset_of_depth("[[1]]", 1) == 1
    assert json_tree.offset_of_depth("[1]", 1) == 0
    assert list(json_tree.duplicates(r'{"\x": 1, "\x": 2}')) == [(r'"\x"', 10, 1)]
    assert Positions('["ab"]', ".json", 1).find_inside((0,), "abcd", 3) == (1, 2)


# -- CSV ----------------------------------------------------------------------------------------
CELLS = st.text(st.sampled_from('ab," \n'), max_size=6)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=5),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_places_in_csv(rows: list[list[str]], line_end: str) -> None:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator=line_end, quoting=csv.QUOTE_ALL)
    writer.writerows([["one", "t,wo", 'th"ree'], *rows])
    text = buffer.getvalue().replace("\n", line_end) if line_end == "\r" else buffer.getvalue()
    places = Positions(text, ".csv", len(rows))
    offsets = {line_and_column(text, offset): offset for offset in range(len(text))}
    for number, row in enumerate(rows):
        for name, cell in zip(["one", "t,wo", 'th"ree'], row, strict=True):
            offset = offsets[places.find((number, name))]
            written = '"' + cell.replace('"', '""') + '"'
            if line_end == "\r":
                written = written.replace("\n", "\r")
            assert text.startswith(written, offset)


def test_places_in_csv_without_quotes() -> None:
    text = "id,ship\n\na,b\nc,d e\n"
    places = Positions(text, ".csv", 2)
    assert places.find((1, "ship")) == (4, 3)
    assert places.find_inside((1, "ship"), "d e", 2) == (4, 5)
    assert places.find((1, "no")) == (4, 1)
    assert places.find((1,)) == (4, 1)
    assert places.find((9, "ship")) == (1, 1)
    assert places.find(()) == (1, 1)
    assert places.find_header(1) == (1, 4)


def test_a_character_in_a_quoted_cell() -> None:
    text = 'id,note\na,"x ""y""\nz"\n'
    places = Positions(text, ".csv", 1)
    value = 'x "y"\nz'
    assert places.find_inside((0, "note"), value, 3) == (2, 8)
    assert places.find_inside((0, "note"), value, 6) == (3, 1)
    assert Positions("id,note\na,'x'\n", ".csv", 1).find_inside((0, "note"), "'x'", 1) == (2, 4)


# -- lines --------------------------------------------------------------------------------------
@given(st.text("a\r\n", max_size=12), st.integers(0, 12))
def test_lines_are_counted_as_an_editor_does(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    before = text[:offset]
    if text[offset - 1 : offset + 1] == "\r\n" and offset:
        before = text[: offset - 1] + "x"  # between the two, the line has not ended yet
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert line_and_column(text, offset) == (len(lines), len(lines[-1]) + 1)
