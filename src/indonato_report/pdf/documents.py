"""Which PDFs to make: the configuration value ``report_pdf_documents``, checked.

Every entry is ``(start page, file name, title, options)``; title and options may be left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from typing import Any

from sphinx.config import Config
from sphinx.util import logging
from sphinx.util.osutil import make_filename_from_project

from indonato_report.pdf.settings import pdf_setting

logger = logging.getLogger(__name__)

_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._ -]*")
_LONGEST_ENTRY = 4
_SHORTEST_ENTRY = 2


@dataclass(frozen=True)
class DocumentOptions:
    """The options of one PDF.

    Attributes:
        subtitle: second line of the cover.
        authors: names, each one entry of the PDF's metadata; default: Sphinx's ``author``.
        description: what the PDF is about, in a sentence (its metadata only).
        keywords: words to find it by (its metadata only).
        licence: licence as shown on the cover and in the metadata.
        licence_url: address of the licence's text.
        how_to_cite: how to cite the document, for the cover.
        exclude: pages to leave out, by the beginning of their names (``guide/``).
        summary: a page that stands before the contents: the executive summary.
        chapter_pages: whether each chapter begins on a page of its own.
        contents_depth: levels of headings in the contents; 0 for no contents and no lists.
        fact_notes: whether the facts in the text tell their dates and sources in footnotes.
        attach: whether the data of the tables and the bibliography are attached inside the file.
        paper: ``a4`` or ``us-letter``.
        accent: colour of headings and links, ``#rrggbb``; the default if empty.
        text_font, heading_font, code_font: families to set text, headings and tables, and code in.
        font_folder: a folder in the source folder with font files of the author's own.
        logo: picture on the cover, a path in the source folder.
        logo_alt: what the picture shows; empty if it only decorates.
        template: a Typst file in the source folder with a function ``template``.
        index: whether there is an index at the end, if there are entries for one.
    """

    subtitle: str = ""
    authors: tuple[str, ...] = ()
    description: str = ""
    keywords: tuple[str, ...] = ()
    licence: str = ""
    licence_url: str = ""
    how_to_cite: str = ""
    exclude: tuple[str, ...] = ()
    summary: str = ""
    chapter_pages: bool = True
    contents_depth: int = 3
    fact_notes: bool = True
    attach: bool = True
    index: bool = True
    paper: str = "a4"
    accent: str = ""
    text_font: str = ""
    heading_font: str = ""
    code_font: str = ""
    font_folder: str = ""
    logo: str = ""
    logo_alt: str = ""
    template: str = ""

    def leaves_out(self, docname: str) -> bool:
        """Return whether the page ``docname`` does not belong into this PDF."""
        return docname.startswith(self.exclude) if self.exclude else False


@dataclass(frozen=True)
class PDFDocument:
    """One PDF to make: where it starts, the name of its file (with ``.pdf``), its title."""

    start: str
    filename: str
    title: str
    options: DocumentOptions


def warn_of_option(message: str, *arguments: object) -> None:
    """Warn of something in ``report_pdf_documents`` that cannot be used."""
    text = "report_pdf_documents: " + message % arguments
    logger.warning(text, type="report", subtype="pdf.config")


def read_documents(config: Config, known_pages: Sequence[str] | set[str]) -> list[PDFDocument]:
    """Return the PDFs that the configuration asks for.

    Everything wrong is a warning of its own, and the wrong entry is left out.

    Args:
        config: Sphinx's configuration.
        known_pages: names of all pages of the project.

    Returns:
        The PDFs to make; without ``report_pdf_documents``, one of the whole project.
    """
    entries = list(pdf_setting(config, "report_pdf_documents"))
    if not entries:
        entries = [(config.root_doc, make_filename_from_project(config.project or "report"))]
    documents: dict[str, PDFDocument] = {}
    for number, entry in enumerate(entries, 1):
        document = _read_entry(number, entry, config, known_pages)
        if document is None:
            continue
        if document.filename.casefold() in documents:
            warn_of_option("entry %d: the file name %r is used twice", number, document.filename)
            continue
        documents[document.filename.casefold()] = document
    return list(documents.values())


def _read_entry(
    number: int, entry: Any, config: Config, known_pages: Sequence[str] | set[str]
) -> PDFDocument | None:
    sequence = isinstance(entry, (list, tuple))
    if not sequence or not _SHORTEST_ENTRY <= len(entry) <= _LONGEST_ENTRY:
        warn_of_option("entry %d is not (start page, file name, title, options): %r", number, entry)
        return None
    start, filename = (str(each) for each in entry[:2])
    title = str(entry[2]) if len(entry) > 2 else ""
    options = entry[3] if len(entry) > 3 else {}
    if start not in known_pages:
        nearest = get_close_matches(start, list(known_pages), 1)
        hint = f" Did you mean {nearest[0]!r}?" if nearest else ""
        warn_of_option("entry %d: there is no page %r.%s", number, start, hint)
        return None
    stem = filename.removesuffix(".pdf")
    if not _FILE_NAME.fullmatch(stem):
        warn_of_option(
            "entry %d: %r is no file name (letters, digits, space, . _ - only)", number, filename
        )
        return None
    read = _read_options(number, options, config)
    if read.summary and (read.summary not in known_pages or read.summary == start):
        nearest = get_close_matches(read.summary, list(known_pages), 1)
        hint = f" Did you mean {nearest[0]!r}?" if nearest else ""
        warn_of_option(
            "entry %d: there is no page %r to be the summary.%s", number, read.summary, hint
        )
        read = replace(read, summary="")
    return PDFDocument(
        start=start,
        filename=f"{stem}.pdf",
        title=_title(title, config, number),
        options=read,
    )


def _title(title: str, config: Config, number: int) -> str:
    """Return the title; a PDF without one could not be read aloud, so there is a last resort."""
    for candidate in (title, config.project):
        if candidate.strip():
            return " ".join(candidate.split())
    warn_of_option("entry %d has no title, and `project` is not set", number)
    return "Untitled report"


def _read_options(number: int, options: Any, config: Config) -> DocumentOptions:
    if not isinstance(options, Mapping):
        warn_of_option("entry %d: the options are not a mapping: %r", number, options)
        options = {}
    values: dict[str, Any] = {}
    defaults = {field.name: field.default for field in fields(DocumentOptions)}
    for name, value in options.items():
        if name not in defaults:
            nearest = get_close_matches(str(name), list(defaults), 1)
            hint = f" Did you mean {nearest[0]!r}?" if nearest else f" Known: {', '.join(defaults)}"
            warn_of_option("entry %d: unknown option %r.%s", number, name, hint)
            continue
        default = defaults[name]
        if isinstance(default, tuple):
            listed = (value,) if isinstance(value, str) else value
            if isinstance(listed, (list, tuple)) and all(isinstance(one, str) for one in listed):
                values[name] = tuple(listed)
                continue
        elif type(value) is type(default):
            values[name] = value
            continue
        wanted = "a list of texts" if isinstance(default, tuple) else type(default).__name__
        warn_of_option("entry %d: option %r must be %s, not %r", number, name, wanted, value)
    if not values.get("authors"):
        values["authors"] = _default_authors(config)
    return DocumentOptions(**values)


def _default_authors(config: Config) -> tuple[str, ...]:
    # Sphinx's own default is this word, which is nobody's name.
    author = config.author.strip()
    return () if author in {"", "unknown", "Author name not set"} else (author,)
