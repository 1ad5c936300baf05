"""Building: whole or not at all, only what changed, the same bytes everywhere."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from docutils import nodes

import pdf
from indonato_report.pdf import builder, compilation
from indonato_report.pdf import child as child_process
from indonato_report.pdf.builder import PDFError
from indonato_report.pdf.positions import SourceMap
from pdf.conftest import Build, Built

PAGES = {
    "index.rst": "Start\n=====\n\nWords.\n\n.. toctree::\n\n   one\n",
    "one.rst": "One\n===\n\nText.\n\n.. sample:: table\n\n.. image:: a.svg\n   :alt: A square\n",
    "a.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
    '<path d="M0 0h9v9z"/></svg>',
}


def _digest(built: Built) -> str:
    return hashlib.sha256(built.file.read_bytes()).hexdigest()


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were compiled."""
    names: list[str] = []
    real = builder.compile_document

    def noting(job: Any, *arguments: Any) -> Any:
        names.append(Path(job.output).name)
        return real(job, *arguments)

    monkeypatch.setattr(builder, "compile_document", noting)
    return names


def test_nothing_is_done_when_nothing_changed(build: Build, compiled: list[str]) -> None:
    built = build(PAGES)
    assert len(compiled) == 1
    stamp = built.file.stat().st_mtime_ns
    again = build(PAGES)
    assert len(compiled) == 1
    assert again.file.stat().st_mtime_ns == stamp
    assert "no targets are out of date" in again.app.status.getvalue()


def test_a_change_that_the_pdf_does_not_show_compiles_nothing(
    build: Build, compiled: list[str]
) -> None:
    build(PAGES)
    changed = {**PAGES, "one.rst": PAGES["one.rst"] + "\n.. a comment\n"}
    again = build(changed)
    assert len(compiled) == 1
    assert "is up to date" in again.app.status.getvalue()


@pytest.mark.parametrize("what", ["text", "image", "setting", "date", "file", "title"])
def test_a_change_that_it_shows_compiles(build: Build, compiled: list[str], what: str) -> None:
    first = build(PAGES)
    pages: dict[str, str | bytes] = dict(PAGES)
    values: dict[str, object] = {}
    if what == "text":
        pages["one.rst"] = PAGES["one.rst"].replace("Text.", "Other text.")
    elif what == "image":
        pages["a.svg"] = PAGES["a.svg"].replace("h9v9z", "h5v5z")
    elif what == "setting":
        values["release"] = "2.0"
    elif what == "date":
        values["report_pdf_date"] = "2026-01-01"
    elif what == "title":
        values["project"] = "Another title"
        values["report_pdf_documents"] = [("index", "testreport")]
    else:
        first.file.unlink()
    build(pages, **values)
    assert len(compiled) == 2


def test_two_builds_in_different_places_give_the_same_bytes(tmp_path: Path) -> None:
    digests = set()
    for number, seed in enumerate(("1", "2")):
        folder = tmp_path / f"place {number}"
        folder.mkdir()
        conf = "project = 'Same'\nextensions = ['pdf.fakes']\nreport_pdf_date = '2026-11-24'\n"
        for name, content in {**PAGES, "conf.py": conf}.items():
            (folder / name).write_text(content)
        tests = Path(pdf.__path__[0]).parent
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(tests)}
        command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "pdf", f"-j{number + 1}"]
        subprocess.run([*command, folder, folder / "out"], env=environment, check=True)
        digests.add(hashlib.sha256((folder / "out/same.pdf").read_bytes()).hexdigest())
    assert len(digests) == 1


