"""How many statements stand behind each tag and chapter."""

import sqlite3


def of_tags(connection: sqlite3.Connection) -> dict[str, int]:
    """Count the statements of each tag; one that several reviewers tagged counts once."""
    return dict(
        connection.execute(
            "SELECT stands_for, count(DISTINCT statement_uid) FROM statement_tag JOIN tag ON tag.uid = tag_uid "
            "GROUP BY stands_for"
        )
    )


def of_chapters(connection: sqlite3.Connection) -> dict[str, tuple[int, int]]:
    """Count the statements of each chapter and the sources they come from."""
    rows = connection.execute(
        "SELECT chapter_uid, count(*), count(DISTINCT statement.source_uid) FROM placement "
        "JOIN statement ON statement.uid = statement_uid GROUP BY chapter_uid"
    )
    return {chapter_uid: (statements, sources) for chapter_uid, statements, sources in rows}
