"""BibTeX to records whose values are texts: one record a source."""

from __future__ import annotations

from indonato_report.data.bibtex_entries import BadEntry, entries
from indonato_report.data.data_file import DataFile, Rejected


def parse(file: DataFile) -> list[dict[str, str]]:
    """Return the sources of a ``.bib`` file, the key under ``key`` and names in small letters.

    Raises:
        Rejected: if an entry cannot be read.
    """
    try:
        return [each.fields for each in entries(file.text)]
    except BadEntry as error:
        raise Rejected(file.problem(error.offset, "file.syntax", error.message)) from None
