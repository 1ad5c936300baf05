"""The child process that makes one PDF: ``python -m indonato_report.pdf.compile job.json``.

One process a PDF: Typst never gives memory back, running out of it aborts the process, and neither
may take Sphinx along.  The child reads a job, writes the PDF beside the place where it belongs and
a result; the parent judges and renames.  Exit status 0 means that there is a result, good or bad.
"""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, cast

from indonato_report.pdf.metadata import complete_metadata


@dataclass(frozen=True)
class Job:
    """What to compile.

    Attributes:
        folder: the staging folder, Typst's root and the working folder.
        main: name of the main source in it.
        output: where to write the PDF (a temporary name).
        font_folders: folders with fonts besides those that Typst carries.
        standards: the standards to claim and to enforce, in Typst's words; may be empty.
        timestamp: seconds since 1970 that count as the time of creation.
        authors, licence, licence_url: for the metadata.
    """

    folder: str
    main: str
    output: str
    font_folders: list[str]
    standards: list[str]
    timestamp: int
    authors: list[str] = field(default_factory=list)
    licence: str = ""
    licence_url: str = ""


@dataclass(frozen=True)
class Result:
    """What came of it: either pages, bytes and checksum, or ``errors`` (Typst's own text)."""

    errors: str = ""
    warnings: list[str] = field(default_factory=list)
    pages: int = 0
    bytes: int = 0
    sha256: str = ""


def run(job: Job) -> Result:
    """Compile ``job``; a document that Typst refuses is a result, everything else raises."""
    import typst

    folder = Path(job.folder)
    # Packages are never used; empty folders keep Typst from looking where others lie.
    packages = folder / ".packages"
    packages.mkdir(exist_ok=True)
    try:
        pdf, warnings = typst.compile_with_warnings(
            job.main,
            root=job.folder,
            font_paths=cast("Any", job.font_folders),
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=cast("Any", job.standards),
            package_path=str(packages),
            package_cache_path=str(packages),
            timestamp=job.timestamp,
        )
    except typst.TypstError as error:
        return Result(errors=error.diagnostic or f"error: {error.message}")
    raw = folder / "typst.pdf"
    raw.write_bytes(pdf)
    output = Path(job.output)
    pages = complete_metadata(raw, output, job.authors, job.licence, job.licence_url)
    data = output.read_bytes()
    return Result(
        warnings=[warning.message for warning in warnings],
        pages=pages,
        bytes=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
    )


def main(arguments: list[str]) -> int:
    """Run the job in the file ``arguments[0]`` and write the result to ``arguments[1]``."""
    job_file, result_file = map(Path, arguments)
    job = Job(**json.loads(job_file.read_text(encoding="utf-8")))
    result = run(job)
    result_file.write_text(json.dumps(asdict(result)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
