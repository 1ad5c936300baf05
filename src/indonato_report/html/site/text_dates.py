"""When the text of each page last changed, as the project's git repository knows it.

The clock and the time stamps of files are never asked: two builds of the same commit agree.
Without git, or of a source that is in no repository, nothing is known and nothing is said.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

#: Seconds that git may take for the whole history.
_TIMEOUT = 60


def commit_of(folder: Path) -> str:
    """Return the commit that a folder's repository is at, or ``""`` if there is none.

    Git itself is not asked, because this is done in each build.
    """
    for parent in (folder, *folder.parents):
        place = parent / ".git"
        try:
            if place.is_file():  # a worktree: the file names the folder
                named = place.read_text(encoding="utf-8").partition("gitdir:")[2].strip()
                return _commit(parent / named)
            if place.is_dir():
                return _commit(place)
        except OSError:
            return ""
    return ""


def _commit(folder: Path) -> str:
    head = (folder / "HEAD").read_text(encoding="utf-8").strip()
    if not head.startswith("ref:"):
        return head
    name = head.removeprefix("ref:").strip()
    shared = folder / "commondir"
    if shared.is_file():
        folder = folder / shared.read_text(encoding="utf-8").strip()
    loose = folder / name
    if loose.is_file():
        return loose.read_text(encoding="utf-8").strip()
    packed = folder / "packed-refs"
    for line in packed.read_text(encoding="utf-8").splitlines() if packed.is_file() else ():
        commit, _, reference = line.partition(" ")
        if reference == name:
            return commit
    return ""


def text_dates(folder: Path) -> dict[str, str]:
    """Return the day of the last commit to each file under a folder, by its path there.

    A shallow copy of a repository knows too little: what lies before its first commit would seem
    to date from that commit.  So it gives no dates at all.

    Args:
        folder: a folder in a working tree.
    """
    if _git(folder, "rev-parse", "--is-shallow-repository").strip() != "false":
        return {}
    log = _git(folder, "log", "--format=%x00%cs", "--name-only", "--relative", "--", ".")
    dates: dict[str, str] = {}
    for entry in log.split("\0"):
        day, *names = entry.split("\n")
        for name in filter(None, names):
            dates.setdefault(name, day)  # the newest commit comes first
    return dates


def _git(folder: Path, *arguments: str) -> str:
    """Return what git prints, or ``""`` if it cannot say."""
    try:
        done = subprocess.run(
            ["git", "-c", "core.quotepath=off", "-C", str(folder), *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode(errors="replace") if done.returncode == 0 else ""
