"""What a page takes from the data, and when that counts as changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from indonato_report.data.dataset import Dataset, load
from indonato_report.uses import Use, digest_of
from project_plugin import MakeProject, Project


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    return make_project(pages={})


def dataset(project: Project) -> Dataset:
    return load(Path(project.source) / "data/datapackage.yaml")


VISITS = Use("selection", "visits", sort=(("date", True),), limit=2)


@pytest.mark.parametrize(
    ("use", "changes"),
    [
        (VISITS, {"limit", "descriptor", "reference"}),
        (Use("selection", "visits"), {"first", "limit", "descriptor", "reference"}),
        (Use("selection", "visits", 'kind == "repair"'), {"descriptor"}),
        (Use("selection", "visits", 'place == "Nowhere"'), {"descriptor"}),
        (Use("selection", "visits", 'kind == "lost"'), {"descriptor"}),
        (Use("count", "visits", 'kind == "rescue"'), set()),
        (Use("record", "visits", key="spring-survey"), {"first", "descriptor", "reference"}),
        (Use("record", "visits", key="lost"), set()),
        (Use("title", "ports", key="brim"), {"reference"}),
        (Use("title", "visits", key="spring-survey"), set()),
        (Use("collection", "visits"), {"descriptor"}),
        (Use("collection", "ports"), set()),
        (Use("collection", "lost"), set()),
        (Use("facts", ""), {"no facts", "no descriptor"}),
    ],
)
def test_what_changes_what(project: Project, use: Use, changes: set[str]) -> None:
    files = {
        "first": ("visits", "place: Outer mole", "place: Elsewhere"),
        "limit": ("visits", "place: Bar & channel", "place: Elsewhere"),
        "reference": ("ports", "name: Brim Quay", "name: Brim"),
        "descriptor": ("datapackage", "title: What happened", "title: Occasion"),
        "order of fields": (
            "ports",
            "  region: south\n  depth: 4\n",
            "  depth: 4\n  region: south\n",
        ),
        "comment": ("visits", "- id: night-rescue", "# at night\n- id: night-rescue"),
    }
    if use.kind == "facts":
        files |= {
            "no facts": ("datapackage", "facts: {value: value, unit: unit, as_of", "#"),
            "no descriptor": ("datapackage", "name: harbours", "name: [harbours"),
        }
    before = digest_of(dataset(project), use)
    found = set()
    for name, (file, old, new) in files.items():
        path = project.source / f"data/{file}.yaml"
        text = path.read_text(encoding="utf-8")
        project.replace(f"data/{file}.yaml", old, new)
        if digest_of(dataset(project), use) != before:
            found.add(name)
        path.write_text(text, encoding="utf-8")
    assert found == changes


def test_without_data_there_is_a_digest_too() -> None:
    assert digest_of(Dataset(None), VISITS) == digest_of(Dataset(None), Use("title", "a", key="b"))
    assert digest_of(Dataset(None), Use("facts", "")) != ""


def test_a_wrong_filter_has_a_digest_that_tells_it_from_others(project: Project) -> None:
    data = dataset(project)
    digests = {
        digest_of(data, Use("selection", "visits", where))
        for where in ("", "place == 'x'", "plaice == 'x'", "lost == 'x'")
    }
    assert len(digests) == 4
