"""What the report as a whole is called, who wrote it and when: read from a ``CITATION.cff``.

Standard: Citation File Format 1.2.0 (https://citation-file-format.github.io).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


class CitationFileError(Exception):
    """The file cannot be used; the message says why and what would be right."""


@dataclass(frozen=True)
class Author:
    """A person (``family`` and ``given``) or an organisation (``family`` alone)."""

    family: str
    given: str = ""
    is_person: bool = False


@dataclass(frozen=True)
class Publication:
    """A report as others cite it.

    ``date`` is when the edition came out, ISO 8601; ``address`` where it can be found for good (a
    DOI before all else); ``licence`` its SPDX identifier.  Whatever is not known is empty.
    """

    title: str
    authors: tuple[Author, ...]
    date: str = ""
    version: str = ""
    address: str = ""
    licence: str = ""
    abstract: str = ""
    keywords: tuple[str, ...] = ()


def read_publication(path: Path) -> Publication:
    """Read a citation file.

    Raises:
        CitationFileError: if it is missing, is no YAML or lacks what a citation needs.
    """
    from ryaml import loads  # type: ignore[attr-defined]

    try:
        content = loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CitationFileError(f"cannot be read: {error.strerror}") from None
    except ValueError as error:  # also bytes that are no UTF-8
        raise CitationFileError(f"is not YAML: {error}") from None
    if not isinstance(content, dict):
        raise CitationFileError("holds no fields such as `title: …`")
    title, date = _text(content, "title"), _text(content, "date-released")
    authors = tuple(filter(None, map(_author, _list(content, "authors"))))
    if not title:
        raise CitationFileError("lacks a `title`")
    if not authors:
        raise CitationFileError(
            "names no `authors`; an author has a `name`, or `family-names` and `given-names`"
        )
    if date and not _DATE.match(date):
        raise CitationFileError(f"`date-released` is {date!r}, which is not of the form YYYY-MM-DD")
    doi = _text(content, "doi")
    return Publication(
        title=title,
        authors=authors,
        date=date,
        version=_text(content, "version"),
        address=f"https://doi.org/{doi}" if doi else _text(content, "url"),
        licence=_text(content, "license"),
        abstract=_text(content, "abstract"),
        keywords=tuple(map(str, _list(content, "keywords"))),
    )


def _text(content: dict[str, Any], name: str) -> str:
    value = content.get(name)
    return " ".join(str(value).split()) if isinstance(value, (str, int, float)) else ""


def _list(content: dict[str, Any], name: str) -> list[Any]:
    value = content.get(name)
    return value if isinstance(value, list) else []


def _author(entry: Any) -> Author | None:
    if not isinstance(entry, dict):
        return None
    if name := _text(entry, "name"):
        return Author(name)
    parts = (_text(entry, "name-particle"), _text(entry, "family-names"))
    family = " ".join(filter(None, parts))
    if suffix := _text(entry, "name-suffix"):
        family += f" {suffix}"
    return Author(family, _text(entry, "given-names"), is_person=True) if family else None
