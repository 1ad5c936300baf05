"""Fonts, staging, stamps, manifest, metadata, dates, languages."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pikepdf
import pytest

from indonato_report.pdf import dates, fonts
from indonato_report.pdf.manifest import write_manifest
from indonato_report.pdf.metadata import complete_metadata
from indonato_report.pdf.source import language_and_region
from indonato_report.pdf.staging import Staging
from indonato_report.pdf.stamps import Stamp, Stamps


def test_fonts_of_installed_wheels_come_first() -> None:
    choice = fonts.choose_fonts()
    assert choice.body[0] == "IBM Plex Serif"
    assert choice.sans[0] == "Source Sans 3"
    assert "Noto Sans Devanagari" in choice.body
    assert choice.mono[0] == "DejaVu Sans Mono"
    assert all(list(folder.glob("*.ttf")) for folder in choice.folders)


def test_a_missing_wheel_is_left_out() -> None:
    absent = fonts.FontWheel("Nowhere Serif", "fontpkg_that_does_not_exist")
    choice = fonts.choose_fonts(body=absent)
    assert "Nowhere Serif" not in choice.body
    assert "Libertinus Serif" in choice.body
    # A package without a folder of fonts is no better.
    assert fonts.wheel_folder(fonts.FontWheel("Json", "json")) is None
    assert fonts.wheel_folder(fonts.FontWheel("This", "this")) is None


def test_staging_copies_each_file_once_and_follows_no_link(tmp_path: Path) -> None:
    original, link = tmp_path / "a.PNG", tmp_path / "link.png"
    original.write_bytes(b"picture")
    link.symlink_to(original)
    staging = Staging()
    assert staging.add_copy(original) == "images/1.png"
    assert staging.add_copy(link) == "images/1.png"
    assert staging.add_data("tables", "json", b"[]") == "tables/1.json"
    assert staging.add_data("tables", "json", b"{}") == "tables/2.json"
    staging.set_text("main.typ", "text")
    assert staging.source_of("images/1.png") == original.resolve()
    assert staging.source_of("main.typ") is None
    assert staging.texts() == {"tables/1.json": "[]", "tables/2.json": "{}", "main.typ": "text"}
    folder = tmp_path / "staged"
    (folder / "old").mkdir(parents=True)
    staging.write_to(folder)
    assert not (folder / "old").exists()
    assert (folder / "images/1.png").read_bytes() == b"picture"
    assert not (folder / "images/1.png").is_symlink()


def test_the_digest_of_staging_is_of_names_and_contents(tmp_path: Path) -> None:
    def digest(name: str, text: str) -> str:
        staging = Staging()
        staging.set_text(name, text)
        return staging.digest()

    assert digest("a", "b") == digest("a", "b")
    assert len({digest("a", "b"), digest("a", "c"), digest("ab", "")}) == 3


STAMP = Stamp("digest", "Title", 3, 5, "")


def _stamped(folder: Path, content: bytes = b"%PDF-") -> Stamps:
    import hashlib

    (folder / "a.pdf").write_bytes(content)
    stamps = Stamps(folder)
    stamps.settings = "settings"
    stamps.by_file["a.pdf"] = Stamp(
        "digest", "Title", 3, len(content), hashlib.sha256(content).hexdigest(), ("ua-1",)
    )
    stamps.save()
    return stamps


def test_stamps_are_remembered(tmp_path: Path) -> None:
    saved = _stamped(tmp_path)
    read = Stamps(tmp_path)
    assert read.by_file == saved.by_file
    assert read.settings == "settings"
    assert read.is_current("a.pdf")
    assert read.is_current("a.pdf", "digest")
    assert not read.is_current("a.pdf", "another")
    assert not read.is_current("b.pdf")


@pytest.mark.parametrize("damage", ["remove", "change"])
def test_a_file_that_is_not_as_it_was_made_is_not_current(tmp_path: Path, damage: str) -> None:
    _stamped(tmp_path)
    if damage == "remove":
        (tmp_path / "a.pdf").unlink()
    else:
        (tmp_path / "a.pdf").write_bytes(b"changed by somebody")
    assert not Stamps(tmp_path).is_current("a.pdf")


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"files": {"a": {}}, "settings": ""}', "\0"])
def test_unreadable_stamps_are_none(tmp_path: Path, content: str) -> None:
    (tmp_path / ".stamps.json").write_text(content)
    assert Stamps(tmp_path).by_file == {}


def test_files_no_longer_asked_for_are_removed_unless_somebody_changed_them(
    tmp_path: Path,
) -> None:
    _stamped(tmp_path).keep_only({"b.pdf"})
    assert not (tmp_path / "a.pdf").exists()
    stamps = _stamped(tmp_path)
    (tmp_path / "a.pdf").write_bytes(b"mine")
    stamps.keep_only(set())
    assert (tmp_path / "a.pdf").read_bytes() == b"mine"
    assert stamps.by_file == {}


def test_the_manifest_is_written_only_when_it_says_something_new(tmp_path: Path) -> None:
    write_manifest(tmp_path, [("a.pdf", STAMP)])
    path = tmp_path / "manifest.json"
    (document,) = json.loads(path.read_text())["documents"]
    assert document == {
        "file": "a.pdf",
        "title": "Title",
        "pages": 3,
        "bytes": 5,
        "sha256": "",
        "standards": [],
        "docnames": [],
    }
    before = path.stat().st_mtime_ns
    write_manifest(tmp_path, [("a.pdf", STAMP)])
    assert path.stat().st_mtime_ns == before
    write_manifest(tmp_path, [])
    assert json.loads(path.read_text()) == {"documents": []}


def test_metadata_without_authors_and_licence_add_nothing() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        complete_metadata(pdf, [], "", "")
        with pdf.open_metadata() as metadata:
            assert "dc:creator" not in metadata
            assert "dc:rights" not in metadata


def _config(**values: Any) -> Any:
    return SimpleNamespace(**{"report_pdf_date": "", "language": "en", **values})


@pytest.mark.parametrize(
    ("epoch", "date", "timestamp", "shown"),
    [
        (None, "", 315532800, ""),
        (None, "2026-11-04", 1793750400, "4 November 2026"),
        ("86400", "", 86400, "2 January 1970"),
        # The file is dated by the build, the cover by the edition.
        ("86400", "2026-11-04", 86400, "4 November 2026"),
        ("soon", "2026-11-04", 1793750400, "4 November 2026"),
    ],
)
def test_dates(
    monkeypatch: pytest.MonkeyPatch, epoch: str | None, date: str, timestamp: int, shown: str
) -> None:
    if epoch is None:
        monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    else:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    config = _config(report_pdf_date=date)
    assert dates.timestamp(config) == timestamp
    assert dates.shown_date(config) == shown


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", ("en", "")),
        ("pt_BR", ("pt", "BR")),
        ("en-GB", ("en", "GB")),
        ("zh_Hant_TW", ("zh", "TW")),
        ("", ("en", "")),
        ("not a language", ("en", "")),
    ],
)
def test_languages(tag: str, expected: tuple[str, str]) -> None:
    assert language_and_region(tag) == expected
