"""A line of Markdown without roles, as the parts that a cell of a table keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indonato_report.data import markdown
from indonato_report.data.simple_markup import Part, Span, simple_markup

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode


def inline_markup(text: str) -> tuple[Part, ...] | None:
    """Return the parts of a line of Markdown.

    Returns:
        The parts, or ``None`` if the text holds a role or something that data may not use: then
        it needs nodes.
    """
    simple = simple_markup(text)
    if simple is not None:
        return simple
    tree = markdown.parse(text, block=False)
    if any(node.type == "myst_role" or not markdown.is_allowed(node) for node in tree.walk()):
        return None
    return parsed_parts(tree)


def parsed_parts(node: SyntaxTreeNode) -> tuple[Part, ...]:
    """Return the parts of what the full parser found inside a node."""
    parts: list[Part] = []
    for child in node.children:
        for part in _part(child):
            if isinstance(part, str) and parts and isinstance(parts[-1], str):
                parts[-1] += part
            elif part != "":
                parts.append(part)
    return tuple(parts)


def _part(node: SyntaxTreeNode) -> tuple[Part, ...]:
    match node.type:
        case "em":
            return (Span("em", parsed_parts(node)),)
        case "strong":
            return (Span("strong", parsed_parts(node)),)
        case "code_inline":
            return (Span("code", (node.content,)),)
        case "link":
            return (Span("link", parsed_parts(node), str(node.attrs["href"])),)
        case "softbreak" | "hardbreak":
            return (" ",)
        case "text":
            return (node.content,)
    return parsed_parts(node)
