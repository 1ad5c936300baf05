"""No figure that stands in the data is typed by hand in a page or a profile."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from report_content import DATA, DOCS, records, report_pages

# Where a typed figure and one of the data agree by chance: the file, and what it says.
COINCIDENCES = {
    ("data/domains/technology.yaml", "22 Allies behind"),  # of the innovation fund
}

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_FENCE = re.compile(r"^(`{3,}|:{3,}).*?^\1\s*$", re.MULTILINE | re.DOTALL)
_HIDDEN = re.compile(r"\{[\w:.-]+\}`[^`]*`|`[^`]*`|\]\([^)]*\)|<https?://[^>]*>")


class Figure(NamedTuple):
    """A figure of the data: its digits without separators, and the first word of its unit."""

    fact: str
    digits: str
    unit: str


def figures_of(facts: dict[str, dict[str, Any]]) -> Iterator[Figure]:
    """Yield the figures that prose must not repeat; days, years and names are no figures."""
    for key, fact in facts.items():
        unit = str(fact.get("unit", "")).split(" ")
        found = _NUMBER.findall(str(fact["value"]))
        if unit == [""] or not found:
            continue
        yield Figure(key, found[-1].replace(",", ""), " ".join(unit[:2]))


def distinctive(digits: str) -> bool:
    """Whether digits can hardly mean anything else: five that are not round, or a long decimal."""
    return len(digits.replace(".", "")) >= (4 if "." in digits else 5) and digits[-3:] != "000"


def typed(text: str, figures: list[Figure]) -> list[tuple[str, str]]:
    """Return the figures typed in a text, each with the fact that holds it."""
    visible = _HIDDEN.sub(" ", _FENCE.sub(" ", text))
    found = []
    for number in _NUMBER.finditer(visible):
        digits = number[0].rstrip(",").replace(",", "")
        after = " ".join(visible[number.end() :].split(maxsplit=2)[:2])
        for figure in figures:
            if figure.digits != digits:
                continue
            first = figure.unit.split(" ")[0]
            same_unit = re.match(rf"{re.escape(figure.unit)}\b", after) or (
                first not in ("per", "million", "billion", "trillion", "US")
                and re.match(rf"{re.escape(first)}\b", after)
            )
            percent = figure.unit.startswith("per cent") and visible[number.end() :][:1] == "%"
            if same_unit or percent or distinctive(digits):
                found.append((figure.fact, f"{number[0].rstrip(',')} {after}".strip()))
    return found


def texts() -> dict[str, str]:
    """Return the prose of the report: its pages, and the records whose texts they show."""
    pages = {
        str(path.relative_to(DOCS)): path.read_text(encoding="utf-8") for path in report_pages()
    }
    shown = [*sorted((DATA / "domains").glob("*.yaml"))]
    shown += [
        DATA / f"{name}.yaml"
        for name in ("aims", "milestones", "formats", "instruments", "steps", "ties", "wordings")
    ]
    records_as_text = {
        str(path.relative_to(DOCS)): path.read_text(encoding="utf-8") for path in shown
    }
    return pages | records_as_text


FIGURES = list(figures_of(records("facts")))


@pytest.mark.parametrize("name", sorted(texts()))
def test_a_figure_of_the_data_comes_from_the_data(name: str) -> None:
    found = [each for each in typed(texts()[name], FIGURES) if (name, each[1]) not in COINCIDENCES]
    assert found == [], "write {report:fact}`key` in place of the digits"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NATO has 32 members.", ["32 members."]),
        ("It sold for 1,234,567 in all.", ["1,234,567 in all."]),
        ("A share of 40 per cent.", ["40 per cent."]),
        ("A share of 40% of it.", ["40 % of"]),
        ("NATO has {report:fact}`nato-members`.", []),
        ("In 32 pages, or 40 ways.", []),
        ("It made 200,000 doses.", []),
        ("```\n32 members\n```\n", []),
    ],
)
def test_what_counts_as_typed(text: str, expected: list[str]) -> None:
    figures = [
        Figure("nato-members", "32", "members"),
        Figure("sold", "1234567", "pieces"),
        Figure("share", "40", "per cent"),
        Figure("plant", "200000", "shells a"),
    ]
    assert [words for _, words in typed(text, figures)] == expected


def test_the_pages_do_show_facts() -> None:
    shown = sum(text.count("{report:fact}") for text in texts().values())
    assert shown >= 60
