"""The list of a site's pages for search engines, and where they may look.

Standards: sitemaps.org, protocol 0.9; RFC 9309 for robots.txt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from indonato_report.html.site.addresses import Addresses
from indonato_report.html.site.state import site_state

if TYPE_CHECKING:
    from sphinx.builders import Builder

SITEMAP = "sitemap.xml"


def sitemap_text(builder: Builder) -> str | None:
    """Return the sitemap, or ``None`` if the site has no address.

    A sitemap holds absolute addresses only; with wrong ones it would be worse than none.
    """
    addresses = Addresses(builder)
    if not addresses.base:
        return None
    state = site_state(builder)
    dates = state.dates if state else {}
    pages = "".join(
        f"<url><loc>{escape(addresses.page(docname))}</loc>"
        + (f"<lastmod>{dates[docname]}</lastmod>" if docname in dates else "")
        + "</url>\n"
        for docname in sorted(builder.env.found_docs)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{pages}</urlset>\n"
    )


def robots_text(builder: Builder) -> str:
    """Return the rules for robots: they may read everything."""
    addresses = Addresses(builder)
    lines = ["User-agent: *", "Allow: /"]
    if addresses.base:
        lines += ["", f"Sitemap: {addresses.file(SITEMAP)}"]
    return "\n".join(lines) + "\n"
