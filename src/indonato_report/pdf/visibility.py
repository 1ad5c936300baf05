"""Which nodes print something."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

#: Nodes that docutils does not call invisible and that print nothing on paper.
_SILENT = frozenset({"index", "highlightlang", "tabular_col_spec", "meta"})


def is_invisible(node: nodes.Node) -> bool:
    """Return whether a node prints nothing (a comment, an index mark, a bare target)."""
    if isinstance(node, nodes.target):
        return not node.children
    if isinstance(node, (nodes.Invisible, nodes.system_message)):
        return True
    return isinstance(node, nodes.Element) and node.tagname in _SILENT


def visible(children: Sequence[nodes.Node]) -> list[nodes.Node]:
    """Return the nodes among ``children`` that print something."""
    return [child for child in children if not is_invisible(child)]
