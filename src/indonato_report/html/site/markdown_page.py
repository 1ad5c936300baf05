"""A page as Markdown, from its resolved doctree, with its tables and facts written out.

Programs that read pages get what readers see, without menus and markup.  Links lead to the HTML
pages, whose addresses are the permanent ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, cast

from docutils import nodes

from indonato_report.html.site import markdown_text as md
from indonato_report.html.site.markdown_records import RecordsAsMarkdown
from indonato_report.nodes import (
    chart_picture,
    record_reference,
    report_table,
    source_citations,
)

if TYPE_CHECKING:
    from sphinx.builders import Builder

#: Nodes that a reader doesn't see.
_UNSEEN = (nodes.comment, nodes.raw, nodes.substitution_definition, nodes.target, nodes.meta)
_QUOTED_KINDS = (nodes.Admonition, nodes.system_message)


class MarkdownPage:
    """Writes one page.

    Args:
        builder: a builder that makes a website.
        docname: the page.
    """

    def __init__(self, builder: Builder, docname: str) -> None:
        """Start with nothing written."""
        self._records = RecordsAsMarkdown(builder, docname, self.inline)
        self._level = 0
        self._blocks: dict[type[nodes.Node], Callable[..., str]] = {
            nodes.section: self._section,
            nodes.title: self._title,
            nodes.rubric: lambda node: f"**{self.inline(node)}**",
            nodes.bullet_list: self._list,
            nodes.enumerated_list: self._list,
            nodes.definition_list: self._definitions,
            nodes.field_list: self._definitions,
            nodes.block_quote: lambda node: md.quoted(self.blocks(node.children)),
            nodes.literal_block: self._code,
            nodes.doctest_block: self._code,
            nodes.math_block: lambda node: f"$$\n{node.astext()}\n$$",
            nodes.transition: lambda node: "---",
            nodes.line_block: self._lines,
            nodes.table: self._table,
            nodes.figure: self._figure,
            nodes.image: self._image,
            nodes.citation: self._note,
            nodes.footnote: self._note,
            report_table: self._records.table,
            chart_picture: lambda node: md.paragraph(md.escaped(node["alt"])),
        }
        self._spans: dict[type[nodes.Node], Callable[..., str]] = {
            nodes.emphasis: lambda node: self._marked("*", node),
            nodes.strong: lambda node: self._marked("**", node),
            nodes.literal: lambda node: md.code(node.astext()),
            nodes.math: lambda node: f"${node.astext()}$",
            nodes.reference: self._reference,
            nodes.footnote_reference: lambda node: f"[{md.escaped(node.astext())}]",
            nodes.image: self._image,
            record_reference: self._records.reference,
            source_citations: self._records.citations,
        }

    # -- blocks -------------------------------------------------------------------------------
    def blocks(self, children: Iterable[nodes.Node]) -> str:
        """Return nodes as blocks with an empty line between them."""
        return "\n\n".join(filter(None, map(self._block, children)))

    def _block(self, node: nodes.Node) -> str:
        if isinstance(node, _UNSEEN) or not isinstance(node, nodes.Element):
            return "" if isinstance(node, nodes.Element) else md.paragraph(md.escaped(str(node)))
        write = self._blocks.get(type(node))
        if write is not None:
            return write(node)
        if isinstance(node, _QUOTED_KINDS):
            return self._admonition(node)
        if isinstance(node, nodes.TextElement) or type(node) in self._spans:
            return md.paragraph(self._span(node))
        return self.blocks(node.children)

    def _section(self, node: nodes.section) -> str:
        self._level += 1
        text = self.blocks(node.children)
        self._level -= 1
        return text

    def _title(self, node: nodes.title) -> str:
        return f"{'#' * max(1, min(6, self._level))} {self.inline(node)}"

    def _list(self, node: nodes.Element) -> str:
        items = []
        start = int(node.get("start", 1))
        for number, item in enumerate(node.children, start=start):
            mark = f"{number}." if isinstance(node, nodes.enumerated_list) else "-"
            text = self.blocks(cast("nodes.Element", item).children)
            items.append(f"{mark} {md.indented(text, len(mark) + 1)}")
        return "\n".join(items)

    def _definitions(self, node: nodes.Element) -> str:
        items = []
        for item in node.children:
            *terms, body = cast("nodes.Element", item).children
            term = ", ".join(self.inline(cast("nodes.Element", each)) for each in terms)
            text = self.blocks(cast("nodes.Element", body).children)
            items.append(f"- **{term}:** {md.indented(text, 2)}")
        return "\n".join(items)

    def _note(self, node: nodes.Element) -> str:
        label, *body = node.children
        name = self.inline(cast("nodes.Element", label))
        return f"- **{name}:** {md.indented(self.blocks(body), 2)}"

    def _code(self, node: nodes.Element) -> str:
        language = str(node.get("language", ""))
        return md.code_block(node.astext(), "" if language in ("default", "none") else language)

    def _lines(self, node: nodes.line_block) -> str:
        return "\\\n".join(
            self._lines(child) if isinstance(child, nodes.line_block) else self.inline(child)
            for child in node.children
            if isinstance(child, nodes.Element)
        )

    def _admonition(self, node: nodes.Element) -> str:
        children = list(node.children)
        if children and isinstance(children[0], nodes.title):
            title = self.inline(cast("nodes.Element", children.pop(0)))
        else:
            title = type(node).__name__.replace("_", " ").capitalize()
        return md.quoted(f"**{title}**\n\n{self.blocks(children)}")

    def _figure(self, node: nodes.figure) -> str:
        caption = next((each for each in node.children if isinstance(each, nodes.caption)), None)
        rest = [each for each in node.children if each is not caption]
        head = f"**{self.inline(caption)}**" if caption is not None else ""
        return "\n\n".join(filter(None, [head, self.blocks(rest)]))

    def _image(self, node: nodes.image) -> str:
        return f"![{md.escaped(str(node.get('alt', '')))}]({self._records.image(node)})"

    def _table(self, node: nodes.table) -> str:
        caption = next((each for each in node.children if isinstance(each, nodes.title)), None)
        rows = [
            [self._cell(cell) for cell in row.children if isinstance(cell, nodes.entry)]
            for row in node.findall(nodes.row)
        ]
        heads = [row for head in node.findall(nodes.thead) for row in head.children]
        header = rows.pop(0) if heads and rows else []
        text = md.table(header, rows) if rows or header else ""
        return f"**{self.inline(caption)}**\n\n{text}" if caption is not None else text

    def _cell(self, node: nodes.entry) -> str:
        return " ".join(self.blocks(node.children).split())

    # -- inside a paragraph -------------------------------------------------------------------
    def inline(self, node: nodes.Element) -> str:
        """Return what a node holds as inline Markdown."""
        return "".join(map(self._span, node.children)).strip("\n")

    def _span(self, node: nodes.Node) -> str:
        if isinstance(node, nodes.Text):
            return md.escaped(str(node))
        if isinstance(node, _UNSEEN) or not isinstance(node, nodes.Element):
            return ""
        write = self._spans.get(type(node))
        return write(node) if write is not None else "".join(map(self._span, node.children))

    def _marked(self, mark: str, node: nodes.Element) -> str:
        text = "".join(map(self._span, node.children))
        inner = text.strip()
        if not inner:
            return text
        before, after = text.split(inner, 1)
        return f"{before}{mark}{inner}{mark}{after}"

    def _reference(self, node: nodes.reference) -> str:
        return md.link("".join(map(self._span, node.children)), self._records.place(node))
