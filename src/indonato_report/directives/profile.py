"""The directive ``profile``: one record in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from indonato_report.directives.base import ReportDirective
from indonato_report.record_view import RecordView
from indonato_report.warnings import AuthorError

if TYPE_CHECKING:
    from indonato_report.data.descriptor import Collection, Field


class ProfileDirective(ReportDirective):
    """``{report:profile} COLLECTION ID``: short fields as a list, long ones under their names.

    Sources that come after a long text stay there: thirty of them would part a reader from it.

    The option ``fields`` chooses among them and orders them.
    """

    allowed_options: ClassVar[tuple[str, ...]] = ("fields", "name", "class")

    def build(self) -> list[nodes.Node]:
        """Return the record."""
        names = (self.arguments[0] if self.arguments else "").split()
        if len(names) != 2:
            raise AuthorError(
                "record",
                "name a collection and the key of one of its records: COLLECTION KEY.",
            )
        collection = self.page.collection(names[0])
        record = self.page.record(collection, names[1])
        view = RecordView(self.page, collection, record)
        block = view.block("report-profile")
        short = nodes.field_list(classes=["report-summary"])
        long: list[nodes.Node] = []
        for name in self.fields_option("fields", collection) or default_fields(collection):
            if not view.has(name):
                continue
            field = collection.fields[name]
            if is_long(field) or (field.sources and long):
                title = self.page.located(nodes.rubric(field.title, field.title))
                long += [title, *view.blocks(name)]
            else:
                label = self.page.located(nodes.field_name(field.title, field.title))
                body = nodes.field_body("", *view.blocks(name))
                short += nodes.field("", label, body)
        if short.children:
            block += short
        block += long
        return self.named(block)


def default_fields(collection: Collection) -> tuple[str, ...]:
    """Return the fields that a profile shows unless its author says otherwise."""
    if collection.profile:
        return collection.profile
    hidden = {collection.key, collection.title_field}
    hidden |= {field.precision for field in collection.fields.values()}
    return tuple(name for name in collection.fields if name not in hidden)


def is_long(field: Field) -> bool:
    """Whether a field's value may be paragraphs, which stand under their own heading."""
    return field.markdown == "block"
