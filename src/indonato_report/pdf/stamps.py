"""What was made last time, so that a PDF whose source did not change isn't made again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

_FILE = ".stamps.json"


@dataclass(frozen=True)
class Stamp:
    """One PDF as it was made.

    Attributes:
        digest: of everything that it was made from.
        title: its title.
        pages, bytes, sha256: of the finished file.
        standards: what it claims, in Typst's words.
        docnames: the pages that it holds.
    """

    digest: str
    title: str
    pages: int
    bytes: int
    sha256: str
    standards: tuple[str, ...] = ()
    docnames: tuple[str, ...] = ()


class Stamps:
    """The stamps of an output folder, by file name, and a digest of the settings behind them."""

    def __init__(self, folder: Path) -> None:
        """Read the stamps of ``folder``; unreadable ones are as good as none."""
        self._folder = folder
        self.settings = ""
        self.by_file: dict[str, Stamp] = {}
        try:
            content = json.loads((folder / _FILE).read_text(encoding="utf-8"))
            self.by_file = {
                name: Stamp(
                    **{
                        **stamp,
                        "standards": tuple(stamp["standards"]),
                        "docnames": tuple(stamp["docnames"]),
                    }
                )
                for name, stamp in content["files"].items()
            }
            self.settings = str(content["settings"])
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            self.by_file = {}

    def is_current(self, filename: str, digest: str | None = None) -> bool:
        """Return whether the file is there as it was made (from ``digest``, if given)."""
        stamp = self.by_file.get(filename)
        if stamp is None or (digest is not None and stamp.digest != digest):
            return False
        try:
            data = (self._folder / filename).read_bytes()
        except OSError:
            return False
        return hashlib.sha256(data).hexdigest() == stamp.sha256

    def keep_only(self, filenames: set[str]) -> None:
        """Forget all files but ``filenames``, and remove them: they are no longer asked for."""
        for name in set(self.by_file) - filenames:
            if self.is_current(name):
                (self._folder / name).unlink()
            del self.by_file[name]

    def make_stale(self, filename: str) -> None:
        """Have a file made again, while what is known of the last good one stays true."""
        if filename in self.by_file:
            self.by_file[filename] = replace(self.by_file[filename], digest="")

    def save(self) -> None:
        """Write the stamps into their folder."""
        content = {
            "settings": self.settings,
            "files": {name: asdict(self.by_file[name]) for name in sorted(self.by_file)},
        }
        text = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
        (self._folder / _FILE).write_text(text, encoding="utf-8")
