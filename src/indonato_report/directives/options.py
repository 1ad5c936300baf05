"""The options of a directive as their author wrote them.

MyST drops *all* options of a directive when one value begins with a quote, ``>`` or ``|``, and
cuts a value at `` #`` or at the end of its line.  A filter that is lost in that way would show
every record, so what arrived is compared with what stands in the fence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from indonato_report.data.problems import listed, nearest, quoted
from indonato_report.warnings import AuthorError

# More than the parser takes for options, so that what it cannot read is seen too.
_OPTION = re.compile(r"\s*:(?!::)\s*(?P<quote>[\"']?)(?P<name>[\w-]+)(?P=quote)\s*:(?P<value>.*)$")
_YAML_OPTION = re.compile(r"\s*(?P<quote>[\"']?)(?P<name>[\w-]+)(?P=quote)\s*:")
_WHOLE_NUMBER = re.compile(r"[0-9]{1,9}\Z")
# What carries a filter on: a line that is indented, or that begins as no caption does.
_CONTINUATION = re.compile(r"[ \t]+[^\s:`~]|(?:and|or|not|in)\b")


class AnyOption(dict[str, Callable[[str], str]]):
    """An option specification that takes every name.

    With an ordinary one, MyST removes unknown options before the directive can name the nearest
    valid one and leave a visible note.
    """

    def __contains__(self, name: object) -> bool:
        """Accept every name."""
        return True

    def __missing__(self, name: str) -> Callable[[str], str]:
        """Take the value as it is."""
        return _as_text

    def __bool__(self) -> bool:
        """Look like a specification that has options."""
        return True


def _as_text(value: str | None) -> str:
    return "" if value is None else str(value).strip()


def check_options(options: Mapping[str, Any], allowed: Iterable[str]) -> None:
    """Refuse options that the directive does not have.

    Raises:
        AuthorError: for the first unknown one, with the valid names.
    """
    names = list(allowed)
    for name in options:
        if name not in names:
            raise AuthorError(
                "option",
                f"{quoted(name)} is not an option here; the options are {listed(names, 20)}."
                f"{nearest(name, names)}",
            )


def check_nothing_lost(block_text: str, options: Mapping[str, Any], allowed: Iterable[str]) -> None:
    """Hold the options against the raw text of the fence.

    Args:
        block_text: the whole directive, fences included.
        options: what the parser handed over.
        allowed: names of the options that the directive has.

    Raises:
        AuthorError: if an option was dropped, its value cut, or if it stands in the caption.
    """
    if not block_text.lstrip().startswith(("`", "~", ":::")):
        return  # reStructuredText reports by itself what it cannot read
    for name, value in _written(block_text.splitlines()[1:], set(allowed)):
        if name not in options:
            raise AuthorError(
                "option",
                f"the option {quoted(name)} was lost, and with it perhaps others. Options stand "
                "directly below the first line, one a line, as `:name: value`; the parser of the "
                "page cannot read a value that begins with a quote, '>' or '|'. Put the filter "
                "behind the collection's name (… where …), or the whole value in single quotes.",
            )
        arrived = str(options[name])
        if value is not None and arrived not in (value, _unquoted(value)):
            raise AuthorError(
                "option",
                f"the option {quoted(name)} arrived as {quoted(arrived)}, but {quoted(value)} is "
                "written: the parser of the page cuts a value at ' #' and at the end of its line. "
                "Keep it on one line, or put the filter behind the collection's name (… where …).",
            )


def _written(lines: list[str], allowed: set[str]) -> Iterator[tuple[str, str | None]]:
    """Yield names and values of all that looks like an option in a fence.

    At the head of the fence that is every option line; below, where the caption stands, it is
    what has the name of an option.  A value is ``None`` where it cannot be compared letter by
    letter: in a block of YAML.
    """
    while lines and not lines[0].strip():
        lines = lines[1:]
    if lines and lines[0].startswith("---"):
        end = next((n for n, line in enumerate(lines[1:], 1) if line.startswith("---")), len(lines))
        for line in lines[1:end]:
            if (found := _YAML_OPTION.match(line)) and found["name"] in allowed:
                yield found["name"], None
        lines = ["", *lines[end + 1 :]]
    at_head = True
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        found = _OPTION.match(line)
        at_head = at_head and found is not None
        if found is None or not (at_head or found["name"] in allowed):
            continue
        value = found["value"].strip()
        if _CONTINUATION.match(following):
            value = f"{value} {following.strip()}"
        yield found["name"], value


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        inner = value[1:-1]
        return inner.replace("''", "'") if value[0] == "'" else inner
    return value


def split_names(value: str) -> tuple[str, ...]:
    """Return the names in a list separated by commas."""
    return tuple(name.strip() for name in value.split(",") if name.strip())


def whole_number(name: str, value: str, least: int = 1) -> int:
    """Return a whole number.

    Raises:
        AuthorError: if it is none, or less than ``least``.
    """
    if not _WHOLE_NUMBER.match(value) or int(value) < least:
        raise AuthorError("option", f"{name}: {quoted(value)} is no whole number from {least} up.")
    return int(value)
