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
#: Names for lines that are aligned with each other, of which every translator knows the last.
_ALIGNED = re.compile(r"(?<=\{)(?:split|align|eqnarray|flalign|alignat|aligned)\*?(?=\})")
_LABEL = re.compile(r"\\(?:label\{[^}]*\}|nonumber|notag)")
_EMPTY_LINES = re.compile(r"\n\s*\n")


def prepared(tex: str) -> str:
    """Return ``tex`` with the names that both translators know, and without its numbering."""
    plain = _LABEL.sub("", _DISPLAY.sub("", tex))
    return _EMPTY_LINES.sub(r" \\\\ ", _ALIGNED.sub("aligned", plain).strip()).strip()


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
    for translate in _translators():
        for variant in (source, aligned):
            try:
                found = translate(variant).strip()
            except (ValueError, RuntimeError, TypeError):
                continue
            if found:
                yield literal.clean(found)


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
