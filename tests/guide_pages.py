"""Reads the pages of the guide: its code, its tables and its sections."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

REPOSITORY = Path(__file__).resolve().parent.parent
GUIDE = REPOSITORY / "docs" / "guide"

_FENCE = re.compile(r"^(`{3,})([^\n]*)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
_OPTION = re.compile(r":(\w+): (.*)\n")
_CODE = re.compile(r"`([^`]+)`")


class Block(NamedTuple):
    """A fenced block of a page: its language (or directive), its options and its text."""

    language: str
    options: dict[str, str]
    text: str


def guide_page(name: str) -> str:
    return (GUIDE / f"{name}.md").read_text(encoding="utf-8")


def blocks(page: str) -> list[Block]:
    """Return the fenced blocks of a page; of a ``code-block``, what it shows."""
    return [_block(info, text) for _, info, text in _FENCE.findall(page)]


def _block(info: str, text: str) -> Block:
    directive, _, language = info.partition("}")
    if directive != "{code-block":
        return Block(info.strip(), {}, text)
    options: dict[str, str] = {}
    while option := _OPTION.match(text):
        options[option[1]] = option[2]
        text = text[option.end() :]
    return Block(language.strip(), options, text)


def section(page: str, heading: str) -> str:
    """Return the text between a heading and the next one of any level."""
    after = page.split(f"\n## {heading}\n", 1)[1]
    return re.split(r"\n#+ |\n\(", after, maxsplit=1)[0]


def rows(text: str) -> list[list[str]]:
    """Return the cells of the (only) Markdown table in a text, without its header."""
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[2:]]


def first_code(cell: str) -> str:
    """Return the first text in code style of a cell."""
    return _CODE.findall(cell)[0]


def all_code(cell: str) -> list[str]:
    return _CODE.findall(cell)


def one_line(text: str) -> str:
    return " ".join(text.split())
