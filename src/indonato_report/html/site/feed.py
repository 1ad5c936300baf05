"""A feed of new records, for readers who want to know when something is added.

Entries are named by UUIDs that are made from collection and key, and so stay the same on another
host.

Standards: RFC 4287 (Atom); RFC 9562, section 5.5, for the names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, UUID, uuid5
from xml.sax.saxutils import escape, quoteattr

from indonato_report.config import report_config
from indonato_report.data.problems import listed, nearest, quoted
from indonato_report.domain import ReportDomain, report_domain
from indonato_report.html.site.addresses import FEED, Addresses
from indonato_report.html.site.feed_summary import PlainSummaries
from indonato_report.warnings import WarningSubtype, warn

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from indonato_report.data.dataset import Dataset
    from indonato_report.data.descriptor import Collection, Package

#: How many entries a feed holds, the newest ones.
LONGEST = 50

_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?\Z")


@dataclass(frozen=True)
class Entry:
    """One record in a feed; ``day`` is an ISO 8601 date, ``address`` empty if it has none."""

    day: str
    collection: str
    key: str
    title: str
    kind: str
    summary: str
    address: str


def feed_text(builder: Builder) -> str | None:
    """Return the feed, or ``None`` if none is configured or there are no data.

    Warns of what is wrong in ``report_feed``.
    """
    parts = report_config(builder.config).feed
    domain = report_domain(builder.env)
    if not parts or domain.dataset.package is None:
        return None
    entries = [entry for part in parts for entry in _entries(builder, domain, domain.dataset, part)]
    # The newest first; those of one day in an order that is the same each time.
    entries.sort(key=lambda entry: (entry.collection, entry.key))
    entries.sort(key=lambda entry: entry.day, reverse=True)
    return _atom(builder, domain.dataset.package, entries[:LONGEST])


def _entries(
    builder: Builder, domain: ReportDomain, dataset: Dataset, part: Any
) -> Iterator[Entry]:
    found = _checked(dataset, part)
    if found is None:
        return
    collection, date, summary = found
    addresses = Addresses(builder)
    summaries = PlainSummaries(dataset, str(builder.config.language))
    for key, record in dataset.records[collection.name].items():
        day = str(record.values.get(date, ""))
        if not _DAY.match(day):
            continue
        address = domain.address(builder, builder.config.root_doc, collection.name, key) or ""
        if address.startswith("#"):
            address = builder.get_target_uri(builder.config.root_doc) + address
        yield Entry(
            (day + "-01-01")[:10],
            collection.name,
            key,
            collection.title_of(key, record.values),
            collection.title,
            summaries.text(str(record.values.get(summary) or "")),
            addresses.file(address) if address else "",
        )


def _checked(dataset: Dataset, part: Any) -> tuple[Collection, str, str] | None:
    """Return the collection and the fields that an entry of ``report_feed`` names, or warn."""
    if not isinstance(part, Mapping) or not {"collection", "date"} <= part.keys():
        message = (
            "report_feed: each entry is a mapping with the names 'collection' and 'date', "
            f"and perhaps 'summary'; found {part!r}."
        )
        warn("option", message, None)
        return None
    name, names = str(part["collection"]), list(dataset.records)
    collection = dataset.collection(name)
    if collection is None:
        _warn_of("collection", f"{quoted(name)} is not a collection", name, names)
        return None
    fields = list(collection.fields)
    date, summary = str(part["date"]), str(part.get("summary", ""))
    for field in filter(None, (date, summary)):
        if field not in collection.fields:
            what = f"{quoted(field)} is not a field of {quoted(name)}"
            _warn_of("field", what, field, fields)
            return None
    return collection, date, summary


def _warn_of(subtype: WarningSubtype, what: str, name: str, names: list[str]) -> None:
    message = f"report_feed: {what}; there are {listed(names)}.{nearest(name, names)}"
    warn(subtype, message, None)


def _atom(builder: Builder, package: Package, entries: list[Entry]) -> str:
    addresses = Addresses(builder)
    root = uuid5(NAMESPACE_URL, f"data-package:{package.name}")
    updated = max([package.edition_date or "1970-01-01", *(entry.day for entry in entries)])
    author = str(builder.config.author)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(_language(builder))}>',
        f"<id>{root.urn}</id>",
        f"<title>{escape(str(builder.config.html_title))}</title>",
        f"<updated>{updated}T00:00:00Z</updated>",
        f"<author><name>{escape(author)}</name></author>",
        f'<link rel="self" href={quoteattr(addresses.file(FEED))}/>',
        f"<link href={quoteattr(addresses.page(builder.config.root_doc))}/>",
    ]
    for entry in entries:
        lines += _lines(entry, root)
    return "\n".join([*lines, "</feed>"]) + "\n"


def _language(builder: Builder) -> str:
    return str(builder.config.language or "en").replace("_", "-")


def _lines(entry: Entry, root: UUID) -> list[str]:
    name = uuid5(root, f"{entry.collection}/{entry.key}")
    lines = [
        "<entry>",
        f"<id>{name.urn}</id>",
        f"<title>{escape(entry.title)}</title>",
        f"<published>{entry.day}T00:00:00Z</published>",
        f"<updated>{entry.day}T00:00:00Z</updated>",
        f"<category term={quoteattr(entry.collection)} label={quoteattr(entry.kind)}/>",
    ]
    if entry.address:
        lines.append(f"<link href={quoteattr(entry.address)}/>")
    # An entry without a link must have a content.
    text = entry.summary or ("" if entry.address else entry.title)
    if text:
        tag = "summary" if entry.address else "content"
        lines.append(f"<{tag}>{escape(text)}</{tag}>")
    return [*lines, "</entry>"]
