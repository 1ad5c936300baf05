"""The files that a path or a pattern stands for, the same on every machine.

A pattern is a :class:`~pathlib.Path` whose parts may hold ``*``, ``?`` and ``[…]``; in the folder
in front of it these are written ``[*]`` and so on (see :func:`glob.escape`).
"""

from __future__ import annotations

import glob
import re
from pathlib import Path

_ESCAPED = re.compile(r"\[([*?\[])\]")


def pattern_of(folder: Path, path: str) -> Path:
    """Return the pattern for a path that the descriptor names, relative to its folder."""
    return Path(glob.escape(str(folder))) / path


def is_pattern(path: Path) -> bool:
    """Whether a path may stand for several files."""
    return glob.has_magic(_ESCAPED.sub("", str(path)))


def files_of(pattern: Path) -> list[Path]:
    """Return the files that a path or pattern stands for, in the order of their names.

    Hidden files are left out, and links are not followed on the way down, so that a link that
    leads back up makes no endless search.
    """
    plain = [_ESCAPED.sub(r"\1", part) for part in pattern.parts]
    if not is_pattern(pattern):
        return [Path(*plain)]
    first = next(n for n, part in enumerate(pattern.parts) if is_pattern(Path(part)))
    folder = Path(*plain[:first])
    below = "/".join(pattern.parts[first:])
    return sorted(
        each
        for each in folder.glob(below)
        if not any(part.startswith(".") for part in each.relative_to(folder).parts)
    )
