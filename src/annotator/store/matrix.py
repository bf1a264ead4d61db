"""The counts behind the matrix of Compare, by row and source.

Where counting needs the statements' sources, SQL would look each statement up in a table of large rows; read in one
pass and matched here it takes a tenth of that. A pass is asked for as one row of long words, because between two rows
the window's thread may take the interpreter, and hundreds of thousands of them would each wait for it.
"""

import json
from collections.abc import Iterator

from annotator.core.compare.matrix import Count, Kind, Row
from annotator.core.records import Source
from annotator.core.text import count_words
from annotator.store import counts
from annotator.store.reader import Reader

_PLACED = "SELECT chapter_uid, source_uid, count(*) AS n FROM placement WHERE source_uid NOT NULL GROUP BY 1, 2"
_PLACEMENTS = "SELECT chapter_uid, statement_uid FROM placement WHERE source_uid NOT NULL"
_TAGGED = "SELECT tag_uid, statement_uid FROM statement_tag WHERE NOT is_overruled"
# A statement that several reviewers tagged counts once, and so does one with two tags that were merged.
_TAGGED_ONCE = (
    "SELECT DISTINCT tag.stands_for AS tag_uid, statement_uid FROM statement_tag JOIN tag ON tag.uid = tag_uid "
    "WHERE NOT is_overruled"
)
_CONTRADICTED = (
    "SELECT from_uid, to_uid FROM link JOIN statement AS one ON one.uid = from_uid "
    "JOIN statement AS other ON other.uid = to_uid WHERE link.kind = 'contradicts'"
)
_SOURCES = "SELECT uid, outlet, title, file_name, origin, coalesce(reliability, '') FROM source ORDER BY clock, uid"

_ROWS = {
    Kind.CHAPTERS: "SELECT uid, title, number, depth, '' FROM chapter ORDER BY position",
    Kind.TAGS: "SELECT uid, name, '', depth, colour FROM tag WHERE stands_for = uid ORDER BY position",
    Kind.ACTORS: "SELECT uid, name, '', 0, '' FROM actor",
}


def read_counts(reader: Reader, kind: Kind, *, has_words: bool = False) -> Iterator[Count]:
    """Count the statements of each row and source, for actors of each tag too; words only where they are wanted."""
    if kind is Kind.CHAPTERS and not has_words:
        return _placed(reader)
    if kind is Kind.ACTORS:
        return _spoken(reader, has_words)
    return _told(reader, kind, has_words)


def read_spoken(reader: Reader, *, has_words: bool = False) -> Iterator[Count]:
    """Count the statements of each actor and source, each once however many tags it has."""
    contested = _contested(reader)
    for uid, (source_uid, actor_uid, words) in _statements(reader, has_words).items():
        if actor_uid:
            yield actor_uid, source_uid, "", 1, words, uid in contested


def read_rows(reader: Reader, kind: Kind) -> list[Row]:
    """Give the rows in the project's order, without the counts that a reader's own lists come with."""
    return sorted(
        (Row(*row) for row in reader._connection.execute(_ROWS[kind])),
        key=lambda row: row.name.casefold() if kind is Kind.ACTORS else "",
    )


def read_sources(reader: Reader) -> list[Source]:
    """Give all sources with no more than what they are called and graded, which takes a tenth of reading them."""
    return [
        Source(uid, file_name, title, "", outlet, "", None, "", "", reliability, origin, "", "", 0, {})
        for uid, outlet, title, file_name, origin, reliability in reader._connection.execute(_SOURCES)
    ]


def _placed(reader: Reader) -> Iterator[Count]:
    """Count what stands in chapters: the placements repeat their statements' sources, so no statement is read."""
    for chapter_uid, source_uid, count in _columns(reader, "chapter_uid, source_uid, n", _PLACED):
        yield chapter_uid, source_uid, "", int(count), 0, 0
    contested = sorted(_contested(reader))
    for statement in reader.statements_by_uid(contested):
        for chapter_uid in statement.chapter_uids:
            yield chapter_uid, statement.source_uid, "", 0, 0, 1


def _told(reader: Reader, kind: Kind, has_words: bool) -> Iterator[Count]:
    statements, contested = _statements(reader, has_words), _contested(reader)
    is_placed = kind is Kind.CHAPTERS
    row, sql = ("chapter_uid", _PLACEMENTS) if is_placed else ("tag_uid", _tagged(reader))
    for row_uid, uid in _columns(reader, f"{row}, statement_uid", sql):
        found = statements.get(uid)
        if found is not None:
            yield row_uid, found[0], "", 1, found[2], uid in contested


def _spoken(reader: Reader, has_words: bool) -> Iterator[Count]:
    statements, contested = _statements(reader, has_words), _contested(reader)
    for tag_uid, uid in _columns(reader, "tag_uid, statement_uid", _tagged(reader)):
        found = statements.get(uid)
        if found is not None and found[1]:
            yield found[1], found[0], tag_uid, 1, found[2], uid in contested


def _contested(reader: Reader) -> set[str]:
    return {uid for pair in reader._connection.execute(_CONTRADICTED) for uid in pair}


def _columns(reader: Reader, names: str, sql: str) -> Iterator[tuple[str, ...]]:
    """Read uids and numbers, which hold no spaces, in one row."""
    joined = ", ".join(f"group_concat({name}, ' ')" for name in names.split(", "))
    row = reader._connection.execute(f"SELECT {joined} FROM ({sql})").fetchone()
    return zip(*(words.split(" ") for words in row), strict=True) if row[0] is not None else iter(())


def _statements(reader: Reader, has_words: bool) -> dict[str, tuple[str, str, int]]:
    """Give each statement's source, actor or "", and number of words."""
    plain = "SELECT uid, source_uid, coalesce(actor_uid, '') AS actor_uid FROM statement"
    found = list(_columns(reader, "uid, source_uid, actor_uid", plain))
    if not has_words:
        return {uid: (source_uid, actor_uid, 0) for uid, source_uid, actor_uid in found}
    quotes = reader._connection.execute("SELECT json_group_object(uid, quote) FROM statement").fetchone()
    counted = {uid: count_words(quote) for uid, quote in json.loads(quotes[0]).items()}
    return {uid: (source_uid, actor_uid, counted[uid]) for uid, source_uid, actor_uid in found}


def _tagged(reader: Reader) -> str:
    return _TAGGED_ONCE if counts.has_repeats(reader._connection) else _TAGGED
