"""When packages are installed again, and what is said when they can't be."""

from __future__ import annotations

import subprocess
import sys

import pytest

VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"


@pytest.fixture
def environment(frame):
    """A folder that looks like an environment whose interpreter works, without any package."""
    folder = frame / ".venv"
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "python").symlink_to(sys.executable)
    (folder / "pyvenv.cfg").write_text("", encoding="utf-8")
    return folder


@pytest.fixture
def installations(environment_tool, monkeypatch):
    """The levels that were installed, in place of pip's doing it."""
    levels = []
    monkeypatch.setattr(
        environment_tool, "install", lambda project, environment, level: levels.append(level)
    )
    return levels


def ensure(environment_tool, frame, environment, level):
    environment_tool.ensure(frame, environment, level, python_is_chosen=False)


def test_second_run_installs_nothing(environment_tool, frame, environment, installations):
    ensure(environment_tool, frame, environment, "build")
    ensure(environment_tool, frame, environment, "build")
    assert installations == ["build"]


def test_touching_the_lock_installs_nothing(environment_tool, frame, environment, installations):
    ensure(environment_tool, frame, environment, "build")
    (frame / "requirements.lock").touch()
    ensure(environment_tool, frame, environment, "build")
    assert installations == ["build"]


@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml"])
def test_changed_content_installs_again(environment_tool, frame, environment, installations, name):
    ensure(environment_tool, frame, environment, "build")
    with (frame / name).open("a", encoding="utf-8") as stream:
        stream.write("\n# changed\n")
    ensure(environment_tool, frame, environment, "build")
    assert installations == ["build", "build"]


def test_test_level_includes_build_level(environment_tool, frame, environment, installations):
    ensure(environment_tool, frame, environment, "test")
    ensure(environment_tool, frame, environment, "build")
    assert installations == ["test"]


def test_build_level_does_not_include_test_level(
    environment_tool, frame, environment, installations
):
    ensure(environment_tool, frame, environment, "build")
    ensure(environment_tool, frame, environment, "test")
    assert installations == ["build", "test"]


def test_failed_installation_leaves_no_stamp(environment_tool, frame, environment, monkeypatch):
    def fail(project, environment, level):
        raise environment_tool.InstallationError("no network")

    ensure_arguments = (environment_tool, frame, environment, "build")
    monkeypatch.setattr(environment_tool, "install", lambda *arguments: None)
    ensure(*ensure_arguments)
    (frame / "requirements.lock").write_text("changed", encoding="utf-8")
    monkeypatch.setattr(environment_tool, "install", fail)
    with pytest.raises(environment_tool.InstallationError):
        ensure(*ensure_arguments)
    assert list(environment.glob("*.stamp")) == []


def test_environment_of_another_version_is_kept_unless_one_was_chosen(
    environment_tool, frame, environment, installations, monkeypatch
):
    created = []
    monkeypatch.setattr(environment_tool, "version_of_environment", lambda environment: "3.99")
    monkeypatch.setattr(environment_tool, "create", created.append)
    environment_tool.ensure(frame, environment, "build", python_is_chosen=False)
    assert created == []
    environment_tool.ensure(frame, environment, "build", python_is_chosen=True)
    assert created == [environment]
    assert installations == ["build", "build"]


def test_environment_of_a_too_old_version_is_made_anew(
    environment_tool, frame, environment, installations, monkeypatch
):
    created = []
    monkeypatch.setattr(environment_tool, "version_of_environment", lambda environment: "3.9")
    monkeypatch.setattr(environment_tool, "create", created.append)
    environment_tool.ensure(frame, environment, "build", python_is_chosen=False)
    assert created == [environment]


def test_version_of_a_broken_environment(environment_tool, environment):
    assert environment_tool.version_of_environment(environment) == VERSION
    (environment / "bin" / "python").unlink()
    assert environment_tool.version_of_environment(environment) is None


def test_a_folder_that_is_no_environment_is_never_removed(environment_tool, tmp_path):
    folder = tmp_path / "precious"
    folder.mkdir()
    (folder / "thesis.txt").write_text("ten years of work", encoding="utf-8")
    with pytest.raises(environment_tool.InstallationError, match="is no virtual environment"):
        environment_tool.create(folder)
    assert (folder / "thesis.txt").exists()


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        (
            "WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError'\n"
            "ERROR: Could not find a version that satisfies the requirement alabaster==1.0.0",
            "The package index could not be reached",
        ),
        ("ERROR: ProxyError('Cannot connect to proxy.')", "The package index could not be reached"),
        (
            "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.",
            "is not the one that requirements.lock names",
        ),
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        ("ERROR: No matching distribution found for typst==0.15.2", "make PYTHON=python3.13"),
        (
            "ERROR: Could not find a version that satisfies the requirement alabaster==1.0.0 "
            "(from versions: none)\nERROR: No matching distribution found for alabaster==1.0.0",
            "The package index could not be reached",
        ),
        (
            "ERROR: Ignored the following versions that require a different python version: 9.0.4 "
            "Requires-Python >=3.11\nERROR: Could not find a version that satisfies the "
            "requirement sphinx==9.0.4 (from versions: none)",
            "make PYTHON=python3.13",
        ),
        ("a wholly unknown\nkind of failure", "kind of failure"),
    ],
)
def test_advice_fits_the_failure(environment_tool, log, expected):
    assert expected in environment_tool.advice_for(log, "requirements.lock")


def test_main_prints_the_advice_and_fails(environment_tool, monkeypatch, capsys, tmp_path):
    def fail(*arguments, **options):
        raise environment_tool.InstallationError("what to do")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(environment_tool, "ensure", fail)
    assert environment_tool.main(["build"]) == 1
    assert "what to do" in capsys.readouterr().err


def test_a_lock_is_installed_as_it_is_and_nothing_is_resolved(
    environment_tool, frame, environment, monkeypatch
):
    commands = []

    def remember(command, **settings):
        commands.append(command)
        return subprocess.CompletedProcess(command, 0, stdout="")

    monkeypatch.setattr(environment_tool.subprocess, "run", remember)
    environment_tool.install(frame, environment, "test")
    packages, project = commands
    assert packages[-4:] == ["--require-hashes", "--no-deps", "-r", "requirements-dev.lock"]
    assert project[-2:] == ["-e", "."]
