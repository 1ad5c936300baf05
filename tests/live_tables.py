"""A website whose pages show tables of visits, and what a browser shows of them."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Locator, Page

from project_plugin import Build, MakeProject
from websites import STRICT

KINDS = ("survey", "repair", "rescue")
WORDS = (
    *("old", "new", "outer", "inner", "long", "short"),
    *("northern", "southern", "ruined", "wooden", "stone", "hidden"),
)


def visit(number: int) -> dict[str, Any]:
    """Return one visit; the later ones have the smaller crews."""
    month, day = number % 12 + 1, number % 27 + 1
    return {
        "id": f"visit-{number}",
        "date": f"{2000 + number % 20}-{month:02}-{day:02}",
        "precision": ("day", "month", "year")[number % 3],
        "title": f"Visit {number} of the Éclair",
        "kind": KINDS[number % 3],
        "ports": [("aldwick", "corve")[number % 2], "brim"][: 1 + number % 3],
        "crew": 3000 - 7 * number,
        "summary": f"Soundings by the *{WORDS[number % 12]}* mole & more, at low water.",
        "sources": ["almanac2020"],
    }


COLUMNS = ":columns: date, title, kind, ports, crew, summary, sources\n"
PAGE = f"""# Visits

```{{report:table}} visits
:name: tbl-all
:sort: crew
{COLUMNS}
All visits
```

```{{report:table}} visits
:group: kind
:columns: title, date

Visits by kind
```

```{{report:table}} visits
:columns: title
:limit: 3
```

```{{report:matrix}} visits
:by: kind
```
"""


def site(make_project: MakeProject, visits: int) -> Build:
    """Build a website with a number of visits; ``visits.html`` has the tables."""
    project = make_project(
        pages={
            "index.md": "# I\n\n```{toctree}\nvisits\nports\n```\n",
            "visits.md": PAGE,
            "ports.md": "# Ports\n\n```{report:table} ports\n```\n",
        }
    )
    project.write({"data/visits.yaml": json.dumps([visit(number) for number in range(visits)])})
    return project.build(conf={**STRICT, "suppress_warnings": ["report.home"]})


def shown(page: Page, column: int, table: int = 0) -> list[str]:
    """Return the texts of one column, counted from 1, of the rows that are shown."""
    rows = page.locator("table.report-table").nth(table).locator("tbody tr:not(.report-group)")
    texts = rows.evaluate_all(
        "(rows, column) => rows.filter((row) => row.checkVisibility())"
        ".map((row) => row.cells[column - 1].textContent.trim())",
        column,
    )
    return [str(text) for text in texts]


def tools(page: Page, table: int = 0) -> Locator:
    """Return the controls of a table."""
    return page.locator(".report-table-tools").nth(table)


def header(page: Page, label: str) -> Locator:
    """Return the header of a column of the first table."""
    return page.locator("#tbl-all thead th", has_text=label)
