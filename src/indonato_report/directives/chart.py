"""The directive ``chart``: records as a picture, with their data beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.locale import _

from indonato_report.charts.request import (
    COUNT,
    FORMS,
    ORDERS,
    PERIODS,
    ChartError,
    ChartRequest,
    Rule,
)
from indonato_report.citations import register_citations
from indonato_report.data.problems import listed, nearest, quoted
from indonato_report.directives import options
from indonato_report.directives.base import ReportDirective, Selection
from indonato_report.nodes import chart_data, chart_picture, source_citations
from indonato_report.warnings import AuthorError

if TYPE_CHECKING:
    from indonato_report.charts.marks import ChartRows
    from indonato_report.data.descriptor import Collection
    from indonato_report.data.records import Record
    from indonato_report.nodes import report_table

#: The form whose body is a whole specification.
OWN = "spec"


class ChartDirective(ReportDirective):
    """``{report:chart} COLLECTION [where FILTER]``: a picture of the records that match.

    The first paragraph of the body is the caption, what follows stands below the picture; of the
    form ``spec``, the body is a specification in Vega-Lite.
    """

    takes_caption = True
    allowed_options: ClassVar[tuple[str, ...]] = (
        "form",
        "x",
        "y",
        "colour",
        "count",
        "period",
        "order",
        "labels",
        "rule",
        "title",
        "height",
        "alt",
        "caption",
        "columns",
        "sources",
        *ReportDirective.allowed_options,
    )

    def build(self) -> list[nodes.Node]:
        """Return the picture in a figure, and its data."""
        selection = self.selection()
        try:
            request = self._request(selection)
            alternative = self._alternative()
            records = self.select(selection)
            if not records:
                return self.nothing()
            specs, table = self._drawn(request, records)
        except ChartError as error:
            raise AuthorError(error.subtype, error.message) from None
        figure = nodes.figure("", classes=["report-chart"])
        figure += self._picture(specs, alternative)
        caption, notes = self._texts()
        if caption is not None:
            figure += caption
        figure += nodes.legend("", *notes, self._origin(request, records))
        data = chart_data("", table, docname=self.env.docname)
        return [*self._named_figure(figure), self.page.located(data)]

    # -- what is drawn ------------------------------------------------------------------------
    def _request(self, selection: Selection) -> ChartRequest:
        collection = selection.collection
        fields = {name: self._field(name, collection) for name in ("x", "y", "colour")}
        height = self.options.get("height")
        return ChartRequest(
            form=self._choice("form", (*FORMS, OWN)),
            collection=collection,
            **fields,
            count=self._is_counting(),
            period=self._choice("period", PERIODS, ""),
            order=self._choice("order", ORDERS, "data"),
            labels=self._labels(collection),
            title=self.options.get("title", ""),
            height=0 if height is None else options.whole_number("height", height, 60),
            rules=self._rules(),
            language=self.page.language,
        )

    def _field(self, option: str, collection: Collection) -> str:
        name = str(self.options.get(option, ""))
        return self.page.field(collection, name, option).name if name else ""

    def _is_counting(self) -> bool:
        if self.options.get("count", "") != "":
            raise AuthorError("option", "count: takes no value; it says that records are counted.")
        return "count" in self.options

    def _choice(self, option: str, choices: Sequence[str], default: str | None = None) -> Any:
        value = self.options.get(option, default)
        if value is None:
            raise AuthorError("option", f"{option}: name one of {listed(choices)}.")
        if value != default and value not in choices:
            raise AuthorError(
                "option",
                f"{option}: {quoted(value)} is none of {listed(choices)}.{nearest(value, choices)}",
            )
        return value

    def _labels(self, collection: Collection) -> dict[str, str]:
        labels: dict[str, str] = {}
        for part in options.split_names(self.options.get("labels", "")):
            name, equals, label = (each.strip() for each in part.partition("="))
            if not equals or not label:
                message = f"labels: {quoted(part)} is not of the form field=Label."
                raise AuthorError("option", message)
            if name != COUNT:
                self.page.field(collection, name, "labels")
            labels[name] = label
        return labels

    def _rules(self) -> tuple[Rule, ...]:
        rules = []
        for part in options.split_names(self.options.get("rule", "")):
            value, _equals, label = part.partition("=")
            try:
                rules.append(Rule(float(value), label.strip() or value.strip()))
            except ValueError:
                message = f"rule: {quoted(part)} is not of the form number=Label."
                raise AuthorError("option", message) from None
        return tuple(rules)

    def _drawn(
        self, request: ChartRequest, records: list[Record]
    ) -> tuple[list[dict[str, Any]], report_table]:
        """Return the specification, a second one for phones, and the table of what is drawn."""
        from indonato_report.chart_table import counts_table, records_table

        chosen = self.fields_option("columns", request.collection)
        if str(request.form) == OWN:
            from indonato_report.charts import own_spec

            own = own_spec.read_own_spec("\n".join(self.content))
            names = own_spec.named_fields(own)
            made = own_spec.made_fields(own)
            drawn = [name for name in names if name not in made]
            for name in drawn:
                self.page.field(request.collection, name, "field")
            spec = own_spec.complete(request, own, records)
            # How an author's own drawing would fit a phone, only the author can tell.
            return [spec], records_table(self.page, request, records, chosen or drawn)
        from indonato_report.charts import theme
        from indonato_report.charts.rows import rows_of
        from indonato_report.charts.spec import spec_of

        rows: ChartRows = rows_of(
            request, records, lambda name, key: self.page.title(name, key) or key
        )
        if request.count:
            table = counts_table(self.page, request.collection, rows)
        else:
            table = records_table(self.page, request, records, chosen)
        narrow = replace(rows, width=theme.NARROW_WIDTH)
        return [spec_of(request, rows), spec_of(request, narrow)], table

    # -- what stands round it -----------------------------------------------------------------
    def _alternative(self) -> str:
        """Return the text that stands for the picture, the facts in it as plain text."""
        text = self.options.get("alt", "")
        if not text:
            raise AuthorError(
                "chart",
                "alt: say in one or two sentences what the chart shows; it is what readers get who "
                "cannot see it.",
            )
        content, messages = self.parse_inline(text, lineno=self.lineno)
        return " ".join("".join(each.astext() for each in [*content, *messages]).split())

    def _picture(self, specs: list[dict[str, Any]], alternative: str) -> chart_picture:
        from indonato_report.chart_images import picture_of
        from indonato_report.charts.drawing import keep, stem_of

        stems = [stem_of(spec, self.options.get("name", "")) for spec in specs]
        for stem, spec in zip(stems, specs, strict=True):
            keep(picture_of(self.env, stem), spec)
        self.page.domain.note_chart(self.env.docname, stems, self.lineno)
        picture = chart_picture("", stems=stems, alt=alternative)
        return self.page.located(picture)  # type: ignore[no-any-return]

    def _texts(self) -> tuple[nodes.caption | None, list[nodes.Node]]:
        """Return the caption and what stands below the picture."""
        if self.options.get("form") == OWN:
            lines: Any = [self.options.get("caption", "")]
            rest, start = None, self.lineno
        else:
            if "caption" in self.options:
                message = "caption: the body is the caption; the option is for the form spec."
                raise AuthorError("option", message)
            first = next((n for n, line in enumerate(self.content) if line.strip()), 0)
            end = next(
                (n for n, line in enumerate(self.content) if n > first and not line.strip()),
                len(self.content),
            )
            lines, rest = self.content[first:end], self.content[end:]
            start = self.content_offset + first
        text = " ".join(line.strip() for line in lines if line.strip())
        caption: nodes.caption | None = None
        if text:
            content, messages = self.parse_inline(text, lineno=start + 1)
            caption = self.page.located(nodes.caption(text, "", *content, *messages))
        notes: list[nodes.Node] = []
        if rest is not None and "".join(rest).strip():
            holder = nodes.container()
            self.state.nested_parse(rest, self.content_offset + end, holder)
            notes = list(holder.children)
        return caption, notes

    def _origin(self, request: ChartRequest, records: list[Record]) -> nodes.paragraph:
        """Return the line that says where the numbers come from."""
        collection = request.collection
        keys = options.split_names(self.options.get("sources", ""))
        if keys:
            self._check_sources(keys)
        elif not request.count:
            keys = tuple(
                dict.fromkeys(
                    str(key)
                    for record in records
                    for name in collection.source_fields
                    for key in _as_list(record.values.get(name))
                )
            )
        line = nodes.paragraph("", classes=["report-chart-origin"])
        if request.count:
            text = _("Counted from %(number)s records of “%(title)s”.") % {
                "number": len(records),
                "title": collection.title,
            }
            line += nodes.Text(text + (" " if keys else ""))
        if keys:
            line += nodes.Text(_("Sources: "))
            identifier = register_citations(self.env, keys, self.lineno)
            line += source_citations(
                "", "", docname=self.env.docname, keys=list(keys), citation_id=identifier
            )
        elif not request.count:
            line += nodes.Text(_("Data: “%s”.") % collection.title)
        return self.page.located(line)  # type: ignore[no-any-return]

    def _check_sources(self, keys: Sequence[str]) -> None:
        package = self.page.dataset.package
        if package is None or package.bibliography is None:
            return
        from indonato_report.data.bibliography import read_keys

        known, problems = read_keys(package.bibliography)
        for key in keys:
            if key not in known and not problems:
                message = f"sources: {quoted(key)} is not in the bibliography."
                raise AuthorError("option", message + nearest(key, known))

    def _named_figure(self, figure: nodes.figure) -> list[nodes.Node]:
        """Give the figure the name and the classes that the author asked for."""
        figure["classes"] += [nodes.make_id(each) for each in self.options.get("class", "").split()]
        name = nodes.fully_normalize_name(self.options.get("name", ""))
        if name:
            figure["names"].append(name)
            self.state.document.note_explicit_target(figure, figure)
        return [self.page.located(figure)]


def _as_list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
