"""Draws charts: the process that :mod:`indonato_report.charts.drawing` starts.

Vega-Lite runs in an engine with threads of its own, which does not survive a fork, and takes a
hundred megabytes that it never gives back.  So it runs in a process that draws all new charts of a
build and ends.  Jobs come as JSON by the standard input, and what came of each goes out as a line
of JSON.
"""

from __future__ import annotations

import json
import re
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from indonato_report.charts import theme
from indonato_report.charts.outlines import Letters, MissingGlyphs, with_outlines
from indonato_report.charts.patterns import with_patterns

#: What only a reader of the SVG's source would notice, and a picture on a page never shows.
_UNSEEN = re.compile(r' (?:aria-[a-z]+|role|aria-roledescription|pointer-events|class)="[^"]*"')
_NUMBER = re.compile(r"-?[0-9]+\.[0-9]{3,}")
_COLOUR = re.compile(r"#[0-9a-f]{6}\b")


def main() -> None:
    """Draw what the standard input asks for."""
    jobs: list[dict[str, Any]] = json.load(sys.stdin)
    folder = font_folder()
    import vl_convert

    vl_convert.register_font_directory(str(folder))
    letters = Letters(folder / theme.FONT_FILE)
    for job in jobs:
        print(json.dumps({"file": job["file"], "problem": draw(job, letters)}), flush=True)


def font_folder() -> Path:
    """Return the folder of the font of charts."""
    spec = find_spec(theme.FONT_PACKAGE)
    assert spec is not None and spec.submodule_search_locations
    return Path(next(iter(spec.submodule_search_locations))) / "files"


def draw(job: dict[str, Any], letters: Letters) -> str:
    """Draw one chart into its files; return what is wrong with it, or an empty text."""
    import vl_convert

    try:
        spec = Path(job["file"]).read_text(encoding="utf-8")
        svg = vl_convert.vegalite_to_svg(spec, vl_version="6.4", allowed_base_urls=[])
    except ValueError as error:
        return _first_sentence(str(error))
    svg = with_patterns(_NUMBER.sub(_shorter, _UNSEEN.sub("", svg)))
    try:
        light = with_outlines(svg, letters)
    except MissingGlyphs as missing:
        shown = " ".join(f"{each} (U+{ord(each):04X})" for each in missing.characters)
        return f"the font of charts ({theme.FONT}) lacks these characters: {shown}"
    for name, text in (
        ("light", light),
        ("dark", _COLOUR.sub(lambda found: theme.DARK.get(found[0], found[0]), light)),
    ):
        Path(job[name]).write_text(text + "\n", encoding="utf-8")
    return ""


def _shorter(found: re.Match[str]) -> str:
    return f"{float(found[0]):.2f}".rstrip("0").rstrip(".")


def _first_sentence(text: str) -> str:
    """Return the words of an error without the trace of the engine."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    kept = [line for line in lines if not (line.startswith("at ") or line.endswith("failed:"))]
    return " ".join(kept[:3])[:300] or "it cannot be drawn"


if __name__ == "__main__":
    main()
