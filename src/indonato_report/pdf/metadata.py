"""What Typst can't write into a PDF's metadata: authors one by one, and the licence.

Standards: XMP with Dublin Core (``dc:creator``, ``dc:rights``) and XMP Rights Management.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


def complete_metadata(
    source: Path, target: Path, authors: Sequence[str], licence: str, licence_url: str
) -> int:
    """Write ``source`` to ``target`` with complete metadata; return the number of pages.

    The result depends on nothing but the arguments: no date of now, no random identifier.

    Args:
        source: the PDF as Typst wrote it.
        target: where to write; must be another file.
        authors: names, each an entry of its own.
        licence: what the licence is called; may be empty.
        licence_url: address of its text; may be empty.
    """
    import pikepdf

    with pikepdf.open(source) as pdf:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            if authors:
                metadata["dc:creator"] = list(authors)
            if licence:
                metadata["dc:rights"] = licence
                metadata["xmpRights:Marked"] = "True"
            if licence_url:
                metadata["xmpRights:WebStatement"] = licence_url
        pages = len(pdf.pages)
        pdf.save(
            target,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return pages
