"""Labels that say who and when, and the order of the entries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.backends.plaintext import Backend
from pybtex.database import Entry, Person
from pybtex.plugin import find_plugin

from indonato_report.bibliography_style import (
    MAX_NAME,
    label_of,
    register_style,
    short_name,
    sorting_key,
    unique_labels,
)
from project_plugin import MakeProject


def entry(key: str = "key", persons: dict[str, list[str]] | None = None, **fields: str) -> Entry:
    people = {role: [Person(name) for name in names] for role, names in (persons or {}).items()}
    made = Entry("misc", fields=fields, persons=people)
    made.key = key
    return made


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Guild of Pilots", "Guild of Pilots"),
        ("{Guild of Pilots}", "Guild of Pilots"),
        ("Guild of Pilots (Northern Branch)", "Guild of Pilots"),
        ("Guild of Pilots; Board of Trade", "Guild of Pilots"),
        ("Harbour News via Tidal Wire", "Harbour News"),
        ("Guild of Pilots – Northern Branch", "Guild of Pilots"),
        ("Northern and Southern Coastal Harbours Authority", "Northern and Southern…"),
        ("Endowment for the Study of the Coasts", "Endowment for the Study…"),
        ("(Anonymous)", "(Anonymous)"),
        ("Long" * 10, "LongLongLongLongLongLongLong…"),
        ("  spread \n out ", "spread out"),
        (r"Pilots \& Sons", "Pilots & Sons"),
        ("no TeX \\", "no TeX \\"),
    ],
)
def test_short_name(name: str, short: str) -> None:
    assert short_name(name) == short


@given(st.text(max_size=80))
def test_a_short_name_is_never_long_nor_broken(name: str) -> None:
    short = short_name(name)
    assert len(short) <= MAX_NAME + 1
    assert "\n" not in short


@pytest.mark.parametrize(
    ("made", "label"),
    [
        (entry(persons={"author": ["Ferro, Ada"]}, year="2020"), "Ferro 2020"),
        (entry(persons={"author": ["van der Berg, Ida"]}, year="2020"), "van der Berg 2020"),
        (entry(persons={"author": ["Ferro, Ada", "Brim, Bo"]}, year="2020"), "Ferro and Brim 2020"),
        (
            entry(persons={"author": ["Ferro, Ada", "Brim, Bo", "Corve, Cy"]}, year="2020"),
            "Ferro and others 2020",
        ),
        (entry(persons={"editor": ["Brim, Bo"]}, year="2021"), "Brim 2021"),
        (
            entry(organization="Guild of Pilots", publisher="Press", year="2021"),
            "Guild of Pilots 2021",
        ),
        (entry(publisher="Press", year="2021"), "Press 2021"),
        (entry(key="odd2021"), "odd2021 n.d."),
        (
            entry(
                persons={"author": ["{Permanent Office of the Guild of Harbour Pilots}"]},
                shortauthor="{Pilots\\&Guides, office of the harbour}",
                year="2021",
            ),
            "Pilots&Guides, office of the harbour 2021",
        ),
    ],
)
def test_label(made: Entry, label: str) -> None:
    assert label_of(made) == label


def test_equal_labels_get_letters_in_their_order() -> None:
    entries = [entry(organization="Guild", year="2020") for _ in range(28)]
    entries.insert(1, entry(organization="Press", year="2020"))
    labels = list(unique_labels(entries))
    assert labels[:3] == ["Guild 2020a", "Press 2020", "Guild 2020b"]
    assert labels[-3:] == ["Guild 2020z", "Guild 2020aa", "Guild 2020ab"]


def test_letters_stand_apart_from_the_mark_of_an_undated_entry() -> None:
    entries = [entry(organization="Guild"), entry(organization="Guild")]
    assert list(unique_labels(entries)) == ["Guild n.d.-a", "Guild n.d.-b"]


@given(st.lists(st.sampled_from(["A", "B", "C"]), max_size=80))
def test_labels_are_unique(names: list[str]) -> None:
    labels = list(unique_labels(entry(organization=name, year="2020") for name in names))
    assert len(set(labels)) == len(labels) == len(names)


def test_entries_stand_in_the_order_of_their_labels() -> None:
    entries = [
        entry(key="1", organization="Pilots", year="2021", title="B"),
        entry(key="2", organization="pilots", year="2020", title="Z"),
        entry(key="3", persons={"author": ["Écluse, Eva"]}, year="2022"),
        entry(key="4", persons={"author": ["Ferro, Ada"]}, year="2020"),
        entry(key="5", organization="Pilots", year="2021", title="A"),
    ]
    assert [each.key for each in sorted(entries, key=sorting_key)] == ["3", "4", "5", "1", "2"]


def test_the_style_is_used_by_its_name(make_project: MakeProject) -> None:
    page = "# P\n\n{cite:t}`pilots2021`, {cite:t}`almanac2020`\n\n```{bibliography}\n```\n"
    built = make_project(pages={"index.md": page}).build(
        conf={"suppress_warnings": ["report.home"]}
    )
    assert [label.get_text() for label in built.page().select(".citation .label")] == [
        "[Ferro 2020]",
        "[Guild of Pilots 2021]",
    ]


def test_semicolons_stand_between_citations_in_the_text(make_project: MakeProject) -> None:
    page = "# P\n\nTwo {cite}`pilots2021,almanac2020`.\n\n```{bibliography}\n```\n"
    built = make_project(pages={"index.md": page}).build(
        conf={"suppress_warnings": ["report.home"], "bibtex_reference_style": "report"}
    )
    assert built.page().select_one("p").get_text() == "Two [Ferro 2020; Guild of Pilots 2021]."


def test_what_is_asked_twice_in_a_row_is_formatted_once() -> None:
    register_style()
    style = find_plugin("pybtex.style.formatting", "report")()
    one, other = entry("one", title="One"), entry("other", title="Other")
    first = style.format_entry("A", one)
    assert style.format_entry("A", one) is first
    assert style.format_entry("B", one).label == "B"
    assert style.format_entry("B", other).key == "other"
    assert style.format_entry("A", one).text == first.text


def test_citations_in_the_text_look_for_no_installed_packages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    register_style()

    def none(**wanted: str) -> list[object]:
        raise AssertionError(wanted)

    monkeypatch.setattr("pybtex.plugin.entry_points", none)
    assert find_plugin("pybtex.backends", "plaintext") is Backend
