"""The main source of a PDF: the theme, what it needs to know, and the translated pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from docutils import nodes
from sphinx.config import Config
from sphinx.locale import _

from indonato_report.pdf import literal
from indonato_report.pdf.dates import shown_date
from indonato_report.pdf.documents import PDFDocument
from indonato_report.pdf.fonts import FontChoice

THEME = Path(__file__).with_name("theme")

_LANGUAGE = re.compile(
    r"(?P<language>[A-Za-z]{2,3})(?:[_-][A-Z][a-z]{3})?(?:[_-](?P<region>[A-Z]{2}))?"
)


#: The name of the author's own template in the staging folder.
TEMPLATE = "template.typ"

#: A list of figures or tables is worth its page from this number on.
_FEWEST_LISTED = 5


def main_source(
    document: PDFDocument,
    config: Config,
    parts: tuple[list[str | nodes.Element], list[str | nodes.Element]],
    captioned: Mapping[str, int],
    logo: str = "none",
    *,
    template: bool = False,
) -> list[str | nodes.Element]:
    """Return the fragments of the main source.

    Args:
        document: which PDF.
        config: Sphinx's configuration.
        parts: the translated pages, those that stand before the contents first.
        logo: the expression that draws the logo of the cover.
        template: whether a template of the author's own is staged as :data:`TEMPLATE`.
        captioned: how many things have a caption, by Typst's kind of figure.
    """
    options = document.options
    language, region = language_and_region(config.language)
    values = {
        "title": _text(document.title),
        "subtitle": _text(options.subtitle),
        "authors": literal.array([_text(author) for author in options.authors]),
        "edition": _text(f"{_('Release')} {config.release}" if config.release else ""),
        "date": _text(shown_date(config)),
        "licence": _text(options.licence),
        "citation": literal.array(
            [_text(_("How to cite")), _text(options.how_to_cite)] if options.how_to_cite else []
        ),
        "description": _text(options.description),
        "keywords": literal.array([_text(word) for word in options.keywords]),
        "language": _text(language),
        "region": _text(region) if region else "none",
        "logo": logo,
    }
    contents = {
        "title": _text(_contents_title()),
        "depth": str(int(options.contents_depth)),
        "lists": literal.array(
            [
                f"({kind}, {_text(name)})"
                for kind, name in (("image", _("List of figures")), ("table", _("List of tables")))
                if captioned.get(kind, 0) >= _FEWEST_LISTED
            ]
        ),
    }
    head = ['#import "report.typ": *\n', "#show: report.with(\n"]
    head += [f"  {name}: {value},\n" for name, value in values.items()]
    head.append(")\n")
    if template:
        # Inside the theme, so that what it sets goes before what the theme sets.
        head.append(f'#import "{TEMPLATE}": template\n#show: template\n')
    front, body = parts
    arguments = ", ".join(f"{name}: {value}" for name, value in contents.items())
    listed = f"\n#contents-pages({arguments})\n" if options.contents_depth else ""
    if front:
        front = ["\n#front-pages[\n", *front, "\n]\n"]
    return [*head, *front, listed, "#pagebreak(weak: true)\n", *body]


def _contents_title() -> str:
    """Return the title of the contents: in English the short one, else Sphinx's translation."""
    translated = str(_("Table of Contents"))
    return "Contents" if translated == "Table of Contents" else translated


def theme_files() -> dict[str, str]:
    """Return the texts of the files of the theme, by their names."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(THEME.iterdir())}


def theme_settings(fonts: FontChoice, paper: str, accent: str) -> str:
    """Return the source of ``settings.typ``: fonts for each kind of text, paper and colour."""
    families = {"body": fonts.body, "sans": fonts.sans, "mono": fonts.mono}
    lines = [
        f"#let {name}-fonts = {literal.array([_text(family) for family in listed])}\n"
        for name, listed in families.items()
    ]
    lines.append(f"#let paper = {_text(paper)}\n#let accent = rgb({_text(accent)})\n")
    return "".join(lines)


def language_and_region(tag: str) -> tuple[str, str]:
    """Return language and region of Sphinx's ``language`` (``pt_BR``) as BCP 47 has them."""
    match = _LANGUAGE.fullmatch(tag or "")
    if match is None:
        return "en", ""
    return match["language"].lower(), match["region"] or ""


def _text(text: str) -> str:
    return literal.quoted(literal.flow(text))
