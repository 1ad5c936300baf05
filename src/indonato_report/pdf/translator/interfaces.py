"""Descriptions of programming interfaces (``desc`` and what belongs to it)."""

from __future__ import annotations

from docutils import nodes

from indonato_report.pdf.translator.writing import TypstWriter, surrounding, transparent


class InterfaceMixin(TypstWriter):
    """Handlers of signatures and their descriptions."""

    visit_desc, depart_desc = surrounding("\n\n", "\n\n")

    def visit_desc_signature(self, node: nodes.Element) -> None:
        """Write a signature, which never parts from its description."""
        self.write("\n\n#signature[")
        self.write_ids(node)
        with self.inside(in_signature=True):
            self.write_children(node)
        self.write("]\n\n")
        raise nodes.SkipNode

    def visit_desc_signature_line(self, node: nodes.Element) -> None:
        """Begin one line of a signature of several lines."""

    def depart_desc_signature_line(self, node: nodes.Element) -> None:
        """End one line of a signature."""
        self.write("#linebreak();")

    def visit_desc_content(self, node: nodes.Element) -> None:
        """Begin what describes a signature."""
        self.open_block(node, "#pad(left: 1.5em)[")
        self.write_ids(node)

    def depart_desc_content(self, node: nodes.Element) -> None:
        """End a description."""
        self.close_block()

    visit_desc_inline, depart_desc_inline = surrounding("#code[", "];")
    visit_desc_name, depart_desc_name = surrounding("#strong[", "];")
    visit_desc_addname, depart_desc_addname = transparent()
    visit_desc_type, depart_desc_type = transparent()
    visit_desc_annotation, depart_desc_annotation = surrounding("#emph[", "];")

    def visit_desc_returns(self, node: nodes.Element) -> None:
        """Write the arrow before what is returned."""
        self.write_text(" → ")

    def depart_desc_returns(self, node: nodes.Element) -> None:
        """Nothing is left to do."""

    # -- parameters --------------------------------------------------------------------------
    def visit_desc_parameterlist(self, node: nodes.Element) -> None:
        """Open the parenthesis of parameters."""
        self.write_text("(")

    def depart_desc_parameterlist(self, node: nodes.Element) -> None:
        """Close the parenthesis."""
        self.write_text(")")

    def visit_desc_type_parameter_list(self, node: nodes.Element) -> None:
        """Open the bracket of type parameters."""
        self.write_text("[")

    def depart_desc_type_parameter_list(self, node: nodes.Element) -> None:
        """Close the bracket."""
        self.write_text("]")

    def visit_desc_parameter(self, node: nodes.Element) -> None:
        """Write a parameter, after a comma if it is not the first."""
        if node.parent.index(node) > 0:
            self.write_text(", ")

    def depart_desc_parameter(self, node: nodes.Element) -> None:
        """Nothing is left to do."""

    visit_desc_type_parameter = visit_desc_parameter
    depart_desc_type_parameter = depart_desc_parameter

    def visit_desc_optional(self, node: nodes.Element) -> None:
        """Open the bracket of what may be left out."""
        self.write_text("[, " if node.parent.index(node) > 0 else "[")

    def depart_desc_optional(self, node: nodes.Element) -> None:
        """Close the bracket."""
        self.write_text("]")
