"""Formulas: from the TeX that the author typed to Typst, before the pages are translated.

Which translation Typst accepts is found out in a child process, once a formula and build.
"""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx.util import logging

from indonato_report.pdf import literal
from indonato_report.pdf.child import ChildFailure, ask_child

logger = logging.getLogger(__name__)


def tex_of(node: nodes.Element) -> str:
    """Return the TeX source of a formula, free of what no PDF may contain."""
    return literal.lines(node.astext()).strip()


class Formulas:
    """The formulas of a build by their TeX source.

    Args:
        folder: a folder to work in; it is made when there is a formula.
        timeout: seconds that the translation may take.
    """

    def __init__(self, folder: Path, timeout: float) -> None:
        """Start without formulas."""
        self._folder = folder
        self._timeout = timeout
        self._typst: dict[str, str] = {}

    def translate(self, tree: nodes.document) -> None:
        """Translate the formulas of ``tree`` that are not known yet."""
        found = [
            tex_of(node)
            for node in tree.findall(lambda one: isinstance(one, (nodes.math, nodes.math_block)))
            if isinstance(node, nodes.Element)
        ]
        new = [tex for tex in dict.fromkeys(found) if tex and tex not in self._typst]
        if not new:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        try:
            answers = ask_child(
                "indonato_report.pdf.translate_formulas", new, self._folder, self._timeout
            )
        except ChildFailure as failure:
            logger.warning(
                "the formulas could not be translated: %s",
                failure,
                type="report",
                subtype="pdf.maths",
            )
            answers = [""] * len(new)
        self._typst.update(zip(new, answers, strict=True))

    def typst_of(self, tex: str) -> str:
        """Return the Typst source of a formula; ``""`` if there is no way to set it."""
        return self._typst.get(tex, "")
