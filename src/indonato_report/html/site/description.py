"""What a page is about, in a sentence or two: its first paragraph of prose as plain text."""

from __future__ import annotations

import re

from docutils import nodes

from indonato_report.nodes import source_citations

#: Longest description, in characters; search engines show about as much.
LONGEST = 200

#: What sphinxcontrib-bibtex calls its citations.
CITATION_CLASS = "bibtex-citation"

_SPACE = re.compile(r"\s+")
_SPACE_BEFORE_STOP = re.compile(r"\s+([.,;:!?])")


def page_description(doctree: nodes.document) -> str:
    """Return the description of a page, or ``""`` if it has no prose.

    Args:
        doctree: the page, with its references resolved.
    """
    for paragraph in doctree.findall(nodes.paragraph):
        if isinstance(paragraph.parent, (nodes.document, nodes.section)):
            text = plain_text(paragraph)
            if text:
                return shortened(text)
    return ""


def plain_text(paragraph: nodes.Element) -> str:
    """Return the words of a paragraph without its citations and footnotes."""
    parts = "".join(
        child.astext() for child in paragraph.findall(nodes.Text) if not _is_citation(child)
    )
    parts = parts.replace("[]", "").replace("()", "")
    return _SPACE_BEFORE_STOP.sub(r"\1", _SPACE.sub(" ", parts)).strip()


def _is_citation(text: nodes.Text) -> bool:
    node: nodes.Element | None = text.parent
    while node is not None and not isinstance(node, nodes.paragraph):
        if isinstance(node, (source_citations, nodes.footnote_reference)):
            return True
        if CITATION_CLASS in node["classes"]:
            return True
        node = node.parent
    return False


def shortened(text: str, longest: int = LONGEST) -> str:
    """Return a text that is cut at a sentence, or else at a word, if it is too long."""
    if len(text) <= longest:
        return text
    cut = text[: longest + 1]
    sentence = max(cut.rfind(f"{mark} ") for mark in ".!?")
    if sentence >= longest // 2:
        return cut[: sentence + 1]
    return cut.rsplit(" ", 1)[0].rstrip(" ,;:–") + "…"
