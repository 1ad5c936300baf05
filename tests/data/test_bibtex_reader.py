"""Sources read from BibTeX as records, and what is said of a file that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indonato_report.data.bibtex_entries import BadEntry, entries, place_of
from indonato_report.data.dataset import load
from indonato_report.data.reader import read_file

DESCRIPTOR = """
name: shelf
report: {bibliography: ../books.bib}
resources:
  - name: books
    path: ../books.bib
    report: {title: title}
    schema:
      primaryKey: [key]
      fields:
        - {name: key, type: string, constraints: {required: true}}
        - {name: title, type: string, constraints: {required: true}}
        - {name: year, type: year}
        - {name: pages, type: integer}
        - {name: kind, type: string, categories: [primary, press]}
"""


def sources(text: str) -> list[dict[str, str]]:
    return [each.fields for each in entries(text)]


def shelf(folder: Path, text: str) -> Path:
    (folder / "books.bib").write_text(text, encoding="utf-8")
    (folder / "data").mkdir()
    path = folder / "data" / "datapackage.yaml"
    path.write_text(DESCRIPTOR, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("{Tides}", "Tides"),
        ("{{Tides} and {W}eather}", "Tides and Weather"),
        ('"Tides"', "Tides"),
        ('"The {"}High{"} Tide"', 'The "High" Tide'),
        ("2020", "2020"),
        ('"7~" # feb', "7 feb"),
        (r"{Salt \& Brine: 5\% \#1 \{x\}}", "Salt & Brine: 5% #1 {x}"),
        ("{Two\n   lines}", "Two lines"),
        ("{}", ""),
    ],
)
def test_the_ways_to_write_a_value(written: str, value: str) -> None:
    assert sources(f"@book{{a,\n  title = {written},\n  note = {{last}}\n}}") == [
        {"key": "a", "title": value, "note": "last"}
    ]


def test_what_is_no_source_is_passed_over() -> None:
    text = (
        "% @misc{no, title = {A comment}}\n@string{tp = {Tidal Press}}\n@comment{nothing}\n"
        "@preamble{{x}}\n@Book(b, TITLE = {In parentheses}, publisher = tp)\nText between.\n"
        "@misc{c,}\n"
    )
    assert sources(text) == [
        {"key": "b", "title": "In parentheses", "publisher": "tp"},
        {"key": "c"},
    ]


def test_the_key_of_a_source_wins_over_a_field_of_that_name() -> None:
    assert sources("@misc{a, key = {Z}, title = {T}}") == [{"key": "a", "title": "T"}]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("@misc{a, title = {open}\n", 2, "the source a ends with a brace"),
        ("\n@misc{a, title = {open\n", 2, "this brace is never closed"),
        ('@misc{a,\n title = "open\n}', 2, "this quotation mark is never closed"),
        ('@misc{a,\n title = "open {\n}', 2, "this quotation mark is never closed"),
        ("@misc{a, title = , year = 2020}", 1, "a value is missing here"),
        ("\n\n@misc{title = {x}}", 3, "after the kind of a source comes its key"),
        ("@misc{a, title = {x} year = {y} z}", 1, "the source a ends with a brace"),
    ],
)
def test_a_slip_is_told_with_its_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    path = tmp_path / "a.bib"
    path.write_text(text, encoding="utf-8")
    _file, value, (problem,) = read_file(path)
    assert value is None
    assert (problem.line, problem.code) == (line, "file.syntax")
    assert message in problem.message


def test_a_collection_can_be_made_of_the_bibliography(tmp_path: Path) -> None:
    path = shelf(
        tmp_path,
        "@book{tides, title = {Tides}, year = {2020}, pages = {120}, kind = {press},\n"
        "  isbn = {1}, note = {}}\n@misc{salt, title = {Salt}}\n",
    )
    dataset = load(path)
    assert dataset.problems == []
    assert [each.values for each in dataset.records["books"].values()] == [
        # What the descriptor doesn't declare is no business of the report's.
        {"key": "tides", "title": "Tides", "year": "2020", "pages": 120, "kind": "press"},
        {"key": "salt", "title": "Salt"},
    ]


def test_a_wrong_value_is_told_with_its_place_in_the_bibliography(tmp_path: Path) -> None:
    path = shelf(
        tmp_path,
        "@book{tides,\n  title = {Tides},\n  kind = {pres},\n}\n\n"
        "@misc{salt,\n  year = {2020},\n}\n",
    )
    found = {(each.line, each.column, each.code) for each in load(path).problems}
    assert found == {(3, 10, "data.enum"), (6, 1, "data.required")}


def test_no_other_file_may_stand_outside_the_folder(tmp_path: Path) -> None:
    path = shelf(tmp_path, "@misc{a, title = {T}}")
    path.write_text(DESCRIPTOR.replace("path: ../books.bib", "path: ../b.bib"), encoding="utf-8")
    (problem,) = load(path).problems
    assert problem.code == "descriptor.path"


def test_places_are_found_in_a_file_that_breaks_off() -> None:
    text = "@misc{a, title = {T}}\n@misc{b, title = {"
    assert place_of(text, 0, "title") == text.index("{T}")
    assert place_of(text, 0, None) == 0
    assert place_of(text, 1, "title") == 0


@given(st.text(alphabet='@misc{}()"#=,\\ \nab1~%', max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        assert all(each.fields["key"] for each in entries(text))
    except BadEntry as bad:
        assert 0 <= bad.offset <= len(text)
