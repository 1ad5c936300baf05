"""The ids of records' permanent addresses."""

from __future__ import annotations


def record_anchor(collection: str, key: str) -> str:
    """Return the id of a record's permanent address, ``collection-key``.

    It is made from the key, never from the position, so that links survive every edit.
    """
    return f"{collection}-{key}"
