"""Which statements one may want to link to: by number, by words, or those that were looked at or stand near."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.core.records import Link, Statement, StatementFilter
from annotator.store.reader import Reader
from annotator.ui.read.choices import found_spans

MOST_ROWS, MOST_VISITED_SHOWN, MOST_WORDS = 40, 8, 6
# A hit further inside a quote than this would not be seen in a row, so the row begins shortly before it.
LATEST_HIT, LEAD = 24, 12
_NUMBER = re.compile(r"(?:s\s*-?\s*)?(\d{1,9})", re.IGNORECASE)


class Group(StrEnum):
    """Why a statement is offered."""

    NUMBER = "number"
    VISITED = "visited"
    CHAPTER = "chapter"
    BESIDE = "beside"
    OTHERS = "others"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for: the statement to link from, what was typed, and what lies about."""

    statement_uid: str
    typed: str = ""
    visited: tuple[str, ...] = ()
    open_source_uids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement that can be linked to; `words` are of its quote, `spans` in them are what was typed."""

    statement: Statement
    group: Group
    words: str
    spans: tuple[tuple[int, int], ...] = ()
    links: tuple[Link, ...] = ()


def candidates(reader: Reader, wish: Wish) -> list[Candidate]:
    """Give at most MOST_ROWS statements, those of other sources first; never the statement itself.

    Lists of uids are asked for whole and few statements are read, so that many statements cost little.
    """
    found = reader.statements_by_uid([wish.statement_uid])
    if not found:
        return []
    typed = " ".join(wish.typed.casefold().split())
    own = frozenset(reader.statement_uids(StatementFilter(source_uids=(found[0].source_uid,))))
    groups = _typed(reader, typed, own) if typed else _near(reader, wish, found[0], own)
    wanted: dict[str, Group] = {}
    for group, uids in groups:
        room = min(MOST_VISITED_SHOWN, MOST_ROWS) if group is Group.VISITED else MOST_ROWS - len(wanted)
        fresh = [uid for uid in uids if uid != wish.statement_uid and uid not in wanted]
        wanted.update(dict.fromkeys(fresh[:room], group))
    links: dict[str, tuple[Link, ...]] = {}
    for link in reader.links_of(wish.statement_uid):
        other = link.other(wish.statement_uid)
        links[other] = (*links.get(other, ()), link)
    return [
        _candidate(each, wanted[each.uid], typed.split(), links.get(each.uid, ()))
        for each in reader.statements_by_uid(list(wanted))
    ]


def shown_words(quote: str, typed: Sequence[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Give a quote on one line, from shortly before the first hit, and where in it the typed words stand."""
    line = " ".join(quote.split())
    spans = found_spans(line, typed) or ()
    if not spans or spans[0][0] <= LATEST_HIT:
        return line, spans
    at = line.find(" ", spans[0][0] - LEAD, spans[0][0]) + 1 or spans[0][0]
    moved = tuple((start - at + 2, end - at + 2) for start, end in spans)
    return f"… {line[at:]}", moved


def _candidate(statement: Statement, group: Group, typed: Sequence[str], links: tuple[Link, ...]) -> Candidate:
    words, spans = shown_words(statement.anchor.quote, [] if group is Group.NUMBER else typed)
    return Candidate(statement, group, words, spans, links)


def _near(
    reader: Reader, wish: Wish, statement: Statement, own: frozenset[str]
) -> Iterable[tuple[Group, Sequence[str]]]:
    """Give what was looked at last, then the same chapters, then the panes beside; else anything at all."""
    visited = _others_first(wish.visited, own)
    yield Group.VISITED, visited
    is_empty = not [uid for uid in visited if uid != wish.statement_uid]
    for chapter_uid in statement.chapter_uids:
        uids = _others_first(reader.statement_uids(StatementFilter(chapter_uid=chapter_uid)), own)
        is_empty = is_empty and not uids
        yield Group.CHAPTER, uids
    beside = tuple(uid for uid in wish.open_source_uids if uid != statement.source_uid)
    if beside:
        uids = reader.statement_uids(StatementFilter(source_uids=beside))
        is_empty = is_empty and not uids
        yield Group.BESIDE, uids
    if is_empty:
        yield from _apart(reader.statement_uids(StatementFilter()), own)


def _typed(reader: Reader, typed: str, own: frozenset[str]) -> Iterable[tuple[Group, Sequence[str]]]:
    """Give the statement of that number, then those in whose quotes all the words stand."""
    number = _NUMBER.fullmatch(typed)
    if number:
        yield Group.NUMBER, _numbered(reader, int(number[1]))
    words = sorted(set(typed.split()), key=len, reverse=True)[:MOST_WORDS]
    found = reader.statement_uids(StatementFilter(text=words[0]))
    for word in words[1:]:
        with_word = set(reader.statement_uids(StatementFilter(text=word)))
        found = [uid for uid in found if uid in with_word]
    yield from _apart(found, own)


def _apart(uids: Iterable[str], own: frozenset[str]) -> Iterable[tuple[Group, Sequence[str]]]:
    listed = list(uids)
    yield Group.OTHERS, [uid for uid in listed if uid not in own]
    yield Group.OWN, [uid for uid in listed if uid in own]


def _numbered(reader: Reader, number: int) -> list[str]:
    """Find the statements of a number; reviewers who had not met may have given it twice."""
    uids = reader.statement_uids(StatementFilter(sort="number"))

    def number_of(uid: str) -> int:
        found = reader.statements_by_uid([uid])
        return found[0].number if found else 0

    at = bisect_left(uids, number, key=number_of)
    found = []
    while at < len(uids) and number_of(uids[at]) == number:
        found.append(uids[at])
        at += 1
    return found


def _others_first(uids: Iterable[str], own: frozenset[str]) -> list[str]:
    return sorted(uids, key=lambda uid: uid in own)
