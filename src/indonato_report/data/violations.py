"""Validation by JSON Schema, and what it finds in plain words.

Validation itself is done by the compiled ``jsonschema-rs``; here its errors are turned into
messages that speak of fields and records, say what was found and what was expected, and name the
nearest valid value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from indonato_report.data import advice
from indonato_report.data.descriptor import Field
from indonato_report.data.positions import Pointer
from indonato_report.data.problems import described, listed, nearest, quoted
from indonato_report.data.schema import ADDRESS, KEY_PATTERN, LIST_ENTRY, NOT_BLANK


class Violation(NamedTuple):
    """One violation: where, which code, the words, and whether the place is the field's name."""

    pointer: Pointer
    code: str
    message: str
    at_key: bool = False


class Validator:
    """Validates values by one schema.

    Args:
        schema: a JSON Schema (2020-12).
        fields: the fields of the collection, for messages that know what a field expects.
        thing: what the names in the value are called in messages: ``field`` or ``key``.

    Raises:
        ValueError: if the schema holds a pattern that is no regular expression.
    """

    def __init__(
        self, schema: Mapping[str, Any], fields: Mapping[str, Field] | None = None, thing: str = ""
    ) -> None:
        """Compile the schema."""
        # Compiled; imported late because a build with nothing to do needs no validation.
        import jsonschema_rs

        self._schema = dict(schema)
        self._fields = fields or {}
        self._thing = thing or "field"
        self._compiled = jsonschema_rs.Draft202012Validator(self._schema, validate_formats=True)
        items = {"type": "array", "items": self._schema}
        self._compiled_list = jsonschema_rs.Draft202012Validator(items, validate_formats=True)

    def all_valid(self, values: Sequence[Any]) -> bool:
        """Whether all of a list of values are valid; the fast way."""
        try:
            return bool(self._compiled_list.is_valid(values))
        except ValueError:  # names that are no texts
            return False

    def is_valid(self, value: Any) -> bool:
        """Whether one value, which :func:`plain` has made plain, is valid."""
        return bool(self._compiled.is_valid(value))

    def violations(self, value: Any) -> Iterator[Violation]:
        """Yield every violation of one value, which :func:`plain` has made plain."""
        if self._compiled.is_valid(value):
            return
        explain = _Explanation(self._schema, self._fields, self._thing)
        for error in self._compiled.iter_errors(value):
            yield from explain(error)


