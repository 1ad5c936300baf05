"""Whether the constraints and options of a field fit its type."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from indonato_report.data.problems import described, listed, quoted
from indonato_report.data.schema import whole_value

_Found: TypeAlias = tuple[tuple[str | int, ...], str, str]

#: Which types a constraint or option is for.
_TYPES_OF = {
    "pattern": ("string",),
    "minimum": ("integer", "number", "date", "year", "yearmonth"),
    "maximum": ("integer", "number", "date", "year", "yearmonth"),
    "minLength": ("string", "array"),
    "maxLength": ("string", "array"),
    "markdown": ("string",),
    "references": ("string", "array"),
    "sources": ("string", "array"),
    "precision": ("date",),
    "not_before": ("date", "year", "yearmonth"),
    "decimals": ("integer", "number", "any"),
    "translatable": ("string", "array"),
    "categories": ("string", "array"),
    "format": ("string",),
}

#: Options of which a field may have only one: each says what its values are.
_EXCLUSIVE = ("markdown", "references", "sources", "categories")

_DATES = {
    "date": r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\Z",
    "yearmonth": r"\d{4}-(0[1-9]|1[0-2])\Z",
    "year": r"\d{4}\Z",
}


def problems_of(field: Mapping[str, Any]) -> Iterator[_Found]:
    """Yield pointer, code and message for each constraint or option that doesn't fit.

    Args:
        field: a field as the descriptor declares it, of the right shape.
    """
    given = {
        **{name: ("constraints", name) for name in field.get("constraints", {})},
        **{name: ("report", name) for name, on in field.get("report", {}).items() if on},
        **{name: (name,) for name in ("categories", "format") if name in field},
    }
    kind = field["type"]
    for name, pointer in given.items():
        types = _TYPES_OF.get(name)
        if types is not None and kind not in types:
            message = f"{name}: is for fields of type {listed(types)}; this one is of type {kind}"
            yield pointer, "descriptor.constraint", message
    meanings = [name for name in _EXCLUSIVE if name in given]
    if len(meanings) > 1:
        message = f"{' and '.join(meanings)} cannot both say what the values are; keep one"
        yield given[meanings[1]], "descriptor.constraint", message
    yield from _categories(field.get("categories", ()))
    limits = field.get("constraints", {})
    if "pattern" in limits and kind == "string":
        yield from _pattern(limits["pattern"])
    yield from _limits(kind, limits)
    yield from _enum(kind, limits.get("enum", ()))


def _categories(declared: Any) -> Iterator[_Found]:
    values = [each if isinstance(each, str) else each["value"] for each in declared]
    for number, value in enumerate(values):
        if value in values[:number]:
            message = f"categories: {quoted(value)} stands twice; keep one"
            yield ("categories", number), "descriptor.duplicate", message
        elif ";" in value or value != value.strip():
            message = (
                f"categories: {quoted(value)} may hold no semicolon, and no space at its ends; "
                "choose a short name, and write the rest as its label"
            )
            yield ("categories", number), "descriptor.constraint", message


def _pattern(pattern: str) -> Iterator[_Found]:
    import jsonschema_rs

    reason = ""
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        reason = str(error)
    else:
        try:
            jsonschema_rs.Draft202012Validator({"pattern": whole_value(pattern)})
        except ValueError:
            reason = "it uses a construct that the validator does not know"
    if reason:
        message = f"pattern: {quoted(pattern)} is no regular expression: {reason}"
        yield ("constraints", "pattern"), "descriptor.pattern", message


def _limits(kind: str, limits: Mapping[str, Any]) -> Iterator[_Found]:
    for name in ("minimum", "maximum"):
        if name not in limits or kind not in _TYPES_OF[name]:
            continue
        value = limits[name]
        if kind in _DATES and not re.match(_DATES[kind], str(value)):
            example = {"date": "2019-12-31", "yearmonth": "2019-12", "year": "2019"}[kind]
            message = f'{name}: expected a {kind} such as "{example}", found {described(value)}'
            yield ("constraints", name), "descriptor.constraint", message
        elif kind not in _DATES and isinstance(value, str):
            message = f"{name}: expected a number, found {described(value)}"
            yield ("constraints", name), "descriptor.constraint", message
    for low, high in (("minimum", "maximum"), ("minLength", "maxLength")):
        least, most = limits.get(low), limits.get(high)
        if least is None or most is None or isinstance(least, str) is not isinstance(most, str):
            continue
        if least > most:
            message = f"{low}: {least} is more than {high}, {most}; no value can be both"
            yield ("constraints", low), "descriptor.constraint", message


def _enum(kind: str, values: Any) -> Iterator[_Found]:
    for number, value in enumerate(values):
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        fits = {
            "integer": is_number and value == value // 1,
            "number": is_number,
            "boolean": isinstance(value, bool),
            "any": isinstance(value, str | int | float),
        }.get(kind, isinstance(value, str))
        if not fits:
            message = f"enum: {described(value)} cannot be a value of a field of type {kind}"
            yield ("constraints", "enum", number), "descriptor.constraint", message
