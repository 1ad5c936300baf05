"""The options of a PDF that change its looks: checked, with the default for what can't be used."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

from indonato_report.pdf import literal
from indonato_report.pdf.colours import READABLE, contrast, is_colour
from indonato_report.pdf.documents import DocumentOptions, warn_of_option
from indonato_report.pdf.fonts import (
    FontChoice,
    WantedFonts,
    choose_fonts,
    folders_of,
    known_families,
)
from indonato_report.pdf.staging import Staging

#: Papers that the pages are laid out for.
PAPERS = ("a4", "us-letter")

#: The colour of headings, links and rules.
ACCENT = "#0b4a6f"

#: The lightest grounds on which text stands in that colour; those of ``theme/base.typ``.
GROUNDS = ("#ffffff", "#eef3f7")

_LOGO_SUFFIXES = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp")


def paper_of(options: DocumentOptions) -> str:
    """Return the paper to print on, in Typst's words."""
    if options.paper in PAPERS:
        return options.paper
    warn_of_option("paper: %r is not one of %s", options.paper, ", ".join(PAPERS))
    return PAPERS[0]


def accent_of(options: DocumentOptions) -> str:
    """Return the colour of headings and links: one that can be read."""
    if not options.accent:
        return ACCENT
    if not is_colour(options.accent):
        warn_of_option("accent: %r is no colour like %r", options.accent, ACCENT)
        return ACCENT
    weakest = min(contrast(options.accent, ground) for ground in GROUNDS)
    if weakest < READABLE:
        warn_of_option(
            "accent: text in %s is hard to read; its contrast is %.1f to 1 and must be %s to 1",
            options.accent,
            weakest,
            READABLE,
        )
        return ACCENT
    return options.accent


def fonts_of(options: DocumentOptions, sources: Path) -> FontChoice:
    """Return the fonts: those that the author wants, if they are there, else the default ones."""
    asked = {
        "text_font": options.text_font,
        "heading_font": options.heading_font,
        "code_font": options.code_font,
    }
    folder = _font_folder(options.font_folder, sources)
    if not any(asked.values()):
        return choose_fonts()
    folders = folders_of(_wanted(asked, (folder,) if folder else ()))
    known = known_families([*choose_fonts().folders, *folders])
    for option, family in asked.items():
        if family and family not in known:
            nearest = get_close_matches(family, sorted(known), 1)
            hint = f"Did you mean {nearest[0]!r}?" if nearest else f"Known: {_listed(known)}."
            warn_of_option("%s: there is no font %r. %s", option, family, hint)
            asked[option] = ""
    return choose_fonts(wanted=_wanted(asked, folders))


def _wanted(asked: dict[str, str], folders: tuple[Path, ...]) -> WantedFonts:
    return WantedFonts(asked["text_font"], asked["heading_font"], asked["code_font"], folders)


def _listed(families: set[str]) -> str:
    return ", ".join(sorted(families))


def _font_folder(given: str, sources: Path) -> Path | None:
    if not given:
        return None
    root = sources.resolve()
    folder = (root / given).resolve()
    if folder.is_dir() and folder.is_relative_to(root):
        return folder
    warn_of_option("font_folder: there is no folder %r in the source folder", given)
    return None


def logo_call(options: DocumentOptions, sources: Path, staging: Staging) -> str:
    """Stage the logo and return the expression that draws it; ``none`` if there is none."""
    path = _file_of("logo", options.logo, sources, _LOGO_SUFFIXES)
    if path is None:
        return "none"
    name = literal.quoted(staging.add_copy(path))
    alternative = literal.flow(options.logo_alt).strip()
    if not alternative:
        return f"pdf.artifact(image({name}, height: 18mm))"
    return f"image({name}, height: 18mm, alt: {literal.quoted(alternative)})"


def template_text(options: DocumentOptions, sources: Path) -> str:
    """Return the author's own template, ``""`` if there is none."""
    path = _file_of("template", options.template, sources, (".typ",))
    try:
        return path.read_text(encoding="utf-8") if path is not None else ""
    except UnicodeDecodeError:
        warn_of_option("template: %r is not UTF-8; save it with that encoding", options.template)
        return ""


def _file_of(option: str, given: str, sources: Path, suffixes: tuple[str, ...]) -> Path | None:
    if not given:
        return None
    root = sources.resolve()
    path = (root / given).resolve()
    if not path.is_relative_to(root) or not path.is_file():
        warn_of_option("%s: there is no file %r in the source folder", option, given)
    elif path.suffix.lower() not in suffixes:
        warn_of_option("%s: %r is not a file of a kind that can be used here", option, given)
    else:
        return path
    return None
