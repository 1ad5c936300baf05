"""The lock files: a hash for everything, no address, one a part of the other, and up to date."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement

PROJECT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")


def read(name: str) -> str:
    return (PROJECT / name).read_text(encoding="utf-8")


def normalised(requirement: str) -> str:
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert match, requirement
    return re.sub(r"[-_.]+", "-", match[0]).lower()


@pytest.mark.parametrize("name", LOCKS)
def test_lock_has_no_defect(lock_tool, name):
    text = read(name)
    assert len(lock_tool.pinned_versions(text)) > 40
    assert lock_tool.defects(text) == []


@pytest.mark.parametrize(
    ("line", "defect"),
    [
        ("--index-url https://index.example/simple", "line 3 holds an address"),
        ("--find-links /somewhere", "line 3 holds an address"),
        ("thing @ file:///somewhere", "line 3 holds an address"),
        ("thing==1.0", "no hash for thing==1.0"),
    ],
)
def test_defects_are_found(lock_tool, line, defect):
    lock = "good==1.0 \\\n    --hash=sha256:00\n" + line
    assert any(found.startswith(defect) for found in lock_tool.defects(lock))


def test_build_lock_is_part_of_the_other(lock_tool):
    build, everything = (lock_tool.pinned_versions(read(name)) for name in LOCKS)
    assert build.items() <= everything.items()
    assert len(build) < len(everything)


def test_locks_hold_what_the_project_declares(lock_tool):
    project = tomllib.loads(read("pyproject.toml"))
    extras = project["project"]["optional-dependencies"]
    build = [
        *project["project"]["dependencies"],
        *project["dependency-groups"]["build"],
        *extras["docs"],
    ]
    pinned = {name: lock_tool.pinned_versions(read(name)).keys() for name in LOCKS}
    assert {normalised(entry) for entry in build} <= pinned["requirements.lock"]
    assert {normalised(entry) for entry in extras["dev"]} <= pinned["requirements-dev.lock"]


def test_local_settings_do_not_reach_the_resolver(lock_tool, monkeypatch):
    calls = []
    monkeypatch.setenv("UV_FIND_LINKS", "/a/folder/of/mine")
    monkeypatch.setattr(
        lock_tool.subprocess, "run", lambda command, **options: calls.append((command, options))
    )
    lock_tool.resolve("uv", "requirements.lock", ["--extra", "docs"])
    ((command, options),) = calls
    assert "UV_FIND_LINKS" not in options["env"]
    assert {"--generate-hashes", "--universal", "--no-emit-index-url"} <= set(command)


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_is_complete_so_that_pip_needs_to_resolve_nothing(lock_tool, name):
    pinned = {normalised(each): each for each in lock_tool.pinned_versions(read(name))}
    versions = lock_tool.pinned_versions(read(name))
    wanted: list[tuple[str, frozenset[str]]] = [(each, frozenset()) for each in pinned.values()]
    judged = set()
    while wanted:
        package, extras = wanted.pop()
        if (package, extras) in judged:
            continue
        judged.add((package, extras))
        try:
            entries = requires(package) or []
        except PackageNotFoundError:
            continue  # locked for another system or Python
        for entry in map(Requirement, entries):
            if entry.marker is not None and not any(
                entry.marker.evaluate({"extra": extra}) for extra in (*extras, "")
            ):
                continue
            needed = normalised(entry.name)
            assert needed in pinned, f"{package} needs {entry}"
            assert versions[pinned[needed]] in entry.specifier, f"{package} needs {entry}"
            wanted.append((pinned[needed], frozenset(entry.extras)))
    assert len(judged) > 40
