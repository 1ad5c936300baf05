"""What an author and a reader see when a directive is used wrongly."""

from __future__ import annotations

import re

import pytest

from project_plugin import Build, MakeProject

COLLECTIONS = "the collections are ports, visits, figures."
VISIT_FIELDS = (
    "the fields are id, date, precision, title, kind, ports, place, summary, tags, crew, sources."
)
TABLE_OPTIONS = (
    "the options are view, columns, labels, widths, where, sort, group, limit, name, class."
)


def fence(first: str, *lines: str) -> str:
    return "\n".join([f"```{{report:{first}", *lines, "```"])


#: name of the page -> directive in line 3, subtype of the warning, message
DIRECTIVES: dict[str, tuple[str, str, str]] = {
    "no-collection": (fence("table}"), "collection", "table: the name of a collection is missing."),
    "collection": (
        fence("table} vistis"),
        "collection",
        f"table: 'vistis' is not a collection; {COLLECTIONS} Did you mean 'visits'?",
    ),
    "cards-collection": (
        fence("cards} harbours"),
        "collection",
        f"cards: 'harbours' is not a collection; {COLLECTIONS}",
    ),
    "view": (
        fence("table} visits", ":view: chronicel"),
        "option",
        "table: view: 'chronicel' is not a view of 'visits'; the views are chronicle, brief. "
        "Did you mean 'chronicle'?",
    ),
    "option": (
        fence("table} visits", ":colums: title"),
        "option",
        f"table: 'colums' is not an option here; {TABLE_OPTIONS} Did you mean 'columns'?",
    ),
    "option-of-another": (
        fence("profile} ports brim", ":where: open"),
        "option",
        "profile: 'where' is not an option here; the options are fields, name, class.",
    ),
    "column": (
        fence("table} visits", ":columns: title, plaice"),
        "field",
        f"table: columns: 'plaice' is not a field of 'visits'; {VISIT_FIELDS} "
        "Did you mean 'place'?",
    ),
    "column-twice": (
        fence("table} visits", ":columns: title, date, title"),
        "option",
        "table: columns: 'title' stands twice; keep one.",
    ),
    "no-column": (
        fence("table} visits", ":columns:"),
        "option",
        f"table: columns: no field is named; {VISIT_FIELDS}",
    ),
    "sort": (
        fence("table} visits", ":sort: -dat"),
        "field",
        f"table: sort: 'dat' is not a field of 'visits'; {VISIT_FIELDS} Did you mean 'date'?",
    ),
    "group": (
        fence("table} visits", ":group: knd"),
        "field",
        f"table: group: 'knd' is not a field of 'visits'; {VISIT_FIELDS} Did you mean 'kind'?",
    ),
    "group-of-lists": (
        fence("table} visits", ":group: tags"),
        "option",
        "table: group: 'tags' has lists; name a single value.",
    ),
    "label": (
        fence("table} visits", ":labels: titel=Visit"),
        "field",
        f"table: labels: 'titel' is not a field of 'visits'; {VISIT_FIELDS} Did you mean 'title'?",
    ),
    "label-form": (
        fence("table} visits", ":labels: title"),
        "option",
        "table: labels: 'title' is not of the form field=Label.",
    ),
    "widths": (
        fence("table} visits", ":view: brief", ":widths: 1, wide"),
        "option",
        "table: widths: 'wide' is no whole number from 1 up.",
    ),
    "widths-count": (
        fence("table} visits", ":view: brief", ":widths: 1 2 3"),
        "option",
        "table: widths: 3 widths for 2 columns.",
    ),
    "limit": (
        fence("table} visits", ":limit: some"),
        "option",
        "table: limit: 'some' is no whole number from 1 up.",
    ),
    "limit-zero": (
        fence("table} visits", ":limit: 0"),
        "option",
        "table: limit: '0' is no whole number from 1 up.",
    ),
    "limit-negative": (
        fence("table} visits", ":limit: -1"),
        "option",
        "table: limit: '-1' is no whole number from 1 up.",
    ),
    "limit-exotic-digit": (
        fence("table} visits", ":limit: ²"),
        "option",
        "table: limit: '²' is no whole number from 1 up.",
    ),
    "fields": (
        fence("cards} visits", ":fields: tag"),
        "field",
        f"cards: fields: 'tag' is not a field of 'visits'; {VISIT_FIELDS} Did you mean 'tags'?",
    ),
    "date": (
        fence("timeline} visits", ":date: when"),
        "field",
        f"timeline: date: 'when' is not a field of 'visits'; {VISIT_FIELDS}",
    ),
    "date-type": (
        fence("timeline} visits", ":date: place"),
        "option",
        "timeline: date: 'place' is no date.",
    ),
    "by-missing": (
        fence("matrix} visits"),
        "option",
        "matrix: by: name one of the enumerations precision, kind.",
    ),
    "by-unknown": (
        fence("matrix} visits", ":by: kinds"),
        "field",
        f"matrix: by: 'kinds' is not a field of 'visits'; {VISIT_FIELDS} Did you mean 'kind'?",
    ),
    "by-no-enumeration": (
        fence("matrix} visits", ":by: place"),
        "option",
        "matrix: by: 'place' is no enumeration; those are precision, kind.",
    ),
    "profile-names": (
        fence("profile} ports"),
        "record",
        "profile: name a collection and the key of one of its records: COLLECTION KEY.",
    ),
    "profile-empty": (
        fence("profile}"),
        "record",
        "profile: name a collection and the key of one of its records: COLLECTION KEY.",
    ),
    "profile-record": (
        fence("profile} ports brin"),
        "record",
        "profile: 'brin' is not a key of 'ports'; its 3 keys are aldwick, brim, corve. "
        "Did you mean 'brim'?",
    ),
    "text-in-cards": (
        fence("cards} ports", "", "Our ports"),
        "nested",
        "cards: no text can stand here; write it above or below.",
    ),
    "two-filters": (
        fence("table} visits where crew > 1", ":where: crew > 2"),
        "filter",
        "table: two filters: one in the argument, one as option.",
    ),
    "empty-filter": (
        fence("table} visits", ":where:"),
        "filter",
        "table: where: the filter is empty.",
    ),
    "quoted-empty-filter": (
        fence("table} visits", ":where: ''"),
        "filter",
        "table: where: the filter is empty.",
    ),
    "empty-argument-filter": (
        fence("table} visits where"),
        "filter",
        "table: 'where' stands without a filter.",
    ),
    "words-for-filter": (
        fence("table} visits since 2020"),
        "filter",
        "table: 'visits since 2020' is not of the form: COLLECTION where FILTER.",
    ),
    "filter-field": (
        fence("table} visits where knd == 'survey'"),
        "filter",
        f"'knd' is not a field; {VISIT_FIELDS} Did you mean 'kind'?",
    ),
    "filter-value": (
        fence("timeline} visits where kind == 'surevy'"),
        "filter",
        "'surevy' is not a value of 'kind'; the values are survey, repair, rescue. "
        "Did you mean 'survey'?",
    ),
    "filter-reference": (
        fence("matrix} visits where 'brimm' in ports", ":by: kind"),
        "filter",
        "'brimm' is not a key of 'ports', whose keys are aldwick, brim, corve. "
        "Did you mean 'brim'?",
    ),
    "filter-code": (
        fence("table} visits where __import__('os')"),
        "filter",
        "Allowed are fields,",
    ),
    "filter-syntax": (
        fence("cards} visits where kind =="),
        "filter",
        "Allowed are fields,",
    ),
}


