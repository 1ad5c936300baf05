"""Containers, above all the components of sphinx-design, as they look on paper.

Nothing is hidden on paper: drop-downs are open, tabs follow one another, and a card that is a link
as a whole has its title linked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from indonato_report.nodes import record_block
from indonato_report.pdf import literal
from indonato_report.pdf.attributes import classes_of, ids_of
from indonato_report.pdf.columns import may_stay_whole
from indonato_report.pdf.translator.figures import FigureMixin
from indonato_report.pdf.translator.grid import has_tall_content, text_length
from indonato_report.pdf.translator.records import RecordMixin
from indonato_report.pdf.visibility import is_not_printed, visible

if TYPE_CHECKING:
    from indonato_report.pdf.builder import PDFBuilder

_ROW_COLUMNS = re.compile(r"sd-row-cols-(?:(xs|sm|md|lg)-)?(\d+)")
_ITEM_COLUMNS = re.compile(r"sd-col-(?:(xs|sm|md|lg)-)?(\d+)")

#: Screen widths by how near they are to a sheet of paper.
_NEAREST_TO_PAPER = ("md", "lg", "sm", "xs", None)

_MOST_COLUMNS = 3
#: Characters in a cell from which two columns are enough.
_LONG_TEXT = 320

#: Components that are drawn by one function of the theme round their content.
_DRAWN = {
    "card-title": "card-title",
    "card-header": "card-edge",
    "card-footer": "card-edge",
    "aside": "topic-box",
}


class DesignMixin(RecordMixin, FigureMixin):
    """Handlers of containers."""

    def __init__(self, document: nodes.document, builder: PDFBuilder) -> None:
        """Start outside every card."""
        super().__init__(document, builder)
        self._card_links: list[nodes.reference | None] = []

    def visit_container(self, node: nodes.Element) -> None:
        """Write a container as its component asks."""
        classes = set(classes_of(node))
        if is_not_printed(node):
            self.skip_hidden(node)
        component = str(node.get("design_component", ""))
        if node.get("literal_block"):
            self.write_captioned_code(node)
        elif component == "grid-row" or "report-cards" in classes:
            self._write_grid(node)
        elif component == "card":
            self._write_card(node, "#card[")
        elif component in {"dropdown", "tab-item"}:
            self._write_titled(node)
        elif component in _DRAWN:
            self._write_drawn(node, component)
        else:
            self.write("\n\n")
            self.write_ids(node)
            self.write_children(node)
            self.write("\n\n")
        raise nodes.SkipNode

    def skip_hidden(self, node: nodes.Element) -> None:
        """Leave out what the author hides on paper, but for the places that links go to."""
        for one in node.findall(nodes.Element):
            self.write_ids(one)
        raise nodes.SkipNode

    # -- cards -------------------------------------------------------------------------------
    def _write_card(self, node: nodes.Element, before: str) -> None:
        stretched = (
            one for one in node.findall(nodes.reference) if "sd-stretched-link" in classes_of(one)
        )
        self._card_links.append(next(stretched, None))
        self.open_block(node, before)
        self.write_ids(node)
        self.write_children(node)
        self.close_block()
        self._card_links.pop()

    def _write_drawn(self, node: nodes.Element, component: str) -> None:
        self.open_block(node, f"#{_DRAWN[component]}[")
        self.write_ids(node)
        link = self._card_links[-1] if self._card_links and component == "card-title" else None
        link = link if literal.has_ink(node.astext()) else None
        if link is not None:
            # The title says what the whole card links to.
            self._card_links[-1] = None
            link["shown_in_title"] = True
            self.open_link_of(link)
            self.write_children(node)
            self.write("];")
        else:
            self.write_children(node)
        self.close_block()

    def visit_PassthroughTextElement(self, node: nodes.Element) -> None:
        """Write inline content among blocks; the link of a whole card is in the title already."""
        link = next(iter(node.findall(nodes.reference)), None)
        if link is not None and link.get("shown_in_title"):
            raise nodes.SkipNode
        self.write("\n\n")

    def depart_PassthroughTextElement(self, node: nodes.Element) -> None:
        """End inline content among blocks."""
        self.write("\n\n")

    # -- drop-downs and tabs -----------------------------------------------------------------
    def _write_titled(self, node: nodes.Element) -> None:
        title = next(iter(visible(node.children)), None)
        if not isinstance(title, nodes.rubric):
            title = None
        self.open_block(node, "#titled-box([")
        held: list[str] = []
        if title is not None:
            with self.holding_labels() as held:
                self.write_children(title)
            held += [self.label_of(one) for one in ids_of(title)]
        self.write("\n\n" if self.flattening else "])[")
        self.write_ids(node)
        for label in held:
            self.write_label(label)
        for child in node.children:
            if child is not title:
                child.walkabout(self)
        self.close_block()

    # -- grids -------------------------------------------------------------------------------
    def _write_grid(self, node: nodes.Element) -> None:
        items = [child for child in visible(node.children) if isinstance(child, nodes.Element)]
        count = _columns_on_paper(node, items)
        lengths = [text_length(item) for item in items]
        whole = may_stay_whole(lengths, [100 / count] * len(items)) and not any(
            has_tall_content(item) for item in items
        )
        self.open_block(node, f"#design-grid({count}, whole: {'true' if whole else 'false'}, ")
        for item in items:
            content = [child for child in visible(item.children)]
            card = content[0] if len(content) == 1 and _is_card(content[0]) else None
            if self.flattening:
                item.walkabout(self)
            elif isinstance(item, record_block):
                self.write("card-cell[")
                self.write_record_address(item)
                self.write_children(item)
                self.write("], ")
            elif isinstance(card, nodes.Element):
                # The cell itself is the card, so that cards in a row are equally tall.
                self.write("card-cell[")
                self._write_card(card, "#[")
                self.write("], ")
            else:
                self.write("grid.cell[")
                self.write_ids(item)
                self.write_children(item)
                self.write("], ")
        self.close_block(")")


def _is_card(node: nodes.Node) -> bool:
    return isinstance(node, nodes.container) and node.get("design_component") == "card"


def _columns_on_paper(row: nodes.Element, items: list[nodes.Element]) -> int:
    """Return how many columns a grid has on paper: as on a tablet, but no more than fit."""
    counts: dict[str | None, int] = {}
    for name in classes_of(row):
        if match := _ROW_COLUMNS.fullmatch(name):
            counts.setdefault(match[1], int(match[2]))
    for item in items[:1]:
        for name in classes_of(item):
            match = _ITEM_COLUMNS.fullmatch(name)
            if match and int(match[2]):
                counts.setdefault(match[1], 12 // int(match[2]))
    count = next((counts[one] for one in _NEAREST_TO_PAPER if one in counts), len(items) or 1)
    longest = max((len(item.astext()) for item in items), default=0)
    most = _MOST_COLUMNS if longest <= _LONG_TEXT else 2
    if any(has_tall_content(item) for item in items):
        most = 2
    return max(1, min(count, most, len(items) or 1))
