"""Images and figures."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.images import get_image_size

from indonato_report.nodes import chart_data
from indonato_report.pdf import literal
from indonato_report.pdf.attributes import ids_of
from indonato_report.pdf.images import image_path, staged_image
from indonato_report.pdf.translator.references import ReferenceMixin
from indonato_report.pdf.translator.writing import DEEPEST_NESTING

if TYPE_CHECKING:
    from indonato_report.pdf.builder import PDFBuilder
    from indonato_report.pdf.translator.writing import Fragment

_POINTS_WIDE = re.compile(r"width: ([0-9.]+pt)")
_LENGTH = re.compile(r"([0-9]*\.?[0-9]+)\s*(px|pt|pc|cm|mm|in|em|ex|%)?")

#: CSS lengths as Typst lengths: factor and unit; an em is that of running text.
_UNITS = {
    "": (0.75, "pt"),
    "px": (0.75, "pt"),
    "pt": (1.0, "pt"),
    "pc": (12.0, "pt"),
    "cm": (72 / 2.54, "pt"),
    "mm": (7.2 / 2.54, "pt"),
    "in": (72.0, "pt"),
    "em": (10.0, "pt"),
    "ex": (5.0, "pt"),
    "%": (1.0, "%"),
}

#: Characters of a legend that is kept with its image: some four lines.
_LONGEST_KEPT = 350

#: Height and width of the text area in points; no image may be taller.
_TALLEST = 620.0
_TEXT_WIDTH = 459.0


class FigureMixin(ReferenceMixin):
    """Handlers of images, figures and captioned code."""

    def __init__(self, document: nodes.document, builder: PDFBuilder) -> None:
        """Start with nothing captioned."""
        super().__init__(document, builder)
        #: How many things have a caption, by Typst's kind of figure.
        self.captioned: Counter[str] = Counter()

    def visit_image(self, node: nodes.Element) -> None:
        """Write an image with its alternative text, in its line or as a block."""
        alt = node.get("alt")
        name = staged_image(self.builder, node)
        if name is None:
            self._write_absent_image(node, alt)
            raise nodes.SkipNode
        # Direct calls: only so does a complaint of Typst's lead back to this image.
        arguments = [literal.quoted(name), *self._size(node)]
        if alt:
            arguments.append(f"alt: {literal.quoted(literal.flow(alt))}")
        drawn = f"image({', '.join(arguments)})"
        if self.in_cell and len(arguments) > 1 and (width := _POINTS_WIDE.fullmatch(arguments[1])):
            # A column may be narrower than the picture, which would cover the next one; a height
            # that was given with the width must not distort it then.
            fitting = drawn.replace(width[0], f"width: calc.min(space.width, {width[1]})", 1)
            fitting = fitting.replace('fit: "stretch"', 'fit: "contain"', 1)
            drawn = f"layout(space => {fitting})"
        if alt == "":
            # An empty text says that the image only decorates; Typst calls that an artifact.
            drawn = f"pdf.artifact({drawn})"
        if _stands_in_a_line(node):
            self.write(f"#box({drawn});")
        elif node.get("align") in {"left", "center", "right"}:
            self.write(f"\n\n#align({node['align']}, {drawn})\n\n")
        else:
            self.write(f"\n\n#{drawn}\n\n")
        self.write_ids(node)
        raise nodes.SkipNode

    def _write_absent_image(self, node: nodes.Element, alt: str | None) -> None:
        """Write the text instead of an image, and the address of one from the network."""
        uri = str(node.get("uri", ""))
        words = alt or uri.rsplit("/", 1)[-1] or "image"
        if "://" in uri:
            self.builder.warn(
                "images from the network are not fetched for the PDF: %s",
                uri,
                location=node,
                subtype="pdf.remote_image",
            )
            self.write_link_start(uri, node)
            self.write("[")
            self.write_text(f"[{words}]")
            self.write("];")
        else:
            self.write_text(f"[{words}]")
        self.write_ids(node)

    def _size(self, node: nodes.Element) -> list[str]:
        width = _length(str(node.get("width", "")))
        height = _length(str(node.get("height", "")))
        if width and height and width[1] == height[1] == "pt":
            factor = min(1.0, _TEXT_WIDTH / width[0], _TALLEST / height[0])
            sides = f"width: {width[0] * factor:g}pt", f"height: {height[0] * factor:g}pt"
            return [*sides, 'fit: "stretch"']
        width, height = _within_text(width), _within_page(height)
        natural = self._natural_size(node)
        if natural and not width and not height and node.get("scale"):
            width = (natural[0] * 0.75 * node["scale"] / 100, "pt")
        if natural and width and not height:
            across = width[0] * _TEXT_WIDTH / 100 if width[1] == "%" else width[0]
            if width[1] in {"%", "pt"} and across * natural[1] / natural[0] > _TALLEST:
                return [f"height: {_TALLEST:g}pt"]
        return [
            f"{name}: {value:g}{unit}"
            for name, (value, unit) in (("width", width or (0, "")), ("height", height or (0, "")))
            if value
        ]

    def _natural_size(self, node: nodes.Element) -> tuple[int, int] | None:
        path = image_path(self.builder, node)
        size = get_image_size(path) if path is not None else None
        return size if size and all(size) else None

    # -- figures -----------------------------------------------------------------------------
    def visit_figure(self, node: nodes.Element) -> None:
        """Write a figure: what it shows, its caption, and below it its legend."""
        caption = next((c for c in node.children if isinstance(c, nodes.caption)), None)
        legends = [child for child in node.children if isinstance(child, nodes.legend)]
        shown = [child for child in node.children if child is not caption and child not in legends]
        # Caption and short legend stand on the page of the image.  A long legend may break, for
        # the page before would be half empty; but neither caption nor a whole legend is left.
        length = sum(len(legend.astext()) for legend in legends)
        together = 0 < length <= _LONGEST_KEPT and self._depth + 3 <= DEEPEST_NESTING
        if together:
            more = isinstance(node.next_node(descend=False, siblings=True), chart_data)
            self.open_block(node, f"#kept(sticky: {'true' if more else 'false'})[")
        self.open_block(node, f"#kept(sticky: {'true' if legends else 'false'})[")
        self._write_figure(node, "image", "figure", caption, shown)
        self.close_block()
        for legend in legends:
            self.write("\n\n#legend[")
            self.write_children(legend)
            self.write("]\n\n")
        if together:
            self.close_block()
        raise nodes.SkipNode

    def write_captioned_code(self, node: nodes.Element) -> None:
        """Write a block of code that has a caption."""
        caption = next((c for c in node.children if isinstance(c, nodes.caption)), None)
        shown = [child for child in node.children if child is not caption]
        self._write_figure(node, "raw", "code-block", caption, shown)

    def _write_figure(
        self,
        node: nodes.Element,
        kind: str,
        numbered_as: str,
        caption: nodes.Element | None,
        shown: list[nodes.Node],
    ) -> None:
        self.open_captioned(node, kind, numbered_as, caption)
        for child in shown:
            child.walkabout(self)
        self.close_block()

    def open_captioned(
        self, node: nodes.Element, kind: str, numbered_as: str, caption: nodes.Element | None
    ) -> None:
        """Begin what may have a caption; :meth:`close_block` ends it.

        Args:
            node: the figure or table.
            kind: Typst's kind of figure (``image``, ``table``, ``raw``).
            numbered_as: Sphinx's kind of number (``figure``, ``table``, ``code-block``).
            caption: the node whose children are the caption.
        """
        words, labels = self._captured_caption(node, numbered_as, caption)
        if words and self._depth < DEEPEST_NESTING:
            self.captioned[kind] += 1
        figure = f"#figure(kind: {kind}, caption: ["
        self.open_block(node, figure if words else "#block(width: 100%)[")
        self.fragments += words
        if words:
            self.write("\n\n" if self.flattening else "])[")
        for label in labels:
            self.write_label(label)

    def _captured_caption(
        self, node: nodes.Element, numbered_as: str, caption: nodes.Element | None
    ) -> tuple[list[Fragment], list[str]]:
        """Return a caption with its number, and the labels that stand in it or on ``node``.

        A label inside a caption would exist twice as soon as there is a list of figures.
        """
        ids: list[str] = [*ids_of(node)]
        held: list[str] = []
        with self.captured() as words:
            if caption is not None:
                ids += ids_of(caption)
                self._write_number(node, numbered_as)
                with self.holding_labels() as held, self.inside(duplicated=True):
                    self.write_children(caption)
        return words, [*held, *map(self.label_of, ids)]

    def _write_number(self, node: nodes.Element, numbered_as: str) -> None:
        numbers = self.builder.env.toc_fignumbers.get(self.docname, {}).get(numbered_as, {})
        number = next((numbers[one] for one in ids_of(node) if one in numbers), None)
        if number is not None:
            pattern = str(self.config.numfig_format.get(numbered_as, "%s"))
            self.write("#caption-number[")
            self.write_text(pattern % ".".join(map(str, number)))
            self.write("];")


def _length(text: str) -> tuple[float, str] | None:
    """Return a CSS length as a number and a Typst unit."""
    match = _LENGTH.fullmatch(text.strip())
    if match is None or not float(match[1]):
        return None
    factor, unit = _UNITS[match[2] or ""]
    return float(match[1]) * factor, unit


def _within_text(width: tuple[float, str] | None) -> tuple[float, str] | None:
    """Return a width that does not stand out into the margin."""
    if width and width[1] == "pt" and width[0] > _TEXT_WIDTH:
        return (100, "%")
    return width


def _within_page(height: tuple[float, str] | None) -> tuple[float, str] | None:
    """Return a height that does not run off the page."""
    if height and height[1] == "pt":
        return (min(height[0], _TALLEST), "pt")
    return height


def _stands_in_a_line(node: nodes.Element) -> bool:
    """Return whether text stands beside the image."""
    ancestor, child = node.parent, node
    while isinstance(ancestor, (nodes.reference, nodes.inline)) and len(ancestor.children) == 1:
        ancestor, child = ancestor.parent, ancestor
    return isinstance(ancestor, nodes.TextElement) and any(
        sibling is not child and sibling.astext().strip() for sibling in ancestor.children
    )
