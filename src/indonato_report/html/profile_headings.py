"""Makes real headings of the titles in a profile, so that a screen reader lists them."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from indonato_report.nodes import record_block


class RaiseProfileHeadings(SphinxPostTransform):
    """Gives each title in a record the level below the section that the record stands in.

    In the tree they are rubrics: a directive can't make sections, and other builders show rubrics
    as they should.
    """

    default_priority = 820
    formats = ("html",)

    def run(self, **arguments: Any) -> None:
        """Give the levels to the titles of one page."""
        for block in self.document.findall(record_block):
            for title in block.findall(nodes.rubric):
                title["heading-level"] = min(6, _depth(block) + 1)


def _depth(node: nodes.Element) -> int:
    """Return in how many sections a node stands."""
    depth, parent = 0, node.parent
    while parent is not None:
        depth += isinstance(parent, nodes.section)
        parent = parent.parent
    return depth
