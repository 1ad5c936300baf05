"""A copy of the project's frame in a folder of its own, and `make` run there."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from tool_loader import load_tool

PROJECT = Path(__file__).resolve().parents[2]
FRAME_FILES = ("Makefile", "pyproject.toml", "requirements.lock", "requirements-dev.lock")
# Settings of the surrounding run that would decide what the copy does.
INHERITED = (
    "PYTHON",
    "VENV",
    "JOBS",
    "SPHINXOPTS",
    "PYTESTOPTS",
    "MAKEFLAGS",
    "MAKELEVEL",
    "MFLAGS",
)

RunMake = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def frame(tmp_path: Path) -> Path:
    """A folder with the project's Makefile, tools, locks and a package that can be installed."""
    folder = tmp_path / "project"
    folder.mkdir()
    for name in FRAME_FILES:
        shutil.copy(PROJECT / name, folder)
    shutil.copytree(
        PROJECT / "tools", folder / "tools", ignore=shutil.ignore_patterns("__pycache__")
    )
    package = folder / "src" / "indonato_report"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text('__version__ = "0.0.1"\n', encoding="utf-8")
    for name in ("README.md", "LICENSE"):
        (folder / name).write_text("A copy for tests.\n", encoding="utf-8")
    return folder


@pytest.fixture
def run_make(frame: Path) -> RunMake:
    """Run `make` in the copied frame; keyword arguments are environment variables."""

    def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        environment = {key: value for key, value in os.environ.items() if key not in INHERITED}
        return subprocess.run(
            ["make", *arguments],
            cwd=frame,
            env={**environment, **variables},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )

    return run


@pytest.fixture
def write_program(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write an executable shell script and return its path."""
    folder = tmp_path / "programs"
    folder.mkdir()

    def write(name: str, script: str) -> Path:
        path = folder / name
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)
        return path

    return write


@pytest.fixture(scope="session")
def environment_tool() -> ModuleType:
    """tools/environment.py as a module."""
    return load_tool("environment")


@pytest.fixture(scope="session")
def build_tool() -> ModuleType:
    """tools/build.py as a module."""
    return load_tool("build")


@pytest.fixture(scope="session")
def lock_tool() -> ModuleType:
    """tools/lock.py as a module."""
    return load_tool("lock")
