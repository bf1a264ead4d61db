"""Which statements of a source are linked, and to which others."""

from dataclasses import dataclass

from annotator.store.reader import Reader

_FROM = (
    "SELECT mine.uid, link.kind, 1, other.uid FROM statement AS mine JOIN link ON from_uid = mine.uid "
    "JOIN statement AS other ON other.uid = to_uid WHERE mine.source_uid = ?"
)
_TO = (
    "SELECT mine.uid, link.kind, 0, other.uid FROM statement AS mine JOIN link ON to_uid = mine.uid "
    "JOIN statement AS other ON other.uid = from_uid WHERE mine.source_uid = ?"
)


@dataclass(frozen=True, slots=True)
class LinkEnd:
    """A link as one of its statements has it: the kind, whether it goes out from there, and the other statement."""

    statement_uid: str
    kind: str
    is_from: bool
    other_uid: str


def link_ends_in(reader: Reader, source_uid: str) -> list[LinkEnd]:
    """Give the links of the statements of a source."""
    rows = reader._connection.execute(f"{_FROM} UNION ALL {_TO} ORDER BY 1, 2, 4", (source_uid, source_uid))
    return [LinkEnd(uid, kind, bool(is_from), other_uid) for uid, kind, is_from, other_uid in rows]
