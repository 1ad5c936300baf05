"""What is wrong with the Markdown of a field, and where in its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from indonato_report.data import markdown, query
from indonato_report.data.known_names import KnownNames
from indonato_report.data.problems import listed, nearest, quoted
from indonato_report.data.simple_markup import simple_markup

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

#: What every construct holds that data may not use, or that leads somewhere: roles, HTML, links
#: and images; in blocks also code, quotes, headings and rules.
_SUSPECT = re.compile(r"[{<]|\]\(")
_SUSPECT_BLOCK = re.compile(
    r"[{<#>=~\t]|\]\(|```| {4}|([-*_])[ ]*\1[ ]*\1|^[ ]*-+[ ]*$", re.MULTILINE
)

_NAMES = {
    "html_inline": "raw HTML",
    "html_block": "raw HTML",
    "image": "an image",
    "fence": "a fenced block or directive",
    "code_block": "an indented code block",
    "heading": "a heading",
    "blockquote": "a block quote",
    "hr": "a rule",
    "link": "a link",
}


#: Longest text in Markdown, in characters; the parser's time can grow with the square of it.
MAX_LENGTH = 20_000

#: How many problems of one text are reported.
MAX_FINDINGS = 20


class Finding(NamedTuple):
    """One problem: at which character of the text, which code, and the words."""

    offset: int
    code: str
    message: str


def check_markdown(text: str, block: bool, names: KnownNames) -> Iterator[Finding]:
    """Yield what is wrong: markup that data may not use, and roles that lead nowhere.

    Args:
        text: what the field holds.
        block: whether paragraphs and lists are allowed.
        names: what there is to refer to.
    """
    if len(text) > MAX_LENGTH:
        message = f"too long: {len(text):,} characters; Markdown may have at most {MAX_LENGTH:,}"
        yield Finding(0, "data.length", message)
        return
    if not may_be_wrong(text, block=block) or (not block and simple_markup(text) is not None):
        return
    yield from islice(_findings(text, block, names), MAX_FINDINGS)


def _findings(text: str, block: bool, names: KnownNames) -> Iterator[Finding]:
    for offset, node in placed_nodes(text, block=block):
        if not markdown.is_allowed(node):
            yield Finding(offset, *_refusal(node, block=block))
        elif node.type == "myst_role":
            role = markdown.Role(str(node.meta["name"]), node.content)
            for code, message in _role(role, names):
                yield Finding(offset, code, f"{{{role.name}}}: {message}")


def _role(role: markdown.Role, names: KnownNames) -> Iterator[tuple[str, str]]:
    _, target = role.title_and_target()
    if role.name == "cite":
        for key in (each.strip() for each in target.split(",")):
            if names.lacks_source(key):
                yield "data.source", names.no_source(key)
    elif role.name == "report:ref":
        collection, _, key = target.partition("/")
        if collection not in names.collections:
            hint = nearest(collection, names.collections)
            message = f"{quoted(target)} names no collection; write collection/key.{hint}"
            yield "data.reference", message
        elif names.lacks(collection, key):
            yield "data.reference", names.no_record(collection, key)
    elif role.name == "report:fact":
        key = target.partition(".")[0]
        if names.lacks_fact(key):
            yield "data.reference", names.no_fact(key)
    elif role.name == "report:count":
        yield from _count(role.content, names)


def _count(text: str, names: KnownNames) -> Iterator[tuple[str, str]]:
    try:
        collection, where = query.parse_selection(text)
        if collection not in names.collections:
            hint = nearest(collection, names.collections)
            raise query.QueryError(f"{quoted(collection)} is not a collection.{hint}")
        query.compile_filter(where, names.collections[collection].collection, names.keys)
    except query.QueryError as error:
        yield "data.filter", str(error)


def may_be_wrong(text: str, *, block: bool) -> bool:
    """Whether ``text`` holds anything but what is always allowed, told without parsing it."""
    return (_SUSPECT_BLOCK if block else _SUSPECT).search(text) is not None


def _refusal(node: SyntaxTreeNode, *, block: bool) -> tuple[str, str]:
    """Return code and message for a node that data may not use."""
    if node.type == "myst_role":
        name = str(node.meta.get("name"))
        message = (
            f"the role {quoted('{' + name + '}')} is not for data; the roles are "
            f"{listed(markdown.ROLES)}.{nearest(name, markdown.ROLES)}"
        )
        return "data.role", message
    if node.type == "link":
        address = quoted(node.attrs.get("href", ""))
        starts = ", ".join(f"{scheme}:" for scheme in markdown.SCHEMES)
        return "data.markdown", f"the link {address} must start with {starts} or #"
    what = _NAMES.get(node.type, node.type)
    allowed = "text, emphasis, code, links and roles" + (", paragraphs and lists" * block)
    return "data.markdown", f"{what} may not stand in data; allowed are {allowed}"


def placed_nodes(text: str, *, block: bool) -> Iterator[tuple[int, SyntaxTreeNode]]:
    """Yield every node with the offset in ``text`` at which it is written, in their order.

    The parser keeps no places inside a line.  But nodes come in the order in which they are
    written, so each is found by looking for its own text from where the one before it ended.
    """
    lines = [0, *(found.end() for found in re.finditer(r"\n", text))]
    is_changed = "&" in text or "\\" in text
    place = 0
    for node in markdown.parse(text, block=block).walk():
        if node.is_root or node.type == "inline":
            continue
        if node.map is not None:
            place = max(place, lines[min(node.map[0], len(lines) - 1)])
        # Where there are entities or escapes, a text is not written as it reads.
        written = "" if is_changed and node.type == "text" else _written(node)
        found = text.find(written, place) if written else -1
        yield max(found, place), node
        if not node.children and found >= 0:
            place = found + len(written)


def _written(node: SyntaxTreeNode) -> str:
    """Return how a node begins in its source, as far as that is certain."""
    if node.type == "myst_role":
        return "{" + str(node.meta.get("name")) + "}`"
    if node.type == "image":
        return "!["
    if node.type == "link":
        return "<" if node.info == "auto" else "["
    if node.type in ("text", "code_inline", "html_inline", "html_block"):
        return node.content.partition("\n")[0]
    return ""
