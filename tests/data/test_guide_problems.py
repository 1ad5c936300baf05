"""The guide's page on problems has every code, and shows each as it is printed."""

from __future__ import annotations

import re

from guide_pages import guide_page
from indonato_report.data.problems import CODES

from .problem_examples import EXAMPLES

_SECTION = re.compile(
    r"^\((?P<label>[\w-]+)\)=\n"
    r"### `(?P<code>[\w.-]+)`: (?P<title>[^\n]+)\n\n"
    r"(?P<meaning>[^`#].*?)\n\n"
    r"```text\n(?P<printed>[^\n]+)\n```\n\n"
    r"What to do: (?P<remedy>[^\n]+)$",
    re.MULTILINE | re.DOTALL,
)
SECTIONS = {found["code"]: found for found in _SECTION.finditer(guide_page("problems"))}


def test_the_page_has_every_code_in_order_and_no_other() -> None:
    assert list(SECTIONS) == list(CODES)
    assert guide_page("problems").count("\n### ") == len(CODES)


def test_each_code_is_told_as_the_code_has_it() -> None:
    for code, found in SECTIONS.items():
        assert found["label"] == f"problem-{code.replace('.', '-')}"
        assert found["title"] == CODES[code].title
        assert found["remedy"] == CODES[code].remedy
        assert found["printed"] == EXAMPLES[code].printed
        assert len(found["meaning"]) > 60


def test_a_note_is_said_to_be_none_of_the_errors() -> None:
    for code, found in SECTIONS.items():
        assert ("is a note" in found["meaning"]) == (CODES[code].severity == "note")
