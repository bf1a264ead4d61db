"""What stands around the passages that say the same: statements there, links, texts that are alike."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.core.records import Statement
from annotator.store.likeness import kept_apart
from annotator.store.reader import Reader

_TO_READ = "FROM source JOIN revision ON revision.uid = revision_uid"
_LIKELY = (
    "SELECT first.uid, second.uid FROM likeness JOIN source AS first ON first.revision_uid = one "
    "JOIN source AS second ON second.revision_uid = other WHERE first.uid IN ({0}) AND second.uid IN ({0})"
)
_OVER = (
    'SELECT uid, start, "end" FROM statement WHERE source_uid = ? AND revision_uid = ? AND start < ? AND "end" > ? '
    "ORDER BY start, uid"
)
# A statement that covers so much of what it and a sentence cover together says what the sentence says.
_SAME = 0.4


@dataclass(frozen=True, slots=True)
class IndexState:
    """How many texts are in the index of sentences, and how many there are."""

    read: int
    total: int


def index_state(reader: Reader) -> IndexState:
    """Tell how far the index of sentences is."""
    (total,) = reader._connection.execute(f"SELECT count(*) {_TO_READ}").fetchone()
    (missing,) = reader._connection.execute(
        f"SELECT count(*) {_TO_READ} WHERE revision_uid NOT IN "
        "(SELECT revision_uid FROM passage_text WHERE sentences >= 0)"
    ).fetchone()
    return IndexState(total - missing, total)


def likely_copies(reader: Reader, source_uids: Sequence[str]) -> list[tuple[str, str]]:
    """Give the pairs among some sources whose texts are alike, without those that somebody keeps apart."""
    marks = ",".join("?" * len(source_uids))
    pairs: list[tuple[str, str]] = reader._connection.execute(
        _LIKELY.format(marks), (*source_uids, *source_uids)
    ).fetchall()
    if not pairs:
        return []
    apart = kept_apart(reader)
    return [(one, other) for one, other in pairs if (min(one, other), max(one, other)) not in apart]


def statement_at(reader: Reader, source_uid: str, revision_uid: str, start: int, end: int) -> Statement | None:
    """Give the statement that covers much the same words as a passage, or None."""
    rows = reader._connection.execute(_OVER, (source_uid, revision_uid, end, start)).fetchall()

    def share(row: tuple[str, int, int]) -> float:
        return (min(row[2], end) - max(row[1], start)) / (max(row[2], end) - min(row[1], start))

    best = max(rows, key=share, default=None)
    if best is None or share(best) < _SAME:
        return None
    return next(iter(reader.statements_by_uid([best[0]])), None)
