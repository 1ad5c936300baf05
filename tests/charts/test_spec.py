"""The specifications of the short forms."""

from __future__ import annotations

import json

import pytest

from charts.conftest import Rows, Specification
from indonato_report.charts import theme
from indonato_report.charts.channels import broken, drawing_width, label_expression
from indonato_report.charts.lines import HEIGHT
from indonato_report.charts.request import Rule


def test_series_differ_by_more_than_colour(specification: Specification) -> None:
    spec = specification("visits", form="line", x="date", y="crew", colour="kind")
    line, points = spec["layer"][:2]
    assert len({tuple(each) for each in line["encoding"]["strokeDash"]["scale"]["range"]}) == 3
    assert len(set(points["encoding"]["shape"]["scale"]["range"])) == 3


def test_a_line_breaks_where_a_year_has_no_value(specification: Specification) -> None:
    spec = specification(
        "visits", 'kind != "rescue"', form="line", x="date", y="crew", period="month"
    )
    values = spec["data"]["values"]
    assert [each["y"] for each in values if each["y"] is not None] == [1200, 8]
    assert len(values) == 16  # from March 2020 to June 2021


def test_a_line_breaks_where_a_category_of_another_series_has_no_value(
    specification: Specification,
) -> None:
    spec = specification("visits", "crew != none", form="line", x="title", y="crew", colour="place")
    assert sum(each["y"] is None for each in spec["data"]["values"]) == 6


def test_names_stand_at_the_ends_of_lines_only_if_they_have_room(
    specification: Specification,
) -> None:
    spec = specification("visits", form="line", x="kind", y="crew", colour="place")
    assert spec["layer"][0]["encoding"]["color"]["legend"] is not None
    one = specification(
        "visits", 'title == "Night rescue"', form="line", x="kind", y="crew", colour="place"
    )
    assert one["layer"][0]["encoding"]["color"]["legend"] is None
    assert one["layer"][-1]["data"]["values"][0]["series"] == "Bar & channel"
    assert one["height"] == HEIGHT


def test_values_can_be_marked(specification: Specification) -> None:
    rules = (Rule(4.0, "Shallow"),)
    lying = specification("ports", form="bar", x="depth", y="name", rules=rules)
    upright = specification("ports", form="bar", x="name", y="depth", rules=rules)
    assert lying["layer"][-3]["encoding"] == {"x": {"datum": 4.0, "type": "quantitative"}}
    assert upright["layer"][-3]["encoding"] == {"y": {"datum": 4.0, "type": "quantitative"}}
    assert upright["layer"][-1]["encoding"]["text"] == {"value": "Shallow"}
    assert all(len(layer["data"]["values"]) == 1 for layer in upright["layer"][-3:])


def test_title_and_height_are_the_authors(specification: Specification) -> None:
    spec = specification("ports", form="bar", x="name", y="depth", title="Depth", height=99)
    assert (spec["title"]["text"], spec["height"]) == (["Depth"], 99)


def test_stacked_parts_are_labelled_where_there_is_room(specification: Specification) -> None:
    spec = specification("visits", form="stacked-bar", x="date", colour="kind", count=True)
    tests = {
        layer["encoding"]["text"]["condition"]["test"]
        for layer in spec["layer"]
        if "text" in layer["encoding"]
    }
    assert tests == {"datum.y >= 0.14"}


def test_upright_bars_have_numbers_if_these_have_room(specification: Specification) -> None:
    bars = {"form": "bar", "x": "name", "y": "depth"}
    layers = [specification("ports", width=width, **bars)["layer"] for width in (660, 40)]
    assert [len(each) for each in layers] == [2, 1]


def test_not_all_categories_are_labelled_where_they_stand_close(
    specification: Specification,
) -> None:
    bars = {"form": "bar", "x": "name", "y": "depth"}
    overlaps = [
        specification("ports", width=wide, **bars)["layer"][0]["encoding"]["x"]["axis"].get(
            "labelOverlap"
        )
        for wide in (660, 60)
    ]
    assert overlaps == [None, "parity"]


def test_a_narrow_picture_has_its_own_measures(specification: Specification) -> None:
    lines = {"form": "line", "x": "kind", "y": "crew", "colour": "place"}
    narrow = specification("visits", width=theme.NARROW_WIDTH, title="Word " * 30, **lines)
    assert narrow["width"] < theme.NARROW_WIDTH
    assert narrow["config"]["legend"]["titleOrient"] == "top"
    assert max(map(len, narrow["title"]["text"])) <= 42
    lying = specification("ports", width=theme.NARROW_WIDTH, form="bar", x="depth", y="name")
    assert lying["layer"][0]["encoding"]["x"]["axis"]["tickCount"] == 3


def test_names_too_long_to_stand_beside_their_lines_stand_in_a_legend(
    specification: Specification,
) -> None:
    lines = {"form": "line", "x": "kind", "y": "crew", "colour": "place"}
    legends = [
        specification("visits", 'title == "Night rescue"', width=wide, **lines)["layer"][0][
            "encoding"
        ]["color"]["legend"]
        for wide in (theme.WIDTH, 120)
    ]
    assert legends[0] is None
    assert legends[1] is not None


def test_long_labels_are_broken_between_words(specification: Specification) -> None:
    assert broken("a label of some words", 10) == ["a label of", "some words"]
    assert broken("", 10) == [""]
    expression = label_expression(["short", "a label of some words"], 10)
    assert expression is not None
    assert '"a label of some words": ["a label of", "some words"]' in expression
    assert label_expression(["short"], 10) is None


def test_the_axis_of_a_count_has_whole_numbers(specification: Specification) -> None:
    spec = specification("visits", form="bar", y="kind", count=True)
    assert spec["layer"][0]["encoding"]["x"]["axis"]["tickCount"] == 2


def test_a_short_time_has_months_on_its_axis(specification: Specification) -> None:
    spec = specification("visits", form="strip", x="date", y="kind", colour="place")
    assert spec["layer"][0]["encoding"]["x"]["axis"]["format"] == "%b %Y"
    assert spec["layer"][0]["mark"]["type"] == "point"
    years = specification("visits", form="strip", x="crew")
    assert years["layer"][0]["encoding"]["x"]["scale"] == {"zero": False, "nice": True}


def test_dots_of_a_row_are_joined(specification: Specification) -> None:
    spec = specification("visits", form="dot", x="crew", y="kind", colour="place")
    assert spec["layer"][0]["mark"]["type"] == "line"
    upright = specification("visits", form="dot", x="date", y="crew")
    assert [layer["mark"]["type"] for layer in upright["layer"]] == ["point"]


def test_a_specification_can_be_written_as_json(specification: Specification) -> None:
    spec = specification("visits", form="dot", x="date", y="crew")
    assert json.loads(json.dumps(spec)) == spec


def test_the_drawing_leaves_room_for_long_labels(rows: Rows) -> None:
    narrow = drawing_width(rows("ports", form="bar", x="depth", y="name"))
    wide = drawing_width(rows("ports", form="bar", x="name", y="depth"))
    assert narrow < wide < theme.WIDTH


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2.2 defines it."""

    def luminance(colour: str) -> float:
        parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("look", [0, 1], ids=["light", "dark"])
def test_colours_can_be_told_from_the_page(look: int) -> None:
    paper = theme.PAPER[look]
    for pair in theme.SERIES:
        assert contrast(pair[look], paper) >= 3, pair
    for pair in (theme.TEXT, theme.QUIET):
        assert contrast(pair[look], paper) >= 4.5, pair
