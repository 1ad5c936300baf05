"""The directive ``cards``: a card for each record."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from indonato_report.data.formats import with_unit
from indonato_report.directives.base import ReportDirective
from indonato_report.record_view import RecordView

if TYPE_CHECKING:
    from indonato_report.data.descriptor import Collection, Field
    from indonato_report.data.records import Record


class CardsDirective(ReportDirective):
    """``{report:cards} COLLECTION [where FILTER]``: titles, badges and the fields asked for.

    The option ``fields`` says what a card shows below its title; by default the enumerations, the
    first text in Markdown.  The value of a fact is shown as a figure, with its unit.
    """

    allowed_options: ClassVar[tuple[str, ...]] = ("fields", *ReportDirective.allowed_options)

    def build(self) -> list[nodes.Node]:
        """Return the cards in a container that the style sheet lays out as a grid."""
        selection = self.selection()
        collection = selection.collection
        names = self.fields_option("fields", collection) or default_fields(collection)
        records = self.select(selection)
        if not records:
            return self.nothing()
        deck = nodes.container(classes=["report-cards"])
        for record in records:
            deck += self._card(collection, record, names)
        return self.named(deck)

    def _card(self, collection: Collection, record: Record, names: tuple[str, ...]) -> nodes.Node:
        view = RecordView(self.page, collection, record)
        card = view.block("report-card")
        card += nodes.paragraph("", "", view.title(), classes=["report-card-title"])
        for name in names:
            if not view.has(name):
                continue
            field = collection.fields[name]
            if collection.facts is not None and name == collection.facts.value:
                card += _figure(view)
            elif _speaks_for_itself(field):
                card += view.blocks(name)
            else:
                card += nodes.paragraph("", "", *view.labelled(name))
        return card


#: How many characters stand in a card as large as a figure; a date in words has more.
_LONGEST_FIGURE = 12


def _figure(view: RecordView) -> nodes.paragraph:
    """Return a fact's value, which a style sheet shows large, with its unit."""
    names = view.collection.facts
    assert names is not None
    value = view.inline(names.value)
    shown = nodes.inline("", "", *value, classes=["report-figure-value"])
    if len(shown.astext()) > _LONGEST_FIGURE:
        shown["classes"].append("report-figure-words")
    unit = str(view.record.values.get(names.unit, ""))
    figure = nodes.paragraph("", "", shown, classes=["report-figure"])
    if unit:
        # What joins the two (a space that does not break, or none) depends on the unit.
        whole = with_unit(shown.astext(), unit)
        figure += nodes.Text(whole.removeprefix(shown.astext()))
    return figure


def _speaks_for_itself(field: Field) -> bool:
    return bool(field.markdown or (field.categories and field.type != "array"))


def default_fields(collection: Collection) -> tuple[str, ...]:
    """Return the fields that a card shows unless its author says otherwise.

    Sources are not among them: a card leads to its record, which names them.
    """
    fields = collection.fields.values()
    precision = {field.precision for field in fields}
    enumerations = [f.name for f in fields if f.categories and f.name not in precision]
    texts = [f.name for f in fields if f.markdown]
    return (*enumerations, *texts[:1])
