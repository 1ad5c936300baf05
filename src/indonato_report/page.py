"""The data as one page sees them: look-ups that note what the page takes, and errors in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from indonato_report.data.problems import listed, nearest, quoted
from indonato_report.domain import ReportDomain, report_domain
from indonato_report.uses import Use
from indonato_report.warnings import AuthorError

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from indonato_report.data.dataset import Dataset
    from indonato_report.data.descriptor import Collection, Field, SortKey
    from indonato_report.data.records import Record


@dataclass(frozen=True)
class Page:
    """The page that is being read.

    Args:
        env: the environment.
        line: the line of the directive or role that asks.
    """

    env: BuildEnvironment
    line: int

    @property
    def docname(self) -> str:
        """The page's name."""
        return self.env.docname

    @property
    def domain(self) -> ReportDomain:
        """The domain, which remembers what the page takes."""
        return report_domain(self.env)

    @property
    def dataset(self) -> Dataset:
        """All records."""
        return self.domain.dataset

    @property
    def language(self) -> str:
        """The language of the build, for dates and numbers."""
        return str(self.env.config.language)

    def collection(self, name: str) -> Collection:
        """Return a collection of the descriptor.

        Raises:
            AuthorError: if there is none of that name; the message lists the valid ones.
        """
        # Whatever is wrong may be mended in the descriptor: then the page is read again.
        self.domain.note_use(self.docname, Use("collection", name))
        package = self.dataset.package
        if package is None:
            raise AuthorError("data", self.domain.why_no_data)
        if name not in package.collections:
            names = list(package.collections)
            raise AuthorError(
                "collection",
                f"{quoted(name)} is not a collection; the collections are {listed(names)}."
                f"{nearest(name, names)}",
            )
        return package.collections[name]

    def field(self, collection: Collection, name: str, option: str) -> Field:
        """Return a field of a collection.

        Raises:
            AuthorError: if there is none of that name; ``option`` says what asked for it.
        """
        if name not in collection.fields:
            names = list(collection.fields)
            raise AuthorError(
                "field",
                f"{option}: {quoted(name)} is not a field of {quoted(collection.name)}; the "
                f"fields are {listed(names, 30)}.{nearest(name, names)}",
            )
        return collection.fields[name]

    def select(
        self,
        collection: Collection,
        where: str,
        sort: Sequence[SortKey] = (),
        limit: int | None = None,
    ) -> list[Record]:
        """Return the records that match, and note that the page shows them.

        Raises:
            AuthorError: if the filter is wrong.
        """
        from indonato_report.data.query import QueryError

        use = Use("selection", collection.name, where, sort=tuple(sort), limit=limit)
        records: list[Record] | None = None
        try:
            records = self.dataset.select(collection, where, sort, limit)
        except QueryError as error:
            raise AuthorError("filter", f"where: {error}") from None
        finally:
            self.domain.note_use(self.docname, use, records)
        return records

    def count(self, collection: Collection, where: str) -> int:
        """Return how many records match, and note that the page shows the number.

        Raises:
            AuthorError: if the filter is wrong.
        """
        from indonato_report.data.query import QueryError

        self.domain.note_use(self.docname, Use("count", collection.name, where))
        try:
            return len(self.dataset.select(collection, where))
        except QueryError as error:
            raise AuthorError("filter", f"where: {error}") from None

    def record(self, collection: Collection, key: str) -> Record:
        """Return one record, and note that the page shows it.

        Raises:
            AuthorError: if there is no record with that key.
        """
        self.domain.note_use(self.docname, Use("record", collection.name, key=key))
        found = self.dataset.record(collection.name, key)
        if found is None:
            raise self.no_record(collection.name, key)
        return found

    def no_record(self, collection: str, key: str) -> AuthorError:
        """Return the error that names the nearest key of a collection."""
        if collection in self.dataset.incomplete:
            message = f"{quoted(key)} is {self.dataset.not_among_read(collection)}"
            return AuthorError("record", message)
        keys = list(self.dataset.keys(collection) or ())
        return AuthorError(
            "record",
            f"{quoted(key)} is not a key of {quoted(collection)}; its {len(keys)} keys are "
            f"{listed(keys)}.{nearest(key, keys)}",
        )

    def title(self, collection: str, key: str) -> str | None:
        """Return a record's title for a link, or ``None`` if there is no such record."""
        owner = self.dataset.collection(collection)
        found = self.dataset.record(collection, key)
        if owner is None or found is None:
            return None
        return owner.title_of(found.key, found.values)

    def located(self, node: Any) -> Any:
        """Give a node the place of the directive or role, for messages about it."""
        node.source, node.line = str(self.env.doc2path(self.docname)), self.line
        return node
