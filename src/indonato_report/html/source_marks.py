"""Marks citations in prose by the kind of their sources, as those in tables are marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from indonato_report.citations import has_bibliography

if TYPE_CHECKING:
    from sphinx.builders import Builder


class MarkSources(SphinxPostTransform):
    """Gives each link to a source in the bibliography the class of the source's kind.

    It runs after Sphinx has resolved the references (priority 10).
    """

    default_priority = 800
    formats = ("html",)

    def run(self, **arguments: Any) -> None:
        """Mark the links of one page."""
        if not has_bibliography(self.env):
            return
        from indonato_report.html.links import unbroken

        kinds: dict[str, str] | None = None
        for link in self.document.findall(nodes.reference):
            address = f"#{link['refid']}" if "refid" in link else link.get("refuri", "")
            if not link.get("internal") or "#" not in address:
                continue
            if kinds is None:  # most pages of a manual cite nothing
                kinds = _kinds_by_address(self.env._app.builder, self.env.current_document.docname)
            if kind := kinds.get(address):
                link["classes"].append(f"source-{kind}")
                for text in list(link.findall(nodes.Text)):
                    text.parent.replace(text, nodes.Text(unbroken(text)))


def _kinds_by_address(builder: Builder, docname: str) -> dict[str, str]:
    from indonato_report.html.links import citation_targets

    pages: dict[str, str] = {docname: ""}
    found = {}
    for page, anchor, kind in citation_targets(builder).kinds():
        if page not in pages:
            pages[page] = builder.get_relative_uri(docname, page)
        found[f"{pages[page]}#{anchor}"] = kind
    return found
