"""The report's own records, sources and pages, as the tests of its content read them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from indonato_report.data.dataset import Dataset, load

REPOSITORY = Path(__file__).resolve().parent.parent
DOCS = REPOSITORY / "docs"
DATA = DOCS / "data"
THEMES = ("dynamics", "interactions", "cooperation", "autonomy", "outlook")

_ENTRY = re.compile(r"^@\w+\{([^,]+),\n(.*?)^\}", re.MULTILINE | re.DOTALL)
_FIELD = re.compile(r"^  (\w+) = \{+(.*?)\}+,$", re.MULTILINE)
_CITATION = re.compile(r"\{cite(?::\w+)?\}`([^`]+)`")


class Source(NamedTuple):
    """An entry of the bibliography: its key and its fields."""

    key: str
    fields: dict[str, str]


@cache
def dataset() -> Dataset:
    return load(DATA / "datapackage.yaml")


def records(collection: str) -> dict[str, dict[str, Any]]:
    """Return the values of all records of a collection, by key."""
    return {key: record.values for key, record in dataset().records[collection].items()}


@cache
def bibliography() -> dict[str, Source]:
    text = (DOCS / "references.bib").read_text(encoding="utf-8")
    return {key: Source(key, dict(_FIELD.findall(body))) for key, body in _ENTRY.findall(text)}


def report_pages() -> list[Path]:
    """Return the pages of the report itself, without the guide."""
    return sorted(
        path for path in DOCS.rglob("*.md") if "guide" not in path.relative_to(DOCS).parts
    )


def cited(text: str) -> set[str]:
    """Return the keys that a text cites with the role ``cite``."""
    return {key.strip() for keys in _CITATION.findall(text) for key in keys.split(",")}


def sources_of(values: dict[str, Any]) -> set[str]:
    """Return the sources of a record: those it lists, and those that its texts cite."""
    return set(values.get("sources") or ()) | cited(
        " ".join(value for value in values.values() if isinstance(value, str))
    )
