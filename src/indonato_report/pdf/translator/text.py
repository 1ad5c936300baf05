"""Inline text: emphasis, code, abbreviations, badges and the like."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from indonato_report.pdf import literal
from indonato_report.pdf.attributes import classes_of
from indonato_report.pdf.settings import pdf_setting
from indonato_report.pdf.translator.writing import TypstWriter, surrounding, transparent

if TYPE_CHECKING:
    from indonato_report.pdf.builder import PDFBuilder

#: What MyST writes for a hard break, and before the text of a task.
_LINE_BREAK = re.compile(r"\s*<br\s*/?>\s*")
_CHECKBOX = re.compile(r"\s*<input\b[^>]*\btype=\"checkbox\"[^>]*>\s*")

_LANGUAGE_TAG = re.compile(r"(?P<language>[A-Za-z]{2,3})(?:[-_](?P<region>[A-Za-z]{2}))?")


class TextMixin(TypstWriter):
    """Handlers of inline nodes but references."""

    def __init__(self, document: nodes.document, builder: PDFBuilder) -> None:
        """Start with no abbreviation explained yet."""
        super().__init__(document, builder)
        self._explained: set[tuple[str, str]] = set()

    def visit_Text(self, node: nodes.Text) -> None:
        """Write text as a string literal."""
        self.write_text(node.astext())

    def depart_Text(self, node: nodes.Text) -> None:
        """Nothing is left to do."""

    visit_emphasis, depart_emphasis = surrounding("#emph[", "];")
    visit_strong, depart_strong = surrounding("#strong[", "];")
    visit_subscript, depart_subscript = surrounding("#sub[", "];")
    visit_superscript, depart_superscript = surrounding("#super[", "];")
    visit_title_reference, depart_title_reference = surrounding("#emph[", "];")
    visit_generated, depart_generated = transparent()
    visit_pending_xref, depart_pending_xref = transparent()
    visit_pending_xref_condition, depart_pending_xref_condition = transparent()
    visit_problematic, depart_problematic = transparent()
    visit_manpage, depart_manpage = surrounding("#emph[", "];")
    visit_centered, depart_centered = surrounding("\n\n#align(center)[#strong[", "]]\n\n")

    def visit_inline(self, node: nodes.Element) -> None:
        """Write a span; badges, buttons and version marks are told by their classes."""
        self.write_ids(node)
        classes = classes_of(node)
        if "sd-badge" in classes:
            self.write("#badge[")
        elif "sd-btn" in classes or "guilabel" in classes or "menuselection" in classes:
            self.write("#strong[")
        elif "versionmodified" in classes:
            self.write("#emph[")
        else:
            self.write(f"#{_language_call(classes)}[")

    def depart_inline(self, node: nodes.Element) -> None:
        """Close the span."""
        self.write("];")

    def visit_sd_badge(self, node: nodes.Element) -> None:
        """Write a badge of sphinx-design."""
        self.visit_inline(node)

    def depart_sd_badge(self, node: nodes.Element) -> None:
        """Close the badge."""
        self.depart_inline(node)

    def visit_sd_line_break(self, node: nodes.Element) -> None:
        """Break the line."""
        self.write("#linebreak();")
        raise nodes.SkipNode

    def visit_sd_icon(self, node: nodes.Element) -> None:
        """Leave icons out: they decorate, and their drawings are HTML."""
        raise nodes.SkipNode

    visit_fontawesome = visit_sd_icon

    def visit_literal(self, node: nodes.Element) -> None:
        """Write inline code."""
        self.write_ids(node)
        self.write_code(node.astext())
        raise nodes.SkipNode

    def visit_literal_emphasis(self, node: nodes.Element) -> None:
        """Write emphasised code."""
        self.write("#emph[#code[")

    def depart_literal_emphasis(self, node: nodes.Element) -> None:
        """Close emphasised code."""
        self.write("]];")

    def visit_literal_strong(self, node: nodes.Element) -> None:
        """Write strong code."""
        self.write("#strong[#code[")

    def depart_literal_strong(self, node: nodes.Element) -> None:
        """Close strong code."""
        self.write("]];")

    def visit_abbreviation(self, node: nodes.Element) -> None:
        """Write an abbreviation; its explanation follows at the end."""
        self.write_ids(node)

    def depart_abbreviation(self, node: nodes.Element) -> None:
        """Explain an abbreviation where it stands for the first time: paper has no tooltips."""
        explanation = literal.flow(str(node.get("explanation", "")))
        key = (node.astext(), explanation)
        if self.duplicated or self.in_signature:
            return
        if explanation and key not in self._explained:
            self._explained.add(key)
            self.write_text(f" ({explanation})")

    def visit_raw(self, node: nodes.Element) -> None:
        """Write Typst code of the author's own, if the configuration allows it.

        Of HTML, only what MyST writes for a line's end and for the box of a task is understood.
        """
        if "html" in str(node.get("format", "")).split():
            self._write_known_html(node.astext())
        elif "typst" in str(node.get("format", "")).split():
            if pdf_setting(self.builder.config, "report_pdf_raw"):
                self.write(f"\n{node.astext()}\n")
            else:
                self.builder.warn(
                    "raw Typst is switched off by report_pdf_raw; it is left out",
                    location=node,
                    subtype="pdf.raw",
                )
        raise nodes.SkipNode

    def _write_known_html(self, html: str) -> None:
        if _LINE_BREAK.fullmatch(html):
            self.write("#linebreak();")
        elif _CHECKBOX.fullmatch(html):
            self.write_text("\u2611\u00a0" if "checked" in html else "\u2610\u00a0")

    def skip(self, node: nodes.Element) -> None:
        """Leave a node out, and keep the places in it that links may go to."""
        self.write_ids(node)
        raise nodes.SkipNode

    def visit_comment(self, node: nodes.Element) -> None:
        """Leave out a comment; what other software derives from one, such as a table, is shown."""
        self.write_ids(node)
        if type(node) is nodes.comment:
            raise nodes.SkipNode

    def depart_comment(self, node: nodes.Element) -> None:
        """Nothing is left to do."""

    visit_substitution_definition = visit_index = visit_meta = skip
    visit_highlightlang = visit_tabular_col_spec = visit_toctree = visit_pending = skip
    visit_system_message = skip


def _language_call(classes: list[str]) -> str:
    """Return the call that marks a text as one in another language; ``""`` for none.

    docutils knows languages by classes such as ``language-hi`` or ``language-pt-br``.
    """
    tags = [one.removeprefix("language-") for one in classes if one.startswith("language-")]
    match = _LANGUAGE_TAG.fullmatch(tags[0]) if tags else None
    if match is None:
        return ""
    region = f'"{match["region"].upper()}"' if match["region"] else "none"
    # The region of the report's own language must not be handed on.
    return f'text(lang: "{match["language"].lower()}", region: {region})'
