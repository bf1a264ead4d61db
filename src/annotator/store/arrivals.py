"""What came in from others, as a list that a person can look through.

Merges on purpose are remembered with their changes (merging.py). What comes with the shared file is not: it is told
from the log, by who did it on which day, which is as near as anybody can know.
"""

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from annotator.core.changes import canonical_json
from annotator.core.clock import milliseconds
from annotator.core.records import Conflict
from annotator.store.merging import merges
from annotator.store.project import ProjectStore
from annotator.store.visibility import is_blind

# What came with the shared file is listed as far back as this many entries.
MOST_SAVED = 60

_COLUMNS = "seq, change.reviewer_uid AS reviewer_uid, clock, kind, entity_uid, field"
_MERGED = (
    f"SELECT merge.uid AS merge_uid, '' AS author_uid, '' AS day, {_COLUMNS} FROM merge "
    "JOIN merged_change ON merge_row = merge.row JOIN change USING (change_id) UNION ALL "
)
# Whoever opens the project joins it; that alone is nothing that came in.
_SAVED = (
    "SELECT '' AS merge_uid, reviewer_uid AS author_uid, "
    f"date((clock >> 16) / 1000, 'unixepoch', 'localtime') AS day, {_COLUMNS} FROM change "
    "WHERE NOT (kind = 'create' AND field = 'reviewer') AND reviewer_uid NOT IN "
    "(SELECT '' UNION SELECT :me UNION SELECT one.uid FROM reviewer AS one "
    "JOIN reviewer AS me ON me.stands_for = one.stands_for WHERE me.uid = :me)"
)
_BUT_MERGED = " AND change_id NOT IN (SELECT change_id FROM merged_change)"
_PEOPLE = "SELECT merge_uid, author_uid, day, reviewer_uid, count(*), max(clock) FROM came GROUP BY 1, 2, 3, 4"
_NEW = (
    "SELECT merge_uid, author_uid, day, field, count(*) FROM came WHERE kind = 'create' AND NOT EXISTS (SELECT 1 "
    "FROM change AS earlier WHERE earlier.entity_uid = came.entity_uid AND earlier.seq < came.seq) GROUP BY 1, 2, 3, 4"
)
_ABOUT = (
    "SELECT merge_uid, author_uid, day, entity_uid, field, reviewer_uid, clock FROM came "
    "WHERE entity_uid IN (SELECT value FROM json_each(:uids))"
)
_TOUCHED = "SELECT DISTINCT entity_uid FROM came WHERE (merge_uid, author_uid, day) = (:merge, :author, :day)"
_Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Arrival:
    """What came in together: by one merge, or with the shared file from one person on one day.

    `merge_uid` is "" for the latter; `day` is then the day (ISO, this computer's time) on which it was done. `at` is
    when it was merged, or when the last of it was done, in milliseconds since 1970 (UTC). `people` are who did it, who
    did most first, by name or "". `new` counts by their type the things that were not there before; while the project
    is worked on blind it is empty. `to_settle` counts the conflicts that it is part of and nobody has settled.
    """

    merge_uid: str
    author_uid: str
    day: str
    at: int
    people: tuple[str, ...]
    files: tuple[str, ...] = ()
    new: Mapping[str, int] = field(default_factory=dict)
    change_count: int = 0
    to_settle: int = 0

    @property
    def is_merge(self) -> bool:
        """Whether it was merged on purpose."""
        return bool(self.merge_uid)

    @property
    def key(self) -> _Key:
        """What tells it from the others."""
        return self.merge_uid, self.author_uid, self.day


def arrivals(store: ProjectStore, reviewer_uid: str) -> list[Arrival]:
    """List what came in from others than this reviewer, and whatever was merged, the newest first."""
    connection = store._connection
    came, me = _came(connection), {"me": reviewer_uid}
    names = {each.uid: each.name for each in store.reader.reviewers()}
    people: dict[_Key, list[tuple[int, str]]] = {}
    last: Counter[_Key] = Counter()
    for merge_uid, author_uid, day, uid, count, clock in connection.execute(came + _PEOPLE, me):
        key = (merge_uid, author_uid, day)
        people.setdefault(key, []).append((count, uid))
        last[key] = max(last[key], milliseconds(clock))
    new: dict[_Key, dict[str, int]] = {}
    for merge_uid, author_uid, day, kind, count in () if is_blind(connection) else connection.execute(came + _NEW, me):
        new.setdefault((merge_uid, author_uid, day), {})[kind] = count
    found = [
        Arrival(
            *key,
            last[key],
            tuple(names.get(uid, "") for _, uid in sorted(who, reverse=True)),
            new=new.get(key, {}),
            change_count=sum(count for count, _ in who),
        )
        for key, who in people.items()
    ]
    saved = sorted((each for each in found if not each.is_merge), key=lambda each: each.at)[-MOST_SAVED:]
    known = {each.merge_uid: each for each in found if each.is_merge}
    merged = [replace(known[each.uid], at=each.made, files=each.files) for each in merges(store) if each.uid in known]
    to_settle = _to_settle(connection, came, reviewer_uid, store.reader.conflicts())
    listed = [replace(each, to_settle=to_settle[each.key]) for each in (*merged, *saved)]
    return sorted(listed, key=lambda each: (each.at, each.key), reverse=True)


def touched_by(store: ProjectStore, arrival: Arrival, reviewer_uid: str) -> frozenset[str]:
    """Give the uids of everything that an arrival is about."""
    values = {"me": reviewer_uid, "merge": arrival.merge_uid, "author": arrival.author_uid, "day": arrival.day}
    rows = store._connection.execute(_came(store._connection) + _TOUCHED, values)
    return frozenset(uid for (uid,) in rows)


def _came(connection: sqlite3.Connection) -> str:
    """Give the beginning of a query over everything that came in, each change with what it came by."""
    has_merges = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'merged_change'").fetchone()
    rows = f"{_MERGED}{_SAVED}{_BUT_MERGED}" if has_merges else _SAVED
    return f"WITH came AS ({rows}) "


def _to_settle(
    connection: sqlite3.Connection, came: str, reviewer_uid: str, conflicts: Sequence[Conflict]
) -> Counter[_Key]:
    """Count the conflicts in which something that came in stands against something else."""
    heads: dict[tuple[str, str, int], list[Conflict]] = {}
    # Where moves tie a knot, a conflict has no versions: whoever moved something is part of it.
    knots = {each.entity_uid: each for each in conflicts if not each.heads}
    for conflict in conflicts:
        for head in conflict.heads:
            heads.setdefault((conflict.entity_uid, head.reviewer_uid, head.clock), []).append(conflict)
    uids = canonical_json(sorted({each.entity_uid for each in conflicts}))
    part: dict[_Key, set[tuple[str, str]]] = {}
    rows = connection.execute(came + _ABOUT, {"me": reviewer_uid, "uids": uids})
    for merge_uid, author_uid, day, entity_uid, name, author, clock in rows:
        fields = {(each.entity_uid, each.field) for each in heads.get((entity_uid, author, clock), ())}
        if name == "place" and entity_uid in knots:
            fields.add((entity_uid, knots[entity_uid].field))
        if fields:
            part.setdefault((merge_uid, author_uid, day), set()).update(fields)
    return Counter({key: len(found) for key, found in part.items()})
