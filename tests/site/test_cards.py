"""The pictures that messengers show with a link."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import Any

import pytest

from indonato_report.html.pictures.child import draw
from indonato_report.pdf.fonts import choose_fonts
from project_plugin import Build, MakeProject
from websites import ADDRESS, tag

PAGES = {
    "index.md": "# Start\n\nText.\n\n```{toctree}\npart/index\nother\n```\n",
    "part/index.md": "# Part & “parcel”\n\n```{toctree}\ndeep\n```\n",
    "part/deep.md": "# Deep\n\nText.\n",
    "other.md": "# Other\n\nText.\n",
    "lost.md": "---\norphan:\n---\n# Lost\n\nText.\n",
}
CONF: Mapping[str, Any] = {"report_social_cards": True, "html_baseurl": ADDRESS}


def size_of(picture: bytes) -> tuple[int, int]:
    """Return width and height from the head of a PNG."""
    assert picture.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


@pytest.fixture(scope="module")
def site(make_project: MakeProject) -> Build:
    return make_project(pages=PAGES).build(conf={**CONF, "suppress_warnings": ["report.home"]})


@pytest.mark.parametrize(
    ("page", "card"),
    [
        ("index", "index"),
        ("part/index", "part-index"),
        ("part/deep", "part-index"),
        ("other", "other"),
        ("lost", "index"),
    ],
)
def test_a_page_shows_the_card_of_its_part(site: Build, page: str, card: str) -> None:
    found = site.page(page)
    assert tag(found, "og:image") == f"{ADDRESS}cards/{card}.png"
    assert tag(found, "twitter:card") == "summary_large_image"
    assert (tag(found, "og:image:width"), tag(found, "og:image:height")) == ("1200", "630")
    assert size_of((site.outdir / "cards" / f"{card}.png").read_bytes()) == (1200, 630)


def test_the_picture_is_named_in_words(site: Build) -> None:
    assert tag(site.page("part/deep"), "og:image:alt") == "Part & “parcel”"


def test_a_title_is_text_and_never_code() -> None:
    folders = [str(path) for path in choose_fonts().folders]
    plain = draw("card", {"title": "#panic() $ ] \\ <x>", "site": "S", "note": ""}, folders)
    assert size_of(plain) == (1200, 630)
    assert draw("card", {"title": "A", "site": "", "note": ""}, folders) != draw(
        "card", {"title": "B", "site": "", "note": ""}, folders
    )


def test_cards_are_drawn_again_only_when_they_change(make_project: MakeProject) -> None:
    project = make_project(pages=PAGES)
    conf = {**CONF, "suppress_warnings": ["report.home"]}
    path = project.build(conf=conf).outdir / "cards" / "part-index.png"
    content, stamp = path.read_bytes(), path.stat().st_mtime_ns
    project.replace("other.md", "Text.", "New text.")
    project.build(conf=conf)
    assert path.stat().st_mtime_ns == stamp
    project.replace("part/index.md", "“parcel”", "lot")
    project.build(conf=conf)
    assert path.read_bytes() != content
    path.unlink()
    project.build(conf=conf)
    assert path.is_file()
    assert project.build(conf=conf).written == []


@pytest.mark.parametrize("conf", [{"html_baseurl": ""}, {"report_social_cards": False}])
def test_without_address_or_setting_there_are_none(
    make_project: MakeProject, conf: dict[str, Any]
) -> None:
    built = make_project(pages={"index.md": "# P\n\nText.\n"}).build(conf={**CONF, **conf})
    assert tag(built.page(), "og:image") is None
    assert tag(built.page(), "twitter:card") == "summary"
    assert not (built.outdir / "cards").exists()


def test_what_cannot_be_drawn_is_a_warning(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indonato_report.html.pictures._TIMEOUT", 0.001)
    built = make_project(pages={"index.md": "# P\n\nText.\n"}).build(
        conf={**CONF, "suppress_warnings": ["report.home"]}
    )
    (warning,) = built.warnings
    assert "the pictures for cards could not be drawn: it took longer than" in warning
    assert warning.endswith("[report.card]")
    assert tag(built.page(), "og:image") is None
