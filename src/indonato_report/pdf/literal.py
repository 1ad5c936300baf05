"""Text on its way into Typst source: only ever as string literals.

A Typst string literal knows two special characters, the backslash and the quote, so text that goes
out as ``#"…";`` can never be read as markup or code.  What remains to be handled are characters
that PDF/A-3a and PDF/UA-1 forbid or that Typst would read as line breaks:

* control characters (C0, C1) and the byte order mark are dropped, and so are the selectors of
  variants: they print nothing, and a font without the variant counts as lacking a character;
* line and paragraph separators become ordinary spaces (or new lines, in code);
* surrogates, private-use characters and noncharacters become U+FFFD, so that their loss shows.
"""

from __future__ import annotations

import re
import unicodedata

#: What stands for a character that cannot be written.
REPLACEMENT = "\ufffd"

#: An invisible place where a line may break.
ZERO_WIDTH_SPACE = "\u200b"

_SEPARATORS = "\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"
_FLOW_SPACE = re.compile(f"[ \t{_SEPARATORS}]+")
_LINE_END = re.compile(f"\r\n|[{_SEPARATORS}]")
# C0 but tab and new line (handled before), DEL and C1, byte order mark, selectors of variants.
_DROPPED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_NONCHARACTERS = "".join(
    f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17)
)
_REPLACED = re.compile(
    "[\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\U000f0000-\U000ffffd\U00100000-\U0010fffd"
    f"{_NONCHARACTERS}]"
)
#: Categories of characters without ink: controls, formats, spaces and separators; marks alone.
_INKLESS = frozenset({"Cc", "Cf", "Cn", "Zs", "Zl", "Zp", "Mn", "Me"})
#: Letters and symbols that are blank: fillers of Hangul, an empty Braille cell, Khmer vowels.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800\u17b4\u17b5")
_LOOSE_HYPHEN = re.compile(r"(?<!\w)\u00ad|\u00ad(?!\w)")
_LONG_WORD = re.compile(r"[^\s\u200b]{20,}")
_BREAK_AFTER = re.compile(r"(?<=[_./\-:=&?])(?=[^\s_./\-:=&?])|(?<=[a-z])(?=[A-Z])")
_LONGEST_REAL_WORD = 40
#: Longer than any word of a language: a checksum or a key.
_NO_WORD = re.compile(rf"[0-9A-Za-z+%]{{{_LONGEST_REAL_WORD + 1},}}")
_PIECE = 16


def clean(text: str) -> str:
    """Drop or replace what no PDF may contain; leave spaces and line ends alone."""
    return _REPLACED.sub(REPLACEMENT, _DROPPED.sub("", text))


def flow(text: str) -> str:
    """Return ``text`` as running text: clean, every run of white space one space.

    No-break spaces stay what they are.  Soft hyphens stay between letters only: one at the end
    of a link that ends its paragraph makes Typst fail.
    """
    return _LOOSE_HYPHEN.sub("", clean(_FLOW_SPACE.sub(" ", text)))


def lines(text: str, tab_width: int = 4) -> str:
    """Return ``text`` as lines of code: clean, every line end a line feed, tabs as spaces."""
    return clean(_LINE_END.sub("\n", text).expandtabs(tab_width))


def breakable(text: str, longest: int = 20) -> str:
    """Return ``text`` with places to break inside words of ``longest`` and more characters.

    Typst breaks addresses by itself, but not identifiers, checksums and keys: in a narrow column
    they would print over their neighbour.
    """
    if len(text) < longest:
        return text

    def broken(match: re.Match[str]) -> str:
        word = match[0]
        if len(word) < longest:
            return word
        return _BREAK_AFTER.sub(ZERO_WIDTH_SPACE, _NO_WORD.sub(_in_pieces, word))

    return _LONG_WORD.sub(broken, text)


def without_endless_words(text: str) -> str:
    """Return ``text`` with places to break in checksums and keys, which even a line can't hold.

    Addresses are left as they are: Typst breaks them, and who copies one wants nothing else in it.
    """
    if len(text) < _LONGEST_REAL_WORD:
        return text
    return _LONG_WORD.sub(
        lambda match: match[0] if "://" in match[0] else _NO_WORD.sub(_in_pieces, match[0]), text
    )


def _in_pieces(match: re.Match[str]) -> str:
    run = match[0]
    return ZERO_WIDTH_SPACE.join(run[i : i + _PIECE] for i in range(0, len(run), _PIECE))


def has_ink(text: str) -> bool:
    """Return whether ``text`` prints anything.

    Typst fails on links and headings of which nothing can be seen, such as a soft hyphen alone.
    """
    return any(
        unicodedata.category(one) not in _INKLESS and one not in _BLANK for one in clean(text)
    )


def quoted(text: str) -> str:
    """Return ``text`` as a Typst string literal, on one line of source.

    The text must be clean already (:func:`flow`, :func:`lines`).
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def shown(text: str) -> str:
    """Return the Typst markup that shows ``text`` as running text."""
    return f"#{quoted(flow(text))};"


def array(items: list[str]) -> str:
    """Return Typst expressions as an array (a single item needs the comma)."""
    return "(" + "".join(f"{item}, " for item in items) + ")"
