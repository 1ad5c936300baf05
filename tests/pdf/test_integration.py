"""The builder together with the rest of the extension."""

from __future__ import annotations

from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

from pdf.conftest import Built
from pdf.small_project import EVENTS, build_small


@pytest.fixture
def small(tmp_path: Path) -> Built:
    return build_small(tmp_path)


def test_records_are_drawn_from_their_nodes(small: Built) -> None:
    assert not small.warnings
    read = small.read()
    (table,) = read.root.all("Table")
    assert len(table.all("TD")) == 8
    assert len(table.all("TH")) == 5  # four columns and a group
    for words in (
        "First event",
        "Marked note",
        "with [Harbour Office 2019]",
        "A talk",
        "12 December",
    ):
        assert read.says(words)
    assert '#link("place:index#events-two")' in small.main_source()
    assert small.manifest()[0]["standards"] == ["ua-1", "a-3a"]
    names = read.named_destinations()
    assert all(target in names for kind, target in read.links() if kind == "name")
    assert {"name", "place"} & {kind for kind, _ in read.links()}


def test_a_changed_record_makes_the_pdf_anew(small: Built) -> None:
    (small.sources / "events.yaml").write_text(EVENTS.replace("Second event", "Another event"))
    app = SphinxTestApp("pdf", srcdir=small.sources)
    app.build()
    app.cleanup()
    assert small.read().says("Another event")
    assert not small.read().says("Second event")


def test_the_running_head_keeps_number_and_words_apart(tmp_path: Path) -> None:
    page = "```{sectnum}\n```\n\n# The *first* chapter\n\nText.\n\n# Another\n\nText.\n"
    source = build_small(tmp_path, {"index.md": page}).main_source()
    assert '#chapter-mark("1 The first chapter")' in source
