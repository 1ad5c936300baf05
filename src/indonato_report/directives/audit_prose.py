"""Which kinds of sources the text of pages cites.

That is known only when all pages have been read.  So the directive leaves a table without rows,
and its rows are counted when the page is written: from the doctrees, where citations in sentences
can be told from lists of sources.  The page is written again when citations have changed anywhere.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import _
from sphinx.transforms.post_transforms import SphinxPostTransform

from indonato_report.citations import CitationTargets, has_bibliography
from indonato_report.nodes import chart_data, report_table, source_citations

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from indonato_report.cells import Column, Row

# Every build imports this file, and most have nothing to count: the rest is imported when needed.

#: The kinds that have a column of their own; others are counted together.
COLUMNS = ("primary", "research", "press")

#: The attribute of a table whose rows are counted late: the pages that it counts.
_PAGES = "audit_pages"
#: The entry in a page's metadata that says that it shows such a table: a digest of the citations.
_NOTE = "report-audit-citations"


def prose_columns() -> list[Column]:
    """Return the columns of the table."""
    from indonato_report.cells import Column

    labels = [
        _("Pages"),
        _("Sources cited"),
        _("Primary"),
        _("Research"),
        _("Press"),
        _("Others"),
        _("Primary or research"),
    ]
    return [
        Column(f"audit-{n}", label, "right" if n else "left", 2 if n else 3, heads=not n)
        for n, label in enumerate(labels)
    ]


def count_late(env: BuildEnvironment, table: report_table, pages: Sequence[str]) -> None:
    """Have the rows of a table counted when its page is written.

    Args:
        env: the environment, while the page is being read.
        table: without rows.
        pages: their names; one that ends in ``/index`` stands for its folder.
    """
    table[_PAGES] = list(pages)
    env.metadata[env.docname][_NOTE] = ""


class CountProse(SphinxPostTransform):
    """Fills the tables that wait for the citations of all pages."""

    # Before our nodes are expanded (4) for the builders that don't know them.
    default_priority = 3

    def run(self, **arguments: Any) -> None:
        """Fill the tables of one page."""
        for table in self.document.findall(report_table):
            if _PAGES in table:
                from indonato_report.cells import PackedRows

                language = str(self.env.config.language)
                table["rows"] = PackedRows(_rows(self.env, table[_PAGES], language))


def _rows(env: BuildEnvironment, pages: Sequence[str], language: str) -> Iterator[Row]:
    from indonato_report.cells import Row

    targets = CitationTargets(env)
    everywhere: set[str] = set()
    for number, page in enumerate(pages):
        keys = {key for name in _pages_of(env, page) for key in _cited(env.get_doctree(name))}
        everywhere |= keys
        title = env.titles[page].astext() if page in env.titles else page
        yield Row(f"row-{number}", False, tuple(_cells(title, keys, targets, language)))
    if len(pages) > 1:
        cells = tuple(_cells(_("All together"), everywhere, targets, language))
        yield Row(f"row-{len(pages)}", False, cells)


def _pages_of(env: BuildEnvironment, page: str) -> list[str]:
    if not page.endswith("/index"):
        return [page]
    folder = page.removesuffix("index")
    return sorted(name for name in env.found_docs if name.startswith(folder))


def _cited(tree: nodes.document) -> Iterator[str]:
    """Yield the keys that the text of a page cites.

    Sentences in the cells of a table are text; lists of sources beside records and charts are not.
    """
    for reference in tree.findall(addnodes.pending_xref):
        if reference.get("refdomain") == "cite":
            yield from (key.strip() for key in reference["reftarget"].split(","))
    for citations in tree.findall(source_citations):
        if citations.get("bracketed") and not _in_chart(citations):
            yield from citations["keys"]


def _in_chart(node: nodes.Node) -> bool:
    while node.parent is not None:
        node = node.parent
        if isinstance(node, chart_data):
            return True
    return False


def _cells(
    label: str, keys: Iterable[str], targets: CitationTargets, language: str
) -> Iterator[str]:
    from indonato_report.data.formats import format_number

    found = [targets.get(key) for key in keys]
    kinds = Counter(each.kind if each else "" for each in found)
    own = [kinds[kind] for kind in COLUMNS]
    total = len(found)
    yield label
    for number in (total, *own, total - sum(own)):
        yield format_number(number, None, language)
    share = 100 * (own[0] + own[1]) / total if total else 0
    yield f"{format_number(share, 0, language)}%"


def pages_to_write(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages whose counts may have changed since they were written."""
    waiting = [name for name in env.metadata if _NOTE in env.metadata[name]]
    if not waiting or not has_bibliography(env):
        return []
    cite: Any = env.get_domain("cite")
    cited = sorted(
        [each.docname, *sorted(target.key for target in each.targets)]
        for each in cite.citation_refs
    )
    digest = hashlib.blake2b(json.dumps(cited).encode(), digest_size=12).hexdigest()
    changed = [name for name in waiting if env.metadata[name][_NOTE] != digest]
    for name in changed:
        env.metadata[name][_NOTE] = digest
    return changed


def setup_audit(app: Sphinx) -> None:
    """Add the transform, and the event that has pages written again."""
    app.add_post_transform(CountProse)
    app.connect("env-updated", pages_to_write)
