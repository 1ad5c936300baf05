"""Headings that hold records or facts, where they stand in lists of contents.

Sphinx keeps copies of all headings, for the contents, for the links between pages and for what a
browser shows as the title.  There a heading is itself the text of a link, so that the links in it
must go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from indonato_report.nodes import record_reference

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def make_copies_plain(app: Sphinx, doctree: nodes.document) -> None:
    """Replace the links to records in the copies of a page's headings by their texts."""
    env = app.env
    for copies in (env.titles, env.longtitles, env.tocs):
        tree = copies.get(env.docname)
        for reference in list(tree.findall(record_reference)) if tree is not None else ():
            # Not by `replace_self`, which insists on keeping ids: they stand on the page itself.
            parent = reference.parent
            place = parent.index(reference)
            parent[place : place + 1] = reference.children


def setup_headings(app: Sphinx) -> None:
    """Connect to the event in which the copies have just been made."""
    app.connect("doctree-read", make_copies_plain, priority=900)
