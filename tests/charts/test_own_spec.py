"""Specifications that authors write."""

from __future__ import annotations

import pytest

from charts.conftest import request_for
from indonato_report.charts.own_spec import complete, made_fields, named_fields, read_own_spec
from indonato_report.charts.request import ChartError
from indonato_report.data.dataset import Dataset

SPEC = """
transform:
- {calculate: datum.crew * 2, as: double}
- {fold: [crew], as: [a, b]}
mark: bar
encoding:
  x: {field: crew, type: quantitative}
  y: {field: kind, type: nominal, title: Sort}
  color: {field: double, type: quantitative}
"""


def test_yaml_and_json_are_read() -> None:
    assert read_own_spec("mark: bar") == {"mark": "bar"}
    assert read_own_spec('{"mark": "bar", "opacity": 1e-1}') == {"mark": "bar", "opacity": 0.1}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("mark: [", "line 1 of the specification"),
        ('{"mark": }', "the specification is no JSON"),
        ("- bar", "the specification must be a mapping"),
        ("data: {url: https://example.org/a.csv}", "'data': leave the data out"),
        ("layer: [{data: {values: []}}]", "'layer.0.data': leave the data out"),
        ("transform: [{lookup: a, from: {url: x}}]", "'transform.0.from.url' is an address"),
        ("encoding: {href: {value: x}}", "'encoding.href' is a link"),
        ("encoding: {url: {value: x}}", "'encoding.url' is an address"),
        ("mark: image", "'mark': pictures in charts are not allowed"),
        ("mark: {type: image}", "'mark.type': pictures in charts are not allowed"),
        ("params: [{name: a}]", "'params' is an interaction"),
    ],
)
def test_what_a_chart_may_not_have_is_refused(text: str, message: str) -> None:
    with pytest.raises(ChartError) as raised:
        read_own_spec(text)
    assert message in raised.value.message


def test_the_fields_that_are_drawn_are_known() -> None:
    spec = read_own_spec(SPEC)
    assert named_fields(spec) == ["crew", "kind", "double"]
    assert made_fields(spec) == {"double", "a", "b", "key", "value"}


def test_data_titles_and_look_are_added(harbours: Dataset) -> None:
    request = request_for(
        harbours, "visits", form="spec", title="Crews", height=100, labels={"crew": "Aboard"}
    )
    records = harbours.select(request.collection, 'kind == "repair"')
    spec = complete(request, read_own_spec(SPEC + "config: {bar: {color: red}}\n"), records)
    (values,) = spec["data"]["values"]
    assert (values["kind"], values["crew"]) == ("Repair work", 8)
    assert "place" not in values
    assert spec["encoding"]["x"]["title"] == "Aboard"
    assert spec["encoding"]["y"]["title"] == "Sort"
    assert (spec["title"], spec["height"]) == ("Crews", 100)
    assert spec["config"]["bar"] == {"color": "red"}
    assert spec["config"]["font"] == "Source Sans 3"


def test_values_of_lists_are_given_by_their_labels(harbours: Dataset) -> None:
    request = request_for(harbours, "visits", form="spec")
    records = harbours.select(request.collection, 'title == "Spring survey"')
    spec = complete(request, read_own_spec("transform: [{flatten: [tags]}]"), records)
    assert spec["data"]["values"] == [{"tags": ["soundings", "charts"]}]
