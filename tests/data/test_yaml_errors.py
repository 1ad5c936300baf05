"""A mistake in YAML is told in the words of an editor, at the place where it was made."""

from __future__ import annotations

from pathlib import Path

import pytest

from indonato_report.data import reader

MISTAKES = {
    "a colon in a value": (
        "- id: a\n  title: India: policy\n",
        "2:15 the value of 'title' holds a colon; put the value in quotation marks: "
        'title: "India: policy"',
    ),
    "a colon and quotation marks in a value": (
        '- id: a\n  title: the "West": it\'s a word\n',
        "2:20 the value of 'title' holds a colon; put the value in quotation marks: "
        "title: 'the \"West\": it''s a word'",
    ),
    "no space after the colon": (
        "- id: a\n  title:Foo\n  kind: x\n",
        "2:9 a space is missing after the colon: 'title: Foo'",
    ),
    "no space after the first colon": (
        "- id:a\n  title: Foo\n",
        "1:6 a space is missing after the colon: 'id: a'",
    ),
    "no colon": (
        "- id: a\n  title Foo\n  kind: x\n",
        "2:8 a colon is missing after the name of the field: 'title: Foo'",
    ),
    "neither colon nor value": (
        "- id: a\n  title\n  kind: x\n",
        "2:3 'title' is no field; write its name, a colon, a space and its value",
    ),
    "too many spaces": (
        "- id: a\n    title: Foo\n",
        "2:5 this line begins with 4 spaces, which is more than the fields above it have; give all "
        "fields of a record the same number",
    ),
    "one space too few": (
        "- id: a\n title: Foo\n",
        "2:2 this line begins with 1 space, and so belongs to no record above it; give it as many "
        "as the other fields have, or begin a new record with '- '",
    ),
    "no space at all": (
        "- id: a\ntitle: Foo\n",
        "2:1 this line begins with 0 spaces, and so belongs to no record above it; give it as many "
        "as the other fields have, or begin a new record with '- '",
    ),
    "a tab": (
        "- id: a\n\ttitle: Foo\n",
        "2:1 a tab stands at the beginning of this line; YAML is indented by spaces only",
    ),
    "an open quotation mark": (
        '- id: a\n  title: "Foo\n  kind: x\n',
        '2:10 the quotation mark (") that stands here is never closed',
    ),
    "an apostrophe in single quotation marks": (
        "- id: a\n  title: 'India's policy'\n",
        "2:17 the value of 'title' goes on after its closing quotation mark; put all of it in "
        "quotation marks, and double those that it holds",
    ),
    "an open list": (
        "- id: a\n  list: [a, b\n  kind: x\n",
        "2:9 the list that begins here with '[' has no ']' at its end, or no comma between two "
        "entries",
    ),
    "open braces": (
        "- {id: a, title: b\n- {id: c}\n",
        "1:3 the fields in braces that begin here have no '}' at their end, or no comma between "
        "two",
    ),
    "a list that the file cuts off": (
        "- id: a\n  list: [a, ",
        "2:13 the file ends, or a new field begins, inside a list; add what is missing and a ']'",
    ),
    "a bracket too many": (
        "- id: a\n  list: [a, b]]\n",
        "2:15 the value of 'list' goes on after a closing bracket; if it is a text, put the value "
        'in quotation marks: list: "[a, b]]"',
    ),
    "an at sign": (
        "- id: a\n  title: @foo\n",
        "2:10 a text that begins with '@' needs quotation marks; put the value in quotation marks: "
        'title: "@foo"',
    ),
    "an at sign in a list": (
        "- id: a\n  list: [b, @foo]\n",
        "2:13 a text that begins with '@' needs quotation marks around it",
    ),
    "bold text": (
        "- id: a\n  title: **foo** bar\n",
        "2:10 a text that begins with '*' needs quotation marks; put the value in quotation marks: "
        'title: "**foo** bar"',
    ),
    "a role at the beginning": (
        "- id: a\n  note: {cite}`x` bar\n",
        "2:9 a text that begins with '{' needs quotation marks; put the value in quotation marks: "
        'note: "{cite}`x` bar"',
    ),
    "a brace that begins a text": (
        "- id: a\n  note: {one of, them\n  kind: x\n",
        "2:9 a text that begins with '{' must stand in quotation marks, or in a line of its own "
        "after '>-'",
    ),
    "a hyphen that begins a text": (
        "- title: - what\n",
        "1:10 a text that begins with '-' needs quotation marks; put the value in quotation marks: "
        'title: "- what"',
    ),
    "text after the mark of a folded text": (
        "- id: a\n  title: > bar\n",
        "2:10 after '>' the text begins on the next line, indented; if '>' belongs to the text, "
        "put the text in quotation marks",
    ),
    "a list entry among fields": (
        "- id: a\n  - b\n",
        "2:3 a list entry stands among the fields of a record; begin it with as many spaces as the "
        "other entries of its list have",
    ),
    "a text that is indented less than it began": (
        "- a: >\n    x\n   y\n  b: 1\n",
        "3:4 this line begins with 3 spaces, and so belongs to no record above it; give it as many "
        "as the other fields have, or begin a new record with '- '",
    ),
    "no name": ("- : a\n", "1:3 the name of the field is missing before the colon"),
    "a backslash": (
        '- {a: "C:\\data"}\n',
        "1:10 in double quotation marks, a backslash begins an escape; write it twice, or use "
        "single quotation marks",
    ),
    "two documents": (
        "---\n- id: a\n---\n- id: b\n",
        "3:1 the line '---' begins a second document, and a data file holds one; delete the line",
    ),
    "a list as a name": ("- {[a]: e}\n", "1:1 a list stands where the name of a field should"),
    "a number without end": (
        f"- {{a: {'9' * 30}}}\n",
        "1:7 this number has too many digits; if it is no quantity, put it in quotation marks",
    ),
    "a list inside itself": (
        "- &a [*a]\n",
        "1:3 lists or fields stand inside each other, deeper than a record can be",
    ),
    "an entry that goes on after its quotation mark": (
        "- 'a'\n- \"b\" c\n",
        "2:7 the value goes on after its closing quotation mark or bracket; put all of it in "
        "quotation marks, and double those that it holds",
    ),
    "a tab in a text block": (
        "- a: |\n\tb\n",
        "2:1 a tab stands at the beginning of this line; YAML is indented by spaces only",
    ),
    "a closing bracket alone": (
        "]\n",
        "1:1 a closing bracket or a comma stands where a value should; delete it, or complete the "
        "list",
    ),
    "a directive that YAML has not": (
        "%YAML 3.0\n---\n- id: a\n",
        None,  # whatever the parser says: the file is refused
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, mistake: str) -> None:
    text, expected = MISTAKES[mistake]
    path = tmp_path / "x.yaml"
    path.write_text(text, encoding="utf-8")
    file, value, problems = reader.read_file(path)
    assert file is not None and value is None
    (problem,) = problems
    if expected is not None:
        assert f"{problem.line}:{problem.column} {problem.message}" == expected
    else:
        assert problem.code == "file.syntax" and problem.message.startswith("not valid YAML: ")


def test_the_end_of_the_file_is_shown_on_its_last_line(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("- id: a\n  list: [a,\n\n\n", encoding="utf-8")
    _, _, (problem,) = reader.read_file(path)
    assert (problem.line, problem.column) == (4, 1)
