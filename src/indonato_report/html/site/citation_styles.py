"""Citations as readers copy them: in the manner of APA and of Chicago, as HTML.

Standards: the manuals of the American Psychological Association (7th edition, sections 9 and 10)
and of the University of Chicago Press (18th edition, chapter 14, notes and bibliography).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from indonato_report.html.site.publication import Author, Publication

#: Both manuals are American, and so is the order of their dates.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)


@dataclass(frozen=True)
class CitedWork:
    """What is cited: a publication, or a part of it.

    Attributes:
        publication: the whole.
        part: title of the part; empty if the whole is cited.
        address: where it can be found for good, as an absolute address, or empty.
        identifier: an identifier for reference managers, of letters, digits and hyphens.
    """

    publication: Publication
    part: str
    address: str
    identifier: str

    @property
    def title(self) -> str:
        """The title of what is cited."""
        return self.part or self.publication.title

    @property
    def year(self) -> str:
        """The year, or empty."""
        return self.publication.date[:4]


def apa(work: CitedWork) -> str:
    """Return a citation in the manner of APA."""
    whole = work.publication
    version = f" (Version {escape(whole.version)})" if whole.version else ""
    title = f"<em>{escape(whole.title)}</em>{version}"
    parts = [f"{_sentence(escape(_apa_names(whole.authors)))} ({work.year or 'n.d.'})."]
    parts.append(f"{_sentence(escape(work.part))} In {title}." if work.part else f"{title}.")
    return " ".join([*parts, *_address(work, "")])


def chicago(work: CitedWork) -> str:
    """Return an entry of a bibliography in the manner of Chicago."""
    whole = work.publication
    parts = [_sentence(escape(_chicago_names(whole.authors)))]
    if work.part:
        parts.append(f"“{_sentence(escape(work.part))}” In")
    parts.append(f"<em>{escape(whole.title)}</em>.")
    if whole.version:
        parts.append(f"Version {escape(whole.version)}.")
    parts.append(f"{american_date(whole.date)}." if whole.date else "n.d.")
    return " ".join([*parts, *_address(work, ".")])


def american_date(day: str) -> str:
    """Return an ISO 8601 date in the order of the manuals; one that is none as it is."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return day
    return f"{_MONTHS[found.month - 1]} {found.day}, {found.year}"


def _address(work: CitedWork, stop: str) -> list[str]:
    return [f"{escape(work.address)}{stop}"] if work.address else []


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def _apa_names(authors: Sequence[Author]) -> str:
    names = [
        f"{author.family}, {_initials(author.given)}" if author.given else author.family
        for author in authors
    ]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])}, & {names[-1]}"


def _initials(given: str) -> str:
    """Return ``A. B.-C.`` for ``Anna Bela-Carla``."""
    return " ".join(
        "-".join(f"{part[0]}." for part in name.split("-") if part) for name in given.split()
    )


def _chicago_names(authors: Sequence[Author]) -> str:
    first, *others = authors
    names = [f"{first.family}, {first.given}" if first.given else first.family]
    names += [f"{each.given} {each.family}".strip() for each in others]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])}, and {names[-1]}"
