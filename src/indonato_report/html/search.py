"""The words of a table, for the search of HTML builders."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from indonato_report.nodes import report_table

_WORD = re.compile(r"\w[\w'-]*")


class AddSearchWords(SphinxPostTransform):
    """Gives each table a child that holds its words, each once, and that no page shows.

    It is added when the page is about to be written, so that neither the stored doctree nor
    translation nor the contents ever see it.
    """

    default_priority = 900
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Add the words."""
        for table in self.document.findall(report_table):
            table.append(nodes.Text(" ".join(table_words(table))))


def table_words(table: report_table) -> list[str]:
    """Return the different words of a table's cells, sorted."""
    from indonato_report.cells import Badges, Markup, RecordLinks
    from indonato_report.data.simple_markup import markup_text

    words: set[str] = set()
    badges: set[Badges] = set()
    find = _WORD.findall
    for row in table.rows:
        texts: list[str] = []
        for cell in row.cells:
            if isinstance(cell, str):
                texts.append(cell)
            elif isinstance(cell, Badges):
                badges.add(cell)
            elif isinstance(cell, Markup):
                texts.append(markup_text(cell.parts))
            elif isinstance(cell, RecordLinks):
                texts += [link.title for link in cell.links]
        words.update(find(" ".join(texts)))
    for cell in badges:
        for badge in cell.badges:
            words.update(find(badge.label))
    return sorted(words)
