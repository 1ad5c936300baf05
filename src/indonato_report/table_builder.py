"""Records to a table node: which columns, which rows, which kind of cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from docutils import nodes
from sphinx.locale import _

from indonato_report.cells import (
    Align,
    Badge,
    Badges,
    Cell,
    Citations,
    Column,
    Group,
    Markup,
    PackedRows,
    RecordLink,
    RecordLinks,
    Rich,
    Row,
)
from indonato_report.citations import register_citations
from indonato_report.data import markdown
from indonato_report.data.formats import Flawed, format_value
from indonato_report.data.inline_markup import inline_markup
from indonato_report.data.simple_markup import Span
from indonato_report.nodes import report_table

if TYPE_CHECKING:
    from indonato_report.data.descriptor import Collection, Field
    from indonato_report.data.records import Record
    from indonato_report.page import Page


@dataclass(frozen=True)
class Layout:
    """How a collection is shown as a table: a view of the descriptor, or what an author wrote."""

    columns: tuple[str, ...]
    labels: Mapping[str, str] = field(default_factory=dict)
    widths: tuple[int, ...] = ()
    group: str = ""
    landscape: bool = False


class TableBuilder:
    """Builds one table of a page.

    Args:
        page: the page that is being read.
        collection: whose records are the rows.
    """

    def __init__(self, page: Page, collection: Collection) -> None:
        """Start with no cells."""
        self.page = page
        self.collection = collection
        self._rich: list[nodes.paragraph] = []
        self._cited: dict[str, None] = {}

    def build(self, records: Iterable[Record], layout: Layout) -> report_table:
        """Return the table of ``records`` in the given order (grouped, if the layout says so)."""
        fields = [self.collection.fields[name] for name in layout.columns]
        makers = [self._maker(each) for each in fields]
        ordered, groups = self._grouped(list(records), layout.group)
        domain, docname = self.page.domain, self.page.docname
        rows = PackedRows(
            Row(
                record.key,
                domain.note_shown(docname, self.collection, record),
                tuple([make(record) for make in makers]),
            )
            for record in ordered
        )
        widths = layout.widths or tuple(_width(self.collection, each) for each in fields)
        columns = [
            Column(
                each.name,
                layout.labels.get(each.name, each.title),
                _align(each),
                width,
                each.name == self.collection.title_field,
                _kind(each),
                tuple(each.categories.values()),
            )
            for each, width in zip(fields, widths, strict=True)
        ]
        return self.finish(columns, rows, groups, layout)

    def finish(
        self,
        columns: list[Column],
        rows: PackedRows,
        groups: Sequence[Group] = (),
        layout: Layout | None = None,
    ) -> report_table:
        """Return the node of a table whose cells were made by this builder."""
        page = self.page
        table = report_table(
            "",
            *self._rich,
            docname=page.docname,
            collection=self.collection.name,
            title=self.collection.title,
            columns=columns,
            rows=rows,
            groups=list(groups),
            landscape=layout.landscape if layout else False,
            widths_given=bool(layout and layout.widths),
            citation_id=register_citations(page.env, self._cited, page.line),
            translatable_columns=[
                number
                for number, column in enumerate(columns)
                if column.name in self.collection.fields
                and self.collection.fields[column.name].translatable
            ],
        )
        return page.located(table)  # type: ignore[no-any-return]

    # -- cells --------------------------------------------------------------------------------
    def title_cell(self, record: Record) -> Cell:
        """Return the cell that names a record and links to its home."""
        title = self.collection.title_of(record.key, record.values)
        return RecordLinks((RecordLink(self.collection.name, record.key, title),))

    def _maker(self, field: Field) -> Callable[[Record], Cell]:
        """Return the function that makes a field's cells; the field's kind is looked up once."""
        name = field.name
        make: Callable[[Any], Cell] | None = None
        if name == self.collection.title_field:
            self.page.domain.note_linked(self.page.docname, self.collection.name)
            return self.title_cell
        if field.sources:
            make = self._citations
        elif field.references:
            self.page.domain.note_linked(self.page.docname, field.references)
            make = self._linker(field.references)
        elif field.categories:
            make = self._badger(field.name, field.categories)
        elif field.markdown:
            make = self._block if field.markdown == "block" else self._inline
            if field.translatable:
                make = self._translatable(field)
        elif field.format == "uri":
            make = self._address
        elif field.type == "string":
            make = str
        if make is None:
            language = self.page.language
            return lambda record: format_value(field, record.values, language)
        chosen = make

        def cell(record: Record) -> Cell:
            value = record.values.get(name)
            if value is None:
                return ""
            if isinstance(value, Flawed):
                return format_value(field, record.values)
            return chosen(value)

        return cell

    def _citations(self, value: list[str] | str) -> Cell:
        keys = tuple(value) if isinstance(value, list) else (value,)
        self._cited.update(dict.fromkeys(keys))
        return Citations(keys)

    def _linker(self, other: str) -> Callable[[Any], Cell]:
        def links(value: list[str] | str) -> Cell:
            keys = value if isinstance(value, list) else [value]
            return RecordLinks(
                tuple([RecordLink(other, key, self.page.title(other, key) or key) for key in keys])
            )

        return links

    def _badger(self, name: str, labels: Mapping[str, str]) -> Callable[[Any], Cell]:
        known = {value: Badges((Badge(label, value, name),)) for value, label in labels.items()}

        def badges(value: list[str] | str) -> Cell:
            if isinstance(value, list):
                return Badges(tuple([Badge(labels[each], each, name) for each in value]))
            return known[value]

        return badges

    def _inline(self, value: str) -> Cell:
        if markdown.is_plain(value):
            return value
        parts = inline_markup(value)
        if parts is not None:
            return Markup(parts)
        return self._rich_inline(value)

    def _rich_inline(self, value: str) -> Rich:
        from indonato_report.rich_text import inline_nodes

        return self._add_rich(value, inline_nodes(self.page, value), block=False)

    def _block(self, value: str) -> Cell:
        return value if markdown.is_plain(value) else self._rich_block(value)

    def _rich_block(self, value: str) -> Rich:
        from indonato_report.rich_text import text_nodes

        # A cell is one paragraph: the paragraphs and lists of a block stand in one line.
        return self._add_rich(value, text_nodes(self.page, value, "block"), block=True)

    def _address(self, value: str) -> Cell:
        if not markdown.is_allowed_address(value):
            return value
        shown = value.split("://", 1)[-1].rstrip("/")
        return Markup((Span("link", (shown,), value),))

    def _translatable(self, field: Field) -> Callable[[Any], Cell]:
        make = self._rich_block if field.markdown == "block" else self._rich_inline

        def located(value: str) -> Cell:
            if markdown.is_plain(value):
                return value
            from indonato_report.translatable_text import translatable

            cell = make(value)
            paragraph = self._rich[cell.child]
            self._rich[cell.child] = translatable(self.page, paragraph, field.markdown)
            return cell

        return located

    def _add_rich(self, source: str, content: list[nodes.Node], *, block: bool) -> Rich:
        from indonato_report.rich_text import cited_keys

        self._cited.update(dict.fromkeys(cited_keys(source, block=block) if source else ()))
        # The source is what a translator sees; without it, the markup would be lost.
        paragraph = nodes.paragraph(source, "", *content)
        # All cells read alike: without this, rich ones would get curly quotes, plain ones not.
        paragraph["support_smartquotes"] = False
        self._rich.append(paragraph)
        return Rich(len(self._rich) - 1)

    # -- groups -------------------------------------------------------------------------------
    def _grouped(self, records: list[Record], name: str) -> tuple[list[Record], list[Group]]:
        if not name:
            return records, []
        by = self.collection.fields[name]
        ranks = {value: rank for rank, value in enumerate(by.categories)}
        members: dict[str, list[Record]] = {}
        for record in records:
            members.setdefault(str(record.values.get(name, "")), []).append(record)
        values = list(members)
        if ranks:
            values.sort(key=lambda value: ranks.get(value, len(ranks)))
        result: list[Record] = []
        groups: list[Group] = []
        for value in values:
            label = format_value(by, members[value][0].values, self.page.language)
            if by.references and value:
                self.page.domain.note_linked(self.page.docname, by.references)
                label = self.page.title(by.references, value) or label
            groups.append(Group(label or _("Not stated"), len(result)))
            result.extend(members[value])
        return result, groups


def _align(field: Field) -> Align:
    return "right" if field.is_numeric else "left"


def _kind(field: Field) -> Literal["", "date", "links"]:
    if field.is_date:
        return "date"
    return "links" if field.references else ""


def _width(collection: Collection, field: Field) -> int:
    if field.markdown:
        return 6
    if field.name == collection.title_field:
        return 4
    return 3 if field.type == "string" and not field.categories else 2
