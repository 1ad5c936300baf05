"""The directive ``table``: records as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from indonato_report.data.problems import listed, nearest, quoted
from indonato_report.directives import options
from indonato_report.directives.base import ReportDirective
from indonato_report.table_builder import Layout, TableBuilder
from indonato_report.warnings import AuthorError

if TYPE_CHECKING:
    from indonato_report.data.descriptor import Collection, View


class TableDirective(ReportDirective):
    """``{report:table} COLLECTION [where FILTER]``: a row for each record that matches.

    The body is the caption.
    """

    takes_caption = True
    allowed_options: ClassVar[tuple[str, ...]] = (
        "view",
        "columns",
        "labels",
        "widths",
        "where",
        "sort",
        "group",
        "limit",
        "name",
        "class",
    )

    def build(self) -> list[nodes.Node]:
        """Return the table."""
        selection = self.selection()
        collection = selection.collection
        view = self._view(collection)
        layout = self._layout(collection, view)
        if not selection.sort and view is not None and "sort" not in self.options:
            selection = selection._replace(sort=view.sort)
        records = self.select(selection)
        if not records:
            return self.nothing()
        table = TableBuilder(self.page, collection).build(records, layout)
        caption = self.caption()
        if caption is not None:
            table.insert(0, caption)
        return self.named(table)

    def _view(self, collection: Collection) -> View | None:
        name = self.options.get("view")
        if name is None:
            if "columns" in self.options or not collection.views:
                return None
            return next(iter(collection.views.values()))
        if name not in collection.views:
            names = list(collection.views)
            raise AuthorError(
                "option",
                f"view: {quoted(name)} is not a view of {quoted(collection.name)}; the views are "
                f"{listed(names)}.{nearest(name, names)}",
            )
        return collection.views[name]

    def _layout(self, collection: Collection, view: View | None) -> Layout:
        default = view.columns if view else tuple(collection.fields)
        columns = self.fields_option("columns", collection) or default
        widths = self._widths(len(columns))
        if not widths and view is not None and columns == view.columns:
            widths = view.widths
        group = self.options.get("group", view.group if view else "")
        if group and self.page.field(collection, group, "group").type == "array":
            raise AuthorError("option", f"group: {quoted(group)} has lists; name a single value.")
        labels = {**(view.labels if view else {}), **self._labels(collection)}
        return Layout(columns, labels, widths, group, view.landscape if view else False)

    def _widths(self, columns: int) -> tuple[int, ...]:
        texts = options.split_names(self.options.get("widths", "").replace(" ", ","))
        widths = tuple(options.whole_number("widths", text) for text in texts)
        if widths and len(widths) != columns:
            raise AuthorError("option", f"widths: {len(widths)} widths for {columns} columns.")
        return widths

    def _labels(self, collection: Collection) -> dict[str, str]:
        labels: dict[str, str] = {}
        for part in options.split_names(self.options.get("labels", "")):
            name, equals, label = part.partition("=")
            if not equals or not label.strip():
                raise AuthorError(
                    "option", f"labels: {quoted(part)} is not of the form field=Label."
                )
            self.page.field(collection, name.strip(), "labels")
            labels[name.strip()] = label.strip()
        return labels
