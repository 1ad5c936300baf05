"""Reads back what a PDF says: its tags, its text, its links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf

#: What a PDF adds to the text: soft hyphens, places to break, spaces between lines.
_ADDED = re.compile("[\\s\u00ad\u200b\u00a0]+")


def squeezed(text: str) -> str:
    """Text without what line breaks add or take."""
    return _ADDED.sub("", text)


class Tag:
    """A node of the structure tree: its type, its alternative text, its children."""

    def __init__(self, element: pikepdf.Dictionary) -> None:
        self.type = str(element.get("/S", "")).lstrip("/")
        self.alt = str(element.get("/Alt", ""))
        self.language = str(element.get("/Lang", ""))
        self.title = str(element.get("/T", ""))
        self.children = [Tag(kid) for kid in _kids(element)]

    def all(self, *types: str) -> list[Tag]:
        """All nodes of some types below this one, in reading order."""
        found = [self] if self.type in types else []
        for child in self.children:
            found += child.all(*types)
        return found


def _kids(element: pikepdf.Dictionary) -> Iterator[pikepdf.Dictionary]:
    kids = element.get("/K")
    if kids is None:
        return
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid


@dataclass(frozen=True)
class Attached:
    """A file inside a PDF."""

    content: bytes
    media_type: str
    relationship: str
    description: str


class ReadPDF:
    """A finished PDF."""

    def __init__(self, path: Path) -> None:
        self.pdf = pikepdf.open(path)
        self.root = Tag(self.pdf.Root.StructTreeRoot)
        self.pages = [_text_of(page) for page in self.pdf.pages]
        self.text = "\n".join(self.pages)
        self.squeezed = squeezed(self.text)

    @property
    def counts(self) -> Counter[str]:
        """How many nodes there are of each type."""
        return Counter(tag.type for tag in self._walk(self.root))

    def _walk(self, tag: Tag) -> Iterator[Tag]:
        yield tag
        for child in tag.children:
            yield from self._walk(child)

    @property
    def xmp(self) -> str:
        """The metadata as XML."""
        return self.pdf.Root.Metadata.read_bytes().decode()

    def says(self, text: str) -> bool:
        """Whether the text stands somewhere, line breaks aside."""
        return squeezed(text) in self.squeezed

    def attached(self) -> dict[str, Attached]:
        """The files inside, by name."""
        return {
            name: Attached(
                spec.get_file().read_bytes(),
                spec.get_file().mime_type,
                str(spec.relationship),
                spec.description,
            )
            for name, spec in self.pdf.attachments.items()
        }

    def named_destinations(self) -> set[str]:
        """All names that links may go to."""
        names: set[str] = set()
        tree = self.pdf.Root.get("/Names", pikepdf.Dictionary()).get("/Dests")
        stack = [tree] if tree is not None else []
        while stack:
            node = stack.pop()
            stack += list(node.get("/Kids", []))
            pairs = node.get("/Names", [])
            names.update(str(pairs[index]) for index in range(0, len(pairs), 2))
        return names

    def links(self) -> list[tuple[str, object]]:
        """All links: ``("web", address)``, ``("name", name)`` or ``("place", page object)``."""
        found: list[tuple[str, object]] = []
        for page in self.pdf.pages:
            for annotation in page.get("/Annots", []):
                if annotation.get("/Subtype") != "/Link":
                    continue
                action = annotation.get("/A", pikepdf.Dictionary())
                target = annotation.get("/Dest", action.get("/D"))
                if "/URI" in action:
                    found.append(("web", str(action.URI)))
                elif isinstance(target, pikepdf.Array):
                    found.append(("place", target[0].objgen))
                else:
                    found.append(("name", str(target)))
        return found


def _text_of(page: pikepdf.Page) -> str:
    """The text of a page in the order of its drawing, by the fonts' own maps to Unicode."""
    resources = page.Resources.get("/Font", pikepdf.Dictionary())
    maps = {name: _unicode_map(font) for name, font in resources.items()}
    pieces: list[str] = []
    current: dict[int, str] = {}
    silent = 0
    depth: list[bool] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "Tf":
            current = maps[str(operands[0])]
        elif name == "BDC":
            properties = operands[1]
            actual = isinstance(properties, pikepdf.Dictionary) and "/ActualText" in properties
            if actual:
                pieces.append(str(properties.ActualText))
            depth.append(actual)
            silent += actual
        elif name == "BMC":
            depth.append(False)
        elif name == "EMC":
            silent -= depth.pop()
        elif name in {"Tj", "TJ"} and not silent:
            parts = operands[0] if name == "TJ" else [operands[0]]
            for part in parts:
                if isinstance(part, pikepdf.String):
                    data = bytes(part)
                    codes = (int.from_bytes(data[i : i + 2]) for i in range(0, len(data), 2))
                    pieces.append("".join(current.get(code, "\ufffd") for code in codes))
            pieces.append("\u200b")
    return "".join(pieces)


def _unicode_map(font: pikepdf.Dictionary) -> dict[int, str]:
    """The map of a font's codes to text, from its ToUnicode stream."""
    stream = font.get("/ToUnicode")
    if stream is None:
        return {}
    source = stream.read_bytes().decode("latin-1")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", source, re.DOTALL):
        for code, text in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>", block):
            found[int(code, 16)] = _utf16(text)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", source, re.DOTALL):
        for first, last, text in re.findall(
            r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>", block
        ):
            start = _utf16(text)
            for offset in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + offset] = start[:-1] + chr(ord(start[-1]) + offset)
    return found


def _utf16(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be")
