"""What all directives have in common: they never fail silently and never show too much."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, final

from docutils import nodes
from sphinx.locale import _
from sphinx.util.docutils import SphinxDirective

from indonato_report.data.problems import listed, quoted
from indonato_report.directives import options
from indonato_report.nodes import report_table
from indonato_report.page import Page
from indonato_report.warnings import AuthorError, warn

if TYPE_CHECKING:
    from indonato_report.data.descriptor import Collection, SortKey
    from indonato_report.data.records import Record


#: A caption of which no parser and no extension to its syntax can make anything else.  The parser
#: of pages takes as long for it as ten rows of a table do.
_ONLY_WORDS = re.compile(r"[^\W_]+(?:,? [^\W_]+)*")


class Selection(NamedTuple):
    """Which records an author asked for, in which order."""

    collection: Collection
    where: str
    sort: tuple[SortKey, ...]
    limit: int | None


class ReportDirective(SphinxDirective):
    """Base of the directives.

    A subclass names its options in ``allowed_options`` and returns its nodes from
    :meth:`build`.  Whatever is wrong is raised as :class:`AuthorError`; the author then gets a
    warning with file and line, and the reader a note in place of what is missing.
    """

    # Not required for docutils: a missing argument gets our own message.
    required_arguments = 0
    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[Any] = options.AnyOption()
    takes_caption: ClassVar[bool] = False
    allowed_options: ClassVar[tuple[str, ...]] = ("where", "sort", "limit", "name", "class")

    @property
    def page(self) -> Page:
        """The page that is being read."""
        return Page(self.env, self.lineno)

    @final
    def run(self) -> list[nodes.Node]:
        """Check the options, then build."""
        try:
            options.check_options(self.options, self.allowed_options)
            options.check_nothing_lost(self.block_text, self.options, self.allowed_options)
            if self.content and not self.takes_caption:
                raise AuthorError("nested", "no text can stand here; write it above or below.")
            return self.build()
        except AuthorError as error:
            warn(error.subtype, f"{self.name}: {error.message}", self.get_location())
            return [self._note(error.message)]

    def build(self) -> list[nodes.Node]:
        """Return the nodes of the directive.

        Raises:
            AuthorError: if anything is wrong.
        """
        raise NotImplementedError

    def _note(self, message: str) -> nodes.Node:
        title = f"{(self.name.partition(':')[2] or self.name).capitalize()} left out"
        note = nodes.admonition(
            "",
            nodes.title(title, title),
            nodes.paragraph(message, message),
            classes=["error", "report-problem"],
            support_smartquotes=False,  # what is quoted must be as it was typed
        )
        return self.page.located(note)  # type: ignore[no-any-return]

    # -- for subclasses -----------------------------------------------------------------------
    def selection(self) -> Selection:
        """Return which records are asked for.

        Raises:
            AuthorError: if the collection, a field or a number is wrong.
        """
        from indonato_report.data.query import QueryError, parse_selection

        argument = self.arguments[0] if self.arguments else ""
        if not argument.strip():
            raise AuthorError("collection", "the name of a collection is missing.")
        try:
            name, where = parse_selection(argument)
        except QueryError as error:
            raise AuthorError("filter", str(error)) from None
        if "where" in self.options:
            if where:
                raise AuthorError("filter", "two filters: one in the argument, one as option.")
            where = self.options["where"]
            if not where:
                raise AuthorError("filter", "where: the filter is empty.")
        collection = self.page.collection(name)
        limit = self.options.get("limit")
        return Selection(
            collection,
            where,
            self.sort_keys(collection),
            None if limit is None else options.whole_number("limit", limit),
        )

    def sort_keys(self, collection: Collection) -> tuple[SortKey, ...]:
        """Return the keys of the option ``sort``.

        Raises:
            AuthorError: if one of them is no field.
        """
        from indonato_report.data.descriptor_reader import parse_sort

        keys = parse_sort(options.split_names(self.options.get("sort", "")))
        for name, _descending in keys:
            self.page.field(collection, name, "sort")
        return keys

    def select(self, selection: Selection) -> list[Record]:
        """Return the records of a selection."""
        return self.page.select(*selection)

    def fields_option(self, name: str, collection: Collection) -> tuple[str, ...]:
        """Return the fields that an option lists; none if it is not given.

        Raises:
            AuthorError: if it names no field, one that does not exist, or one twice.
        """
        if name not in self.options:
            return ()
        names = options.split_names(self.options[name])
        if not names:
            fields = listed(list(collection.fields), 30)
            raise AuthorError("option", f"{name}: no field is named; the fields are {fields}.")
        for number, each in enumerate(names):
            self.page.field(collection, each, name)
            if each in names[:number]:
                raise AuthorError("option", f"{name}: {quoted(each)} stands twice; keep one.")
        return names

    def named(self, node: nodes.Element) -> list[nodes.Node]:
        """Give a node the name and the classes that the author asked for.

        Returns:
            The node, behind a target if it is no table: LaTeX has labels for tables and targets,
            but not for containers and lists.
        """
        node["classes"] += [nodes.make_id(each) for each in self.options.get("class", "").split()]
        name = nodes.fully_normalize_name(self.options.get("name", ""))
        if not name:
            return [node]
        named = node if isinstance(node, report_table) else nodes.target()
        named["names"].append(name)
        self.state.document.note_explicit_target(named, named)
        return [node] if named is node else [named, node]

    def nothing(self) -> list[nodes.Node]:
        """Return what stands in the place of records if none match."""
        text = _("No records match.")
        return self.named(nodes.paragraph(text, text, classes=["report-nothing"]))

    def caption(self) -> nodes.title | None:
        """Return the body of the directive as a caption, or ``None`` if it is empty."""
        text = " ".join(line.strip() for line in self.content if line.strip())
        if not text:
            return None
        caption = nodes.title(text, "")
        if _ONLY_WORDS.fullmatch(text):
            caption += nodes.Text(text)
        else:
            content, messages = self.parse_inline(text, lineno=self.content_offset + 1)
            caption += [*content, *messages]
        return self.page.located(caption)  # type: ignore[no-any-return]
