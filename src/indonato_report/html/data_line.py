"""The quiet line below a table or chart: its data, and how to cite it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from sphinx.locale import _
from sphinx.util.osutil import relative_uri

from indonato_report.html.published_data import FOLDER, is_website, publishes_data

if TYPE_CHECKING:
    from sphinx.builders import Builder


def data_line(
    builder: Builder,
    docname: str,
    collection: str,
    collection_title: str,
    *,
    caption: str = "",
    identifier: str = "",
    cite: str = "",
) -> str:
    """Return the line as HTML; empty for builders that make no website.

    Args:
        builder: an HTML builder.
        docname: the page.
        collection: name of the collection whose records are shown.
        collection_title: what readers know it by.
        caption: what the table or chart is called; by default the title of the collection.
        identifier: its id on the page, if it has one.
        cite: the words that open the citation; by default ``Cite this table``.
    """
    if not is_website(builder):
        return ""
    parts = []
    if publishes_data(builder):
        parts.append(f"<p>{_links(builder, docname, collection, collection_title)}</p>")
    citation = _citation(builder, docname, caption or collection_title, identifier)
    summary = escape(cite or _("Cite this table"), quote=False)
    parts.append(f"<details><summary>{summary}</summary><p>{citation}</p></details>")
    # One character beyond Latin-1 would double the memory that Python needs for a long page.
    text = "".join(parts).encode("ascii", "xmlcharrefreplace").decode()
    return f'<div class="report-data-line">{text}</div>\n'


def _links(builder: Builder, docname: str, collection: str, title: str) -> str:
    page = "" if builder.name == "singlehtml" else builder.get_target_uri(docname)
    links = []
    for ending, kind in (("csv", "CSV"), ("json", "JSON")):
        address = escape(relative_uri(page, f"{FOLDER}/{collection}.{ending}"))
        name = escape(_("%(title)s as %(kind)s") % {"title": title, "kind": kind})
        links.append(f'<a href="{address}" aria-label="{name}">{kind}</a>')
    about = escape(relative_uri(page, f"{FOLDER}/README.md"))
    links.append(f'<a href="{about}">{escape(_("About the data"), quote=False)}</a>')
    label = escape(_("All records of “%s”:") % title, quote=False)
    return f"{label} {' · '.join(links)}"


def _citation(builder: Builder, docname: str, caption: str, identifier: str) -> str:
    """Return author, caption, report with its edition, and address."""
    config = builder.config
    report = config.project
    if config.release:
        report += ", " + _("edition %s") % config.release
    texts = (config.author, f"“{caption}”", report)
    sentences = [f"{text.rstrip('.')}." for text in texts if text and text != "Author name not set"]
    target = "" if builder.name == "singlehtml" else builder.get_target_uri(docname)
    place = f"#{identifier}" if identifier else ""
    base = str(getattr(config, "html_baseurl", "") or "").rstrip("/")
    # Without a known host, the address is the path; in a browser, the script completes it.
    shown = f"{base}/{target}{place}" if base else f"{target}{place}" or "./"
    own = shown if base else place
    link = f'<a class="report-address" href="{escape(own)}">{escape(shown, quote=False)}</a>'
    return f"{escape(' '.join(sentences), quote=False)} {link}"
