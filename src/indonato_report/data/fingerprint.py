"""Whether anything that the data come from has changed, told by content.

Nothing is parsed: a build with nothing to do must cost no more than reading the files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from indonato_report.data.files import UnusableFile, read_bytes
from indonato_report.data.paths import files_of


class Fingerprint(NamedTuple):
    """Digest of a set of files, and the paths and patterns that found them."""

    digest: str
    files: tuple[str, ...]
    patterns: tuple[str, ...]


def fingerprint(files: Iterable[Path], patterns: Iterable[Path]) -> Fingerprint:
    """Return the fingerprint of what the files hold now.

    Args:
        files: single files; those that do not exist, or that no data can be read from, count as
            such.
        patterns: paths that may hold ``*``, with the folder escaped (see
            :mod:`indonato_report.data.paths`); what they match is found anew.
    """
    names = sorted({str(path) for path in files})
    globs = sorted({str(path) for path in patterns})
    found = sorted({*names, *(str(file) for each in globs for file in files_of(Path(each)))})
    digest = hashlib.blake2b(digest_size=16)
    for name in found:
        digest.update(f"{Path(name).name}\0".encode("utf-8", "surrogatepass"))
        try:
            content = read_bytes(Path(name))
        except UnusableFile as unusable:
            content = f"unreadable: {unusable.code}".encode()
        digest.update(hashlib.blake2b(content, digest_size=16).digest())
    return Fingerprint(digest.hexdigest(), tuple(names), tuple(globs))
