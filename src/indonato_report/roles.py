"""The roles ``ref``, ``fact`` and ``count``: records, values and numbers in prose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import ReferenceRole, SphinxRole

from indonato_report.facts import count_nodes, fact_nodes
from indonato_report.nodes import record_reference
from indonato_report.page import Page
from indonato_report.uses import Use
from indonato_report.warnings import AuthorError, warn

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message


class RecordRole(ReferenceRole):
    """``{report:ref}`COLLECTION/KEY```: a link to a record, by default with its title.

    A record that this project does not have may be another project's: the reference is then left
    to Sphinx and intersphinx.
    """

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Return the link."""
        page = Page(self.env, self.lineno)
        collection, _, key = self.target.partition("/")
        page.domain.note_use(page.docname, Use("title", collection, key=key))
        title = page.title(collection, key)
        # An author who writes {external:report:ref} means another project's record, even if this
        # one has a record of the same name; intersphinx marks the pending reference.
        is_external = self.rawtext.lstrip(":{").startswith("external")
        if title is None or is_external:
            return [self._pending()], []
        page.domain.note_linked(page.docname, collection)
        text = self.title if self.has_explicit_title else title
        reference = record_reference(text, text, docname=page.docname)
        reference["collection"], reference["key"] = collection, key
        return [page.located(reference)], []

    def _pending(self) -> Node:
        inner = nodes.inline(self.title, self.title, classes=["xref", "report", "report-ref"])
        reference = addnodes.pending_xref(
            self.rawtext,
            inner,
            refdoc=self.env.docname,
            refdomain="report",
            reftype="ref",
            reftarget=self.target,
            refexplicit=self.has_explicit_title,
            refwarn=True,
        )
        self.set_source_info(reference)
        return reference


class _DataRole(SphinxRole):
    """Base of the roles that show a value: what is wrong is told and shown."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Return the value, or a visible note in its place."""
        page = Page(self.env, self.lineno)
        try:
            return self.build(page), []
        except AuthorError as error:
            warn(error.subtype, f"{self.name}: {error.message}", self.get_location())
            text = f"[{self.text}?]"
            note = nodes.inline(text, text, classes=["report-problem"], support_smartquotes=False)
            return [note], []

    def build(self, page: Page) -> list[Node]:
        raise NotImplementedError


class FactRole(_DataRole):
    """``{report:fact}`KEY```: a fact's value with its unit; ``KEY.FIELD``: one of its fields."""

    def build(self, page: Page) -> list[Node]:
        """Return the value, linked to the fact."""
        return [page.located(node) for node in fact_nodes(page, self.text)]


class CountRole(_DataRole):
    """``{report:count}`COLLECTION [where FILTER]```: how many records match."""

    def build(self, page: Page) -> list[Node]:
        """Return the number."""
        return count_nodes(page, self.text)
