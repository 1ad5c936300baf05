"""Which fonts a PDF is set in, and where their files are.

Fonts come from wheels (``fontpkg-*``) and from the Typst wheel itself, never from the system: a
PDF looks the same on every machine.  A wheel that is missing is left out of the lists, and
Libertinus Serif, which Typst carries, takes its place.

The body font was chosen by a timing on text that does not repeat (hyphenated and justified, a
variable serif took ten times as long as a static one) and because it draws the signs that this
kind of report needs, the rupee sign among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")


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


@dataclass(frozen=True)
class WantedFonts:
    """Families that the author wants (``""``: the default), and where else to look for them."""

    body: str = ""
    sans: str = ""
    mono: str = ""
    folders: tuple[Path, ...] = ()


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
    body: FontWheel = BODY,
    sans: FontWheel = SANS,
    devanagari: FontWheel = DEVANAGARI,
    wanted: WantedFonts | None = None,
) -> FontChoice:
    """Return the families to use, best first, and the folders of those that wheels bring.

    Args:
        body: the wheel of the default font of text.
        sans: the wheel of the default font of headings and tables.
        devanagari: the wheel of the font of Hindi.
        wanted: families that go before the default ones; they must be known.
    """
    wanted = wanted or WantedFonts()
    wheels = (body, sans, devanagari)
    folders = {wheel: wheel_folder(wheel) for wheel in wheels}
    installed = [wheel.family for wheel, folder in folders.items() if folder is not None]

    def available(first: str, *families: str) -> tuple[str, ...]:
        embedded = (EMBEDDED_SERIF, EMBEDDED_MONO, EMBEDDED_MATHS)
        known = {*installed, *embedded, first}
        listed = (first, *families, devanagari.family, *embedded)
        return tuple(family for family in dict.fromkeys(listed) if family and family in known)

    return FontChoice(
        body=available(wanted.body, body.family, sans.family),
        sans=available(wanted.sans, sans.family, body.family),
        mono=available(wanted.mono, EMBEDDED_MONO, sans.family),
        folders=tuple(
            dict.fromkeys(
                folder for folder in (*folders.values(), *wanted.folders) if folder is not None
            )
        ),
    )


def folders_of(wanted: WantedFonts) -> tuple[Path, ...]:
    """Return the folders in which the wanted families may be: the author's own, and of wheels."""
    families = (wanted.body, wanted.sans, wanted.mono)
    wheels = (wheel_folder(FontWheel(one, _package_of(one))) for one in families if one)
    return tuple(one for one in dict.fromkeys((*wanted.folders, *wheels)) if one is not None)


def _package_of(family: str) -> str:
    return "fontpkg_" + _NOT_IN_NAMES.sub("_", family.lower())


def known_families(folders: Iterable[Path]) -> set[str]:
    """Return the families in ``folders`` and in the Typst wheel."""
    import typst

    paths = [str(folder) for folder in folders]
    return set(typst.Fonts(include_system_fonts=False, font_paths=paths).families())
