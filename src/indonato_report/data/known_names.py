"""What there is to refer to: records, facts and sources."""

from __future__ import annotations

from collections.abc import Collection as Container
from collections.abc import Mapping

from indonato_report.data.problems import nearest, quoted
from indonato_report.data.records import LoadedCollection


class KnownNames:
    """The keys of all collections and of the bibliography.

    Of a collection that could not be read whole, it cannot be told which keys it lacks: it lacks
    none, so that one broken file is one problem and not one more for each reference to it.
    """

    def __init__(
        self, loaded: Mapping[str, LoadedCollection], source_keys: frozenset[str] | None
    ) -> None:
        """Keep what was loaded; ``source_keys`` is ``None`` if there is no usable bibliography."""
        self.collections = loaded
        self._sources = source_keys

    def keys(self, collection: str) -> Container[str] | None:
        """Return the keys of a collection, or ``None`` if they are not known."""
        found = self.collections.get(collection)
        return found.by_key if found is not None and found.complete else None

    def lacks(self, collection: str, key: str) -> bool:
        """Whether a collection certainly has no record of that key."""
        found = self.collections[collection]
        return key not in found.by_key and found.complete

    def no_record(self, collection: str, key: str) -> str:
        """Return the words for a reference to no record."""
        keys = self.collections[collection].by_key
        return (
            f"{quoted(key)} is not a key of the collection {quoted(collection)}."
            f"{nearest(key, keys)}"
        )

    def lacks_fact(self, key: str) -> bool:
        """Whether there certainly is no fact of that key."""
        return not any(
            key in each.by_key or not each.complete
            for each in self.collections.values()
            if each.collection.facts
        )

    def no_fact(self, key: str) -> str:
        """Return the words for a reference to no fact."""
        facts = [each for each in self.collections.values() if each.collection.facts]
        keys = [known for each in facts for known in each.by_key]
        return f"{quoted(key)} is not the key of a fact.{nearest(key, keys)}"

    def lacks_source(self, key: str) -> bool:
        """Whether the bibliography certainly lacks a key."""
        return self._sources is not None and key not in self._sources

    def no_source(self, key: str) -> str:
        """Return the words for a source that the bibliography lacks."""
        return (
            f"{quoted(key)} is not in the bibliography; add the source there, or correct its key."
            f"{nearest(key, self._sources or ())}"
        )
