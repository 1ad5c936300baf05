"""A long search for files that break something: the report's own data, damaged at random.

``make test-slow`` runs it.  What it looks for: no exception, in bounded time, places that exist.
"""

from __future__ import annotations

import random
import shutil
import time
from pathlib import Path

import pytest

from guide_pages import REPOSITORY
from indonato_report.data import dataset
from indonato_report.data.problems import CODES, Problem

SECONDS = 20

PIECES = [
    "\\x00",
    "\ufeff",
    "\t",
    "\r\n",
    ": ",
    "- ",
    "'",
    '"',
    "{",
    "}",
    "[",
    "]",
    "&a ",
    "*a ",
    "!x ",
    "",
    "\n",
    ">\n",
    "#",
    "---\n",
    "...\n",
    "%",
    "@",
    "`",
    "null",
    "1e999",
    ".nan",
    "99999999999999999999999999",
    "\\u0000",
    "\u2028",
    "<<: ",
    "? ",
    "{report:ref}`x/y`",
    "{cite}`zzz`",
    "[x](y.md)",
    "<b>",
    "![a](b)",
    "true",
    "0x10",
    "2019-02-30",
    ";",
    "\n\n",
    "  ",
    "~",
    "[]",
    "{}",
    "- - ",
    "key: {a: [b, {c: d}]}",
]


def damaged(text: str, chance: random.Random) -> str:
    """Return a text with one to five changes."""
    for _ in range(chance.choice([1, 1, 1, 2, 5])):
        place = chance.randrange(len(text) + 1)
        lines = text.split("\n")
        line = chance.randrange(len(lines))
        match chance.randrange(8):
            case 0 | 1 | 2:
                text = text[:place] + chance.choice(PIECES) + text[place:]
            case 3:
                text = text[:place] + text[place + chance.choice([1, 2, 5, 50]) :]
            case 4:
                text = text[:place]
            case 5:
                lines.insert(line, lines[chance.randrange(len(lines))])
                text = "\n".join(lines)
            case 6:
                lines[line] = " " * chance.randrange(5) + lines[line].lstrip()
                text = "\n".join(lines)
            case _:
                lines[line] = lines[line].replace(": ", chance.choice([":", " ", ": : ", ": ["]), 1)
                text = "\n".join(lines)
    return text


def check_place(problem: Problem, folder: Path) -> None:
    assert problem.code in CODES
    assert "\n" not in problem.message and len(problem.message) < 900
    path = folder / problem.path
    if problem.line and path.is_file():
        content = path.read_bytes().decode("utf-8", "replace")
        lines = content.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert problem.line <= len(lines), problem
        assert problem.column <= len(lines[problem.line - 1]) + 1, problem


@pytest.mark.fuzz
@pytest.mark.parametrize("seed", range(3))
def test_damaged_data_give_problems_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(REPOSITORY / "docs" / "data", tmp_path / "data")
    shutil.copy(REPOSITORY / "docs" / "references.bib", tmp_path)
    descriptor = tmp_path / "data" / "datapackage.yaml"
    files = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    chance = random.Random(seed)
    end = time.monotonic() + SECONDS
    rounds = 0
    while time.monotonic() < end:
        path = chance.choice(files)
        sound = path.read_text(encoding="utf-8")
        path.write_text(damaged(sound, chance), encoding="utf-8", newline="")
        started = time.process_time()
        data = dataset.load(descriptor)
        assert time.process_time() - started < 10
        dataset.inputs(descriptor)
        for problem in data.problems:
            check_place(problem, tmp_path)
        path.write_text(sound, encoding="utf-8", newline="")
        rounds += 1
    assert rounds > 10
    assert dataset.load(descriptor).problems == []
