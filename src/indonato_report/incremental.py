"""When data are read, what is then read again, and who is told about problems.

Sphinx decides by time stamps of pages.  Data are compared by content: a page is read again exactly
if what it takes from the data has changed, and written again if only an address or a label that it
links to has.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util import logging

from indonato_report.citations import CitationTargets
from indonato_report.data.fingerprint import Fingerprint, fingerprint
from indonato_report.domain import ReportDomain, report_domain
from indonato_report.unfinished import forget_unfinished, note_unfinished, unfinished_pages
from indonato_report.uses import digest_of
from indonato_report.warnings import warn

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)


def pages_to_read(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Read the data if any file has changed, report problems, return the pages to read again."""
    domain = report_domain(env)
    if domain.descriptor is None:
        return []
    known: Fingerprint | None = domain.data["fingerprint"]
    left = sorted(unfinished_pages(app) & env.found_docs)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")  # it may be the day for review dates
    # Another descriptor may have been configured while the files of the old one are as they were.
    if known is not None and str(domain.descriptor) in known.files:
        now = fingerprint(map(Path, known.files), map(Path, known.patterns))
        if known == now and domain.data["epoch"] == epoch:
            _report(domain)
            return left
    from indonato_report.data.dataset import inputs

    domain.release_dataset()
    domain.data["problems"] = [
        (problem.location, problem.code, problem.severity, problem.message)
        for problem in domain.dataset.problems
    ]
    files, patterns = inputs(domain.descriptor)
    domain.data["fingerprint"] = fingerprint(files, patterns)
    domain.data["epoch"] = epoch
    _report(domain)
    changed_pages = [
        docname
        for docname, uses in domain.data["uses"].items()
        if docname in env.found_docs and _has_changed(domain, uses)
    ]
    return changed_pages + left


def _has_changed(domain: ReportDomain, uses: dict[Any, str]) -> bool:
    return any(digest_of(domain.dataset, use) != digest for use, digest in uses.items())


def _report(domain: ReportDomain) -> None:
    """Tell all problems of the data: once a build, in the parent process, before reading."""
    line_break = "\n"  # Sphinx has written "updating environment:" on the line
    for location, code, severity, message in domain.data["problems"]:
        if severity == "error":
            # Without a colon, Sphinx would take it for the name of a page.
            place = location if ":" in location else f"{location}:1"
            warn("data", f"[{code}] {message}", place)
        else:
            logger.info("%s%s: note: [%s] %s", line_break, location, code, message)
            line_break = ""


def read_data_before_forking(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Read the data in the parent, so that parallel readers inherit them."""
    domain = report_domain(env)
    note_unfinished(app, docnames)
    if docnames and domain.descriptor is not None:
        _ = domain.dataset


def pages_to_write(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Return the pages whose links or citations lead elsewhere or read differently now."""
    domain = report_domain(env)
    homes = {name: _digest(sorted(pages.items())) for name, pages in domain.homes.items()}
    moved = {
        name
        for name in homes.keys() | domain.data["homes"].keys()
        if homes.get(name) != domain.data["homes"].get(name)
    }
    pages = domain.pages_linking_to(moved)
    labels = _digest(CitationTargets(env).shown())
    if labels != domain.data["labels"] and "cite" in env.domains:
        cite: Any = env.get_domain("cite")
        pages |= {reference.docname for reference in cite.citation_refs}
    domain.data["homes"], domain.data["labels"] = homes, labels
    if moved or domain.has_read_dataset:
        domain.data["homeless"] = list(_homeless(domain, env))
    for location, message in domain.data["homeless"]:
        warn("home", message, location)
    note_unfinished(app, pages & env.found_docs)
    return sorted(pages & env.found_docs)


def _digest(content: Any) -> str:
    text = json.dumps(content, sort_keys=True)
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=12).hexdigest()


def _homeless(
    domain: ReportDomain, env: BuildEnvironment
) -> Iterator[tuple[tuple[str, int] | str, str]]:
    """Yield what to tell of records whose declared home does not show them.

    Links to them would lead nowhere.
    """
    from indonato_report.data.problems import listed, nearest
    from indonato_report.data.reader import shown_path

    if domain.descriptor is None:
        return
    package = domain.dataset.package
    for collection in package.collections.values() if package else ():
        if not collection.home:
            continue
        homes = domain.homes.get(collection.name, {})
        lost: dict[str, list[str]] = {}
        for key, record in domain.dataset.records[collection.name].items():
            if key not in homes:
                lost.setdefault(collection.home_of(key, record.values), []).append(key)
        for home, keys in lost.items():
            known = home in env.found_docs
            hint = "" if known else f" There is no such page.{nearest(home, env.found_docs)}"
            message = (
                f"the home of {collection.name}, the page '{home}', does not show "
                f"{len(keys)} of its records: {listed(keys, 5)}. Add a table, timeline or profile "
                f"there, or change `home` in the descriptor.{hint}"
            )
            yield (home, 1) if known else f"{shown_path(domain.descriptor)}:1", message


def release_data(app: Sphinx, env: BuildEnvironment) -> None:
    """Forget the records: what the pages show of them stands in the doctrees by now."""
    report_domain(env).release_dataset()


def explain_missing_record(app: Sphinx, domain: Any, node: Element) -> bool | None:
    """Say what is wrong with a reference to a record, better than Sphinx can."""
    if node.get("refdomain") != "report":
        return None
    from indonato_report.data.problems import listed, nearest

    report = report_domain(app.env)
    records = report.dataset.records
    target = str(node["reftarget"])
    collection, slash, _key = target.partition("/")
    if not records:
        warn("data", f"there is no record '{target}': {report.why_no_data}", node)
    elif not slash:
        message = (
            f"'{target}' is not of the form collection/key; the collections are {listed(records)}."
        )
        warn("role", message, node)
    elif collection not in records:
        message = (
            f"'{collection}' is not a collection; the collections are {listed(records)}."
            f"{nearest(collection, records)}"
        )
        warn("collection", message, node)
    elif collection in report.dataset.incomplete:
        message = f"the record '{target}' is {report.dataset.not_among_read(collection)}"
        warn("record", message, node)
    else:
        names = [f"{collection}/{key}" for key in records[collection]]
        warn("record", f"there is no record '{target}'.{nearest(target, names)}", node)
    return True


def setup_incremental(app: Sphinx) -> None:
    """Connect to the events of a build."""
    app.connect("env-get-outdated", pages_to_read)
    app.connect("env-before-read-docs", read_data_before_forking)
    # After sphinxcontrib-bibtex, which works out the labels in the same event.
    app.connect("env-updated", pages_to_write, priority=900)
    app.connect("env-check-consistency", release_data, priority=999)
    app.connect("build-finished", forget_unfinished)
    app.connect("warn-missing-reference", explain_missing_record)
