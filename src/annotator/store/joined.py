"""Sources that were joined with another one: where they have gone, and what came in of theirs since."""

from annotator.core.edits.joining import JOINED_INTO
from annotator.core.fold import Entity, fold
from annotator.store.carrying import sources_to_carry
from annotator.store.log import Log
from annotator.store.reader import Reader

_GONE = "SELECT DISTINCT source_uid FROM revision WHERE source_uid NOT IN (SELECT uid FROM source) ORDER BY source_uid"
_STRANDED = (
    "SELECT DISTINCT source_uid FROM statement WHERE source_uid NOT IN (SELECT uid FROM source) ORDER BY source_uid"
)


def joined_sources(reader: Reader) -> dict[str, tuple[Entity, str]]:
    """Give each source that is gone because it was joined, by its uid: what it was, and the source that it is now."""
    found = {}
    for (uid,) in reader._connection.execute(_GONE):
        end = standing_source(reader, uid)
        gone = _entity(reader, uid)
        if end and gone is not None:
            found[uid] = (gone, end)
    return found


def sources_to_follow(reader: Reader) -> list[str]:
    """Give the sources with statements that nobody has brought over yet: to a corrected text, or to a joined source."""
    stranded = [uid for (uid,) in reader._connection.execute(_STRANDED)]
    behind = [*reader.sources_to_follow(), *sources_to_carry(reader)]
    return list(dict.fromkeys(behind)) + [uid for uid in stranded if standing_source(reader, uid)]


def standing_source(reader: Reader, source_uid: str) -> str:
    """Give the source that another was joined into, itself where it is there, or "" where it was simply deleted."""
    seen: set[str] = set()
    while not reader.has_source(source_uid):
        seen.add(source_uid)
        gone = _entity(reader, source_uid)
        source_uid = str(gone.fields.get(JOINED_INTO) or "") if gone is not None else ""
        if not source_uid or source_uid in seen:
            return ""
    return source_uid


def _entity(reader: Reader, uid: str) -> Entity | None:
    changes = Log(reader._connection).changes_of([uid]).get(uid)
    return fold(uid, changes) if changes else None
