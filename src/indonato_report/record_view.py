"""Parts of a page that show one record in ordinary nodes: its title, its fields, its badges.

Cards, profiles and timelines are made of these; they are few on a page, so ordinary nodes, which
every builder knows and Sphinx can translate, are the right choice here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from indonato_report.citations import register_citations
from indonato_report.data.formats import Flawed, format_value
from indonato_report.data.markdown import is_allowed_address
from indonato_report.nodes import (
    badge_classes,
    record_block,
    record_reference,
    source_citations,
)
from indonato_report.rich_text import block_nodes, inline_nodes
from indonato_report.translatable_text import translatable, translatable_label

if TYPE_CHECKING:
    from indonato_report.data.descriptor import Collection, Field, Markdown
    from indonato_report.data.records import Record
    from indonato_report.page import Page


class RecordView:
    """Shows one record on a page.

    Args:
        page: the page that is being read.
        collection: the record's collection.
        record: the record.
    """

    def __init__(self, page: Page, collection: Collection, record: Record) -> None:
        """Keep what is shown where."""
        self.page = page
        self.collection = collection
        self.record = record

    def block(self, *classes: str) -> record_block:
        """Return the empty part of the page that will hold the record."""
        block = record_block(
            "",
            docname=self.page.docname,
            collection=self.collection.name,
            key=self.record.key,
            anchored=self.page.domain.note_shown(self.page.docname, self.collection, self.record),
            classes=list(classes),
            # The same text reads alike in a table, whose cells are never made typographic.
            support_smartquotes=False,
        )
        return self.page.located(block)  # type: ignore[no-any-return]

    def title(self) -> record_reference:
        """Return the record's title, linked to its home (unless it stands there)."""
        self.page.domain.note_linked(self.page.docname, self.collection.name)
        return self._link(self.collection.name, self.record.key)

    def has(self, name: str) -> bool:
        """Whether the record has a value in a field."""
        return self.record.values.get(name) not in (None, "", [])

    def inline(self, name: str) -> list[nodes.Node]:
        """Return a field's value as inline nodes; paragraphs and lists are not among them."""
        field = self.collection.fields[name]
        value = self.record.values.get(name)
        if value is None or isinstance(value, Flawed):
            return [nodes.Text(format_value(field, self.record.values, self.page.language))]
        values = value if isinstance(value, list) else [value]
        if field.sources:
            return [self._citations([str(each) for each in values])]
        if field.references:
            self.page.domain.note_linked(self.page.docname, field.references)
            return _joined([self._link(field.references, str(each)) for each in values])
        if field.categories:
            return _joined([self._badge(field, str(each)) for each in values], " ")
        if field.markdown:
            return self._registered(inline_nodes(self.page, str(value)))
        if field.format == "uri" and is_allowed_address(str(value)):
            return [nodes.reference("", str(value), refuri=str(value))]
        return [nodes.Text(format_value(field, self.record.values, self.page.language))]

    def blocks(self, name: str) -> list[nodes.Node]:
        """Return a field's value as paragraphs, lists and so on."""
        field = self.collection.fields[name]
        value = self.record.values.get(name)
        content: list[nodes.Node]
        if field.markdown == "block" and isinstance(value, str) and not isinstance(value, Flawed):
            content = self._registered(block_nodes(self.page, value))
        else:
            source = value if isinstance(value, str) else ""
            content = [nodes.paragraph(source, "", *self.inline(name))]
        if field.translatable and isinstance(value, str):
            whole = nodes.container("", *content)
            for paragraph in list(whole.findall(nodes.paragraph)):
                kind: Markdown = "inline" if field.markdown else ""
                paragraph.replace_self(translatable(self.page, paragraph, kind))
            content = whole.children
        return content

    def labelled(self, name: str) -> list[nodes.Node]:
        """Return a field's label and value as one line of inline nodes."""
        return [self.label(name), *self.inline(name)]

    def label(self, name: str) -> nodes.strong:
        """Return a field's label, to stand before its value."""
        # The colon stands apart, so that translators see the label alone.
        inner = translatable_label(self.page, self.collection.fields[name].title)
        return nodes.strong("", "", inner, nodes.Text(": "))

    def _link(self, collection: str, key: str) -> record_reference:
        text = self.page.title(collection, key) or key
        return record_reference(
            text, text, docname=self.page.docname, collection=collection, key=key
        )

    def _badge(self, field: Field, value: str) -> nodes.inline:
        label = field.categories.get(value, value)
        return translatable_label(self.page, label, badge_classes(value, field.name))

    def _citations(self, keys: list[str]) -> source_citations:
        identifier = register_citations(self.page.env, keys, self.page.line)
        return source_citations(
            "", "", docname=self.page.docname, keys=keys, citation_id=identifier
        )

    def _registered(self, content: list[nodes.Node]) -> list[nodes.Node]:
        """Tell the bibliography what is cited in Markdown."""
        for part in content:
            for each in part.findall(source_citations):
                each["citation_id"] = register_citations(
                    self.page.env, each["keys"], self.page.line
                )
        return content


def badge(label: str, value: str, field: str = "") -> nodes.inline:
    """Return an enumerated value as a badge of sphinx-design."""
    return nodes.inline(label, label, classes=badge_classes(value, field))


def _joined(parts: list[nodes.Element], separator: str = ", ") -> list[nodes.Node]:
    result: list[nodes.Node] = []
    for part in parts:
        if result:
            result.append(nodes.Text(separator))
        result.append(part)
    return result
