"""Files of the website that are written only if they are not there yet."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


def store_once(outdir: Path, stem: str, suffix: str, content: str) -> str:
    """Write a file that is named after its content into ``_static``, unless it is there.

    Several processes may do so while they write pages.

    Args:
        outdir: the folder of the website.
        stem: how its name begins.
        suffix: how its name ends, with the dot.
        content: what stands in it.

    Returns:
        Its name: stem, a digest of the content, and suffix.
    """
    data = content.encode()
    name = f"{stem}-{hashlib.blake2b(data, digest_size=5).hexdigest()}{suffix}"
    path = outdir / "_static" / name
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        # No other process sees half a file.
        unfinished = path.with_name(f"{name}.{os.getpid()}")
        unfinished.write_bytes(data)
        unfinished.replace(path)
    return name


def write_if_changed(path: Path, text: str | None) -> None:
    """Write a file unless it holds the text already; ``None`` removes it."""
    if text is None:
        path.unlink(missing_ok=True)
        return
    content = text.encode()
    if not path.is_file() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
