"""The pictures that messengers show with a link: one for the site, one for each of its parts.

A picture must be named by an absolute address, so that a site without one has none.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from indonato_report.config import report_config
from indonato_report.html.pictures import Picture, draw_pictures
from indonato_report.html.site.addresses import Addresses

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from indonato_report.html.site.publication import Publication

#: Their size in pixels, as messengers want it.
WIDTH, HEIGHT = 1200, 630
#: The folder of the site for them.
FOLDER = "cards"


def wanted_cards(builder: Builder, publication: Publication | None) -> dict[str, dict[str, str]]:
    """Return the texts of each card, by the name of its page; nothing if there shall be none."""
    config = builder.config
    if not report_config(config).social_cards or not Addresses(builder).base:
        return {}
    root = config.root_doc
    site = str(config.html_title)
    note = " · ".join(
        filter(None, (publication.version, publication.authors[0].family)) if publication else ()
    )
    titles = {root: site}
    for name in builder.env.toctree_includes.get(root, ()):
        if name in builder.env.titles:
            titles[name] = builder.env.titles[name].astext()
    return {
        name: {"title": title, "site": "" if name == root else site, "note": note}
        for name, title in titles.items()
    }


def card_path(name: str) -> str:
    """Return the path of a page's card inside the site."""
    return f"{FOLDER}/{name.replace('/', '-')}.png"


def are_drawn(outdir: Path, cards: dict[str, dict[str, str]]) -> bool:
    """Return whether all cards are there."""
    return all((outdir / card_path(name)).is_file() for name in cards)


def draw_cards(outdir: Path, cards: dict[str, dict[str, str]]) -> bool:
    """Draw all cards anew; return whether that worked, and warn if not."""
    folder = outdir / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    pictures = [
        Picture(str(outdir / card_path(name)), "card", texts) for name, texts in cards.items()
    ]
    return draw_pictures(pictures, "the pictures for cards")


def card_of(builder: Builder, pagename: str, cards: dict[str, dict[str, str]]) -> str:
    """Return the name of the page whose card a page shows: its part of the site, or the site."""
    part = [*Addresses(builder).ancestors(pagename), pagename][0]
    return part if part in cards else builder.config.root_doc
