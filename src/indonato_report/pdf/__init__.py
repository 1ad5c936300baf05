"""The ``pdf`` builder: doctree to Typst to PDF, with pip alone.

Sphinx finds the builder by the entry point ``sphinx.builders`` and imports it only for
``sphinx-build -b pdf``; every other build imports no more than this module and the settings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["setup", "setup_pdf", "setup_pdf_config"]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builder; called by Sphinx when it loads the entry point."""
    setup_pdf(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def setup_pdf(app: Sphinx) -> None:
    """Register the builder and its configuration values.

    Nothing is imported before this call: the compiler's child process imports this package, too,
    and has no need of Sphinx.

    Args:
        app: the Sphinx application.
    """
    from indonato_report.pdf.builder import PDFBuilder

    app.add_builder(PDFBuilder)
    setup_pdf_config(app)


def setup_pdf_config(app: Sphinx) -> None:
    """Register the configuration values of the builder, which other builders may read, too."""
    from indonato_report.pdf.settings import PDF_CONFIG

    for value in PDF_CONFIG:
        if value.name not in app.config:
            app.add_config_value(value.name, value.default, value.rebuild, value.types)
