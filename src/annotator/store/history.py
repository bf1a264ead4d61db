"""Reading the log for people: what happened to a thing, and what others did since somebody looked."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from annotator.core.changes import Change, canonical_json
from annotator.core.clock import COUNTER_BITS
from annotator.core.errors import NotFoundError
from annotator.core.fold import Entity, fold
from annotator.core.history import Contribution, Deed, HistoryEntry, entries, in_order_of_time, kind_of_work
from annotator.store.log import Log
from annotator.store.project import ProjectStore
from annotator.store.reader import Reader

_LAST_LOOKED = "last_looked"
_JUDGED = frozenset({"tag", "read"})
# What may hang on a thing, and the work on it belongs to that thing's history; on anything there may be notes.
_HANGING = {
    "statement": ("placement", "link", "note"),
    "chapter": ("prose", "placement", "note"),
    "source": ("revision", "note"),
}
_ONLY_NOTES = ("note",)
# Whatever names a thing in its value when it is made or moved. The log has no index of values, so it is looked through
# from end to end, some 20 ms for 100,000 changes. DISTINCT would have SQLite jump about in the order of another index.
_NAMING = (
    "SELECT entity_uid FROM change WHERE (kind = 'create' AND field IN ('placement', 'prose', 'link', 'revision') "
    "OR kind = 'set' AND field = 'place') AND instr(value, ?1) "
    "OR kind = 'create' AND field = 'note' AND json_extract(value, '$.target') = ?1"
)
# A change of a field does not say of what type its entity is; that entity's first change does.
_SINCE = (
    "SELECT seq, transaction_uid, reviewer_uid, clock, kind, entity_uid, field, "
    "CASE WHEN kind = 'set' AND value = 'false' THEN 1 ELSE 0 END, "
    "CASE WHEN kind IN ('create', 'delete') THEN field ELSE (SELECT made.field FROM change AS made "
    "WHERE made.entity_uid = change.entity_uid AND made.kind IN ('create', 'delete') LIMIT 1) END "
    "FROM change WHERE seq > ?1 AND clock >= ?2 AND reviewer_uid NOT IN (SELECT value FROM json_each(?3)) "
    "AND (?4 = '[]' OR reviewer_uid IN (SELECT value FROM json_each(?4))) ORDER BY seq"
)
# What has no name of its own is called after what it belongs to, by these fields.
_NAMED_BY_OTHERS: Mapping[str, tuple[str, ...]] = {
    "placement": ("{} in {}", "statement", "chapter"),
    "prose": ("a passage in {}", "chapter"),
    "link": ("{} {kind} {}", "from", "to"),
    "note": ("a note on {}", "target"),
    "revision": ("the text of {}", "source"),
}
_Row = tuple[int, str, str, int, str, str, str, int, str | None]


def log_of(reader: Reader) -> Log:
    """Give the log that a reader's answers come from, for edits that need to know what was."""
    return Log(reader._connection)


def entity_of(reader: Reader, uid: str) -> Entity:
    """Give what the changes of an entity amount to, whether it is still there or not.

    Raises:
        NotFoundError: nothing was ever called so.
    """
    return fold(uid, _changes(log_of(reader), uid))


def history_of(reader: Reader, uid: str) -> list[HistoryEntry]:
    """Tell what happened to a thing and to what hangs on it, the oldest first, also where it has been deleted.

    On a statement hang its placements, links and notes; on a chapter its prose, placements and notes; on a source
    what was corrected of its paragraphs, and its notes; on anything else its notes. A source's details, its text and
    its reading marks are its own fields.

    Raises:
        NotFoundError: nothing was ever called so.
    """
    log = log_of(reader)
    entity = fold(uid, _changes(log, uid))
    hanging = log.changes_of(sorted(_hanging_uids(reader._connection, entity)))
    types = _HANGING.get(entity.type, _ONLY_NOTES)
    found = entries(_changes(log, uid))
    for changes in hanging.values():
        told = entries(changes)
        if told[0].entity_type in types:
            found += [each for each in told if _is_told(each)]
    return in_order_of_time(found)


def changes_since(
    reader: Reader, *, since_seq: int = 0, since_ms: int = 0, not_by: str = "", by: str = ""
) -> Iterator[Contribution]:
    """Give what was done since a point, transaction by transaction, in the order in which it came into this log.

    `since_seq` is a place in this copy's log, which a look can be remembered by (`last_looked`); `since_ms` is a time
    in milliseconds since 1970 (UTC) by the clocks of those who did it, which means the same in every copy. `not_by`
    leaves one person out, `by` wants one alone, under whichever of his reviewers. It is read as it is asked for, so
    the log must not change meanwhile.
    """
    others, wanted = (canonical_json(_same_person(reader, uid)) for uid in (not_by, by))
    rows: Iterator[_Row] = reader._connection.execute(_SINCE, (since_seq, since_ms << COUNTER_BITS, others, wanted))
    for transaction_uid, group in groupby(rows, key=itemgetter(1)):
        contribution = _contribution(transaction_uid, list(group))
        if contribution is not None:
            yield contribution


def last_looked(store: ProjectStore, reviewer_uid: str) -> int | None:
    """Give the place in this computer's log up to which a reviewer has looked; None where he never did."""
    stored = store.setting(f"{_LAST_LOOKED}:{reviewer_uid}")
    return int(stored) if stored else None


