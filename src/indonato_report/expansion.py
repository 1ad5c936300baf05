"""Our nodes in ordinary docutils, for every builder that does not know them.

The expansion runs before references are resolved, so that whatever Sphinx and other extensions do
to tables, links and citations happens to ours too.  It must not run for HTML builders and the
``pdf`` builder, which write our nodes themselves, nor for gettext, which must see the table node
to extract its labels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class ExpandReportNodes(SphinxPostTransform):
    """Replaces our nodes by ordinary ones."""

    # Before sphinxcontrib-bibtex (5), LaTeX's and MyST's own transforms (5 to 9) and Sphinx's
    # resolver of references (10).
    default_priority = 4

    def is_supported(self) -> bool:
        """Whether the builder does not know our nodes."""
        builder = self.env._app.builder
        if builder.format == "html" or builder.name == "pdf":
            return False
        from sphinx.builders.gettext import I18nBuilder

        return not isinstance(builder, I18nBuilder)

    def run(self, **kwargs: Any) -> None:
        """Replace the nodes of one document."""
        from indonato_report.expanded_nodes import expand

        expand(self.document, self.env._app.builder)


def setup_expansion(app: Sphinx) -> None:
    """Add the transform."""
    app.add_post_transform(ExpandReportNodes)
