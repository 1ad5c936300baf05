"""The files that one PDF is made from, gathered in a folder of their own.

Typst may read what lies in its root folder and nothing else; it would follow symbolic links,
though.  So the folder is made anew for every PDF and holds real copies only.
"""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path


class Staging:
    """Files by their names in the staging folder: each a copy of a file, or bytes."""

    def __init__(self) -> None:
        """Start without files."""
        self._files: dict[str, bytes | Path] = {}
        self._names: dict[Path, str] = {}
        self._opaque: set[str] = set()

    def add_copy(self, path: Path) -> str:
        """Stage a copy of the file ``path`` and return its name; the same file is staged once."""
        resolved = path.resolve()
        if resolved not in self._names:
            name = f"images/{len(self._names) + 1}{resolved.suffix.lower()}"
            self._names[resolved] = name
            self._files[name] = resolved
        return self._names[resolved]

    def add_data(self, folder: str, suffix: str, data: bytes) -> str:
        """Stage ``data`` as a new file of ``folder`` and return its name."""
        number = sum(1 for name in self._files if name.startswith(f"{folder}/")) + 1
        name = f"{folder}/{number}.{suffix}"
        self._files[name] = data
        return name

    def set_text(self, name: str, text: str) -> None:
        """Stage ``text`` under ``name``, in place of what stood there."""
        self._files[name] = text.encode()

    def set_bytes(self, name: str, data: bytes) -> None:
        """Stage ``data``, which is not for Typst to show, under ``name``."""
        self._files[name] = data
        self._opaque.add(name)

    def texts(self) -> dict[str, str]:
        """Return the staged texts that Typst shows (not the copied files) by name."""
        return {
            name: content.decode()
            for name, content in self._files.items()
            if isinstance(content, bytes) and name not in self._opaque
        }

    def source_of(self, name: str) -> Path | None:
        """Return the file that ``name`` is a copy of, if it is one."""
        content = self._files.get(name)
        return content if isinstance(content, Path) else None

    def digest(self) -> str:
        """Return a digest of all names and contents."""
        total = hashlib.sha256()
        for name in sorted(self._files):
            content = self._files[name]
            data = content if isinstance(content, bytes) else content.read_bytes()
            total.update(f"{name}\0{len(data)}\0".encode())
            total.update(data)
        return total.hexdigest()

    def write_to(self, folder: Path) -> None:
        """Make ``folder`` anew and write every file into it."""
        shutil.rmtree(folder, ignore_errors=True)
        for name, content in self._files.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, bytes):
                target.write_bytes(content)
            else:
                shutil.copyfile(content, target)
