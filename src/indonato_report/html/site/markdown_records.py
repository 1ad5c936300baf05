"""Our own nodes in Markdown: tables of records, links to records, citations."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING
from urllib.parse import quote

from docutils import nodes

from indonato_report.cells import Badges, Cell, Citations, Markup, RecordLinks
from indonato_report.domain import report_domain
from indonato_report.html.links import citation_targets
from indonato_report.html.site import markdown_text as md

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from indonato_report.data.simple_markup import Part
    from indonato_report.nodes import record_reference, report_table, source_citations


class RecordsAsMarkdown:
    """Writes them for one page.

    Args:
        builder: a builder that makes a website.
        docname: the page.
        inline: writes what a node holds as inline Markdown.
    """

    def __init__(
        self, builder: Builder, docname: str, inline: Callable[[nodes.Element], str]
    ) -> None:
        """Start with nothing looked up."""
        self._builder = builder
        self._docname = docname
        self._inline = inline
        self._domain = report_domain(builder.env)
        self._targets = citation_targets(builder)
        self._page = builder.get_target_uri(docname).rpartition("/")[2] or "./"
        self._cited: dict[tuple[str, ...], str] = {}

    def table(self, node: report_table) -> str:
        """Return a table with all its rows; groups have a row of their own."""
        header = [md.escaped(node.translated(column.label)) for column in node.columns]
        starts = {each.start: each.label for each in node.groups}
        translatable: set[int] = set(node.get("translatable_columns", ()))
        rich = node.rich
        rows = []
        for number, row in enumerate(node.rows):
            if number in starts:
                rows.append([f"**{md.escaped(node.translated(starts[number]))}**"])
            rows.append(
                [
                    md.escaped(node.translated(cell))
                    if position in translatable and isinstance(cell, str)
                    else self._cell(node, rich, cell)
                    for position, cell in enumerate(row.cells)
                ]
            )
        text = md.table(header, rows, [column.align for column in node.columns])
        caption = node.caption
        return f"**{self._inline(caption)}**\n\n{text}" if caption is not None else text

    def _cell(self, node: report_table, rich: list[nodes.paragraph], cell: Cell) -> str:
        if isinstance(cell, str):
            return md.escaped(cell)
        if isinstance(cell, Badges):
            return ", ".join(md.escaped(node.translated(each.label)) for each in cell.badges)
        if isinstance(cell, RecordLinks):
            links = (self._record(each.collection, each.key, each.title) for each in cell.links)
            return ", ".join(links)
        if isinstance(cell, Citations):
            return self._sources(cell.keys)
        if isinstance(cell, Markup):
            return _markup(cell.parts)
        return self._inline(rich[cell.child])

    def reference(self, node: record_reference) -> str:
        """Return a link to a record."""
        label = self._inline(node)
        address = self._domain.address(
            self._builder, self._docname, node["collection"], node["key"]
        )
        return md.link(label, self.local(address)) if address else label

    def citations(self, node: source_citations) -> str:
        """Return citations, as links into the bibliography."""
        text = self._sources(node["keys"])
        return f"\\[{text}\\]" if node.get("bracketed") else text

    def place(self, node: nodes.reference) -> str:
        """Return where a reference leads, as an address that works from the Markdown page."""
        if "refid" in node:
            return self.local(f"#{node['refid']}")
        return self.local(str(node.get("refuri", "")))

    def image(self, node: nodes.image) -> str:
        """Return the address of a picture of the site."""
        name = self._builder.images.get(node["uri"])
        folder = str(getattr(self._builder, "imgpath", "_images"))
        return f"{folder}/{quote(name)}" if name else str(node["uri"])

    def local(self, address: str) -> str:
        """Return an address with the page's own name, if it is a place on the page."""
        return f"{self._page}{address}" if address.startswith("#") else address

    def _record(self, collection: str, key: str, title: str) -> str:
        address = self._domain.address(self._builder, self._docname, collection, key)
        return md.link(md.escaped(title), self.local(address)) if address else md.escaped(title)

    def _sources(self, keys: Iterable[str]) -> str:
        wanted = tuple(keys)
        if wanted not in self._cited:
            self._cited[wanted] = "; ".join(map(self._source, wanted))
        return self._cited[wanted]

    def _source(self, key: str) -> str:
        target = self._targets.get(key)
        if target is None:
            return md.escaped(key)
        page = ""
        if target.docname != self._docname:
            page = self._builder.get_relative_uri(self._docname, target.docname)
        return md.link(md.escaped(target.label), self.local(f"{page}#{target.anchor}"))


def _markup(parts: tuple[Part, ...]) -> str:
    texts = []
    for part in parts:
        if isinstance(part, str):
            texts.append(md.escaped(part))
            continue
        inner = _markup(part.content)
        if part.kind == "code":
            texts.append(md.code("".join(map(str, part.content))))
        elif part.kind == "link":
            texts.append(md.link(inner, part.target))
        else:
            mark = "*" if part.kind == "em" else "**"
            texts.append(f"{mark}{inner}{mark}")
    return "".join(texts)
