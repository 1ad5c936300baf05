"""Checks the report's text against those rules of its house style that a program can judge.

Run by ``make check``: ``python tools/prose_check.py docs``.  It reads the pages of the report and
the texts of its data, prints what it finds as ``file:line: rule: what was found``, and fails if
it found anything.  The rules are explained in ``docs/guide/style.md``.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LONGEST_SENTENCE = 45  # words; a reader loses the thread of longer ones
GUIDE = "guide"  # addresses its reader, quotes wrong spellings, and has tests of its own

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT_MONTHS = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"


@dataclass(frozen=True)
class Rule:
    """One rule of style.

    Attributes:
        name: What messages call it.
        pattern: What breaks it.
        remedy: What to write instead.
    """

    name: str
    pattern: re.Pattern[str]
    remedy: str


RULES = (
    Rule(
        "date",
        re.compile(
            rf"\b\d{{1,2}}/\d{{1,2}}/\d{{2,4}}\b|\b(?:{_MONTHS}) \d{{1,2}},? (?:19|20)\d\d\b"
            rf"|\b\d{{1,2}}(?:st|nd|rd|th) (?:of )?(?:{_MONTHS})\b"
            rf"|\b\d{{1,2}} (?:{_SHORT_MONTHS})\.? (?:19|20)\d\d\b"
        ),
        "write the date as 12 December 2019",
    ),
    Rule("name", re.compile(r"\bTurkey\b"), "write Türkiye"),
    Rule("name", re.compile(r"\bCzech Republic\b"), "write Czechia"),
    Rule(
        "first person",
        re.compile(r"\b(?:[Ww]e|[Oo]ur|[Oo]urs|us|[Mm]y)\b(?! don[’']t know)"),
        "the report speaks of itself as “this report”",
    ),
    Rule(
        "loaded word",
        re.compile(
            r"\b(?:historic|landmark|unprecedented|snub(?:bed|s)?|game-chang\w+|pivots?\b(?!al)"
            r"|utilis\w+|robust|stunning|shocking)\b",
            re.IGNORECASE,
        ),
        "say what is on record, not how it feels",
    ),
    Rule(
        "vague time",
        re.compile(
            r"\b(?:recently|currently|nowadays|last year|this year|to date)\b", re.IGNORECASE
        ),
        "say the date",
    ),
    Rule(
        "American spelling",
        re.compile(
            r"\b(?:defense(?! (?:One|News|Forum|Partner|College|Strategy|authori))"
            r"|organization|center|labor|favor(?:s|ed|able)?|analyz\w+|recogniz\w+)\b"
        ),
        "use the British form",
    ),
    Rule(
        "question", re.compile(r"\?(?=\s|$)"), "state it; the report asks no rhetorical questions"
    ),
)

_FENCE = re.compile(r"^(`{3,}|:{3,}).*?^\1\s*$", re.MULTILINE | re.DOTALL)
_HIDDEN = re.compile(
    r"\{[\w:.-]+\}`[^`]*`"  # a role
    r"|`[^`]*`"  # code
    r"|\]\([^)]*\)"  # the address of a link
    r"|<https?://[^>]*>"
    r"|“[^”]*”|\"[^\"]*\""  # what others say, in their spelling
    r"|\*[^*\n]+\*",  # words as words, and titles
)
_ROLE_WITH_TEXT = re.compile(r"\{[\w:.-]+\}`([^`<]*?)\s*<[^`>]*>`")
_MARK = "¶"
_FIELD = re.compile(r"^ *(?:- )?\w+:(?: [>|]-?)?", re.MULTILINE)
_SENTENCE_END = re.compile(
    rf"(?<=[.!?;:])\s+(?=[\"“(*]?[A-Z{{*])|\n{{2,}}|\n(?= *(?:[-*|#]|\d\.) )|{_MARK}"
)
_WORD = re.compile(r"\w[\w’'–-]*")
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|St|Mr|Dr|No|S|Gen|vs)\.$")


@dataclass(frozen=True)
class Finding:
    """A place where the text breaks a rule.

    Attributes:
        path: The file.
        line: Its line, from 1.
        rule: The name of the rule.
        message: What was found and what to do.
    """

    path: Path
    line: int
    rule: str
    message: str

    def __str__(self) -> str:
        """Return the finding as editors understand it."""
        return f"{self.path}:{self.line}: {self.rule}: {self.message}"


def _blanked(found: re.Match[str]) -> str:
    """Return white space of the same shape, so that lines keep their numbers."""
    return re.sub(r"[^\n]", " ", found[0])


def page_text(source: str) -> str:
    """Return a page's prose; headings, directives, tables and code are blanked.

    Args:
        source: The page in Markdown.
    """
    without_blocks = _FENCE.sub(_blanked, source)
    return re.sub(r"^(?:#|\||\([\w-]+\)=).*$", _blanked, without_blocks, flags=re.MULTILINE)


def data_text(source: str) -> str:
    """Return the texts of a data file; keys, comments, lists of keys and quotations are blanked.

    Args:
        source: The file in YAML.
    """
    text = re.sub(r"^\s*#.*$", _blanked, source, flags=re.MULTILINE)
    text = re.sub(
        r"^(\s*)(?:- )?(?:quotation|sources|domains|parties|actors|id|since|date|as_of|review_by"
        r"|claim|observed|unit):(?: .*|\n(?:\1 +.*\n?)+)?$",
        _blanked,
        text,
        flags=re.MULTILINE,
    )
    text = re.sub(r"^\s+- [a-z0-9-]+$|^- \{.*\}$", _blanked, text, flags=re.MULTILINE)
    # Each field is a text of its own: its name becomes a mark that ends the sentence before.
    return _FIELD.sub(lambda found: _MARK + _blanked(found)[1:], text)


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a text with the offset at which each begins.

    Args:
        text: Prose, as :func:`page_text` or :func:`data_text` returns it.
    """
    start = 0
    for end in [*_SENTENCE_END.finditer(text), None]:
        stop = len(text) if end is None else end.start()
        sentence = text[start:stop]
        if end is not None and _ABBREVIATION.search(sentence):
            continue
        if sentence.strip():
            yield start + len(sentence) - len(sentence.lstrip()), sentence.strip()
        start = stop if end is None else end.end()