def note_look(store: ProjectStore, reviewer_uid: str, seq: int | None = None) -> None:
    """Remember that a reviewer has looked at everything up to a place in the log, or up to its end."""
    looked = log_of(store.reader).last_seq() if seq is None else seq
    store.remember(f"{_LAST_LOOKED}:{reviewer_uid}", str(looked))


def lower_looks(connection: sqlite3.Connection) -> None:
    """Let nobody have looked beyond the end of the log, in the caller's transaction.

    When a merge is taken out again, the places of its changes are dealt out anew, and what gets them is news.
    """
    connection.execute(
        "UPDATE local SET value = CAST(min(CAST(value AS INTEGER), "
        "(SELECT coalesce(max(seq), 0) FROM change)) AS TEXT) WHERE key LIKE ?",
        (f"setting:{_LAST_LOOKED}:%",),
    )


def chapters_of_items(reader: Reader) -> Callable[[str], str]:
    """Give a function that tells the number of the chapter in which a placement or a passage stands now, or ""."""
    found = reader._connection.cursor()
    sql = (
        "SELECT number FROM chapter WHERE uid = "
        "coalesce((SELECT chapter_uid FROM prose WHERE uid = ?1), (SELECT chapter_uid FROM placement WHERE uid = ?1))"
    )

    @lru_cache(None)
    def number(uid: str) -> str:
        row = found.execute(sql, (uid,)).fetchone()
        return str(row[0]) if row else ""

    return number


def statements_ever_called(reader: Reader, number: int) -> list[str]:
    """Give the statements that bear a number, or where none does, those that bore it before they were deleted."""
    connection = reader._connection
    alive = connection.execute("SELECT uid FROM statement WHERE number = ?", (number,)).fetchall()
    found = alive or connection.execute(
        "SELECT entity_uid FROM change WHERE kind = 'create' AND field = 'statement' "
        "AND json_extract(value, '$.number') = ?",
        (number,),
    )
    return sorted({uid for (uid,) in found})


class Names:
    """What people call the things of a project, also those that have been deleted."""

    def __init__(self, reader: Reader) -> None:
        self._log = log_of(reader)
        self._connection = reader._connection
        self.name_of = lru_cache(None)(self._name_of)

    def _name_of(self, uid: str) -> str:
        """Name a thing by its uid; "" where nothing is called so."""
        changes = self._log.changes_of([uid]).get(uid, ())
        entity = fold(uid, changes)  # whose fields stay what they were when it was deleted
        fields = entity.fields
        if entity.type == "statement":
            return f"S-{fields.get('number', 0)}"
        if entity.type == "chapter":
            row = self._connection.execute("SELECT number FROM chapter WHERE uid = ?", (uid,)).fetchone()
            return f"{row[0] if row else ''} {fields.get('title', '')}".strip()
        if entity.type == "source":
            named = [(fields.get(f"meta:{name}") or {}).get("value") for name in ("outlet", "title")]
            return str(next(filter(None, named), fields.get("file_name", "")))
        if entity.type in _NAMED_BY_OTHERS:
            words, *others = _NAMED_BY_OTHERS[entity.type]
            place = fields.get("place") or {}
            names = [self.name_of(str(fields.get(name) or place.get(name) or "")) for name in others]
            return words.format(*names, kind=str(fields.get("kind", "")).lower())
        return str(fields.get("name") or fields.get("title") or "")


def _contribution(transaction_uid: str, rows: Sequence[_Row]) -> Contribution | None:
    work: dict[str, dict[tuple[str, str], None]] = {}
    for _, _, _, _, kind, entity_uid, field, is_false, entity_type in rows:
        field_kind = field.partition(":")[0]
        key = kind_of_work(kind, entity_type or "", field_kind, is_false == 1 and field_kind in _JUDGED)
        if key:
            work.setdefault(key, {})[entity_type or "", entity_uid] = None
    if not work:
        return None
    last_seq, _, author, ended, *_ = rows[-1]
    done = {key: tuple(pairs) for key, pairs in work.items()}
    return Contribution((transaction_uid,), author, min(rows[0][3], ended), ended, last_seq, done)


def _is_told(entry: HistoryEntry) -> bool:
    """Leave out that a text came or went, which its source says."""
    came_or_went = (Deed.CREATED, Deed.DELETED, Deed.BROUGHT_BACK)
    return entry.entity_type != "revision" or (entry.deed not in came_or_went and entry.of not in came_or_went)


def _changes(log: Log, uid: str) -> list[Change]:
    changes = log.changes_of([uid]).get(uid)
    if not changes:
        raise NotFoundError("Nothing in the project is called so; it may be of another project.")
    return changes


def _hanging_uids(connection: sqlite3.Connection, entity: Entity) -> set[str]:
    return {uid for (uid,) in connection.execute(_NAMING, (entity.uid,))} - {entity.uid}


def _same_person(reader: Reader, reviewer_uid: str) -> list[str]:
    """Give the reviewers that count as one person with this one; none for ""."""
    person = {each.uid: each.stands_for or each.uid for each in reader.reviewers()}
    meant = person.get(reviewer_uid, reviewer_uid)
    return sorted({reviewer_uid, *(uid for uid, each in person.items() if each == meant)} - {""})