def test_source_date_epoch_dates_the_file(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    built = build(PAGES)
    assert "2001-09-09T01:46:40" in built.read().xmp


BROKEN = {**PAGES, "one.rst": PAGES["one.rst"] + "\n.. raw:: typst\n\n   #no-such-function()\n"}


def test_a_failed_build_leaves_the_last_good_file(build: Build) -> None:
    good = _digest(build(PAGES))
    broken = build(BROKEN, run_it=False)
    with pytest.raises(PDFError) as failure:
        broken.app.build()
    message = str(failure.value)
    assert "testreport.pdf could not be made (the last good file is still there)" in message
    assert f"{broken.sources / 'one.rst'}:11: unknown variable: no-such-function" in message
    assert _digest(broken) == good
    assert not list(broken.folder.glob(".*.new"))


def test_a_failed_build_fails_again_until_it_is_mended(build: Build) -> None:
    for _ in range(2):
        with pytest.raises(PDFError, match="there is no file"):
            build(BROKEN)
    assert build(PAGES).file.is_file()


def test_one_that_fails_does_not_keep_the_others_from_being_made(build: Build) -> None:
    pages = {**BROKEN, "two.rst": ":orphan:\n\nTwo\n===\n\nFine.\n"}
    documents = [("one", "broken", "Broken"), ("two", "fine", "Fine")]
    built = build(pages, run_it=False, report_pdf_documents=documents)
    with pytest.raises(PDFError, match=r"broken\.pdf could not be made"):
        built.app.build()
    assert built.file.name == "fine.pdf"
    assert [document["file"] for document in built.manifest()] == ["fine.pdf"]


def test_raw_typst_can_be_switched_off(build: Build) -> None:
    built = build(BROKEN, report_pdf_raw=False)
    assert built.file.is_file()
    assert "one.rst:11: WARNING: raw Typst is switched off" in built.warnings


def _fake_python(tmp_path: Path, script: str) -> str:
    path = tmp_path / "fake-python"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("kill -ABRT $$", "ended by SIGABRT, which is what running out of memory looks like"),
        ("kill -SEGV $$", "ended by SIGSEGV"),
        ("echo trouble >&2; exit 3", "exit status 3 and no result\ntrouble"),
        ("exit 0", "exit status 0 and no result"),
        ("exec sleep 60", "longer than 0.5 s (report_pdf_timeout) and was stopped"),
    ],
)
def test_a_child_that_dies_is_reported(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, words: str
) -> None:
    monkeypatch.setattr(child_process.sys, "executable", _fake_python(tmp_path, script))
    with pytest.raises(PDFError) as failure:
        build(PAGES, report_pdf_timeout=0.5)
    assert words in str(failure.value)


def test_what_typst_says_in_an_unknown_way_is_passed_on() -> None:
    assert compilation._explain_errors([], SourceMap([]), {}, " strange words ") == "strange words"


def test_a_node_without_place_has_that_of_its_parents() -> None:
    child, parent, nowhere = nodes.inline(), nodes.paragraph(), nodes.paragraph()
    parent.source, parent.line, child.line = "page.rst", 3, 5
    parent += child
    assert compilation._author_place(child) == "page.rst:5"
    assert compilation._author_place(parent) == "page.rst:3"
    assert compilation._author_place(nowhere) == compilation._author_place(None) == ""


def test_an_unknown_signal_has_a_number() -> None:
    assert "ended by signal 99" in child_process._explain_exit(-99, b"")


def test_the_child_reaches_no_network_and_no_foreign_package(build: Build) -> None:
    raw = '\n.. raw:: typst\n\n   #import "@preview/example:0.1.0": *\n'
    with pytest.raises(PDFError) as failure:
        build({**PAGES, "one.rst": PAGES["one.rst"] + raw})
    assert "failed to download package" in str(failure.value)
    environment = child_process._environment()
    assert environment["https_proxy"] == environment["HTTPS_PROXY"] == "http://127.0.0.1:9"
    assert not [name for name in environment if name.lower() == "no_proxy"]


def test_the_child_reads_nothing_outside_its_folder(build: Build, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    for path in ("/etc/passwd", str(secret), "../../../../secret.txt"):
        page = PAGES["one.rst"] + f'\n.. raw:: typst\n\n   #read("{path}")\n'
        with pytest.raises(PDFError, match=r"file not found|access denied|outside|escape"):
            build({**PAGES, "one.rst": page})


def test_an_image_behind_a_link_out_of_the_sources_is_left_out(
    build: Build, tmp_path: Path
) -> None:
    outside = tmp_path / "outside.svg"
    outside.write_text(PAGES["a.svg"])
    built = build(PAGES, run_it=False)
    (built.sources / "a.svg").unlink()
    (built.sources / "a.svg").symlink_to(outside)
    built.app.build()
    assert "one.rst:8: WARNING: the image ../outside.svg is left out" in built.warnings
    assert built.read().says("[A square]")
    assert "Figure" not in built.read().counts


def test_a_broken_image_is_traced_to_its_page(build: Build) -> None:
    built = build({**PAGES, "a.svg": "<svg"})
    assert re.search(r"one\.rst:8: WARNING: .*failed to parse SVG", built.warnings)
