"""Writes the two lock files anew from pyproject.toml.

``requirements-dev.lock`` (everything) is resolved first and ``requirements.lock`` (what a build
needs) inside its versions, so that the second is always part of the first. One set of versions
serves every supported Python; each file is named by its hash; no index address is written.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
DEVELOPMENT_LOCK = "requirements-dev.lock"
BUILD_LOCK = "requirements.lock"
RESOLVE = (
    *("pip", "compile", "pyproject.toml", "--group", "build"),
    *("--universal", "--fork-strategy", "fewest", "--python-version", "3.11"),
    *("--generate-hashes", "--no-header", "--no-annotate"),
    *("--no-emit-index-url", "--no-emit-find-links", "--no-config", "--quiet"),
)
# A folder of wheels on one machine must not decide what everybody gets.
LOCAL_SETTINGS = ("PIP_FIND_LINKS", "UV_FIND_LINKS", "UV_CONSTRAINT", "UV_OVERRIDE")


def pinned_versions(lock: str) -> dict[str, str]:
    """Return the version of each package that a lock file names.

    Args:
        lock: The text of the lock file.
    """
    return dict(re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", lock, re.M))


def defects(lock: str) -> list[str]:
    """Return what is wrong with a lock file, nothing if it may be committed.

    Args:
        lock: The text of the lock file.
    """
    found = [
        f"line {number} holds an address, a path or an option: {line}"
        for number, line in enumerate(lock.splitlines(), start=1)
        if "://" in line or line.startswith(("-", "/", "."))
    ]
    for entry in re.split(r"\n(?=\S)", lock.strip()):
        if "--hash=sha256:" not in entry:
            found.append(f"no hash for {entry.splitlines()[0]}")
    return found


def resolve(uv: str, lock: str, options: list[str]) -> None:
    """Resolve one lock file with uv, keeping the versions it already names where they fit."""
    environment = {key: value for key, value in os.environ.items() if key not in LOCAL_SETTINGS}
    subprocess.run(
        [uv, *RESOLVE, *options, "--output-file", lock], cwd=PROJECT, env=environment, check=True
    )


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions allowed")
    options = parser.parse_args(arguments)
    beside = Path(sys.executable).with_name("uv")
    uv = str(beside) if beside.exists() else shutil.which("uv")
    if uv is None:
        print("uv was not found; install it with: python3 -m pip install uv", file=sys.stderr)
        return 1
    locks = (DEVELOPMENT_LOCK, BUILD_LOCK)
    before = {}
    for lock in locks:
        path = PROJECT / lock
        before[lock] = pinned_versions(path.read_text(encoding="utf-8")) if path.exists() else {}
    upgrade = ["--upgrade"] if options.upgrade else []
    try:
        resolve(uv, DEVELOPMENT_LOCK, ["--extra", "docs", "--extra", "dev", *upgrade])
        resolve(uv, BUILD_LOCK, ["--extra", "docs", "--constraint", DEVELOPMENT_LOCK, *upgrade])
    except subprocess.CalledProcessError as error:
        print("The lock files were not completed; uv's message is above.", file=sys.stderr)
        return error.returncode
    code = 0
    for lock in locks:
        text = (PROJECT / lock).read_text(encoding="utf-8")
        after = pinned_versions(text)
        changed = sorted(
            name
            for name in before[lock].keys() | after.keys()
            if before[lock].get(name) != after.get(name)
        )
        print(f"{lock}: {len(after)} packages, {len(changed)} changed")
        for name in changed:
            print(f"  {name}: {before[lock].get(name, '-')} -> {after.get(name, '-')}")
        for defect in defects(text):
            print(f"{lock}: {defect}", file=sys.stderr)
            code = 1
    return code


if __name__ == "__main__":
    sys.exit(main())