@pytest.fixture(scope="module")
def built(make_project: MakeProject) -> Build:
    pages = {f"{name}.md": f"# Page\n\n{text}\n" for name, (text, *_) in DIRECTIVES.items()}
    pages["index.md"] = "# Index\n\n```{toctree}\n:glob:\n\n*\n```\n"
    return make_project(pages=pages).build(conf={"suppress_warnings": ["report.home"]})


def warnings_on(built: Build, page: str) -> list[str]:
    return [line for line in built.warnings if line.startswith(f"{page}.md:")]


@pytest.mark.parametrize("page", DIRECTIVES)
def test_a_directive_used_wrongly(built: Build, page: str) -> None:
    _, subtype, message = DIRECTIVES[page]
    (warning,) = warnings_on(built, page)
    assert warning.startswith(f"{page}.md:3: WARNING: report:")
    assert warning.endswith(f" [report.{subtype}]")
    assert message in warning
    html = built.page(page)
    (note,) = html.select(".admonition.error.report-problem")
    told = re.sub(r"^.*?WARNING: report:\w+: | \[report\.\w+\]$", "", warning)
    assert " ".join(note.select("p")[1].get_text().split()) == told
    assert html.select(".report-table, .report-card, .report-entry, .report-profile") == []


def test_nothing_else_is_wrong(built: Build) -> None:
    assert [line for line in built.warnings if line.split(".md:")[0] not in DIRECTIVES] == []


def test_warnings_fail_a_build_that_wants_none(make_project: MakeProject) -> None:
    project = make_project(pages={"index.md": "# P\n\n```{report:table} visits\n:limit: x\n```\n"})
    built = project.build(warnings_are_errors=True, conf={"suppress_warnings": ["report.home"]})
    assert built.exit_code == 1


def test_a_subtype_can_be_silenced(make_project: MakeProject) -> None:
    project = make_project(pages={"index.md": "# P\n\n```{report:table} visits\n:limit: x\n```\n"})
    built = project.build(conf={"suppress_warnings": ["report.home", "report.option"]})
    assert built.warnings == []
    assert built.page().select(".report-problem") != []


def test_a_collection_without_dates_has_no_timeline(make_project: MakeProject) -> None:
    project = make_project(pages={"index.md": "# P\n\n```{report:timeline} ports\n```\n"})
    project.replace(
        "data/datapackage.yaml", "name: founded, type: year", "name: founded, type: string"
    )
    (warning,) = project.build(conf={"suppress_warnings": ["report.home"]}).warnings
    assert warning == (
        "index.md:3: WARNING: report:timeline: 'ports' has no field with a date. [report.field]"
    )


@pytest.mark.parametrize(
    ("descriptor", "reason"),
    [
        (None, "report_data in conf.py names no descriptor."),
        ("data/none.yaml", "the descriptor cannot be used; its own warnings say why."),
    ],
)
def test_without_data(make_project: MakeProject, descriptor: str | None, reason: str) -> None:
    page = "# P\n\n```{report:table} visits\n```\n\n{report:ref}`visits/x` {report:count}`visits`\n"
    project = make_project(pages={"index.md": page})
    built = project.build(conf={"report_data": descriptor or ""})
    assert f"index.md:3: WARNING: report:table: no data: {reason} [report.data]" in built.warnings
    assert f"index.md:6: WARNING: report:count: no data: {reason} [report.data]" in built.warnings
    about_link = [line for line in built.warnings if "visits/x" in line]
    assert about_link == [
        f"index.md:6: WARNING: there is no record 'visits/x': no data: {reason} [report.data]"
    ]
    assert built.page().select_one(".report-problem p:nth-of-type(2)").get_text() == (
        f"no data: {reason}"
    )
