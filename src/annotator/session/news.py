"""What the others did since somebody looked, as the window lists it."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from annotator.core.clock import milliseconds
from annotator.core.history import Contribution, sittings, summary
from annotator.core.records import Reviewer
from annotator.core.undisturbed import undisturbed
from annotator.store.history import changes_since, chapters_of_items, last_looked, log_of
from annotator.store.project import ProjectStore
from annotator.store.reader import Reader

Since = Literal["looked", "week", "everything"]
# What one does without a longer pause is one sitting.
PAUSE_MS = 30 * 60 * 1_000
_WEEK_MS = 7 * 24 * 60 * 60 * 1_000
# Whoever opens the project joins it; that alone is no news.
_PASSED_OVER = frozenset({"reviewer.added"})


@dataclass(frozen=True, slots=True)
class NewsWish:
    """Whose work is wanted, since when. `looked_at` is the place in the log that "looked" begins at."""

    me: str
    since: Since = "looked"
    by: str = ""
    looked_at: int | None = None


@dataclass(frozen=True, slots=True)
class Touched:
    """A thing in a sitting, with what was done to it (keys of core.history.WORK)."""

    kind: str
    uid: str
    work: tuple[str, ...]

    @property
    def is_deletion(self) -> bool:
        """Whether it was deleted there and then."""
        return any(key.endswith(".deleted") for key in self.work)


@dataclass(frozen=True, slots=True)
class Sitting:
    """What one reviewer did without a long pause. `began` and `ended` are milliseconds since 1970 (UTC)."""

    reviewer: Reviewer
    began: int
    ended: int
    words: str
    things: tuple[Touched, ...]
    is_new: bool


@dataclass(frozen=True, slots=True)
class News:
    """The sittings that are wanted, the newest first.

    `looked_at` is the place up to which had been looked, `last_seq` the end of the log that this was read from. `new`
    says of each sitting since then, wanted or not, where in the log it ends. `others` are the reviewers whose work
    there can be. While the project is worked on blind nobody is told of anything.
    """

    sittings: tuple[Sitting, ...] = ()
    new: tuple[int, ...] = ()
    looked_at: int = 0
    last_seq: int = 0
    others: tuple[Reviewer, ...] = ()
    is_blind: bool = False


def is_news(reader: Reader, me: str, after_seq: int) -> bool:
    """Tell whether anybody else did anything after a place in the log."""
    return next(changes_since(reader, since_seq=after_seq, not_by=me), None) is not None


def look(store: ProjectStore, wish: NewsWish) -> News:
    """Read what the others did."""
    reader = store.reader
    persons = _persons(reader.reviewers())
    me = persons[wish.me].uid if wish.me in persons else wish.me
    others = tuple({each.uid: each for each in persons.values() if each.uid != me}.values())
    last_seq = log_of(reader).last_seq()
    looked_at = wish.looked_at if wish.looked_at is not None else last_looked(store, wish.me) or 0
    if reader.project().is_blind:
        return News(looked_at=looked_at, last_seq=last_seq, others=others, is_blind=True)
    with undisturbed():
        new = [
            each
            for each in _sittings(list(changes_since(reader, since_seq=looked_at, not_by=wish.me)), persons)
            if _is_told(each)
        ]
        found = _wanted(reader, wish, new, persons)
    chapter_of = chapters_of_items(reader)
    told = [
        _told(each, persons, summary(each, chapter_of), is_new=each.last_seq > looked_at)
        for each in sorted(found, key=lambda each: each.ended, reverse=True)
    ]
    return News(tuple(told), tuple(each.last_seq for each in new), looked_at, last_seq, others)


def _wanted(
    reader: Reader, wish: NewsWish, new: Sequence[Contribution], persons: dict[str, Reviewer]
) -> list[Contribution]:
    if wish.since == "looked":
        found = list(new)
    else:
        since_ms = int(time.time() * 1_000) - _WEEK_MS if wish.since == "week" else 0
        done = list(changes_since(reader, since_ms=since_ms, not_by=wish.me))
        found = [each for each in _sittings(done, persons) if _is_told(each)]
    return [each for each in found if wish.by in ("", each.reviewer_uid)]


def _sittings(done: Sequence[Contribution], persons: dict[str, Reviewer]) -> list[Contribution]:
    """Join what each person did for himself: two who work at the same time are two sittings, not forty."""
    by_person: dict[str, list[Contribution]] = {}
    for each in done:
        person = persons[each.reviewer_uid].uid if each.reviewer_uid in persons else each.reviewer_uid
        by_person.setdefault(person, []).append(each._replace(reviewer_uid=person))
    found: list[Contribution] = []
    for parts in by_person.values():
        found += sittings(sorted(parts, key=lambda each: each.began), PAUSE_MS)
    return found


def _is_told(each: Contribution) -> bool:
    """Leave out what nobody did, the beginning of the project, and that somebody only opened it for the first time."""
    return bool(each.reviewer_uid) and not set(each.work) <= _PASSED_OVER


def _told(each: Contribution, persons: dict[str, Reviewer], words: str, *, is_new: bool) -> Sitting:
    work: dict[tuple[str, str], list[str]] = {}
    for key, pairs in each.work.items():
        for pair in pairs:
            work.setdefault(pair, []).append(key)
    things = tuple(Touched(kind, uid, tuple(keys)) for (kind, uid), keys in work.items())
    reviewer = persons.get(each.reviewer_uid) or Reviewer(each.reviewer_uid, "", "", "")
    return Sitting(reviewer, milliseconds(each.began), milliseconds(each.ended), words, things, is_new)


def _persons(reviewers: Sequence[Reviewer]) -> dict[str, Reviewer]:
    """Give for each reviewer the one that he is counted as."""
    known = {each.uid: each for each in reviewers}
    return {each.uid: known.get(each.stands_for or each.uid, each) for each in reviewers}
