"""What a schema cannot say about a descriptor: whether the names in it exist, and fit.

It works on the content of the file as it was read, whose shape its schema has approved, because
there a problem's place can be told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from indonato_report.data import constraint_check
from indonato_report.data.data_file import DataFile
from indonato_report.data.descriptor import placeholders
from indonato_report.data.positions import Pointer
from indonato_report.data.problems import Problem, listed, nearest, quoted

_Place: TypeAlias = tuple[str | int, ...]
_Content: TypeAlias = Mapping[str, Any]

#: Words of the language of filters; a field of that name could not be filtered by.
RESERVED = ("and", "or", "not", "in", "true", "false", "none", "where")


class DescriptorCheck:
    """Looks up every name that the descriptor uses, and collects what is wrong."""

    def __init__(self, file: DataFile) -> None:
        """Start without problems."""
        self._file = file
        self._positions = file.positions()
        self._collections: list[str] = []
        self.problems: list[Problem] = []

    def report(self, pointer: Pointer, code: str, message: str, *, at_key: bool = False) -> None:
        """Note a problem at a place in the descriptor."""
        line, column = self._positions.find(pointer, key=at_key)
        self.problems.append(Problem(self._file.shown, line, column, code, message))

    def package(self, content: _Content) -> None:
        """Check the whole descriptor."""
        names = [resource["name"] for resource in content["resources"]]
        self._collections = names
        bibliography = content.get("report", {}).get("bibliography")
        for number, resource in enumerate(content["resources"]):
            here: _Place = ("resources", number)
            if resource["name"] in names[:number]:
                message = _twice("resource", resource["name"])
                self.report((*here, "name"), "descriptor.duplicate", message)
            if resource["name"] == "datapackage":
                message = (
                    "name: a resource cannot be called 'datapackage', which is the name of the "
                    "descriptor of the published data; rename it"
                )
                self.report((*here, "name"), "descriptor.schema", message)
            longer = [name for name in names if name.startswith(f"{resource['name']}-")]
            if longer:
                # The address of `b-c` in `a` would be that of `c` in `a-b`.
                message = (
                    f"name: {quoted(resource['name'])} begins the name {quoted(longer[0])}, so "
                    "that two records could have the same address; rename one of the two"
                )
                self.report((*here, "name"), "descriptor.duplicate", message)
            self._paths((*here, "path"), resource["path"], bibliography)
            fields = {each["name"]: each for each in resource["schema"]["fields"]}
            for position, field in enumerate(resource["schema"]["fields"]):
                place = (*here, "schema", "fields", position)
                earlier = resource["schema"]["fields"][:position]
                if field["name"] in [each["name"] for each in earlier]:
                    message = _twice("field", field["name"])
                    self.report((*place, "name"), "descriptor.duplicate", message)
                self._field(place, field, fields)
            self._primary_key((*here, "schema", "primaryKey"), resource["schema"], fields)
            self._foreign_keys((*here, "schema", "foreignKeys"), resource, fields, content)
            self._collection((*here, "report"), resource.get("report", {}), fields)

    def _paths(self, place: _Place, declared: str | list[str], bibliography: str | None) -> None:
        for number, path in enumerate(_texts(declared)):
            here = place if isinstance(declared, str) else (*place, number)
            if path == bibliography:
                continue  # the one file that may stand elsewhere, and that is read anyway
            if path.startswith("/") or ".." in path.split("/") or ":" in path or "\\" in path:
                message = (
                    f"path: {quoted(path)} must name a file in the folder of this descriptor or "
                    "below it, with '/' between folder and file, such as 'folder/*.yaml'"
                )
                self.report(here, "descriptor.path", message)

    def _field(self, place: _Place, field: _Content, fields: Mapping[str, _Content]) -> None:
        name = field["name"]
        if name in RESERVED:
            message = (
                f"name: a field cannot be called {quoted(name)}, which is a word of filters; "
                f"rename it, for example to '{name}_'"
            )
            self.report((*place, "name"), "descriptor.schema", message)
        for pointer, code, message in constraint_check.problems_of(field):
            self.report((*place, *pointer), code, message)
        extra = field.get("report", {})
        here = (*place, "report")
        references = extra.get("references")
        if references is not None and references not in self._collections:
            message = (
                f"references: {quoted(references)} is not a collection; the collections are "
                f"{listed(self._collections)}.{nearest(references, self._collections)}"
            )
            self.report((*here, "references"), "descriptor.collection", message)
        self._precision((*here, "precision"), extra.get("precision"), fields)
        self._date((*here, "not_before"), extra.get("not_before"), fields)

    def _precision(self, place: _Place, name: str | None, fields: Mapping[str, _Content]) -> None:
        if not self._known(place, name, fields) or name is None:
            return
        categories = fields[name].get("categories", ())
        values = [each if isinstance(each, str) else each["value"] for each in categories]
        if not values or set(values) - {"day", "month", "year"}:
            message = (
                f"precision: the field {quoted(name)} must have the categories day, month, year "
                "and no others"
            )
            self.report(place, "descriptor.field", message)

    def _date(self, place: _Place, name: str | None, fields: Mapping[str, _Content]) -> None:
        if self._known(place, name, fields) and name is not None:
            kind = fields[name]["type"]
            if kind not in ("date", "year", "yearmonth"):
                message = f"{place[-1]}: the field {quoted(name)} is no date, its type is {kind}"
                self.report(place, "descriptor.field", message)

    def _primary_key(self, place: _Place, schema: _Content, fields: Mapping[str, _Content]) -> None:
        keys = _texts(schema["primaryKey"])
        if len(keys) != 1 or keys[0] not in fields:
            message = (
                f"primaryKey: {quoted(', '.join(keys))} is not one of the fields {listed(fields)}."
                f"{nearest(keys[0], fields)}"
            )
            self.report(place, "descriptor.key", message)
            return
        field = fields[keys[0]]
        if field["type"] != "string" or not field.get("constraints", {}).get("required"):
            message = (
                f"primaryKey: the field {quoted(keys[0])} must have 'type: string' and "
                "'constraints: {required: true}'"
            )
            self.report(place, "descriptor.key", message)

    def _foreign_keys(
        self,
        place: _Place,
        resource: _Content,
        fields: Mapping[str, _Content],
        content: _Content,
    ) -> None:
        keys = {each["name"]: _texts(each["schema"]["primaryKey"]) for each in content["resources"]}
        for number, declared in enumerate(resource["schema"].get("foreignKeys", ())):
            here = (*place, number)
            names, reference = _texts(declared["fields"]), declared["reference"]
            other = reference.get("resource") or resource["name"]
            for name in names:
                self._known((*here, "fields"), name, fields)
            if other not in keys:
                message = (
                    f"foreignKeys: {quoted(other)} is not a collection; the collections are "
                    f"{listed(keys)}.{nearest(other, keys)}"
                )
                self.report((*here, "reference", "resource"), "descriptor.collection", message)
            elif len(names) != 1 or _texts(reference["fields"]) != keys[other]:
                message = (
                    "foreignKeys: one field must refer to the primary key of the other "
                    f"collection, {quoted(', '.join(keys[other]))}"
                )
                self.report((*here, "reference"), "descriptor.key", message)

    def _collection(self, place: _Place, extra: _Content, fields: Mapping[str, _Content]) -> None:
        self._known((*place, "title"), extra.get("title"), fields)
        for option in ("distinct", "profile"):
            for number, name in enumerate(extra.get(option, ())):
                self._known((*place, option, number), name, fields)
        for name in placeholders(extra.get("home", "")):
            self._known((*place, "home"), name, fields)
        facts = extra.get("facts")
        if facts is True:
            self._known((*place, "facts"), "value", fields)
        for option, name in facts.items() if isinstance(facts, dict) else ():
            self._known((*place, "facts", option), name, fields)
        for name, view in extra.get("views", {}).items():
            self._view((*place, "views", name), view, fields)

    def _view(self, place: _Place, view: _Content, fields: Mapping[str, _Content]) -> None:
        columns = view["columns"]
        for number, name in enumerate(columns):
            self._known((*place, "columns", number), name, fields)
            if name in columns[:number]:
                message = _twice("column", name)
                self.report((*place, "columns", number), "descriptor.duplicate", message)
        sort = view.get("sort", [])
        for number, name in enumerate(_texts(sort)):
            here = (*place, "sort") if isinstance(sort, str) else (*place, "sort", number)
            self._known(here, name.removeprefix("-"), fields)
        for name in view.get("labels", {}):
            self._known((*place, "labels", name), name, fields, label="labels")
        self._known((*place, "group"), view.get("group"), fields)
        widths = view.get("widths")
        if widths is not None and len(widths) != len(columns):
            message = f"widths: {len(widths)} widths stand here for {len(columns)} columns"
            self.report((*place, "widths"), "descriptor.schema", message)

    def _known(
        self, place: _Place, name: str | None, fields: Iterable[str], label: str = ""
    ) -> bool:
        """Report a name that is no field; ``None`` is a name that was not given."""
        if name is None or name in fields:
            return name is not None
        label = label or next(str(step) for step in reversed(place) if isinstance(step, str))
        names = list(fields)
        message = (
            f"{label}: {quoted(name)} is not a field of this collection; the fields are "
            f"{listed(names, 20)}.{nearest(name, names)}"
        )
        self.report(place, "descriptor.field", message, at_key=place[-1] == name)
        return False


def _texts(declared: str | list[str]) -> list[str]:
    return [declared] if isinstance(declared, str) else list(declared)


def _twice(what: str, name: str) -> str:
    return f"two {what}s have the name {quoted(name)}; keep one, or rename it"
