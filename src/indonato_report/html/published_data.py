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
    contents = _contents(domain)
    folder.mkdir(exist_ok=True)
    for name in known.get("files", {}).keys() - contents.keys():
        (folder / name).unlink(missing_ok=True)
    for name, content in contents.items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != content:
            path.write_bytes(content)
    stamp = {"inputs": inputs, "files": _digests(folder, contents)}
    _stamp(app).write_text(json.dumps(stamp, indent=1), encoding="utf-8", newline="\n")


def _contents(domain: ReportDomain) -> dict[str, bytes]:
    from indonato_report.data.export import BIBLIOGRAPHY, package_files

    had_read = domain.has_read_dataset
    dataset = domain.dataset
    contents = {name: text.encode() for name, text in package_files(dataset).items()}
    if dataset.package is not None and dataset.package.bibliography is not None:
        contents[BIBLIOGRAPHY] = dataset.package.bibliography.read_bytes()
    if not had_read:
        domain.release_dataset()
    return contents


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


def _digests(folder: Path, names: Any) -> dict[str, str]:
    return {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in sorted(names)
        if (folder / name).is_file()
    }


def setup_published_data(app: Sphinx) -> None:
    """Connect to the events of a build."""
    # Before the records are given back.
    app.connect("env-check-consistency", publish_while_read, priority=900)
    app.connect("build-finished", publish_at_the_end)
