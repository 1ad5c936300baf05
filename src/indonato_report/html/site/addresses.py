"""Where the pages of the website can be reached.

``html_baseurl`` is the address under which the site is published.  Where it is not set, nothing is
guessed: addresses are then paths inside the site.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from sphinx.builders import Builder


#: The path of the feed inside the site.
FEED = "feed.xml"


class Addresses:
    """The public addresses of a site's pages.

    Args:
        builder: a builder that makes a website.
    """

    def __init__(self, builder: Builder) -> None:
        """Read the configuration."""
        base = str(builder.config.html_baseurl or "").strip()
        self._builder = builder
        self.base = base if not base or base.endswith("/") else f"{base}/"

    @property
    def folder(self) -> str:
        """The path of the site on its host, which begins and ends with a slash."""
        return urlsplit(self.base).path or "/"

    def path(self, pagename: str) -> str:
        """Return a page's path inside the site."""
        return self._builder.get_target_uri(pagename)

    def page(self, pagename: str) -> str:
        """Return a page's address: absolute, or its path inside the site if no base is set."""
        return self.base + self.path(pagename)

    def file(self, path: str) -> str:
        """Return the address of a file of the site, in the same way."""
        return self.base + path

    def ancestors(self, pagename: str) -> list[str]:
        """Return the pages above a page in the table of contents, without the start page."""
        # Known once pages are written: page -> (page above, previous page, next page).
        relations: dict[str, list[str | None]] = getattr(self._builder, "relations", {})
        above: list[str] = []
        name = relations.get(pagename, [None])[0]
        while name and name != self._builder.config.root_doc and name not in above:
            above.insert(0, name)
            name = relations.get(name, [None])[0]
        return above
