"""Inline Markdown without roles, as plain tuples.

Most Markdown in data is a link or an emphasised word.  Such a text needs neither doctree nodes nor,
if it is as simple as most, a full Markdown parser: one regular expression reads it some twenty
times faster.  What that expression accepts is so narrow that CommonMark leaves no choice; anything
else goes to the full parser, and a test holds the two together.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, TypeAlias

SpanKind: TypeAlias = Literal["em", "strong", "code", "link"]


class Span(NamedTuple):
    """Marked text: its kind, what it holds, and where a link leads."""

    kind: SpanKind
    content: tuple[Part, ...]
    target: str = ""


Part: TypeAlias = str | Span

# Inside: no character that could be markup.  Emphasis begins and ends with a letter or digit, so
# that its marks can be nothing else.  Addresses have no character that would be escaped.
_WORDS = r"[^*_`\[\]<>&\\{}!~\n]"
_ADDRESS = r"https?://[A-Za-z0-9][A-Za-z0-9/?#=.,;:+@~$_-]*"
_SIMPLE = re.compile(
    rf"\[(?P<label>{_WORDS}+)\]\((?P<link>{_ADDRESS})\)"
    rf"|(?<!\*)\*\*(?P<strong>[^\W_](?:{_WORDS}*[^\W_])?)\*\*(?!\*)"
    rf"|(?<!\*)\*(?P<em>[^\W_](?:{_WORDS}*[^\W_])?)\*(?!\*)"
    rf"|<(?P<address>{_ADDRESS})>"
    rf"|`(?P<code>[^\W_](?:[^`\n&\\]*[^\W_])?)`"
    rf"|(?P<text>{_WORDS}+)"
)


def simple_markup(text: str) -> tuple[Part, ...] | None:
    """Return the parts of a simple text, or ``None`` if only the full parser can tell.

    Only links to the web, emphasis, code and words are simple.
    """
    parts: list[Part] = []
    end = 0
    for found in _SIMPLE.finditer(text):
        if found.start() != end:
            return None
        end = found.end()
        kind = found.lastgroup
        if kind == "text":
            parts.append(found["text"])
        elif kind == "link":
            parts.append(Span("link", (found["label"],), found["link"]))
        elif kind == "address":
            parts.append(Span("link", (found["address"],), found["address"]))
        elif kind == "em":
            parts.append(Span("em", (found["em"],)))
        elif kind == "strong":
            parts.append(Span("strong", (found["strong"],)))
        else:
            parts.append(Span("code", (found["code"],)))
    return tuple(parts) if end == len(text) else None


def markup_text(parts: tuple[Part, ...]) -> str:
    """Return what a reader sees of the parts."""
    return "".join(part if isinstance(part, str) else markup_text(part.content) for part in parts)
