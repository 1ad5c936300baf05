"""The parent's side of a compilation: start the child, judge the result, fall back, explain.

A document that cannot meet a standard still gets its PDF, with the strictest claim that is true
and a warning for each reason.  Everything else that goes wrong leaves the last good file alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from docutils import nodes

from indonato_report.pdf import literal
from indonato_report.pdf.broken_images import replace_broken_images
from indonato_report.pdf.child import ChildFailure, ask_child
from indonato_report.pdf.compile import Job, Result
from indonato_report.pdf.diagnostics import Diagnostic, read_diagnostics
from indonato_report.pdf.positions import SourceMap
from indonato_report.pdf.staging import Staging

#: What every PDF should meet: universal accessibility, and archiving with structure.
FULL_CLAIM = ("ua-1", "a-3a")
#: Archiving with structure: what is left with a skipped level of headings.
STRUCTURE_CLAIM = ("a-3a",)
#: Archiving of the looks only: what is left without alternative texts.
VISUAL_CLAIM = ("a-3b",)
NO_CLAIM: tuple[str, ...] = ()

MAIN = "main.typ"

_STANDARD_NAMES = {"ua-1": "PDF/UA-1", "a-3a": "PDF/A-3a", "a-3b": "PDF/A-3b"}
_LONGEST_EXCERPT = 1500

#: How Typst says that it lost count of the structure.
_TAGS_FAILED = "internal error: tags"
_UNTAGGED = (
    "PDF/UA-1 and PDF/A-3a can't be met: Typst failed to tag something here, "
    "so the PDF is without tags"
)


def named(claim: Sequence[str]) -> str:
    """Return the names of the standards in ``claim``, for people."""
    return " and ".join(_STANDARD_NAMES.get(one, one) for one in claim) or "no standard"


_ALTERNATIVE = re.compile(r'(\balt: "(?:[^"\\]|\\.)*")')


@dataclass(frozen=True)
class Complaint:
    """Something to tell the author: what, by which node (if known), and the kind of warning."""

    message: str
    node: nodes.Element | None
    subtype: str


@dataclass
class Outcome:
    """What came of a document: a result with its claim, or an ``error``; and all complaints."""

    result: Result | None = None
    claim: tuple[str, ...] = NO_CLAIM
    error: str = ""
    complaints: list[Complaint] = field(default_factory=list)


def run_child(job: Job, timeout: float) -> Result:
    """Run ``job`` in a process of its own and return its result.

    Args:
        job: what to compile; its folder holds the staged files.
        timeout: seconds after which the child is killed.

    Raises:
        ChildFailure: there is no result, with the reason in words.
    """
    answer = ask_child("indonato_report.pdf.compile", asdict(job), Path(job.folder), timeout)
    return Result(**answer)


def compile_document(
    job: Job, staging: Staging, source: SourceMap, assets: dict[str, nodes.Element], timeout: float
) -> Outcome:
    """Make one PDF, with as strict a claim as it can meet.

    Args:
        job: the job, with the claim to begin with.
        staging: the files; the main source among them.
        source: which node wrote which part of the main source.
        assets: which node brought each staged file.
        timeout: seconds for each attempt.
    """
    outcome = Outcome(claim=tuple(job.standards))
    while True:
        staging.write_to(Path(job.folder))
        try:
            result = run_child(replace(job, standards=list(outcome.claim)), timeout)
        except ChildFailure as failure:
            outcome.error = str(failure)
            return outcome
        if not result.errors:
            outcome.result = result
            return outcome
        diagnostics = read_diagnostics(result.errors)
        errors = [one for one in diagnostics if one.refusal is None]
        if job.tags and any(_TAGS_FAILED in one.message for one in errors):
            # A fault of Typst's, which leaves a way out: archived by its looks, without structure.
            job, outcome.claim = replace(job, tags=False), VISUAL_CLAIM
            node = _origin(errors[0], source, assets)
            outcome.complaints.append(Complaint(_UNTAGGED, node, "pdf.standard"))
            continue
        broken = replace_broken_images(errors, MAIN, staging, assets)
        told = [Complaint(words, node, "pdf.image") for node, words in broken]
        if not all(complaint in outcome.complaints for complaint in told):
            outcome.complaints += told
            continue
        if errors or not outcome.claim or not diagnostics:
            outcome.error = _explain_errors(errors or diagnostics, source, assets, result.errors)
            return outcome
        refused = _explain_refusals(diagnostics, outcome.claim, source, assets)
        outcome.complaints += refused
        missing = "".join(one.missing_characters for one in diagnostics)
        outcome.claim = _next_claim(outcome.claim, diagnostics)
        if missing:
            _replace_characters(staging, missing)


def _next_claim(claim: tuple[str, ...], diagnostics: list[Diagnostic]) -> tuple[str, ...]:
    """Return the strictest claim that the refusals leave possible."""
    if any(one.missing_characters for one in diagnostics) or claim == VISUAL_CLAIM:
        # What stands for the missing characters is shown, but the text is not what was written.
        return NO_CLAIM
    skipped = all("skipped from heading" in one.message for one in diagnostics)
    return STRUCTURE_CLAIM if skipped and claim == FULL_CLAIM else VISUAL_CLAIM


def _replace_characters(staging: Staging, missing: str) -> None:
    """Put U+FFFD in place of characters that no font has: they would vanish without a trace."""
    table = dict.fromkeys(map(ord, missing), literal.REPLACEMENT)
    for name, text in staging.texts().items():
        # Nobody sees alternative texts, so they may keep every character.
        pieces = _ALTERNATIVE.split(text)
        pieces[::2] = (piece.translate(table) for piece in pieces[::2])
        staging.set_text(name, "".join(pieces))


def _explain_refusals(
    diagnostics: list[Diagnostic],
    claim: tuple[str, ...],
    source: SourceMap,
    assets: dict[str, nodes.Element],
) -> list[Complaint]:
    complaints: dict[Complaint, None] = {}
    drawn = [one for one in diagnostics if one.missing_characters]
    if drawn:
        characters = dict.fromkeys("".join(one.missing_characters for one in drawn))
        shown = ", ".join(f"{one} (U+{ord(one):04X})" for one in characters)
        message = (
            f"no font has {shown}; the PDF shows {literal.REPLACEMENT} instead "
            "and claims no standard"
        )
        complaints[Complaint(message, _origin(drawn[0], source, assets), "pdf.glyph")] = None
    for one in diagnostics:
        # A joiner of signs that no font has is no news beside them.
        if one not in drawn and not (drawn and one.is_about_glyphs):
            hint = f" ({one.hint})" if one.hint else ""
            message = f"{named(claim)} can't be met: {one.refusal}{hint}"
            complaints[Complaint(message, _origin(one, source, assets), "pdf.standard")] = None
    return list(complaints)


def _origin(
    diagnostic: Diagnostic, source: SourceMap, assets: dict[str, nodes.Element]
) -> nodes.Element | None:
    """Return the node that a complaint is about, if that can be told."""
    if diagnostic.path == MAIN:
        return source.node_at(diagnostic.line, diagnostic.column)
    return assets.get(diagnostic.path)


def _explain_errors(
    diagnostics: list[Diagnostic],
    source: SourceMap,
    assets: dict[str, nodes.Element],
    raw: str,
) -> str:
    if not diagnostics:
        return raw.strip()[-_LONGEST_EXCERPT:]
    texts = []
    for one in diagnostics:
        node = _origin(one, source, assets)
        place = _author_place(node) or (f"{one.path}:{one.line}" if one.path else "")
        hint = f" ({one.hint})" if one.hint else ""
        texts.append(f"{place}: {one.message}{hint}" if place else f"{one.message}{hint}")
    return "\n".join(dict.fromkeys(texts))


def _author_place(node: nodes.Element | None) -> str:
    """Return ``file:line`` of a node, taking those of its parents for what it lacks."""
    line: int | None = None
    while node is not None:
        line = line or node.line
        if node.source and line:
            return f"{node.source}:{line}"
        node = node.parent
    return ""
