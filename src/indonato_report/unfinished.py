"""The pages of a build that did not come to its end.

Sphinx stores what it has read before it writes any page.  If a build is interrupted in between, the
next one finds the environment up to date and the pages' sources older than their output, and
leaves a changed record out for good.  So the names of the pages that a build is about to read or
to write are kept in a file until it has come to its end.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def _file(app: Sphinx) -> Path:
    # Each builder writes pages of its own, even if several share a folder of doctrees.
    return Path(app.doctreedir) / f"report-unfinished-{app.builder.name}.json"


def unfinished_pages(app: Sphinx) -> set[str]:
    """Return the pages that an interrupted build has left."""
    try:
        names = json.loads(_file(app).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return set()
    return set(map(str, names)) if isinstance(names, list) else set()


def note_unfinished(app: Sphinx, docnames: Iterable[str]) -> None:
    """Note pages that will be read or written now."""
    names = unfinished_pages(app).union(docnames)
    if names:
        text = json.dumps(sorted(names), ensure_ascii=False)
        _file(app).write_text(text, encoding="utf-8", newline="\n")


def forget_unfinished(app: Sphinx, exception: Exception | None) -> None:
    """Forget them: the build has come to its end."""
    if exception is None:
        _file(app).unlink(missing_ok=True)
