"""Where things stand in a YAML text; used only when something is wrong with it.

The fast parser keeps no positions.  PyYAML's events carry marks; they are read one by one, so that
neither depth nor repeated aliases cost more than the text is long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from indonato_report.data.tree import Node, line_and_column

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ITEM = re.compile(r"^-(?=[ \t\r\n]|\Z)", re.MULTILINE)
_COMMENTS = re.compile(
    r"(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n)|---[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n))*\Z"
)


class UnknownAlias(LookupError):
    """An alias of something that the text doesn't hold."""


def compose(text: str, offset: int = 0) -> Node | None:
    """Return the tree of a text, or ``None`` if it is not YAML.

    Args:
        text: YAML.
        offset: what is added to all positions, if the text is part of a larger one.

    Raises:
        UnknownAlias: if the text needs an anchor that stands elsewhere.
    """
    root: Node | None = None
    stack: list[Node] = []
    names: list[tuple[str, int] | None] = []
    anchors: dict[str, Node] = {}
    try:
        for event in _events(text):
            if isinstance(event, yaml.CollectionEndEvent):
                stack.pop().end = _end(event) + offset
                names.pop()
                continue
            if not isinstance(event, yaml.NodeEvent):
                continue
            start = _start(event) + offset
            inside = stack[-1] if stack else None
            awaits_name = inside is not None and bool(inside.is_mapping) and names[-1] is None
            if isinstance(event, yaml.AliasEvent):
                node = _anchored(anchors, event.anchor or "")
            else:
                node = Node(start, _end(event) + offset)
                if event.anchor:
                    anchors[event.anchor] = node
            if awaits_name:
                name = event.value if isinstance(event, yaml.ScalarEvent) else ""
                names[-1] = (name, start)
            elif inside is not None:
                inside.add(node, names[-1])
                names[-1] = None
            else:
                root = root or node
            if isinstance(event, yaml.CollectionStartEvent):
                node.open(is_mapping=isinstance(event, yaml.MappingStartEvent))
                stack.append(node)
                names.append(None)
    except yaml.YAMLError:
        return None
    return root


def _events(text: str) -> Iterator[Any]:
    yield from yaml.parse(text, Loader=_LOADER)


def _start(event: Any) -> int:
    return int(event.start_mark.index)


def _end(event: Any) -> int:
    return int(event.end_mark.index)


def _anchored(anchors: dict[str, Node], name: str) -> Node:
    if name not in anchors:
        raise UnknownAlias(name)
    return anchors[name]


def record_starts(text: str, count: int) -> list[int] | None:
    """Return where each item of the outermost list begins; ``None`` if that cannot be told.

    The usual file is a list whose hyphens stand in the first column.  Each record then begins at
    such a hyphen, so if there are as many hyphens as records, these are the beginnings.
    """
    starts = [found.start() for found in _ITEM.finditer(text)]
    if len(starts) != count or not _COMMENTS.match(text[: starts[0]] if starts else ""):
        return None
    return starts


def expanded_length(text: str) -> int:
    """Return about how long a text would be with each alias written out."""
    total = 0
    lengths: dict[str, int] = {}
    # For each open collection its anchor, and what was counted before it began.
    stack: list[tuple[str | None, int]] = []
    try:
        for event in _events(text):
            if isinstance(event, yaml.CollectionEndEvent):
                anchor, before = stack.pop()
                if anchor:
                    lengths[anchor] = total - before
            elif isinstance(event, yaml.AliasEvent):
                total += lengths.get(event.anchor or "", 0) + 1
            elif isinstance(event, yaml.ScalarEvent):
                total += len(event.value) + 1
                if event.anchor:
                    lengths[event.anchor] = len(event.value) + 1
            elif isinstance(event, yaml.CollectionStartEvent):
                total += 1
                stack.append((event.anchor, total))
    except yaml.YAMLError:
        return total  # the parser proper will say what is wrong
    return total


def duplicates(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield name, offset and line of the first for each name that a mapping holds twice."""
    # One entry for each open collection: the names seen, or None for a list; and whether the
    # next node is a name.
    stack: list[tuple[dict[str, int] | None, list[bool]]] = []
    try:
        for event in _events(text):
            if isinstance(event, yaml.CollectionEndEvent):
                stack.pop()
            elif isinstance(event, yaml.NodeEvent):
                names, awaits_name = stack[-1] if stack else (None, [False])
                is_name = awaits_name[0]
                awaits_name[0] = names is not None and not is_name
                if is_name and names is not None and isinstance(event, yaml.ScalarEvent):
                    start = _start(event)
                    if event.value in names:
                        first = line_and_column(text, names[event.value])[0]
                        yield event.value, start, first
                    names.setdefault(event.value, start)
                if isinstance(event, yaml.CollectionStartEvent):
                    is_mapping = isinstance(event, yaml.MappingStartEvent)
                    stack.append(({} if is_mapping else None, [is_mapping]))
    except yaml.YAMLError:
        return  # what stands after the place where the text stops being YAML is not looked at
