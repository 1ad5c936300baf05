"""The base of the translator: an output of fragments, and what every part of it needs.

The output is Typst *markup*.  Text goes out as string literals only; everything else is a call,
``#name(…)[…]``.  Blocks are set off by empty lines, which Typst takes as the end of a paragraph
and otherwise ignores.

Handlers of other extensions (``app.add_node(X, pdf=(visit, depart))``) get this translator as their
first argument; they may use :meth:`TypstWriter.write` and :meth:`TypstWriter.write_text`, and
:attr:`TypstWriter.docname`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxTranslator

from indonato_report.pdf import literal
from indonato_report.pdf.attributes import ids_of
from indonato_report.pdf.internal_links import target as link_target

if TYPE_CHECKING:
    from indonato_report.pdf.builder import PDFBuilder

logger = logging.getLogger(__name__)

#: Blocks inside blocks inside blocks …: Typst gives up at some depth, so deeper ones are flattened.
DEEPEST_NESTING = 8

#: Before these no line breaks, not even at a space (UAX 14, LB13): a row of words that begin so
#: would run off the page.
_NEVER_FIRST = frozenset(":.,;!?/)]}")


class LinkStart(NamedTuple):
    """The opening of a link to a label; only at the end is it known whether the label exists.

    ``fallback`` is a second label, should there be no such place; ``call`` is the function.
    """

    label: str
    fallback: str
    call: str = "link"


Fragment: TypeAlias = str | nodes.Element | LinkStart


def surrounding(before: str, after: str) -> tuple[Any, Any]:
    """Return a visitor pair that writes ``before`` and ``after`` round a node's children."""

    def visit(self: TypstWriter, node: nodes.Element) -> None:
        self.write(before)

    def depart(self: TypstWriter, node: nodes.Element) -> None:
        self.write(after)

    return visit, depart


def transparent() -> tuple[Any, Any]:
    """Return a visitor pair that writes the children only."""
    return surrounding("", "")


