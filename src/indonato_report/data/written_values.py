"""What a file writes to what a collection's fields hold.

YAML and JSON have types of their own; in CSV and BibTeX everything is text.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from indonato_report.data.descriptor import Field

#: Makes the values of a record from what its file holds.
Cleaner: TypeAlias = Callable[[dict[Any, Any], Mapping[str, Field]], dict[Any, Any]]

_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?\Z")
_INTEGER = re.compile(r"[+-]?[0-9]{1,300}\Z")


def cleaner(kind: str) -> Cleaner:
    """Return how records of a kind of file are made; ``kind`` is its ending, such as ``.csv``."""
    return _CLEAN.get(kind, _without_blanks)


def _without_blanks(record: dict[Any, Any], fields: Mapping[str, Field]) -> dict[Any, Any]:
    """Drop fields without a value, which are the same as missing ones."""
    if None not in (values := record.values()) and "" not in values:
        return record
    return {name: value for name, value in record.items() if value is not None and value != ""}


def _from_csv(record: dict[str, str], fields: Mapping[str, Field]) -> dict[str, Any]:
    return {name: _typed(value, fields.get(name)) for name, value in record.items()}


def _from_bibliography(record: dict[str, str], fields: Mapping[str, Field]) -> dict[str, Any]:
    """Keep the declared fields: a bibliography has others, which are none of the report's."""
    return {
        name: _typed(value, fields[name])
        for name, value in record.items()
        if value and name in fields
    }


def _typed(text: str, field: Field | None) -> Any:
    """Return the value that the text of a CSV cell stands for; as it is if it has another type."""
    if field is None:
        return text
    if field.type == "array":
        return [item.strip() for item in text.split(";") if item.strip()]
    if field.type in ("integer", "number", "any"):
        bare = text.strip()
        if _INTEGER.match(bare):
            return int(bare)
        if field.type != "integer" and _NUMBER.match(bare) and math.isfinite(float(bare)):
            return float(bare)
    if field.type in ("boolean", "any") and text.strip().lower() in ("true", "false"):
        return text.strip().lower() == "true"
    return text


_CLEAN: dict[str, Cleaner] = {".csv": _from_csv, ".bib": _from_bibliography}
