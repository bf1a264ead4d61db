"""The language of the search field: words, "phrases", beginnings*, -exclusions, OR, and fields such as tag:denial.

A query is a row of clauses that must all hold; a clause is one condition, or several of which one is enough.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from annotator.core.dates import parse_date
from annotator.core.errors import RefusedError
from annotator.core.search_fields import FIELDS, KIND_WORDS, field_of, field_word, kind_of, kind_word

DATE_FIELDS = ("date", "after", "before")
# What keyboards and word processors make of quotation marks, brackets of East Asia included.
_QUOTES: Mapping[str, str] = {'"': '"', "“": "”", "„": "“", "«": "»", "「": "」", "『": "』", "《": "》"}
_CLOSING = re.compile('["“”»」』》]')
_PIECE = re.compile(r"\w+(?:['’]\w+)*")
_FIELD = re.compile(r"([^\W\d_]+)[:\uff1a](?![/\s])")
_EITHER = frozenset({"OR", "ИЛИ"})
_BOTH = frozenset({"AND", "И"})


class QueryError(RefusedError):
    """Say in one sentence what a query says that cannot be read."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words to be found. `pieces` are the runs of letters and figures in what was typed.

    A phrase is found as it stands; anything else by its beginning and, in Russian, in its other forms, unless
    `is_prefix` says that exactly this beginning is meant.
    """

    pieces: tuple[str, ...]
    is_phrase: bool = False
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A condition on what the words stand in: `name` is a key of search_fields.FIELDS."""

    name: str
    value: str


Condition = Words | Field


@dataclass(frozen=True, slots=True)
class Clause:
    """Conditions of which one is enough; `is_excluded` where what meets it is not wanted."""

    any_of: tuple[Condition, ...]
    is_excluded: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for; without clauses that is nothing."""

    clauses: tuple[Clause, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is looked for."""
        return bool(self.clauses)

    @property
    def words(self) -> tuple[Words, ...]:
        """The words that are to be found, in their order."""
        wanted = (clause for clause in self.clauses if not clause.is_excluded)
        return tuple(each for clause in wanted for each in clause.any_of if isinstance(each, Words))

    def narrowed(self, field: Field) -> "Query":
        """Give this query with one more condition, once."""
        clause = Clause((field,))
        return self if clause in self.clauses else Query((*self.clauses, clause))

    def without(self, field: Field) -> "Query":
        """Give this query without a condition that stands by itself."""
        return Query(tuple(each for each in self.clauses if each != Clause((field,))))


@dataclass(frozen=True, slots=True)
class Typed:
    """The field whose value is being typed: `start` and `end` are the value's place in the line."""

    name: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of the line: `body` without its marks, `field` as it was typed or ""."""

    start: int
    body_start: int
    end: int
    body: str
    field: str
    is_excluded: bool
    is_quoted: bool
    is_open: bool
    is_starred: bool


def field_being_typed(line: str, cursor: int) -> Typed | None:
    """Give the field in whose value the cursor stands, for its completion."""
    for token in _tokens(line):
        name = field_of(token.field)
        if name and token.body_start <= cursor <= token.end:
            return Typed(name, token.body, token.body_start, token.end)
    return None


def parse(line: str) -> Query:
    """Read what was typed; what is not finished yet, such as a field without its value, is passed over.

    Raises:
        QueryError: there is no such field, or it cannot have this value.
    """
    clauses: list[Clause] = []
    is_either = False
    for token in _tokens(line):
        is_bare = not token.field and not token.is_quoted and not token.is_excluded
        if is_bare and (token.body in _EITHER or token.body == "|"):
            is_either = bool(clauses)
            continue
        if is_bare and token.body in _BOTH:
            continue
        condition = _condition(token)
        if condition is None:
            continue
        if is_either and (token.is_excluded or clauses[-1].is_excluded):
            raise QueryError("A minus cannot stand beside OR; please write it at the end, by itself.")
        if is_either:
            clauses[-1] = Clause((*clauses[-1].any_of, condition))
        else:
            clauses.append(Clause((condition,), token.is_excluded))
        is_either = False
    return Query(tuple(clauses))


def write(query: Query, language: str = "en") -> str:
    """Write a query so that parsing it gives the same again; fields are called as in the language."""
    return " ".join(
        ("-" if clause.is_excluded else "") + " OR ".join(_written(each, language) for each in clause.any_of)
        for clause in query.clauses
    )


def written_value(value: str) -> str:
    """Write a field's value, between quotation marks where it needs them."""
    value = _CLOSING.sub("", value)
    is_plain = value and not re.search(r"[\s*]", value) and value[0] not in _QUOTES and value[0] != "/"
    return value if is_plain else f'"{value}"'


