"""The date of a PDF: never that of the clock, or two builds would differ."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from sphinx.config import Config
from sphinx.util import logging

from indonato_report.data.formats import format_date
from indonato_report.pdf.settings import pdf_setting

logger = logging.getLogger(__name__)

#: What stands in the metadata if nothing says when the edition was made.
UNDATED = datetime(1980, 1, 1, tzinfo=UTC)


def edition_date(config: Config) -> date | None:
    """Return the date of the edition as configured, or ``None``."""
    text = pdf_setting(config, "report_pdf_date").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        logger.warning(
            "report_pdf_date: %r is not a date (YYYY-MM-DD)",
            text,
            type="report",
            subtype="pdf.config",
        )
        return None


def _source_date_epoch() -> datetime | None:
    text = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(text), UTC) if text.isdecimal() else None


def timestamp(config: Config) -> int:
    """Return the seconds since 1970 that count as the PDF's time of creation."""
    edition = edition_date(config)
    fixed = datetime(edition.year, edition.month, edition.day, tzinfo=UTC) if edition else UNDATED
    return int((_source_date_epoch() or fixed).timestamp())


def shown_date(config: Config) -> str:
    """Return the date for the cover in the language of the report, or ``""``."""
    edition = edition_date(config)
    moment = (
        datetime(edition.year, edition.month, edition.day, tzinfo=UTC)
        if edition
        else _source_date_epoch()
    )
    if moment is None:
        return ""
    return format_date(moment.date().isoformat(), language=config.language)