class TypstWriter(SphinxTranslator):
    """Collects fragments; knows the page, the context and the labels."""

    builder: PDFBuilder

    def __init__(self, document: nodes.document, builder: PDFBuilder) -> None:
        """Start with an empty output.

        Args:
            document: the assembled document.
            builder: the ``pdf`` builder.
        """
        super().__init__(document, builder)
        self.fragments: list[Fragment] = []
        #: Labels written so far; each may be written once.
        self.labels: set[str] = set()
        #: Labels that stand behind a heading, and the label on the heading itself.
        self.heading_labels: dict[str, str] = {}
        #: Pages from the outermost to the current one.
        self.pages: list[str] = [document.get("docname", builder.config.root_doc)]
        #: Links are not allowed in what Typst repeats (a table's header) or makes bookmarks of.
        self.unlinked = False
        #: What stands in headings and captions appears a second time in contents and lists.
        self.duplicated = False
        #: In table cells long words get places to break.
        self.in_cell = False
        #: In signatures the explanation of a sign would be read as a part of it.
        self.in_signature = False
        #: A page has begun just now, so that a chapter needs no break before it.
        self.page_begins = False
        self._depth = 0
        self._too_deep: list[bool] = []
        self._held_labels: list[list[str]] = []

    # -- output ------------------------------------------------------------------------------
    @property
    def docname(self) -> str:
        """The name of the page that is being written."""
        return self.pages[-1]

    def write(self, markup: str) -> None:
        """Write Typst markup as it is."""
        if markup:
            self.fragments.append(markup)

    def write_text(self, text: str) -> None:
        """Write running text (also a lazy translation); no character of it is read as markup."""
        flowing = literal.flow(str(text))
        narrow = self.in_cell or self.in_signature
        breakable = literal.breakable if narrow else literal.without_endless_words
        flowing = breakable(flowing)
        if flowing:
            self.write(f"#{literal.quoted(flowing)};")

    def write_code(self, text: str) -> None:
        """Write ``text`` as inline code that may break after its punctuation."""
        code = literal.breakable(literal.flow(text))
        if code:
            if code[0] in _NEVER_FIRST:
                code = literal.ZERO_WIDTH_SPACE + code
            self.write(f"#raw({literal.quoted(code)});")

    def write_children(self, node: nodes.Element) -> None:
        """Write what ``node`` contains."""
        for child in node.children:
            child.walkabout(self)

    @contextmanager
    def captured(self) -> Iterator[list[Fragment]]:
        """Collect what is written meanwhile, instead of writing it."""
        outer, self.fragments = self.fragments, []
        try:
            yield self.fragments
        finally:
            self.fragments = outer

    def capture(self, node: nodes.Element) -> list[Fragment]:
        """Return what the children of ``node`` write."""
        with self.captured() as fragments:
            self.write_children(node)
        return fragments

    def finished(self) -> list[str | nodes.Element]:
        """Return all fragments with every link decided: to its label, else to its page."""
        done: list[str | nodes.Element] = []
        for fragment in self.fragments:
            if isinstance(fragment, LinkStart):
                target = next(
                    (one for one in (fragment.label, fragment.fallback) if one in self.labels), None
                )
                if target is None:
                    done.append("#")
                    continue
                target = self.heading_labels.get(target, target)
                done.append(f"#{fragment.call}({link_target(target)})")
            else:
                done.append(fragment)
        return done

    # -- labels ------------------------------------------------------------------------------
    def label_of(self, identifier: str) -> str:
        """Return the label of an id on the current page; ids are unique on a page only."""
        return literal.flow(f"{self.docname}#{identifier}")

    def claim_label(self, label: str) -> bool:
        """Return whether ``label`` is still free, and take it."""
        if label in self.labels:
            return False
        self.labels.add(label)
        return True

    def write_label(self, label: str) -> None:
        """Write a place to link to, at this point of the text (at most once a label)."""
        if self._held_labels:
            self._held_labels[-1].append(label)
        elif self.claim_label(label):
            self.write(f"#[#metadata(none)#label({literal.quoted(label)})]")

    def write_ids(self, node: nodes.Element) -> None:
        """Write the places to link to that ``node`` declares."""
        for identifier in ids_of(node):
            self.write_label(self.label_of(identifier))

    @contextmanager
    def holding_labels(self) -> Iterator[list[str]]:
        """Keep labels back, for where none may stand; the caller writes them afterwards."""
        self._held_labels.append([])
        try:
            yield self._held_labels[-1]
        finally:
            self._held_labels.pop()

    # -- context -----------------------------------------------------------------------------
    @contextmanager
    def inside(self, **context: bool) -> Iterator[None]:
        """Set ``unlinked``, ``duplicated``, ``in_cell`` or ``in_signature`` for a while."""
        before = {name: getattr(self, name) for name in context}
        for name, value in context.items():
            setattr(self, name, value)
        try:
            yield
        finally:
            for name, value in before.items():
                setattr(self, name, value)

    def open_block(self, node: nodes.Element, before: str) -> None:
        """Begin a block that may nest; beyond :data:`DEEPEST_NESTING` only its content is written.

        ``before`` ends with the bracket that :meth:`close_block` closes.
        """
        self._depth += 1
        too_deep = self._depth > DEEPEST_NESTING
        if self._depth == DEEPEST_NESTING + 1:
            logger.warning(
                "blocks are nested more than %d deep; the inner ones are flattened in the PDF",
                DEEPEST_NESTING,
                location=node,
                type="report",
                subtype="pdf.depth",
            )
        self._too_deep.append(too_deep)
        self.write("\n\n" if too_deep else f"\n\n{before}")

    def close_block(self, after: str = "]") -> None:
        """End the block that :meth:`open_block` began."""
        self._depth -= 1
        self.write("\n\n" if self._too_deep.pop() else f"{after}\n\n")

    @property
    def is_outside_blocks(self) -> bool:
        """Whether nothing is open in which Typst would not allow a page to end."""
        return self._depth == 0

    @property
    def flattening(self) -> bool:
        """Whether the innermost block is one of those too deep to be drawn."""
        return bool(self._too_deep) and self._too_deep[-1]

    # -- dispatch ----------------------------------------------------------------------------
    def dispatch_visit(self, node: nodes.Node) -> None:
        """Remember the node as the writer of what follows, then visit it."""
        if isinstance(node, nodes.Element) and node.line is not None:
            self.fragments.append(node)
        super().dispatch_visit(node)

    def unknown_visit(self, node: nodes.Node) -> None:
        """Say that there is no handler; the children are written all the same."""
        fate = "its content is shown as plain text" if len(node.children) else "it is left out"
        logger.warning(
            "the PDF has no way to show a %s; %s",
            node.__class__.__name__,
            fate,
            location=node,
            once=True,  # of each kind: a page may hold hundreds
            type="report",
            subtype="pdf.unknown_node",
        )
        if not isinstance(node, (nodes.Inline, nodes.TextElement)):
            self.write("\n\n")

    def unknown_departure(self, node: nodes.Node) -> None:
        """End the block that an unknown node may have been."""
        if not isinstance(node, (nodes.Inline, nodes.TextElement)):
            self.write("\n\n")