def _condition(token: _Token) -> Condition | None:
    if token.field:
        name = field_of(token.field)
        if not name:
            raise QueryError(
                f"There is no field “{token.field}:”; there are {', '.join(f'{field_word(each)}:' for each in FIELDS)}."
            )
        value = " ".join(token.body.split())
        return Field(name, _checked(name, value)) if value else None
    pieces = tuple(_PIECE.findall(token.body))
    return Words(pieces, token.is_quoted, token.is_starred or token.is_open) if pieces else None


def _checked(name: str, value: str) -> str:
    """Give a value as it is kept.

    Raises:
        QueryError: the field cannot have it.
    """
    if name == "is":
        kind = kind_of(value)
        if not kind:
            words = ", ".join(f"is:{kind_word(each)}" for each in KIND_WORDS)
            raise QueryError(f"Nothing is called “{value}” here; there are {words}.")
        return kind
    if name in DATE_FIELDS and parse_date(value) is None:
        raise QueryError(f"“{value}” is no date that can be read; write {name}:2025, {name}:2025-04 or a day.")
    return value


def _tokens(line: str) -> Iterator[_Token]:
    """Split the line at spaces that stand outside quotation marks."""
    at = 0
    while at < len(line):
        if line[at].isspace():
            at += 1
            continue
        start = at
        is_excluded = line[at] in "-−–" and at + 1 < len(line) and not line[at + 1].isspace()
        at += is_excluded
        named = _FIELD.match(line, at)
        if named is None and (bare := re.compile(r"([^\W\d_]+)[:\uff1a](?=\s|$)").match(line, at)):
            named = bare if field_of(bare[1]) else None
        at = named.end() if named else at
        field = named[1] if named else ""
        if at < len(line) and line[at] in _QUOTES:
            end = _end_of_quote(line, at)
            body, body_start = line[at + 1 : end], at
            is_open = end >= len(line)
            at = min(end + 1, len(line))
            is_starred = at < len(line) and line[at] == "*"
            at += is_starred
            yield _Token(start, body_start, at, body, field, is_excluded, True, is_open, is_starred)
            continue
        end = at
        while end < len(line) and not line[end].isspace() and not (line[end] in _QUOTES and not field):
            end += 1
        body = line[at:end]
        is_starred = body.endswith("*")
        yield _Token(start, at, end, body.rstrip("*"), field, is_excluded, False, False, is_starred)
        at = end


def _end_of_quote(line: str, at: int) -> int:
    """Give where a quotation that begins at a mark ends: at its own closing mark, or at a straight one."""
    closing = _QUOTES[line[at]]
    ends = [place for mark in {closing, '"'} if (place := line.find(mark, at + 1)) >= 0]
    return min(ends, default=len(line))


def _written(condition: Condition, language: str) -> str:
    if isinstance(condition, Field):
        value = kind_word(condition.value, language) if condition.name == "is" else condition.value
        return f"{field_word(condition.name, language)}:{written_value(value)}"
    if condition.is_phrase:
        return f'"{" ".join(condition.pieces)}"{"*" if condition.is_prefix else ""}'
    return "-".join(condition.pieces) + ("*" if condition.is_prefix else "")
