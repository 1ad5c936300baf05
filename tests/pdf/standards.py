"""What PDF/UA-1 and PDF/A-3a ask for, looked up in a finished file: findings, none if all is well.

Standards: ISO 14289-1 (PDF/UA-1), ISO 19005-3 (PDF/A-3), ISO 32000-1 (PDF 1.7).
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import pikepdf

from pdf.reading import ReadPDF, Tag

#: Operators that put something on the page.
_PAINTING = frozenset(
    "Tj TJ ' \" f F f* B B* b b* S s sh Do EI".split()  # noqa: SIM905
)


def findings(read: ReadPDF) -> list[str]:
    """Everything that a finished report of ours should have and lacks."""
    return [
        *_document(read),
        *_headings(read.root),
        *_tables(read.root),
        *_figures_and_lists(read.root),
        *_links(read),
        *_content(read.pdf),
    ]


def _document(read: ReadPDF) -> list[str]:
    root, xmp = read.pdf.Root, read.xmp
    claims = ("<pdfuaid:part>1</", "<pdfaid:part>3</", "<pdfaid:conformance>A</")
    conditions = {
        "not marked as tagged": bool(root.MarkInfo.Marked),
        "no structure tree": "/StructTreeRoot" in root,
        "no language": bool(str(root.get("/Lang", ""))),
        "the title is not shown": bool(root.ViewerPreferences.DisplayDocTitle),
        "no bookmarks": int(root.Outlines.get("/Count", 0)) != 0,
        "no page labels": "/PageLabels" in root,
        "no output intent": bool(root.get("/OutputIntents")),
        "no identifier": len(read.pdf.trailer.get("/ID", [])) == 2,
        "nothing attached": bool(read.attached()) and len(root.AF) == len(read.attached()),
        "no title": "<dc:title>" in xmp,
        "encrypted": not read.pdf.is_encrypted,
    }
    found = [name for name, holds in conditions.items() if not holds]
    found += [f"claim {claim} is missing" for claim in claims if claim not in xmp]
    return found + [f"syntax: {one}" for one in read.pdf.check_pdf_syntax()]


def _headings(root: Tag) -> list[str]:
    levels = [int(tag.type[1:]) for tag in root.all("H1", "H2", "H3", "H4", "H5", "H6")]
    found = [f"H{one} is followed by H{two}" for one, two in pairwise(levels) if two > one + 1]
    return found if levels and levels[0] == 1 else [*found, "the first heading is no H1"]


def _tables(root: Tag) -> list[str]:
    found = []
    for table in root.all("Table"):
        heads = [cell for head in table.all("THead") for cell in head.all("TH")]
        rows = table.all("TR")
        if not heads:
            found.append("a table without header cells")
        if not table.all("TD"):
            found.append("a table without data")
        found += ["a row without cells" for row in rows if not row.all("TH", "TD")]
    return found


def _figures_and_lists(root: Tag) -> list[str]:
    found = ["a figure without text" for tag in root.all("Figure", "Formula") if not tag.alt]
    for listed in root.all("L"):
        found += ["a list item without body" for item in listed.all("LI") if not item.all("LBody")]
        odd = {child.type for child in listed.children} - {"LI", "Caption", "L"}
        found += [f"{one} directly in a list" for one in sorted(odd)]
    for note in root.all("Note"):
        if not note.all("Lbl"):
            found.append("a note without its mark")
    return found


def _links(read: ReadPDF) -> list[str]:
    names = read.named_destinations()
    pages = {page.objgen for page in read.pdf.pages}
    found = []
    for kind, target in read.links():
        resolves = target in names if kind == "name" else target in pages
        if kind != "web" and not resolves:
            found.append(f"a link to {target}, which is nowhere")
        if kind == "web" and not str(target).startswith(("https://", "http://", "mailto:")):
            found.append(f"a link to {target}")
    for page in read.pdf.pages:
        for annotation in page.get("/Annots", []):
            if not str(annotation.get("/Contents", "")):
                found.append("a link without description")
            if "/StructParent" not in annotation:
                found.append("a link outside the tags")
    return found


def _content(pdf: pikepdf.Pdf) -> list[str]:
    """Whatever is painted is tagged or marked as decoration, and every tag has its content."""
    tagged = _tagged_content(pdf)
    found = []
    for number, page in enumerate(pdf.pages, 1):
        known = tagged[page.objgen]
        depth: list[bool] = []
        painted: set[int] = set()
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in {"BDC", "BMC"}:
                properties = operands[1] if name == "BDC" else {}
                mark = (
                    int(properties.MCID)
                    if isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties
                    else None
                )
                if mark is not None:
                    painted.add(mark)
                depth.append(mark is not None or str(operands[0]) == "/Artifact")
            elif name == "EMC":
                depth.pop()
            elif name in _PAINTING and not any(depth):
                found.append(f"page {number}: {name} outside every tag")
        if painted - known:
            found.append(f"page {number}: marked content that no tag holds")
    return found


def _tagged_content(pdf: pikepdf.Pdf) -> dict[tuple[int, int], set[int]]:
    """The numbers of marked content that tags hold, by page."""
    held: dict[tuple[int, int], set[int]] = defaultdict(set)
    stack = [(pdf.Root.StructTreeRoot, None)]
    while stack:
        element, page = stack.pop()
        page = element.get("/Pg", page)
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary):
                if "/MCID" in kid:
                    held[kid.get("/Pg", page).objgen].add(int(kid.MCID))
                elif "/S" in kid:
                    stack.append((kid, page))
            elif page is not None:
                held[page.objgen].add(int(kid))
    return held
