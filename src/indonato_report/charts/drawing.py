"""Pictures of charts: where they are kept, and how missing ones are drawn.

A picture is named after the digest of its specification, so that a chart that has not changed is
never drawn again.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from indonato_report.charts import theme

#: Looks in which every chart is drawn; print takes the light one.
LOOKS = ("light", "dark")
#: Seconds after which drawing is given up.
TIMEOUT = 300

_NAME = re.compile(r"[^a-z0-9]+")


class Picture(NamedTuple):
    """The files of one chart.

    Args:
        folder: where pictures are kept.
        stem: the name of the files without their endings.
    """

    folder: Path
    stem: str

    @property
    def specification(self) -> Path:
        """The file with the specification."""
        return self.folder / f"{self.stem}.json"

    def file(self, look: str) -> Path:
        """Return the file of one look."""
        return self.folder / f"{self.stem}-{look}.svg"

    @property
    def is_drawn(self) -> bool:
        """Whether all files of the picture are there."""
        return all(self.file(look).is_file() for look in LOOKS)


def stem_of(spec: dict[str, Any], name: str) -> str:
    """Return the name of a chart's files: the author's name and a digest of what is drawn."""
    text = json.dumps([theme.LOOK_VERSION, spec], ensure_ascii=False, sort_keys=True)
    digest = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=6).hexdigest()
    return f"{_NAME.sub('-', name.lower()).strip('-') or 'chart'}-{digest}"


def keep(picture: Picture, spec: dict[str, Any]) -> None:
    """Write a specification to where it is drawn from; as a whole, so that no other sees half."""
    if picture.specification.is_file():
        return
    picture.folder.mkdir(parents=True, exist_ok=True)
    new = picture.folder / f"{picture.stem}.{os.getpid()}.new"
    # Without sorting: in some mappings of a specification the order has a meaning.
    new.write_text(json.dumps(spec, ensure_ascii=False), encoding="utf-8")
    new.replace(picture.specification)


class Drawing:
    """The drawing of pictures that are not there yet, in a process that works beside this one."""

    def __init__(self, pictures: Iterable[Picture]) -> None:
        """Start to draw; without missing pictures there is nothing to start."""
        self._missing = {each.stem: each for each in pictures if not each.is_drawn}
        self._process = self._start() if self._missing else None

    def finish(self) -> dict[str, str]:
        """Wait until all is drawn.

        Returns:
            What is wrong with the pictures that cannot be drawn, by their stems.
        """
        if self._process is None:
            return {}
        with self._process as process:
            try:
                output, error = process.communicate(timeout=TIMEOUT)
            except subprocess.TimeoutExpired:
                process.kill()
                output, error = "", f"drawing took more than {TIMEOUT} seconds"
        said: dict[str, str] = {}
        for line in output.splitlines():
            answer = json.loads(line)
            said[Path(answer["file"]).stem] = answer["problem"]
        reasons = [line for line in error.splitlines() if line.strip()] or ["no reason given"]
        return {
            stem: said.get(stem, f"the process that draws has failed: {reasons[-1]}")
            for stem in self._missing
            if said.get(stem, "failed")
        }

    def _start(self) -> subprocess.Popen[str]:
        jobs = [
            {"file": str(each.specification), **{look: str(each.file(look)) for look in LOOKS}}
            for each in self._missing.values()
        ]
        # What this process imports, the other must find too; the engine wants no network.
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        # A file, not a pipe: nobody has to stay here until the other has read all of it.
        with tempfile.TemporaryFile("w+", encoding="utf-8") as question:
            json.dump(jobs, question)
            question.seek(0)
            return subprocess.Popen(
                [sys.executable, "-m", "indonato_report.charts.draw_process"],
                stdin=question,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                env=environment,
            )
