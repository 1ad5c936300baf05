"""The page that a host shows for an address that does not exist.

A host sends it for *any* address, however deep, so that a link relative to the page would lead
astray.  All its links therefore begin at the root of the host.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from sphinx.locale import _

from indonato_report.html.site.addresses import Addresses

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

#: The page's name, under which hosts look for it.
NOT_FOUND = "404"

_ADDRESS = re.compile(r'(\s(?:href|src|action|data-content_root)=")([^"]*)(")')


def not_found_page(builder: StandaloneHTMLBuilder) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page as Sphinx wants additional pages, unless the project has one."""
    if NOT_FOUND in builder.env.found_docs or NOT_FOUND in builder.config.html_additional_pages:
        return
    title = _("Page not found")
    start = escape(builder.get_relative_uri(NOT_FOUND, builder.config.root_doc))
    search = escape(builder.get_relative_uri(NOT_FOUND, "search"))
    body = (
        f"<h1>{escape(title)}</h1>\n"
        f"<p>{escape(_('There is no page at this address. It may have moved.'))}</p>\n"
        f'<ul>\n<li><a href="{start}">{escape(_("Go to the start page"))}</a></li>\n'
        f'<li><a href="{search}">{escape(_("Search"))}</a></li>\n</ul>\n'
    )
    yield NOT_FOUND, {"title": title, "body": body, "toc": ""}, "page.html"


def finish_not_found_page(builder: StandaloneHTMLBuilder) -> None:
    """Make the links of the written page work wherever it is shown, and put it where hosts look.

    Nothing happens if there is no such page.
    """
    path = Path(builder.get_output_path(NOT_FOUND))
    if not path.is_file():
        return
    place = Addresses(builder).folder + builder.get_target_uri(NOT_FOUND)
    text = rooted(path.read_text(encoding="utf-8"), place)
    (Path(builder.outdir) / f"{NOT_FOUND}.html").write_bytes(text.encode())


def rooted(text: str, place: str) -> str:
    """Return a page whose relative links begin at the root of the host.

    Args:
        text: the page, as HTML.
        place: the path on the host for which its links were written.
    """

    def absolute(found: re.Match[str]) -> str:
        address = found[2]
        if address.startswith("#"):
            return found[0]
        return f"{found[1]}{urljoin(place, address)}{found[3]}"

    return _ADDRESS.sub(absolute, text)
