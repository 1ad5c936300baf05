"""How a filter compares the values of a record.

What is there is compared with its own kind only; what is not there equals nothing but ``none`` and
has no order.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeAlias

from indonato_report.data.descriptor import Field
from indonato_report.data.ordering import collation_key, order_of
from indonato_report.data.query_parser import Constant, Operand

Predicate: TypeAlias = Callable[[dict[str, Any]], bool]


class Sides:
    """The two sides of a comparison, at least one of which is a field."""

    def __init__(self, field: Field | None, left: Operand, right: Operand) -> None:
        """Prepare the comparison; ``field`` is the field that says how values are compared."""
        self._left_side, self._right_side = left, right
        self._left, self._right = _getter(left), _getter(right)
        self._is_date = field is not None and field.is_date
        self._key: Callable[[Any], Any] = collation_key
        if field is not None and field.allowed_values:
            self._key = order_of(field)

    def _values(self, values: dict[str, Any]) -> tuple[Any, Any]:
        left, right = self._left(values), self._right(values)
        if self._is_date and left is not None and right is not None:
            known = min(len(left), len(right))
            return left[:known], right[:known]
        return left, right

    def equal(self, values: dict[str, Any]) -> bool:
        """Whether both sides have the same value in a record."""
        left, right = self._values(values)
        # In Python, 1 is True; in data it is not.
        return bool(left == right and family_of(left) == family_of(right))

    def in_order(self, compare: Callable[[Any, Any], bool]) -> Predicate:
        """Return the test whether both sides have values that ``compare`` puts in order."""
        if self._is_date:
            # Dates are texts that order as they stand.
            def dates_hold(values: dict[str, Any]) -> bool:
                left, right = self._values(values)
                return left is not None and right is not None and compare(left, right)

            return dates_hold
        limit = self._right_side.value if isinstance(self._right_side, Constant) else None
        if isinstance(limit, str) and self._key is collation_key:
            return _text_in_order(self._left_side.text, compare, limit)
        left_key, right_key = (
            _key_getter(operand, self._key) for operand in (self._left_side, self._right_side)
        )

        def holds(values: dict[str, Any]) -> bool:
            left, right = left_key(values), right_key(values)
            if left is None or right is None or left[0] != right[0]:
                return False
            return compare(left[1], right[1])

        return holds


def _text_in_order(name: str, compare: Callable[[Any, Any], bool], limit: str) -> Predicate:
    """Return the test for what filters ask most often: a field against a constant text."""
    key = _text_key(limit)[1]

    def holds(values: dict[str, Any]) -> bool:
        value = values.get(name)
        return isinstance(value, str) and compare(_text_key(value)[1], key)

    return holds


def _getter(operand: Operand) -> Callable[[dict[str, Any]], Any]:
    if isinstance(operand, Constant):
        constant = operand.value
        return lambda values: constant
    name = operand.text
    return lambda values: values.get(name)


# A page with many tables asks for the same few texts again and again.
@lru_cache(maxsize=4096)
def _text_key(text: str) -> tuple[str, Any]:
    return "text", collation_key(text)


def _key_getter(
    operand: Operand, key: Callable[[Any], Any]
) -> Callable[[dict[str, Any]], tuple[str, Any] | None]:
    """Return the function to a side's family and key; those of a constant are made once."""

    def keyed(value: Any) -> tuple[str, Any] | None:
        if key is collation_key and isinstance(value, str):
            return _text_key(value)
        return None if value is None else (family_of(value), key(value))

    if isinstance(operand, Constant):
        constant = keyed(operand.value)
        return lambda values: constant
    name = operand.text
    return lambda values: keyed(values.get(name))


def family(field: Field) -> str:
    """Return what kind of values a field holds: ``text``, ``number``, ``date`` and so on."""
    if field.is_date:
        return "date"
    return {"integer": "number", "string": "text", "array": "text"}.get(field.type, field.type)


def family_of(value: Any) -> str:
    """Return what kind of value this is, of those that can be told apart by looking at it."""
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "boolean"
    return "number" if isinstance(value, int | float) else "text"
