"""The keys of a BibTeX file.

Only the keys: formatting the entries is left to sphinxcontrib-bibtex, whose parser is too slow to
run whenever data are checked.
"""

from __future__ import annotations

import re
from pathlib import Path

from indonato_report.data import reader
from indonato_report.data.problems import Problem

_ENTRY = re.compile(
    r"^[ \t]*@[ \t]*(\w+)[ \t]*[{(][ \t\r\n]*([^\s,{}()]+)[ \t\r\n]*,", re.MULTILINE
)
_NOT_ENTRIES = {"comment", "string", "preamble"}


def read_keys(path: Path) -> tuple[frozenset[str], list[Problem]]:
    """Return the keys of all entries of a ``.bib`` file, and what keeps it from being read."""
    file, problems = reader.read_text(path)
    if file is None:
        return frozenset(), problems
    found = _ENTRY.findall(file.text)
    keys = frozenset(key for kind, key in found if kind.lower() not in _NOT_ENTRIES)
    if not keys:
        message = "there is no source in this file; each begins like @book{key, and ends with }"
        problems = [Problem(file.shown, 1, 1, "file.empty", message)]
    return keys, problems
