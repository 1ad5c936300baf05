"""Values in prose: a fact with its unit, its date and its sources; how many records match."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import _

from indonato_report.citations import register_citations
from indonato_report.data.formats import format_number, format_value, with_unit
from indonato_report.data.problems import listed, nearest, quoted
from indonato_report.nodes import record_reference
from indonato_report.uses import Use
from indonato_report.warnings import AuthorError

if TYPE_CHECKING:
    from indonato_report.data.descriptor import Collection
    from indonato_report.data.records import Record
    from indonato_report.page import Page


def fact_nodes(page: Page, text: str) -> list[nodes.Node]:
    """Return what the role ``fact`` shows.

    Args:
        page: the page that is being read.
        text: ``KEY`` for the value with its unit, or ``KEY.FIELD`` for one field of the fact.

    Raises:
        AuthorError: if no fact has that key, or the fact no such field.
    """
    key, _dot, field_name = text.strip().partition(".")
    collection, record = find_fact(page, key)
    page.domain.note_linked(page.docname, collection.name)
    shown = value_text(page, collection, record, field_name)
    keys = [str(each) for name in collection.source_fields for each in record.values.get(name, ())]
    reference = record_reference(shown, shown, classes=["report-fact"], docname=page.docname)
    reference["collection"], reference["key"] = collection.name, key
    reference["keys"] = keys
    reference["reftitle"] = _hover(page, collection, record)
    identifier = register_citations(page.env, keys, page.line)
    if identifier:
        reference["ids"].append(identifier)
    return [reference]


def count_nodes(page: Page, text: str) -> list[nodes.Node]:
    """Return what the role ``count`` shows: how many records match.

    Args:
        page: the page that is being read.
        text: ``COLLECTION`` or ``COLLECTION where FILTER``.

    Raises:
        AuthorError: if the collection or the filter is wrong.
    """
    from indonato_report.data.query import QueryError, parse_selection

    try:
        name, where = parse_selection(text)
    except QueryError as error:
        raise AuthorError("filter", str(error)) from None
    shown = format_number(page.count(page.collection(name), where), None, page.language)
    return [nodes.inline(shown, shown, classes=["report-count"])]


def find_fact(page: Page, key: str) -> tuple[Collection, Record]:
    """Return the fact with a key, and note that the page shows it.

    Raises:
        AuthorError: if there is none; the message names the nearest key.
    """
    package = page.dataset.package
    collections = list(package.fact_collections) if package else []
    for collection in collections:
        record = page.dataset.record(collection.name, key)
        if record is not None:
            page.domain.note_use(page.docname, Use("record", collection.name, key=key))
            return collection, record
    for collection in collections:  # read the page again as soon as one of them has the fact
        page.domain.note_use(page.docname, Use("record", collection.name, key=key))
    page.domain.note_use(page.docname, Use("facts", ""))
    if package is None:
        raise AuthorError("data", page.domain.why_no_data)
    if not collections:
        raise AuthorError("collection", "no collection of the descriptor is marked `facts: true`.")
    keys = [each for c in collections for each in page.dataset.keys(c.name) or ()]
    if not keys:
        raise AuthorError("record", f"there is no fact {quoted(key)}: there are no facts at all.")
    raise AuthorError(
        "record",
        f"{quoted(key)} is not the key of a fact; the {len(keys)} facts are {listed(keys)}."
        f"{nearest(key, keys)}",
    )


def value_text(page: Page, collection: Collection, record: Record, field_name: str) -> str:
    """Return a fact's value with its unit, or one field of it, as plain text.

    Raises:
        AuthorError: if the collection has no field of that name.
    """
    names = collection.facts
    assert names is not None
    if field_name:
        field = page.field(collection, field_name, "fact")
        if field.sources or field.references:
            raise AuthorError(
                "field",
                f"fact: {quoted(field_name)} holds keys, not a value; a fact tells its sources by "
                "itself.",
            )
        return format_value(field, record.values, page.language)
    value = format_value(collection.fields[names.value], record.values, page.language)
    return with_unit(value, str(record.values.get(names.unit, "")))


def _hover(page: Page, collection: Collection, record: Record) -> str:
    names = collection.facts
    assert names is not None
    title = collection.title_of(record.key, record.values)
    if names.as_of not in record.values:
        return title
    as_of = format_value(collection.fields[names.as_of], record.values, page.language)
    return _("%s, as of %s") % (title, as_of)
