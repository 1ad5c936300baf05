"""Fewer files for a page: what it needs of style sheets and scripts, in one file each.

Extensions bring a style sheet or a script each, and each costs a page a request.  Files of the site
that stand beside each other in a page's list are joined, in their order.  What only some pages
need is left out of the others.
"""

from __future__ import annotations

import hashlib
import re
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from sphinx.builders.html._assets import _CascadingStyleSheet, _JavaScript

from indonato_report.html.site.stored_files import store_once

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

#: Files that a page needs only if its content matches: most pages have no code and no tabs.
_NEEDED_IF = {
    "pygments.css": re.compile(r'class="[^"]*\bhighlight\b'),
    "sphinx-design.min.css": re.compile(r'class="[^"]*\bsd-(?!sphinx-override\b|badge\b)'),
    "design-tabs.js": re.compile(r'class="[^"]*\bsd-tab'),
}
#: Furo writes this file anew when the build ends.
_NEVER_JOINED = frozenset({"pygments.css"})

_MAP = re.compile(r"^(?:/\*|//)# sourceMappingURL=\S*?(?: ?\*/)?$", re.MULTILINE)
#: What a style sheet refers to by an address that is relative to its folder, or must come first.
_BOUND_TO_ITS_PLACE = re.compile(r"url\(\s*(?!['\"]?(?:data:|#))|@import|@charset")

#: Names of joined files by what was joined, for each builder.  Keyed weakly: nothing outlives it.
_JOINED: WeakKeyDictionary[Builder, dict[tuple[str, ...], str]] = WeakKeyDictionary()


def join_files(builder: Builder, context: dict[str, Any]) -> None:
    """Replace the style sheets and scripts of a page by fewer.

    Args:
        builder: a builder that makes a website.
        context: what the page's template gets; ``css_files`` and ``script_files`` are replaced.
    """
    body = context.get("body") or ""
    for name, kind in (("css_files", _CascadingStyleSheet), ("script_files", _JavaScript)):
        files = [each for each in context[name] if _is_needed(each, body)]
        # Sphinx sorts by priority after its event, and would do so anyway.
        files.sort(key=lambda each: getattr(each, "priority", 500))
        joined: list[Any] = []
        for attributes, group in groupby(files, key=lambda each: _joinable(builder, each)):
            members = list(group)
            if attributes is None or len(members) < 2:
                joined += members
                continue
            file = _join(builder, [str(each.filename) for each in members])
            joined.append(kind(file, priority=members[0].priority, **dict(attributes)))
        context[name] = joined


def joinable_digest(app: Sphinx) -> str:
    """Return a digest of the project's own style sheets and scripts, and of this extension's.

    A joined file is named by its content, so pages that were not written anew would go on loading
    the one of the last build.

    Args:
        app: the application; the folders are those of ``html_static_path``.

    Returns:
        A digest that changes with their names and contents.
    """
    digest = hashlib.blake2b(digest_size=12)
    for folder in app.config.html_static_path:
        root = Path(app.confdir, folder)
        for path in sorted(root.rglob("*")) if root.is_dir() else [root]:
            if path.suffix in (".css", ".js") and path.is_file():
                digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _is_needed(file: Any, body: str) -> bool:
    pattern = _NEEDED_IF.get(_name(file))
    return pattern is None or bool(pattern.search(body))


def _name(file: Any) -> str:
    return str(getattr(file, "filename", None) or "").rpartition("/")[2]


def _joinable(builder: Builder, file: Any) -> tuple[tuple[str, Any], ...] | None:
    """Return the attributes by which a file is joined with its likes, ``None`` if it is not."""
    path = Path(builder.outdir) / str(getattr(file, "filename", None) or "")
    if _name(file) in _NEVER_JOINED or not path.is_file():
        return None
    if path.suffix == ".css" and _BOUND_TO_ITS_PLACE.search(path.read_text(encoding="utf-8")):
        return None
    return tuple(sorted(file.attributes.items()))


def _join(builder: Builder, names: list[str]) -> str:
    known = _JOINED.setdefault(builder, {})
    key = tuple(names)
    if key not in known:
        outdir = Path(builder.outdir)
        # A semicolon on its own ends whatever a script left open, and means nothing else.
        separator = "\n" if names[0].endswith(".css") else "\n;\n"
        parts = [(outdir / name).read_text(encoding="utf-8").strip() for name in names]
        content = separator.join(_MAP.sub("", part).strip() for part in parts) + "\n"
        known[key] = f"_static/{store_once(outdir, 'joined', Path(names[0]).suffix, content)}"
    return known[key]
