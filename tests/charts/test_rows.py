"""What a chart shows of the records."""

from __future__ import annotations

import pytest

from charts.conftest import Rows, request_for
from indonato_report.charts.dimensions import Maker, periods_between
from indonato_report.charts.request import ChartError
from indonato_report.data.dataset import Dataset
from indonato_report.data.formats import Flawed
from indonato_report.data.records import Record


def shown(rows: Rows, *arguments: str, **options: object) -> list[tuple[object, ...]]:
    return [tuple(mark) for mark in rows(*arguments, **options).marks]


def test_all_values_of_an_enumeration_are_counted_also_those_without_a_record(rows: Rows) -> None:
    marks = shown(rows, "visits", 'date < "2021"', form="bar", y="kind", count=True)
    assert marks == [(1, "Survey", "", "1"), (0, "Repair work", "", "0"), (0, "Rescue", "", "0")]


def test_upright_bars_count_upwards(rows: Rows) -> None:
    found = rows("visits", form="bar", x="kind", count=True)
    assert next((mark.x, mark.y) for mark in found.marks) == ("Survey", 2)
    assert not found.is_sideways


def test_dates_are_counted_by_year_with_the_years_in_between(rows: Rows) -> None:
    found = rows("visits", 'kind == "survey"', form="bar", x="date", count=True)
    assert [(mark.x, mark.y) for mark in found.marks] == [("2020", 1), ("2021", 0), ("2022", 1)]


def test_dates_are_counted_by_month_in_words(rows: Rows) -> None:
    where = 'date >= "2021-06" and date < "2022"'
    found = rows("visits", where, form="bar", x="date", count=True, period="month")
    assert found.x.values[0] == "June 2021"
    assert found.x.values[-1] == "November 2021"
    assert [mark.y for mark in found.marks] == [1, 0, 0, 0, 0, 1]


def test_a_record_with_a_list_counts_once_for_each_entry(rows: Rows) -> None:
    marks = shown(rows, "visits", form="bar", y="tags", count=True)
    assert marks == [(1, "soundings", "", "1"), (2, "charts", "", "2")]


def test_what_a_record_refers_to_is_named_by_its_title(rows: Rows) -> None:
    found = rows("visits", form="bar", y="ports", count=True, order="descending")
    assert found.y.values == ("ports/aldwick", "ports/brim", "ports/corve")


def test_series_without_a_record_make_no_part_of_a_bar(rows: Rows) -> None:
    marks = shown(rows, "visits", form="stacked-bar", x="date", colour="kind", count=True)
    assert marks == [
        ("2020", 1, "Survey", "1"),
        ("2021", 1, "Repair work", "1"),
        ("2021", 1, "Rescue", "1"),
        ("2022", 1, "Survey", "1"),
    ]


def test_numbers_and_truth_values_can_be_counted(rows: Rows) -> None:
    found = rows("visits", form="bar", x="crew", count=True)
    assert found.x.values == ("6", "8", "1200")
    assert rows("ports", form="bar", x="open", count=True).x.values == ("Yes", "No")


def test_bars_can_be_put_in_order_by_their_length(rows: Rows) -> None:
    options = {"form": "bar", "x": "depth", "y": "name"}
    assert rows("ports", **options, order="ascending").y.values == ("Brim Quay", "Aldwick Harbour")
    assert rows("ports", **options, order="descending").y.values[0] == "Aldwick Harbour"
    assert rows("ports", **options).y.values == ("Aldwick Harbour", "Brim Quay")


def test_a_number_is_shown_as_in_tables(rows: Rows) -> None:
    assert [mark.text for mark in rows("ports", form="bar", x="depth", y="name").marks] == [
        "12.5",
        "4.0",
    ]


def test_lines_take_dates_as_far_as_they_are_asked_for(rows: Rows) -> None:
    days = rows("visits", form="line", x="date", y="crew")
    assert [mark.x for mark in days.marks] == ["2020-03-01", "2021-06-01", "2021-11-05"]
    months = rows("visits", form="line", x="date", y="crew", period="month")
    assert [mark.x for mark in months.marks] == ["2020-03", "2021-06", "2021-11"]
    assert (months.x.step, months.x.months) == ("month", 21)


