"""Sections and headings, quotes, admonitions, boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import _, admonitionlabels

from indonato_report.pdf import literal
from indonato_report.pdf.assemble import FRONT
from indonato_report.pdf.attributes import classes_of, ids_of
from indonato_report.pdf.translator.paragraphs import ParagraphMixin
from indonato_report.pdf.translator.writing import surrounding, transparent
from indonato_report.pdf.visibility import visible

if TYPE_CHECKING:
    from indonato_report.pdf.builder import PDFBuilder

#: PDF knows six levels of headings; deeper ones would not be headings at all.
DEEPEST_HEADING = 6

#: Below this, headings are kept with their text by Typst alone.
_DEEPEST_KEPT = 4


class StructureMixin(ParagraphMixin):
    """Handlers of what structures a page."""

    def __init__(self, document: nodes.document, builder: PDFBuilder) -> None:
        """Start outside every section."""
        super().__init__(document, builder)
        self._section_depth = 0
        #: How many fragments stand before the contents.
        self.end_of_front = 0

    def visit_document(self, node: nodes.Element) -> None:
        """Enter the start page."""
        self._mark_page_without_heading(node)

    def depart_document(self, node: nodes.Element) -> None:
        """Nothing is left to do."""

    def visit_start_of_file(self, node: nodes.Element) -> None:
        """Enter a page."""
        self.pages.append(node["docname"])
        self._mark_page_without_heading(node)

    def _mark_page_without_heading(self, page: nodes.Element) -> None:
        """Write the place of a page; those that begin with a heading leave it to that."""
        first = next(iter(visible(page.children)), None)
        if not isinstance(first, nodes.section) or _heading_of(first) is None:
            self.write("\n\n")
            self.write_label(literal.flow(self.docname))

    def depart_start_of_file(self, node: nodes.Element) -> None:
        """Leave a page."""
        self.pages.pop()
        if node.get(FRONT):
            self.end_of_front = len(self.fragments)

    def visit_section(self, node: nodes.Element) -> None:
        """Go one level down, if there is a heading for it."""
        if _heading_of(node) is None:
            self.write_ids(node)
        else:
            self._section_depth += 1

    def depart_section(self, node: nodes.Element) -> None:
        """Go one level up."""
        if _heading_of(node) is not None:
            self._section_depth -= 1

    def visit_title(self, node: nodes.Element) -> None:
        """Write a heading, or the title of a box."""
        parent = node.parent
        if not isinstance(parent, (nodes.section, nodes.document)):
            self._write_box_title(node)
        elif literal.has_ink(node.astext()):
            self._write_heading(node, parent)
        raise nodes.SkipNode

    def _write_heading(self, node: nodes.Element, section: nodes.Element) -> None:
        with self.holding_labels() as held, self.inside(unlinked=True, duplicated=True):
            content = self.capture(node)
        if not literal.has_ink(_spoken(node)):
            # A picture alone: what it says is the heading in the contents and to screen readers.
            with self.captured() as content:
                self.write_text(node.astext())
        level = min(max(self._section_depth, 1), DEEPEST_HEADING)
        labels = [self.label_of(identifier) for identifier in ids_of(section)]
        labels += [self.label_of(identifier) for identifier in ids_of(node)]
        labels.append(literal.flow(self.docname))
        first = next((label for label in labels if self.claim_label(label)), None)
        # Inside a block there can be no page break, and hardly a chapter.
        breaks = level == 1 and self.is_outside_blocks and not self.page_begins
        breaks = breaks and self.builder.options.chapter_pages
        self.write("\n\n#pagebreak(weak: true)\n" if breaks else "\n\n")
        self.page_begins = False
        following = _after(node)
        if 1 < level <= _DEEPEST_KEPT and following is not None and self.is_kept(following):
            self.kept_with_heading = following
            self.write(f"#{self.keeping_call(following, level)}[\n\n")
        self.write(f"#heading(level: {level})[")
        self._write_section_number(section)
        self.fragments += content
        # On the heading or after it: before it, a label could end up on the page before.
        self.write(f"]#label({literal.quoted(first)})" if first else "]")
        for label in [*labels, *held]:
            if first and label not in self.labels:
                # The place after the heading is below it, and who follows a link wants to see it.
                self.heading_labels[label] = first
            self.write_label(label)
        if level == 1:
            self.write(f"#chapter-mark({literal.quoted(literal.flow(_spoken(node)))})")
        self.write("\n\n")

    def _write_section_number(self, section: nodes.Element) -> None:
        numbers = self.builder.env.toc_secnumbers.get(self.docname, {})
        number = None
        for identifier in ids_of(section):
            number = number or numbers.get(f"#{identifier}")
        if number is None and isinstance(section.parent, (nodes.document, addnodes.start_of_file)):
            number = numbers.get("")
        if number:
            self.write_text(".".join(map(str, number)) + "\u2002")

    def _write_box_title(self, node: nodes.Element) -> None:
        self.write("\n\n#box-title[")
        self.write_children(node)
        self.write("]")
        self.write_ids(node)
        self.write("\n\n")

    def visit_subtitle(self, node: nodes.Element) -> None:
        """Write a subtitle, which is not part of the headings."""
        self._write_box_title(node)
        raise nodes.SkipNode

    def visit_rubric(self, node: nodes.Element) -> None:
        """Write a heading outside the order of headings.

        That of footnotes would head nothing: they stand at the foot of pages.
        """
        if node.astext() not in {"Footnotes", _("Footnotes")}:
            self._write_box_title(node)
        raise nodes.SkipNode

    visit_compound, depart_compound = surrounding("\n\n", "\n\n")
    visit_decoration, depart_decoration = transparent()
    visit_header, depart_header = surrounding("\n\n", "\n\n")
    visit_footer, depart_footer = surrounding("\n\n", "\n\n")
    visit_only, depart_only = surrounding("\n\n", "\n\n")
    visit_glossary, depart_glossary = transparent()
    visit_abstract, depart_abstract = surrounding("\n\n", "\n\n")

    def visit_transition(self, node: nodes.Element) -> None:
        """Draw a rule; those that MyST puts above footnotes have nothing to part here."""
        if "footnotes" not in classes_of(node):
            self.write("\n\n#separator()\n\n")
        raise nodes.SkipNode

    def visit_block_quote(self, node: nodes.Element) -> None:
        """Write a quotation with its attribution."""
        attribution = [child for child in node.children if isinstance(child, nodes.attribution)]
        self.open_block(node, "#quote(block: true")
        if not self.flattening:
            for words in attribution:
                self.write(", attribution: [")
                self.write_children(words)
                self.write("]")
            self.write(")[")
        self.write_ids(node)
        for child in node.children:
            if self.flattening or child not in attribution:
                child.walkabout(self)
        self.close_block()
        raise nodes.SkipNode

    visit_attribution, depart_attribution = surrounding("\n\n— ", "\n\n")
    visit_pull_quote, depart_pull_quote = visit_block_quote, transparent()[1]

    # -- boxes -------------------------------------------------------------------------------
    def visit_admonition(self, node: nodes.Element) -> None:
        """Write an admonition with the title that the author gave."""
        title = next((child for child in node.children if isinstance(child, nodes.title)), None)
        kind = next((one for one in classes_of(node) if one in admonitionlabels), "note")
        self._write_admonition(node, kind, title)

    def _write_admonition(
        self, node: nodes.Element, kind: str, title: nodes.Element | str | None
    ) -> None:
        self.open_block(node, f"#admonition({literal.quoted(literal.flow(kind))}, [")
        if isinstance(title, nodes.Element):
            self.write_children(title)
        elif title:
            self.write_text(title)
        self.write("\n\n" if self.flattening else "])[")
        self.write_ids(node)
        for child in node.children:
            if child is not title:
                child.walkabout(self)
        self.close_block()
        raise nodes.SkipNode

    def _visit_named_admonition(self, node: nodes.Element) -> None:
        self._write_admonition(node, node.tagname, admonitionlabels.get(node.tagname))

    visit_attention = visit_caution = visit_danger = visit_error = _visit_named_admonition
    visit_hint = visit_important = visit_note = visit_tip = _visit_named_admonition
    visit_warning = visit_seealso = _visit_named_admonition
    visit_todo_node = visit_admonition

    def visit_versionmodified(self, node: nodes.Element) -> None:
        """Write a note on versions; its first paragraph says which."""
        self.open_block(node, "#version-note[")
        self.write_ids(node)

    def depart_versionmodified(self, node: nodes.Element) -> None:
        """End a note on versions."""
        self.close_block()

    def visit_topic(self, node: nodes.Element) -> None:
        """Write a box beside the text."""
        self.open_block(node, "#topic-box[")
        self.write_ids(node)

    def depart_topic(self, node: nodes.Element) -> None:
        """End a box."""
        self.close_block()

    visit_sidebar, depart_sidebar = visit_topic, depart_topic


def _heading_of(section: nodes.Element) -> nodes.title | None:
    """Return the title of a section if it says anything: Typst refuses an empty heading."""
    for child in section.children:
        if isinstance(child, nodes.title):
            return child if literal.has_ink(child.astext()) else None
    return None


def _after(title: nodes.Element) -> nodes.paragraph | None:
    """Return the paragraph directly below a heading."""
    siblings = visible(title.parent.children[title.parent.index(title) + 1 :])
    return siblings[0] if siblings and isinstance(siblings[0], nodes.paragraph) else None


def _spoken(node: nodes.Element) -> str:
    """Return the text of a heading without the marks of its footnotes, its spaces single."""
    words = "".join(
        text.astext()
        for text in node.findall(nodes.Text)
        if not isinstance(text.parent, nodes.footnote_reference)
    )
    return " ".join(words.split())
