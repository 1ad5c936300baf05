"""Images that can't be drawn: which one a complaint of Typst's is about."""

from __future__ import annotations

import pytest
from docutils import nodes

from indonato_report.pdf.broken_images import STAND_IN, replace_broken_images
from indonato_report.pdf.diagnostics import Diagnostic
from indonato_report.pdf.staging import Staging

MAIN = "main.typ"
SOURCE = '#"words ";\n#image("images/1.png", alt: "a")\n#image("images/2.svg")\n'


def _staging() -> Staging:
    staging = Staging()
    staging.set_text(MAIN, SOURCE)
    return staging


def _about(message: str, path: str, line: int, column: int = 7) -> Diagnostic:
    return Diagnostic(message, path, line, column, "")


def test_a_frame_takes_the_place_of_what_typst_complains_of() -> None:
    staging, node = _staging(), nodes.image(uri="pictures/one.png")
    found = _about("failed to decode image", MAIN, 2)
    told = replace_broken_images([found], MAIN, staging, {"images/1.png": node})
    assert told == [
        (
            node,
            "the image pictures/one.png can't be drawn and is left out: failed to decode image",
        )
    ]
    text = staging.texts()[MAIN]
    assert f'#image("{STAND_IN}", alt: "a")' in text
    assert '#image("images/2.svg")' in text
    assert "<svg" in staging.texts()[STAND_IN]


def test_a_complaint_may_stand_in_the_image_itself() -> None:
    staging = _staging()
    found = _about("unknown element", "images/2.svg", 9)
    ((node, words),) = replace_broken_images([found], MAIN, staging, {})
    assert node is None
    assert words.startswith("the image images/2.svg can't be drawn")
    assert f'#image("{STAND_IN}")' in staging.texts()[MAIN]


@pytest.mark.parametrize(
    ("message", "path", "line"),
    [
        ("unclosed delimiter", MAIN, 2),
        ("failed to decode image", MAIN, 1),
        ("failed to decode image", MAIN, 99),
        ("failed to decode image", "report.typ", 2),
        ("failed to decode image", STAND_IN, 1),
    ],
)
def test_what_is_about_no_image_of_the_author_changes_nothing(
    message: str, path: str, line: int
) -> None:
    staging = _staging()
    assert replace_broken_images([_about(message, path, line)], MAIN, staging, {}) == []
    assert staging.texts()[MAIN] == SOURCE
