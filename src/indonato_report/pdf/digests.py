"""Digests of all that PDFs are made from: the same digest, the same bytes."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from indonato_report.pdf.compile import Job
from indonato_report.pdf.dates import shown_date, timestamp
from indonato_report.pdf.settings import PDF_CONFIG, pdf_setting
from indonato_report.pdf.source import theme_files
from indonato_report.pdf.staging import Staging


def document_digest(job: Job, staging: Staging) -> str:
    """Return a digest of all that a PDF is made from, wherever the folders lie."""
    made_from = [
        staging.digest(),
        [_font_files(Path(folder)) for folder in job.font_folders],
        job.standards,
        job.timestamp,
        [job.authors, job.licence, job.licence_url, job.page_word],
        _versions(),
    ]
    return hashlib.sha256(json.dumps(made_from).encode()).hexdigest()


def _font_files(folder: Path) -> list[str]:
    """Return the names and sizes of the fonts in a folder, and the name of the folder above.

    Reading them all would take longer than it is worth: a font that has changed has another size.
    """
    return [
        f"{folder.parent.name} {path.relative_to(folder)} {path.stat().st_size}"
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in {".ttf", ".otf", ".ttc", ".otc"}
    ]


def settings_digest(env: BuildEnvironment) -> str:
    """Return a digest of what makes a PDF stale without a page having changed."""
    config = env.config
    values: list[Any] = [getattr(config, value.name) for value in PDF_CONFIG]
    values += [config.project, config.author, config.release, config.root_doc]
    values += [config.language, config.html_baseurl, getattr(config, "html_link_suffix", None)]
    # A page that is gone, or a tag that `only` asks for, touches no other page.
    values += [sorted(env.found_docs), sorted(env._app.tags), _own_code()]
    values += [timestamp(config), shown_date(config), _versions(), theme_files()]
    values += [_named_files(config, Path(env.srcdir)), _data_digest(env)]
    return hashlib.sha256(repr(values).encode()).hexdigest()


@cache
def _own_code() -> str:
    """Return a digest of the code that translates: a mended fault makes every PDF stale."""
    folder = Path(__file__).parent
    code = (path.read_bytes() for path in sorted(folder.rglob("*.py")))
    return hashlib.sha256(b"".join(code)).hexdigest()


def _named_files(config: Config, sources: Path) -> list[str]:
    """Return digests of the files that the options of PDFs name."""
    entries = pdf_setting(config, "report_pdf_documents")
    options = [
        part
        for entry in entries
        if isinstance(entry, (list, tuple))
        for part in entry
        if isinstance(part, Mapping)
    ]
    paths = [sources / str(each.get(name, "")) for each in options for name in ("logo", "template")]
    named = [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths if path.is_file()]
    folders = [sources / str(each["font_folder"]) for each in options if each.get("font_folder")]
    return named + [line for folder in folders for line in _font_files(folder)]


def _data_digest(env: BuildEnvironment) -> str:
    """Return the digest of the data files: also those that no page shows may be attached."""
    domain: Any = env.domains.get("report")
    known = domain.data.get("fingerprint") if domain is not None else None
    return known.digest if known is not None else ""


def _versions() -> list[str]:
    """Return the versions of what makes the bytes of a PDF."""
    return [importlib.metadata.version(package) for package in ("typst", "pikepdf", "tex2typst")]
