"""From pages to one document: toctrees in, pages in order, references resolved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.util.nodes import inline_all_toctrees

from indonato_report.pdf.visibility import visible

if TYPE_CHECKING:
    from indonato_report.pdf.builder import PDFBuilder
    from indonato_report.pdf.documents import PDFDocument

#: Begins the address of a page of the report: ``%page`` or ``%page#id``.
INTERNAL = "%"

#: The attribute of the page that stands before the contents.
FRONT = "stands_before_contents"


def assemble(builder: PDFBuilder, document: PDFDocument) -> nodes.document:
    """Return one doctree of all the pages of a PDF, with its references resolved.

    Pages that the start page lists become chapters; pages that a chapter lists stand one level
    below its title.  All stand *behind* the own content of the page that lists them: wherever its
    toctree is, neither do they belong to the section round it, nor does what follows belong to
    the last of them.  A heading's level is the number of titled sections round it, so no level is
    ever skipped.

    Args:
        builder: the builder, whose ``pages_included`` is set.
        document: which PDF.
    """
    start = document.start
    summary = document.options.summary
    left_out = {page for page in builder.env.found_docs if document.options.leaves_out(page)}
    left_out |= {summary} - {""}
    # Sphinx keeps the doctree of a page that is gone, and the toctree that lists it.
    listed = {name for names in builder.env.toctree_includes.values() for name in names}
    left_out |= listed - builder.env.found_docs
    included = {start}
    tree = inline_all_toctrees(
        builder,
        included,
        start,
        builder.env.get_doctree(start),
        str,
        # Pages that count as traversed are not included again.
        [start, *sorted(left_out)],
    )
    tree["docname"] = start
    _adopt_children(tree)
    _move_pages_behind(tree)
    if summary:
        included.add(summary)
        tree.insert(0, _summary_of(builder, summary))
    builder.pages_included = included
    resolve_references(builder, tree, start)
    builder.post_process_images(tree)
    return tree


def _summary_of(builder: PDFBuilder, name: str) -> addnodes.start_of_file:
    """Return the page that stands before the contents, without the pages that it lists."""
    page = addnodes.start_of_file(docname=name)
    page[FRONT] = True
    page.extend(builder.env.get_doctree(name).children)
    return page


def resolve_references(builder: PDFBuilder, tree: nodes.document, page: str) -> None:
    """Resolve the references of ``tree``, as often as there are PDFs.

    sphinxcontrib-bibtex writes its entries into nodes that it keeps: without fresh ones, each
    further PDF would show every entry once more.
    """
    bibtex: Any = builder.env.domains.get("cite")
    for bibliography in bibtex.bibliographies.values() if bibtex is not None else ():
        for key, node in bibliography.citation_nodes.items():
            bibliography.citation_nodes[key] = node.copy()
    builder.env.resolve_references(tree, page, builder)


def _move_pages_behind(tree: nodes.document) -> None:
    """Put the pages that a page lists behind its own content, wherever its toctree stands."""
    for page in [tree, *tree.findall(addnodes.start_of_file)]:
        listed = _pages_in(page)
        for one in listed:
            # What wrapped it stays, though empty: other extensions look for it.
            one.parent.remove(one)
        sections = [one for one in page.children if isinstance(one, nodes.section)]
        section = sections[-1] if sections else None
        # Chapters stand beside the start page, all other pages one level below their parent.
        (page if page is tree or section is None else section).extend(listed)
    _drop_lonely_title(tree)


def _pages_in(node: nodes.Element) -> list[addnodes.start_of_file]:
    """Return the outermost pages in ``node``; those inside a page stay with it."""
    pages: list[addnodes.start_of_file] = []
    for child in node.children:
        if isinstance(child, addnodes.start_of_file):
            pages.append(child)
        elif isinstance(child, nodes.Element):
            pages += _pages_in(child)
    return pages


def _adopt_children(tree: nodes.document) -> None:
    # Sphinx moves the children of a page without telling them of their new parent.
    for page in tree.findall(addnodes.start_of_file):
        for child in page.children:
            child.parent = page


def _drop_lonely_title(tree: nodes.document) -> None:
    """Remove the start page's heading if nothing stands under it: the cover shows the title."""
    section = next((one for one in tree.children if isinstance(one, nodes.section)), None)
    if section is None:
        return
    rest = [child for child in section.children if not isinstance(child, nodes.title)]
    if not visible(rest):
        for title in [child for child in section.children if isinstance(child, nodes.title)]:
            section.remove(title)
