"""``manifest.json``: which PDFs there are, for the website that links to them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from indonato_report.pdf.stamps import Stamp

FILE = "manifest.json"


def write_manifest(folder: Path, stamps: Iterable[tuple[str, Stamp]]) -> None:
    """Write the manifest into ``folder``, unless it is there already and says the same.

    Args:
        folder: where the PDFs are.
        stamps: file name and stamp of each PDF, in the order of the configuration.
    """
    documents = [
        {
            "file": filename,
            "title": stamp.title,
            "pages": stamp.pages,
            "bytes": stamp.bytes,
            "sha256": stamp.sha256,
            "standards": list(stamp.standards),
            "docnames": list(stamp.docnames),
        }
        for filename, stamp in stamps
    ]
    text = json.dumps({"documents": documents}, indent=1, ensure_ascii=False) + "\n"
    path = folder / FILE
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
