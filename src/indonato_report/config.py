"""All configuration values of the extension, declared once and checked once.

Read them by :func:`report_config`; Sphinx's own ``app.config.report_…`` holds what the author
wrote.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Literal

from sphinx.util import logging

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

logger = logging.getLogger(__name__)


def _value(
    default: Any, rebuild: Literal["", "env", "html"], types: tuple[type, ...], description: str
) -> Any:
    metadata = {"rebuild": rebuild, "types": types, "description": description}
    return field(default_factory=lambda: default, metadata=metadata)


@dataclass(frozen=True)
class ReportConfig:
    """The values that ``conf.py`` may set, each with the prefix ``report_``."""

    data: str = _value(
        "", "env", (str,), "Path of the descriptor, relative to the folder of conf.py."
    )
    citation: str = _value(
        "", "html", (str,), "Path of the citation file, relative to the folder of conf.py."
    )
    content_security_policy: str = _value(
        "",
        "html",
        (str,),
        "The Content-Security-Policy that each page of the website states.",
    )
    pdf_folder: str = _value(
        "../pdf", "html", (str,), "Folder with the finished PDFs, relative to that of the website."
    )
    publish_data: bool = _value(
        True, "html", (bool,), "Whether the website holds the data as CSV and JSON."
    )
    evidence_dates: bool = _value(
        False,
        "html",
        (bool,),
        "Whether each page says how new the newest source is that it cites.",
    )
    join_files: bool = _value(
        False,
        "html",
        (bool,),
        "Whether each page of the website gets its style sheets and scripts in few files.",
    )
    feed: Sequence[Any] = _value(
        [], "html", (list, tuple), "Collections whose newest records are in the website's feed."
    )
    markdown_pages: bool = _value(
        False, "html", (bool,), "Whether each page of the website has a twin in Markdown."
    )
    social_cards: bool = _value(
        False, "html", (bool,), "Whether messengers get a picture for each part of the website."
    )
    epub_cover: bool = _value(
        False, "html", (bool,), "Whether the EPUB gets a cover, drawn from its title."
    )
    epub_folder: str = _value(
        "../epub", "html", (str,), "Folder with the finished EPUB, relative to that of the website."
    )
    epub_exclude: Sequence[str] = _value(
        [], "html", (list, tuple), "Beginnings of the names of pages that the EPUB leaves out."
    )


def report_config(config: Config) -> ReportConfig:
    """Return the checked values of a Sphinx configuration.

    A value of the wrong type has been reported by Sphinx; its default is used instead.
    """
    values: dict[str, Any] = {}
    for each in fields(ReportConfig):
        value = getattr(config, f"report_{each.name}")
        if isinstance(value, each.metadata["types"]):
            values[each.name] = value
    return ReportConfig(**values)


def setup_config(app: Sphinx) -> None:
    """Declare the values to Sphinx."""
    defaults = ReportConfig()
    for each in fields(ReportConfig):
        app.add_config_value(
            f"report_{each.name}",
            getattr(defaults, each.name),
            each.metadata["rebuild"],
            each.metadata["types"],
            each.metadata["description"],
        )
