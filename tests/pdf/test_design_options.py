"""Paper, colour, logo and template of a PDF; languages of its texts."""

from __future__ import annotations

from typing import Any

import pytest

from indonato_report.pdf.colours import READABLE, contrast
from indonato_report.pdf.design_options import ACCENT, GROUNDS
from indonato_report.pdf.source import THEME
from pdf.conftest import Build, Built

LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">'
    '<rect width="40" height="20" fill="#0b4a6f"/></svg>'
)
PAGE = "Start\n=====\n\nText of the start, see `site <https://example.org>`__.\n"


def _build(build: Build, files: dict[str, str] | None = None, **options: Any) -> Built:
    documents = [("index", "report", "A title", options)]
    return build({"index.rst": PAGE, **(files or {})}, report_pdf_documents=documents)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#ffffff", "#ffffff") == pytest.approx(1)


def test_the_grounds_are_those_of_the_theme() -> None:
    theme = (THEME / "base.typ").read_text(encoding="utf-8")
    assert f'#let tint = rgb("{GROUNDS[1]}")' in theme
    for name in ("ink", "muted"):
        colour = theme.split(f'#let {name} = rgb("')[1][:7]
        for ground in GROUNDS:
            assert contrast(colour, ground) >= READABLE
    assert min(contrast(ACCENT, ground) for ground in GROUNDS) >= READABLE


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("us-letter", (612, 792))])
def test_every_page_has_the_paper_asked_for(
    build: Build, paper: str, size: tuple[int, int]
) -> None:
    built = _build(build, paper=paper)
    assert built.warnings == ""
    for page in built.read().pdf.pages:
        assert tuple(round(float(one)) for one in page.MediaBox[2:]) == size


def _colours(built: Built) -> str:
    pages = built.read().pdf.pages
    return "\n".join(page.Contents.read_bytes().decode("latin-1") for page in pages)


def test_headings_take_the_colour(build: Build) -> None:
    built = _build(build, accent="#7A0019")
    assert built.warnings == ""
    red = f"{0x7A / 255:.5f}".rstrip("0")[:6]
    assert red in _colours(built)
    assert red not in _colours(_build(build))


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"accent": "#8ab4d8"}, "text in #8ab4d8 is hard to read; its contrast is"),
        ({"accent": "red"}, "accent: 'red' is no colour like '#0b4a6f'"),
        ({"paper": "a3"}, "paper: 'a3' is not one of a4, us-letter"),
        ({"logo": "missing.svg"}, "logo: there is no file 'missing.svg' in the source folder"),
        ({"logo": "../outside.svg"}, "logo: there is no file '../outside.svg'"),
        ({"logo": "index.rst"}, "logo: 'index.rst' is not a file of a kind that can be used"),
        ({"template": "x.typ"}, "template: there is no file 'x.typ' in the source folder"),
        ({"index": "yes"}, "option 'index' must be bool, not 'yes'"),
        ({"contents_depth": True}, "option 'contents_depth' must be int, not True"),
    ],
)
def test_what_cannot_be_used_is_said_and_left_out(
    build: Build, options: dict[str, Any], words: str
) -> None:
    built = _build(build, **options)
    assert words in built.warnings
    assert built.warnings.count("[report.pdf.config]") == 1
    assert built.manifest()[0]["standards"] == ["ua-1", "a-3a"]


def test_the_logo_stands_on_the_cover_with_its_text(build: Build) -> None:
    built = _build(build, {"logo.svg": LOGO}, logo="logo.svg", logo_alt="A blue box")
    assert built.warnings == ""
    assert [tag.alt for tag in built.read().root.all("Figure")] == ["A blue box"]
    assert built.manifest()[0]["standards"] == ["ua-1", "a-3a"]


def test_a_logo_without_text_only_decorates(build: Build) -> None:
    built = _build(build, {"logo.svg": LOGO}, logo="logo.svg")
    assert built.read().root.all("Figure") == []
    assert built.manifest()[0]["standards"] == ["ua-1", "a-3a"]


TEMPLATE = """#import "report.typ": sans
#let template(body) = {
  show heading: it => { it; sans([MARK OF THE TEMPLATE]) }
  body
}
"""


