"""Files named after their content, which several processes may write while they write pages."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


def store_once(outdir: Path, stem: str, suffix: str, content: str) -> str:
    """Write a file into ``_static`` unless it is there.

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
        # Several processes may write pages: no other sees half a file.
        unfinished = path.with_name(f"{name}.{os.getpid()}")
        unfinished.write_bytes(data)
        unfinished.replace(path)
    return name
