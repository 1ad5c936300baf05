"""What a finished book tells reading systems about itself, beyond what Sphinx writes.

Standards: EPUB Accessibility 1.1 (https://www.w3.org/TR/epub-a11y-11/) for the metadata by which
readers find books that they can use; EPUB 3.3 (https://www.w3.org/TR/epub-33/) for the order of the
table of contents.
"""

from __future__ import annotations

import re
from html import escape
from xml.etree import ElementTree

from sphinx.locale import _

_XHTML = "http://www.w3.org/1999/xhtml"
_NCX = "http://www.daisy.org/z3986/2005/ncx/"
_EPUB = "http://www.idpf.org/2007/ops"

_COVER = re.compile(r'<meta name="cover" content="([^"]*)"')
_IMAGE = re.compile(r"<img\b[^>]*>")
_ALT = re.compile(r'\balt="[^"]+"')
_ITEM = re.compile(r'<item id="([^"]*)" href="([^"]*)"')
_PLACE_IN_SPINE = re.compile(r'<itemref idref="([^"]*)"')


def accessibility_metadata(pages: list[str]) -> str:
    """Return the elements that say how a book can be read.

    Nothing is said of conformance: only who has looked at a book can say that.

    Args:
        pages: the pages of the book, as XHTML.
    """
    images = [image for page in pages for image in _IMAGE.findall(page)]
    are_described = all(_ALT.search(image) for image in images)
    features = ["structuralNavigation", "tableOfContents", "readingOrder"]
    if images and are_described:
        features.append("alternativeText")
    values = [("accessMode", "textual")]
    if images:
        values.append(("accessMode", "visual"))
        values.append(("accessModeSufficient", "textual,visual"))
    if are_described:
        values.append(("accessModeSufficient", "textual"))
    values += [("accessibilityFeature", feature) for feature in features]
    values.append(("accessibilityHazard", "none"))
    summary = _("Headings, lists and tables are marked as such, and tables have header cells.")
    if images and are_described:
        summary += " " + _("All pictures are described in words.")
    values.append(("accessibilitySummary", summary))
    return "".join(
        f'    <meta property="schema:{name}">{escape(value)}</meta>\n' for name, value in values
    )


def with_cover_image(package: str) -> str:
    """Return a package document that says which of its pictures is the cover.

    Sphinx says so as EPUB 2 had it; EPUB 3 has a property of manifest items for it.

    Args:
        package: the package document, ``content.opf``.
    """
    cover = _COVER.search(package)
    if cover is None:
        return package
    item = f'<item id="{cover[1]}" '
    return package.replace(item, f'{item}properties="cover-image" ', 1)


def spine_positions(package: str) -> dict[str, int]:
    """Return the place of each page in the reading order.

    Args:
        package: the package document, ``content.opf``.
    """
    files = {identifier: href for identifier, href in _ITEM.findall(package)}
    spine = _PLACE_IN_SPINE.findall(package)
    return {files[each]: position for position, each in enumerate(spine) if each in files}


def contents_in_reading_order(text: str, positions: dict[str, int]) -> str:
    """Return a table of contents whose entries stand as their targets do.

    A page may list pages below it before its own last sections, but in the book it is read to its
    end first.

    Args:
        text: ``nav.xhtml``, or ``toc.ncx`` for old reading systems.
        positions: the place of each page in the reading order.
    """
    is_old = f'xmlns="{_NCX}"' in text
    ElementTree.register_namespace("", _NCX if is_old else _XHTML)
    ElementTree.register_namespace("epub", _EPUB)
    root = ElementTree.fromstring(text)
    entry, link, target = (
        (f"{{{_NCX}}}navPoint", f"{{{_NCX}}}content", "src")
        if is_old
        else (f"{{{_XHTML}}}li", f"{{{_XHTML}}}a", "href")
    )

    def position(element: ElementTree.Element) -> int:
        found = element.find(link)
        page = "" if found is None else found.get(target, "").partition("#")[0]
        return positions.get(page, 0)

    for parent in list(root.iter()):
        entries = [child for child in parent if child.tag == entry]
        in_order = sorted(entries, key=position)
        if in_order != entries:
            places = [list(parent).index(each) for each in entries]
            for place, each in zip(places, in_order, strict=True):
                parent[place] = each
    for number, each in enumerate(root.iter(f"{{{_NCX}}}navPoint"), start=1):
        each.set("playOrder", str(number))
    declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
    if not is_old:
        declaration += "<!DOCTYPE html>\n"
    return declaration + ElementTree.tostring(root, encoding="unicode") + "\n"