def test_dates_tell_series_apart_without_the_years_in_between(rows: Rows) -> None:
    found = rows("visits", 'kind == "survey"', form="dot", x="place", y="crew", colour="date")
    assert found.series == ("2020",)
    both = rows(
        "visits", 'kind == "survey"', form="stacked-bar", x="kind", colour="date", count=True
    )
    assert both.series == ("2020", "2022")


def test_a_strip_needs_no_rows(rows: Rows) -> None:
    assert [mark.y for mark in rows("visits", form="strip", x="date").marks] == [""] * 4


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"form": "bar", "x": "kind"}, "y: a bar chart needs two fields, or one field and"),
        ({"form": "bar", "y": "kind"}, "x: a bar chart needs two fields, or one field and"),
        ({"form": "bar", "x": "kind", "y": "place"}, "bars need a number on one axis"),
        ({"form": "line", "x": "date", "y": "kind"}, "y: a line needs numbers, and 'kind' has"),
        ({"form": "dot", "x": "date", "y": "kind"}, "dots need a number on one axis at least."),
        ({"form": "strip", "y": "kind"}, "x: a strip needs a date or a number"),
        ({"form": "strip", "x": "place"}, "x: a strip needs a date or a number"),
        ({"form": "strip", "x": "date", "y": "crew"}, "y: the rows of a strip are categories"),
        ({"form": "strip", "x": "date", "count": True}, "count: a strip cannot count"),
        ({"form": "bar", "count": True}, "count: name x (upright) or y (lying), not both"),
        ({"form": "bar", "x": "kind", "y": "place", "count": True}, "not both; the other axis"),
        ({"form": "bar", "x": "summary", "count": True}, "x: 'summary' holds marked text"),
        ({"form": "bar", "x": "sources", "count": True}, "x: 'sources' holds sources"),
        ({"form": "bar", "x": "kind", "colour": "place", "count": True}, "use the form stacked"),
        ({"form": "bar", "x": "title", "y": "crew", "colour": "kind"}, "use the form stacked-bar"),
        ({"form": "bar", "x": "date", "y": "crew"}, "two records have a value at '2021': 8 and 6"),
        ({"form": "line", "x": "date", "y": "crew", "order": "ascending"}, "order: only bars"),
    ],
)
def test_what_cannot_be_drawn_is_refused(
    rows: Rows, options: dict[str, object], message: str
) -> None:
    with pytest.raises(ChartError) as raised:
        rows("visits", **options)
    assert message in raised.value.message


def test_values_of_any_type_are_refused_with_the_fields_that_can_be_drawn(rows: Rows) -> None:
    with pytest.raises(ChartError) as raised:
        rows("figures", form="bar", x="value", y="title")
    assert "'value' holds any value" in raised.value.message
    assert "title, unit, as_of" in raised.value.message


@pytest.mark.parametrize(
    ("where", "options"),
    [
        ('title == "Night rescue"', {"count": True, "y": "tags"}),
        ('title == "Autumn survey"', {"x": "crew", "y": "title"}),
    ],
)
def test_records_without_a_value_make_no_chart(
    rows: Rows, where: str, options: dict[str, object]
) -> None:
    with pytest.raises(ChartError, match="none of the 1 records has a value"):
        rows("visits", where, form="bar", **options)


def test_more_series_than_can_be_told_apart_are_refused(
    rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indonato_report.charts.dimensions.MOST_SERIES", 1)
    with pytest.raises(ChartError, match="'kind' has 3 different values, and 1 can be told apart"):
        rows("visits", form="stacked-bar", x="date", colour="kind", count=True)


def test_a_value_that_failed_its_check_is_not_drawn(rows: Rows, harbours: Dataset) -> None:
    request = request_for(harbours, "visits", form="bar", x="crew", y="kind")
    crew = Maker(request, lambda collection, key: key).dimension("crew", "x")
    record = Record("a", {"crew": Flawed("many")}, 0, 0)
    assert crew.values_of(record) == []
    assert crew.text_of(record) == ""


def test_periods_are_all_between_the_first_and_the_last() -> None:
    assert periods_between(["2021", "2019"]) == ["2019", "2020", "2021"]
    assert periods_between(["2019-11", "2020-02"]) == ["2019-11", "2019-12", "2020-01", "2020-02"]
    assert periods_between(["2019", "2020-02"]) == ["2019", "2020-02"]
    assert periods_between([]) == []
