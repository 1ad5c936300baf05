"""What stands in a table: its columns, its rows and the kinds of cell.

A table of ten thousand records is cheap only if its cells are *not* doctree nodes (Sphinx walks
every node of a page some sixty times).  So a table node carries plain tuples of the types below,
and each output turns them into its own markup at the last moment.  There are six kinds of cell:

``str``
    plain text, which is only ever escaped;
:class:`Badges`
    values of an enumeration, shown by their labels;
:class:`RecordLinks`
    links to records, resolved when the page is written;
:class:`Citations`
    keys of the bibliography, resolved when the page is written;
:class:`Markup`
    Markdown without roles: emphasis, code and links;
:class:`Rich`
    the only kind with doctree nodes, for Markdown with roles: the index of a child of the table.

This module knows neither Sphinx nor docutils, so that all of it pickles small and tests fast.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, TypeAlias

from indonato_report.data.simple_markup import Part

Align: TypeAlias = Literal["left", "right", "center"]


class Column(NamedTuple):
    """One column of a table.

    ``name`` is the field's name (or a made-up one for columns that show no field), ``label`` the
    header, ``width`` a share: the widths of a table are relative to their sum.  ``heads`` is true
    for the column whose cells name the rows (row headers).

    For who sorts or filters: ``kind`` says that the cells are dates or links to records, and
    ``values`` are the labels of an enumeration, in their order.
    """

    name: str
    label: str
    align: Align = "left"
    width: int = 1
    heads: bool = False
    kind: Literal["", "date", "links"] = ""
    values: tuple[str, ...] = ()


class Badge(NamedTuple):
    """One value of an enumeration: what is shown, what is stored, and in which field."""

    label: str
    value: str
    field: str = ""


class Badges(NamedTuple):
    """A cell of enumerated values."""

    badges: tuple[Badge, ...]


class RecordLink(NamedTuple):
    """A link to a record; ``title`` is its text."""

    collection: str
    key: str
    title: str


class RecordLinks(NamedTuple):
    """A cell of links to records."""

    links: tuple[RecordLink, ...]


class Citations(NamedTuple):
    """A cell of sources: keys of the bibliography."""

    keys: tuple[str, ...]


class Markup(NamedTuple):
    """A cell of marked text."""

    parts: tuple[Part, ...]


class Rich(NamedTuple):
    """A cell whose content is the child number ``child`` of the table node (a paragraph)."""

    child: int


Cell: TypeAlias = str | Badges | RecordLinks | Citations | Markup | Rich


class Row(NamedTuple):
    """One row.

    ``key`` is the record's key.  ``anchored`` says that this is the record's first appearance on
    the page: if the page is also the record's home, the row carries its permanent address.
    """

    key: str
    anchored: bool
    cells: tuple[Cell, ...]


class PackedRows:
    """The rows of a table, packed in pieces once there are many.

    Sphinx stores and loads a page's doctree several times in a build.  Packed, ten thousand rows
    are a few small objects for all that, and whoever writes them has one piece at a time in
    memory.
    """

    __slots__ = ("_length", "_packed", "_rows")

    #: Rows in a piece.
    PIECE = 100

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        """Take rows, which may come one after the other."""
        self._packed: list[bytes] = []
        self._rows: list[Row] = []
        self._length = 0
        for row in rows:
            self._rows.append(row)
            if len(self._rows) == self.PIECE:
                packed = pickle.dumps(self._rows, pickle.HIGHEST_PROTOCOL)
                self._packed.append(zlib.compress(packed, 3))
                self._length += self.PIECE
                self._rows = []
        self._length += len(self._rows)

    def __len__(self) -> int:
        """Return how many rows there are."""
        return self._length

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows in their order."""
        for piece in self._packed:
            yield from pickle.loads(zlib.decompress(piece))
        yield from self._rows

    def __repr__(self) -> str:
        """Return a short form for dumps of a doctree."""
        return f"<{len(self)} rows>"


class Group(NamedTuple):
    """A sub-header: ``label`` stands above the rows from index ``start`` on."""

    label: str
    start: int
