"""The block "Cite this page" at the end of each page, and the files that it offers."""

from __future__ import annotations

import re
import unicodedata
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx.locale import _

from indonato_report.anchors import record_anchor
from indonato_report.data.formats import format_date
from indonato_report.domain import report_domain
from indonato_report.html.site.addresses import Addresses
from indonato_report.html.site.citation_data import bibtex, csl_json, ris
from indonato_report.html.site.citation_styles import CitedWork, apa, chicago
from indonato_report.html.site.state import SiteState, site_state
from indonato_report.html.site.stored_files import write_if_changed

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

    from indonato_report.html.site.publication import Publication

#: The folder of the site for the files of citations.
FOLDER = "cite"

_NOT_IN_IDENTIFIERS = re.compile(r"[^a-z0-9]+")


def citation_block(builder: StandaloneHTMLBuilder, pagename: str) -> str:
    """Return the block of a page as HTML, and write its files; ``""`` without a citation file.

    Args:
        builder: a builder that makes a website.
        pagename: the name of a page of the project.
    """
    state = site_state(builder)
    if state is None or state.publication is None:
        return ""
    work = cited_page(builder, state.publication, pagename)
    files = {"bib": bibtex(work), "ris": ris(work), "json": csl_json([work])}
    records = cited_records(builder, state.publication, pagename)
    if records:
        files["records.bib"] = "\n".join(map(bibtex, records))
        files["records.json"] = csl_json(records)
    for suffix, text in files.items():
        write_if_changed(Path(builder.outdir) / FOLDER / f"{pagename}.{suffix}", text)
    return _html(builder, pagename, state, work, files["bib"], records)


def cited_page(
    builder: StandaloneHTMLBuilder, publication: Publication, pagename: str
) -> CitedWork:
    """Return a page as something to cite; the start page stands for the whole report."""
    addresses = Addresses(builder)
    is_root = pagename == builder.config.root_doc
    address = addresses.page(pagename) if addresses.base else publication.address
    if is_root and publication.address:
        address = publication.address
    return CitedWork(
        publication,
        "" if is_root else builder.env.titles[pagename].astext(),
        address,
        identifier(publication, "" if is_root else pagename),
    )


def cited_records(
    builder: StandaloneHTMLBuilder, publication: Publication, pagename: str
) -> list[CitedWork]:
    """Return the records that have their address on a page, as something to cite."""
    domain = report_domain(builder.env)
    page = Addresses(builder).page(pagename) if Addresses(builder).base else ""
    works = []
    for collection, titles in sorted(domain.data["anchors"].get(pagename, {}).items()):
        for key, title in titles.items():
            if domain.home(collection, key) == pagename:
                anchor = record_anchor(collection, key)
                address = f"{page}#{anchor}" if page else publication.address
                name = identifier(publication, f"{collection} {key}")
                works.append(CitedWork(publication, title, address, name))
    return works


def identifier(publication: Publication, part: str) -> str:
    """Return an identifier for reference managers: name, year and part."""
    name = publication.authors[0].family.split()[0]
    year = publication.date[:4] or "n.d."
    return "-".join(filter(None, map(_simple, (name, year, part))))


def _simple(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).lower()
    return _NOT_IN_IDENTIFIERS.sub("-", plain).strip("-")


def _html(
    builder: StandaloneHTMLBuilder,
    pagename: str,
    state: SiteState,
    work: CitedWork,
    entry: str,
    records: list[CitedWork],
) -> str:
    files = {"BibTeX": "bib", "RIS": "ris", "CSL-JSON": "json"}
    of_records = {"BibTeX": "records.bib", "CSL-JSON": "records.json"} if records else {}
    rows = [
        ("APA", f'<p class="report-copied">{apa(work)}</p>'),
        ("Chicago", f'<p class="report-copied">{chicago(work)}</p>'),
        ("BibTeX", f'<pre class="report-copied" tabindex="0">{escape(entry.rstrip())}</pre>'),
        (escape(_("As a file")), f"{_links(builder, pagename, files)}"),
        (escape(_("Permanent address")), f"<p>{_address(builder, pagename)}</p>"),
        (escape(_("Edition")), f"<p>{escape(_edition(builder, state, pagename))}</p>"),
        (escape(_("Its records")), _links(builder, pagename, of_records)),
    ]
    summary = _("Cite this report") if not work.part else _("Cite this page")
    listed = "".join(f"<dt>{name}</dt>\n<dd>{content}</dd>\n" for name, content in rows if content)
    # What the script of the buttons says; a line break as it is would be a space in XHTML.
    words = [_("Copy"), _("Copy the citation: %s"), _("Copied"), _("Selected, ready to copy")]
    told = "&#10;".join(escape(word) for word in words)
    return (
        f'<details class="report-cite" data-words="{told}">\n<summary>{escape(summary)}</summary>\n'
        f"<dl>\n{listed}</dl>\n</details>\n"
    )


def _links(builder: StandaloneHTMLBuilder, pagename: str, files: dict[str, str]) -> str:
    """Return links to files of citations, by what they are called; ``""`` if there are none."""
    root = "../" * builder.get_target_uri(pagename).count("/")
    links = ", ".join(
        f'<a href="{root}{FOLDER}/{quote(pagename)}.{suffix}" download>{name}</a>'
        for name, suffix in files.items()
    )
    return f"<p>{links}</p>" if links else ""


def _address(builder: StandaloneHTMLBuilder, pagename: str) -> str:
    addresses = Addresses(builder)
    address = escape(addresses.page(pagename))
    if addresses.base:
        return f'<a href="{address}">{address}</a>'
    return _("%s on the host of this site") % f"<code>{address}</code>"


def _edition(builder: StandaloneHTMLBuilder, state: SiteState, pagename: str) -> str:
    publication = state.publication
    assert publication is not None
    language = str(builder.config.language)
    day = format_date(publication.date, language=language)
    if publication.version and day:
        edition = _("Version %s of %s.") % (publication.version, day)
    else:
        edition = f"{publication.version or day}."
    changed = state.dates.get(pagename)
    if changed:
        edition += " " + _("The text of this page last changed on %s.") % format_date(
            changed, language=language
        )
    return edition.removeprefix(".").strip()
