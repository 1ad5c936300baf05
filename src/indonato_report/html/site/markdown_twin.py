"""The Markdown twin of each page, and the list of them for programs that read.

The twin of ``sub/page.html`` is ``sub/page.html.md``, as https://llmstxt.org proposes; the list is
``llms.txt``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import _

from indonato_report.config import report_config
from indonato_report.html.published_data import FOLDER as DATA_FOLDER
from indonato_report.html.published_data import publishes_data
from indonato_report.html.site.addresses import Addresses
from indonato_report.html.site.description import page_description
from indonato_report.html.site.markdown_page import MarkdownPage
from indonato_report.html.site.state import site_state
from indonato_report.html.site.stored_files import write_if_changed

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

LIST = "llms.txt"
_FRAME = "---\n"


def twin_path(builder: StandaloneHTMLBuilder, pagename: str) -> str:
    """Return the path of a page's twin inside the site."""
    path = builder.get_target_uri(pagename)
    return f"{path}index.html.md" if not path or path.endswith("/") else f"{path}.md"


def write_twin(builder: StandaloneHTMLBuilder, pagename: str, doctree: nodes.document) -> None:
    """Write the twin of a page, if the site is to have them."""
    if not report_config(builder.config).markdown_pages:
        return
    addresses = Addresses(builder)
    about = {
        "title": builder.env.titles[pagename].astext(),
        "description": page_description(doctree),
        "url": addresses.page(pagename) if addresses.base else "",
    }
    # Texts of JSON are texts of YAML too.
    head = "".join(
        f"{name}: {json.dumps(text, ensure_ascii=False)}\n" for name, text in about.items() if text
    )
    text = MarkdownPage(builder, pagename).blocks(doctree.children)
    path = Path(builder.outdir) / twin_path(builder, pagename)
    write_if_changed(path, f"{_FRAME}{head}{_FRAME}\n{text}\n")


def list_of_twins(builder: StandaloneHTMLBuilder) -> str | None:
    """Return the list of all twins, in the order of the contents; ``None`` if there are none."""
    if not report_config(builder.config).markdown_pages:
        return None
    root = builder.config.root_doc
    state = site_state(builder)
    publication = state.publication if state else None
    about = _head_of(builder, root)
    parts = [f"# {builder.config.html_title}"]
    summary = publication.abstract if publication else about.get("description", "")
    if summary:
        parts.append(f"> {summary}")
    parts.append(_("Each page as Markdown, with its tables written out."))
    if publishes_data(builder):
        address = Addresses(builder).file(f"{DATA_FOLDER}/datapackage.json")
        parts.append(_("The data as a Data Package: %s") % f"<{address}>")
    listed: set[str] = set()
    for caption, names in _sections(builder):
        new = [name for name in names if name not in listed]
        listed.update(new)
        parts += [f"## {caption}", "\n".join(_entry(builder, name) for name in new)] if new else []
    others = sorted(builder.env.found_docs - listed)
    if others:
        parts += [f"## {_('Other pages')}", "\n".join(_entry(builder, name) for name in others)]
    return "\n\n".join(parts) + "\n"


def _sections(builder: StandaloneHTMLBuilder) -> Iterator[tuple[str, list[str]]]:
    """Yield the parts of the start page's contents: their captions and all pages below."""
    env, root = builder.env, builder.config.root_doc
    title = env.titles[root].astext()
    yield title, [root]
    for tree in env.get_doctree(root).findall(addnodes.toctree):
        names: list[str] = []
        for name in tree["includefiles"]:
            names += _below(builder, name, set())
        yield str(tree.get("caption") or title), names


def _below(builder: StandaloneHTMLBuilder, name: str, seen: set[str]) -> list[str]:
    if name in seen:
        return []
    seen.add(name)
    names = [name]
    for child in builder.env.toctree_includes.get(name, ()):
        names += _below(builder, child, seen)
    return names


def _entry(builder: StandaloneHTMLBuilder, name: str) -> str:
    about = _head_of(builder, name)
    address = Addresses(builder).file(twin_path(builder, name))
    text = f"- [{about.get('title', name)}]({address})"
    return f"{text}: {about['description']}" if "description" in about else text


def _head_of(builder: StandaloneHTMLBuilder, name: str) -> dict[str, str]:
    """Return what the written twin of a page says of itself."""
    path = Path(builder.outdir) / twin_path(builder, name)
    if not path.is_file():
        return {}
    about: dict[str, str] = {}
    with path.open(encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            if line == _FRAME:
                break
            key, _colon, value = line.partition(": ")
            about[key] = json.loads(value)
    return about
