"""The nodes of our own, and nothing about how they look.

Six nodes say *what* stands on a page:

* :class:`report_table`: a table, one node however many rows it has;
* :class:`record_block`: the part of a page that shows one record (a card, a profile, an entry of
  a timeline);
* :class:`record_reference`: a link to a record;
* :class:`source_citations`: the sources of something, as citations;
* :class:`chart_picture` and :class:`chart_data`: the picture of a chart, and its data.

HTML builders write them directly (``html/``), the ``pdf`` builder too (``pdf/``); for every other
builder :mod:`indonato_report.expansion` turns them into ordinary docutils nodes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes

if TYPE_CHECKING:
    from indonato_report.cells import Column, Group, PackedRows, Row


class report_table(nodes.General, nodes.Element, addnodes.translatable):
    """A table of records as one node.

    Attributes:
        docname: the page it stands on (in a single-page build, ``env.docname`` is another one).
        collection: the name of the collection whose records are the rows.
        title: the collection's title, which names a table without caption to a screen reader.
        columns: list of :class:`~indonato_report.cells.Column`.
        rows: the rows, as :class:`~indonato_report.cells.PackedRows`.
        groups: list of :class:`~indonato_report.cells.Group`; empty if rows are not grouped.
        landscape: true if the view asks for a landscape page in print.
        widths_given: true if the author set the widths of the columns.
        citation_id: id that the bibliography's back-links point to, or ``""``.
        counted: set and true if the rows are counts of records; no published file holds them.

    Children: an optional ``title`` (the caption), then one ``paragraph`` for each rich cell;
    :class:`~indonato_report.cells.Rich` counts those paragraphs from 0.
    """

    @property
    def columns(self) -> list[Column]:
        """The columns, with labels as in the source (see :meth:`translated`)."""
        return cast("list[Column]", self["columns"])

    @property
    def rows(self) -> PackedRows | Sequence[Row]:
        """The rows, in the order in which they are shown."""
        return cast("PackedRows | Sequence[Row]", self["rows"])

    @property
    def groups(self) -> list[Group]:
        """The sub-headers, in the order of their rows."""
        return cast("list[Group]", self["groups"])

    @property
    def caption(self) -> nodes.title | None:
        """The caption, if there is one."""
        first = self.children[0] if self.children else None
        return first if isinstance(first, nodes.title) else None

    @property
    def rich(self) -> list[nodes.paragraph]:
        """The contents of the rich cells, in the order that ``Rich.child`` counts."""
        return [child for child in self.children if isinstance(child, nodes.paragraph)]

    def translated(self, text: str) -> str:
        """Return a header, group or enumeration label in the language of the build."""
        translations: dict[str, str] = self.get("translations", {})
        return translations.get(text, text)

    # -- sphinx.addnodes.translatable ---------------------------------------------------------
    def preserve_original_messages(self) -> None:
        """Do nothing: the labels of the source stay as they are, translations stand beside."""

    def apply_translated_message(self, original_message: str, translated_message: str) -> None:
        """Note a translation; it is looked up when the table is written."""
        translations: dict[str, str] = self.setdefault("translations", {})
        translations[original_message] = translated_message

    def extract_original_messages(self) -> Sequence[str]:
        """Return headers, labels of groups and enumerations, and cells of translatable fields.

        Each stands once, in reading order; cells of marked text are paragraphs of their own.
        """
        from indonato_report.cells import Badges

        messages: dict[str, None] = dict.fromkeys(column.label for column in self.columns)
        messages.update(dict.fromkeys(group.label for group in self.groups))
        translatable: set[int] = set(self.get("translatable_columns", ()))
        for row in self.rows:
            for number, cell in enumerate(row.cells):
                if isinstance(cell, Badges):
                    messages.update(dict.fromkeys(badge.label for badge in cell.badges))
                elif number in translatable and isinstance(cell, str):
                    messages[cell] = None
        return [message for message in messages if message]


class record_block(nodes.General, nodes.Element):
    """The part of a page that shows one record.

    Attributes: ``docname``, ``collection``, ``key`` and ``anchored`` as for a table's row; classes
    say which component it is (``report-card``, ``report-profile``, ``report-entry``).
    """


class record_reference(nodes.Inline, nodes.TextElement):
    """A link to the home of a record; its content is the text of the link.

    Attributes: ``docname`` (the page it stands on), ``collection``, ``key``; optionally
    ``reftitle``, what a reader learns by hovering.
    """


class source_citations(nodes.Inline, nodes.TextElement):
    """The sources of what stands before it, shown as citations.

    Attributes: ``docname``, ``keys`` (of the bibliography), ``citation_id`` (the id that the
    bibliography's back-links point to, or ``""``), ``bracketed`` (true in running text, where
    they stand in square brackets).
    """


class chart_picture(nodes.General, nodes.Element):
    """The picture of a chart.

    Attributes: ``stems`` (the names of its files: of the wide picture, and of a narrow one if there
    is any), ``alt`` (the text that says what it shows).
    """


class chart_data(nodes.General, nodes.Element):
    """What a chart shows, as a table: its only child is a :class:`report_table`.

    Attributes: ``docname``, the page it stands on.
    """


def badge_classes(value: str, field: str = "") -> list[str]:
    """Return the classes of a badge: those of sphinx-design, and two to style a value by.

    Args:
        value: the value as it is stored.
        field: the name of its field, since two fields may have a value of the same name.

    Returns:
        The classes; without a field's name, none is made of it.
    """
    return [
        "sd-badge",
        "report-badge",
        *([nodes.make_id(f"report-field-{field}")] if field else []),
        nodes.make_id(f"report-value-{value}"),
    ]
