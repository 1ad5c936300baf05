"""What all pages of a site show alike, and which of them are written again when it changes.

Sphinx knows nothing of the citation file and of commits.  What was shown last time is kept in a
file beside the doctrees, written only when a build has come to its end.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from indonato_report.config import report_config
from indonato_report.domain import report_domain
from indonato_report.html.site.addresses import FEED
from indonato_report.html.site.book_link import finished_book
from indonato_report.html.site.text_dates import commit_of, text_dates
from indonato_report.warnings import warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from indonato_report.html.site.publication import Publication


_STATES: WeakKeyDictionary[Builder, SiteState] = WeakKeyDictionary()


class SiteState:
    """The state of a site in one build.

    Attributes:
        publication: how the report is cited, or ``None`` if no citation file is configured.
        dates: the day on which the text of a page last changed, by the page's name.
        feed: the feed, or ``None`` if there is none.
        feed_is_new: whether the feed has been made in this build.
        book: the name of the finished EPUB, or empty.
        cards: the texts of the pictures for messengers, by the names of their pages; empty if
            there are none.
        has_new_pages: whether a page is written in this build, or one has gone.
    """

    def __init__(self, app: Sphinx) -> None:
        """Compare with what the last build has shown."""
        self.publication: Publication | None = None
        self._file = Path(app.doctreedir) / f"report-site-{app.builder.name}.json"
        self._shown = _read(self._file)
        self._now: dict[str, Any] = {}
        self.dates: dict[str, str] = {}
        self.feed: str | None = None
        name = report_config(app.config).citation
        if name:
            self._look(app, Path(app.confdir) / name, name)
        self.feed_is_new = self._look_at_feed(app)
        book = finished_book(app.builder)
        self.book = self._now["book"] = book.name if book else ""
        self.cards: dict[str, dict[str, str]] = {}
        if report_config(app.config).social_cards:
            self._look_at_cards(app)
        if report_config(app.config).join_files:
            from indonato_report.html.site.joined_files import joinable_digest

            self._now["joined"] = joinable_digest(app)
        self._now["pages"] = _digest(sorted(app.env.found_docs))
        self.has_new_pages = self._now["pages"] != self._shown.get("pages")

    def _look(self, app: Sphinx, path: Path, name: str) -> None:
        from indonato_report.html.site.publication import CitationFileError, read_publication

        try:
            self.publication = read_publication(path)
        except CitationFileError as error:
            message = f"report_citation: {name} {error}. No page can say how it is cited."
            warn("citation", message, None)
            return
        commit = commit_of(Path(app.srcdir))
        if commit and commit == self._shown.get("commit"):
            self.dates = self._shown["dates"]
        elif commit:
            of_files = text_dates(Path(app.srcdir))
            for docname in app.env.found_docs:
                file = app.env.doc2path(docname, base=False)
                if day := of_files.get(file.as_posix()):
                    self.dates[docname] = day
        self._now["citation"] = _digest(self.publication)
        self._now["commit"], self._now["dates"] = commit, self.dates

    def _look_at_feed(self, app: Sphinx) -> bool:
        """Make the feed if what it is made from may have changed; return whether it was made."""
        parts = report_config(app.config).feed
        settings = [list(parts), app.config.html_baseurl, app.config.html_title, app.config.author]
        self._now["feed"] = _digest(settings)
        is_written = (Path(app.outdir) / FEED).is_file()
        if (
            is_written == bool(parts)
            and self._now["feed"] == self._shown.get("feed")
            and not report_domain(app.env).has_read_dataset
        ):
            return False
        if parts:
            from indonato_report.html.site.feed import feed_text

            self.feed = feed_text(app.builder)
        return True

    def changed_pages(self, env: BuildEnvironment) -> list[str]:
        """Return the pages that show something which has changed since the last build."""
        if any(self._now.get(name) != self._shown.get(name) for name in ("citation", "joined")):
            return sorted(env.found_docs)
        before: dict[str, str] = self._shown.get("dates", {})
        changed = {
            docname for docname in env.found_docs if self.dates.get(docname) != before.get(docname)
        }
        if self.book != self._shown.get("book", ""):
            changed.add(env.config.root_doc)
        return sorted(changed)

    def save(self) -> None:
        """Keep what this build has shown."""
        if self._now != self._shown:
            text = json.dumps(self._now, sort_keys=True, ensure_ascii=False)
            self._file.write_text(text, encoding="utf-8", newline="\n")

    def _look_at_cards(self, app: Sphinx) -> None:
        """Draw the pictures for messengers, unless they are there as they should be."""
        from indonato_report.html.site.social_card import are_drawn, draw_cards, wanted_cards

        outdir = Path(app.outdir)
        cards = wanted_cards(app.builder, self.publication)
        digest = _digest(sorted(cards.items()))
        if cards and (digest != self._shown.get("cards") or not are_drawn(outdir, cards)):
            cards = cards if draw_cards(outdir, cards) else {}
        self.cards = cards
        self._now["cards"] = digest if cards else ""


def _digest(content: object) -> str:
    return hashlib.blake2b(repr(content).encode("utf-8", "replace"), digest_size=12).hexdigest()


def _read(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def start_state(app: Sphinx) -> SiteState:
    """Make the state of a build, in the process from which all pages are written."""
    _STATES[app.builder] = SiteState(app)
    return _STATES[app.builder]


def site_state(builder: Builder) -> SiteState | None:
    """Return the state of a build."""
    return _STATES.get(builder)
