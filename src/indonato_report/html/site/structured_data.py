"""What a page says of itself to machines, as JSON-LD in the words of schema.org.

A script of the type ``application/ld+json`` is data and never run, so that a strict policy allows
it (HTML standard, section 4.12.1: only scripts that would run are held against the policy).

Standards: JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/), schema.org.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from indonato_report.html.site.addresses import Addresses

if TYPE_CHECKING:
    from sphinx.builders import Builder


def structured_data(builder: Builder, pagename: str, description: str) -> str:
    """Return the script element of a page.

    Args:
        builder: a builder that makes a website.
        pagename: the page's name.
        description: what the page is about.
    """
    things = [breadcrumbs(builder, pagename)]
    return "".join(script_of(thing) for thing in things if thing)


def script_of(thing: dict[str, Any]) -> str:
    """Return a thing as a script element; nothing in it can end the element."""
    text = json.dumps(
        {"@context": "https://schema.org", **thing}, ensure_ascii=False, separators=(",", ":")
    )
    for mark in "<>&":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return f'<script type="application/ld+json">{text}</script>\n'


def breadcrumbs(builder: Builder, pagename: str) -> dict[str, Any]:
    """Return the way from the start page to a page, or nothing for the start page itself."""
    root = builder.config.root_doc
    if pagename == root:
        return {}
    addresses = Addresses(builder)
    way = [(str(builder.config.html_title), root)]
    names = [*addresses.ancestors(pagename), pagename]
    way += [(builder.env.titles[name].astext(), name) for name in names]
    items = [
        {
            "@type": "ListItem",
            "position": number,
            "name": title,
            "item": addresses.page(name)
            if addresses.base
            else builder.get_relative_uri(pagename, name),
        }
        for number, (title, name) in enumerate(way, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}
