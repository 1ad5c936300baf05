"""What a page says of itself to machines, as JSON-LD in the words of schema.org.

A script of the type ``application/ld+json`` is data and never run, so that a strict policy allows
it (HTML standard, section 4.12.1: only scripts that would run are held against the policy).

Standards: JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/), schema.org.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from indonato_report.domain import report_domain
from indonato_report.html.published_data import FOLDER as DATA_FOLDER
from indonato_report.html.published_data import publishes_data
from indonato_report.html.site.addresses import Addresses
from indonato_report.html.site.state import site_state

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from indonato_report.html.site.publication import Publication


def structured_data(builder: Builder, pagename: str, description: str) -> str:
    """Return the script element of a page.

    Args:
        builder: a builder that makes a website.
        pagename: the page's name.
        description: what the page is about.
    """
    things = [breadcrumbs(builder, pagename)]
    if pagename == builder.config.root_doc:
        things += [report(builder, description), dataset(builder, description)]
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


def report(builder: Builder, description: str) -> dict[str, Any]:
    """Return what the report is, or nothing if no citation file tells."""
    publication = _publication(builder)
    if publication is None:
        return {}
    addresses = Addresses(builder)
    return _known(
        {
            "@type": "Report",
            "name": publication.title,
            "abstract": publication.abstract or description,
            "author": _authors(publication),
            "datePublished": publication.date,
            "version": publication.version,
            "license": _licence_address(publication.licence),
            "keywords": list(publication.keywords),
            "inLanguage": str(builder.config.language),
            "url": addresses.base or publication.address,
        }
    )


def dataset(builder: Builder, description: str) -> dict[str, Any]:
    """Return what the data of the report are, or nothing if there are none."""
    from indonato_report.data.descriptor_reader import read_descriptor

    path = report_domain(builder.env).descriptor
    package = read_descriptor(path)[0] if path else None
    if package is None:
        return {}
    publication = _publication(builder)
    addresses = Addresses(builder)
    licence = package.licenses[0] if package.licenses else {}
    about = publication.abstract if publication else ""
    return _known(
        {
            "@type": "Dataset",
            "name": package.title,
            "description": package.description or about or description,
            "creator": _authors(publication) if publication else [],
            "version": package.version,
            "dateModified": package.edition_date,
            "license": licence.get("path") or _licence_address(licence.get("name", "")),
            "variableMeasured": [each.title for each in package.collections.values()],
            "url": addresses.base,
            "distribution": _files(builder, list(package.collections)),
        }
    )


def _files(builder: Builder, collections: list[str]) -> list[dict[str, str]]:
    """Return the files of the data, if the website has them and an address."""
    addresses = Addresses(builder)
    if not addresses.base or not publishes_data(builder):
        return []
    files = {"datapackage.json": "application/json"}
    files |= {f"{name}.csv": "text/csv" for name in collections}
    return [
        {
            "@type": "DataDownload",
            "encodingFormat": kind,
            "contentUrl": addresses.file(f"{DATA_FOLDER}/{name}"),
        }
        for name, kind in files.items()
    ]


def _publication(builder: Builder) -> Publication | None:
    state = site_state(builder)
    return state.publication if state else None


def _authors(publication: Publication) -> list[dict[str, str]]:
    return [
        {"@type": "Person", "familyName": each.family, "givenName": each.given}
        if each.is_person
        else {"@type": "Organization", "name": each.family}
        for each in publication.authors
    ]


def _licence_address(identifier: str) -> str:
    """Return the page of the SPDX list for a licence, since a licence is named by its address."""
    return f"https://spdx.org/licenses/{identifier}.html" if identifier else ""


def _known(thing: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in thing.items() if value}