def check(path: Path, text: str) -> Iterator[Finding]:
    """Yield what breaks a rule.

    Args:
        path: The file, for messages.
        text: Its prose, with the lines of the file.
    """
    visible = _HIDDEN.sub(_blanked, text)
    for rule in RULES:
        for found in rule.pattern.finditer(visible):
            line = text.count("\n", 0, found.start()) + 1
            yield Finding(path, line, rule.name, f"“{found[0]}”; {rule.remedy}")
    for offset, sentence in sentences(text):
        read = re.sub(r"\{cite\}`[^`]*`", "", _ROLE_WITH_TEXT.sub(r"\1", sentence))
        words = len(_WORD.findall(re.sub(r"\{[\w:.-]+\}`[^`]*`", "figure", read)))
        if words > LONGEST_SENTENCE:
            line = text.count("\n", 0, offset) + 1
            message = f"{words} words, more than {LONGEST_SENTENCE}; make two of it"
            yield Finding(path, line, "long sentence", message)


def report_files(docs: Path) -> Iterator[tuple[Path, str]]:
    """Yield the files of the report with their prose.

    Args:
        docs: The folder of its sources.
    """
    for path in sorted(docs.rglob("*.md")):
        if GUIDE not in path.relative_to(docs).parts:
            yield path, page_text(path.read_text(encoding="utf-8"))
    for path in sorted((docs / "data").rglob("*.yaml")):
        if path.name != "datapackage.yaml":
            yield path, data_text(path.read_text(encoding="utf-8"))


def main(arguments: list[str] | None = None) -> int:
    """Check the report and print what was found.

    Args:
        arguments: The command line, without the program's name.

    Returns:
        0 if nothing was found, otherwise 1.
    """
    parser = argparse.ArgumentParser(description="Check the report's text against its house style.")
    parser.add_argument("docs", type=Path, help="the folder of the report's sources")
    docs: Path = parser.parse_args(arguments).docs
    findings = [finding for path, text in report_files(docs) for finding in check(path, text)]
    for finding in sorted(findings, key=lambda each: (str(each.path), each.line)):
        print(finding)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
