"""A build that has no page to write leaves alone what Sphinx makes of all pages together.

Sphinx writes the index, the search page, the search index and the inventory in every build, even if
nothing has changed.  They are made from pages, templates and configuration; when one of these
changes, Sphinx has pages to write.  So where it has none, and all these files stand as the last
build left them, there is nothing to do for them either.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Set
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from sphinx.util import logging

import indonato_report
from indonato_report.html.site.not_found import NOT_FOUND

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.builders.html import StandaloneHTMLBuilder

logger = logging.getLogger(__name__)

#: The steps of Sphinx's builder that an idle build leaves out.  Pages of other extensions
#: (``html-collect-pages``), static files and downloads are looked after as ever.
_STEPS = (
    "load_indexer",
    "gen_indices",
    "gen_additional_pages",
    "dump_search_index",
    "dump_inventory",
)

_IDLE: WeakSet[Builder] = WeakSet()


def is_idle(builder: Builder) -> bool:
    """Whether this build has no page to write."""
    return builder in _IDLE


def watch_for_idle_build(builder: StandaloneHTMLBuilder) -> None:
    """Find out, before pages are written, whether there are any.

    No event tells which pages will be written; Sphinx hands their names to ``prepare_writing``.
    """
    prepare = builder.prepare_writing
    left_out: dict[str, Any] = {}

    def prepare_or_leave(docnames: Set[str]) -> None:
        _IDLE.discard(builder)
        for step, original in left_out.items():  # one application may build more than once
            setattr(builder, step, original)
        left_out.clear()
        stamp = _stamp(builder)
        if not docnames and stamp.is_file() and _known(stamp) == _state(builder):
            logger.info("no page to write: index, search and inventory are left as they are")
            _IDLE.add(builder)
            for step in _STEPS:
                left_out[step] = getattr(builder, step)
                setattr(builder, step, _leave)
        else:
            stamp.unlink(missing_ok=True)  # until this build has come to its end
        prepare(docnames)

    builder.prepare_writing = prepare_or_leave  # type: ignore[method-assign]


def keep_state(builder: StandaloneHTMLBuilder) -> None:
    """Note what a build that wrote something has left."""
    if not is_idle(builder):
        state = json.dumps(_state(builder), indent=1)
        _stamp(builder).write_text(state, encoding="utf-8", newline="\n")


def _leave(*_arguments: Any) -> None:
    """Do nothing, in the place of a step that is left out."""


def _stamp(builder: StandaloneHTMLBuilder) -> Path:
    return Path(builder.doctreedir) / f"report-idle-{builder.name}.json"


def _known(stamp: Path) -> object:
    try:
        return json.loads(stamp.read_text(encoding="utf-8"))
    except ValueError:
        return None


def _state(builder: StandaloneHTMLBuilder) -> dict[str, str]:
    """Return what the files in question depend on, besides what has pages written again.

    Among it are the project's static files: pages name them with a checksum of their content.
    """
    pages = hashlib.blake2b(repr(sorted(builder.env.found_docs)).encode(), digest_size=12)
    state = {"version": indonato_report.__version__, "pages": pages.hexdigest()}
    for path in [*_left_files(builder), *_static_files(builder)]:
        found = path.stat() if path.is_file() else None
        state[str(path)] = f"{found.st_size} {found.st_mtime_ns}" if found else ""
    return state


def _left_files(builder: StandaloneHTMLBuilder) -> Iterator[Path]:
    indices = [
        f"{domain.name}-{index.name}"
        for domain in builder.env.domains.sorted()
        for index in domain.indices
    ]
    pages = ["genindex", "search", NOT_FOUND, *indices, *builder.config.html_additional_pages]
    for page in pages:
        yield Path(builder.get_output_path(page))
    yield Path(builder.outdir) / builder.searchindex_filename
    yield Path(builder.outdir) / "objects.inv"


def _static_files(builder: StandaloneHTMLBuilder) -> Iterator[Path]:
    for name in builder.config.html_static_path:
        path = Path(builder.confdir) / name
        yield from sorted(path.rglob("*")) if path.is_dir() else [path]
