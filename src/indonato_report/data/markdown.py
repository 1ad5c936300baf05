"""The Markdown that a field may hold, read by a parser of its own.

Data must never reach the parser of the pages: there a relative link copies files, an image or an
include reads them, and raw HTML arrives alive.  Here only what is listed exists; everything else
is a problem and shows as the text that it is written in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

#: The roles that data may use.
ROLES = (
    "report:ref",
    "report:fact",
    "report:count",
    "cite",
    "ref",
    "doc",
    "term",
    "abbr",
    "sub",
    "sup",
)

#: The schemes that a link in data may have; a link within the page starts with ``#``.
SCHEMES = ("http", "https", "mailto")

_INLINE = {"text", "softbreak", "hardbreak", "em", "strong", "code_inline", "link", "myst_role"}
_BLOCK = {"paragraph", "bullet_list", "ordered_list", "list_item", "inline", "root"}

_MARKED = re.compile(r"[*_`\[\]<>&\\{}!~\n]|^ {0,3}(?:[-+#]|[0-9]+[.)])(?: |$)|^(?: {4}|\t)")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_TARGET = re.compile(r"^(?P<text>.*?)\s*<(?P<target>[^<>]*)>$", re.DOTALL)


class Role(NamedTuple):
    """A role in data: its name and the text between its backticks."""

    name: str
    content: str

    def title_and_target(self) -> tuple[str, str]:
        """Split ``title <target>``; without a title, it is empty."""
        found = _TARGET.match(self.content)
        return (found["text"], found["target"]) if found else ("", self.content.strip())


def is_plain(text: str) -> bool:
    """Whether ``text`` holds nothing that Markdown could read as markup."""
    return _MARKED.search(text) is None


@cache
def _parser() -> MarkdownIt:
    # Imported late: a build with nothing to do needs no parser.
    from markdown_it import MarkdownIt
    from mdit_py_plugins.myst_role import myst_role_plugin

    parser = MarkdownIt("commonmark").use(myst_role_plugin)
    # A link's address is judged here, with a message, not dropped in silence by the parser.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.disable(["reference"])
    return parser


def parse(text: str, *, block: bool) -> SyntaxTreeNode:
    """Parse a field's text.

    Args:
        text: Markdown.
        block: whether paragraphs and lists are allowed; without, all of it is one line of text.

    Returns:
        The tree of markdown-it nodes; check each node by :func:`is_allowed`.
    """
    from markdown_it.tree import SyntaxTreeNode

    return SyntaxTreeNode(_parser().parse(text) if block else _parser().parseInline(text))


def is_allowed(node: SyntaxTreeNode) -> bool:
    """Whether a node of the tree may be shown as what it is (its children apart)."""
    if node.type == "link":
        return is_allowed_address(str(node.attrs.get("href", "")))
    if node.type == "myst_role":
        return node.meta.get("name") in ROLES
    return node.type in _INLINE or node.type in _BLOCK


def is_allowed_address(address: str) -> bool:
    """Whether a link may lead there: the web, a mail address or a place on the page."""
    if address.startswith("#"):
        return len(address) > 1
    scheme = _SCHEME.match(address)
    return bool(scheme and scheme[1].lower() in SCHEMES and not re.search(r"[\x00-\x20]", address))


def roles_in(text: str, *, block: bool) -> Iterator[Role]:
    """Yield the allowed roles in ``text``."""
    if "{" not in text:
        return
    for node in parse(text, block=block).walk():
        if node.type == "myst_role" and is_allowed(node):
            yield Role(str(node.meta["name"]), node.content)


def plain_text(text: str, *, block: bool) -> str:
    """Return what a reader sees of ``text``, without markup; a role shows its title or target."""
    if is_plain(text):
        return text
    parts: list[str] = []
    for node in parse(text, block=block).walk():
        if node.type == "myst_role":
            title, target = Role(str(node.meta["name"]), node.content).title_and_target()
            parts.append(title or target)
        elif node.type in ("softbreak", "hardbreak") or (node.type == "paragraph" and parts):
            parts.append(" ")
        elif not node.children and node.type not in ("root", "inline"):
            parts.append(node.content)
    return "".join(parts).strip()
