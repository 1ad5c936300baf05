"""Rules about fonts: clauses 6.2.11 of PDF/A-3 and 7.21 of PDF/UA-1."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

import pikepdf
from fontTools.cffLib import CFFFontSet
from fontTools.pens.basePen import NullPen
from fontTools.ttLib import TTFont

from pdf.archival.file import ArchivalFile, Content, absent, rules

_SHOW = frozenset({"Tj", "TJ", "'", '"'})
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_SUBSET = re.compile(r"/[A-Z]{6}\+.+")


class UsedFont(NamedTuple):
    """A font: the font in it, its glyphs, and the codes of it that are shown somewhere.

    Attributes:
        name: its name.
        inner: the font that holds the program.
        glyphs: the codes for which the program has a glyph.
        widths: how wide the program has those that are shown, in thousandths.
        codes: the codes that are shown.
        to_unicode: what each code means.
    """

    name: str
    inner: pikepdf.Object
    glyphs: frozenset[int]
    widths: Mapping[int, float]
    codes: frozenset[int]
    to_unicode: Mapping[int, str]


@rules("A 6.2.11.2-1", "A 6.2.11.2-2", "A 6.2.11.2-3", "A 6.2.11.2-7")
@rules("A 6.2.11.3.1-1", "A 6.2.11.3.2-1", "UA 7.21.3.1-1", "UA 7.21.3.2-1")
@rules("A 6.2.11.4.1-1", "UA 7.21.4.1-1")
def fonts_are_whole_and_inside(file: ArchivalFile) -> Iterator[str]:
    for name, font in _fonts(file).items():
        inner = font.DescendantFonts[0]
        descriptor = inner.FontDescriptor
        if font.get("/Type") != "/Font" or "/BaseFont" not in font:
            yield f"{name}: no font by its dictionary"
        if inner.Subtype not in {"/CIDFontType0", "/CIDFontType2"}:
            yield f"{name}: kind {inner.Subtype}"
        if font.Encoding not in {"/Identity-H", "/Identity-V"}:
            yield f"{name}: encoding {font.Encoding}"
        if inner.Subtype == "/CIDFontType2" and "/CIDToGIDMap" not in inner:
            yield f"{name}: nothing says which glyph a code is"
        held = [descriptor[key] for key in ("/FontFile2", "/FontFile3") if key in descriptor]
        if not held:
            yield f"{name}: not embedded"
        for stream in held:
            if str(stream.get("/Subtype", "/OpenType")) not in {"/CIDFontType0C", "/OpenType"}:
                yield f"{name}: program of kind {stream.Subtype}"


@absent("A 6.2.11.2-4", "A 6.2.11.2-5", "A 6.2.11.2-6", "A 6.2.11.4.2-1", "UA 7.21.4.2-1")
@absent("A 6.2.11.6-1", "A 6.2.11.6-2", "A 6.2.11.6-3", "A 6.2.11.6-4")
@absent("UA 7.21.6-1", "UA 7.21.6-2", "UA 7.21.6-3", "UA 7.21.6-4")
def there_is_no_simple_font(file: ArchivalFile) -> Iterator[str]:
    for font in file.of_type("/Font"):
        if font.Subtype not in {"/Type0", "/CIDFontType0", "/CIDFontType2"}:
            yield f"{font.get('/BaseFont')}: {font.Subtype}"


@absent("A 6.2.11.3.3-1", "A 6.2.11.3.3-2", "A 6.2.11.3.3-3", "A 6.1.13-10")
@absent("UA 7.21.3.3-1", "UA 7.21.3.3-2", "UA 7.21.3.3-3")
def no_encoding_is_a_map_of_its_own(file: ArchivalFile) -> Iterator[str]:
    for name, font in _fonts(file).items():
        if not isinstance(font.Encoding, pikepdf.Name) or "/UseCMap" in font.get("/ToUnicode", {}):
            yield name


@rules("A 6.2.11.4.1-2", "UA 7.21.4.1-2", "A 6.2.11.8-1", "UA 7.21.8-1")
def every_glyph_that_is_shown_is_in_the_font(file: ArchivalFile) -> Iterator[str]:
    for used in _used(file):
        missing = used.codes - used.glyphs | used.codes & {0}
        yield from (f"{used.name}: code {code}" for code in sorted(missing))


@rules("A 6.2.11.4.2-2", "UA 7.21.4.2-2")
def a_list_of_the_glyphs_inside_has_all_of_them(file: ArchivalFile) -> Iterator[str]:
    for used in _used(file):
        listed = used.inner.FontDescriptor.get("/CIDSet")
        if listed is None or not _SUBSET.fullmatch(str(used.inner.BaseFont)):
            continue
        bits = listed.read_bytes()
        for glyph in used.glyphs:
            if len(bits) <= glyph // 8 or not bits[glyph // 8] & 0x80 >> glyph % 8:
                yield f"{used.name}: glyph {glyph} of {len(used.glyphs)}"


@rules("A 6.2.11.5-1", "UA 7.21.5-1")
def widths_are_those_of_the_font(file: ArchivalFile) -> Iterator[str]:
    for used in _used(file):
        told_widths = _told_widths(used.inner)
        for code in used.codes & used.glyphs:
            told = told_widths.get(code, float(used.inner.get("/DW", 1000)))
            if abs(told - used.widths[code]) > 1:
                yield f"{used.name}: glyph {code} is {told} wide"


@rules("A 6.2.11.7.2-1", "UA 7.21.7-1", "A 6.2.11.7.2-2", "UA 7.21.7-2")
def every_glyph_says_what_it_means(file: ArchivalFile) -> Iterator[str]:
    for used in _used(file):
        for code in used.codes:
            text = used.to_unicode.get(code)
            if text is None or any(one in text for one in "\0\ufffe\ufeff"):
                yield f"{used.name}: glyph {code} means {text!r}"


@rules("A 6.2.11.7.3-1")
def no_glyph_has_a_private_meaning(file: ArchivalFile) -> Iterator[str]:
    # Stricter than the rule, which allows it under a replacement text.
    for used in _used(file):
        for code in used.codes:
            if _PRIVATE.search(used.to_unicode.get(code, "")):
                yield f"{used.name}: glyph {code}"


def _fonts(file: ArchivalFile) -> dict[str, pikepdf.Object]:
    return {str(one.BaseFont): one for one in file.of_type("/Font") if "/DescendantFonts" in one}


@lru_cache(maxsize=2)
def _used(file: ArchivalFile) -> list[UsedFont]:
    codes: dict[str, set[int]] = defaultdict(set)
    fonts: dict[str, pikepdf.Object] = {}
    for content in file.contents:
        for name, font, shown in _shown(content):
            fonts[name] = font
            codes[name].update(shown)
    found = []
    for name, font in fonts.items():
        inner = font.DescendantFonts[0]
        descriptor = inner.FontDescriptor
        shown = frozenset(codes[name])
        if "/FontFile2" in descriptor:
            glyphs, widths = _of_truetype(descriptor.FontFile2.read_bytes(), shown)
        else:
            glyphs, widths = _of_cff(descriptor.FontFile3.read_bytes(), shown)
        found.append(UsedFont(name, inner, glyphs, widths, shown, _to_unicode(font)))
    return found


def _of_truetype(data: bytes, codes: frozenset[int]) -> tuple[frozenset[int], dict[int, float]]:
    """The glyphs of a TrueType program, and the widths of some of them."""
    program = TTFont(io.BytesIO(data), lazy=True)
    order, metrics = program.getGlyphOrder(), program["hmtx"]
    scale = 1000 / program["head"].unitsPerEm
    inside = codes & set(range(len(order)))
    return frozenset(range(len(order))), {one: metrics[order[one]][0] * scale for one in inside}


def _of_cff(data: bytes, codes: frozenset[int]) -> tuple[frozenset[int], dict[int, float]]:
    """The glyphs of a CFF program by their numbers (CIDs), and the widths of some of them."""
    program = CFFFontSet()
    program.decompile(io.BytesIO(data), None)
    top = program[0]
    glyphs = {
        0 if name == ".notdef" else int(name.removeprefix("cid")): name for name in top.charset
    }
    widths = {}
    for code in codes & set(glyphs):
        drawn = top.CharStrings[glyphs[code]]
        drawn.draw(NullPen())
        widths[code] = drawn.width * 1000 * getattr(top, "FontMatrix", [0.001])[0]
    return frozenset(glyphs), widths


def _shown(content: Content) -> Iterator[tuple[str, pikepdf.Object, list[int]]]:
    """Yield the fonts of a stream and the codes that it shows of them."""
    kept: list[str] = []
    current = ""
    for operands, operator in content.instructions:
        if operator == "q":
            kept.append(current)
        elif operator == "Q" and kept:
            current = kept.pop()
        elif operator == "Tf":
            current = str(operands[0])
        elif operator in _SHOW:
            assert content.resources is not None
            font = content.resources.Font[current]
            pieces = operands[0] if operator == "TJ" else operands[-1:]
            shown = b"".join(bytes(one) for one in pieces if isinstance(one, pikepdf.String))
            codes = [int.from_bytes(shown[at : at + 2], "big") for at in range(0, len(shown), 2)]
            yield str(font.BaseFont), font, codes


def _told_widths(inner: pikepdf.Object) -> dict[int, float]:
    widths: dict[int, float] = {}
    rest = list(inner.get("/W", []))
    while rest:
        first, second, *after = rest
        if isinstance(second, pikepdf.Array):
            widths.update({int(first) + at: float(one) for at, one in enumerate(second)})
            rest = after
        else:
            widths.update(dict.fromkeys(range(int(first), int(second) + 1), float(after[0])))
            rest = after[1:]
    return widths


def _to_unicode(font: pikepdf.Object) -> dict[int, str]:
    """The meaning of each code by the font's own map."""
    found: dict[int, str] = {}
    data = font.ToUnicode.read_bytes()
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", data, re.DOTALL):
        for code, text in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", block):
            found[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", data, re.DOTALL):
        pattern = rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>"
        for first, last, text in re.findall(pattern, block):
            start = bytes.fromhex(text.decode()).decode("utf-16-be")
            for at in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + at] = start[:-1] + chr(ord(start[-1]) + at)
    return found
