"""Small Sphinx projects, built in this process, and what came of each build.

A project is made of one of the folders in ``roots/``, or of the data of ``roots/test-everything``
with pages of the test's own.  Each builder has its own folder for doctrees, as the report has.
"""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from sphinx.environment import BuildEnvironment
from sphinx.testing.util import SphinxTestApp

ROOTS = Path(__file__).resolve().parent / "roots"
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@dataclass
class Build:
    """What came of one build."""

    builder: str
    outdir: Path
    status: str
    warnings: list[str]
    read: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    exit_code: int = 0
    env: BuildEnvironment | None = None

    def text(self, name: str) -> str:
        """Return the text of a file that was built."""
        return (self.outdir / name).read_text(encoding="utf-8")

    def page(self, docname: str = "index") -> BeautifulSoup:
        """Return a page of an HTML build, parsed."""
        name = f"{docname}.html"
        if self.builder == "dirhtml":
            name = "index.html" if docname == "index" else f"{docname}/index.html"
        return BeautifulSoup(self.text(name), "html.parser")

    def pages(self) -> list[BeautifulSoup]:
        """Return all pages of an HTML build, parsed."""
        return [
            BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
            for path in sorted(self.outdir.rglob("*.html"))
        ]

    def table(self, docname: str = "index", number: int = 0) -> list[list[str]]:
        """Return the texts of the cells of a table of records, header first."""
        table = self.page(docname).select("table.report-table")[number]
        return [
            [" ".join(cell.get_text().split()) for cell in row.select("th, td")]
            for row in table.select("tr")
        ]

    def column(self, docname: str = "index", name: int = 0, number: int = 0) -> list[str]:
        """Return the texts of one column of a table of records, without its header."""
        return [row[name] for row in self.table(docname, number)[1:]]

    def files(self) -> dict[str, bytes]:
        """Return all that was built, by path; what zips hold counts, not how they hold it."""
        found: dict[str, bytes] = {}
        for path in sorted(self.outdir.rglob("*")):
            if path.is_file():
                found[path.relative_to(self.outdir).as_posix()] = path.read_bytes()
        return found

    def unzipped(self, folder: Path) -> Path:
        """Unpack the EPUB that was built, and return where."""
        (archive,) = self.outdir.glob("*.epub")
        with zipfile.ZipFile(archive) as content:
            content.extractall(folder)
        return folder


class Project:
    """A Sphinx project in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.source = folder / "source"

    def write(self, files: Mapping[str, str]) -> None:
        """Write files of the project."""
        for name, text in files.items():
            path = self.source / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")

    def replace(self, name: str, old: str, new: str) -> None:
        """Replace a text that stands in a file once."""
        path = self.source / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")

    def build(
        self,
        builder: str = "html",
        *,
        jobs: int = 1,
        fresh: bool = False,
        conf: Mapping[str, Any] | None = None,
        warnings_are_errors: bool = False,
        between: Sequence[Callable[[], None]] = (),
    ) -> Build:
        """Build the project, again if it was built before.

        With ``between``, the same application builds once more after each of those calls.
        """
        app = SphinxTestApp(
            builder,
            srcdir=self.source,
            builddir=self.folder / "build" / builder,
            confoverrides=dict(conf or {}),
            parallel=jobs,
            freshenv=fresh,
            warningiserror=warnings_are_errors,
        )
        read: list[str] = []
        written: list[str] = []
        app.connect("env-before-read-docs", lambda app, env, names: read.extend(names))
        app.connect("doctree-resolved", lambda app, doctree, name: written.append(name))
        try:
            app.build()
            for change in between:
                change()
                app.build()
            env = app.env
        finally:
            app.cleanup()
        shown = _COLOURS.sub("", app.warning.getvalue()).replace(f"{self.source}/", "")
        return Build(
            builder,
            Path(app.outdir),
            _COLOURS.sub("", app.status.getvalue()).replace(f"{self.source}/", ""),
            [line for line in shown.splitlines() if line],
            sorted(read),
            sorted(set(written)),
            app.statuscode,
            env,
        )


MakeProject = Callable[..., Project]


@pytest.fixture(scope="session")
def make_project(tmp_path_factory: pytest.TempPathFactory) -> MakeProject:
    """Make a project.

    ``make_project("everything")`` copies ``roots/test-everything``; ``make_project(pages=…)``
    takes only its configuration, its data and its bibliography, and the given pages.
    """

    def make(root: str = "everything", pages: Mapping[str, str] | None = None) -> Project:
        project = Project(tmp_path_factory.mktemp(root))
        ignored = shutil.ignore_patterns("*.md", "sub") if pages is not None else None
        shutil.copytree(ROOTS / f"test-{root}", project.source, ignore=ignored)
        project.write(pages or {})
        return project

    return make


BuildPage = Callable[..., Build]


@pytest.fixture(scope="session")
def build_page(make_project: MakeProject) -> BuildPage:
    """Build one page with the harbours' data.

    ``build_page(text, visits=("old", "new"))`` replaces a text in ``data/visits.yaml`` first.
    Missing homes are not reported: these pages show parts of the data only.
    """

    def build(text: str, builder: str = "html", **replaced: tuple[str, str]) -> Build:
        project = make_project(pages={"index.md": f"# Page\n\n{text}\n"})
        for name, (old, new) in replaced.items():
            project.replace(f"data/{name}.yaml", old, new)
        return project.build(builder, conf={"suppress_warnings": ["report.home"]})

    return build
