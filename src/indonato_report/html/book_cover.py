"""The cover of a book, which shelves of e-readers show: drawn from its title."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.locale import _

from indonato_report.html.pictures import Picture, draw_pictures

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: The picture's place in the book.
COVER = "cover.png"


def draw_cover(app: Sphinx) -> tuple[str, str] | tuple[()]:
    """Draw the cover into the folder of the book.

    Args:
        app: the application, with the builder ``epub``.

    Returns:
        A value for ``epub_cover``: the picture, and no template of a page for it, since e-readers
        show the picture as the first page themselves; empty if it could not be drawn.
    """
    config = app.config
    about = str(config.epub_description)
    texts = {
        "title": str(config.epub_title),
        "about": "" if about == "unknown" else about,
        "author": str(config.epub_author),
        "edition": _("Release %s") % config.release if config.release else "",
    }
    picture = Picture(str(Path(app.outdir) / COVER), "cover", texts)
    return (COVER, "") if draw_pictures([picture], "the cover of the book") else ()