def plain(value: Any) -> Any:
    """Return ``value`` with texts for all names, as JSON has them."""
    if isinstance(value, dict):
        return {plain_name(name): plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return value


def plain_name(name: Any) -> str:
    """Return the name of a field as it is written in a file."""
    if name is None:
        return "null"
    return str(name).lower() if isinstance(name, bool) else str(name)


class _Explanation:
    """Turns an error of ``jsonschema-rs`` into words that speak of fields and records."""

    def __init__(self, schema: Mapping[str, Any], fields: Mapping[str, Field], thing: str) -> None:
        self._schema = schema
        self._fields = fields
        self._thing = thing

    def __call__(self, error: Any) -> Iterator[Violation]:
        pointer: list[str | int] = list(error.instance_path)
        name = next((str(step) for step in reversed(pointer) if isinstance(step, str)), "")
        kind = error.kind.as_dict()
        keyword = str(error.kind.name)
        if keyword == "additionalProperties":
            yield from self._unknown(error, pointer, kind)
        elif keyword == "anyOf":
            yield from self._alternatives(error, pointer, name, kind)
        elif keyword == "required":
            missing = str(kind["property"])
            message = f"{missing}: this {self._thing} is required, but missing"
            if missing in self._fields:
                message += f"; expected {self._expected(missing)}"
            yield Violation([*pointer, missing], "data.required", message)
        else:
            code, words = self._value(keyword, error, kind, name)
            yield Violation(pointer, code, f"{name}: {words}" if name else words)

    def _expected(self, name: str) -> str:
        field = self._fields[name]
        allowed = [str(each) for each in field.allowed_values]
        if not allowed:
            return advice.EXPECTED[field.type]
        return (
            f"one of {listed(allowed)}" if field.type != "array" else f"a list of {listed(allowed)}"
        )

    def _unknown(
        self, error: Any, pointer: list[str | int], kind: Mapping[str, Any]
    ) -> Iterator[Violation]:
        schema: Any = self._schema
        for step in list(error.schema_path)[:-1]:
            schema = schema[step]
        names = list(schema.get("properties", {}))
        for wrong in kind["unexpected"]:
            known = f"the {self._thing}s are {listed(names, 20)}.{nearest(wrong, names)}"
            if hint := advice.unknown_name(str(wrong)):
                known = hint
            message = f"{quoted(wrong)} is not a {self._thing} here; {known}"
            yield Violation([*pointer, str(wrong)], "data.unknown-field", message, at_key=True)

    def _alternatives(
        self, error: Any, pointer: list[str | int], name: str, kind: Mapping[str, Any]
    ) -> Iterator[Violation]:
        # Of several alternatives, the one that fails for another reason than its type is meant.
        types: list[str] = []
        for branch in kind["context"]:
            if any(e.kind.name != "type" or list(e.instance_path) != pointer for e in branch):
                for inner in branch:
                    yield from self._inside(error, inner, name)
                return
            types.extend(str(each) for e in branch for each in e.kind.as_dict()["types"])
        expected = " or ".join(self._named(each) for each in dict.fromkeys(types))
        message = f"expected {expected}, found {described(error.instance)}"
        yield Violation(pointer, "data.type", f"{name}: {message}" if name else message)

    def _inside(self, outer: Any, inner: Any, name: str) -> Iterator[Violation]:
        head = list(outer.instance_path)
        for found in self(inner):
            known = list(found.pointer)[: len(head)] == head
            message = found.message
            if not any(isinstance(step, str) for step in inner.instance_path) and name:
                message = message if message.startswith(f"{name}: ") else f"{name}: {message}"
            yield found._replace(
                pointer=found.pointer if known else [*head, *found.pointer], message=message
            )

    def _named(self, json_type: str) -> str:
        if self._thing == "key" and json_type in ("object", "array"):
            return "keys with their values" if json_type == "object" else "a list"
        return advice.EXPECTED.get(json_type, json_type)

    def _value(
        self, keyword: str, error: Any, kind: Mapping[str, Any], name: str
    ) -> tuple[str, str]:
        found = quoted(error.instance)
        match keyword:
            case "enum":
                options = [advice.as_written(option) for option in kind["options"]]
                hint = nearest(advice.as_written(error.instance), options)
                return "data.enum", f"{found} is not one of {listed(options, 20)}.{hint}"
            case "type":
                return "data.type", self._type(error, kind, name)
            case "format" if kind["format"] == "date":
                return "data.date", advice.date_words(str(error.instance), self._fields.get(name))
            case "format":
                return "data.format", f"{found} is not a whole mail address"
            case "pattern":
                return self._pattern(error, str(kind["pattern"]), name)
            case "minimum" | "maximum":
                word = "less" if keyword == "minimum" else "more"
                return "data.range", f"{found[1:-1]} is {word} than {kind['limit']}"
            case "minLength" | "minItems" | "maxLength" | "maxItems":
                word = "too short: at least" if keyword.startswith("min") else "too long: at most"
                thing = "character" if keyword.endswith("Length") else "entr"
                ending = {"character": ("", "s"), "entr": ("y", "ies")}[thing][kind["limit"] != 1]
                return "data.length", f"{word} {kind['limit']} {thing}{ending}"
        return "data.type", str(error.message)

    def _pattern(self, error: Any, pattern: str, name: str) -> tuple[str, str]:
        found, field = quoted(error.instance), self._fields.get(name)
        if pattern == NOT_BLANK:
            return "data.required", "the text is empty; write one, or delete the field"
        if pattern == LIST_ENTRY:
            return "data.list-entry", advice.list_entry_words(str(error.instance))
        if pattern == ADDRESS:
            return "data.format", (
                f"{found} is no whole address; it must begin with https://, http:// or mailto:, "
                "and hold no spaces"
            )
        if field is not None and field.type in ("year", "yearmonth"):
            return "data.date", f"{found} is not {advice.EXPECTED[field.type]}"
        bare = pattern.removeprefix("^(?:").removesuffix(")$").removeprefix("^").removesuffix("$")
        rule = advice.PATTERNS.get(bare, f"of the form {bare}")
        if field is not None and field.description:
            rule += f" ({field.description.rstrip('.')})"
        words = f"{found} is not {rule}.{advice.slug_hint(str(error.instance), pattern)}"
        return ("data.id" if bare == KEY_PATTERN else "data.pattern"), words

    def _type(self, error: Any, kind: Mapping[str, Any], name: str) -> str:
        instance = error.instance
        path = list(error.instance_path)
        field = self._fields.get(name)
        if field is not None and path and path[-1] == name:
            expected = advice.EXPECTED[field.type]
        else:
            expected = " or ".join(self._named(str(each)) for each in kind["types"])
        hint = advice.type_hint(expected, instance)
        return f"expected {expected}, found {described(instance)}{hint}"
