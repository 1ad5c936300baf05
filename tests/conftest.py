"""Plugins for all tests: Sphinx's own fixtures, small projects, and the search for a browser."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = ["sphinx.testing.fixtures", "chromium_plugin", "project_plugin"]


@pytest.fixture(scope="session")
def rootdir() -> Path:
    """The folder of the small projects, for tests marked ``sphinx``."""
    return Path(__file__).resolve().parent / "roots"
