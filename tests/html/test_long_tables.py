"""Rows of long tables, which stand outside the page until it is rendered."""

from __future__ import annotations

import pytest

from project_plugin import MakeProject

COUNT = 1_003
RECORDS = "".join(
    f'- {{id: v{number}, date: "2000-01-01", title: Visit {number:04}, kind: survey}}\n'
    for number in range(COUNT)
)
PAGE = "# P\n\n```{report:table} visits\n:columns: title, kind\n```\n\nBetween the two.\n\n"

COUNTING = """
def count(app, pagename, template, context, doctree):
    if pagename == "index":
        (app.outdir / "rows.txt").write_text(str(context["body"].count("<tr")))

def setup(app):
    app.connect("html-page-context", count)
"""


@pytest.mark.parametrize("builder", ["html", "singlehtml", "dirhtml", "epub"])
def test_two_long_tables_stand_whole_where_they_belong(
    make_project: MakeProject, builder: str
) -> None:
    second = "```{report:table} visits\n:columns: title\n:sort: -title\n```\n"
    project = make_project(pages={"index.md": PAGE + second})
    project.write({"data/visits.yaml": RECORDS})
    built = project.build(builder, conf={"suppress_warnings": ["report.home"]})
    name = "index.xhtml" if builder == "epub" else "index.html"
    text = built.text(name)
    assert "\0" not in text
    first, between, last = text.partition("<p>Between the two.")
    assert between
    assert first.count("Visit 0") + first.count("Visit 1") == COUNT
    assert last.index("Visit 1002") < last.index("Visit 0999") < last.index("Visit 0000")
    assert text.count("<tbody>") == text.count("</tbody>") == 2


def test_whoever_changes_pages_sees_the_rows(make_project: MakeProject) -> None:
    project = make_project(pages={"index.md": PAGE})
    project.write({"data/visits.yaml": RECORDS, "counting.py": COUNTING})
    conf = (project.source / "conf.py").read_text(encoding="utf-8")
    start = "import sys\nsys.path.insert(0, __file__.rpartition('/')[0])\n"
    project.write({"conf.py": f"{start}{conf}\nextensions.append('counting')\n"})
    built = project.build(conf={"suppress_warnings": ["report.home"]})
    assert built.text("rows.txt") == str(COUNT + 1)
