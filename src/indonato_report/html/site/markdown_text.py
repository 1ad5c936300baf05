"""Text for Markdown pages: what has a meaning there is escaped, cells stay on one line.

Standard: CommonMark 0.31, with the tables of GitHub Flavored Markdown 0.29.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_MARKS = re.compile(r"[\\*`\[\]<]|(?<!\w)_|_(?!\w)")
_SPACES = re.compile(r"\s+")
# What begins a list, a heading or a quotation at the start of a line.
_OPENING = re.compile(r"(#{1,6}\s|[-+>]\s|>|\d{1,9}(?=[.)]\s))")
_TICKS = re.compile(r"`+")


def escaped(text: str) -> str:
    """Return a text as Markdown that shows it as it is, with single spaces."""
    return _MARKS.sub(lambda found: f"\\{found[0]}", _SPACES.sub(" ", text))


def paragraph(text: str) -> str:
    """Return inline Markdown as a paragraph that nobody takes for a list or a heading."""
    text = text.strip()
    found = _OPENING.match(text)
    if not found:
        return text
    if found[0].isdigit():
        return f"{found[0]}\\{text[found.end() :]}"
    return f"\\{text}"


def code(text: str) -> str:
    """Return code in a sentence."""
    fence = _longer_than_any(text, 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def code_block(text: str, language: str) -> str:
    """Return code as a block of its own."""
    fence = _longer_than_any(text, 3)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"


def _longer_than_any(text: str, shortest: int) -> str:
    longest = max((len(ticks) for ticks in _TICKS.findall(text)), default=0)
    return "`" * max(shortest, longest + 1)


def link(label: str, address: str) -> str:
    """Return a link; an address with spaces or brackets is enclosed."""
    if re.search(r"[\s()<>]", address):
        address = f"<{address.replace('<', '%3C').replace('>', '%3E')}>"
    return f"[{label}]({address})" if label and address else label


def indented(text: str, by: int) -> str:
    """Return a text whose lines but the first are indented; empty lines stay empty."""
    space = " " * by
    first, *rest = text.split("\n")
    return "\n".join([first, *(space + line if line else line for line in rest)])


def quoted(text: str) -> str:
    """Return a text as a quotation."""
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def table(header: Sequence[str], rows: Sequence[Sequence[str]], aligns: Sequence[str] = ()) -> str:
    """Return a table.

    Args:
        header: inline Markdown, one text a column.
        rows: the same for each row; missing cells are empty.
        aligns: ``left``, ``right`` or ``center`` for each column.
    """
    width = max([len(header), *map(len, rows)])
    marks = {"right": "---:", "center": ":---:"}
    line = [marks.get(align, "---") for align in aligns] + ["---"] * (width - len(aligns))
    return "\n".join(
        [_row(header, width), f"| {' | '.join(line)} |", *(_row(row, width) for row in rows)]
    )


def _row(cells: Sequence[str], width: int) -> str:
    texts = [_SPACES.sub(" ", cell).strip().replace("|", "\\|") for cell in cells]
    return f"| {' | '.join(texts + [''] * (width - len(texts)))} |"
