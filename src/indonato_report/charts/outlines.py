"""Text in an SVG as the outlines of its letters.

A picture in a page can't use the page's fonts, nor load its own under a strict
Content-Security-Policy; with outlines every reader sees the letters that the drawing was measured
for.  Each letter is drawn once and used wherever it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_WEIGHTS = {"": 400, "normal": 400, "bold": 700}
_TEXT_ATTRIBUTES = {"text-anchor", "font-family", "font-size", "font-weight", "font-style"}


class MissingGlyphs(Exception):
    """Characters that the font of charts does not have."""

    def __init__(self, characters: str) -> None:
        """Keep the characters."""
        super().__init__(characters)
        self.characters = characters


@dataclass
class Letters:
    """The letters of one font file, drawn when first used.

    Args:
        path: a TrueType file whose weight can be varied.
    """

    path: Path
    _used: dict[tuple[str, int], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Open the font."""
        from fontTools.ttLib import TTFont

        self._font: Any = TTFont(BytesIO(self.path.read_bytes()))
        self._names: dict[int, str] = self._font.getBestCmap()
        self._units: int = self._font["head"].unitsPerEm
        self._sets: dict[int, Any] = {}

    def missing(self, text: str) -> str:
        """Return the characters of a text that the font lacks, each once."""
        return "".join(sorted({each for each in text if ord(each) not in self._names}))

    def width(self, text: str, weight: int, size: float) -> float:
        """Return how wide a text is, in the units of ``size``."""
        glyphs = self._glyphs(weight)
        total = sum(glyphs[self._names[ord(each)]].width for each in text)
        return float(total) * size / self._units

    def outline(self, letter: str, weight: int) -> str:
        """Return the path of a letter in units of the font, y up; empty for a space."""
        from fontTools.pens.svgPathPen import SVGPathPen

        if (letter, weight) not in self._used:
            glyphs = self._glyphs(weight)
            pen = SVGPathPen(glyphs, ntos=lambda number: f"{round(number)}")
            glyphs[self._names[ord(letter)]].draw(pen)
            self._used[letter, weight] = pen.getCommands()
        return self._used[letter, weight]

    def scale(self, size: float) -> float:
        """Return the factor from units of the font to a size."""
        return size / self._units

    def _glyphs(self, weight: int) -> Any:
        if weight not in self._sets:
            self._sets[weight] = self._font.getGlyphSet(location={"wght": weight})
        return self._sets[weight]


def with_outlines(svg: str, letters: Letters) -> str:
    """Return an SVG without text: each letter is a use of its outline.

    Raises:
        MissingGlyphs: if the font lacks a character.
    """
    ElementTree.register_namespace("", SVG)
    ElementTree.register_namespace("xlink", _XLINK)
    root = ElementTree.fromstring(svg)
    texts = [each for each in root.iter(f"{{{SVG}}}text")]
    missing = letters.missing("".join("".join(each.itertext()) for each in texts))
    if missing:
        raise MissingGlyphs(missing)
    drawn: dict[tuple[str, int], str] = {}
    for text in texts:
        _draw(text, letters, drawn)
    if drawn:
        defs = ElementTree.Element(f"{{{SVG}}}defs")
        for (letter, weight), identifier in drawn.items():
            path = {"id": identifier, "d": letters.outline(letter, weight)}
            defs.append(ElementTree.Element(f"{{{SVG}}}path", path))
        root.insert(0, defs)
    return ElementTree.tostring(root, encoding="unicode")


def _draw(text: ElementTree.Element, letters: Letters, drawn: dict[tuple[str, int], str]) -> None:
    """Turn a text element into a group of uses."""
    size = float(re.sub(r"[^0-9.]", "", text.get("font-size", "11")))
    stated = text.get("font-weight", "")
    weight = int(stated) if stated.isdigit() else _WEIGHTS.get(stated, 400)
    anchor = text.get("text-anchor", "start")
    spans = text.findall(f"{{{SVG}}}tspan")
    lines = [(text.text or "", 0.0)]
    if spans:
        downs = [float(span.get("dy", 0)) for span in spans]
        lines = [(span.text or "", sum(downs[: n + 1])) for n, span in enumerate(spans)]
    for span in spans:
        text.remove(span)
    text.text = None
    text.tag = f"{{{SVG}}}g"
    for name in _TEXT_ATTRIBUTES & set(text.attrib):
        del text.attrib[name]
    scale = letters.scale(size)
    if "stroke-width" in text.attrib:  # strokes are scaled with the letters
        width = float(text.attrib["stroke-width"]) / scale
        text.set("stroke-width", f"{width:.0f}")
    for line, down in lines:
        shift = {"middle": 0.5, "end": 1.0}.get(anchor, 0.0)
        x = -letters.width(line, weight, size) * shift
        place = f"translate({x:.2f},{down:.2f}) scale({scale:.5f},{-scale:.5f})"
        group = ElementTree.SubElement(text, f"{{{SVG}}}g", {"transform": place})
        along = 0.0
        for letter in line:
            if letters.outline(letter, weight):
                identifier = drawn.setdefault((letter, weight), f"g{len(drawn)}")
                use = {f"{{{_XLINK}}}href": f"#{identifier}"}
                if along:
                    use["x"] = f"{along:.0f}"
                ElementTree.SubElement(group, f"{{{SVG}}}use", use)
            along += letters.width(letter, weight, 1 / letters.scale(1))
