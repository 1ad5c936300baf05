"""A strict Content-Security-Policy: the tag that states it, and templates that obey it.

``default-src 'self'`` refuses every script and style that stands in a page itself.  Themes have
some.  So their templates are read through a loader that moves them: what stood in the page is
written into a file of the site, named after its content, and the page links to it.

Standard: Content Security Policy Level 3 (https://www.w3.org/TR/CSP3/), section 3.3 for the tag.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import BaseLoader, Environment, TemplateNotFound, pass_context
from sphinx.jinja2glue import BuiltinTemplateLoader

from indonato_report.config import report_config

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


class _WithoutInlineParts(BaseLoader):
    """Loads the templates of a theme, and changes them on the way.

    Args:
        loaders: the loaders of the theme, in the order in which they are asked.
    """

    def __init__(self, loaders: list[BaseLoader]) -> None:
        self._loaders = loaders

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """Return the changed source of a template."""
        for loader in self._loaders:
            try:
                source, path, is_current = loader.get_source(environment, template)
            except TemplateNotFound:
                continue
            return without_inline_parts(source), path, is_current
        raise TemplateNotFound(template)


def move_inline_parts_to_files(builder: Builder) -> None:
    """Make the templates of a site obey a strict policy, if one is configured.

    Templates of the project's own (``templates_path``) are left as they are.
    """
    templates: Any = getattr(builder, "templates", None)
    policy = report_config(builder.config).content_security_policy
    if not policy or not isinstance(templates, BuiltinTemplateLoader):
        return
    start = templates.templatepathlen
    loaders: list[Any] = templates.loaders
    loaders.insert(start, _WithoutInlineParts(loaders[start:]))

    @pass_context
    def moved(context: Context, kind: str, caller: Callable[[], str]) -> str:
        name = _written(Path(builder.outdir), kind, str(caller()))
        address = escape(context["pathto"](f"_static/{name}", 1))
        if kind == "js":
            return f'<script src="{address}"></script>'
        return f'<link rel="stylesheet" type="text/css" href="{address}">'

    templates.environment.globals[_MOVE] = moved


def _written(outdir: Path, kind: str, content: str) -> str:
    """Write a part of a page into a file, unless it is there, and return the file's name."""
    content = "\n".join(line.strip() for line in content.splitlines() if line.strip()) + "\n"
    name = f"theme-{hashlib.blake2b(content.encode(), digest_size=5).hexdigest()}.{kind}"
    path = outdir / "_static" / name
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        # Several processes may write pages: no other sees half a file.
        unfinished = path.with_name(f"{name}.{os.getpid()}")
        unfinished.write_bytes(content.encode())
        unfinished.replace(path)
    return name
