"""Citations as data for reference managers: BibTeX, RIS and CSL-JSON.

Standards: the entry types of BibTeX 0.99d; the RIS format as Reference Manager defined it; the
data model of the Citation Style Language 1.0.2 (https://citationstyles.org).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from indonato_report.html.site.citation_styles import CitedWork

#: What has a meaning in BibTeX and TeX, and how it is written there.
_ESCAPED = str.maketrans(
    {
        **{mark: f"\\{mark}" for mark in "&%$#_{}"},
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


def bibtex(work: CitedWork) -> str:
    """Return an entry for BibTeX."""
    whole = work.publication
    authors = [
        f"{_tex(each.family)}, {_tex(each.given)}"
        if each.given
        # An organisation's name is kept together.
        else f"{{{_tex(each.family)}}}"
        for each in whole.authors
    ]
    fields = {
        "author": " and ".join(authors),
        "title": f"{{{_tex(work.title)}}}",
        "booktitle": f"{{{_tex(whole.title)}}}" if work.part else "",
        "year": work.year,
        "month": str(int(whole.date[5:7])) if whole.date else "",
        "note": f"Version {_tex(whole.version)}" if whole.version else "",
        "url": work.address,
    }
    lines = [f"  {name} = {{{content}}}," for name, content in fields.items() if content]
    kind = "incollection" if work.part else "misc"
    return "\n".join([f"@{kind}{{{work.identifier},", *lines, "}"]) + "\n"


def ris(work: CitedWork) -> str:
    """Return a record in the RIS format, whose lines end with carriage return and line feed."""
    whole = work.publication
    authors = [
        ("AU", f"{each.family}, {each.given}" if each.given else each.family)
        for each in whole.authors
    ]
    found = [
        ("TY", "CHAP" if work.part else "RPRT"),
        *authors,
        ("TI", work.title),
        ("T2", whole.title if work.part else ""),
        ("PY", work.year),
        ("DA", whole.date.replace("-", "/")),
        ("ET", whole.version),
        ("UR", work.address),
        ("ID", work.identifier),
        ("ER", ""),
    ]
    lines = [f"{tag}  - {content}" for tag, content in found if content or tag == "ER"]
    return "".join(f"{line}\r\n" for line in lines)


def csl_json(works: Iterable[CitedWork]) -> str:
    """Return items in the data model of the Citation Style Language."""
    return json.dumps([_item(work) for work in works], ensure_ascii=False, indent=1) + "\n"


def _item(work: CitedWork) -> dict[str, Any]:
    whole = work.publication
    authors = [
        {"family": each.family, "given": each.given} if each.is_person else {"literal": each.family}
        for each in whole.authors
    ]
    date = [int(part) for part in whole.date.split("-")] if whole.date else []
    item = {
        "id": work.identifier,
        "type": "chapter" if work.part else "report",
        "title": work.title,
        "container-title": whole.title if work.part else "",
        "author": authors,
        "issued": {"date-parts": [date]} if date else {},
        "version": whole.version,
        "URL": work.address,
    }
    return {name: content for name, content in item.items() if content}


def _tex(text: str) -> str:
    return text.translate(_ESCAPED)
