"""The warnings of the extension: one type, a closed set of subtypes.

Each can be silenced by ``suppress_warnings = ["report.SUBTYPE"]``; each is explained in the
guide's page on warnings, which a test holds against this list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from sphinx.util import logging

if TYPE_CHECKING:
    from docutils.nodes import Node

logger = logging.getLogger(__name__)

WarningSubtype: TypeAlias = Literal[
    "data",
    "option",
    "collection",
    "record",
    "field",
    "filter",
    "role",
    "home",
    "nested",
    "citation",
    "card",
    "chart",
]

#: What each subtype means, in one sentence.
WARNINGS: dict[WarningSubtype, str] = {
    "data": "A data file or the descriptor is wrong; the message carries its own code.",
    "option": "A directive's option is unknown, was lost or has a value that cannot be used.",
    "collection": "A directive or role names no collection of the descriptor.",
    "record": "A directive or role names a record that does not exist.",
    "field": "A directive or role names a field that the collection does not have.",
    "filter": "A filter cannot be read or names something that does not exist.",
    "role": "The text of a role has not the form that the role wants.",
    "home": "A record's declared home page does not show it, so it has no address there.",
    "nested": "Something stands where it cannot be shown.",
    "citation": "The citation file is missing, or lacks what a citation needs.",
    "card": "Pictures for messengers, or the cover of the EPUB, could not be drawn.",
    "chart": "A chart cannot be drawn as it is asked for.",
}
assert set(WARNINGS) == set(get_args(WarningSubtype))


class AuthorError(Exception):
    """Something in a page is wrong; the message tells its author what and what is valid."""

    def __init__(self, subtype: WarningSubtype, message: str) -> None:
        """Keep the subtype, by which the warning can be silenced, and the words."""
        super().__init__(message)
        self.subtype: WarningSubtype = subtype
        self.message = message


def warn(
    subtype: WarningSubtype, message: str, location: Node | str | tuple[str, int] | None
) -> None:
    """Print a warning of the extension.

    Args:
        subtype: one of :data:`WARNINGS`.
        message: what is wrong and what would be right.
        location: a node, ``(docname, line)``, or a text such as ``data/x.yaml:41:5``, which is
            printed as it is.
    """
    options: dict[str, Any] = {"type": "report", "subtype": subtype, "location": location}
    logger.warning("%s", message, **options)
