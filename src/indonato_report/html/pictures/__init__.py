"""Pictures made of words: cards for messengers, the cover of a book.

Each is a design in Typst, in this folder, whose texts are given as inputs.
"""

from __future__ import annotations

import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from indonato_report.warnings import warn

#: Seconds that drawing all pictures of a build may take.
_TIMEOUT = 120


@dataclass(frozen=True)
class Picture:
    """A picture that shall be drawn.

    Attributes:
        path: the PNG file, in a folder that exists.
        design: the name of the design.
        texts: the texts by the names that the design gives them.
    """

    path: str
    design: Literal["card", "cover"]
    texts: dict[str, str]


def draw_pictures(pictures: list[Picture], what: str) -> bool:
    """Draw pictures as PNG; return whether that worked, and warn if not.

    Args:
        pictures: the pictures.
        what: what they are, for the warning.
    """
    from indonato_report.pdf.child import ChildFailure, ask_child
    from indonato_report.pdf.fonts import choose_fonts

    job = {
        "pictures": [asdict(picture) for picture in pictures],
        "font_folders": [str(path) for path in choose_fonts().folders],
    }
    with tempfile.TemporaryDirectory() as work:
        try:
            ask_child("indonato_report.html.pictures.child", job, Path(work), _TIMEOUT)
        except ChildFailure as failure:
            warn("card", f"{what} could not be drawn: {failure}", None)
            return False
    return True
