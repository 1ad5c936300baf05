"""Links inside a single-page build.

Sphinx writes ``#document-PAGE#ID`` there, an id that no page has (sphinx-doc/sphinx#14221).
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform


class JoinSinglePageLinks(SphinxPostTransform):
    """Makes links to a place on another page lead to that place."""

    # After everything that makes links.
    default_priority = 950
    builders = ("singlehtml",)

    def run(self, **kwargs: Any) -> None:
        """Leave out the page's name where a place on it is named."""
        for reference in self.document.findall(nodes.reference):
            page, mark, place = reference.get("refuri", "").rpartition("#")
            if mark and page.startswith("#document-"):
                reference["refuri"] = f"#{place}"
