"""A Sphinx extension that builds reports from checked data files.

``setup`` calls one function for each part; each part registers what is its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    from indonato_report.chart_images import setup_charts
    from indonato_report.citations import setup_citations
    from indonato_report.config import setup_config
    from indonato_report.directives.audit_prose import setup_audit
    from indonato_report.domain import ReportDomain
    from indonato_report.expansion import setup_expansion
    from indonato_report.headings import setup_headings
    from indonato_report.html import setup_html
    from indonato_report.incremental import setup_incremental
    from indonato_report.pdf import setup_pdf_config

    setup_config(app)
    app.add_domain(ReportDomain)
    setup_citations(app)
    setup_headings(app)
    setup_charts(app)
    setup_audit(app)
    setup_expansion(app)
    setup_html(app)
    setup_pdf_config(app)
    setup_incremental(app)
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
