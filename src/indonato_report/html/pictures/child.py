"""The child process that draws pictures: ``python -m indonato_report.html.pictures.child``.

Typst never gives memory back, and running out of it ends the process; so it never runs in Sphinx.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, cast

#: Designs are so many points wide and high, and have two pixels a point.
_PIXELS_PER_INCH = 144.0


def draw(design: str, texts: dict[str, str], font_folders: list[str]) -> bytes:
    """Return a picture as PNG.

    Args:
        design: the name of a design in this folder.
        texts: the texts, as the design names them.
        font_folders: folders with fonts besides those that Typst carries.
    """
    import typst

    path = Path(__file__).with_name(f"{design}.typ")
    return typst.compile(
        str(path),
        root=str(path.parent),
        font_paths=cast("Any", font_folders),
        ignore_system_fonts=True,
        format="png",
        ppi=_PIXELS_PER_INCH,
        sys_inputs=texts,
    )


def main(arguments: list[str]) -> int:
    """Draw the pictures of the job in the first file, and say in the second how many there are."""
    job_file, result_file = map(Path, arguments)
    job = json.loads(job_file.read_text(encoding="utf-8"))
    for picture in job["pictures"]:
        content = draw(picture["design"], picture["texts"], job["font_folders"])
        Path(picture["path"]).write_bytes(content)
    result_file.write_text(json.dumps(len(job["pictures"])), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
