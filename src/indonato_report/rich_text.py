"""Markdown of data to docutils nodes.

What is not allowed in data has been reported when the data were checked
(:mod:`indonato_report.data.markdown`); here it shows as the text that it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from indonato_report.data import markdown
from indonato_report.data.simple_markup import Part, Span
from indonato_report.facts import count_nodes, fact_nodes
from indonato_report.nodes import record_reference, source_citations
from indonato_report.uses import Use
from indonato_report.warnings import AuthorError

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

    from indonato_report.data.descriptor import Markdown
    from indonato_report.page import Page


def inline_nodes(page: Page, text: str) -> list[nodes.Node]:
    """Return the nodes of one line of Markdown."""
    if markdown.is_plain(text):
        return [nodes.Text(text)]
    return _Renderer(page).children(markdown.parse(text, block=False))


def block_nodes(page: Page, text: str) -> list[nodes.Node]:
    """Return the nodes of Markdown that may have paragraphs and lists."""
    if markdown.is_plain(text):
        return [nodes.paragraph(text, "", nodes.Text(text))]
    return _Renderer(page).children(markdown.parse(text, block=True))


def text_nodes(page: Page, text: str, kind: Markdown) -> list[nodes.Node]:
    """Return a text as what may stand in one paragraph, whatever Markdown its field holds."""
    if not kind:
        return [nodes.Text(text)]
    return inline_nodes(page, text) if kind == "inline" else _flattened(block_nodes(page, text))


def _flattened(blocks: list[nodes.Node]) -> list[nodes.Node]:
    """Return the inline content of blocks, one after the other."""
    result: list[nodes.Node] = []
    for block in blocks:
        if isinstance(block, nodes.paragraph):
            inner = list(block.children)
        elif isinstance(block, nodes.bullet_list | nodes.enumerated_list | nodes.list_item):
            inner = _flattened(list(block.children))
            if isinstance(block, nodes.list_item):
                inner = [nodes.Text("• "), *inner]
        else:
            inner = [block]
        if result:
            result.append(nodes.Text(" "))
        result.extend(inner)
    return result


def markup_nodes(parts: Iterable[Part]) -> list[nodes.Node]:
    """Return the nodes of text with marks."""
    return [
        nodes.Text(part) if isinstance(part, str) else _span_node(part, markup_nodes(part.content))
        for part in parts
    ]


def _span_node(span: Span, content: list[nodes.Node]) -> nodes.Node:
    if span.kind == "em":
        return nodes.emphasis("", "", *content)
    if span.kind == "strong":
        return nodes.strong("", "", *content)
    if span.kind == "code":
        return nodes.literal("", "", *content)
    return _link(content, span.target)


def _link(content: list[nodes.Node], address: str) -> nodes.reference:
    if address.startswith("#"):
        return nodes.reference("", "", *content, refid=address[1:], internal=True)
    return nodes.reference("", "", *content, refuri=address)


def cited_keys(text: str, *, block: bool) -> list[str]:
    """Return the keys that a text cites."""
    keys: list[str] = []
    for role in markdown.roles_in(text, block=block):
        if role.name == "cite":
            keys.extend(key.strip() for key in role.content.split(","))
    return keys


class _Renderer:
    """Turns a markdown-it tree into nodes, one method a kind of node."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def children(self, node: SyntaxTreeNode) -> list[nodes.Node]:
        return [each for child in node.children for each in self._render(child)]

    def _render(self, node: SyntaxTreeNode) -> list[nodes.Node]:
        if not markdown.is_allowed(node):
            return self._as_text(node)
        simple = _ELEMENTS.get(node.type)
        if simple is not None:
            # What a translator sees of a paragraph: its Markdown, not the text without marks.
            source = node.children[0].content if node.type == "paragraph" else ""
            return [simple(source, "", *self.children(node))]
        match node.type:
            case "text":
                return [nodes.Text(node.content)]
            case "softbreak" | "hardbreak":
                return [nodes.Text(" ")]
            case "code_inline":
                return [nodes.literal(node.content, node.content)]
            case "link":
                return [_link(self.children(node), str(node.attrs["href"]))]
            case "myst_role":
                role = markdown.Role(str(node.meta["name"]), node.content)
                return _ROLES[role.name](self._page, role)
            case "bullet_list":
                return [nodes.bullet_list("", *self.children(node), bullet="*")]
            case "ordered_list":
                items = self.children(node)
                start = int(node.attrs.get("start", 1))
                listing = nodes.enumerated_list(
                    "", *items, enumtype="arabic", prefix="", suffix="."
                )
                if start != 1:
                    listing["start"] = start
                return [listing]
            case "list_item":
                return [nodes.list_item("", *self.children(node))]
        return self.children(node)

    def _as_text(self, node: SyntaxTreeNode) -> list[nodes.Node]:
        if node.children:
            return self.children(node)
        return [nodes.Text(node.content)]


_ELEMENTS: dict[str, type[nodes.TextElement]] = {
    "em": nodes.emphasis,
    "strong": nodes.strong,
    "paragraph": nodes.paragraph,
}


def _record(page: Page, role: markdown.Role) -> list[nodes.Node]:
    title, target = role.title_and_target()
    collection, _, key = target.partition("/")
    page.domain.note_use(page.docname, Use("title", collection, key=key))
    known = page.title(collection, key)
    if known is None:  # the check of the data has said so
        return [nodes.inline("", title or target, classes=["report-problem"])]
    page.domain.note_linked(page.docname, collection)
    text = title or known
    reference = record_reference(text, text, docname=page.docname)
    reference["collection"], reference["key"] = collection, key
    return [reference]


def _value(page: Page, role: markdown.Role) -> list[nodes.Node]:
    make = fact_nodes if role.name == "report:fact" else count_nodes
    try:
        return make(page, role.content)
    except AuthorError:  # the check of the data has said so
        return [nodes.inline("", role.content, classes=["report-problem"])]


def _cite(page: Page, role: markdown.Role) -> list[nodes.Node]:
    keys = [key.strip() for key in role.content.split(",")]
    return [
        source_citations("", "", docname=page.docname, keys=keys, citation_id="", bracketed=True)
    ]


def _standard(page: Page, role: markdown.Role) -> list[nodes.Node]:
    title, target = role.title_and_target()
    text = title or target
    inner = nodes.inline(text, text, classes=["xref", "std", f"std-{role.name}"])
    reference = addnodes.pending_xref(
        role.content,
        inner,
        refdoc=page.docname,
        refdomain="std",
        reftype=role.name,
        # A page's name in data is always absolute: a record shows on many pages.
        reftarget="/" + target.lstrip("/") if role.name == "doc" else target,
        refexplicit=bool(title),
        refwarn=True,
    )
    if role.name in ("ref", "term"):
        reference["reftarget"] = " ".join(target.lower().split()) if role.name == "ref" else target
    return [reference]


def _abbreviation(page: Page, role: markdown.Role) -> list[nodes.Node]:
    short, _, explanation = role.content.partition("(")
    node = nodes.abbreviation("", short.strip())
    if explanation:
        node["explanation"] = explanation.rstrip(") ")
    return [node]


_ROLES: dict[str, Callable[[Page, markdown.Role], list[nodes.Node]]] = {
    "report:ref": _record,
    "report:fact": _value,
    "report:count": _value,
    "cite": _cite,
    "ref": _standard,
    "doc": _standard,
    "term": _standard,
    "abbr": _abbreviation,
    "sub": lambda page, role: [nodes.subscript("", role.content)],
    "sup": lambda page, role: [nodes.superscript("", role.content)],
}
