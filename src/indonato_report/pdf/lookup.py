"""Where records and sources have their places in the report, each looked up once."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.environment import BuildEnvironment


class SourcePlace(Protocol):
    """The place of an entry of the bibliography, as :mod:`indonato_report.citations` gives it."""

    docname: str
    anchor: str
    label: str


class _HasHomes(Protocol):
    def home(self, collection: str, key: str) -> str | None: ...


class RecordLookup:
    """Answers where a record or a source is shown; a table asks the same thing many times."""

    def __init__(self, env: BuildEnvironment) -> None:
        """Prepare to look things up in ``env``, which must not change meanwhile."""
        self._env = env
        self.home: Callable[[str, str], str | None] = cache(self._find_home)
        self.source: Callable[[str], SourcePlace | None] = cache(self._find_source)
        self._targets: object = None

    def _find_home(self, collection: str, key: str) -> str | None:
        """Return the page where a record lives, or ``None`` if it is shown nowhere."""
        domain = cast("_HasHomes", self._env.get_domain("report"))
        return domain.home(collection, key)

    def _find_source(self, key: str) -> SourcePlace | None:
        """Return the place of the source with ``key``, or ``None`` if no page lists it."""
        from indonato_report.citations import CitationTargets

        if self._targets is None:
            self._targets = CitationTargets(self._env)
        return cast("SourcePlace | None", self._targets.get(key))  # type: ignore[attr-defined]
