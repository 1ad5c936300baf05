"""Blocks of code and other text that keeps its lines."""

from __future__ import annotations

from docutils import nodes

from indonato_report.pdf import literal
from indonato_report.pdf.translator.writing import TypstWriter

#: Runs of characters longer than a printed line of code, which need a place to break.
_LONGEST_RUN = 70

#: What Typst calls a language that Pygments and Sphinx call otherwise; ``""``: plain text.
_TYPST_NAMES = {
    "default": "python",
    "py3": "python",
    "python3": "python",
    "pycon": "python",
    "pycon3": "python",
    "ipython": "python",
    "ipython3": "python",
    "console": "bash",
    "shell": "bash",
    "shell-session": "bash",
    "sh": "bash",
    "zsh": "bash",
    "markdown": "md",
    "myst": "md",
    "restructuredtext": "rst",
    "rest": "rst",
    "html+jinja": "html",
    "jinja": "html",
    "none": "",
    "text": "",
}


class CodeMixin(TypstWriter):
    """Handlers of preformatted text."""

    def visit_literal_block(self, node: nodes.Element) -> None:
        """Write a block of code, with the line numbers and emphasis that its author asked for."""
        self.write("\n\n")
        self.write_ids(node)
        arguments = dict(node.get("highlight_args") or {})
        first = int(arguments.get("linenostart", 1)) if node.get("linenos") else None
        marked = sorted({int(number) for number in arguments.get("hl_lines", ())})
        self.write_code_block(
            node.astext(), str(node.get("language", "")), first=first, marked=marked
        )
        raise nodes.SkipNode

    visit_doctest_block = visit_literal_block

    def write_code_block(
        self,
        text: str,
        language: str = "",
        *,
        first: int | None = None,
        marked: list[int] | None = None,
    ) -> None:
        """Write ``text`` as a block of code, which may break over pages.

        Args:
            text: the code.
            language: its language as the author named it.
            first: number of the first line; ``None`` for no numbers.
            marked: lines to emphasise, counted from 1 whatever ``first`` is.
        """
        code = literal.breakable(literal.lines(text), longest=_LONGEST_RUN)
        name = literal.flow(language).strip().lower()
        name = _TYPST_NAMES.get(name, name)
        named = f"lang: {literal.quoted(name)}, " if name else ""
        raw = f"raw(block: true, {named}{literal.quoted(code)})"
        options = [f"first: {first}"] if first is not None else []
        options += [f"marked: {literal.array(list(map(str, marked)))}"] if marked else []
        drawn = f"code-lines({', '.join(options)})[#{raw}]" if options else raw
        self.write(f"\n\n#{drawn}\n\n")

    def visit_productionlist(self, node: nodes.Element) -> None:
        """Write grammar rules as code, a line each."""
        self.write("\n\n")
        for child in node.findall(nodes.Element):
            self.write_ids(child)
        self.write_code_block("\n".join(child.astext() for child in node.children))
        raise nodes.SkipNode
