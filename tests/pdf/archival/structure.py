"""Rules about the tags: clauses 6.7 of PDF/A-3 and 7.1 to 7.9 of PDF/UA-1, but its tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import pikepdf

from pdf.archival.file import ArchivalFile, absent, rules

STANDARD = frozenset(
    """Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3
    H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code
    Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form""".split()  # noqa: SIM905
)
_HEADING = re.compile(r"H[1-6]")
_LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")

#: What each kind of tag may stand in, and what may stand in it.
_PARENTS = {
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TFoot": {"Table"},
    "TH": {"TR"},
    "TD": {"TR"},
    "LI": {"L"},
    "LBody": {"LI"},
    "TOCI": {"TOC"},
}
_CHILDREN = {
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "TR": {"TH", "TD"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "L": {"L", "LI", "Caption"},
    "LI": {"Lbl", "LBody"},
    "TOC": {"TOC", "TOCI", "Caption"},
}


class Tag(NamedTuple):
    """A tag: its object, its standard type, that of its parent, and those of its children."""

    element: pikepdf.Object
    type: str
    parent: str
    children: tuple[str, ...]


@lru_cache(maxsize=2)
def tags(file: ArchivalFile) -> list[Tag]:
    """Every tag, in reading order."""
    mapped = role_map(file)

    def standard(element: pikepdf.Object) -> str:
        name = str(element.S)[1:]
        seen: set[str] = set()
        while name in mapped and name not in seen:
            seen.add(name)
            name = mapped[name]
        return name

    found = []
    stack = [(element, "") for element in reversed(kids(file.pdf.Root.StructTreeRoot))]
    while stack:
        element, parent = stack.pop()
        below = kids(element)
        own = standard(element)
        found.append(Tag(element, own, parent, tuple(map(standard, below))))
        stack += [(one, own) for one in reversed(below)]
    return found


def kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    """The tags inside a tag; not its content."""
    held = element.get("/K", [])
    listed = list(held) if isinstance(held, pikepdf.Array) else [held]
    return [one for one in listed if isinstance(one, pikepdf.Dictionary) and "/S" in one]


def role_map(file: ArchivalFile) -> dict[str, str]:
    mapped = file.pdf.Root.StructTreeRoot.get("/RoleMap", pikepdf.Dictionary())
    return {name[1:]: str(role)[1:] for name, role in mapped.items()}


@rules("A 6.7.2.2-1", "A 6.7.3.3-1", "UA 6.2-1", "UA 7.1-4", "UA 7.1-10", "UA 7.1-11")
def the_document_says_that_it_is_tagged(file: ArchivalFile) -> Iterator[str]:
    root = file.pdf.Root
    if root.MarkInfo.get("/Marked") is not True or root.MarkInfo.get("/Suspects", False):
        yield "not marked, or suspect"
    if "/StructTreeRoot" not in root:
        yield "no tags"
    if root.ViewerPreferences.get("/DisplayDocTitle") is not True:
        yield "the title is not shown"


@rules("A 6.7.3.4-1", "A 6.7.3.4-2", "A 6.7.3.4-3", "UA 7.1-5", "UA 7.1-6", "UA 7.1-7")
def every_tag_has_a_standard_meaning(file: ArchivalFile) -> Iterator[str]:
    mapped = role_map(file)
    yield from (f"{one} is given another meaning" for one in mapped if one in STANDARD)
    for one in {tag.type for tag in tags(file)} - STANDARD:
        yield f"{one} has none, or a circle"


@rules("UA 7.1-12")
def every_tag_knows_its_parent(file: ArchivalFile) -> Iterator[str]:
    for tag in tags(file):
        for child in kids(tag.element):
            if "/P" not in child or child.P.objgen != tag.element.objgen:
                yield f"{child.S} in {tag.type}"


@rules("A 6.7.4-1", "UA 7.2-29")
def languages_are_named_as_they_should_be(file: ArchivalFile) -> Iterator[str]:
    told = [one.Lang for one in file.objects if "/Lang" in one]
    for content in file.contents:
        for operands, operator in content.instructions:
            if operator == "BDC" and isinstance(operands[1], pikepdf.Dictionary):
                told += [operands[1].Lang] if "/Lang" in operands[1] else []
    yield from (str(one) for one in told if not _LANGUAGE.fullmatch(str(one)))


@rules("UA 7.2-2", *(f"UA 7.2-{number}" for number in (21, 22, 23, 24, 30, 31, 32, 34)))
def the_language_of_all_texts_is_known(file: ArchivalFile) -> Iterator[str]:
    # Titles, replacement texts, descriptions and contents inherit that of the document.
    if not str(file.pdf.Root.get("/Lang", "")):
        yield "the document names no language"


@rules(*(f"UA 7.2-{number}" for number in (*range(3, 11), *range(17, 21), 26, 27, 36, 37, 38)))
def tags_stand_where_they_belong(file: ArchivalFile) -> Iterator[str]:
    for tag in tags(file):
        if tag.type in _PARENTS and tag.parent not in _PARENTS[tag.type]:
            yield f"{tag.type} in {tag.parent}"
        if tag.type in _CHILDREN:
            yield from (f"{one} in {tag.type}" for one in set(tag.children) - _CHILDREN[tag.type])


@rules("UA 7.2-11", "UA 7.2-14", "UA 7.2-16", "UA 7.2-28", "UA 7.2-39", "UA 7.2-40")
@absent("UA 7.2-12", "UA 7.2-13")
def tables_and_lists_are_in_order(file: ArchivalFile) -> Iterator[str]:
    for tag in tags(file):
        captions = [at for at, child in enumerate(tag.children) if child == "Caption"]
        if tag.type in {"L", "TOC"} and set(captions) - {0}:
            yield f"a caption inside {tag.type}"
        if tag.type != "Table":
            continue
        if len(captions) > 1 or set(captions) - {0, len(tag.children) - 1}:
            yield "a caption inside a table, or several"
        if tag.children.count("THead") > 1 or (
            "THead" in tag.children and "TBody" not in tag.children
        ):
            yield f"a table of {tag.children}"
        if "TFoot" in tag.children:
            yield "a table with a foot"


@rules("UA 7.3-1", "UA 7.7-1")
def pictures_and_formulas_have_a_text(file: ArchivalFile) -> Iterator[str]:
    for tag in tags(file):
        if tag.type in {"Figure", "Formula"} and not str(tag.element.get("/Alt", "")):
            yield tag.type


@rules("UA 7.4.2-1")
@absent("UA 7.4.4-1", "UA 7.4.4-2", "UA 7.4.4-3")
def headings_go_down_by_one_level(file: ArchivalFile) -> Iterator[str]:
    level = 0
    for tag in tags(file):
        if tag.type == "H":
            yield "a heading without level"
        if _HEADING.fullmatch(tag.type):
            if int(tag.type[1]) > level + 1:
                yield f"{tag.type} after level {level}"
            level = int(tag.type[1])


@rules("UA 7.9-1", "UA 7.9-2")
def notes_have_names_of_their_own(file: ArchivalFile) -> Iterator[str]:
    names = Counter(str(t.element.get("/ID", "")) for t in tags(file) if t.type == "Note")
    yield from (
        f"{name!r}, {count} times" for name, count in names.items() if not name or count > 1
    )


@rules("UA 7.18.5-1")
def links_stand_in_a_tag_of_links(file: ArchivalFile) -> Iterator[str]:
    held = set()
    for tag in tags(file):
        inside = tag.element.get("/K", [])
        for one in inside if isinstance(inside, pikepdf.Array) else [inside]:
            if tag.type == "Link" and isinstance(one, pikepdf.Dictionary) and "/Obj" in one:
                held.add(one.Obj.objgen)
    yield from (
        f"page {page.index + 1}" for page, one in file.annotations if one.objgen not in held
    )
