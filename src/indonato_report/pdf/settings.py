"""Configuration values of the ``pdf`` builder, in one place.

``PDF_CONFIG`` holds one tuple a value, as :meth:`sphinx.application.Sphinx.add_config_value` wants
it.  None of them changes what is read, so none makes Sphinx read pages again: the builder compares
them itself (see :mod:`indonato_report.pdf.stamps`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from sphinx.config import Config

#: Seconds that the making of one PDF may take.
DEFAULT_TIMEOUT = 300


class ConfigValue(NamedTuple):
    """One configuration value: its name, default, what it makes stale, its types."""

    name: str
    default: Any
    rebuild: Literal["", "env", "html"]
    types: tuple[type, ...]


PDF_CONFIG: tuple[ConfigValue, ...] = (
    # (start page, file name, title, options) for each PDF; empty: one, from the root page.
    ConfigValue("report_pdf_documents", [], "", (list, tuple)),
    # May a page hold Typst code of its own (``raw`` with format ``typst``)?
    ConfigValue("report_pdf_raw", True, "", (bool,)),
    # Date of the edition, YYYY-MM-DD; SOURCE_DATE_EPOCH goes before it.
    ConfigValue("report_pdf_date", "", "", (str,)),
    # Seconds that the making of one PDF may take.
    ConfigValue("report_pdf_timeout", DEFAULT_TIMEOUT, "", (int, float)),
)


def pdf_setting(config: Config, name: str) -> Any:
    """Return a value of the configuration, or its default if it has the wrong type.

    Sphinx has warned of the wrong type; the build goes on.

    Args:
        config: Sphinx's configuration.
        name: one of the names in ``PDF_CONFIG``.
    """
    declared = next(each for each in PDF_CONFIG if each.name == name)
    value = getattr(config, name)
    return value if isinstance(value, declared.types) else declared.default
