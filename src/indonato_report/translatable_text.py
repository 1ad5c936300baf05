"""Text of data, and labels inside of lines, that are translated together with the pages.

The classes have docutils' own names, because writers choose by the name what to do with a node.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

if TYPE_CHECKING:
    from indonato_report.data.descriptor import Markdown
    from indonato_report.page import Page


class paragraph(nodes.paragraph, addnodes.translatable):
    """A paragraph of a translatable field.

    Sphinx reads the translation of an ordinary paragraph with the parser of the pages, which text
    of data must never reach, in whatever language.

    Attributes: ``markdown`` as of the field; with ``block``, all blocks have become this one.
    """

    def preserve_original_messages(self) -> None:
        """Do nothing: the source is kept anyway."""

    def extract_original_messages(self) -> Sequence[str]:
        """Return the text as it stands in the data."""
        return [self.rawsource]

    def apply_translated_message(self, original_message: str, translated_message: str) -> None:
        """Show the translation."""
        from indonato_report.nodes import source_citations
        from indonato_report.page import Page
        from indonato_report.rich_text import text_nodes

        assert self.document is not None
        page = Page(self.document.settings.env, self.line or 1)
        cited = [each["citation_id"] for each in self.findall(source_citations)]
        self.children = []
        self += text_nodes(page, translated_message, self["markdown"])
        # The bibliography knows the citations of the original only; its links lead to these now.
        for each, identifier in zip(self.findall(source_citations), cited, strict=False):
            each["citation_id"] = identifier


class inline(nodes.inline, addnodes.translatable):
    """A label inside a line, which Sphinx by itself would translate with the line only."""

    def preserve_original_messages(self) -> None:
        """Do nothing: the source is kept anyway."""

    def extract_original_messages(self) -> Sequence[str]:
        """Return the label."""
        return [self.rawsource]

    def apply_translated_message(self, original_message: str, translated_message: str) -> None:
        """Show the translation."""
        self.children = []
        self += nodes.Text(translated_message)


def translatable_label(page: Page, label: str, classes: Sequence[str] = ()) -> inline:
    """Return a label that is translated apart from the line that it stands in."""
    return page.located(inline(label, label, classes=list(classes)))  # type: ignore[no-any-return]


def translatable(page: Page, original: nodes.paragraph, markdown: Markdown) -> paragraph:
    """Return a paragraph as one that is translated, with the same content."""
    result = paragraph(
        original.rawsource, "", *original.children, markdown=markdown, **original.attributes
    )
    return page.located(result)  # type: ignore[no-any-return]
