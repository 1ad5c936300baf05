"""Browser tests are run, or it is said that they were not; on demand their absence is an error."""

from __future__ import annotations

import pytest

pytest_plugins = ["pytester"]

TEST_FILE = """
import pytest

@pytest.mark.browser
def test_in_the_browser(chromium_path):
    assert chromium_path.endswith("chromium")

def test_elsewhere():
    pass
"""


@pytest.fixture
def project(pytester, monkeypatch):
    """A small project with one browser test, on a machine without a Chromium."""
    for name in ("REPORT_CHROMIUM", "REPORT_REQUIRE_BROWSER", "PYTEST_ADDOPTS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(pytester.mkdir("path")))
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    pytester.makeini("[pytest]\nmarkers = browser: needs Chromium\n")
    pytester.makepyfile(TEST_FILE)
    return pytester


def run(project, *options):
    return project.runpytest_inprocess("-p", "chromium_plugin", *options)


@pytest.mark.parametrize(
    "options", [(), pytest.param(("-p", "xdist", "-n", "1"), marks=pytest.mark.slow)]
)
def test_absence_is_said(project, options):
    result = run(project, *options)
    result.assert_outcomes(passed=1, skipped=1)
    result.stdout.fnmatch_lines(["*browser tests were NOT run*", "1 skipped: no Chromium*"])


def test_absence_is_an_error_when_a_browser_is_required(project, monkeypatch):
    monkeypatch.setenv("REPORT_REQUIRE_BROWSER", "1")
    result = run(project)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*REPORT_REQUIRE_BROWSER is set, but no Chromium was found*"])


def test_browser_tests_run_when_there_is_one(project, monkeypatch):
    browser = project.mkdir("other") / "chromium"
    browser.write_text("#!/bin/sh\n", encoding="utf-8")
    browser.chmod(0o755)
    monkeypatch.setenv("REPORT_CHROMIUM", str(browser))
    monkeypatch.setenv("REPORT_REQUIRE_BROWSER", "1")
    result = run(project)
    result.assert_outcomes(passed=2)
    result.stdout.no_fnmatch_line("*NOT run*")


def test_named_browser_that_does_not_exist(project, monkeypatch):
    monkeypatch.setenv("REPORT_CHROMIUM", "/nowhere/chromium")
    run(project).assert_outcomes(passed=1, skipped=1)
