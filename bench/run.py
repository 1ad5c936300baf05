"""The benchmarks against peers: ``make bench`` runs them all and prints a table.

Each case is a whole ``sphinx-build`` process; peers run in turn with ours, and ratios are taken
pair by pair.  ``python bench/run.py CASE …`` runs some of them, ``--times`` sets the rounds.
"""

from __future__ import annotations

import argparse
import functools
import shutil
import statistics
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import projects
from measure import Case, Run, in_turn, median_ratio, sphinx

RECORDS = 10_000


class Goal(NamedTuple):
    """A ratio to hold: of a figure of case ``a`` to the same figure of case ``b``."""

    words: str
    a: str
    b: str
    figure: str
    most: float


def _cold(folder: Path) -> Callable[[], None]:
    return functools.partial(shutil.rmtree, folder / "build", ignore_errors=True)


def _case(name: str, folder: Path, *, cold: bool = True) -> Case:
    command = sphinx(folder, folder / "build")
    return Case(name, _cold(folder) if cold else (lambda: None), command)


def ten_thousand(root: Path) -> tuple[list[Case], list[Goal]]:
    """Ten thousand records on one page, against a list-table of the same rows."""
    projects.list_table(root / "list", RECORDS)
    projects.report_table(root / "table", RECORDS)
    projects.report_table(root / "cited", RECORDS, cited=True)
    cases = [
        _case("list-table", root / "list"),
        _case("report:table", root / "table"),
        _case("report:table, cited", root / "cited"),
    ]
    return cases, [
        Goal("10,000 rows, time", "report:table", "list-table", "cpu", 1 / 12),
        Goal("10,000 rows, memory", "report:table", "list-table", "memory", 1 / 5),
        Goal("10,000 cited rows, time", "report:table, cited", "list-table", "cpu", 1 / 6),
    ]


def whole_report(root: Path) -> tuple[list[Case], list[Goal]]:
    """Twelve tables of thirty rows in a report of 25 pages, against the report without them.

    ``bare`` has neither the tables nor any data: against it, reading and checking count too.
    """
    projects.report(root / "with", tables=12)
    projects.report(root / "without", tables=0)
    projects.report(root / "bare", tables=0, data=False)
    cases = [
        _case("with tables", root / "with"),
        _case("without tables", root / "without"),
        _case("without data", root / "bare"),
    ]
    return cases, [
        Goal("12 tables in a report", "with tables", "without tables", "cpu", 1.03),
        Goal("12 tables and their data", "with tables", "without data", "cpu", 1.06),
    ]


def nothing_to_do(root: Path) -> tuple[list[Case], list[Goal]]:
    """A build with nothing to do, against the same report with list-tables."""
    projects.report(root / "ours", tables=12)
    projects.report(root / "plain", tables=12, extension=False)
    cases = [
        _case("no-op", root / "ours", cold=False),
        _case("no-op without", root / "plain", cold=False),
    ]
    return cases, [Goal("no-op build", "no-op", "no-op without", "cpu", 1.02)]


def nothing_to_do_large(root: Path) -> tuple[list[Case], list[Goal]]:
    """The same with ten thousand records on a page, against a list-table of the same rows."""
    projects.report_table(root / "ours", RECORDS, "records")
    projects.list_table(root / "plain", RECORDS, "records")
    cases = [
        _case("no-op, 10,000", root / "ours", cold=False),
        _case("no-op, 10,000, without", root / "plain", cold=False),
    ]
    goal = Goal("no-op build, 10,000", "no-op, 10,000", "no-op, 10,000, without", "cpu", 1.05)
    return cases, [goal]


CASES = {
    "rows": ten_thousand,
    "report": whole_report,
    "noop": nothing_to_do,
    "noop-large": nothing_to_do_large,
}


def _figure(run: Run, name: str) -> float:
    return run.cpu if name == "cpu" else run.memory


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmarks; return 0 if every goal was reached."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="*", metavar="CASE", help=f"of {', '.join(CASES)}")
    parser.add_argument("--times", type=int, default=5, help="counted rounds (default: 5)")
    options = parser.parse_args(arguments)
    missed = 0
    for name in options.cases or CASES:
        with tempfile.TemporaryDirectory() as folder:
            cases, goals = CASES[name](Path(folder))
            in_turn(cases, 1)  # a first round that does not count
            results = in_turn(cases, options.times)
        for case in cases:
            cpu = statistics.median(run.cpu for run in results[case.name])
            memory = statistics.median(run.memory for run in results[case.name])
            print(f"{case.name:28} {cpu:8.2f} s CPU {memory:8.0f} MB")
        for goal in goals:
            ratio = median_ratio(
                results[goal.a],
                results[goal.b],
                functools.partial(_figure, name=goal.figure),
            )
            reached = ratio <= goal.most
            missed += not reached
            shown = f"1/{1 / ratio:.1f}" if ratio < 1 else f"{ratio:.3f}"
            most = f"1/{1 / goal.most:.0f}" if goal.most < 1 else f"{goal.most:.2f}"
            print(f"  {goal.words}: {shown} (goal: {most}) {'reached' if reached else 'MISSED'}")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
