"""Which fonts a PDF is set in, and where their files are.

Fonts come from wheels (``fontpkg-*``) and from the Typst wheel itself, never from the system: a
PDF looks the same on every machine.  A wheel that is missing is left out of the lists, and
Libertinus Serif, which Typst carries, takes its place.

The body font was chosen by a timing on text that does not repeat (hyphenated and justified, a
variable serif took ten times as long as a static one) and because it draws the signs that this
kind of report needs, the rupee sign among them.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path


@dataclass(frozen=True)
class FontWheel:
    """A family and the package whose ``files`` folder holds its TTF files."""

    family: str
    package: str


BODY = FontWheel("IBM Plex Serif", "fontpkg_ibm_plex_serif")
SANS = FontWheel("Source Sans 3", "fontpkg_source_sans_3")
DEVANAGARI = FontWheel("Noto Sans Devanagari", "fontpkg_noto_sans_devanagari")

#: Families inside the Typst wheel: a serif, a monospaced one and one with many symbols.
EMBEDDED_SERIF = "Libertinus Serif"
EMBEDDED_MONO = "DejaVu Sans Mono"
EMBEDDED_MATHS = "New Computer Modern Math"


@dataclass(frozen=True)
class FontChoice:
    """Families in order of preference for each kind of text, and the folders to look in."""

    body: tuple[str, ...]
    sans: tuple[str, ...]
    mono: tuple[str, ...]
    folders: tuple[Path, ...]


def wheel_folder(wheel: FontWheel) -> Path | None:
    """Return the folder of a wheel's font files, or ``None`` if it is not installed.

    The package is only located, not imported.
    """
    spec = find_spec(wheel.package)
    if spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(next(iter(spec.submodule_search_locations))) / "files"
    return folder if folder.is_dir() else None


def choose_fonts(
    body: FontWheel = BODY, sans: FontWheel = SANS, devanagari: FontWheel = DEVANAGARI
) -> FontChoice:
    """Return the families to use, best first, and the folders of those that wheels bring."""
    folders = {wheel: wheel_folder(wheel) for wheel in (body, sans, devanagari)}
    installed = [wheel.family for wheel, folder in folders.items() if folder is not None]

    def available(*families: str) -> tuple[str, ...]:
        embedded = (EMBEDDED_SERIF, EMBEDDED_MONO, EMBEDDED_MATHS)
        return tuple(
            family
            for family in dict.fromkeys((*families, devanagari.family, *embedded))
            if family in installed or family in embedded
        )

    return FontChoice(
        body=available(body.family, sans.family),
        sans=available(sans.family, body.family),
        mono=available(EMBEDDED_MONO, sans.family),
        folders=tuple(folder for folder in folders.values() if folder is not None),
    )
