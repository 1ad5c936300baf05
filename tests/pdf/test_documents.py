"""The configuration value report_pdf_documents: what is wrong is said, the rest is built."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indonato_report.pdf.documents import read_documents
from pdf.conftest import Build

PAGES = {"index.rst": "Start\n=====\n\n.. toctree::\n\n   one\n", "one.rst": "One\n===\n\nText.\n"}


def test_by_default_there_is_one_named_after_the_project(build: Build) -> None:
    built = build(PAGES, project="Über-Report & Co", author="Ann Author")
    (document,) = built.manifest()
    assert document["title"] == "Über-Report & Co"
    assert document["file"] == built.file.name
    assert document["bytes"] == built.file.stat().st_size
    assert document["pages"] == len(built.read().pages)
    with built.read().pdf.open_metadata() as metadata:
        assert metadata["dc:creator"] == ["Ann Author"]
    assert not built.warnings


def test_without_project_and_author_there_is_still_a_title(build: Build) -> None:
    built = build(PAGES, project=" ", author="Author name not set")
    assert "report_pdf_documents: entry 1 has no title" in built.warnings
    assert built.manifest()[0]["title"] == "Untitled report"
    assert "Author name" not in built.read().xmp


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("index", "entry 1 is not (start page, file name, title, options): 'index'"),
        (("index",), "entry 1 is not (start page, file name, title, options)"),
        (("indx", "a"), "entry 1: there is no page 'indx'. Did you mean 'index'?"),
        (("zzz", "a"), "entry 1: there is no page 'zzz'."),
        (("index", "../a"), "entry 1: '../a' is no file name"),
        (("index", ""), "entry 1: '' is no file name"),
        (("index", "a", "T", []), "entry 1: the options are not a mapping: []"),
        (("index", "a", "T", {"autors": ["x"]}), "option 'autors'. Did you mean 'authors'?"),
        (("index", "a", "T", {"zzz": 1}), "unknown option 'zzz'. Known: subtitle, authors"),
        (("index", "a", "T", {"keywords": 1}), "option 'keywords' must be a list of texts, not 1"),
        (("index", "a", "T", {"authors": [1]}), "option 'authors' must be a list of texts"),
        (("index", "a", "T", {"subtitle": 1}), "option 'subtitle' must be str, not 1"),
        (("index", "a", "T", {"contents_depth": True}), "'contents_depth' must be int, not True"),
    ],
)
def test_what_is_wrong_is_said(build: Build, entry: object, message: str) -> None:
    built = build(PAGES, run_it=False, report_pdf_documents=[entry])
    read_documents(built.app.config, {"index", "one"})
    assert message in built.warnings


def test_a_wrong_entry_costs_nobody_else_his_pdf(build: Build) -> None:
    entries = [("nowhere", "a"), ("one", "b.pdf", "Only One"), ("index", "B", "Twice")]
    built = build(PAGES, report_pdf_documents=entries)
    assert [document["file"] for document in built.manifest()] == ["b.pdf"]
    assert "the file name 'B.pdf' is used twice" in built.warnings
    assert built.manifest()[0]["title"] == "Only One"


def test_options_are_used(build: Build) -> None:
    options = {"authors": "Bala Writer", "subtitle": "Below it", "contents_depth": 0}
    built = build(PAGES, report_pdf_documents=[("index", "a", "Above", options)], language="de")
    read = built.read()
    assert read.says("Below it")
    assert read.says("Bala Writer")
    assert "TOC" not in read.counts
    assert str(read.pdf.Root.Lang) == "de"


def test_pages_of_the_start_page_that_say_nothing_leave_only_the_cover(build: Build) -> None:
    read = build(PAGES, report_pdf_documents=[("index", "a", "The Report")]).read()
    assert [heading.title for heading in read.root.all("H1")] == ["Contents", "One"]


def test_several_documents_and_one_fewer(build: Build) -> None:
    entries = [("index", "all", "All"), ("one", "brief", "Brief")]
    built = build(PAGES, report_pdf_documents=entries, parallel=2)
    assert [document["file"] for document in built.manifest()] == ["all.pdf", "brief.pdf"]
    built = build(PAGES, report_pdf_documents=entries[:1])
    assert [path.name for path in built.folder.glob("*.pdf")] == ["all.pdf"]
    assert len(built.manifest()) == 1


def test_pages_left_out_are_linked_on_the_website(build: Build) -> None:
    pages = {
        "index.rst": PAGES["index.rst"].replace("..", "See :doc:`two`, :ref:`there`.\n\n..")
        + "   two\n",
        "one.rst": PAGES["one.rst"],
        "two.rst": "Two\n===\n\n.. _there:\n\nPlace\n-----\n\nMore.\n",
    }
    options = {"exclude": ["two"]}
    documents = [("index", "a", "T", options)]
    built = build(pages, report_pdf_documents=documents, html_baseurl="https://site.example/r/")
    read = built.read()
    assert not read.says("More.")
    web = [target for kind, target in read.links() if kind == "web"]
    assert web == ["https://site.example/r/two.html", "https://site.example/r/two.html#there"]
    # Without the website's address they are text.
    read = build(pages, report_pdf_documents=documents, html_baseurl="").read()
    assert read.says("See Two, Place.")
    assert not [target for kind, target in read.links() if kind == "web"]


def test_a_date_that_is_none_is_said(build: Build) -> None:
    built = build(PAGES, report_pdf_date="24.11.2026")
    assert "report_pdf_date: '24.11.2026' is not a date (YYYY-MM-DD)" in built.warnings


def test_the_manifest_is_for_machines(build: Build) -> None:
    built = build(PAGES)
    text = (Path(built.folder) / "manifest.json").read_text()
    assert text.endswith("\n")
    assert set(json.loads(text)) == {"documents"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("report_pdf_date", 5),
        ("report_pdf_timeout", "long"),
        ("report_pdf_documents", 7),
        ("report_pdf_raw", "yes"),
    ],
)
def test_a_value_of_the_wrong_type_is_said_and_its_default_used(
    build: Build, name: str, value: object
) -> None:
    built = build(PAGES, **{name: value})
    assert f"The config value `{name}' has type" in built.warnings
    assert built.manifest()[0]["pages"] > 0
