"""Attributes that every element of a doctree may have, with their types."""

from __future__ import annotations

from typing import cast

from docutils import nodes


def ids_of(node: nodes.Element) -> list[str]:
    """Return the ids of a node."""
    return cast("list[str]", node.get("ids", []))


def classes_of(node: nodes.Element) -> list[str]:
    """Return the classes of a node."""
    return cast("list[str]", node.get("classes", []))
