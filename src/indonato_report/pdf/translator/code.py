"""Blocks of code and other text that keeps its lines."""

from __future__ import annotations

from docutils import nodes

from indonato_report.pdf import literal
from indonato_report.pdf.translator.writing import TypstWriter

#: Runs of characters longer than a printed line of code, which need a place to break.
_LONGEST_RUN = 70


class CodeMixin(TypstWriter):
    """Handlers of preformatted text."""

    def visit_literal_block(self, node: nodes.Element) -> None:
        """Write a block of code; it may break over pages."""
        self.write("\n\n")
        self.write_ids(node)
        self.write_code_block(node.astext(), str(node.get("language", "")))
        raise nodes.SkipNode

    visit_doctest_block = visit_literal_block

    def write_code_block(self, text: str, language: str = "") -> None:
        """Write ``text`` as a block of code in ``language`` (as the author named it)."""
        code = literal.breakable(literal.lines(text), longest=_LONGEST_RUN)
        named = f"lang: {literal.quoted(literal.flow(language))}, " if language.strip() else ""
        self.write(f"\n\n#raw(block: true, {named}{literal.quoted(code)})\n\n")

    def visit_productionlist(self, node: nodes.Element) -> None:
        """Write grammar rules as code, a line each."""
        self.write("\n\n")
        for child in node.findall(nodes.Element):
            self.write_ids(child)
        self.write_code_block("\n".join(child.astext() for child in node.children))
        raise nodes.SkipNode
