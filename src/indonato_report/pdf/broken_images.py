"""Images that turn out to be no images when Typst reads them: an empty frame takes their place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from docutils import nodes

from indonato_report.pdf import literal
from indonato_report.pdf.diagnostics import Diagnostic
from indonato_report.pdf.staging import Staging

STAND_IN = "images/absent.svg"

_FRAME = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="160" height="40">'
    '<path d="M1 1H159V39H1ZL159 39M159 1L1 39" fill="none" stroke="#8b949e"/></svg>\n'
)
_NAME = re.compile(r'"((?:images|diagrams)/[^"]+)"')
_ABOUT_IMAGES = re.compile(r"\b(?:image|SVG|svg)\b|decode|decoding")


def replace_broken_images(
    diagnostics: Iterable[Diagnostic],
    main: str,
    staging: Staging,
    assets: Mapping[str, nodes.Element],
) -> list[tuple[nodes.Element | None, str]]:
    """Put an empty frame in place of every image that ``diagnostics`` complain about.

    Args:
        diagnostics: what went wrong.
        main: name of the main source, which is changed.
        staging: the files.
        assets: which node brought each staged file.

    Returns:
        The node of each image with what to tell its author; empty if nothing is about an image.
    """
    broken: dict[str, str] = {}
    for one in diagnostics:
        name = _image_of(one, main, staging)
        if name and name != STAND_IN:
            broken[name] = one.message
    text = staging.texts()[main]
    told = []
    for name, reason in broken.items():
        node = assets.get(name)
        shown = node.get("uri", "") if node is not None else ""
        told.append((node, f"the image {shown or name} can't be drawn and is left out: {reason}"))
        text = text.replace(literal.quoted(name), literal.quoted(STAND_IN))
    if broken:
        staging.set_text(main, text)
        staging.set_text(STAND_IN, _FRAME)
    return told


def _image_of(diagnostic: Diagnostic, main: str, staging: Staging) -> str:
    """Return the staged name of the image that a complaint is about; ``""`` if it is none."""
    if _NAME.fullmatch(f'"{diagnostic.path}"'):
        return diagnostic.path
    if diagnostic.path != main or not _ABOUT_IMAGES.search(diagnostic.message):
        return ""
    lines = staging.texts()[main].split("\n")
    line = lines[diagnostic.line - 1] if 0 < diagnostic.line <= len(lines) else ""
    # The place is that of the call or of the name in it.
    found = _NAME.search(line, diagnostic.column)
    return found[1] if found else ""
