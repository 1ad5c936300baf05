"""The child process that translates formulas: ``python -m ... formulas.json answers.json``.

Two translators are asked, the second only for what the first can't do, and a translation counts
only if Typst can set it.  What they write is never trusted: it goes through Typst's ``eval``, which
has no way to files, here as in the report.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

from indonato_report.pdf import literal

#: Environments of LaTeX that stand for the displayed formula itself.
_DISPLAY = re.compile(r"\\(?:begin|end)\{(?:equation|displaymath|math)\*?\}")
#: Names for lines below one another, of which every translator knows the last.
_ALIGNED = re.compile(
    r"(?<=\{)(?:split|align|eqnarray|flalign|alignat|alignedat|gather|multline|gathered|aligned)\*?"
    r"(?=\})"
)
_LABEL = re.compile(r"\\(?:label\{[^}]*\}|nonumber|notag)")
_EMPTY_LINES = re.compile(r"\n\s*\n")
#: What neither translator reads as it is meant, and what to write instead.
_REWRITTEN = (
    # The number of columns, and where a formula stands beside its line.
    (re.compile(r"(\\begin\{align(?:at|edat)\*?\})\s*\{\d+\}"), r"\1"),
    (re.compile(r"(\\begin\{(?:aligned|gathered|split)\})\s*\[[tbc]\]"), r"\1"),
    # Typst puts limits where they belong by itself, and stretches every bar between brackets.
    (re.compile(r"\\(?:no)?limits(?![A-Za-z])"), ""),
    (re.compile(r"\\middle(?![A-Za-z])"), ""),
    (re.compile(r"\\textbf(?![A-Za-z])"), r"\\mathbf"),
    (re.compile(r"\\mbox(?![A-Za-z])"), r"\\text"),
)
#: Primitives of TeX that part a group in two, and the commands for the same.
_PRIMITIVE = re.compile(r"\\(over|choose)(?![A-Za-z])")
_COMMANDS = {"over": r"\frac", "choose": r"\binom"}
_INNERMOST = re.compile(r"(?<!\\)\{([^{}]*)\}")
#: The sign between the columns of ``eqnarray``, which has one column more than the others.
_SIGN_COLUMN = re.compile(r"&\s*([^&\\]{1,9}?|\\[A-Za-z]+)\s*&")
_ENVIRONMENT = re.compile(r"\\begin\{(\w+\*?)\}.*?\\end\{\1\}", re.DOTALL)
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
#: Functions of Typst without arguments: the trace of a command that the translator does not know.
_BARE_FUNCTION = re.compile(
    r"(?<![\w.])(?:abs|norm|floor|ceil|round|limits|scripts|op|cancel|attach|textbf|middle)(?![\w(.])"
)


def prepared(tex: str) -> str:
    """Return ``tex`` with the names that both translators know, and without its numbering."""
    plain = _LABEL.sub("", _DISPLAY.sub("", tex))
    for pattern, replacement in _REWRITTEN:
        plain = pattern.sub(replacement, plain)
    if _PRIMITIVE.search(plain):
        plain = _without_primitives(plain)
    if "{eqnarray" in plain:
        plain = _SIGN_COLUMN.sub(r"&\1 ", plain)
    return _EMPTY_LINES.sub(r" \\\\ ", _ALIGNED.sub("aligned", plain).strip()).strip()


def _without_primitives(tex: str) -> str:
    """Return ``tex`` with commands for the primitives, from the innermost group outwards."""

    def parted(group: re.Match[str]) -> str:
        left, *rest = _PRIMITIVE.split(group[1], maxsplit=1)
        if not rest:
            return f"\x01{left}\x02"
        return f"\x01{_COMMANDS[rest[0]]}\x01{left}\x02\x01{rest[1]}\x02\x02"

    before, tex = "", f"{{{tex}}}"
    while before != tex:
        before, tex = tex, _INNERMOST.sub(parted, tex)
    return tex.replace("\x01", "{").replace("\x02", "}")


def _translators() -> Iterator[Callable[[str], str]]:
    from tex2typst import tex2typst

    yield tex2typst
    # Ready-made for fewer machines than the first, so it may be missing.
    if find_spec("tylax") is not None:
        from tylax import latex_to_typst

        yield latex_to_typst


def candidates(tex: str) -> Iterator[str]:
    """Yield translations of ``tex``, the best first."""
    source = prepared(tex)
    aligned = f"\\begin{{aligned}} {source} \\end{{aligned}}"
    # Where lines end outside of every environment, one has to be put round them.
    has_lines = "\\\\" in _ENVIRONMENT.sub("", source)
    for translate in _translators():
        for variant in (aligned, source) if has_lines else (source, aligned):
            try:
                found = translate(variant).strip()
            except (ValueError, RuntimeError, TypeError):
                continue
            if is_meant(found):
                yield literal.clean(found)


def is_meant(translation: str) -> bool:
    """Return whether a translation shows something and leaves no command untranslated."""
    words = _QUOTED.sub("", translation)
    return (
        translation not in {"", "zws"}
        and "/*" not in words  # a remark of the translator
        and "$" not in words  # a formula inside the formula
        and not _BARE_FUNCTION.search(words)
    )


def typesets(sources: Iterable[str]) -> bool:
    """Return whether Typst can set every one of ``sources`` as a formula."""
    import typst

    calls = (f'#eval({literal.quoted(source)}, mode: "math")' for source in sources)
    try:
        typst.compile(
            "\n\n".join(calls).encode(),
            ignore_system_fonts=True,
            package_path=".",
            package_cache_path=".",
        )
    except typst.TypstError:
        return False
    return True


def translate(formulas: list[str]) -> list[str]:
    """Return the Typst source of each formula; ``""`` for what nobody can translate."""
    left = {tex: candidates(tex) for tex in formulas}
    current = {tex: next(found, "") for tex, found in left.items()}
    if not typesets(filter(None, current.values())):
        for tex in formulas:
            while current[tex] and not typesets([current[tex]]):
                current[tex] = next(left[tex], "")
    return [current[tex] for tex in formulas]


def main(arguments: list[str]) -> int:
    """Translate the formulas in the file ``arguments[0]`` and write them to ``arguments[1]``."""
    question, answer = map(Path, arguments)
    answers = translate(json.loads(question.read_text(encoding="utf-8")))
    answer.write_text(json.dumps(answers), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
