"""Full-text search over the quotes of statements, notes and prose, in an index that only the working copy has.

What they say is a function of their own changes alone, so the index follows the log: whatever was changed behind the
last place that was looked at is indexed anew. The index holds no words of its own (contentless). Words that were
replaced stay in it, where no row points to them, until so much is stale that it is made anew.
"""

import sqlite3

from annotator.core.prose import plain
from annotator.store.search_match import spaced

CHANGES_AT_ONCE = 300
_KINDS = {"statement": "quote", "note": "text", "prose": "text"}
_STALE_SHARE = 3
_FEW = 500


def index_changed(connection: sqlite3.Connection, most: int = CHANGES_AT_ONCE) -> int:
    """Bring the index up to date, in the caller's transaction; give how many changes were looked at, `most` at once."""
    (mark,) = connection.execute("SELECT coalesce(max(seq), 0) FROM search_item_mark").fetchone()
    changes = connection.execute(
        "SELECT seq, entity_uid FROM change WHERE seq > ? ORDER BY seq LIMIT ?", (mark, most)
    ).fetchall()
    if not changes:
        return 0
    _index(connection, sorted({uid for _, uid in changes}))
    connection.execute("DELETE FROM search_item_mark")
    connection.execute("INSERT INTO search_item_mark (seq) VALUES (?)", (changes[-1][0],))
    return len(changes)


def drop_stale(connection: sqlite3.Connection) -> None:
    """Begin the index anew where too much of it points nowhere."""
    last = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'search_item'").fetchone()
    (kept,) = connection.execute("SELECT count(*) FROM search_item").fetchone()
    if last is not None and last[0] > kept + kept // _STALE_SHARE + _FEW:
        start_again(connection)


def start_again(connection: sqlite3.Connection) -> None:
    """Empty the index; it is filled again as if the project were new here.

    Whoever takes changes out of the log has to call this: their places are dealt out again.
    """
    connection.execute("INSERT INTO search_item_index (search_item_index) VALUES ('delete-all')")
    for table in ("search_item", "search_item_mark"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("DELETE FROM sqlite_sequence WHERE name = 'search_item'")


def _index(connection: sqlite3.Connection, uids: list[str]) -> None:
    listed = ",".join("?" * len(uids))
    connection.execute(f"DELETE FROM search_item WHERE uid IN ({listed})", uids)
    found = []
    for kind, column in _KINDS.items():
        rows = connection.execute(f"SELECT uid, {column} FROM {kind} WHERE uid IN ({listed})", uids)
        found += [(uid, plain(words) if kind == "prose" else words) for uid, words in rows]
    for uid, words in found:
        row = connection.execute("INSERT INTO search_item (uid) VALUES (?)", (uid,)).lastrowid
        connection.execute("INSERT INTO search_item_index (rowid, words) VALUES (?, ?)", (row, spaced(words)))
