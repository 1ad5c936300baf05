"""Where things stand in a JSON text; used only when something is wrong with it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from indonato_report.data.tree import Node, line_and_column

_TOKEN = re.compile(r'[\[\]{},:]|"(?:[^"\\]|\\.)*"|[^\s\[\]{},:"]+', re.DOTALL)
_SPACE = re.compile(r"[ \t\n\r]*")


class _Open(NamedTuple):
    """A list or object that has begun."""

    node: Node
    is_object: bool


def compose(text: str, start: int = 0) -> Node | None:
    """Return the tree of the value that begins at ``start``, as far as the text is JSON."""
    root: Node | None = None
    stack: list[_Open] = []
    name: tuple[str, int] | None = None
    for token in _TOKEN.finditer(text, start):
        word, begin, end = token[0], token.start(), token.end()
        if word in "]}":
            if stack:
                stack.pop().node.end = end
        elif word not in ",:":
            inside = stack[-1] if stack else None
            if inside is not None and inside.is_object and name is None and word[0] == '"':
                name = (_decoded(word), begin)
                continue
            node = Node(begin, end)
            if inside is None:
                root = root or node
            else:
                inside.node.add(node, name)
            name = None
            if word in "[{":
                stack.append(_Open(node, word == "{"))
                node.open(is_mapping=word == "{")
        if root is not None and not stack:
            break
    return root


def record_starts(text: str, count: int) -> list[int] | None:
    """Return where each item of the outermost list begins; ``None`` if that cannot be told."""
    decoder = json.JSONDecoder()
    place = _skip(text, 0)
    if text[place : place + 1] != "[":
        return None
    starts: list[int] = []
    try:
        while len(starts) < count:
            place = _skip(text, place + 1)
            starts.append(place)
            place = _skip(text, decoder.raw_decode(text, place)[1])
    except (ValueError, RecursionError):
        return None
    return starts


def duplicates(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield name, offset and line of the first for each name that an object holds twice."""
    stack: list[dict[str, int] | None] = []
    previous = ""
    for token in _TOKEN.finditer(text):
        word = token[0]
        if word in "[{":
            stack.append({} if word == "{" else None)
        elif word in "]}":
            if stack:
                stack.pop()
        elif word[0] == '"' and previous in ("{", ",") and stack and stack[-1] is not None:
            name, names = _decoded(word), stack[-1]
            if name in names:
                yield name, token.start(), line_and_column(text, names[name])[0]
            names.setdefault(name, token.start())
        previous = word


def odd_numbers(text: str, digits: int) -> Iterator[tuple[str, int]]:
    """Yield word and offset of what is no JSON number: NaN, Infinity, or too many digits."""
    for token in _TOKEN.finditer(text):
        word = token[0]
        if word.lstrip("-") in ("NaN", "Infinity") or (
            len(word) > digits and word.lstrip("-").isdigit()
        ):
            yield word, token.start()


def offset_of_depth(text: str, depth: int) -> int:
    """Return where the nesting first gets deeper than ``depth``."""
    level = 0
    for token in _TOKEN.finditer(text):
        level += (token[0] in "[{") - (token[0] in "]}")
        if level > depth:
            return token.start()
    return 0


def _skip(text: str, place: int) -> int:
    found = _SPACE.match(text, place)
    return found.end() if found else place


def _decoded(word: str) -> str:
    try:
        return str(json.loads(word, strict=False))
    except ValueError:
        return word
