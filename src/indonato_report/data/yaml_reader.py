"""YAML 1.2 to values, by a compiled parser."""

from __future__ import annotations

import re
from sys import intern
from typing import Any

from indonato_report.data.data_file import DataFile, Rejected
from indonato_report.data.problems import Problem
from indonato_report.data.yaml_pieces import has_pieces, pieces

_DEEP = re.compile(r"(?:[\[{][ \t\r\n]*){129}")
_ANCHOR = re.compile(r"(?:^|[\s,\[{])&[^\s,\[\]{}]", re.MULTILINE)
_ALIAS = re.compile(r"(?:^|[\s,\[{])\*[^\s,\[\]{}*]", re.MULTILINE)

_SHORT = 10  # characters

#: How much a file may grow when its aliases are written out, in characters.
MAX_EXPANSION = 32 * 1024 * 1024


def parse(file: DataFile) -> Any:
    """Return the value that a YAML file holds.

    Raises:
        Rejected: if it is not valid YAML, or more than a data file may be.
    """
    # The parser would find these out as well, but only after a long time.
    if deep := _DEEP.search(file.text):
        message = "brackets stand inside each other, deeper than a record can be"
        raise Rejected(file.problem(deep.start(), "file.nesting", message))
    if _ANCHOR.search(file.text) and _expands_too_far(file.text):
        from indonato_report.data.yaml_errors import EXPANSION

        raise Rejected(Problem(file.shown, 1, 1, "file.expansion", EXPANSION))
    # Compiled; imported late because a build with nothing to do needs no parser.
    from ryaml import InvalidYamlError, loads  # type: ignore[attr-defined]

    if has_pieces(file.text):
        records: list[Any] = []
        try:
            for piece in pieces(file.text):
                records += map(_with_shared_texts, _list(loads(piece)))
            return records
        except (InvalidYamlError, ValueError):
            pass  # the whole file will tell what is wrong, and where
    try:
        value = loads(file.text)
    except (InvalidYamlError, ValueError) as error:
        raise Rejected(*_problems(file, str(error))) from None
    if value is None:
        message = "there is nothing but comments in this file; write at least one record, or []"
        raise Rejected(Problem(file.shown, 1, 1, "file.empty", message))
    return value


def _with_shared_texts(record: Any) -> Any:
    # The parser makes each text anew for each record; one copy of each name is enough, and one of
    # what is as short as a date or a code.
    if not isinstance(record, dict):
        return record
    return {
        intern(name) if name.__class__ is str else name: (
            intern(value) if value.__class__ is str and len(value) <= _SHORT else value
        )
        for name, value in record.items()
    }


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError("a piece of a list that is no list")
    return value


def _expands_too_far(text: str) -> bool:
    aliases = len(_ALIAS.findall(text))
    if aliases * len(text) <= MAX_EXPANSION:
        return False
    from indonato_report.data import yaml_tree

    return yaml_tree.expanded_length(text) > MAX_EXPANSION


def _problems(file: DataFile, reason: str) -> list[Problem]:
    if "duplicate entry" in reason:
        return _duplicate_keys(file, reason)
    from indonato_report.data import yaml_errors  # only needed when something is wrong

    return [yaml_errors.explain(file, reason)]


def _duplicate_keys(file: DataFile, reason: str) -> list[Problem]:
    from indonato_report.data import yaml_tree
    from indonato_report.data.json_reader import duplicate_message

    problems = []
    for name, offset, first in yaml_tree.duplicates(file.text):
        message = duplicate_message(name, first)
        if name.startswith("-"):
            message = f"write a space after the hyphen that begins a record: '- {name[1:]}: …'"
        problems.append(file.problem(offset, "file.duplicate-key", message))
        if len(problems) == 100:
            break
    if not problems:  # names that are written differently but mean the same, such as 1 and 0x1
        message = f"the same field stands twice in one record ({reason}); keep one"
        problems.append(Problem(file.shown, 1, 1, "file.duplicate-key", message))
    return problems
