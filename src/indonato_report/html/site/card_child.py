"""The child process that draws cards: ``python -m indonato_report.html.site.card_child``.

Typst never gives memory back, and running out of it ends the process; so it never runs in Sphinx.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, cast

# The design is 600 points wide, the picture 1200 pixels.
_PIXELS_PER_INCH = 144.0

DESIGN = Path(__file__).with_name("card.typ")


def draw(card: dict[str, str], font_folders: list[str]) -> bytes:
    """Return a card as PNG.

    Args:
        card: the texts, as the design names them.
        font_folders: folders with fonts besides those that Typst carries.
    """
    import typst

    return typst.compile(
        str(DESIGN),
        root=str(DESIGN.parent),
        font_paths=cast("Any", font_folders),
        ignore_system_fonts=True,
        format="png",
        ppi=_PIXELS_PER_INCH,
        sys_inputs=card,
    )


def main(arguments: list[str]) -> int:
    """Draw the cards of the job in the first file, and say in the second how many there are."""
    job_file, result_file = map(Path, arguments)
    job = json.loads(job_file.read_text(encoding="utf-8"))
    for output, card in job["cards"].items():
        Path(output).write_bytes(draw(card, job["font_folders"]))
    result_file.write_text(json.dumps(len(job["cards"])), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
