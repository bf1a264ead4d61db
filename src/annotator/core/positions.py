"""Positions over time: what each actor held since when, as the statements with a position's tag tell it.

Nothing is invented between two statements: a position begins with the first statement of it and is taken to last
until the actor is quoted with another one. Where the date of a beginning is not known to the day, neither is this.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.core.records import FuzzyDate


@dataclass(frozen=True, slots=True)
class Utterance:
    """A statement in which an actor takes a position; `tag_uids` are the positions that it takes, mostly one."""

    statement_uid: str
    actor_uid: str
    tag_uids: tuple[str, ...]
    said: FuzzyDate


@dataclass(frozen=True, slots=True)
class Position:
    """What an actor held for a while, from the first statement of it on.

    `until` is the beginning of what he held next, or None where nothing newer is known. `is_order_known` is False
    where the dates do not tell whether it came after the one before.
    """

    actor_uid: str
    tag_uids: tuple[str, ...]
    since: FuzzyDate
    until: FuzzyDate | None
    statement_uids: tuple[str, ...]
    is_order_known: bool = True


def positions_of(utterances: Iterable[Utterance]) -> dict[str, tuple[Position, ...]]:
    """Give what each actor held, in the order of time."""
    said: dict[str, list[Utterance]] = {}
    for each in utterances:
        said.setdefault(each.actor_uid, []).append(each)
    return {actor_uid: _held(sorted(found, key=_moment)) for actor_uid, found in said.items()}


def _held(utterances: Sequence[Utterance]) -> tuple[Position, ...]:
    """Join what is said again and again into one position each."""
    runs: list[list[Utterance]] = []
    for each in utterances:
        if runs and runs[-1][-1].tag_uids == each.tag_uids:
            runs[-1].append(each)
        else:
            runs.append([each])
    made = []
    for at, run in enumerate(runs):
        first = run[0]
        after = runs[at + 1][0].said if at + 1 < len(runs) else None
        is_after = not at or runs[at - 1][-1].said.end < first.said.start
        uids = tuple(each.statement_uid for each in run)
        made.append(Position(first.actor_uid, first.tag_uids, first.said, after, uids, is_after))
    return tuple(made)


def _moment(each: Utterance) -> tuple[int, int, str]:
    return each.said.start.toordinal(), each.said.end.toordinal(), each.statement_uid
