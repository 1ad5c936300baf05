"""The text of a record as plain text, for what stands apart from the pages: the feed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from indonato_report.data import markdown
from indonato_report.data.formats import format_number, format_value, with_unit
from indonato_report.data.query import QueryError, parse_selection

if TYPE_CHECKING:
    from indonato_report.data.dataset import Dataset

#: What stood before a citation that is left out.
_SPACE_BEFORE_MARK = re.compile(r"\s+(?=[.,;:!?)]|$)")


class PlainSummaries:
    """Writes Markdown of data without its marks; roles say what they say on a page.

    Args:
        dataset: the data that roles refer to.
        language: the language of numbers and dates.
    """

    def __init__(self, dataset: Dataset, language: str) -> None:
        """Keep the data."""
        self._dataset = dataset
        self._language = language

    def text(self, value: str) -> str:
        """Return a text of one or more paragraphs in one line."""
        parts: list[str] = []
        for node in markdown.parse(value, block=True).walk():
            if node.type == "myst_role":
                parts.append(self._role(markdown.Role(str(node.meta["name"]), node.content)))
            elif node.type in ("softbreak", "hardbreak", "paragraph", "list_item"):
                parts.append(" ")
            elif not node.children and node.type not in ("root", "inline"):
                parts.append(node.content)
        return _SPACE_BEFORE_MARK.sub("", " ".join("".join(parts).split()))

    def _role(self, role: markdown.Role) -> str:
        match role.name:
            case "cite":
                return ""  # the record itself names its sources
            case "abbr":
                return role.content.partition("(")[0].strip()
            case "report:fact":
                return self._fact(role.content)
            case "report:count":
                return self._count(role.content)
        title, target = role.title_and_target()
        return title or self._title(role.name, target) or target

    def _title(self, name: str, target: str) -> str:
        collection, _slash, key = target.partition("/")
        owner = self._dataset.collection(collection)
        record = self._dataset.record(collection, key)
        if name != "report:ref" or owner is None or record is None:
            return ""
        return owner.title_of(key, record.values)

    def _fact(self, content: str) -> str:
        key, _dot, name = content.strip().partition(".")
        package = self._dataset.package
        for collection in package.fact_collections if package else ():
            record = self._dataset.record(collection.name, key)
            names = collection.facts
            if record is None or names is None:
                continue
            field = collection.fields.get(name or names.value)
            if field is None:
                break
            value = format_value(field, record.values, self._language)
            return value if name else with_unit(value, str(record.values.get(names.unit, "")))
        return content

    def _count(self, content: str) -> str:
        try:
            name, where = parse_selection(content)
            collection = self._dataset.collection(name)
            if collection is not None:
                number = len(self._dataset.select(collection, where))
                return format_number(number, None, self._language)
        except QueryError:  # the check of the data has said so
            pass
        return content
