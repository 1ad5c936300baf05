"""Builds the report and says where the result is and how long it took.

Run by the Makefile inside the project's environment: ``python tools/build.py html pdf``.
"""

from __future__ import annotations

import argparse
import shlex
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Output:
    """One thing that can be built.

    Attributes:
        title: What to call it in messages.
        results: Pattern of the files to name when it is done, relative to its folder.
    """

    title: str
    results: str


OUTPUTS = {
    "epub": Output("EPUB", "*.epub"),
    "html": Output("website", "index.html"),
    "pdf": Output("PDF", "*.pdf"),
}


def spoken_duration(seconds: float) -> str:
    """Return a duration for people: ``8.4 s``, ``12 s``, ``1 min 25 s``.

    Args:
        seconds: The duration.
    """
    if seconds < 59.95:  # what would be printed as 60 s is written as a minute
        return f"{round(seconds, 1):g} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02d} s"


def spoken_size(size: int) -> str:
    """Return a file size for people: ``12 kB``, ``3.4 MB``.

    Args:
        size: The size in bytes.
    """
    return f"{size / 1e6:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1e3))} kB"


def build(builder: str, source: Path, target: Path, sphinx_options: list[str], jobs: str) -> int:
    """Run one Sphinx builder and say what came of it.

    Every builder has its own folder of doctrees: with a shared one, Sphinx takes pages for up to
    date that another builder has read again since.

    Args:
        builder: Name of the builder, a key of `OUTPUTS`.
        source: The folder of the pages.
        target: The folder under which everything that is built lies.
        sphinx_options: Further options for sphinx-build.
        jobs: Number of processes, or ``auto``.

    Returns:
        The exit code of sphinx-build.
    """
    output = OUTPUTS[builder]
    folder = target / builder
    print(f"Building the {output.title} into {folder} ...", flush=True)
    started = time.monotonic()
    code = subprocess.call(
        [
            *(sys.executable, "-m", "sphinx", "-b", builder, "-j", jobs),
            *("-d", str(target / "doctrees" / builder)),
            *sphinx_options,
            *(str(source), str(folder)),
        ]
    )
    duration = spoken_duration(time.monotonic() - started)
    if code != 0:
        print(
            f"\nThe {output.title} was not built (sphinx-build ended with code {code} after "
            f"{duration}); the messages above say why.",
            file=sys.stderr,
        )
        return code
    results = sorted(folder.glob(output.results))
    if not results:
        print(f"\nsphinx-build wrote no {output.results} into {folder}.", file=sys.stderr)
        return 1
    for result in results:
        print(f"  -> {result} ({spoken_size(result.stat().st_size)})")
    print(f"The {output.title} took {duration}.", flush=True)
    return 0


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("builders", nargs="+", choices=sorted(OUTPUTS))
    parser.add_argument("--source", type=Path, default=Path("docs"))
    parser.add_argument("--target", type=Path, default=Path("build"))
    parser.add_argument("--jobs", default="auto")
    parser.add_argument(
        "--sphinx-options", default="", help="one string, as a shell would split it"
    )
    parser.add_argument(
        "--started", type=float, metavar="EPOCH", help="when the whole run began, for its total"
    )
    options = parser.parse_args(arguments)
    for builder in options.builders:
        code = build(
            builder,
            options.source,
            options.target,
            shlex.split(options.sphinx_options),
            options.jobs,
        )
        if code != 0:
            return code
    if options.started is not None:
        # The shell gives the start in whole seconds, so no tenths are shown.
        total = max(1, round(time.time() - options.started))
        print(f"All done in {spoken_duration(total)}.")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        print("\nInterrupted; run make again to go on.", file=sys.stderr)
        sys.exit(130)
