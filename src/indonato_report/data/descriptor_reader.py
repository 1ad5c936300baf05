"""``datapackage.yaml`` to :class:`~indonato_report.data.descriptor.Package`.

The file is validated by its own JSON Schema, then every name in it that must exist is looked up by
:mod:`indonato_report.data.descriptor_check`.  All problems are reported, with their lines.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from indonato_report.data import descriptor_schema, reader, violations
from indonato_report.data.descriptor import Collection, FactFields, Field, Package, SortKey, View
from indonato_report.data.descriptor_check import DescriptorCheck
from indonato_report.data.problems import Problem, described

#: What the published descriptor takes over as it is.
_PASSED_ON = ("homepage", "keywords", "contributors", "sources", "licenses")

_CODES = {"data.unknown-field": "descriptor.unknown-key"}


def read_descriptor(path: Path) -> tuple[Package | None, list[Problem]]:
    """Read and check a descriptor.

    Args:
        path: the ``datapackage.yaml`` (JSON is accepted too).

    Returns:
        The package, or ``None`` if it cannot be used, and all problems.
    """
    file, content, problems = reader.read_file(path)
    if file is None or problems:
        return None, [_of_descriptor(problem) for problem in problems]
    if not isinstance(content, dict):
        message = f"expected the keys 'name' and 'resources', found {described(content)}"
        return None, [Problem(file.shown, 1, 1, "descriptor.schema", message)]
    content = violations.plain(content)
    check = DescriptorCheck(file)
    validator = violations.Validator(descriptor_schema.DESCRIPTOR_SCHEMA, thing="key")
    for found in validator.violations(content):
        code = _CODES.get(found.code, "descriptor.schema")
        check.report(found.pointer, code, found.message, at_key=found.at_key)
    if not check.problems:
        check.package(content)
    if check.problems:
        return None, sorted(set(check.problems))
    return _package(path, content), []


def _of_descriptor(problem: Problem) -> Problem:
    """Return a problem of any file in the words for a descriptor, which is no list of records."""
    if problem.code != "file.empty":
        return problem
    message = "this descriptor is empty; it needs the keys 'name' and 'resources'"
    return problem._replace(message=message)


def _package(path: Path, content: Mapping[str, Any]) -> Package:
    extra = content.get("report", {})
    bibliography = extra.get("bibliography")
    collections = [_collection(resource) for resource in content["resources"]]
    return Package(
        path=path,
        name=content["name"],
        title=content.get("title", content["name"]),
        description=content.get("description", ""),
        version=content.get("version", ""),
        licenses=tuple(content.get("licenses", ())),
        bibliography=(path.parent / bibliography) if bibliography else None,
        edition_date=extra.get("edition_date", ""),
        metadata={name: content[name] for name in _PASSED_ON if name in content},
        collections={collection.name: collection for collection in collections},
    )


def _collection(resource: Mapping[str, Any]) -> Collection:
    extra = resource.get("report", {})
    key = texts(resource["schema"]["primaryKey"])[0]
    references = foreign_keys(resource)
    fields = {
        each["name"]: _field(each, references.get(each["name"], ""))
        for each in resource["schema"]["fields"]
    }
    facts = extra.get("facts", False)
    return Collection(
        name=resource["name"],
        title=resource.get("title", resource["name"]),
        description=resource.get("description", ""),
        paths=texts(resource["path"]),
        fields=fields,
        key=key,
        title_field=extra.get("title", key),
        home=extra.get("home", ""),
        views={name: _view(name, each) for name, each in extra.get("views", {}).items()},
        profile=tuple(extra.get("profile", ())),
        distinct=tuple(extra.get("distinct", ())),
        facts=FactFields(**facts) if isinstance(facts, dict) else FactFields() if facts else None,
        metadata={name: resource[name] for name in _PASSED_ON if name in resource},
        digest=hashlib.sha256(json.dumps(resource, sort_keys=True).encode()).hexdigest()[:16],
    )


def foreign_keys(resource: Mapping[str, Any]) -> dict[str, str]:
    """Return field and collection of each foreign key; the standard's way to say `references`."""
    return {
        texts(each["fields"])[0]: each["reference"].get("resource") or resource["name"]
        for each in resource["schema"].get("foreignKeys", ())
    }


def _field(declared: Mapping[str, Any], references: str) -> Field:
    extra = declared.get("report", {})
    markdown = extra.get("markdown", False)
    return Field(
        name=declared["name"],
        type=declared["type"],
        title=declared.get("title", declared["name"]),
        description=declared.get("description", ""),
        format=declared.get("format", "default"),
        constraints=declared.get("constraints", {}),
        categories=dict(_category(each) for each in declared.get("categories", ())),
        markdown="inline" if markdown is True else markdown or "",
        references=extra.get("references", references),
        sources=extra.get("sources", False),
        precision=extra.get("precision", ""),
        not_before=extra.get("not_before", ""),
        decimals=extra.get("decimals"),
        translatable=extra.get("translatable", False),
        example=declared.get("example"),
    )


def _category(declared: str | Mapping[str, str]) -> tuple[str, str]:
    if isinstance(declared, str):
        return declared, declared
    return declared["value"], declared.get("label", declared["value"])


def _view(name: str, declared: Mapping[str, Any]) -> View:
    return View(
        name=name,
        columns=tuple(declared["columns"]),
        labels=declared.get("labels", {}),
        widths=tuple(declared.get("widths", ())),
        sort=parse_sort(texts(declared.get("sort", ()))),
        group=declared.get("group", ""),
        landscape=declared.get("landscape", False),
    )


def parse_sort(names: tuple[str, ...]) -> tuple[SortKey, ...]:
    """Return sort keys from names, where a leading hyphen means descending."""
    return tuple((name.removeprefix("-"), name.startswith("-")) for name in names)


def texts(value: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """Return one text or several as a tuple."""
    return (value,) if isinstance(value, str) else tuple(value)
