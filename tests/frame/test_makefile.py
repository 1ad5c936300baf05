"""What `make` says and does when something is missing, and which targets it explains."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PUBLIC_TARGETS = [
    *("all", "html", "pdf", "epub", "live", "check", "test", "test-slow"),
    *("bench", "linkcheck", "lock", "clean", "help"),
]
# What the Makefile and tools/prerequisites.sh call, besides Python and git.
SHELL_PROGRAMS = ("make", "sh", "date", "sed", "rm", "find")


def folder_of_programs(folder: Path, *names: str) -> Path:
    """Make a folder that holds only the named programs, to serve as a whole search path."""
    folder.mkdir(exist_ok=True)
    for name in names:
        found = shutil.which(name)
        assert found, name
        (folder / name).symlink_to(found)
    return folder


def fake_python(version: str, able: str = "yes") -> str:
    """A script that answers like an interpreter of that version, and can do nothing else."""
    return f'case "$*" in *ensurepip*) echo "{version} {able}";; *) exit 9;; esac'


def test_help_explains_every_target(run_make, frame):
    answer = run_make("help")
    assert answer.returncode == 0
    explained = re.findall(r"^  ([a-z-]+) +\S", answer.stdout, re.M)
    assert sorted(explained) == sorted(PUBLIC_TARGETS)
    phony = re.search(r"^\.PHONY: (.*)$", (frame / "Makefile").read_text(), re.M)
    assert phony is not None
    assert set(phony[1].split()) - set(explained) == {"dev"}


def test_python_too_old(run_make, frame, write_program):
    old = write_program("old-python", fake_python("3 8 18"))
    answer = run_make(PYTHON=str(old))
    assert answer.returncode != 0
    assert f"Python 3.11 or newer is needed; found only: {old} (3.8.18)." in answer.stderr
    assert "sudo apt-get install python3 python3-venv" in answer.stderr
    assert "make PYTHON=" in answer.stderr
    assert not (frame / ".venv").exists()


def test_python_without_venv(run_make, frame, write_program):
    python = write_program("bare-python", fake_python("3 12 1", able="no"))
    answer = run_make("html", PYTHON=str(python))
    assert answer.returncode != 0
    assert "sudo apt-get install python3.12-venv" in answer.stderr
    assert not (frame / ".venv").exists()


def test_python_that_is_none(run_make):
    answer = run_make("html", PYTHON="/nowhere/python")
    assert answer.returncode != 0
    assert "PYTHON=/nowhere/python does not start" in answer.stderr


def test_no_python_and_no_git(run_make, tmp_path):
    path = folder_of_programs(tmp_path / "path", *SHELL_PROGRAMS)
    answer = run_make("html", PATH=str(path))
    assert answer.returncode != 0
    assert "git was not found" in answer.stderr
    assert "apt-get install git" in answer.stderr
    assert "Python was not found; 3.11 or newer is needed." in answer.stderr


def test_missing_git_is_only_a_note(tmp_path, write_program):
    folder = folder_of_programs(tmp_path / "path", *SHELL_PROGRAMS)
    good = write_program("good-python", fake_python("3 11 2"))
    chosen, messages = choose_python({"PATH": str(folder), "PYTHON": str(good)})
    assert chosen == str(good)
    assert "git was not found" in messages


def choose_python(variables: dict[str, str]) -> tuple[str, str]:
    script = Path(__file__).resolve().parents[2] / "tools" / "prerequisites.sh"
    environment = {key: value for key, value in os.environ.items() if key != "PYTHON"}
    answer = subprocess.run(
        ["/bin/sh", script],
        env={**environment, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    return answer.stdout.strip(), answer.stderr


@pytest.mark.parametrize(
    ("installed", "expected"),
    [
        ({"python3": "3 12 4"}, "python3"),
        ({"python3": "3 9 2", "python3.12": "3 12 4"}, "python3.12"),
        ({"python3": "3 9 2", "python3.11": "3 11 2", "python3.13": "3 13 0"}, "python3.13"),
        ({"python3": "3 15 0", "python3.11": "3 11 2"}, "python3.11"),
        ({"python3": "3 15 0"}, "python3"),
        ({"python": "3 12 0"}, "python"),
    ],
)
def test_choice_of_interpreter(tmp_path, write_program, installed, expected):
    folder = folder_of_programs(tmp_path / "path", "sh")
    for name, version in installed.items():
        write_program(name, fake_python(version)).rename(folder / name)
    chosen, messages = choose_python({"PATH": str(folder)})
    assert Path(chosen).name == expected
    assert ("newer than 3.13" in messages) == (installed[expected] == "3 15 0")


def test_interpreter_that_does_not_start_is_passed_over(tmp_path, write_program):
    folder = folder_of_programs(tmp_path / "path", "sh")
    write_program("python3", "echo broken >&2; exit 127").rename(folder / "python3")
    write_program("python3.12", fake_python("3 12 4")).rename(folder / "python3.12")
    chosen, _ = choose_python({"PATH": str(folder)})
    assert Path(chosen).name == "python3.12"


def test_the_real_interpreter_is_accepted():
    chosen, _ = choose_python({"PYTHON": sys.executable})
    assert chosen == sys.executable


def test_clean_keeps_the_environment(run_make, frame):
    (frame / "build" / "html").mkdir(parents=True)
    (frame / "tests").mkdir()
    (frame / "docs").mkdir()
    (frame / ".venv").mkdir()
    answer = run_make("clean")
    assert answer.returncode == 0, answer.stderr
    assert not (frame / "build").exists()
    assert (frame / ".venv").exists()
    assert "rm -rf .venv" in answer.stdout


@pytest.mark.slow
def test_unreachable_index(run_make, frame, tmp_path):
    unreachable = {
        "PYTHON": sys.executable,
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_NO_CACHE_DIR": "1",
        "PIP_FIND_LINKS": "",
        "PIP_RETRIES": "1",
    }
    answer = run_make("html", **unreachable)
    assert answer.returncode != 0
    assert "The package index could not be reached." in answer.stderr
    for remedy in ("HTTPS_PROXY=", "PIP_INDEX_URL=", "pip download --require-hashes"):
        assert remedy in answer.stderr
    assert "Traceback" not in answer.stderr
    assert list((frame / ".venv").glob("*.stamp")) == []
    assert "Retrying" in (frame / ".venv" / "install.log").read_text(encoding="utf-8")
    # The next run must try again instead of building with half an environment.
    again = run_make("html", **unreachable)
    assert again.returncode != 0
    assert "The package index could not be reached." in again.stderr
