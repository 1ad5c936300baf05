"""Blocks of code: coloured with enough contrast, numbered, emphasised, whole over many pages."""

from __future__ import annotations

import plistlib

import pytest

from indonato_report.pdf.colours import READABLE, contrast
from indonato_report.pdf.source import THEME
from pdf.conftest import Build
from pdf.reading import ReadPDF

PAGE = """Code
====

See :numref:`lst` and :numref:`second`.

.. code-block:: python
   :linenos:
   :lineno-start: 9
   :emphasize-lines: 2
   :caption: A listing
   :name: lst

   # first

   third = "é"

.. code-block:: yaml
   :caption: Another
   :name: second

   name: value
"""


def _grounds() -> list[str]:
    theme = (THEME / "base.typ").read_text(encoding="utf-8")
    return [theme.split(f'#let {name} = rgb("')[1][:7] for name in ("tint", "marker")]


def test_every_colour_of_code_is_readable_on_both_grounds() -> None:
    with (THEME / "code.tmTheme").open("rb") as file:
        styles = plistlib.load(file)["settings"]
    assert len(styles) > 5
    for ground in _grounds():
        for style in styles:
            colour = style["settings"]["foreground"]
            assert contrast(colour, ground) >= READABLE, (colour, ground)


def test_code_is_numbered_captioned_and_referred_to(build: Build) -> None:
    built = build({"index.rst": PAGE}, numfig=True)
    assert built.warnings == ""
    read = built.read()
    for words in ("See Listing 1 and Listing 2.", "Listing 1 A listing", "Listing 2 Another"):
        assert read.says(words)
    assert read.says('9 # first 10 11 third = "é"')
    assert "first: 9, marked: (2, )" in built.main_source()
    assert len(read.root.all("Code")) >= 2
    assert built.manifest()[0]["standards"] == ["ua-1", "a-3a"]


def test_colours_and_emphasis_are_drawn(build: Build) -> None:
    def fills(read: ReadPDF) -> set[str]:
        streams = [page.Contents.read_bytes().decode("latin-1") for page in read.pdf.pages]
        return {line for text in streams for line in text.splitlines() if line.endswith(" scn")}

    plain = build({"index.rst": PAGE.replace("python", "text").replace("yaml", "text")})
    without = fills(plain.read())
    coloured = build({"index.rst": PAGE})
    assert len(fills(coloured.read()) - without) >= 2  # a comment and a string


@pytest.mark.parametrize("options", ["", "   :linenos:\n   :emphasize-lines: 150\n"])
def test_a_long_listing_loses_no_line(build: Build, options: str) -> None:
    lines = "".join(f"   line{number} = {number * 7}\n" for number in range(1, 201))
    tail = "   end = " + "word_" * 300 + "\n"
    page = f"Code\n====\n\n.. code-block:: python\n{options}\n{lines}{tail}"
    read = build({"index.rst": page}).read()
    assert len(read.pages) > 3
    for number in range(1, 201):
        assert read.says(f"line{number} = {number * 7}")
    assert read.says("word_" * 300)


def test_languages_have_their_names_in_typst(build: Build) -> None:
    page = "Code\n====\n"
    for language in ("console", "none", "pycon", "json"):
        page += f"\n.. code-block:: {language}\n\n   x\n"
    source = build({"index.rst": page}).main_source()
    assert 'lang: "bash"' in source
    assert 'lang: "python"' in source
    assert 'lang: "json"' in source
    assert '#raw(block: true, "x")' in source
