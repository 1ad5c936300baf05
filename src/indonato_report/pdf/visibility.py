"""Which nodes print something."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from indonato_report.pdf.attributes import classes_of

#: Nodes that docutils does not call invisible and that print nothing on paper.
_SILENT = frozenset({"index", "highlightlang", "tabular_col_spec", "meta"})

#: Classes of sphinx-design for what has no place on paper.
_NOT_PRINTED = frozenset({"sd-d-print-none", "sd-d-none"})


def is_invisible(node: nodes.Node) -> bool:
    """Return whether a node prints nothing (a comment, an index mark, a bare target)."""
    if isinstance(node, (nodes.target, nodes.compound)):
        return not node.children
    if isinstance(node, nodes.comment) and type(node) is not nodes.comment:
        return not visible(node.children)  # autosummary derives its tables from comments
    if isinstance(node, (nodes.Invisible, nodes.system_message)):
        return True
    return isinstance(node, nodes.Element) and node.tagname in _SILENT


def is_not_printed(node: nodes.Node) -> bool:
    """Return whether the author hides a container on paper."""
    if not isinstance(node, nodes.container):
        return False
    classes = classes_of(node)
    shown = any(one.startswith("sd-d-print-b") for one in classes)
    return not shown and not _NOT_PRINTED.isdisjoint(classes)


def visible(children: Sequence[nodes.Node]) -> list[nodes.Node]:
    """Return the nodes among ``children`` that print something."""
    return [child for child in children if not is_invisible(child)]
