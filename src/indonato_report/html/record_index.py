"""The index by which the search page finds records: titles, and short values such as places.

Sphinx's own index knows pages.  It can neither put an exact title first nor say which collection a
record belongs to, so records have an index of their own, in ``report-records.js``; the script
``static/report-search.js`` reads it on the search page.  It is a script and not JSON, because a
page that is opened as a file may load scripts only.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.locale import _

from indonato_report.domain import ReportDomain, report_domain
from indonato_report.html.published_data import is_website

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from indonato_report.data.dataset import Dataset
    from indonato_report.data.descriptor import Collection, Field
    from indonato_report.data.records import Record

FILE = "report-records.js"
#: Longer texts are prose, which the search of pages finds.
LONGEST_VALUE = 120
#: Raise it whenever the shape of the index changes.
_SHAPE = 1


def index_while_read(app: Sphinx, env: BuildEnvironment) -> None:
    """Write the index as long as the records are at hand anyway."""
    if report_domain(env).has_read_dataset:
        _write(app)


def index_at_the_end(app: Sphinx, exception: Exception | None) -> None:
    """Write the index unless the one that stands there is of the same records."""
    if exception is None:
        _write(app)


def _write(app: Sphinx) -> None:
    domain = report_domain(app.env)
    if not _has_search_page(app) or not domain.homes:
        return
    path = Path(app.outdir) / FILE
    mark = f"/* {_digest(domain, app.config.language)} */\n"
    if path.is_file() and path.read_text(encoding="utf-8").startswith(mark):
        return
    had_read = domain.has_read_dataset
    content = json.dumps(_content(app, domain), ensure_ascii=False, separators=(",", ":"))
    if not had_read:
        domain.release_dataset()
    text = f"{mark}reportRecords = {content};\n"
    path.write_text(text, encoding="utf-8", newline="\n")


def _has_search_page(app: Sphinx) -> bool:
    builder: Any = app.builder
    return is_website(builder) and builder.search and builder.name != "singlehtml"


def _digest(domain: ReportDomain, language: str) -> str:
    known = [_SHAPE, language, domain.data["fingerprint"].digest, domain.homes]
    return hashlib.blake2b(json.dumps(known, sort_keys=True).encode(), digest_size=12).hexdigest()


def _content(app: Sphinx, domain: ReportDomain) -> dict[str, Any]:
    """Return the index: lists of names, and for each record its title, where, and its values."""
    dataset = domain.dataset
    assert dataset.package is not None  # pages show records of it
    collections = [name for name in dataset.package.collections if name in domain.homes]
    pages: dict[str, int] = {}
    records = []
    for number, name in enumerate(collections):
        collection = dataset.package.collections[name]
        for key, record in dataset.records[name].items():
            docname = domain.home(name, key)
            if docname is None:
                continue
            page = pages.setdefault(app.builder.get_target_uri(docname), len(pages))
            title = collection.title_of(key, record.values)
            values = list(dict.fromkeys(searched_values(dataset, collection, record)))
            records.append([title, number, key, page, values])
    words = ("Records", "Show all %1 records")
    return {
        "words": {word: _(word) for word in words if _(word) != word},
        "collections": [[name, dataset.package.collections[name].title] for name in collections],
        "pages": list(pages),
        "records": records,
    }


def searched_values(dataset: Dataset, collection: Collection, record: Record) -> Iterator[str]:
    """Yield the short values by which readers look for a record, besides its title.

    These are plain texts, labels of enumerations and titles of the records that it names; not
    keys, addresses, numbers and sources, nor texts in Markdown.
    """
    for field in collection.fields.values():
        value = record.values.get(field.name)
        if value is None or field.name in (collection.key, collection.title_field):
            continue
        for each in value if isinstance(value, list) else [value]:
            text = _searched(dataset, field, str(each))
            if text and len(text) <= LONGEST_VALUE:
                yield text


def _searched(dataset: Dataset, field: Field, value: str) -> str:
    if field.sources or field.markdown or field.format != "default":
        return ""
    assert dataset.package is not None
    if field.references:
        other = dataset.package.collections[field.references]
        known = dataset.records[field.references].get(value)
        return other.title_of(value, known.values) if known else ""
    if field.categories:
        return field.categories.get(value, value)
    return value if field.type in ("string", "array") else ""


def add_search_script(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Load the script on the search page."""
    if pagename == "search" and is_website(app.builder) and report_domain(app.env).homes:
        app.add_js_file("report-search.js", loading_method="defer")
        app.add_css_file("report-search.css")


def setup_record_index(app: Sphinx) -> None:
    """Connect to the events of a build."""
    # Before the records are given back.
    app.connect("env-check-consistency", index_while_read, priority=900)
    app.connect("build-finished", index_at_the_end)
    app.connect("html-page-context", add_search_script)
