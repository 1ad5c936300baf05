"""Keeps the rows of long tables out of a page until its file is rendered.

Sphinx has the body of a page in memory several times over while it writes the page: as pieces, as
one text, and once more as the printed form of an event's arguments.  A table of ten thousand rows
is seven megabytes of HTML, so a mark stands for its rows until the page's template needs them.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from sphinx.builders.html import StandaloneHTMLBuilder

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

#: From how many rows on a table is long.
LONG = 1_000

# No source text can hold the character NUL, so nobody can write what looks like a mark.
_MARK = re.compile("\0([0-9]+)\0")
#: What the marks of the page that is being written stand for.
_ROWS: WeakKeyDictionary[Builder, list[Iterable[str]]] = WeakKeyDictionary()


def can_hold_back(builder: Builder) -> bool:
    """Return whether a builder asks for the rows again when it renders a page."""
    return (
        isinstance(builder, StandaloneHTMLBuilder)
        and type(builder).handle_page is StandaloneHTMLBuilder.handle_page
    )


def hold_back(builder: Builder, rows: Iterable[str]) -> str:
    """Return a mark for the HTML of a table's rows.

    Args:
        builder: a builder for which :func:`can_hold_back` is true.
        rows: their HTML, taken once, when the page is rendered.
    """
    held = _ROWS.setdefault(builder, [])
    held.append(rows)
    return f"\0{len(held) - 1}\0"


def put_rows_back(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Put the rows where their marks stand."""
    held = _ROWS.pop(app.builder, None)
    if held is None:
        return
    with TemporaryFile() as file:
        for position, text in enumerate(_MARK.split(context["body"])):
            for part in [text] if position % 2 == 0 else held[int(text)]:
                file.write(part.encode())
        file.seek(0)
        context["body"] = file.read().decode()
    _forget_once_rendered(app.builder, "body")


def _forget_once_rendered(builder: Any, name: str) -> None:
    """Drop a text from the page's values as soon as its template has taken it.

    Sphinx keeps the values until the file is written, for which it encodes the whole page: the
    text would be in memory three times.
    """
    templates = builder.templates
    render = templates.render

    def render_and_forget(template: str, values: dict[str, Any]) -> str:
        templates.render = render
        page: str = render(template, values)
        values.pop(name, None)
        gc.collect(1)  # Jinja's own copy of the values is part of a cycle
        return page

    templates.render = render_and_forget
