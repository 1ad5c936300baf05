"""Links to records and citations, written as HTML, each target looked up once a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from indonato_report.citations import CitationTargets
from indonato_report.domain import report_domain

if TYPE_CHECKING:
    from sphinx.builders import Builder

#: The citations of a build, indexed once.  Keyed weakly: nothing outlives its builder.
_TARGETS: WeakKeyDictionary[Builder, CitationTargets] = WeakKeyDictionary()


def citation_targets(builder: Builder) -> CitationTargets:
    """Return the citations of a build."""
    if builder not in _TARGETS:
        _TARGETS[builder] = CitationTargets(builder.env)
    return _TARGETS[builder]


def unbroken(label: str) -> str:
    """Return the label of a source so that browsers don't break it before its letter."""
    return label.replace("n.d.-", "n.d.-\N{WORD JOINER}")


class LinkWriter:
    """Writes the links of one page.

    Args:
        builder: an HTML builder.
        docname: the page that the links stand on.
    """

    def __init__(self, builder: Builder, docname: str) -> None:
        """Start with nothing looked up."""
        self._builder = builder
        self._docname = docname
        self._domain = report_domain(builder.env)
        self._pages: dict[tuple[str, str], str | None] = {}
        self._citations: dict[tuple[str, ...], str] = {}
        self._single: dict[str, str] = {}

    def homes(self, collection: str) -> Mapping[str, str]:
        """Return the pages on which a collection's records have their addresses."""
        return self._domain.homes.get(collection, {})

    def record(
        self, collection: str, key: str, content: str, *, classes: str = "", hover: str = ""
    ) -> str:
        """Return a link to a record around ``content`` (HTML), or the content if it has no home."""
        place = (collection, key)
        if place not in self._pages:
            self._pages[place] = self._domain.address(self._builder, self._docname, collection, key)
        address = self._pages[place]
        title = f' title="{escape(hover)}"' if hover else ""
        if address is None:
            return f"<span{_class(classes)}{title}>{content}</span>" if classes else content
        names = f"reference internal {classes}".strip()
        return f'<a class="{names}" href="{escape(address)}"{title}>{content}</a>'

    def citations(self, keys: Iterable[str]) -> str:
        """Return the citations of some keys."""
        wanted = tuple(keys)
        if wanted not in self._citations:
            links = "; ".join(self._citation(key) for key in wanted)
            self._citations[wanted] = f'<span class="report-citations">{links}</span>'
        return self._citations[wanted]

    def source_names(self, keys: Iterable[str]) -> str:
        """Return the labels of some sources as plain text, for what a reader sees by hovering."""
        targets = citation_targets(self._builder)
        found = [(key, targets.get(key)) for key in keys]
        return "; ".join(target.label if target else key for key, target in found)

    def _citation(self, key: str) -> str:
        if key not in self._single:
            target = citation_targets(self._builder).get(key)
            if target is None:
                self._single[key] = escape(key, quote=False)
            else:
                page = ""
                if target.docname != self._docname and self._builder.name != "singlehtml":
                    page = self._builder.get_relative_uri(self._docname, target.docname)
                mark = f" source-{target.kind}" if target.kind else ""
                address = escape(f"{page}#{target.anchor}")
                label = escape(unbroken(target.label), quote=False)
                self._single[key] = (
                    f'<a class="reference internal{mark}" href="{address}" '
                    f'title="{escape(target.tooltip)}">{label}</a>'
                )
        return self._single[key]


def _class(names: str) -> str:
    return f' class="{names}"' if names else ""
