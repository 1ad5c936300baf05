"""The directive ``timeline``: dated records, grouped by year."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.locale import _

from indonato_report.anchors import record_anchor
from indonato_report.data.problems import quoted
from indonato_report.directives.base import ReportDirective
from indonato_report.directives.cards import default_fields
from indonato_report.record_view import RecordView
from indonato_report.warnings import AuthorError

if TYPE_CHECKING:
    from indonato_report.data.descriptor import Collection, Field
    from indonato_report.data.records import Record


#: With fewer years, all of them are found without a list.
_YEARS_WORTH_LISTING = 4


class TimelineDirective(ReportDirective):
    """``{report:timeline} COLLECTION [where FILTER]``: a list of lists, year by year.

    It is made of ordinary lists, so that a screen reader counts the years and the entries, and
    print needs nothing special.  The option ``date`` names the field of the date (by default the
    first one), ``fields`` what an entry shows below its title.
    """

    allowed_options: ClassVar[tuple[str, ...]] = (
        "date",
        "fields",
        *ReportDirective.allowed_options,
    )

    def build(self) -> list[nodes.Node]:
        """Return the timeline."""
        selection = self.selection()
        collection = selection.collection
        date = self._date_field(collection)
        if not selection.sort:
            selection = selection._replace(sort=((date.name, False),))
        names = self.fields_option("fields", collection) or (
            *default_fields(collection),
            *collection.source_fields,
        )
        records = self.select(selection)
        if not records:
            return self.nothing()
        timeline = nodes.bullet_list(bullet="*", classes=["report-timeline"])
        by_year = dict(_by_year(records, date))
        addresses = self._addresses(collection, by_year)
        for year, of_year in by_year.items():
            entries = nodes.bullet_list(bullet="*", classes=["report-entries"])
            for record in of_year:
                entry = self._entry(collection, record, date, names)
                entries += nodes.list_item("", entry)
            heading = nodes.paragraph(year, "", nodes.strong(year, year), classes=["report-year"])
            item = nodes.list_item("", heading, entries, ids=addresses[year])
            self.state.document.ids.update(dict.fromkeys(addresses[year], item))
            timeline += item
        if len(by_year) < _YEARS_WORTH_LISTING:
            return self.named(timeline)
        return [_jumps(addresses), *self.named(timeline)]

    def _addresses(self, collection: Collection, years: Iterable[str]) -> dict[str, list[str]]:
        """Return the ids of the years, none for one that another timeline of the page shows."""
        addresses: dict[str, list[str]] = {}
        for year in years:
            anchor = record_anchor(collection.name, f"year-{year}")
            is_free = year.isdecimal() and anchor not in self.state.document.ids
            addresses[year] = [anchor] if is_free else []
        return addresses

    def _date_field(self, collection: Collection) -> Field:
        name = self.options.get("date", "")
        if name:
            field = self.page.field(collection, name, "date")
            if not field.is_date:
                raise AuthorError("option", f"date: {quoted(name)} is no date.")
            return field
        for field in collection.fields.values():
            if field.is_date:
                return field
        raise AuthorError("field", f"{quoted(collection.name)} has no field with a date.")

    def _entry(
        self, collection: Collection, record: Record, date: Field, names: Iterable[str]
    ) -> nodes.Node:
        view = RecordView(self.page, collection, record)
        entry = view.block("report-entry")
        head = nodes.paragraph("", "", classes=["report-entry-title"])
        if view.has(date.name):
            head += nodes.inline("", "", *view.inline(date.name), classes=["report-date"])
            head += nodes.Text(" ")
        head += nodes.strong("", "", view.title())
        entry += head
        details: list[nodes.Node] = []
        told = False
        for name in names:
            if name == date.name or not view.has(name):
                continue
            if collection.fields[name].markdown:
                entry += _remark(view, name) if told else view.blocks(name)
                told = True
            else:
                details += [_separator()] if details else []
                details += view.inline(name)
        if details:
            entry += nodes.paragraph("", "", *details, classes=["report-details"])
        return entry


def _separator() -> nodes.inline:
    """Return the dot between two details; HTML leaves it out beside badges, which have borders."""
    return nodes.inline("", " · ", classes=["report-separator"])


def _jumps(addresses: dict[str, list[str]]) -> nodes.paragraph:
    """Return links to the years."""
    line = nodes.paragraph("", "", nodes.Text(_("Years:")), classes=["report-years"])
    for year, ids in addresses.items():
        line += nodes.Text(" ")
        if ids:
            line += nodes.reference(year, year, refid=ids[0], internal=True)
        else:
            line += nodes.inline(year, year)
    return line


def _remark(view: RecordView, name: str) -> list[nodes.Node]:
    """Return a further text of an entry: under its label, so that nobody takes it for the first."""
    first, *rest = view.blocks(name)
    if isinstance(first, nodes.paragraph):
        first.insert(0, view.label(name))
    return [nodes.container("", first, *rest, classes=["report-remark"])]


def _by_year(records: Iterable[Record], date: Field) -> Iterable[tuple[str, list[Record]]]:
    years: dict[str, list[Record]] = {}
    for record in records:
        years.setdefault(str(record.values.get(date.name, ""))[:4] or "–", []).append(record)
    return years.items()
