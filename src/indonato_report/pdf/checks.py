"""What would keep a PDF from meeting its standards, found before Typst does.

Here the author's own file and line are known, and all findings come at once.  Two more things that
the standards ask for need no check: every PDF has a title (:mod:`.documents`), and no level of
headings is skipped, for a heading's level is the number of titled sections round it.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.util import logging

from indonato_report.pdf.compilation import FULL_CLAIM, VISUAL_CLAIM

logger = logging.getLogger(__name__)


def strictest_claim(tree: nodes.document) -> tuple[str, ...]:
    """Return the strictest standards that the document can claim, and say what stands in the way.

    An image needs an alternative text under PDF/UA-1 and PDF/A-3a; an *empty* one is a text, too:
    it says that the image only decorates.
    """
    without_text = [image for image in tree.findall(nodes.image) if image.get("alt") is None]
    for image in without_text:
        logger.warning(
            "the image %s has no alternative text, so the PDF can't claim PDF/UA-1 and PDF/A-3a; "
            "say in `alt` what it shows, or leave `alt` empty if it only decorates",
            image.get("uri", ""),
            location=image,
            type="report",
            subtype="pdf.alt",
        )
    return VISUAL_CLAIM if without_text else FULL_CLAIM
