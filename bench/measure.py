"""Whole commands, measured in turn: processor time and peak memory of each finished process."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple


class Run(NamedTuple):
    """What one run took: seconds of processor time (user and system) and megabytes at its peak."""

    cpu: float
    memory: float


class Case(NamedTuple):
    """A build to measure: its name, what to do before each run, and the command."""

    name: str
    prepare: Callable[[], None]
    command: Sequence[str]


def sphinx(project: Path, out: Path) -> list[str]:
    """Return the command that builds a project's HTML, serially and quietly."""
    return [sys.executable, "-m", "sphinx", "-q", "-b", "html", str(project), str(out)]


def run(command: Sequence[str]) -> Run:
    """Run a command to its end.

    Raises:
        RuntimeError: if it fails; the message holds what it printed.
    """
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert process.stdout is not None
    output = process.stdout.read()
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0 or output.strip():
        raise RuntimeError(f"{' '.join(command)}\n{output.decode(errors='replace')}")
    return Run(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def in_turn(cases: Sequence[Case], times: int) -> dict[str, list[Run]]:
    """Run the cases in turn, so that a machine that slows down slows all of them."""
    results: dict[str, list[Run]] = {case.name: [] for case in cases}
    for _round in range(times):
        for case in cases:
            case.prepare()
            results[case.name].append(run(case.command))
    return results


def median_ratio(a: Sequence[Run], b: Sequence[Run], figure: Callable[[Run], float]) -> float:
    """Return the median of the ratios of a figure, pair by pair."""
    return statistics.median(figure(x) / figure(y) for x, y in zip(a, b, strict=True))
