"""How many statements stand behind each tag and chapter."""

import sqlite3

# Only merged tags and a second reviewer can put one tag on a statement twice. Where neither is, rows are statements,
# and counting those takes a tenth of the time that telling them apart takes.
_ANY_REPEAT = (
    "SELECT EXISTS (SELECT 1 FROM tag WHERE stands_for <> uid) OR EXISTS (SELECT 1 FROM statement_tag "
    "WHERE reviewer_uid <> (SELECT reviewer_uid FROM statement_tag LIMIT 1))"
)
_ROWS_OF_TAGS = "SELECT uid, (SELECT count(*) FROM statement_tag WHERE tag_uid = tag.uid AND NOT is_overruled) FROM tag"


def has_repeats(connection: sqlite3.Connection) -> bool:
    """Tell whether one tag may stand on a statement twice, so that rows are not statements."""
    return bool(connection.execute(_ANY_REPEAT).fetchone()[0])


def of_tags(connection: sqlite3.Connection) -> dict[str, int]:
    """Count the statements of each tag; one that several reviewers tagged counts once."""
    if not has_repeats(connection):
        return dict(connection.execute(_ROWS_OF_TAGS))
    return dict(
        connection.execute(
            "SELECT stands_for, count(DISTINCT statement_uid) FROM statement_tag JOIN tag ON tag.uid = tag_uid "
            "WHERE NOT is_overruled GROUP BY stands_for"
        )
    )


def of_chapters(connection: sqlite3.Connection) -> dict[str, tuple[int, int]]:
    """Count the statements of each chapter and the sources they come from."""
    rows = connection.execute(
        "SELECT chapter_uid, count(source_uid), count(DISTINCT source_uid) FROM placement GROUP BY chapter_uid"
    )
    return {chapter_uid: (statements, sources) for chapter_uid, statements, sources in rows}
