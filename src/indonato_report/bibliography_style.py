"""A bibliography style for reports: labels that say who and when, such as ``NATO 2024``.

Most sources of a report are documents of organisations, of which a number or three letters would
tell nothing.  The style is registered with pybtex under the name ``report``; use it by
``bibtex_default_style = "report"``.  With ``bibtex_reference_style = "report"``, semicolons stand
between the labels of a citation in the text, as they do in tables.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from indonato_report.data.ordering import collation_key
from indonato_report.formatted_references import STYLE, formatted_before

if TYPE_CHECKING:
    from pybtex.database import Entry

#: Longest name in a label, in characters; a longer one is cut at a word.
MAX_NAME = 28

_ADDITION = re.compile(r"\s*(?:\(|\[|/|;|,| via | quoting | – | - ).*", re.DOTALL)


def short_name(name: str) -> str:
    """Return the part of an organisation's or person's name that fits a label.

    What follows a bracket, a slash or ``via`` is left out; a long name is cut at a word, and not
    after one such as "of the".
    """
    name = _plain(name)
    short = _ADDITION.sub("", name) or name
    if len(short) <= MAX_NAME:
        return short
    words = short[:MAX_NAME].rsplit(" ", 1)[0].split(" ")
    while len(words) > 1 and len(words[-1]) <= 3 and words[-1].islower():
        words.pop()
    return " ".join(words).rstrip(" ,;:") + "…"


def _plain(name: str) -> str:
    """Return a name as text: without commands of TeX, braces, and spaces too many."""
    return " ".join(_decoded(name).replace("{", "").replace("}", "").split())


def _decoded(name: str) -> str:
    r"""Return a name with the commands of TeX read, so that ``\&`` is an ampersand."""
    if "\\" not in name:
        return name
    from pybtex.exceptions import PybtexError
    from pybtex.richtext import Text

    try:
        return str(Text.from_latex(name))
    except (PybtexError, ValueError):  # no TeX after all
        return name


def label_of(entry: Entry) -> str:
    """Return the label of an entry without the letter that tells equal ones apart."""
    return f"{name_of(entry)} {entry.fields.get('year') or 'n.d.'}"


def sorting_key(entry: Entry) -> tuple[object, ...]:
    """Return the key that puts entries in the order of their labels, then of their titles."""
    fields = entry.fields
    name = collation_key(name_of(entry))
    return (name, fields.get("year", ""), collation_key(fields.get("title", "")), entry.key)


def name_of(entry: Entry) -> str:
    """Return the name by which an entry is cited: its authors, editors or organisation.

    How to shorten a long name is told by BibLaTeX's field ``shortauthor``, which stays whole.
    """
    if entry.fields.get("shortauthor"):
        return _plain(entry.fields["shortauthor"])
    people = entry.persons.get("author") or entry.persons.get("editor") or []
    names = [" ".join([*each.prelast_names, *each.last_names]) for each in people]
    if not names:
        names = [
            str(entry.fields.get("organization") or entry.fields.get("publisher") or entry.key)
        ]
    name = short_name(names[0])
    if len(names) == 2:
        name = f"{name} and {short_name(names[1])}"
    elif names[2:]:
        name += " and others"
    return name


def unique_labels(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield a label for each entry; equal ones get the letters a, b, c and so on.

    They follow the year as in ``2020a``, and ``n.d.`` as in ``n.d.-a``.
    """
    labels = [label_of(entry) for entry in entries]
    total = Counter(labels)
    seen: Counter[str] = Counter()
    for label in labels:
        if total[label] == 1:
            yield label
        else:
            yield label + ("-" if label.endswith(".") else "") + _letters(seen[label])
            seen[label] += 1


def _letters(number: int) -> str:
    rest, last = divmod(number, 26)
    return (_letters(rest - 1) if rest else "") + chr(ord("a") + last)


def register_style() -> None:
    """Make the styles of the bibliography and of citations known under the name ``report``."""
    # Imported late: pybtex is slow to import, and not every project has a bibliography.
    from pybtex.backends.plaintext import Backend as PlainText
    from pybtex.plugin import register_plugin
    from pybtex.style.formatting.unsrt import Style as UnsrtStyle
    from pybtex.style.labels import BaseLabelStyle
    from pybtex.style.sorting import BaseSortingStyle
    from sphinxcontrib.bibtex.plugin import register_plugin as register_sphinx_plugin
    from sphinxcontrib.bibtex.style.referencing import BracketStyle
    from sphinxcontrib.bibtex.style.referencing.label import LabelReferenceStyle

    class ReportSortingStyle(BaseSortingStyle):  # type: ignore[misc]
        """The order of the labels: pybtex's own puts all organisations first."""

        def sorting_key(self, entry: Entry) -> tuple[object, ...]:
            """Return what entries are sorted by."""
            return sorting_key(entry)

    class ReportLabelStyle(BaseLabelStyle):  # type: ignore[misc]
        """Labels by name and year."""

        def format_labels(self, sorted_entries: Iterable[Any]) -> Iterator[str]:
            """Yield the labels of the entries."""
            return unique_labels(sorted_entries)

    class ReportStyle(UnsrtStyle):  # type: ignore[misc]
        """Entries as in the style ``unsrt``, ordered by name, year and title."""

        default_sorting_style = ReportSortingStyle
        default_label_style = ReportLabelStyle

        def __init__(self, *args: Any, **options: Any) -> None:
            """Start with nothing formatted."""
            super().__init__(*args, **options)
            self._formatted: tuple[str, Entry, Any] | None = None

        def format_entry(self, label: str, entry: Entry, bib_data: Any = None) -> Any:
            """Return an entry as rich text, the same for what is asked twice in a row.

            sphinxcontrib-bibtex asks once for the bibliography and once for what hovering tells.
            """
            last = self._formatted
            if last is None or last[0] != label or last[1] is not entry:
                formatted = formatted_before(label, entry)
                if formatted is None:
                    formatted = super().format_entry(label, entry, bib_data)
                last = (label, entry, formatted)
                self._formatted = last
            return last[2]

    class ReportReferenceStyle(LabelReferenceStyle):
        """Citations by label, with semicolons between them."""

        def __init__(self) -> None:
            """Set the separator."""
            super().__init__(bracket_parenthetical=BracketStyle(sep="; "))

    register_plugin("pybtex.style.formatting", STYLE, ReportStyle)
    register_sphinx_plugin("sphinxcontrib.bibtex.style.referencing", STYLE, ReportReferenceStyle)
    # The same as before, but found at once: otherwise each citation in the text has the metadata of
    # all installed packages read, which takes longer than the rest of it.
    register_plugin("pybtex.backends", "plaintext", PlainText, force=True)
