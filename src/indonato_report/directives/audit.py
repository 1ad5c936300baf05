"""The directive ``audit``: what the evidence behind the records is like, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.locale import _

from indonato_report.cells import Cell, Citations, Column, PackedRows, Row
from indonato_report.citations import register_citations
from indonato_report.data.checks import is_due
from indonato_report.data.formats import format_date, format_number
from indonato_report.data.problems import listed, nearest, quoted
from indonato_report.data.source_kinds import Source, age, coverage, read_sources
from indonato_report.directives import options
from indonato_report.directives.base import ReportDirective
from indonato_report.table_builder import TableBuilder
from indonato_report.warnings import AuthorError

if TYPE_CHECKING:
    from indonato_report.data.descriptor import Collection
    from indonato_report.data.records import Record
    from indonato_report.nodes import report_table

SHOWS = ("coverage", "kinds", "used", "age", "prose")


class AuditDirective(ReportDirective):
    """``{report:audit} [COLLECTION [where FILTER]]``: tables about sources.

    Without a collection, all are meant that have sources.
    """

    takes_caption = True
    allowed_options: ClassVar[tuple[str, ...]] = (
        "show",
        "by",
        "where",
        "limit",
        "pages",
        "name",
        "class",
    )

    def build(self) -> list[nodes.Node]:
        """Return the table."""
        package = self.page.dataset.package
        if package is None:
            raise AuthorError("data", self.page.domain.why_no_data)
        show = self.options.get("show", SHOWS[0])
        if show not in SHOWS:
            message = f"show: {quoted(show)} is none of {listed(SHOWS)}.{nearest(show, SHOWS)}"
            raise AuthorError("option", message)
        if package.bibliography is None:
            raise AuthorError("data", "the descriptor names no bibliography.")
        # Kinds stand in the bibliography, so the page is read again when that changes.
        self.env.note_dependency(str(package.bibliography))
        sources = read_sources(package.bibliography)
        if show == "prose":
            return self._prose(next(iter(package.collections.values())))
        groups = self._groups(list(package.collections.values()))
        if show == "coverage":
            return self._coverage(groups, sources)
        if show == "age":
            return self._age(groups, sources)
        cited = Counter(
            key
            for collection, _label, records in groups
            for record in records
            for key in _keys(collection, record)
        )
        return self._kinds(groups, cited, sources) if show == "kinds" else self._used(groups, cited)

    def _groups(self, collections: list[Collection]) -> list[tuple[Collection, str, list[Record]]]:
        """Return the records whose sources are looked at, in groups with labels."""
        by = self.options.get("by", "")
        if not (self.arguments and self.arguments[0].strip()):
            if by or "where" in self.options:
                raise AuthorError("option", "by and where: name a collection first.")
            return [
                (each, each.title, self.page.select(each, ""))
                for each in collections
                if each.source_fields
            ]
        selection = self.selection()
        collection = selection.collection
        if not collection.source_fields:
            message = f"{quoted(collection.name)} has no field of sources."
            raise AuthorError("field", message)
        records = self.page.select(collection, selection.where)
        if not by:
            return [(collection, collection.title, records)]
        field = self.page.field(collection, by, "by")
        if not field.categories:
            raise AuthorError("option", f"by: {quoted(by)} is no enumeration.")
        return [
            (collection, label, [each for each in records if _holds(each, by, value)])
            for value, label in field.categories.items()
        ]

    def _coverage(
        self, groups: list[tuple[Collection, str, list[Record]]], sources: dict[str, Source]
    ) -> list[nodes.Node]:
        rows: list[list[Cell]] = []
        for collection, label, records in groups:
            counts = coverage([_keys(collection, each) for each in records], sources)
            rows.append([label, *map(self._number, counts)])
        labels = [
            _("Records of"),
            _("All"),
            _("With a primary source"),
            _("With two independent sources"),
            _("With press only"),
            _("Without a source"),
        ]
        return self._table(groups[0][0], labels, rows)

    def _age(
        self, groups: list[tuple[Collection, str, list[Record]]], sources: dict[str, Source]
    ) -> list[nodes.Node]:
        labels = [
            _("Records of"),
            _("Sources"),
            _("Oldest source"),
            _("Newest source"),
            _("Undated sources"),
        ]
        facts = any(collection.facts for collection, _label, _records in groups)
        if facts:
            labels.append(_("Past their review date"))
        today, language = self.page.dataset.today, self.page.language
        rows: list[list[Cell]] = []
        for collection, label, records in groups:
            found = age([_keys(collection, each) for each in records], sources)
            row: list[Cell] = [
                label,
                self._number(found.sources),
                format_date(found.oldest, language=language),
                format_date(found.newest, language=language),
                self._number(found.undated),
            ]
            if facts:
                names = collection.facts
                due = sum(is_due(names, each.values, today) for each in records) if names else 0
                row.append(self._number(due) if names else "")
            rows.append(row)
        return self._table(groups[0][0], labels, rows)

    def _prose(self, collection: Collection) -> list[nodes.Node]:
        from indonato_report.directives.audit_prose import count_late, prose_columns

        for option in ("by", "where", "limit"):
            if option in self.options:
                raise AuthorError("option", f"{option}: pages are counted, no records.")
        pages = options.split_names(self.options.get("pages", ""))
        if not pages:
            raise AuthorError("option", "pages: name the pages whose text is counted.")
        for page in pages:
            if page not in self.env.found_docs:
                message = f"pages: there is no page {quoted(page)}."
                raise AuthorError("option", message + nearest(page, self.env.found_docs))
        table = TableBuilder(self.page, collection).finish(prose_columns(), PackedRows())
        count_late(self.env, table, pages)
        return self._finished(table)

    def _kinds(
        self,
        groups: list[tuple[Collection, str, list[Record]]],
        cited: Counter[str],
        sources: dict[str, Source],
    ) -> list[nodes.Node]:
        kinds = Counter(sources.get(key, Source()).kind or _("not stated") for key in cited)
        total = sum(kinds.values())
        rows: list[list[Cell]] = [
            [kind.capitalize(), self._number(number), f"{100 * number / total:.0f}%"]
            for kind, number in kinds.most_common()
        ]
        return self._table(groups[0][0], [_("Kind of source"), _("Sources"), _("Share")], rows)

    def _used(
        self, groups: list[tuple[Collection, str, list[Record]]], cited: Counter[str]
    ) -> list[nodes.Node]:
        limit = options.whole_number("limit", self.options.get("limit", "10"))
        most = sorted(cited.items(), key=lambda item: (-item[1], item[0]))[:limit]
        rows: list[list[Cell]] = [[Citations((key,)), self._number(number)] for key, number in most]
        keys = [key for key, _number in most]
        return self._table(groups[0][0], [_("Source"), _("Records")], rows, keys)

    def _number(self, value: int) -> str:
        return format_number(value, None, self.page.language)

    def _table(
        self,
        collection: Collection,
        labels: list[str],
        rows: list[list[Cell]],
        cited: Sequence[str] = (),
    ) -> list[nodes.Node]:
        if not rows:
            return self.nothing()
        columns = [
            Column(
                f"audit-{number}",
                label,
                "right" if number else "left",
                2 if number else 3,
                heads=not number,
            )
            for number, label in enumerate(labels)
        ]
        packed = PackedRows(Row(f"row-{n}", False, tuple(row)) for n, row in enumerate(rows))
        table = TableBuilder(self.page, collection).finish(columns, packed)
        table["citation_id"] = register_citations(self.env, cited, self.lineno)
        return self._finished(table)

    def _finished(self, table: report_table) -> list[nodes.Node]:
        """Give a table its title and its caption."""
        table["title"] = _("Audit of the evidence")
        table["counted"] = True  # its rows are in no file that could be linked
        caption = self.caption()
        if caption is not None:
            table.insert(0, caption)
        return self.named(table)


def _keys(collection: Collection, record: Record) -> list[str]:
    """Return the keys of a record's sources, each once."""
    found: dict[str, None] = {}
    for name in collection.source_fields:
        value = record.values.get(name)
        found.update(dict.fromkeys(value if isinstance(value, list) else [value] if value else []))
    return list(found)


def _holds(record: Record, name: str, value: str) -> bool:
    held = record.values.get(name)
    return value in held if isinstance(held, list) else held == value
