"""Our other nodes to HTML: parts of a page that show a record, links to records, citations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import _

from indonato_report.anchors import record_anchor
from indonato_report.domain import report_domain
from indonato_report.html.links import LinkWriter

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

    from indonato_report.nodes import record_block, record_reference, source_citations


def visit_record_block(translator: HTML5Translator, node: record_block) -> None:
    """Open the part of a page that shows a record; its id is the record's address."""
    docname, collection, key = node["docname"], node["collection"], node["key"]
    domain = report_domain(translator.builder.env)
    if node["anchored"] and domain.home(collection, key) == docname:
        node["ids"].insert(0, record_anchor(collection, key))
    translator.body.append(translator.starttag(node, "div"))


def depart_record_block(translator: HTML5Translator, node: record_block) -> None:
    """Close it."""
    translator.body.append("</div>\n")


def visit_record_reference(translator: HTML5Translator, node: record_reference) -> None:
    """Write a link to a record; hovering a fact tells its date and its sources."""
    links = LinkWriter(translator.builder, node["docname"])
    body = translator.body
    start = len(body)
    for child in node.children:
        child.walkabout(translator)
    content = "".join(body[start:])
    del body[start:]
    hover = node.get("reftitle", "")
    if node.get("keys"):
        hover += ". " + _("Sources: %s") % links.source_names(node["keys"])
    classes = " ".join(node["classes"])
    link = links.record(node["collection"], node["key"], content, classes=classes, hover=hover)
    if node["ids"]:  # where the bibliography's links back lead
        link = link.replace(" ", f' id="{node["ids"][0]}" ', 1)
    body.append(link)
    raise nodes.SkipNode


def visit_source_citations(translator: HTML5Translator, node: source_citations) -> None:
    """Write citations."""
    links = LinkWriter(translator.builder, node["docname"])
    identifier = node["citation_id"]
    text = links.citations(node["keys"])
    if node.get("bracketed"):
        text = text.replace(">", ">[", 1)[: -len("</span>")] + "]</span>"
    if identifier:
        text = text.replace("<span ", f'<span id="{identifier}" ', 1)
    translator.body.append(text)
    raise nodes.SkipNode
