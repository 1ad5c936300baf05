"""Every code has a real example, and prints exactly what the example says."""

from __future__ import annotations

import pytest

from indonato_report.data.problems import CODES

from .conftest import Load
from .problem_examples import EXAMPLES


def test_every_code_has_an_example_and_every_example_a_code() -> None:
    assert set(EXAMPLES) == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_real_mistake_prints_the_example(load: Load, code: str) -> None:
    example = EXAMPLES[code]
    printed = [str(problem) for problem in load(example.files).problems]
    assert example.printed in printed


@pytest.mark.parametrize("code", [code for code in CODES if code != "file.too-many-problems"])
def test_a_mistake_is_no_more_than_one_problem(load: Load, code: str) -> None:
    example = EXAMPLES[code]
    problems = load(example.files).problems
    if code == "file.expansion":  # each entry of that list is a problem too, once it can be read
        problems = problems[:1]
    assert [problem.code for problem in problems] == [code]


def test_a_sound_package_has_no_problem(load: Load) -> None:
    data = load()
    assert list(data.problems) == []
    assert {name: list(records) for name, records in data.records.items()} == {
        "piers": ["north", "south"],
        "visits": ["v1", "v2"],
        "figures": ["berths"],
    }


@pytest.mark.parametrize("code", CODES)
def test_a_code_says_what_it_is_and_what_to_do(code: str) -> None:
    found = CODES[code]
    assert found.severity in ("error", "note")
    assert found.title[0].isupper() and not found.title.endswith(".")
    assert found.remedy.endswith(".") and len(found.remedy) > 10
