"""Creates the virtual environment of the project and installs the locked packages into it.

Run by the Makefile with the system's Python (3.11 or newer) and nothing else installed:
``python tools/environment.py build`` or ``... test``. A second run with the same lock files does
nothing. What is installed is recorded in a stamp inside the environment, made from the *content*
of the files that decide it; a failed installation leaves no stamp.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
LOCKS = {"build": "requirements.lock", "test": "requirements-dev.lock"}
OLDEST_PYTHON = (3, 11)

UNSUPPORTED = (
    "A locked package has no file for this Python and system. The lock is made for Python\n"
    "3.11 to 3.13: choose one of them with make PYTHON=python3.13"
)

# The first that fits is given.
ADVICE = (
    (
        re.compile(
            r"DO NOT MATCH THE HASHES|HASH(ES)? (ARE|IS) REQUIRED|hashes are required", re.I
        ),
        "A downloaded file is not the one that {lock} names, or it names none for this file.\n"
        "Nothing was installed. Empty pip's cache (python3 -m pip cache purge) and try again; if\n"
        "it happens again, the index delivers altered files: don't install from it.",
    ),
    (
        re.compile(r"No space left on device|Errno 28", re.I),
        "The disk is full. The environment needs about 700 MB here and as much again while it is\n"
        "installed; TMPDIR=/another/disk make moves the temporary files elsewhere.",
    ),
    (
        re.compile(
            r"requires? a different [Pp]ython|Requires-Python|is not a supported wheel", re.I
        ),
        UNSUPPORTED,
    ),
    (
        re.compile(
            r"connection broken|Max retries exceeded|NewConnectionError|ConnectTimeout|ReadTimeout"
            r"|timed out|name resolution|ProxyError|SSLError|CERTIFICATE_VERIFY_FAILED"
            r"|Network is unreachable|Connection refused|from versions: none"
            r"|\b(401|403|407|502|503|504) ",
            re.I,
        ),
        "The package index could not be reached. What helps, by situation:\n"
        "  no network:         connect, and run make again\n"
        "  behind a proxy:     HTTPS_PROXY=http://proxy.example:3128 make\n"
        "  an index of yours:  PIP_INDEX_URL=https://index.example/simple make\n"
        "  no network at all:  on a machine that has one, with the same system and Python, run\n"
        "                        python3 -m pip download --require-hashes --no-deps \\\n"
        "                          -r {lock} -d wheels\n"
        "                      copy the folder wheels here, and run\n"
        "                        PIP_NO_INDEX=1 PIP_FIND_LINKS=wheels make",
    ),
    (re.compile(r"No matching distribution|Could not find a version"), UNSUPPORTED),
)


class InstallationError(Exception):
    """Something that keeps the environment from being made, with the advice to print."""


def installation_digest(project: Path, level: str, python_version: str) -> str:
    """Return the digest of everything that decides what an installation holds.

    Args:
        project: The project's folder.
        level: ``build`` or ``test``, a key of `LOCKS`.
        python_version: Version of the environment's Python, for instance ``3.12``.

    Returns:
        A SHA-256 digest in hexadecimal.
    """
    digest = hashlib.sha256(python_version.encode())
    for name in (LOCKS[level], "pyproject.toml"):
        content = (project / name).read_bytes()
        digest.update(f"\0{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def stamp_path(environment: Path, level: str) -> Path:
    """Return where the stamp of one level lies in an environment."""
    return environment / f"installed-{level}.stamp"


def version_of_environment(environment: Path) -> str | None:
    """Return the version (``3.12``) of an environment's Python, None if it doesn't start."""
    interpreter = environment / "bin" / "python"
    try:
        answer = subprocess.run(
            [interpreter, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"],
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return answer.stdout.strip()


def is_installed(project: Path, environment: Path, level: str, python_version: str) -> bool:
    """Tell whether the environment already holds what the lock of a level names now."""
    try:
        recorded = stamp_path(environment, level).read_text(encoding="utf-8").strip()
    except OSError:
        return False
    return recorded == installation_digest(project, level, python_version)


def advice_for(log: str, lock: str) -> str:
    """Return what a person can do about a failed installation.

    Args:
        log: What pip printed.
        lock: Name of the lock file that was being installed.

    Returns:
        One of the known explanations, or the end of pip's output when none fits.
    """
    for pattern, text in ADVICE:
        if pattern.search(log):
            return text.format(lock=lock)
    tail = "\n".join(f"  {line}" for line in log.strip().splitlines()[-15:])
    return f"pip's last lines were:\n{tail}"


def create(environment: Path) -> None:
    """Create an empty virtual environment, replacing a broken one.

    Raises:
        InstallationError: The folder holds something else, or Python can't create it.
    """
    if environment.exists():
        if not (environment / "pyvenv.cfg").is_file() and any(environment.iterdir()):
            raise InstallationError(
                f"{environment} exists but is no virtual environment. Move it away, or choose\n"
                "another place: make VENV=/another/folder"
            )
        shutil.rmtree(environment)
    outcome = subprocess.run(
        [sys.executable, "-m", "venv", environment], capture_output=True, text=True, check=False
    )
    if outcome.returncode != 0:
        shutil.rmtree(environment, ignore_errors=True)
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise InstallationError(
            f"{sys.executable} could not create a virtual environment:\n"
            f"{(outcome.stdout + outcome.stderr).strip()}\n"
            f"On Debian or Ubuntu: sudo apt-get install python{version}-venv"
        )


def install(project: Path, environment: Path, level: str) -> None:
    """Install the locked packages of a level, then the project itself.

    Args:
        project: The project's folder.
        environment: A virtual environment.
        level: ``build`` or ``test``.

    Raises:
        InstallationError: pip failed; its whole output is in ``install.log`` of the environment.
    """
    lock = LOCKS[level]
    pip = [str(environment / "bin" / "python"), "-m", "pip", "install", "--no-input"]
    commands = (
        # The lock names every package, so nothing is left to resolve.  Some versions of pip that
        # resolve it all the same want the newest release of a package that another one asks for
        # with an extra, and then refuse it: https://github.com/pypa/pip/issues/9644.
        [*pip, "--require-hashes", "--no-deps", "-r", lock],
        # No isolation: the backend comes from the lock, with its hash.
        [*pip, "--no-deps", "--no-build-isolation", "--no-index", "-e", "."],
    )
    settings = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    log = environment / "install.log"
    log.write_text("", encoding="utf-8")
    for command in commands:
        outcome = subprocess.run(
            command,
            cwd=project,
            env=settings,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
        with log.open("a", encoding="utf-8") as stream:
            stream.write(outcome.stdout)
        if outcome.returncode != 0:
            raise InstallationError(
                f"The packages of {lock} were not installed (pip's output: {log}).\n"
                + advice_for(outcome.stdout, lock)
            )


def ensure(project: Path, environment: Path, level: str, *, python_is_chosen: bool) -> None:
    """Make the environment hold what the lock of a level names; do nothing if it does already.

    Args:
        project: The project's folder.
        environment: Where the virtual environment is, or shall be.
        level: ``build`` or ``test``.
        python_is_chosen: The user named an interpreter: an environment of another version is
            made anew. Otherwise an environment that works is kept.

    Raises:
        InstallationError: It can't be done; the message says what to do.
    """
    own_version = f"{sys.version_info.major}.{sys.version_info.minor}"
    version = version_of_environment(environment)
    if version is not None and tuple(map(int, version.split("."))) < OLDEST_PYTHON:
        version = None
    if version is None or (python_is_chosen and version != own_version):
        print(f"Creating {environment} with Python {own_version} ...", flush=True)
        create(environment)
        version = own_version
    if is_installed(project, environment, level, version):
        return
    for known_level in LOCKS:
        stamp_path(environment, known_level).unlink(missing_ok=True)
    print(f"Installing the packages of {LOCKS[level]} into {environment} ...", flush=True)
    started = time.monotonic()
    install(project, environment, level)
    # The lock for tests holds all that the lock for builds holds, at the same versions.
    for reached in LOCKS if level == "test" else (level,):
        digest = installation_digest(project, reached, version)
        stamp_path(environment, reached).write_text(digest + "\n", encoding="utf-8")
    print(f"Installed in {time.monotonic() - started:.0f} s.", flush=True)


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("level", choices=sorted(LOCKS), help="what the environment is for")
    parser.add_argument("--environment", type=Path, default=Path(".venv"), metavar="FOLDER")
    parser.add_argument("--python-is-chosen", action="store_true")
    options = parser.parse_args(arguments)
    os.chdir(PROJECT)
    try:
        ensure(
            PROJECT,
            options.environment,
            options.level,
            python_is_chosen=options.python_is_chosen,
        )
    except InstallationError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted; run make again to go on.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
