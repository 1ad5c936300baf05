"""A strict Content-Security-Policy: the tag that states it, and templates that obey it.

``default-src 'self'`` refuses every script and style that stands in a page itself.  Themes have
some.  So their templates are read through a loader that moves them: what stood in the page is
written into a file of the site, named after its content, and the page links to it.

Standard: Content Security Policy Level 3 (https://www.w3.org/TR/CSP3/), section 3.3 for the tag.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import pass_context

from indonato_report.config import report_config
from indonato_report.html.site.changed_templates import change_templates
from indonato_report.html.site.stored_files import store_once

if TYPE_CHECKING:
    from jinja2.runtime import Context
    from sphinx.builders import Builder

_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_INLINE_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_STYLE_ATTRIBUTE = re.compile(r'\s+style="([^"]*)"')

#: Declarations that an attribute of HTML or SVG can say as well.  Others are left out: those that
#: matter stand in our style sheet.
_AS_ATTRIBUTE = {"display: none": " hidden", "opacity: 50%": ' opacity="0.5"'}

# A text that neither Jinja nor HTML knows, to be called by its name in templates.
_MOVE = "moved_to_a_file"


def policy_tag(policy: str) -> str:
    """Return the ``meta`` element that states a policy, or nothing if there is none."""
    if not policy:
        return ""
    return f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'


def without_inline_parts(source: str) -> str:
    """Return the source of a template whose scripts and styles go into files."""
    source = _INLINE_SCRIPT.sub(_call("js"), source)
    source = _INLINE_STYLE.sub(_call("css"), source)
    return _STYLE_ATTRIBUTE.sub(lambda found: _AS_ATTRIBUTE.get(found[1].rstrip("; "), ""), source)


def _call(kind: str) -> str:
    return rf'{{% call {_MOVE}("{kind}") %}}\1{{% endcall %}}'


def move_inline_parts_to_files(builder: Builder) -> None:
    """Make the templates of a site obey a strict policy, if one is configured.

    Templates of the project's own (``templates_path``) are left as they are.
    """
    if not report_config(builder.config).content_security_policy:
        return
    environment = change_templates(builder, lambda name, source: without_inline_parts(source))
    if environment is not None:
        environment.globals[_MOVE] = _moved_by(Path(builder.outdir))


def _moved_by(outdir: Path) -> Callable[..., str]:
    @pass_context
    def moved(context: Context, kind: str, caller: Callable[[], str]) -> str:
        lines = (line.strip() for line in str(caller()).splitlines())
        content = "\n".join(line for line in lines if line) + "\n"
        name = store_once(outdir, "theme", f".{kind}", content)
        address = escape(context["pathto"](f"_static/{name}", 1))
        if kind == "js":
            return f'<script src="{address}"></script>'
        return f'<link rel="stylesheet" type="text/css" href="{address}">'

    return moved
