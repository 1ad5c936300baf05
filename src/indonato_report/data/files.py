"""The bytes of a file, or why there are none that could be data.

Apart from the reader, because a build with nothing to do reads files but parses none.
"""

from __future__ import annotations

import errno
import stat
from pathlib import Path

#: Largest file that is read, in bytes.  A hundred thousand records fit; a runaway export doesn't.
MAX_FILE_BYTES = 16 * 1024 * 1024


_REASONS = {
    errno.EACCES: "you have no permission to read it",
    errno.EPERM: "you have no permission to read it",
    errno.ELOOP: "it is a link that leads back to itself",
    errno.ENAMETOOLONG: "its name is too long",
}


class UnusableFile(Exception):
    """A file that cannot hold data: a problem code and the words for it."""

    def __init__(self, code: str, message: str) -> None:
        """Keep the code and the message."""
        super().__init__(message)
        self.code = code
        self.message = message


def read_bytes(path: Path) -> bytes:
    """Return what a regular file of acceptable size holds.

    Raises:
        UnusableFile: for anything else; nothing is opened that could block or never end.
    """
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            message = "this is a folder; name a file in it, or a pattern"
            raise UnusableFile("file.unreadable", message)
        if not stat.S_ISREG(found.st_mode):
            message = "this is a device or a pipe, not a regular file"
            raise UnusableFile("file.unreadable", message)
        if found.st_size <= MAX_FILE_BYTES:
            with path.open("rb") as handle:
                # Not up to the limit at once: a buffer of that size, once freed, makes the C
                # library keep all smaller ones (M_MMAP_THRESHOLD in mallopt(3) says why).
                content = handle.read(found.st_size + 1)
                if len(content) > found.st_size:  # the file has grown since it was looked at
                    content += handle.read(MAX_FILE_BYTES + 1 - len(content))
            if len(content) <= MAX_FILE_BYTES:
                return content
    except (FileNotFoundError, NotADirectoryError):
        raise UnusableFile("file.missing", "there is no such file") from None
    except (OSError, ValueError) as error:
        number = error.errno if isinstance(error, OSError) else None
        reason = _REASONS.get(number or 0) or getattr(error, "strerror", None) or str(error)
        raise UnusableFile("file.unreadable", f"the file cannot be read: {reason}") from None
    size = max(found.st_size, MAX_FILE_BYTES + 1) / 2**20
    limit = MAX_FILE_BYTES // 2**20
    raise UnusableFile(
        "file.too-large",
        f"the file has {size:.0f} MB, and a data file may have {limit} MB; split it into several "
        "files in a folder, and name them by a pattern such as 'folder/*.yaml'",
    )
