"""What every record of the report must have beyond what the descriptor can demand."""

from __future__ import annotations

import re
from datetime import date
from itertools import chain
from typing import Any

import pytest

from report_content import DATA, bibliography, dataset, records

REQUIRED_CLAIMS = 52
_WORD = re.compile(r"[\w’'–-]+")
# An apostrophe as typewriters had it, between letters or after an s that ends a word.
_STRAIGHT = re.compile(r"(?<=\w)'(?=\w|\s)")


def texts(values: Any) -> chain[str] | list[str]:
    if isinstance(values, str):
        return [values]
    if isinstance(values, dict):
        return chain.from_iterable(texts(value) for value in values.values())
    if isinstance(values, list | tuple):
        return chain.from_iterable(texts(value) for value in values)
    return []


def test_the_data_have_no_problems() -> None:
    assert [str(problem) for problem in dataset().problems] == []


def test_every_figure_has_a_unit_a_definition_a_day_and_a_day_of_review() -> None:
    for key, fact in records("facts").items():
        assert fact["definition"].strip(), key
        assert fact["as_of"], key
        assert fact["review_by"], key
        starts_with_a_figure = re.match(
            r"(about|some|nearly|more than|up to|under|at least|almost)? ?\d", str(fact["value"])
        )
        names_a_day_or_a_year = re.search(r"\b(19|20)\d\d$", str(fact["value"]))
        if starts_with_a_figure and not names_a_day_or_a_year:
            assert fact.get("unit"), key


def test_no_fact_was_due_for_review_before_the_edition() -> None:
    package = dataset().package
    assert package is not None
    edition = package.edition_date
    assert edition is not None
    overdue = [
        key
        for key, fact in records("facts").items()
        if date.fromisoformat(str(fact["review_by"])) < date.fromisoformat(str(edition))
    ]
    assert overdue == []


def test_every_commissioned_claim_has_a_verdict_and_a_finding() -> None:
    claims = records("claims")
    assert len(claims) >= REQUIRED_CLAIMS
    assert [key for key, claim in claims.items() if not claim.get("verdict")] == []
    assert [key for key, claim in claims.items() if len(claim["finding"].split()) < 8] == []


def test_a_quotation_has_25_words_at_most() -> None:
    long = {
        key: position["quotation"]
        for key, position in records("positions").items()
        if len(_WORD.findall(position.get("quotation", ""))) > 25
    }
    assert long == {}


def test_positions_of_an_ally_are_not_nato_s() -> None:
    for key, position in records("positions").items():
        if position["side"] == "nato":
            assert "ambassador" not in position["speaker"], key


def test_each_scenario_has_something_to_watch() -> None:
    watched = {signpost["scenario"] for signpost in records("signposts").values()}
    assert watched == set(records("scenarios"))


def test_both_sides_have_options() -> None:
    sides = [option["side"] for option in records("options").values()]
    assert sides.count("india") >= 2
    assert sides.count("nato") >= 2


# The titles of sources stay as their publishers write them.
@pytest.mark.parametrize("collection", sorted(set(dataset().records) - {"sources"}))
def test_apostrophes_in_data_are_typographic(collection: str) -> None:
    found = [
        (key, _STRAIGHT.findall(text))
        for key, values in records(collection).items()
        for text in texts(values)
        if _STRAIGHT.search(text)
    ]
    assert found == []


def test_each_confident_record_has_a_primary_source_or_two() -> None:
    """High confidence rests on a primary source or on two sources, by the report's own rule."""
    known = bibliography()
    weak = [
        f"{collection}/{key}"
        for collection in ("engagements", "facts", "positions")
        for key, values in records(collection).items()
        if values["confidence"] == "high"
        and len(values["sources"]) < 2
        and not any(known[source].fields["kind"] == "primary" for source in values["sources"])
    ]
    assert weak == []


def test_every_data_file_of_the_descriptor_says_what_it_holds() -> None:
    for path in sorted(DATA.glob("*.yaml")):
        assert path.read_text(encoding="utf-8").startswith("#"), path.name
