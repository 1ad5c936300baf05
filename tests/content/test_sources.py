"""The bibliography is neither short of a source nor long, and rests enough on primary ones."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from report_content import (
    DATA,
    DOCS,
    THEMES,
    bibliography,
    cited,
    dataset,
    records,
    report_pages,
    sources_of,
)

KINDS = ("primary", "research", "press", "reference")


#: Collections whose texts are read on the pages of a theme: profiles, and tables made of sentences.
SHOWN_AS_TEXT = {
    "dynamics": ("formats", "wordings", "ties", "aims"),
    "interactions": ("steps",),
    "cooperation": ("domains", "instruments"),
    "autonomy": ("milestones", "instruments"),
    "outlook": ("milestones",),
}


def text_of(theme: str, collection: str, values: dict[str, Any]) -> str:
    """Return what the pages of a theme show of a record as text; nothing if others show it."""
    if not str(values.get("page", theme)).startswith(theme):
        return ""
    fields = list(values)
    if collection == "instruments":
        # Their register stands in one theme; the tables of forums and of arms projects in another.
        project = ["summary", "open"] if "open" in values else []
        fields = ["summary"] if theme == "cooperation" else ["india", "line", *project]
    return " ".join(str(values.get(field, "")) for field in fields)


def cited_by_pages(folder: str = "") -> set[str]:
    """Return what the prose in a folder cites, with the records whose texts are shown there."""
    found: set[str] = set()
    for path in report_pages():
        if path.is_relative_to(DOCS / folder):
            found |= cited(path.read_text(encoding="utf-8"))
    for theme, collections in SHOWN_AS_TEXT.items():
        for collection in collections if folder in ("", theme) else ():
            for values in records(collection).values():
                found |= cited(text_of(theme, collection, values))
    return found


def cited_anywhere() -> set[str]:
    in_records = (
        sources_of(values)
        for collection in dataset().records
        for values in records(collection).values()
    )
    in_series = (
        set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", path.read_text(encoding="utf-8")))
        for path in (DATA / "series").rglob("*")
        if path.is_file()
    )
    known = set(bibliography())
    return cited_by_pages().union(*in_records) | known.intersection(set().union(*in_series))


def share_of_primary_and_research(keys: set[str]) -> float:
    kinds = [bibliography()[key].fields["kind"] for key in keys]
    return sum(kind in ("primary", "research") for kind in kinds) / len(kinds)


def test_every_citation_is_in_the_bibliography() -> None:
    assert cited_anywhere() - set(bibliography()) == set()


def test_every_source_is_cited() -> None:
    assert set(bibliography()) - cited_anywhere() == set()


def test_every_source_has_publisher_title_address_and_kind() -> None:
    for key, source in bibliography().items():
        assert source.fields["kind"] in KINDS, key
        assert source.fields["publisher"], key
        assert source.fields["title"], key
        assert source.fields["url"].startswith("http"), key


def test_a_source_without_a_date_says_so_and_no_date_lies_ahead() -> None:
    package = dataset().package
    assert package is not None
    for key, source in bibliography().items():
        published = source.fields.get("date")
        if published is None:
            assert "undated" in source.fields["note"], key
        else:
            assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", published), key
            assert published <= str(package.edition_date), key
            if len(published) == len("2026-11-24"):
                date.fromisoformat(published)


def test_no_address_is_listed_twice() -> None:
    addresses = [source.fields["url"].rstrip("/") for source in bibliography().values()]
    assert sorted({each for each in addresses if addresses.count(each) > 1}) == []


@pytest.mark.parametrize("theme", THEMES)
def test_each_theme_cites_primary_sources_or_research(theme: str) -> None:
    assert share_of_primary_and_research(cited_by_pages(theme)) >= 0.40


def test_the_report_as_a_whole_rests_on_primary_sources_and_research() -> None:
    assert share_of_primary_and_research(cited_by_pages()) >= 0.40
