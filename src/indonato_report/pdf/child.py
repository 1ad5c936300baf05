"""A process of its own for whatever Typst does: closed off, limited in time, free to fail.

Running out of memory aborts the process, and memory is never given back inside one; so Typst never
runs inside Sphinx.  Question and answer are files of JSON.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import indonato_report

#: An address where nobody listens: the child shall not reach any network.
_CLOSED_PROXY = "http://127.0.0.1:9"
_LONGEST_EXCERPT = 1500


class ChildFailure(Exception):
    """The child brought no result: it crashed, was killed, or took too long."""


def ask_child(module: str, question: object, folder: Path, timeout: float) -> Any:
    """Run ``python -m module QUESTION ANSWER`` and return the answer.

    Args:
        module: a module whose ``main`` reads the first file and writes the second.
        question: what the first file holds, as JSON.
        folder: the working folder, which exists.
        timeout: seconds after which the child is killed.

    Raises:
        ChildFailure: there is no answer, with the reason in words.
    """
    question_file, answer_file = folder / "job.json", folder / "result.json"
    question_file.write_text(json.dumps(question), encoding="utf-8")
    answer_file.unlink(missing_ok=True)
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", module, str(question_file), str(answer_file)],
            cwd=folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired:
        message = f"it took longer than {timeout:g} s (report_pdf_timeout) and was stopped"
        raise ChildFailure(message) from None
    if done.returncode or not answer_file.is_file():
        raise ChildFailure(_explain_exit(done.returncode, done.stderr))
    return json.loads(answer_file.read_text(encoding="utf-8"))


def _environment() -> dict[str, str]:
    """Return the child's environment: no proxy that leads anywhere, and this very package."""
    environment = {
        name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")
    }
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        environment[name] = environment[name.upper()] = _CLOSED_PROXY
    package_root = str(Path(indonato_report.__file__).resolve().parent.parent)
    paths = [package_root, environment.get("PYTHONPATH", "")]
    environment["PYTHONPATH"] = os.pathsep.join(path for path in paths if path)
    return environment


def _explain_exit(status: int, stderr: bytes) -> str:
    excerpt = stderr.decode(errors="replace").strip()[-_LONGEST_EXCERPT:]
    if status < 0:
        try:
            name = signal.Signals(-status).name
        except ValueError:
            name = f"signal {-status}"
        reason = f"the compiler was ended by {name}"
        if -status in {signal.SIGABRT, signal.SIGKILL}:
            reason += ", which is what running out of memory looks like"
    else:
        reason = f"the compiler stopped with exit status {status} and no result"
    return f"{reason}\n{excerpt}" if excerpt else reason
