"""Specifications that an author writes: read, held against what is allowed, given their data.

Vega-Lite may fetch data and pictures from addresses.  A report is built without a network, and what
it shows is in its data, so that every way to an address is refused.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from indonato_report.charts import theme
from indonato_report.charts.channels import Spec
from indonato_report.charts.request import ChartError, ChartRequest
from indonato_report.charts.spec import SCHEMA
from indonato_report.data.data_file import DataFile, Rejected
from indonato_report.data.descriptor import Field
from indonato_report.data.formats import Flawed
from indonato_report.data.problems import quoted
from indonato_report.data.records import Record

#: What leads out of the specification, or makes it draw what only a browser could.
_REFUSED = {
    "url": "an address",
    "href": "a link",
    "datasets": "data of its own",
    "usermeta": "settings of a viewer",
    "params": "an interaction, which a picture has not",
    "selection": "an interaction, which a picture has not",
}


def read_own_spec(text: str) -> Spec:
    """Return a specification written in YAML or JSON.

    Raises:
        ChartError: if it cannot be read, is no mapping, or holds what is not allowed.
    """
    from pathlib import Path

    # JSON is YAML, but the reader of YAML keeps numbers in scientific notation as text.
    if text.lstrip().startswith("{"):
        try:
            spec = json.loads(text)
        except ValueError as error:
            raise ChartError(f"the specification is no JSON: {error}.") from None
    else:
        from indonato_report.data import yaml_reader

        try:
            spec = yaml_reader.parse(DataFile(Path("spec.yaml"), "specification", text))
        except Rejected as rejected:
            first = rejected.problems[0]
            raise ChartError(f"line {first.line} of the specification: {first.message}.") from None
    if not isinstance(spec, dict):
        raise ChartError("the specification must be a mapping, such as `mark: bar`.")
    for path, name, value in _entries(spec, ()):
        where = ".".join(map(str, (*path, name)))
        if name in _REFUSED:
            raise ChartError(
                f"{quoted(where)} is {_REFUSED[name]}, which no chart here may have; data come "
                "from the collection."
            )
        if name == "data":
            raise ChartError(
                f"{quoted(where)}: leave the data out, they are the records of the collection."
            )
        if value == "image" and name in ("mark", "type"):
            raise ChartError(f"{quoted(where)}: pictures in charts are not allowed.")
    return spec


def _entries(part: Any, path: tuple[str | int, ...]) -> Iterator[tuple[Any, str, Any]]:
    """Yield path, name and value of all that is in a specification."""
    if isinstance(part, dict):
        for name, value in part.items():
            yield path, str(name), value
            yield from _entries(value, (*path, str(name)))
    elif isinstance(part, list):
        for number, value in enumerate(part):
            yield from _entries(value, (*path, number))


def named_fields(spec: Spec) -> list[str]:
    """Return the fields that encodings name, each once, in the order of the specification."""
    found: dict[str, None] = {}
    for path, name, value in _entries(spec, ()):
        if name == "field" and isinstance(value, str) and "encoding" in path:
            found.setdefault(value)
    return list(found)


def made_fields(spec: Spec) -> set[str]:
    """Return the names of fields that transformations of the specification make."""
    found: set[str] = set()
    for _path, name, value in _entries(spec, ()):
        if name == "as":
            found.update([value] if isinstance(value, str) else map(str, value))
        elif name == "fold":
            found |= {"key", "value"}
    return found


def complete(request: ChartRequest, spec: Spec, records: Iterable[Record]) -> Spec:
    """Return an author's specification with our look and the records as its data.

    Values of enumerations are given by their labels.

    Args:
        request: title, height and collection.
        spec: as read by :func:`read_own_spec`.
        records: those that match.
    """
    fields = request.collection.fields
    used = named_text(spec)
    values = [
        {
            name: _value(fields[name], value)
            for name, value in record.values.items()
            if name in fields and name in used and not isinstance(value, Flawed)
        }
        for record in records
    ]
    whole: Spec = {"$schema": SCHEMA, "width": theme.WIDTH - 90, **_titled(spec, request)}
    own = whole.get("config")
    whole["config"] = {**theme.config(), **(own if isinstance(own, dict) else {})}
    whole["data"] = {"values": values}
    if request.title:
        whole.setdefault("title", request.title)
    if request.height:
        whole["height"] = request.height
    return whole


def named_text(spec: Spec) -> str:
    """Return a specification as one text, in which to look for the names of fields."""
    return json.dumps(spec, ensure_ascii=False)


def _value(field: Field, value: Any) -> Any:
    if isinstance(value, list):
        return [field.categories.get(str(each), each) for each in value]
    return field.categories.get(value, value) if isinstance(value, str) else value


def _titled(part: Any, request: ChartRequest) -> Any:
    """Return a specification in which fields without a title of their own have ours."""
    if isinstance(part, list):
        return [_titled(each, request) for each in part]
    if not isinstance(part, dict):
        return part
    whole = {name: _titled(each, request) for name, each in part.items()}
    field = whole.get("field")
    if isinstance(field, str) and "type" in whole and field in request.collection.fields:
        whole.setdefault("title", request.label(field))
    return whole
