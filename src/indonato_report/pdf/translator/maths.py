"""Formulas, in a line and displayed, with their numbers."""

from __future__ import annotations

from docutils import nodes

from indonato_report.pdf import literal
from indonato_report.pdf.attributes import ids_of
from indonato_report.pdf.formulas import tex_of
from indonato_report.pdf.translator.writing import TypstWriter


class MathsMixin(TypstWriter):
    """Handlers of formulas."""

    def visit_math(self, node: nodes.Element) -> None:
        """Write a formula in a line."""
        self.write_ids(node)
        if self._has_formula(node):
            self.write(f"#{self._equation(node, block=False)};")
        else:
            self.write_code(tex_of(node))
        raise nodes.SkipNode

    def visit_math_block(self, node: nodes.Element) -> None:
        """Write a displayed formula, with its number if it has one."""
        number = self._equation_number(node)
        if self._has_formula(node):
            self.write(f"\n\n#{self._equation(node, block=True, number=number)}")
            self.write_ids(node)
            self.write("\n\n")
        else:
            self.write("\n\n")
            self.write_ids(node)
            source = tex_of(node) + (f"    ({number})" if number else "")
            self.write(f"#raw(block: true, {literal.quoted(source)})\n\n")
        raise nodes.SkipNode

    visit_displaymath = visit_math_block

    def _has_formula(self, node: nodes.Element) -> bool:
        """Return whether the formula can be set; say so if not."""
        if self.builder.formulas.typst_of(tex_of(node)):
            return True
        if tex_of(node):
            self.builder.warn(
                "this formula can't be typeset; the PDF shows its TeX source: %s",
                literal.flow(tex_of(node)),
                location=node,
                subtype="pdf.maths",
            )
        return False

    def _equation(self, node: nodes.Element, *, block: bool, number: str = "") -> str:
        """Return the call that sets a formula; read aloud it is the TeX that the author typed."""
        tex = tex_of(node)
        arguments = [f"alt: {literal.quoted(literal.flow(tex))}"]
        if block:
            arguments.append("block: true")
        if number:
            arguments.append(f"numbering: _ => {literal.quoted(f'({number})')}")
        # A direct call: only so does a complaint of Typst's lead back to this formula.
        source = literal.quoted(self.builder.formulas.typst_of(tex))
        arguments.append(f'eval({source}, mode: "math").body')
        return f"math.equation({', '.join(arguments)})"

    def _equation_number(self, node: nodes.Element) -> str:
        """Return the number of a displayed formula as Sphinx counts it, or ``""``."""
        if self.config.math_numfig and self.config.numfig:
            numbers = self.builder.env.toc_fignumbers.get(self.docname, {}).get("displaymath", {})
            found = next((numbers[one] for one in ids_of(node) if one in numbers), ())
            return ".".join(map(str, found))
        number = node.get("number")
        return str(number) if number else ""
