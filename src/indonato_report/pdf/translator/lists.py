"""Lists of every kind: bullets, numbers, definitions, fields, options, lines."""

from __future__ import annotations

from docutils import nodes

from indonato_report.pdf import literal
from indonato_report.pdf.attributes import classes_of
from indonato_report.pdf.translator.writing import (
    TypstWriter,
    surrounding,
    transparent,
)
from indonato_report.pdf.visibility import is_invisible

#: docutils' kinds of enumeration as Typst's counting symbols.
_COUNTING = {
    "arabic": "1",
    "loweralpha": "a",
    "upperalpha": "A",
    "lowerroman": "i",
    "upperroman": "I",
}

#: Classes of lists whose items need no marks.
_UNMARKED = frozenset({"report-timeline", "report-entries"})


class ListMixin(TypstWriter):
    """Handlers of lists; all become lists in the tags of the PDF, too."""

    # -- bullets and numbers -----------------------------------------------------------------
    def visit_bullet_list(self, node: nodes.Element) -> None:
        """Write a bullet list; timelines are lists without bullets."""
        if _UNMARKED.intersection(classes_of(node)):
            self._write_items(node, "#unmarked-list(")
        else:
            self._write_items(node, f"#list(tight: {_tight(node)}, ")

    def visit_enumerated_list(self, node: nodes.Element) -> None:
        """Write a numbered list, counted as in the source."""
        symbol = _COUNTING.get(node.get("enumtype", "arabic"), "1")
        pattern = f"{node.get('prefix', '')}{symbol}{node.get('suffix', '.') or '.'}"
        self._write_items(
            node,
            f"#enum(tight: {_tight(node)}, numbering: {literal.quoted(literal.flow(pattern))}, "
            f"start: {int(node.get('start', 1))}, ",
        )

    def _open_list(self, node: nodes.Element, before: str) -> None:
        self.write_ids_outside(node)
        self.open_block(node, before)

    def _write_items(self, node: nodes.Element, before: str) -> None:
        """Write a list; what an extension puts there beside items becomes an item of its own."""
        self._open_list(node, before)
        for child in node.children:
            if isinstance(child, nodes.list_item) or self.flattening:
                child.walkabout(self)
            elif not is_invisible(child):
                self.write("[")
                child.walkabout(self)
                self.write("], ")
        self.close_block(")")
        raise nodes.SkipNode

    def write_ids_outside(self, node: nodes.Element) -> None:
        """Write the places of a node whose content is the arguments of a call, before it."""
        if node.get("ids"):
            self.write("\n\n")
            self.write_ids(node)

    def visit_list_item(self, node: nodes.Element) -> None:
        """Begin an item."""
        self.write("\n\n" if self.flattening else "[")
        self.write_ids(node)

    def depart_list_item(self, node: nodes.Element) -> None:
        """End an item."""
        self.write("\n\n" if self.flattening else "], ")

    visit_hlist, depart_hlist = transparent()
    visit_hlistcol, depart_hlistcol = transparent()
    visit_acks, depart_acks = transparent()

    # -- terms and what they mean ------------------------------------------------------------
    def visit_definition_list(self, node: nodes.Element) -> None:
        """Write a list of terms and what they mean."""
        self._write_terms(node, nodes.definition_list_item)

    def visit_field_list(self, node: nodes.Element) -> None:
        """Write a list of fields like one of terms."""
        self._write_terms(node, nodes.field)

    visit_docinfo = visit_field_list

    def visit_option_list(self, node: nodes.Element) -> None:
        """Write a list of options of a command like one of terms."""
        self._write_terms(node, nodes.option_list_item)

    def _write_terms(self, node: nodes.Element, item_class: type[nodes.Element]) -> None:
        self._open_list(node, "#term-list(")
        for item in node.children:
            if isinstance(item, item_class):
                self._write_term_item(item)
            elif not self.flattening:
                # Bibliographic fields, and whatever else an extension puts there.
                self.write("terms.item([], [")
                item.walkabout(self)
                self.write("]), ")
            else:
                item.walkabout(self)
        self.close_block(")")
        raise nodes.SkipNode

    def _write_term_item(self, item: nodes.Element) -> None:
        """Write terms (all that is no description) as the head of an item, and the rest below."""
        heads: list[nodes.Node] = []
        bodies: list[nodes.Node] = []
        for child in item.children:
            inside = isinstance(child, (nodes.definition, nodes.field_body, nodes.description))
            (bodies if inside or bodies else heads).append(child)
        flat = self.flattening
        self.write("\n\n" if flat else "terms.item(term-words[")
        self.write_ids(item)
        first = True
        for head in heads:
            if isinstance(head, (nodes.term, nodes.classifier)) and not first:
                self.write_text(" : " if isinstance(head, nodes.classifier) else ", ")
            first = first and is_invisible(head)
            head.walkabout(self)
        self.write("\n\n" if flat else "], [")
        for body in bodies:
            body.walkabout(self)
            self.write("\n\n" if body is not bodies[-1] else "")
        self.write("\n\n" if flat else "]), ")

    def visit_term(self, node: nodes.Element) -> None:
        """Write a term and its place."""
        self.write_ids(node)

    def depart_term(self, node: nodes.Element) -> None:
        """Nothing is left to do."""

    visit_field_name, depart_field_name = visit_term, depart_term
    visit_classifier, depart_classifier = surrounding("#emph[", "];")
    visit_definition, depart_definition = transparent()
    visit_field_body, depart_field_body = transparent()
    visit_description, depart_description = transparent()
    visit_option_group, depart_option_group = transparent()
    visit_option_string, depart_option_string = surrounding("#code[", "];")

    def visit_option(self, node: nodes.Element) -> None:
        """Write one spelling of an option, after a comma if it is not the first."""
        if node.parent.index(node) > 0:
            self.write_text(", ")

    def depart_option(self, node: nodes.Element) -> None:
        """Nothing is left to do."""

    def visit_option_argument(self, node: nodes.Element) -> None:
        """Write an option's argument with what parts it from the option."""
        self.write_text(str(node.get("delimiter", " ")))
        self.write("#emph[")

    def depart_option_argument(self, node: nodes.Element) -> None:
        """Close an option's argument."""
        self.write("];")

    # -- lines -------------------------------------------------------------------------------
    def visit_line_block(self, node: nodes.Element) -> None:
        """Begin lines whose ends stay; a block inside a block is indented."""
        nested = isinstance(node.parent, nodes.line_block)
        self.write("#pad(left: 1.5em)[" if nested else "\n\n")
        self.write_ids(node)

    def depart_line_block(self, node: nodes.Element) -> None:
        """End a block of lines."""
        self.write("]" if isinstance(node.parent, nodes.line_block) else "\n\n")

    def visit_line(self, node: nodes.Element) -> None:
        """Begin a line; its end breaks, but for the last."""

    def depart_line(self, node: nodes.Element) -> None:
        """Break the line unless a new block breaks it anyway."""
        siblings = node.parent.children
        following = siblings[node.parent.index(node) + 1 :]
        if following and isinstance(following[0], nodes.line):
            self.write("#linebreak();")


def _tight(node: nodes.Element) -> str:
    """Return Typst's ``true`` if every item is one line of text, perhaps with lists under it."""
    for item in node.children:
        blocks = [
            child
            for child in getattr(item, "children", ())
            if not is_invisible(child)
            and not isinstance(child, (nodes.bullet_list, nodes.enumerated_list))
        ]
        if len(blocks) > 1 or not all(isinstance(block, nodes.TextElement) for block in blocks):
            return "false"
    return "true"
