"""What a load reads, and what a dataset answers."""

from __future__ import annotations

from indonato_report.data import dataset

from .conftest import DESCRIPTOR, FILES, Load, Write, printed, visit


# -- inputs ---------------------------------------------------------------------------------------
def test_inputs_are_all_files_that_a_load_reads(write: Write) -> None:
    descriptor = write({"more/a.yaml": "id: a\nship: A\n"})
    folder = descriptor.parent
    found = dataset.inputs(descriptor)
    assert set(found.files) == {folder / name for name in (*FILES, "more/a.yaml")}
    assert found.patterns == (folder / "more/*.yaml",)


def test_inputs_of_a_broken_descriptor_are_the_descriptor(write: Write) -> None:
    descriptor = write({"datapackage.yaml": "x"})
    assert dataset.inputs(descriptor) == ((descriptor,), ())


def test_a_pattern_that_matches_nothing_is_told(load: Load) -> None:
    problems = printed(load, {"more/v2.yaml": None})
    assert problems == [
        "more/*.yaml: [file.missing] no file matches this path of the collection 'visits'; add "
        "one, or correct `path` in the descriptor"
    ]


def test_a_file_that_two_patterns_match_is_read_once(load: Load) -> None:
    descriptor = DESCRIPTOR.replace(
        '"more/*.yaml"]', '"more/*.yaml", more/v2.yaml, "more/v?.yaml"]'
    )
    assert load({"datapackage.yaml": descriptor}).problems == []


# -- the dataset ----------------------------------------------------------------------------------
def test_what_a_dataset_answers(load: Load) -> None:
    data = load(visit("crew: 3"))
    visits = data.collection("visits")
    assert visits is not None and data.collection("x") is None
    assert list(data.keys("visits") or ()) == ["v1", "v2"] and data.keys("x") is None
    record = data.record("visits", "v2")
    assert record is not None and record.values["ship"] == "Borealis"
    assert data.record("visits", "x") is None and data.record("x", "x") is None
    assert [each.key for each in data.select(visits)] == ["v1", "v2"]
    assert [each.key for each in data.select(visits, "crew == none")] == ["v2"]
    assert [each.key for each in data.select(visits, sort=[("ship", True)], limit=1)] == ["v2"]


def test_a_dataset_without_a_descriptor_answers_nothing(load: Load) -> None:
    data = load({"datapackage.yaml": "name: x\n"})
    assert data.package is None and data.collection("visits") is None and data.problems
