"""Citations without one pending reference each.

Resolving a citation through sphinxcontrib-bibtex costs some 2.5 ms, and here every row has
sources.  So all the keys of a table are registered with the bibliography at once when the page is
read, and the links are written from the domain's own records, each looked up once a build.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils.nodes import make_id

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment


class CitationTarget(NamedTuple):
    """Where a citation leads: page, id, the label that is shown and what hovering tells.

    ``kind`` is what the bibliography's field of that name says of the source: ``primary``,
    ``research``, ``press``, ``reference`` or a word of the author's; ``""`` if it has none.
    """

    docname: str
    anchor: str
    label: str
    tooltip: str
    kind: str


class CitationTargets:
    """Looks up citations by key, each once.

    Args:
        env: the environment after reading, when the labels are known.
    """

    def __init__(self, env: BuildEnvironment) -> None:
        """Index the citations that the bibliographies list."""
        self._found: dict[str, CitationTarget | None] = {}
        self._citations: dict[str, Any] = {}
        self._dates: dict[str, set[str]] | None = None
        domain: Any = env.domains.get("cite") if has_bibliography(env) else None
        self._references: list[Any] = domain.citation_refs if domain is not None else []
        self._plain_text: Any = None
        for citation in domain.citations if domain is not None else ():
            if domain.bibliographies[citation.bibliography_key].list_ == "citation":
                self._citations.setdefault(citation.key, citation)

    def get(self, key: str) -> CitationTarget | None:
        """Return where the citation of ``key`` leads, or ``None`` if no bibliography lists it."""
        if key not in self._found:
            citation = self._citations.get(key)
            self._found[key] = self._target(citation) if citation is not None else None
        return self._found[key]

    def _target(self, citation: Any) -> CitationTarget:
        if self._plain_text is None:  # one for all: pybtex takes milliseconds to find it by name
            from pybtex.backends.plaintext import Backend

            self._plain_text = Backend()
        entry = citation.tooltip_entry or citation.formatted_entry
        return CitationTarget(
            citation.bibliography_key.docname,
            citation.citation_id,
            str(citation.formatted_entry.label),
            " ".join(entry.text.render(self._plain_text).split()),
            kind_of(citation),
        )

    def kinds(self) -> Iterator[tuple[str, str, str]]:
        """Yield page, id and kind of every listed source that has a kind."""
        for citation in self._citations.values():
            if kind := kind_of(citation):
                yield citation.bibliography_key.docname, citation.citation_id, kind

    def dates_on(self, docname: str) -> set[str]:
        """Return the dates of the sources that a page cites, as the bibliography has them."""
        if self._dates is None:
            self._dates = {}
            for reference in self._references:
                dates = self._dates.setdefault(reference.docname, set())
                for target in reference.targets:
                    if citation := self._citations.get(target.key):
                        dates.add(str(citation.entry.fields.get("date", "")))
        return self._dates.get(docname, set())

    def shown(self) -> dict[str, list[str]]:
        """Return what pages show of every citation, to tell whether any has changed.

        Instead of the text that hovering tells, which is slow to make, the fields stand that it is
        made from.
        """
        return {
            key: [
                citation.bibliography_key.docname,
                str(citation.formatted_entry.label),
                *(f"{name}={value}" for name, value in citation.entry.fields.items()),
            ]
            for key, citation in self._citations.items()
        }


def kind_of(citation: Any) -> str:
    """Return the kind of a source as a name for a class, ``""`` if none is given."""
    return make_id(str(citation.entry.fields.get("kind", "")))


def _register_style(app: Sphinx, config: Config) -> None:
    if "sphinxcontrib.bibtex" in app.extensions:
        # Imported late: not every project has a bibliography.
        from indonato_report.bibliography_style import register_style
        from indonato_report.formatted_references import forget, recall

        register_style()
        app.connect("env-before-read-docs", recall)
        # After sphinxcontrib-bibtex, which formats the bibliography at this event.
        app.connect("env-updated", forget, priority=900)


def setup_citations(app: Sphinx) -> None:
    """Register the bibliography style once it is known which extensions take part."""
    app.connect("config-inited", _register_style)


def has_bibliography(env: BuildEnvironment) -> bool:
    """Whether sphinxcontrib-bibtex takes part in the build."""
    return "cite" in env.domains


def register_citations(env: BuildEnvironment, keys: Iterable[str], line: int) -> str:
    """Tell the bibliography that the current page cites ``keys``.

    Args:
        env: the environment, while a page is being read.
        keys: of the bibliography; repeated ones count once.
        line: where on the page.

    Returns:
        The id that the bibliography's links back lead to; ``""`` if nothing was cited.
    """
    unique = list(dict.fromkeys(keys))
    if not unique or not has_bibliography(env):
        return ""
    from sphinxcontrib.bibtex.citation_target import CitationTarget as BibtexTarget
    from sphinxcontrib.bibtex.roles import CitationRef

    domain: Any = env.get_domain("cite")
    # The page's name keeps the ids apart in a single-page build.
    identifier = f"cited-{make_id(env.docname)}-{env.new_serialno('report-citation')}"
    targets = [BibtexTarget(key=key, pre="", post="") for key in unique]
    domain.citation_refs.append(CitationRef(identifier, env.docname, line, targets))
    return identifier
