"""Diagrams of ``sphinx.ext.graphviz`` and ``sphinx.ext.inheritance_diagram``, drawn by ``dot``."""

from __future__ import annotations

import subprocess

from docutils import nodes
from sphinx.locale import _

from indonato_report.pdf import literal
from indonato_report.pdf.translator.code import CodeMixin

#: Seconds that one diagram may take.
_TIMEOUT = 60.0

_TALLEST = "620pt"


class DiagramMixin(CodeMixin):
    """Handlers of diagrams that are written in the language of Graphviz."""

    def visit_graphviz(self, node: nodes.Element) -> None:
        """Draw a diagram; without ``dot`` its source is shown."""
        code = str(node["code"])
        self._write_diagram(node, code, str(node.get("alt") or code))
        raise nodes.SkipNode

    def visit_inheritance_diagram(self, node: nodes.Element) -> None:
        """Draw which class inherits from which."""
        code = node["graph"].generate_dot("inheritance", {}, env=self.builder.env)
        about = _("Inheritance diagram of %s") % node.get("content", "")
        self._write_diagram(node, code, about)
        raise nodes.SkipNode

    def _write_diagram(self, node: nodes.Element, code: str, alternative: str) -> None:
        try:
            drawn = self._draw(code, dict(node.get("options") or {}))
        except (OSError, subprocess.SubprocessError, ValueError) as problem:
            self.builder.warn(
                "this diagram can't be drawn, so the PDF shows its source: %s",
                _reason(problem),
                location=node,
                subtype="pdf.diagram",
            )
            self.write("\n\n")
            self.write_ids(node)
            self.write_code_block(code)
            return
        name = self.builder.staging.add_data("diagrams", "svg", drawn)
        self.builder.assets.setdefault(name, node)
        alt = literal.quoted(literal.flow(alternative))
        self.write(f"\n\n#diagram({_TALLEST}, image({literal.quoted(name)}, alt: {alt}))")
        self.write_ids(node)
        self.write("\n\n")

    def _draw(self, code: str, options: dict[str, str]) -> bytes:
        """Return a diagram as SVG.

        Raises:
            OSError: there is no ``dot``.
            subprocess.SubprocessError: it failed, or took too long.
            ValueError: what it wrote is no text.
        """
        command = str(options.get("graphviz_dot") or self.config.graphviz_dot)
        sans = self.builder.fonts.sans[0]
        fonts = [f"-{kind}fontname={sans}" for kind in "GNE"]
        done = subprocess.run(
            [command, *map(str, self.config.graphviz_dot_args), *fonts, "-Tsvg"],
            input=literal.clean(code.replace("\r", "")).encode(),
            capture_output=True,
            check=True,
            timeout=_TIMEOUT,
        )
        return done.stdout.decode().encode()


def _reason(problem: Exception) -> str:
    if isinstance(problem, subprocess.CalledProcessError):
        return literal.flow(problem.stderr.decode(errors="replace")).strip() or str(problem)
    return str(problem)
