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

from indonato_report.pdf.internal_links import (
    PlaceMissing,
    find_places,
    lead_to_places,
    linked_labels,
)
from indonato_report.pdf.metadata import complete_metadata
from indonato_report.pdf.stream_ends import with_clear_ends


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
        page_word: “page” in the language of the document.
        tags: whether the structure is tagged.
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
    page_word: str = "page"
    tags: bool = True


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
    import pikepdf
    import typst

    folder = Path(job.folder)
    # Packages are never used; empty folders keep Typst from looking where others lie.
    packages = folder / ".packages"
    packages.mkdir(exist_ok=True)
    compiler = typst.Compiler(
        job.main,
        root=job.folder,
        font_paths=cast("Any", job.font_folders),
        ignore_system_fonts=True,
        package_path=str(packages),
        package_cache_path=str(packages),
    )
    raw, output = folder / "typst.pdf", Path(job.output)
    try:
        pdf, warnings = compiler.compile_with_warnings(
            format="pdf",
            pdf_standards=cast("Any", job.standards),
            pdf_tags=job.tags,
            timestamp=job.timestamp,
        )
        raw.write_bytes(cast("bytes", pdf))
        del pdf
        with pikepdf.open(raw) as opened:
            lead_to_places(opened, find_places(compiler, linked_labels(opened)), job.page_word)
            complete_metadata(opened, job.authors, job.licence, job.licence_url)
            pages = len(opened.pages)
            opened.save(
                output,
                deterministic_id=True,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
            )
    except typst.TypstError as error:
        return Result(errors=error.diagnostic or f"error: {error.message}")
    except PlaceMissing as error:
        return Result(errors=f"error: {error}")
    data = with_clear_ends(output.read_bytes())
    output.write_bytes(data)
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
