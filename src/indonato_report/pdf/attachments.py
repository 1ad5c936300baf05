"""The data inside the PDF: tables as CSV, their descriptor, the bibliography.

PDF/A-3 lets a file carry others, each with its kind, a description and what it is to the document
(ISO 32000-2, 14.13).  Attached are the collections of which the document shows records, and those
that they refer to, so that the descriptor is whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.locale import _

from indonato_report.nodes import record_block, report_table
from indonato_report.pdf import literal

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from indonato_report.data.dataset import Dataset
    from indonato_report.data.descriptor import Package
    from indonato_report.pdf.staging import Staging

#: Where attached files are staged; nothing in them is ever changed.
FOLDER = "attachments"

_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True)
class Attachment:
    """A file inside the PDF.

    Attributes:
        name: its name: ASCII, without folders.
        content: its bytes.
        media_type: its kind, without parameters, which the standard does not allow.
        relationship: ``data`` (what the document was made from and shows) or ``source``.
        description: what it holds.
    """

    name: str
    content: bytes
    media_type: str
    relationship: str
    description: str


def attachments(env: BuildEnvironment, tree: nodes.document) -> list[Attachment]:
    """Return the files to attach to the document ``tree``; none if it shows no records."""
    shown = {
        str(node["collection"])
        for node in tree.findall(lambda one: isinstance(one, (report_table, record_block)))
        if isinstance(node, nodes.Element)
    }
    domain: Any = env.domains.get("report")
    dataset: Dataset | None = getattr(domain, "dataset", None)
    if not shown or dataset is None or dataset.package is None:
        return []
    package = dataset.package
    return [*_tables(dataset, package, shown), *_bibliography(package)]


def _tables(dataset: Dataset, package: Package, shown: set[str]) -> list[Attachment]:
    # Imported late: most documents of other projects have no data.
    from indonato_report.data.export_descriptor import descriptor_text
    from indonato_report.data.export_tables import csv_text

    names = [
        name
        for name in package.collections
        if name in _with_referred(package, shown) and table_name(name)
    ]
    part = replace(package, collections={name: package.collections[name] for name in names})
    records = {name: list(dataset.records[name].values()) for name in names}
    tables = {name: csv_text(part.collections[name], records[name]) for name in names}
    if not tables:
        return []
    descriptor = descriptor_text(part, records, {name: [text] for name, text in tables.items()})
    found = [
        Attachment(
            table_name(name),
            tables[name].encode(),
            "text/csv",
            "data",
            _("The records of “%s” as a table") % part.collections[name].title,
        )
        for name in names
    ]
    description = _("What the attached tables hold, as a Data Package")
    found.append(
        Attachment("datapackage.json", descriptor.encode(), "application/json", "data", description)
    )
    return found


def table_name(collection: str) -> str:
    """Return the name of the file with a collection's records; ``""`` if it can't be attached."""
    return f"{collection}.csv" if _FILE_NAME.fullmatch(collection) else ""


def _with_referred(package: Package, shown: Iterable[str]) -> set[str]:
    """Return the collections ``shown`` and all that they refer to, however indirectly."""
    found: set[str] = set()
    waiting = [name for name in shown if name in package.collections]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            fields = package.collections[name].fields.values()
            waiting += [one.references for one in fields if one.references in package.collections]
    return found


def _bibliography(package: Package) -> list[Attachment]:
    path = package.bibliography
    if path is None or not path.is_file():
        return []
    description = _("The sources of the report, for a reference manager")
    content = path.read_bytes()
    return [Attachment("references.bib", content, "application/x-bibtex", "source", description)]


def attachment_source(found: Iterable[Attachment], staging: Staging) -> str:
    """Stage the files and return the Typst source that attaches them."""
    calls = []
    for one in found:
        name = f"{FOLDER}/{one.name}"
        staging.set_bytes(name, one.content)
        calls.append(
            f"#pdf.attach({literal.quoted(one.name)}, "
            f"read({literal.quoted(name)}, encoding: none), "
            f"relationship: {literal.quoted(one.relationship)}, "
            f"mime-type: {literal.quoted(one.media_type)}, "
            f"description: {literal.quoted(literal.flow(one.description))})\n"
        )
    return "".join(calls)
