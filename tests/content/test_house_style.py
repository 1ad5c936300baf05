"""The report keeps to its house style, and the checker finds what breaks it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from report_content import DOCS, REPOSITORY
from tool_loader import load_tool


@pytest.fixture(scope="module")
def prose_check() -> ModuleType:
    return load_tool("prose_check")


def found(prose_check: ModuleType, text: str) -> list[str]:
    page = prose_check.page_text(text)
    return [finding.rule for finding in prose_check.check(Path("page.md"), page)]


def test_the_report_keeps_to_its_style() -> None:
    answer = subprocess.run(
        [sys.executable, REPOSITORY / "tools" / "prose_check.py", DOCS],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (answer.stdout, answer.returncode) == ("", 0)


def spelling_of(*names: Path | str, folder: Path = REPOSITORY) -> list[str]:
    """Return the words that the spelling checker stumbles over."""
    answer = subprocess.run(
        [
            Path(sys.executable).with_name("typos"),
            "--config",
            REPOSITORY / "pyproject.toml",
            "--format",
            "brief",
            *names,
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.stderr == ""
    return re.findall(r"`([^`]+)` should be", answer.stdout)


def test_every_text_is_spelt_right() -> None:
    assert spelling_of() == []


def test_american_and_wrong_spellings_are_found_in_texts_but_not_in_names(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(
        "The NATO Defense College has a programe for the organization.\n\n"
        "See {cite}`toi-2021-center`.\n",
        encoding="utf-8",
    )
    assert spelling_of(folder=tmp_path) == ["programe", "organization"]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("They met on 12/12/2019.", ["date"]),
        ("They met on December 12, 2019.", ["date"]),
        ("They met on the 12th December.", ["date"]),
        ("They met on 3 Dec 2019.", ["date"]),
        ("They met on 12 December 2019.", []),
        ("Turkey took part.", ["name"]),
        ("Türkiye took part.", []),
        ("We found nothing.", ["first person"]),
        ("What we don't know is much.", []),
        ("The US and its allies.", []),
        ("A historic visit.", ["loaded word"]),
        ("He called it “a historic visit”.", []),
        ("A pivotal player.", []),
        ("They met recently.", ["vague time"]),
        ("The defense ministry.", ["American spelling"]),
        ("The NATO Defense College.", []),
        ("What does it want?", ["question"]),
        ("# What does it want?\n\nMuch.", []),
        ("Cited {cite}`defense-2020,we-2021` here.", []),
        ("```{report:table} facts where id == 'us'\n:view: recently\n```\n", []),
        ("Word " * 46 + "end.", ["long sentence"]),
        ("Word " * 30 + "end. " + "Word " * 30 + "end.", []),
        ("- " + "word " * 30 + "\n- " + "word " * 30 + "\n", []),
    ],
)
def test_what_the_checker_finds_in_a_page(
    prose_check: ModuleType, text: str, rules: list[str]
) -> None:
    assert found(prose_check, text) == rules


def test_in_data_keys_and_quotations_are_not_text(prose_check: ModuleType) -> None:
    data = (
        "# recently\n- id: recently-we-met\n  quotation: We met recently\n"
        "  summary: They met\n    recently.\n  sources: [we-2020]\n"
    )
    findings = list(prose_check.check(Path("data.yaml"), prose_check.data_text(data)))
    assert [(finding.line, finding.rule) for finding in findings] == [(5, "vague time")]


def test_a_finding_names_file_line_and_remedy(
    prose_check: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data").mkdir()
    page = tmp_path / "page.md"
    page.write_text("# Page\n\nThey met\nrecently.\n", encoding="utf-8")
    assert prose_check.main([str(tmp_path)]) == 1
    assert capsys.readouterr().out == f"{page}:4: vague time: “recently”; say the date\n"


def test_without_findings_nothing_is_said(
    prose_check: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "guide").mkdir()
    (tmp_path / "guide" / "page.md").write_text("You met recently.\n", encoding="utf-8")
    assert prose_check.main([str(tmp_path)]) == 0
    assert capsys.readouterr().out == ""
