"""Every gathered fact is accounted for: in a record, merged into one, or left out with a reason."""

from __future__ import annotations

import csv
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from report_content import DATA, REPOSITORY, dataset, sources_of

USES = ("record", "merged", "left out")


def lines() -> list[dict[str, str]]:
    with (DATA / "evidence-use.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def named_records(line: dict[str, str]) -> list[str]:
    return [name for name in line["records"].split(";") if name]


def values_of(name: str) -> dict[str, Any] | None:
    collection, _, key = name.partition("/")
    record = dataset().record(collection, key)
    return None if record is None else record.values


@pytest.fixture(scope="module")
def evidence() -> dict[str, dict[str, Any]]:
    """The gathered facts, if their folder lies beside the project or is named."""
    beside = REPOSITORY.parent / "shared" / "evidence"
    file = Path(os.environ.get("REPORT_EVIDENCE", beside)) / "facts.yaml"
    if not file.is_file():
        # The facts are no part of the project, so a clone elsewhere does without; but whoever names
        # their folder wants the check, and so does CI, which has them.
        for name in ("REPORT_EVIDENCE", "REPORT_REQUIRE_EVIDENCE"):
            assert name not in os.environ, f"{name} is set, but {file} is missing"
        pytest.skip("the gathered evidence is not beside the project")
    facts = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["facts"]
    return {fact["id"]: fact for fact in facts}


def test_each_fact_stands_once_and_with_a_known_use() -> None:
    counted = Counter(line["evidence"] for line in lines())
    assert [name for name, number in counted.items() if number > 1] == []
    assert [line["evidence"] for line in lines() if line["use"] not in USES] == []


def test_each_named_record_exists() -> None:
    missing = [
        (line["evidence"], name)
        for line in lines()
        for name in named_records(line)
        if values_of(name) is None
    ]
    assert missing == []


def test_what_is_used_names_a_record_and_what_is_left_out_a_reason() -> None:
    for line in lines():
        if line["use"] == "left out":
            assert not named_records(line), line
            assert len(line["reason"].split()) >= 5, line
        else:
            assert named_records(line), line


def test_no_gathered_fact_is_missing(evidence: dict[str, dict[str, Any]]) -> None:
    assert {line["evidence"] for line in lines()} == set(evidence)


def test_a_record_made_from_a_fact_rests_on_one_of_its_sources(
    evidence: dict[str, dict[str, Any]],
) -> None:
    strangers = [
        (line["evidence"], line["records"])
        for line in lines()
        if named_records(line)
        and not any(
            sources_of(values_of(name) or {}) & set(evidence[line["evidence"]]["sources"])
            for name in named_records(line)
        )
    ]
    assert strangers == []


def test_what_a_later_check_corrected_says_so(evidence: dict[str, dict[str, Any]]) -> None:
    corrected = {name for name, fact in evidence.items() if fact.get("correct")}
    silent = [
        line["evidence"]
        for line in lines()
        if line["evidence"] in corrected and "correct" not in line["reason"]
    ]
    assert silent == []
