"""Builds PDFs for tests: of a project written on the spot, and of one that holds everything."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sphinx.testing.util import SphinxTestApp
from sphinx.util.console import strip_escape_sequences

from indonato_report.pdf.builder import STAGING_FOLDER
from pdf.reading import ReadPDF

ROOTS = Path(__file__).resolve().parent.parent / "roots"


@dataclass
class Built:
    """A build: its application, and what it wrote."""

    app: SphinxTestApp

    @property
    def warnings(self) -> str:
        return strip_escape_sequences(self.app.warning.getvalue())

    @property
    def folder(self) -> Path:
        return Path(self.app.outdir)

    @property
    def sources(self) -> Path:
        return Path(self.app.srcdir)

    @property
    def file(self) -> Path:
        (found,) = sorted(self.folder.glob("*.pdf"))
        return found

    def read(self, stem: str = "") -> ReadPDF:
        return ReadPDF(self.folder / f"{stem}.pdf" if stem else self.file)

    def manifest(self) -> list[dict[str, Any]]:
        return json.loads((self.folder / "manifest.json").read_text())["documents"]

    def main_source(self) -> str:
        (found,) = (Path(self.app.doctreedir) / STAGING_FOLDER).glob("*/main.typ")
        return found.read_text(encoding="utf-8")


Build = Callable[..., Built]


@pytest.fixture
def build(tmp_path: Path) -> Iterator[Build]:
    """Builds the PDF of a project given as ``{file name: content}``; again in the same folder."""
    apps: list[SphinxTestApp] = []

    def run(
        files: dict[str, str | bytes],
        *,
        extensions: tuple[str, ...] = (),
        run_it: bool = True,
        folder: str = "project",
        parallel: int = 0,
        freshenv: bool = False,
        **values: Any,
    ) -> Built:
        sources = tmp_path / folder
        sources.mkdir(exist_ok=True)
        settings = {"project": "Test report", "author": "Ann Author", **values}
        settings["extensions"] = ["pdf.fakes", *extensions]
        lines = [f"{name} = {value!r}\n" for name, value in settings.items()]
        contents = {"conf.py": "".join(lines), **files}
        for name, content in contents.items():
            path = sources / name
            path.parent.mkdir(parents=True, exist_ok=True)
            data = content.encode() if isinstance(content, str) else content
            if not path.is_file() or path.read_bytes() != data:
                path.write_bytes(data)
        app = SphinxTestApp("pdf", srcdir=sources, parallel=parallel, freshenv=freshenv)
        apps.append(app)
        if run_it:
            app.build()
        return Built(app)

    yield run
    for app in apps:
        app.cleanup()


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The project that holds a node of every kind, built once."""
    sources = tmp_path_factory.mktemp("everything") / "project"
    shutil.copytree(ROOTS / "test-pdf-everything", sources)
    app = SphinxTestApp("pdf", srcdir=sources)
    app.build()
    # What it registered with docutils must not be in the way of the tests that follow.
    app.cleanup()
    return Built(app)


@pytest.fixture(scope="session")
def everything_read(everything: Built) -> ReadPDF:
    """The same, as it reads."""
    return everything.read()
