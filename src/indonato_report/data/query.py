"""Filters: a small language of comparisons, compiled to functions, never evaluated as code.

A filter such as ``kind in ("visit", "dialogue") and date >= "2019"`` is read by
:mod:`indonato_report.data.query_parser` and translated part by part.  Names, types and enumerated
values are checked against the descriptor, because a filter that is wrong must never show more than
was asked for.

What holds for values:

- A record without a value is equal to ``none`` and to nothing else, and not before or after
  anything; ``!=``, ``not in`` and ``not`` are the exact opposites of ``==``, ``in`` and what they
  stand in front of, so they match it.
- A value that failed its check is unknown: a record that has it in any field that the filter names
  never matches.
- Dates are compared as far as both sides are written: ``date <= "2019"`` holds for all of 2019.
- Values of an enumeration come in the declared order, other texts in that of :mod:`ordering`.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from collections.abc import Collection as Container
from typing import Any, NoReturn, TypeAlias

from indonato_report.data.descriptor import Collection, Field
from indonato_report.data.formats import Flawed
from indonato_report.data.problems import listed, nearest, quoted
from indonato_report.data.query_parser import (
    ALLOWED,
    Both,
    Comparison,
    Condition,
    Constant,
    Membership,
    Name,
    Not,
    Operand,
    QueryError,
    parse_filter,
)
from indonato_report.data.query_values import Predicate, Sides, family, family_of

__all__ = ["ALLOWED", "Predicate", "QueryError", "compile_filter", "parse_selection"]

_KnownKeys: TypeAlias = Callable[[str], "Container[str] | None"]

_SELECTION = re.compile(r"\s*(?P<collection>\S+)(?:\s+where\b\s*(?P<where>.*))?\s*\Z", re.DOTALL)
_SIGNS: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_DATE_FORMS = {
    "date": (
        r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?\Z",
        '"2019", "2019-12" or "2019-12-31"',
    ),
    "yearmonth": (r"\d{4}(-(0[1-9]|1[0-2]))?\Z", '"2019" or "2019-12"'),
    "year": (r"\d{4}\Z", '"2019"'),
}
_WANTED = {"text": 'a "text"', "number": "a number", "boolean": "true or false"}


def parse_selection(text: str) -> tuple[str, str]:
    """Split ``COLLECTION [where FILTER]`` into collection and filter.

    Raises:
        QueryError: if the text has another form.
    """
    found = _SELECTION.match(text)
    if not found:
        raise QueryError(f"{quoted(text)} is not of the form: COLLECTION where FILTER.")
    if found["where"] is not None and not found["where"].strip():
        raise QueryError(f"'where' stands without a filter. {ALLOWED}")
    return found["collection"], (found["where"] or "").strip()


def compile_filter(
    text: str,
    collection: Collection,
    known_keys: _KnownKeys = lambda name: None,
) -> Predicate:
    """Compile a filter to a function from a record's values to true or false.

    Args:
        text: the filter; an empty one matches every record.
        collection: whose fields the filter may name.
        known_keys: returns the keys of a collection, so that a misspelt reference is found, or
            ``None`` if they are not known.

    Raises:
        QueryError: if the filter holds anything that is not allowed.
    """
    if not text.strip():
        return lambda values: True
    compiler = _Compiler(collection, known_keys)
    condition = compiler.condition(parse_filter(text))
    names = sorted(compiler.used)
    if len(names) == 1:  # as most filters do; a loop would take as long as the comparison
        (only,) = names
        return lambda values: not isinstance(values.get(only), Flawed) and condition(values)

    def matches(values: dict[str, Any]) -> bool:
        for name in names:
            if isinstance(values.get(name), Flawed):
                return False
        return condition(values)

    return matches


def _refuse(operand: Operand, why: str) -> NoReturn:
    raise QueryError(f"at character {operand.place}, {quoted(operand.text)} {why} {ALLOWED}")


def _joined(word: str, parts: Sequence[Predicate]) -> Predicate:
    """Return the test whether all (``and``) or any (``or``) of some conditions hold."""
    if len(parts) == 1:
        return parts[0]
    if len(parts) == 2:  # by far the most frequent: without a loop
        first, second = parts
        if word == "and":
            return lambda values: first(values) and second(values)
        return lambda values: first(values) or second(values)
    if word == "and":
        return lambda values: all(part(values) for part in parts)
    return lambda values: any(part(values) for part in parts)


class _Compiler:
    """Translates the parts of a filter, one method a kind of part."""

    def __init__(self, collection: Collection, known_keys: _KnownKeys) -> None:
        self._fields = collection.fields
        self._known_keys = known_keys
        self.used: set[str] = set()

    def condition(self, node: Condition) -> Predicate:
        if isinstance(node, Both):
            parts = [self.condition(part) for part in node.parts]
            return _joined(node.word, parts)
        if isinstance(node, Not):
            return _opposite(self.condition(node.part))
        if isinstance(node, Membership):
            found = self._membership(node)
            return _opposite(found) if node.negated else found
        if isinstance(node, Comparison):
            pairs = zip(node.operands, node.signs, node.operands[1:], strict=False)
            tests = [self._comparison(left, sign, right) for left, sign, right in pairs]
            return _joined("and", tests)
        field = self._field(node)
        if field is not None and field.type == "boolean":
            name = field.name
            return lambda values: values.get(name) is True
        _refuse(node, "is no condition; compare it with something.")

    def _field(self, operand: Operand) -> Field | None:
        """Return the field that an operand names; ``None`` for a constant."""
        if isinstance(operand, Constant):
            return None
        if operand.text not in self._fields:
            names = list(self._fields)
            hint = nearest(operand.text, names) or (
                f' A text stands in quotation marks: "{operand.text}".'
            )
            raise QueryError(
                f"at character {operand.place}, {quoted(operand.text)} is not a field; the fields "
                f"are {listed(names, 40)}.{hint}"
            )
        self.used.add(operand.text)
        return self._fields[operand.text]

    def _comparison(self, left: Operand, sign: str, right: Operand) -> Predicate:
        field, other = self._field(left), self._field(right)
        if field is None and other is None:
            _refuse(left, "is compared with another constant; one side must be a field.")
        for side, operand, opposite in ((field, left, right), (other, right, left)):
            if side is None:
                continue
            if side.type == "array":
                _refuse(operand, f'is a list; write "text" in {side.name}.')
            if side.type == "boolean" and sign in _SIGNS:
                _refuse(operand, "is true or false, and has no order.")
            if isinstance(opposite, Constant):
                if opposite.value is None and sign in _SIGNS:
                    _refuse(opposite, "has no order; write == none or != none.")
                if opposite.value is not None:
                    self._check_value(side, opposite)
        if field is not None and other is not None:
            if family(field) != family(other):
                _refuse(right, f"and {quoted(field.name)} are of different types.")
            if sign in _SIGNS and field.allowed_values != other.allowed_values:
                _refuse(right, f"and {quoted(field.name)} have no order in common.")
        sides = Sides(field or other, left, right)
        if sign in _SIGNS:
            return sides.in_order(_SIGNS[sign])
        return sides.equal if sign == "==" else _opposite(sides.equal)

    def _membership(self, node: Membership) -> Predicate:
        if isinstance(node.container, Name):
            return self._in_field(node.item, node.container)
        field = self._field(node.item)
        if field is None:
            _refuse(node.item, "must be a field, because a list of values follows.")
        if field.type == "array":
            tests = " or ".join(f"{item.text} in {field.name}" for item in node.container[:3])
            _refuse(node.item, f"is a list itself; write {tests}.")
        for item in node.container:
            if isinstance(item, Name):
                self._field(item)
                _refuse(item, "is a field, and a list holds only values.")
        tests_of = [self._comparison(node.item, "==", item) for item in node.container]
        return lambda values: any(test(values) for test in tests_of)

    def _in_field(self, item: Operand, container: Name) -> Predicate:
        field = self._field(container)
        if field is None or field.type not in ("array", "string"):
            _refuse(container, "holds no list and no text; compare it by == or <= and the like.")
        if not isinstance(item, Constant) or not isinstance(item.value, str):
            _refuse(item, f'must be a "text", to be looked for in {field.name}.')
        if field.type == "array":
            self._check_value(field, item)
        elif field.allowed_values or field.references:
            _refuse(container, f"holds one value; write {field.name} == {item.text}.")
        name, text = field.name, item.value

        def contains(values: dict[str, Any]) -> bool:
            value = values.get(name)
            return value is not None and text in value

        return contains

    def _check_value(self, field: Field, constant: Constant) -> None:
        """Refuse a constant that no value of the field could ever be."""
        value, wanted = constant.value, family(field)
        if wanted == "date":
            form, forms = _DATE_FORMS[field.type]
            if not isinstance(value, str) or not re.match(form, value):
                _refuse(constant, f"is no date as {quoted(field.name)} has them; write {forms}.")
        elif wanted != "any" and family_of(value) != wanted:
            _refuse(constant, f"cannot be in {quoted(field.name)}, which holds {_WANTED[wanted]}.")
        if field.allowed_values and value not in field.allowed_values:
            names = [str(each) for each in field.allowed_values]
            raise QueryError(
                f"at character {constant.place}, {quoted(value)} is not a value of "
                f"{quoted(field.name)}; the values are {listed(names, 40)}.{nearest(value, names)}"
            )
        keys = self._known_keys(field.references) if field.references else None
        if keys is not None and value not in keys:
            raise QueryError(
                f"at character {constant.place}, {quoted(value)} is not a key of "
                f"{quoted(field.references)}, whose keys are {listed(sorted(keys))}."
                f"{nearest(value, keys)}"
            )


def _opposite(predicate: Predicate) -> Predicate:
    return lambda values: not predicate(values)
