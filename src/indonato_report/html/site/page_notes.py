"""What stands below the title of a page: how far its evidence reaches, and what is due for review.

Both are made from what the page noted when it was read.  "Today" is never the clock.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

from sphinx.locale import _

from indonato_report.config import report_config
from indonato_report.data.formats import format_date
from indonato_report.domain import report_domain
from indonato_report.html.links import LinkWriter, citation_targets

if TYPE_CHECKING:
    from sphinx.builders import Builder

_PRECISIONS = {4: "year", 7: "month", 10: ""}
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def add_page_notes(builder: Builder, pagename: str, context: dict[str, Any]) -> None:
    """Put the notes of a page below its title.

    Args:
        builder: a builder that makes a website.
        pagename: the page's name.
        context: what its template gets; ``body`` is changed.
    """
    notes = _evidence_until(builder, pagename) + _due(builder, pagename)
    if notes:
        context["body"] = context["body"].replace("</h1>", f"</h1>\n{notes}", 1)


def _evidence_until(builder: Builder, pagename: str) -> str:
    """Return a line with the date of the newest source that the page cites."""
    if not report_config(builder.config).evidence_dates:
        return ""
    dates = citation_targets(builder).dates_on(pagename)
    valid = [date for date in dates if _DATE.fullmatch(date)]
    if not valid:
        return ""
    newest = max(valid)
    language = str(builder.config.language)
    whole = newest + "-01-01"[len(newest) - 4 :] if len(newest) < 10 else newest
    shown = format_date(whole, _PRECISIONS[len(newest)], language)
    text = escape(_("Newest source on this page: %s") % "\0", quote=False)
    time = f'<time datetime="{newest}">{escape(shown, quote=False)}</time>'
    return f'<p class="report-page-dates">{text.replace(chr(0), time)}</p>\n'


def _due(builder: Builder, pagename: str) -> str:
    """Return a note that lists the facts of the page whose review dates have passed."""
    due = report_domain(builder.env).data["review_due"].get(pagename)
    if not due:
        return ""
    links = LinkWriter(builder, pagename)
    day = format_date(due["day"], "", str(builder.config.language))
    title = escape(_("Past its review date"), quote=False)
    text = escape(
        _("By %s, newer values may exist for what this page shows here:") % day, quote=False
    )
    items = "".join(
        f"<li><p>{links.record(collection, key, escape(name, quote=False))}</p></li>\n"
        for (collection, key), name in sorted(due["facts"].items(), key=lambda each: each[1])
    )
    return (
        '<div class="admonition warning report-review">\n'
        f'<p class="admonition-title">{title}</p>\n<p>{text}</p>\n'
        f'<ul class="simple">\n{items}</ul>\n</div>\n'
    )
