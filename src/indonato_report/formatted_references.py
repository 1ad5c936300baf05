"""References that the build before has formatted, so that only new and changed ones take time.

sphinxcontrib-bibtex formats the whole bibliography in every build, although it keeps the result of
the last one with the environment.  For a thousand sources that takes seconds, most of what a build
takes in which little has changed.
"""

from __future__ import annotations

from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pybtex.database import Entry
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: The name of the style whose references are kept.
STYLE = "report"

# By key: a style is made by pybtex, and knows nothing of the build it is made in.
_BEFORE: dict[str, Any] = {}


def formatted_before(label: str, entry: Entry) -> Any:
    """Return an entry as the build before has formatted it, or ``None`` if it has not."""
    known = _BEFORE.get(entry.key)
    if known is None or known.formatted_entry.label != label or known.entry != entry:
        return None
    return known.formatted_entry


def recall(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Take what the environment has kept, unless other software has made it."""
    _BEFORE.clear()
    maker = _maker()
    if getattr(env, "report_references_by", None) == maker:
        domain: Any = env.domains["cite"]
        for citation in domain.citations:
            style = domain.bibliographies.get(citation.bibliography_key)
            # What an entry takes over from another is not among its own fields.
            if style and style.style == STYLE and "crossref" not in citation.entry.fields:
                _BEFORE[citation.entry.key] = citation
    env.report_references_by = maker  # type: ignore[attr-defined]


def forget(app: Sphinx, env: BuildEnvironment) -> None:
    """Let go of it, once everything is formatted."""
    _BEFORE.clear()


def _maker() -> tuple[str, ...]:
    """Return what decides how references are formatted."""
    own = Path(__file__).with_name("bibliography_style.py").read_bytes()
    packages = ("pybtex", "sphinxcontrib-bibtex")
    return (*(version(name) for name in packages), blake2b(own, digest_size=8).hexdigest())