def test_a_template_changes_the_pages(build: Build) -> None:
    built = _build(build, {"own.typ": TEMPLATE}, template="own.typ")
    assert built.warnings == ""
    assert built.read().says("MARK OF THE TEMPLATE")


@pytest.mark.parametrize(
    ("name", "content", "changed", "options"),
    [
        ("own.typ", TEMPLATE, TEMPLATE.replace("MARK", "SIGN"), {"template": "own.typ"}),
        ("logo.svg", LOGO, LOGO.replace("#0b4a6f", "#000000"), {"logo": "logo.svg"}),
    ],
)
def test_a_changed_file_makes_the_pdf_anew(
    build: Build, name: str, content: str, changed: str, options: dict[str, str]
) -> None:
    first = _build(build, {name: content}, **options).manifest()[0]["sha256"]
    assert _build(build, {name: content}, **options).manifest()[0]["sha256"] == first
    assert _build(build, {name: changed}, **options).manifest()[0]["sha256"] != first


def test_a_text_in_another_language_says_so(build: Build) -> None:
    page = (
        ".. role:: hindi\n   :class: language-hi-IN\n\n.. role:: french\n   :class: language-fr\n\n"
        ".. role:: odd\n   :class: language-not-a-tag\n\n"
        "Start\n=====\n\nThe :hindi:`नाटो`, :french:`l’alliance`, :odd:`what`.\n"
    )
    built = build({"index.rst": page}, language="en_GB")
    source = built.main_source()
    assert '#text(lang: "hi", region: "IN")[#"नाटो";]' in source
    # The region of the report must not be handed on: there is no French of Great Britain.
    assert '#text(lang: "fr", region: none)[' in source
    assert '#[#"what";]' in source
    spoken = b"\n".join(page.Contents.read_bytes() for page in built.read().pdf.pages)
    assert b"hi-IN" in spoken
    assert built.manifest()[0]["standards"] == ["ua-1", "a-3a"]


def test_the_cover_says_how_to_cite(build: Build) -> None:
    built = _build(build, how_to_cite="Ann Author: A title. 2026.")
    assert built.read().pages[0].replace("\u200b", "").endswith("citeAnn Author: A title. 2026.")
    assert "How to cite" not in _build(build).read().text


def _font_names(built: Built) -> set[str]:
    read = built.read()
    pages = [page.Resources.get("/Font", {}) for page in read.pdf.pages]
    return {str(font.BaseFont) for page in pages for font in page.values()}


def test_text_headings_and_code_take_the_fonts_asked_for(build: Build) -> None:
    page = "Start\n=====\n\nText and ``code``, ₹ 5.\n"
    built = _build(
        build,
        {"index.rst": page},
        text_font="Libertinus Serif",
        heading_font="IBM Plex Serif",
        code_font="New Computer Modern",
    )
    assert built.warnings == ""
    names = _font_names(built)
    assert any("LibertinusSerif-Regular" in name for name in names)
    assert any("NewCM" in name for name in names)
    assert not any("SourceSans" in name or "DejaVu" in name for name in names)


def test_a_font_may_lie_beside_the_pages(build: Build) -> None:
    from indonato_report.pdf.fonts import SANS, wheel_folder

    wheel = wheel_folder(SANS)
    assert wheel is not None
    font = next(wheel.glob("*.ttf")).read_bytes()
    built = _build(build, {"fonts/own.ttf": font}, text_font="Source Sans 3", font_folder="fonts")
    assert built.warnings == ""
    assert not any("Plex" in name for name in _font_names(built))


def test_a_font_that_is_nowhere_is_not_used(build: Build) -> None:
    built = _build(build, text_font="IBM Plex Serf", code_font="Zzz", font_folder="nowhere")
    assert "text_font: there is no font 'IBM Plex Serf'. Did you mean 'IBM Plex Serif'?" in (
        built.warnings
    )
    assert "code_font: there is no font 'Zzz'. Known: " in built.warnings
    assert "font_folder: there is no folder 'nowhere' in the source folder" in built.warnings
    assert any("IBMPlexSerif" in name for name in _font_names(built))
