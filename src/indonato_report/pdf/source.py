"""The main source of a PDF: the theme, what it needs to know, and the translated pages."""

from __future__ import annotations

import re
from pathlib import Path

from docutils import nodes
from sphinx.config import Config
from sphinx.locale import _

from indonato_report.pdf import literal
from indonato_report.pdf.dates import shown_date
from indonato_report.pdf.documents import PDFDocument
from indonato_report.pdf.fonts import FontChoice

THEME = Path(__file__).with_name("theme") / "report.typ"

_LANGUAGE = re.compile(
    r"(?P<language>[A-Za-z]{2,3})(?:[_-][A-Z][a-z]{3})?(?:[_-](?P<region>[A-Z]{2}))?"
)


def main_source(
    document: PDFDocument, config: Config, body: list[str | nodes.Element]
) -> list[str | nodes.Element]:
    """Return the fragments of the main source.

    Args:
        document: which PDF.
        config: Sphinx's configuration.
        body: the translated pages.
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
        "description": _text(options.description),
        "keywords": literal.array([_text(word) for word in options.keywords]),
        "language": _text(language),
        "region": _text(region) if region else "none",
        "contents": _text(_("Table of Contents")),
        "contents-depth": str(int(options.contents_depth)),
    }
    head = ['#import "theme.typ": *\n', "#show: report.with(\n"]
    head += [f"  {name}: {value},\n" for name, value in values.items()]
    return [*head, ")\n", *body]


def font_settings(fonts: FontChoice) -> str:
    """Return the source of ``settings.typ``: the families for each kind of text."""
    return "".join(
        f"#let {name}-fonts = {literal.array([_text(family) for family in families])}\n"
        for name, families in (
            ("body", fonts.body),
            ("sans", fonts.sans),
            ("mono", fonts.mono),
        )
    )


def language_and_region(tag: str) -> tuple[str, str]:
    """Return language and region of Sphinx's ``language`` (``pt_BR``) as BCP 47 has them."""
    match = _LANGUAGE.fullmatch(tag or "")
    if match is None:
        return "en", ""
    return match["language"].lower(), match["region"] or ""


def _text(text: str) -> str:
    return literal.quoted(literal.flow(text))
