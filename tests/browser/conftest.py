"""A page of the browser, and the report, built as `make html` builds it and served here."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from websites import served

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page that must not say anything on its console."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert said == []


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the website."""
    folder = tmp_path_factory.mktemp("report")
    options = ("-b", "html", "-q", "-W", "--keep-going", "-d", str(folder / "doctrees"))
    environment = {key: value for key, value in os.environ.items() if key != "REPORT_BASE_URL"}
    subprocess.run(
        [sys.executable, "-m", "sphinx", *options, "docs", str(folder / "html")],
        cwd=REPOSITORY,
        env=environment,
        check=True,
    )
    return folder / "html"


@pytest.fixture(scope="session")
def address(report: Path) -> Iterator[str]:
    """The address at which the website is served."""
    with served(report) as address:
        yield address


@pytest.fixture(scope="session")
def pages(report: Path) -> list[str]:
    """The paths of all pages."""
    found = [path.relative_to(report).as_posix() for path in sorted(report.rglob("*.html"))]
    assert len(found) > 40
    return found
