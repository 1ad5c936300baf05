"""The README of the published data: what is in it and how to read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from indonato_report.data.advice import EXPECTED
from indonato_report.data.descriptor import Collection, Field, Package
from indonato_report.data.records import Record

_NOTES = """\
## How to read the files

- Each collection is one table in CSV (UTF-8, commas, a header row), and the same records in JSON.
- `datapackage.json` describes every table and field: type, allowed values, and which field refers
  to which table. It is a [Data Package](https://datapackage.org) of version 2.
- An empty cell means that there is no value. Dates are written YYYY-MM-DD.
- A list stands in one cell, its entries separated by semicolons.
- In CSV, a text or list that begins with `=`, `+`, `-`, `@`, a tab or a line break has an
  apostrophe (`'`) in front, so that no spreadsheet takes it for a formula. Numbers and dates are
  never changed, and JSON holds all values as they are.
"""

_MARKDOWN = """\
Texts in Markdown hold marks such as `*emphasis*`, links, and references of three kinds: `{cite}`
names sources by their keys, `{report:ref}` names a record as `table/key`, and `{report:fact}`
stands for the value of the fact with that key.
"""


def readme_text(
    package: Package, records: Mapping[str, Sequence[Record]], bibliography: str = ""
) -> str:
    """Return the README in Markdown.

    Args:
        package: what is published.
        records: the records, by collection.
        bibliography: name of the file with the sources, if there is one.
    """
    parts = [f"# {package.title}\n"]
    if package.description:
        parts.append(f"{package.description.strip()}\n")
    facts = []
    if package.version:
        facts.append(f"Version: {package.version}")
    if package.edition_date:
        facts.append(f"Date: {package.edition_date}")
    for license_ in package.licenses:
        name = license_.get("title") or license_.get("name") or ""
        address = license_.get("path")
        facts.append(f"Licence: [{name}]({address})" if address else f"Licence: {name}")
    parts.append("".join(f"- {fact}\n" for fact in facts))
    parts.append(_NOTES)
    if bibliography:
        parts.append(
            f"`{bibliography}` holds the sources in BibTeX; fields with sources hold its keys.\n"
        )
    if any(
        field.markdown for each in package.collections.values() for field in each.fields.values()
    ):
        parts.append(_MARKDOWN)
    parts.append("## Tables\n")
    parts += [_table(each, len(records[name])) for name, each in package.collections.items()]
    return "\n".join(part for part in parts if part)


def _table(collection: Collection, count: int) -> str:
    lines = [f"### {collection.title}\n"]
    if collection.description:
        lines.append(f"{collection.description.strip()}\n")
    records = f"{count:,} record{'s' * (count != 1)}"
    lines.append(f"Files: `{collection.name}.csv`, `{collection.name}.json` ({records})\n")
    lines.append("| Field | Meaning | Value |\n| --- | --- | --- |")
    lines += [_row(collection, field) for field in collection.fields.values()]
    return "\n".join(lines) + "\n"


def _row(collection: Collection, field: Field) -> str:
    meaning = f"{field.title}. {field.description}" if field.description else field.title
    kind = EXPECTED[field.type].partition(" written")[0]
    if field.name == collection.key:
        kind += ", the key"
    elif field.required:
        kind += ", always given"
    if field.markdown:
        kind += ", in Markdown"
    if field.references:
        kind += f": keys of `{field.references}`"
    elif field.sources:
        kind += ": keys of the bibliography"
    elif field.allowed_values:
        kind += ": " + ", ".join(f"`{value}`" for value in field.allowed_values)
    cells = (f"`{field.name}`", meaning, kind)
    return "| " + " | ".join(" ".join(text.replace("|", "\\|").split()) for text in cells) + " |"
