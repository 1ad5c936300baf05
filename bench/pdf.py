"""What laying out the PDF takes, apart from Sphinx: ``python bench/pdf.py``.

The pages of the report are read once; then Typst's process, as the builder starts it, runs alone
for each document: the full report, about 150 pages of it, and long tables and an index that no
report has.  Printed are pages, seconds on the clock and of the processor, and the peak of memory.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
from sphinx.application import Sphinx

from indonato_report.pdf.builder import STAGING_FOLDER

DOCS = Path(__file__).resolve().parent.parent / "docs"

#: What is left out of the full report so that about 150 pages of it stay.
LEFT_OUT = ("guide/", "cooperation/", "about/facts")

CONF = """
extensions = ["myst_parser", "indonato_report"]
report_data = "datapackage.yaml"
"""
DESCRIPTOR = """
name: rows
title: Rows
resources:
  - name: rows
    title: Rows
    path: rows.csv
    report: {title: title, home: index}
    schema:
      primaryKey: [id]
      fields:
        - {name: id, type: string, constraints: {required: true, unique: true}}
        - {name: title, type: string, title: Title}
        - {name: place, type: string, title: Place}
        - {name: date, type: date, title: Date}
        - {name: amount, type: integer, title: Amount}
        - {name: note, type: string, title: Note}
"""


class Taken(NamedTuple):
    """What a process took: pages made, seconds, seconds of the processor, MB at the peak."""

    name: str
    pages: int
    clock: float
    processor: float
    memory: float


def main() -> int:
    """Build, measure and print; return 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="the fastest of so many counts")
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        print("| document | pages | seconds | of the processor | MB | s / 100 p. | MB / 100 p. |")
        print("| --- | --: | --: | --: | --: | --: | --: |")
        for name, job in jobs(root):
            best = min((measured(name, job) for _ in range(rounds)), key=lambda one: one.clock)
            print(
                f"| {name} | {best.pages} | {best.clock:.2f} | {best.processor:.2f} "
                f"| {best.memory:.0f} | {best.clock / best.pages * 100:.2f} "
                f"| {best.memory / best.pages * 100:.0f} |",
                flush=True,
            )
    return 0


def jobs(root: Path) -> Iterator[tuple[str, Path]]:
    """Yield the name and the staging folder of each document."""
    full = ("index", "full", "The report", {"exclude": ("guide/",), "summary": "summary"})
    part = ("index", "part", "A part of it", {"exclude": LEFT_OUT, "summary": "summary"})
    staged = build(DOCS, root / "report", report_pdf_documents=[full, part])
    yield "full report", staged / "full"
    yield "a part of the report", staged / "part"
    for rows in (1_000, 5_000):
        source = root / f"rows-{rows}"
        table_of(source, rows)
        yield f"table of {rows:,} rows", _only(build(source, root / f"built-{rows}"))
    source = root / "index"
    index_of(source, 1_000)
    yield "index of 2,000 entries", _only(build(source, root / "built-index"))


def build(source: Path, target: Path, **values: Any) -> Path:
    """Build the PDFs of a project; return the folder of the staging folders."""
    # A process for each: Sphinx doesn't expect two projects in one.
    worker = multiprocessing.get_context("spawn").Process(
        target=_build, args=(source, target, values)
    )
    worker.start()
    worker.join()
    assert worker.exitcode == 0, source
    return target / "doctrees" / STAGING_FOLDER


def _build(source: Path, target: Path, values: dict[str, Any]) -> None:
    app = Sphinx(
        source, source, target, target / "doctrees", "pdf", confoverrides=values, status=None
    )
    app.build()


def table_of(folder: Path, rows: int) -> None:
    """Write a project whose one page shows so many records."""
    lines = ["id,title,place,date,amount,note"]
    lines += [
        f"r{row},Title of row {row},Harbour {row % 97},20{row % 25:02}-0{row % 9 + 1}-11,"
        f"{row * 37},A note on row {row} with {row % 13} words of its own"
        for row in range(rows)
    ]
    _write(folder, "rows.csv", "\n".join(lines) + "\n")
    _write(folder, "datapackage.yaml", DESCRIPTOR)
    _write(folder, "conf.py", CONF)
    _write(folder, "index.md", "# Rows\n\n```{report:table} rows\n:name: all\n\nAll rows\n```\n")


def index_of(folder: Path, terms: int) -> None:
    """Write a project of some hundred pages with so many terms and as many sub-entries."""
    text = ["# Terms\n"]
    for number in range(terms):
        entry = f"{{index}}`single: term {number}; part {number % 7}`"
        again = f"{{index}}`term {(number * 7) % terms}`"
        words = " ".join(f"word{number * 31 + place}" for place in range(45))
        text.append(f"{entry}{again}{{index}}`term {number}`{words}.\n")
    _write(folder, "conf.py", 'extensions = ["myst_parser"]\n')
    _write(folder, "index.md", "\n".join(text))


def _only(folder: Path) -> Path:
    (one,) = folder.iterdir()
    return one


def _write(folder: Path, name: str, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def measured(name: str, job: Path) -> Taken:
    """Run the process of a staged document once."""
    command = [sys.executable, "-P", "-m", "indonato_report.pdf.compile"]
    started = time.perf_counter()
    process = subprocess.Popen([*command, "job.json", "result.json"], cwd=job)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = status
    clock = time.perf_counter() - started
    assert status == 0, name
    with pikepdf.open(job / "typst.pdf") as pdf:
        pages = len(pdf.pages)
    # Linux counts the peak of memory in kilobytes.
    return Taken(name, pages, clock, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


if __name__ == "__main__":
    sys.exit(main())
