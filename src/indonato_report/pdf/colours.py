"""Whether text in a colour can be read on a ground (WCAG 2.2, success criterion 1.4.3)."""

from __future__ import annotations

import re

#: The contrast that ordinary text needs (level AA).
READABLE = 4.5

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_CHANNELS = (1, 3, 5)
_WEIGHTS = (0.2126, 0.7152, 0.0722)
_LINEAR_BELOW = 0.04045


def is_colour(text: str) -> bool:
    """Return whether ``text`` is a colour like ``#0b4a6f``."""
    return _COLOUR.fullmatch(text) is not None


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, between 1 and 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in _CHANNELS)
    return sum(
        weight * (c / 12.92 if c <= _LINEAR_BELOW else ((c + 0.055) / 1.055) ** 2.4)
        for weight, c in zip(_WEIGHTS, channels, strict=True)
    )
