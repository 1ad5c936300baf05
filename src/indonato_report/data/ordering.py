"""The order of records, the same on every machine.

Texts are ordered without regard to case and accents (by their Unicode decomposition, not by the
machine's locale), enumerations in the order in which the descriptor declares them, numbers before
texts where a field holds both, and a record without a value comes last in either direction.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from indonato_report.data.descriptor import Collection, Field, SortKey
from indonato_report.data.formats import Flawed


def ordered(records: Iterable[Any], collection: Collection, sort: Sequence[SortKey]) -> list[Any]:
    """Return records in order; those that compare equal keep theirs.

    Args:
        records: objects with an attribute ``values``.
        collection: the collection that they belong to.
        sort: keys, the most important first.
    """
    result = list(records)
    for name, descending in reversed(sort):
        key = order_of(collection.fields[name])
        keyed = [(key(record.values.get(name)), record) for record in result]
        present = [pair for pair in keyed if pair[0] is not None]
        present.sort(key=lambda pair: pair[0], reverse=descending)
        result = [record for _, record in present]
        result += [record for found, record in keyed if found is None]
    return result


def order_of(field: Field) -> Callable[[Any], Any]:
    """Return the function from a field's value to what is compared; ``None`` is no value.

    Of a list, the first entry counts.
    """
    if field.allowed_values and not field.is_numeric:
        ranks = {value: rank for rank, value in enumerate(field.allowed_values)}
        return lambda value: ranks.get(_first(value))
    return lambda value: collation_key(_first(value))


def _first(value: Any) -> Any:
    if isinstance(value, list):
        value = value[0] if value else None
    return None if isinstance(value, Flawed) else value


def collation_key(value: Any) -> tuple[int, Any, Any] | None:
    """Return the key by which values are ordered, or ``None`` for no value.

    Truth values come first, then numbers, then texts.
    """
    if value is None:
        return None
    if isinstance(value, bool):
        return 0, value, 0
    if isinstance(value, int | float):
        return 1, value, 0
    text = str(value)
    if text.isascii():
        return 2, text.casefold(), text
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return 2, bare.casefold(), text
