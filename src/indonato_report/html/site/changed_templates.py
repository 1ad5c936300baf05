"""Templates of a theme that are changed while they are loaded, so that no copy has to be kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from jinja2 import BaseLoader, Environment, TemplateNotFound
from sphinx.jinja2glue import BuiltinTemplateLoader

if TYPE_CHECKING:
    from sphinx.builders import Builder

#: Gets the name and the source of a template, and returns the source to use.
Change = Callable[[str, str], str]


class _ChangedTemplates(BaseLoader):
    """Loads the templates of a theme, and changes them on the way.

    Args:
        loaders: the loaders of the theme, in the order in which they are asked.
        change: what to do with each template.
    """

    def __init__(self, loaders: list[BaseLoader], change: Change) -> None:
        self._loaders = loaders
        self._change = change

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """Return the changed source of a template."""
        for loader in self._loaders:
            try:
                source, path, is_current = loader.get_source(environment, template)
            except TemplateNotFound:
                continue
            return self._change(template, source), path, is_current
        raise TemplateNotFound(template)


def change_templates(builder: Builder, change: Change) -> Environment | None:
    """Change the templates of the theme before they are used.

    Templates of the project's own (``templates_path``) are left as they are.  A later change gets
    what an earlier one returned.

    Returns:
        The environment of the templates, or ``None`` if the builder uses others than Sphinx's.
    """
    templates: Any = getattr(builder, "templates", None)
    if not isinstance(templates, BuiltinTemplateLoader):
        return None
    start = templates.templatepathlen
    loaders: list[Any] = templates.loaders
    loaders.insert(start, _ChangedTemplates(loaders[start:], change))
    return templates.environment
