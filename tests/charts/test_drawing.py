"""Pictures: what they look like as files, and when they are drawn."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from charts.conftest import Specification
from indonato_report.charts import theme
from indonato_report.charts.draw_process import draw, font_folder
from indonato_report.charts.drawing import Drawing, Picture, keep, stem_of
from indonato_report.charts.outlines import Letters, MissingGlyphs, with_outlines
from indonato_report.charts.patterns import with_patterns


@pytest.fixture(scope="module")
def letters() -> Letters:
    return Letters(font_folder() / theme.FONT_FILE)


def drawn(folder: Path, spec: dict[str, Any]) -> Picture:
    picture = Picture(folder, stem_of(spec, "fig: Depth!"))
    keep(picture, spec)
    assert Drawing([picture]).finish() == {}
    return picture


@pytest.fixture(scope="module")
def depths(tmp_path_factory: pytest.TempPathFactory, specification: Specification) -> Picture:
    spec = specification("ports", form="bar", x="depth", y="name")
    return drawn(tmp_path_factory.mktemp("depths"), spec)


def test_a_picture_is_named_after_the_author_and_its_content(depths: Picture) -> None:
    assert re.fullmatch(r"fig-depth-[0-9a-f]{12}", depths.stem)
    assert stem_of({}, "").startswith("chart-")


def test_letters_are_outlines_and_nothing_is_loaded(depths: Picture) -> None:
    text = depths.file("light").read_text(encoding="utf-8")
    assert "<text" not in text and "<use " in text
    assert not re.search(r"style|class=|font-family|aria-|https?://(?!www\.w3\.org/)", text)


def test_both_looks_are_the_same_drawing(depths: Picture) -> None:
    light, dark = (depths.file(look).read_text(encoding="utf-8") for look in ("light", "dark"))
    assert light != dark
    assert re.sub("#[0-9a-f]{6}", "", light) == re.sub("#[0-9a-f]{6}", "", dark)
    assert set(re.findall("#[0-9a-f]{6}", light)) <= set(theme.DARK)


def test_the_same_chart_gives_the_same_bytes(
    depths: Picture, tmp_path: Path, specification: Specification
) -> None:
    again = drawn(tmp_path, specification("ports", form="bar", x="depth", y="name"))
    assert again.stem == depths.stem
    assert again.file("dark").read_bytes() == depths.file("dark").read_bytes()


def test_a_picture_that_is_there_is_not_drawn_again(
    depths: Picture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indonato_report.charts.drawing.subprocess.Popen", None)
    assert Drawing([depths]).finish() == {}


def test_a_process_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    picture = Picture(tmp_path, "a")
    keep(picture, {})
    monkeypatch.setattr("indonato_report.charts.drawing.sys.executable", "/bin/false")
    assert "the process that draws has failed" in Drawing([picture]).finish()["a"]


def test_a_process_that_never_ends_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = Picture(tmp_path, "a")
    keep(picture, {})
    monkeypatch.setattr("indonato_report.charts.drawing.TIMEOUT", 0.01)
    assert "more than 0.01 seconds" in Drawing([picture]).finish()["a"]


def job_for(tmp_path: Path, spec: str) -> dict[str, str]:
    (tmp_path / "a.json").write_text(spec, encoding="utf-8")
    names = ("light", "dark")
    return {"file": str(tmp_path / "a.json"), **{n: str(tmp_path / f"{n}.svg") for n in names}}


def test_what_vega_lite_cannot_read_is_told_in_one_line(tmp_path: Path, letters: Letters) -> None:
    said = draw(job_for(tmp_path, '{"mark": {"type": 1}, "encoding": 3}'), letters)
    assert said
    assert "\n" not in said and "    at " not in said


def test_a_character_that_the_font_lacks_is_named(tmp_path: Path, letters: Letters) -> None:
    spec = '{"mark": "bar", "title": "漢", "data": {"values": [{}]}}'
    said = draw(job_for(tmp_path, spec), letters)
    assert said == "the font of charts (Source Sans 3) lacks these characters: 漢 (U+6F22)"


def test_outlines_stand_where_the_text_stood(letters: Letters) -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg"><text text-anchor="end" font-size="10px" '
        'font-weight="bold" stroke-width="2"><tspan>A b</tspan><tspan x="0" dy="12">C</tspan>'
        "</text></svg>"
    )
    made = with_outlines(svg, letters)
    assert made.count("<path") == 3  # the space needs none
    width = letters.width("A b", 700, 10)
    assert f"translate({-width:.2f},0.00) scale(0.01000,-0.01000)" in made
    assert ",12.00)" in made
    assert 'stroke-width="200"' in made


def test_bold_letters_are_wider(letters: Letters) -> None:
    assert letters.width("Harbour", 700, 10) > letters.width("Harbour", 400, 10)


def test_missing_glyphs_are_found_before_anything_is_drawn(letters: Letters) -> None:
    with pytest.raises(MissingGlyphs, match="漢"):
        with_outlines('<svg xmlns="http://www.w3.org/2000/svg"><text>漢漢</text></svg>', letters)


def test_areas_of_the_second_series_have_a_pattern() -> None:
    first, second = (
        f'<path fill="{theme.SERIES[n][0]}" stroke="{theme.PAPER[0]}"/>' for n in (0, 1)
    )
    made = with_patterns(f"<svg>{first}{second}</svg>")
    assert first in made and second not in made
    assert 'fill="url(#p1)"' in made and '<pattern id="p1"' in made
    assert with_patterns("<svg></svg>") == "<svg></svg>"
