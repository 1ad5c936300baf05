"""Rules about what is painted: it is tagged or decoration, never both (PDF/UA-1, 7.1 and 7.20)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pikepdf

from pdf.archival.file import ArchivalFile, Content, rules

_PAINTING = frozenset({*"Tj TJ f F f* B B* b b* S s sh".split(), "'", '"', "INLINE IMAGE"})  # noqa: SIM905


@rules("UA 7.1-1", "UA 7.1-2", "UA 7.1-3")
def what_is_painted_is_either_tagged_or_decoration(file: ArchivalFile) -> Iterator[str]:
    contents = {content.owner.objgen: content for content in file.contents}
    for content in file.contents:
        if content.owner.get("/Type") == "/Page":
            yield from _judged(content, contents, [])


@rules("UA 7.20-2")
def a_form_that_holds_tagged_content_is_painted_once(file: ArchivalFile) -> Iterator[str]:
    painted: Counter[tuple[int, int]] = Counter()
    for content in file.contents:
        for operands, operator in content.instructions:
            if operator == "Do" and content.resources is not None:
                painted[content.resources.XObject[str(operands[0])].objgen] += 1
    for content in file.contents:
        if content.owner.get("/Subtype") != "/Form":
            continue
        marked = any(_mark(*instruction) == "tag" for instruction in content.instructions)
        times = painted[content.owner.objgen]
        if (marked or "/StructParent" in content.owner) and times != 1:
            yield f"{content.where}: {times} times"


def _judged(
    content: Content, contents: dict[tuple[int, int], Content], outside: list[str]
) -> Iterator[str]:
    """Yield what is wrong in a content stream that is painted inside the marks ``outside``."""
    marks = list(outside)
    for operands, operator in content.instructions:
        if operator in {"BDC", "BMC"}:
            mark = _mark(operands, operator)
            if {mark, *marks} >= {"tag", "decoration"} and mark:
                yield f"{content.where}: {mark} inside {marks}"
            marks.append(mark)
        elif operator == "EMC":
            marks.pop()
        elif operator in _PAINTING and not any(marks):
            yield f"{content.where}: {operator} outside every mark"
        elif operator == "Do":
            assert content.resources is not None
            painted = content.resources.XObject[str(operands[0])]
            if painted.Subtype == "/Form":
                yield from _judged(contents[painted.objgen], contents, marks)
            elif not any(marks):
                yield f"{content.where}: an image outside every mark"


def _mark(operands: list[pikepdf.Object], operator: str) -> str:
    """Return ``tag`` for content of a tag, ``decoration`` for an artifact, else nothing."""
    if operator not in {"BDC", "BMC"}:
        return ""
    if operands[0] == "/Artifact":
        return "decoration"
    properties = operands[1] if operator == "BDC" else None
    return "tag" if isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties else ""
