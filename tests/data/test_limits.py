"""However much is wrong, the number of problems and the time are limited."""

from __future__ import annotations

import json

from indonato_report.data import records

from .conftest import Load


def test_the_number_of_problems_is_limited_in_each_file(load: Load) -> None:
    lines = "".join(f"- id: v{n}\n  ship: A\n  kind: boat\n" for n in range(1500))
    data = load({"visits.yaml": lines + "- id: good\n  ship: Good\n"})
    codes = [problem.code for problem in data.problems]
    assert codes.count("data.enum") == records.MAX_PROBLEMS
    assert codes.count("file.too-many-problems") == 1
    assert "good" in data.records["visits"] and data.incomplete == {"visits"}
    assert len(data.records["visits"]) < 1100


def test_one_record_with_very_many_problems(load: Load) -> None:
    content = {"id": "v1", "ship": "A", **{f"field{n}": 1 for n in range(3000)}}
    data = load({"visits.yaml": json.dumps(content)})
    assert len(data.problems) == records.MAX_PROBLEMS + 1


def test_the_number_of_problems_between_records_is_limited(load: Load) -> None:
    lines = "".join(
        f"- id: w{n}\n  ship: A\n  date: 2026-01-01\n  pier: p{n}\n  sources: [s{n}]\n"
        for n in range(1200)
    )
    data = load({"visits.yaml": lines})
    assert [p.code for p in data.problems].count("file.too-many-problems") == 1
    assert len(data.problems) == records.MAX_PROBLEMS + 1


def test_the_number_of_duplicate_keys_is_limited(load: Load) -> None:
    data = load({"visits.yaml": "- {id: v1, ship: A}\n" * 1500})
    assert len(data.problems) == records.MAX_PROBLEMS
