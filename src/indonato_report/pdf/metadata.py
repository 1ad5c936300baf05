"""What Typst can't write into a PDF's metadata: authors one by one, and the licence.

Standards: XMP with Dublin Core (``dc:creator``, ``dc:rights``) and XMP Rights Management.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf


def complete_metadata(
    pdf: pikepdf.Pdf, authors: Sequence[str], licence: str, licence_url: str
) -> None:
    """Complete the metadata of ``pdf`` as Typst wrote it.

    The result depends on nothing but the arguments: no date of now, no random identifier.

    Args:
        pdf: the document, which is changed.
        authors: names, each an entry of its own.
        licence: what the licence is called; may be empty.
        licence_url: address of its text; may be empty.
    """
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        if authors:
            metadata["dc:creator"] = list(authors)
        if licence:
            metadata["dc:rights"] = licence
            metadata["xmpRights:Marked"] = "True"
        if licence_url:
            metadata["xmpRights:WebStatement"] = licence_url
    # "Not suspect" is what a file is that says nothing of it; some readers complain of the entry.
    if "/Suspects" in pdf.Root.get("/MarkInfo", {}) and not pdf.Root.MarkInfo.Suspects:
        del pdf.Root.MarkInfo["/Suspects"]
