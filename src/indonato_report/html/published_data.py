"""The data of a website, for everyone to take: ``data/`` beside its pages.

Each collection stands there as CSV and as JSON, with the ``datapackage.json`` and a README that
describe them (:mod:`indonato_report.data.export`).  The addresses never change.  Nothing is written
as long as neither the data nor what was written have changed.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util import logging

from indonato_report.config import report_config
from indonato_report.domain import ReportDomain, report_domain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)

#: The folder of the website that holds its data.
FOLDER = "data"


def is_website(builder: Builder) -> bool:
    """Whether a builder makes pages for a web server (an EPUB is HTML as well)."""
    return builder.format == "html" and not getattr(builder, "embedded", False)


def publishes_data(builder: Builder) -> bool:
    """Whether the data stand beside the pages that a builder makes."""
    wanted = report_config(builder.config).publish_data
    return wanted and is_website(builder) and report_domain(builder.env).descriptor is not None


def publish_while_read(app: Sphinx, env: BuildEnvironment) -> None:
    """Publish the data as long as their records are at hand anyway."""
    if report_domain(env).has_read_dataset:
        _publish(app)


def publish_at_the_end(app: Sphinx, exception: Exception | None) -> None:
    """Publish the data unless what stands there is what would be written."""
    if exception is None:
        _publish(app)


def _publish(app: Sphinx) -> None:
    if not publishes_data(app.builder):
        return
    domain = report_domain(app.env)
    inputs = [domain.data["fingerprint"].digest, str(app.outdir)]
    known = _known(app)
    folder = Path(app.outdir) / FOLDER
    if known.get("inputs") == inputs and _digests(folder, known["files"]) == known["files"]:
        return
    if any(severity == "error" for *_, severity, _message in domain.data["problems"]):
        logger.info("the data are not published until their errors are mended")
        return
    folder.mkdir(exist_ok=True)
    digests = dict(_write_files(domain, folder))
    for name in known.get("files", {}).keys() - digests.keys():
        (folder / name).unlink(missing_ok=True)
    stamp = {"inputs": inputs, "files": digests}
    _stamp(app).write_text(json.dumps(stamp, indent=1), encoding="utf-8", newline="\n")


def _write_files(domain: ReportDomain, folder: Path) -> Iterator[tuple[str, str]]:
    """Write what has changed; yield the name and the SHA-256 of each file."""
    from indonato_report.data.export import BIBLIOGRAPHY, package_pieces

    had_read = domain.has_read_dataset
    dataset = domain.dataset
    for name, pieces in package_pieces(dataset):
        yield name, _write(folder / name, (piece.encode() for piece in pieces))
    if dataset.package is not None and dataset.package.bibliography is not None:
        content = dataset.package.bibliography.read_bytes()
        yield BIBLIOGRAPHY, _write(folder / BIBLIOGRAPHY, [content])
    if not had_read:
        domain.release_dataset()


def _write(path: Path, pieces: Iterable[bytes]) -> str:
    """Write a file unless it holds the same already; return its SHA-256."""
    beside = path.with_name(f"{path.name}.new")
    digest = hashlib.sha256()
    with beside.open("wb") as file:
        for piece in pieces:
            digest.update(piece)
            file.write(piece)
    if _digest(path) == digest.hexdigest():
        beside.unlink()
    else:
        beside.replace(path)
    return digest.hexdigest()


def _stamp(app: Sphinx) -> Path:
    # Not in the output: it names the folder of this build.
    return Path(app.doctreedir) / f"report-published-{app.builder.name}.json"


def _known(app: Sphinx) -> dict[str, Any]:
    """Return what was noted when the data were last published."""
    try:
        known = json.loads(_stamp(app).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) and isinstance(known.get("files"), dict) else {}


def _digests(folder: Path, names: Iterable[str]) -> dict[str, str]:
    found = {name: _digest(folder / name) for name in sorted(names)}
    return {name: digest for name, digest in found.items() if digest}


def _digest(path: Path) -> str:
    """Return the SHA-256 of a file, nothing if there is none."""
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def setup_published_data(app: Sphinx) -> None:
    """Connect to the events of a build."""
    # Before the records are given back.
    app.connect("env-check-consistency", publish_while_read, priority=900)
    app.connect("build-finished", publish_at_the_end)
