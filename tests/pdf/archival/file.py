"""A finished PDF as the archival rules look at it: its bytes, its objects, its content streams."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pikepdf

#: A literal string, whose brackets may stand in it in pairs.
_LITERAL = rb"\((?:\\.|[^\\()])*\)"
for _ in range(4):
    _LITERAL = rb"\((?:\\.|[^\\()]|" + _LITERAL + rb")*\)"

#: Strings, names and numbers of PDF syntax, and what only has to be passed over.
_TOKENS = re.compile(
    rb"(?P<comment>%[^\r\n]*)|(?P<literal>" + _LITERAL + rb")|(?P<open><<)|(?P<close>>>)"
    rb"|(?P<hex><[^>]*>)|(?P<name>/[^\s()<>\[\]{}/%]*)"
    rb"|(?P<number>(?<![^\s\[(<>/])[+-]?(?:\d+\.?\d*|\.\d+)(?=[\s\]<>/(]|$))",
    re.DOTALL,
)

_STREAM = re.compile(rb"\d+ \d+ obj[\r\n ]*(<<(?:(?!endobj).)*?>>)[\r\n ]*stream\r?\n", re.DOTALL)

Instruction = tuple[list[pikepdf.Object], str]


@dataclass(frozen=True)
class Content:
    """A content stream: of a page, a form or a pattern.

    Attributes:
        where: what to call it in a finding.
        owner: the page, form or pattern.
        resources: its own resources; ``None`` if it has none of its own.
        instructions: operands and operator, in order.
        data: the decoded stream.
    """

    where: str
    owner: pikepdf.Object
    resources: pikepdf.Object | None
    instructions: list[Instruction]
    data: bytes


@dataclass(eq=False)
class ArchivalFile:
    """A finished PDF, opened once for all rules."""

    path: Path
    pdf: pikepdf.Pdf = field(init=False)
    raw: bytes = field(init=False)

    def __post_init__(self) -> None:
        self.raw = self.path.read_bytes()
        self.pdf = pikepdf.open(self.path)

    @cached_property
    def objects(self) -> list[pikepdf.Object]:
        """Every dictionary and stream, those inside of others included, each once."""
        found: list[pikepdf.Object] = []
        for one in self.pdf.objects:
            found += _dictionaries(one)
        return found

    @cached_property
    def streams(self) -> list[pikepdf.Object]:
        return [one for one in self.objects if isinstance(one, pikepdf.Stream)]

    def of_type(self, name: str) -> list[pikepdf.Object]:
        """The dictionaries with this ``/Type``."""
        return [one for one in self.objects if one.get("/Type") == name]

    @cached_property
    def annotations(self) -> list[tuple[pikepdf.Page, pikepdf.Object]]:
        return [(page, one) for page in self.pdf.pages for one in page.obj.get("/Annots", [])]

    @cached_property
    def actions(self) -> list[pikepdf.Object]:
        """Actions, of links and bookmarks and of the document."""
        held = [one[key] for one in self.objects for key in ("/A", "/OpenAction") if key in one]
        return [one for one in held if isinstance(one, pikepdf.Dictionary) and "/S" in one]

    @cached_property
    def contents(self) -> list[Content]:
        """The content streams of pages, forms and patterns."""
        found = []
        for number, page in enumerate(self.pdf.pages, 1):
            data = b"\n".join(_content_data(page.obj))
            found.append(
                _content(f"page {number}", page.obj, pikepdf.parse_content_stream(page), data)
            )
        for one in self.streams:
            if one.get("/Subtype") == "/Form" or one.get("/PatternType") == 1:
                parsed = pikepdf.parse_content_stream(one)
                found.append(_content(f"object {one.objgen[0]}", one, parsed, one.read_bytes()))
        return found

    @cached_property
    def operators(self) -> set[str]:
        return {name for content in self.contents for _operands, name in content.instructions}

    @cached_property
    def tokens(self) -> set[tuple[str, bytes]]:
        """Strings, names and numbers: between streams, in object streams and content streams."""
        pieces = [self.between_streams, *(content.data for content in self.contents)]
        pieces += [one.read_bytes() for one in self._object_streams]
        return {
            (str(match.lastgroup), match[0])
            for piece in pieces
            for match in _TOKENS.finditer(piece)
        }

    @cached_property
    def _object_streams(self) -> list[pikepdf.Object]:
        """Streams that hold other objects; the library resolves and hides them."""
        numbers = re.findall(rb"(?:^|[\r\n])(\d+) 0 obj\s*<<[^>]*?/Type ?/ObjStm", self.raw)
        return [self.pdf.get_object(int(number), 0) for number in numbers]

    @cached_property
    def between_streams(self) -> bytes:
        """The file without the bytes of its streams."""
        edges = [0, *(edge for _, *both in self.stream_places for edge in both), len(self.raw)]
        return b"".join(
            self.raw[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)
        )

    @cached_property
    def stream_places(self) -> list[tuple[bytes, int, int]]:
        """The dictionary of each stream as written, and where its bytes begin and end."""
        places = []
        position = 0
        while match := _STREAM.search(self.raw, position):
            length = re.search(rb"/Length (\d+)(?! \d+ R)", match[1])
            position = match.end() + (int(length[1]) if length else 0)
            places.append((match[1], match.end(), position))
        return places


def _dictionaries(one: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield ``one`` and the dictionaries written inside it, but not what it refers to."""
    if isinstance(one, (pikepdf.Dictionary, pikepdf.Stream)):
        yield one
        inner = [one[key] for key in one.keys()]  # noqa: SIM118
    elif isinstance(one, pikepdf.Array):
        inner = list(one)
    else:
        return
    for value in inner:
        if isinstance(value, pikepdf.Object) and not value.is_indirect:
            yield from _dictionaries(value)


def _content_data(page: pikepdf.Object) -> Iterator[bytes]:
    contents = page.get("/Contents", [])
    for stream in contents if isinstance(contents, pikepdf.Array) else [contents]:
        yield stream.read_bytes()


def _content(where: str, owner: pikepdf.Object, parsed: object, data: bytes) -> Content:
    instructions = [(list(operands), str(operator)) for operands, operator in parsed]  # type: ignore[attr-defined]
    return Content(where, owner, owner.get("/Resources"), instructions, data)


Check = Callable[[ArchivalFile], Iterator[str]]

#: Each check with the rules that it looks after.
CHECKS: dict[Check, tuple[str, ...]] = {}
#: Rules about what our files don't have; a check makes sure of that.
ABSENT: set[str] = set()


def rules(*names: str) -> Callable[[Check], Check]:
    """Register a check of these rules, each ``A CLAUSE-NUMBER`` or ``UA CLAUSE-NUMBER``.

    Clauses and numbers are those of the profiles that the veraPDF consortium publishes for PDF/A-3a
    and PDF/UA-1.
    """

    def register(check: Check) -> Check:
        CHECKS[check] = (*CHECKS.get(check, ()), *names)
        return check

    return register


def absent(*names: str) -> Callable[[Check], Check]:
    """Register a check that there is nothing to which these rules could apply."""
    ABSENT.update(names)
    return rules(*names)
