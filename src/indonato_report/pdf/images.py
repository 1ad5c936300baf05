"""Which files of images a PDF shows, and how they get among its own files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.images import guess_mimetype

if TYPE_CHECKING:
    from indonato_report.pdf.builder import PDFBuilder


def image_path(builder: PDFBuilder, node: nodes.Element) -> Path | None:
    """Return the file of an image, if it lies where images may come from; else warn."""
    uri = str(node.get("uri", ""))
    if "://" in uri or uri not in builder.images:
        return None
    path = (Path(builder.srcdir) / uri).resolve()
    # Where matplotlib's plot_directive puts its pictures, nobody can change.
    plots = Path(builder.doctreedir).parent / "plot_directive"
    folders = (builder.srcdir, builder.doctreedir, builder.outdir, plots)
    kind = guess_mimetype(path)
    if not (path.is_file() and any(path.is_relative_to(Path(each).resolve()) for each in folders)):
        reason = "it is no file inside the source folder"
    elif kind not in builder.supported_image_types:
        reason = f"{kind} can't be part of a tagged, archival PDF; give it as SVG or PNG"
    else:
        return path
    message = "the image %s is left out: %s"
    builder.warn(message, uri, reason, location=node, subtype="pdf.image")
    return None


def staged_image(builder: PDFBuilder, node: nodes.Element) -> str | None:
    """Stage the file of an image and return its name there; ``None`` if there is none."""
    path = image_path(builder, node)
    if path is None:
        return None
    name = builder.staging.add_copy(path)
    builder.assets.setdefault(name, node)
    return name
