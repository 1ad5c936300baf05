"""The language of filters, read to a tree; nothing in it is ever evaluated as code.

The grammar::

    filter      = and-part { "or" and-part }
    and-part    = not-part { "and" not-part }
    not-part    = "not" not-part | "(" filter ")" | comparison
    comparison  = operand [ ["not"] "in" ( "(" operand { "," operand } ")" | field ) ]
                | operand { ( "==" | "!=" | "<" | "<=" | ">" | ">=" ) operand }
    operand     = field | "text" | number | true | false | none
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple, NoReturn, TypeAlias

from indonato_report.data.problems import nearest, quoted

#: Longest filter, in characters, and deepest nesting of parentheses and of ``not``.
MAX_LENGTH = 2000
MAX_DEPTH = 50

ALLOWED = (
    'Allowed are fields, "texts", numbers, true, false, none, the comparisons == != < <= > >=, '
    "in, not in, and, or, not, and parentheses."
)

_TOKEN = re.compile(
    r"""(?P<space>\s+)
    |(?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
    |(?P<number>-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?(?![\w.]))
    |(?P<name>[^\W\d]\w*)
    |(?P<sign>==|!=|<=|>=|<|>|[()\[\],])
    |(?P<other>&&|\|\||<>|=<|=>|=|[^\s\w]|\w+)""",
    re.VERBOSE | re.DOTALL,
)
_CONSTANTS = {"true": True, "false": False, "none": None}
_WORDS = ("and", "or", "not", "in")
_COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")
_MEANT = {
    "=": "==",
    "&&": "and",
    "&": "and",
    "||": "or",
    "|": "or",
    "!": "not",
    "<>": "!=",
    "=<": "<=",
    "=>": ">=",
    "“": '"',
    "”": '"',
    "„": '"',
    "‘": "'",
    "’": "'",
    "«": '"',
    "»": '"',
}


class QueryError(ValueError):
    """A filter that is wrong; the message says why and what is allowed."""


class Name(NamedTuple):
    """The name of a field."""

    text: str
    place: int


class Constant(NamedTuple):
    """A text, number, truth value or none; ``text`` is how it is written."""

    text: str
    place: int
    value: str | float | bool | None


class Comparison(NamedTuple):
    """Two or more operands with a comparison between each two."""

    operands: tuple[Operand, ...]
    signs: tuple[str, ...]


class Membership(NamedTuple):
    """Whether an operand is in a list of operands, or in a field."""

    item: Operand
    container: tuple[Operand, ...] | Name
    negated: bool


class Not(NamedTuple):
    """The opposite of a condition."""

    part: Condition


class Both(NamedTuple):
    """Several conditions, all or any of which must hold; ``word`` is ``and`` or ``or``."""

    word: str
    parts: tuple[Condition, ...]


Operand: TypeAlias = Name | Constant
Condition: TypeAlias = Comparison | Membership | Not | Both | Operand


class _Token(NamedTuple):
    kind: str
    text: str
    place: int


def parse_filter(text: str) -> Condition:
    """Read a filter.

    Raises:
        QueryError: if it isn't of the grammar.
    """
    if len(text) > MAX_LENGTH:
        raise QueryError(f"the filter has {len(text)} characters; at most {MAX_LENGTH} may stand.")
    return _Parser(text).whole()


class _Parser:
    """A parser by recursive descent, one method a rule."""

    def __init__(self, text: str) -> None:
        self._tokens = [
            _Token(found.lastgroup or "", found[0], found.start() + 1)
            for found in _TOKEN.finditer(text)
            if found.lastgroup != "space"
        ]
        self._tokens.append(_Token("end", "", len(text) + 1))
        self._next = 0
        self._depth = 0

    # -- tokens ---------------------------------------------------------------------------------
    @property
    def _token(self) -> _Token:
        return self._tokens[self._next]

    def _take(self, *texts: str) -> bool:
        """Step over the next token if it is one of these."""
        token = self._token
        taken = token.kind in ("sign", "name") and token.text in texts
        self._next += taken
        return taken

    def _refuse(self, expected: str) -> NoReturn:
        token = self._token
        if token.kind == "end":
            raise QueryError(f"the filter ends where {expected} must follow. {ALLOWED}")
        hint = ""
        if token.text in _MEANT:
            hint = f" Write {_MEANT[token.text]} instead."
        elif token.text[0] in "\"'" and token.kind == "other":
            hint = " The quotation mark is never closed."
        elif token.text.lower() in _WORDS and token.text not in _WORDS:
            hint = f" Write {token.text.lower()} in small letters."
        elif token.kind == "name":
            hint = nearest(token.text, _WORDS)
        raise QueryError(
            f"at character {token.place}, {quoted(token.text)} stands where {expected} must follow."
            f"{hint} {ALLOWED}"
        )

    # -- rules ----------------------------------------------------------------------------------
    def whole(self) -> Condition:
        condition = self._any()
        if self._token.kind != "end":
            self._refuse("a comparison, and, or, or the end")
        return condition

    def _any(self) -> Condition:
        parts = [self._all()]
        while self._take("or"):
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else Both("or", tuple(parts))

    def _all(self) -> Condition:
        parts = [self._one()]
        while self._take("and"):
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else Both("and", tuple(parts))

    def _one(self) -> Condition:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise QueryError(f"the filter is nested deeper than {MAX_DEPTH} times. {ALLOWED}")
        if self._take("not"):
            condition: Condition = Not(self._one())
        elif self._take("("):
            condition = self._any()
            if not self._take(")"):
                self._refuse("a closing parenthesis")
        else:
            condition = self._comparison()
        self._depth -= 1
        return condition

    def _comparison(self) -> Condition:
        left = self._operand()
        negated = self._token.text == "not" and self._tokens[self._next + 1].text == "in"
        self._next += negated
        if self._take("in"):
            return Membership(left, self._container(), negated)
        operands, signs = [left], []
        while self._token.kind == "sign" and self._token.text in _COMPARISONS:
            signs.append(self._token.text)
            self._next += 1
            operands.append(self._operand())
        return Comparison(tuple(operands), tuple(signs)) if signs else left

    def _container(self) -> tuple[Operand, ...] | Name:
        closing = {"(": ")", "[": "]"}.get(self._token.text)
        if self._token.kind != "sign" or closing is None:
            operand = self._operand()
            if isinstance(operand, Constant):
                raise QueryError(
                    f"at character {operand.place}, after in there must be a list such as "
                    f"({operand.text}), or a field. {ALLOWED}"
                )
            return operand
        self._next += 1
        items = [self._operand()]
        while self._take(","):
            if self._token.text == closing:
                break
            items.append(self._operand())
        if not self._take(closing):
            self._refuse(f"a comma, or {closing} at the end of the list")
        return tuple(items)

    def _operand(self) -> Operand:
        kind, text, place = self._token
        if kind == "text":
            self._next += 1
            return Constant(text, place, re.sub(r"\\([\"'\\])", r"\1", text[1:-1]))
        if kind == "number":
            self._next += 1
            is_whole = text.lstrip("-").isdigit()
            number = int(text) if is_whole and len(text) < 300 else float(text)
            if not math.isfinite(number):
                raise QueryError(f"the number {quoted(text)} is too large. {ALLOWED}")
            return Constant(text, place, number)
        if kind != "name" or text in _WORDS:
            self._refuse('a field, a "text" or a number')
        self._next += 1
        if text.lower() in _CONSTANTS:
            return Constant(text, place, _CONSTANTS[text.lower()])
        return Name(text, place)
