"""What an author and a reader see when a role is used wrongly."""

from __future__ import annotations

import re

import pytest

from project_plugin import Build, MakeProject

COLLECTIONS = "the collections are ports, visits, figures."

#: name of the page -> role in line 4, subtype of the warning, message, what the page shows
ROLES: dict[str, tuple[str, str, str, str]] = {
    "role-fact": (
        "{report:fact}`berth`",
        "record",
        "report:fact: 'berth' is not the key of a fact; the 4 facts are stone-weight, berths, "
        "dues, motto. Did you mean 'berths'?",
        "[berth?]",
    ),
    "role-fact-field": (
        "{report:fact}`berths.asof`",
        "field",
        "report:fact: fact: 'asof' is not a field of 'figures'; the fields are id, title, value, "
        "unit, as_of, review_by, note, sources. Did you mean 'as_of'?",
        "[berths.asof?]",
    ),
    "role-fact-keys": (
        "{report:fact}`berths.sources`",
        "field",
        "report:fact: fact: 'sources' holds keys, not a value; a fact tells its sources by itself.",
        "[berths.sources?]",
    ),
    "role-count": (
        "{report:count}`visit`",
        "collection",
        f"report:count: 'visit' is not a collection; {COLLECTIONS} Did you mean 'visits'?",
        "[visit?]",
    ),
    "role-count-filter": (
        "{report:count}`visits where crew = 5`",
        "filter",
        "Allowed are fields,",
        "[visits where crew = 5?]",
    ),
    "role-count-empty-filter": (
        "{report:count}`visits where`",
        "filter",
        "report:count: 'where' stands without a filter.",
        "[visits where?]",
    ),
    "role-ref": (
        "{report:ref}`visits/night-rescu`",
        "record",
        "there is no record 'visits/night-rescu'. Did you mean 'visits/night-rescue'?",
        "visits/night-rescu",
    ),
    "role-ref-collection": (
        "{report:ref}`the rescue <visit/night-rescue>`",
        "collection",
        f"'visit' is not a collection; {COLLECTIONS} Did you mean 'visits'?",
        "the rescue",
    ),
    "role-ref-form": (
        "{report:ref}`night-rescue`",
        "role",
        f"'night-rescue' is not of the form collection/key; {COLLECTIONS}",
        "night-rescue",
    ),
}


@pytest.fixture(scope="module")
def built(make_project: MakeProject) -> Build:
    pages = {f"{name}.md": f"# Page\n\nIn\na {text}.\n" for name, (text, *_) in ROLES.items()}
    pages["index.md"] = "# Index\n\n```{toctree}\n:glob:\n\n*\n```\n"
    return make_project(pages=pages).build(conf={"suppress_warnings": ["report.home"]})


@pytest.mark.parametrize("page", ROLES)
def test_a_role_used_wrongly(built: Build, page: str) -> None:
    _, subtype, message, shown = ROLES[page]
    (warning,) = [line for line in built.warnings if line.startswith(f"{page}.md:")]
    assert re.match(rf"{page}\.md:[34]: WARNING: ", warning)
    assert warning.endswith(f" [report.{subtype}]")
    assert message in warning
    text = built.page(page).select_one("section p").get_text()
    assert text == f"In\na {shown}."


def test_nothing_else_is_wrong(built: Build) -> None:
    assert [line for line in built.warnings if line.split(".md:")[0] not in ROLES] == []


def test_no_collection_of_facts(make_project: MakeProject) -> None:
    project = make_project(pages={"index.md": "# P\n\nA {report:fact}`berths`.\n"})
    project.replace(
        "data/datapackage.yaml",
        "      facts: {value: value, unit: unit, as_of: as_of, review_by: review_by}\n",
        "",
    )
    built = project.build(conf={"suppress_warnings": ["report.home", "report.data"]})
    assert built.warnings == [
        "index.md:3: WARNING: report:fact: no collection of the descriptor is marked "
        "`facts: true`. [report.collection]"
    ]
