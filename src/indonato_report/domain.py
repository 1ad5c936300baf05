"""The Sphinx domain ``report``: which records stand on which page.

The domain holds only what a build needs to remember: for each page the records that have their
address there, what it takes from the data (:mod:`indonato_report.uses`), and which collections it
links to.  The records themselves are read when they are needed and never pickled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.locale import _
from sphinx.util.nodes import make_refnode

from indonato_report.anchors import record_anchor
from indonato_report.config import report_config
from indonato_report.uses import Use, digest_of, due_facts

if TYPE_CHECKING:
    from docutils.nodes import Element
    from docutils.parsers.rst import Directive
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from indonato_report.data.dataset import Dataset
    from indonato_report.data.descriptor import Collection
    from indonato_report.data.records import Record


#: Where directives stand; each is imported when a page first uses it, because a build with nothing
#: to do needs none.
_DIRECTIVES = {
    "table": ("indonato_report.directives.table", "TableDirective"),
    "cards": ("indonato_report.directives.cards", "CardsDirective"),
    "profile": ("indonato_report.directives.profile", "ProfileDirective"),
    "timeline": ("indonato_report.directives.timeline", "TimelineDirective"),
    "audit": ("indonato_report.directives.audit", "AuditDirective"),
    "chart": ("indonato_report.directives.chart", "ChartDirective"),
    "matrix": ("indonato_report.directives.matrix", "MatrixDirective"),
}


class _LateRole:
    """A role that is imported when a page first uses it.

    It stands in the domain from the start, because intersphinx looks for it there.
    """

    def __init__(self, name: str) -> None:
        self._name = name

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        return _imported("indonato_report.roles", self._name)()(*arguments, **options)


#: What is noted of pages, and forgotten with them.
_OF_PAGES = ("anchors", "uses", "charts", "linked", "review_due")


class ReportDomain(Domain):
    """Records as objects: addresses, cross-references, inventory and search."""

    name = "report"
    label = "Report"
    object_types: ClassVar[dict[str, ObjType]] = {"record": ObjType(_("record"), "ref")}
    roles: ClassVar[dict[str, Any]] = {
        "ref": _LateRole("RecordRole"),
        "fact": _LateRole("FactRole"),
        "count": _LateRole("CountRole"),
    }
    # Raise it whenever the shape below, or of a node, changes.
    data_version = 8
    initial_data: ClassVar[dict[str, Any]] = {
        "anchors": {},  # docname -> collection -> {key: title}: addresses that stand there
        "uses": {},  # docname -> {Use: digest}
        "charts": {},  # docname -> list of (name of the picture's files, line)
        "linked": {},  # docname -> set of collections whose records it links to
        "review_due": {},  # docname -> the day, and {(collection, key): title} of facts past review
        "epoch": "",  # SOURCE_DATE_EPOCH, when the data were last read
        "fingerprint": None,  # of all data files, when they were last read
        "problems": [],  # (location, code, severity, message), as they were last found
        "homeless": [],  # (location, message) of records without an address, as last found
        "homes": {},  # collection -> digest of where its records live
        "labels": "",  # digest of the labels of all citations
    }

    _dataset: Dataset | None = None
    _homes: dict[str, dict[str, str]] | None = None

    # -- what authors write -------------------------------------------------------------------
    def directive(self, name: str) -> type[Directive] | None:
        """Return a directive, imported when a page first uses it."""
        if name in _DIRECTIVES and name not in self.directives:
            self.directives[name] = _imported(*_DIRECTIVES[name])
        return super().directive(name)

    # -- the data -----------------------------------------------------------------------------
    @property
    def descriptor(self) -> Path | None:
        """The descriptor's path, or ``None`` if ``report_data`` is not set."""
        path = report_config(self.env.config).data
        return Path(self.env.srcdir) / path if path else None

    @property
    def dataset(self) -> Dataset:
        """All records, read when first asked for."""
        if self._dataset is None:
            from indonato_report.data.dataset import Dataset, load

            self._dataset = load(self.descriptor) if self.descriptor else Dataset(None)
        return self._dataset

    @property
    def has_read_dataset(self) -> bool:
        """Whether the records have been read in this build."""
        return self._dataset is not None

    def release_dataset(self) -> None:
        """Give back the memory of the records; they are read again if somebody asks."""
        self._dataset = None

    @property
    def why_no_data(self) -> str:
        """What to tell an author who asks for data when there are none at all."""
        if self.descriptor is None:
            return "no data: report_data in conf.py names no descriptor."
        return "no data: the descriptor cannot be used; its own warnings say why."

    # -- what a page notes while it is read -----------------------------------------------------
    def note_use(self, docname: str, use: Use, records: list[Record] | None = None) -> None:
        """Note that a page takes something from the data (``records``, if it is a selection)."""
        self.data["uses"].setdefault(docname, {})[use] = digest_of(self.dataset, use, records)
        for collection, record in due_facts(self.dataset, use, records):
            noted = self.data["review_due"].setdefault(docname, {"facts": {}, "day": ""})
            noted["day"] = str(self.dataset.today)
            title = collection.title_of(record.key, record.values)
            noted["facts"][collection.name, record.key] = title

    def note_linked(self, docname: str, collection: str) -> None:
        """Note that a page links to records of a collection."""
        self.data["linked"].setdefault(docname, set()).add(collection)

    def note_chart(self, docname: str, stems: list[str], line: int) -> None:
        """Note that a page shows a chart, by the name of its picture's files."""
        self.data["charts"].setdefault(docname, []).append((stems, line))

    def note_shown(self, docname: str, collection: Collection, record: Record) -> bool:
        """Note that a page shows a record.

        Returns:
            Whether this may be the record's address: the page is its declared home or none is
            declared, and this is its first appearance there.
        """
        if collection.home_of(record.key, record.values) not in ("", docname):
            return False
        anchors = self.data["anchors"].setdefault(docname, {}).setdefault(collection.name, {})
        if record.key in anchors:
            return False
        title = collection.title_of(record.key, record.values)
        anchors[record.key] = title
        self._homes = None
        return True

    def clear_doc(self, docname: str) -> None:
        """Forget a page."""
        for name in _OF_PAGES:
            self.data[name].pop(docname, None)
        self._homes = None

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what a parallel reader noted of its own pages."""
        for name in _OF_PAGES:
            noted = otherdata[name]
            self.data[name].update({doc: noted[doc] for doc in docnames if doc in noted})
        self._homes = None

    # -- where records live -----------------------------------------------------------------------
    @property
    def homes(self) -> dict[str, dict[str, str]]:
        """For each collection, the page on which each record has its address.

        A record without a declared home lives on the first page that shows it, in the order of
        the pages' names (which is the same however many processes read them).
        """
        if self._homes is None:
            homes: dict[str, dict[str, str]] = {}
            for docname in sorted(self.data["anchors"], reverse=True):
                for collection, titles in self.data["anchors"][docname].items():
                    homes.setdefault(collection, {}).update(dict.fromkeys(titles, docname))
            self._homes = homes
        return self._homes

    def home(self, collection: str, key: str) -> str | None:
        """Return the page on which a record has its address, or ``None`` if no page shows it."""
        return self.homes.get(collection, {}).get(key)

    def address(self, builder: Builder, docname: str, collection: str, key: str) -> str | None:
        """Return the address of a record as a link from ``docname``, or ``None``."""
        home = self.home(collection, key)
        if home is None:
            return None
        anchor = record_anchor(collection, key)
        if home == docname or builder.name == "singlehtml":
            return f"#{anchor}"
        return f"{builder.get_relative_uri(docname, home)}#{anchor}"

    # -- Sphinx's interface -----------------------------------------------------------------------
    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield every record that has an address, for the inventory.

        Sphinx's search leaves out what has a negative priority: the search page has an index of
        its own for records (:mod:`indonato_report.html.record_index`).
        """
        for docname in sorted(self.data["anchors"]):
            for collection, titles in sorted(self.data["anchors"][docname].items()):
                homes = self.homes[collection]
                for key, title in titles.items():
                    if homes[key] == docname:
                        anchor = record_anchor(collection, key)
                        yield f"{collection}/{key}", title, "record", docname, anchor, -1

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """Resolve a reference to ``collection/key``."""
        collection, _, key = target.partition("/")
        home = self.home(collection, key)
        if home is None:
            return None
        anchor = record_anchor(collection, key)
        title = self.data["anchors"][home][collection][key]
        content: Element = contnode
        if contnode.astext() == target:
            content = nodes.inline(title, title)
        return make_refnode(builder, fromdocname, home, anchor, content, title)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Resolve a reference by the role ``any``."""
        found = self.resolve_xref(env, fromdocname, builder, "ref", target, node, contnode)
        return [("report:ref", found)] if found is not None else []

    def pages_linking_to(self, collections: Iterable[str]) -> set[str]:
        """Return the pages that link to records of any of the collections."""
        wanted = set(collections)
        return {doc for doc, linked in self.data["linked"].items() if linked & wanted}


def _imported(module: str, name: str) -> Any:
    return getattr(import_module(module), name)


def report_domain(env: BuildEnvironment) -> ReportDomain:
    """Return the domain of an environment."""
    domain = env.get_domain("report")
    assert isinstance(domain, ReportDomain)
    return domain
