"""Who sees what: while a project is worked on blind, each reviewer sees only what he himself made.

One scope for every query: temporary views of the connection that reads stand in front of the tables of the same
names. Nothing that asks, the window, a command, a count, the export, knows of it. It is a courtesy and no security:
the file holds everything, and whoever opens it with another tool sees it.
"""

import sqlite3

# One's own are also those of the other reviewers that one is counted as.
_MINE = (
    "(SELECT one.uid FROM main.reviewer AS one JOIN main.reviewer AS me ON me.stands_for = one.stands_for "
    "WHERE me.uid = (SELECT uid FROM temp.viewer) UNION SELECT uid FROM temp.viewer)"
)
_MADE_BY_ME = (
    "EXISTS (SELECT 1 FROM main.change WHERE entity_uid = {uid} AND change.kind = 'create' "
    f"AND change.reviewer_uid IN {_MINE})"
)
_MY_STATEMENT = "{uid} IN (SELECT uid FROM temp.statement)"
_SCOPES = {
    "statement": f"reviewer_uid IN {_MINE}",
    "statement_tag": f"(reviewer_uid = '' OR reviewer_uid IN {_MINE}) AND {_MY_STATEMENT.format(uid='statement_uid')}",
    "placement": _MY_STATEMENT.format(uid="statement_uid"),
    # Prose cites what its author saw, so it would tell of others' statements.
    "prose": _MADE_BY_ME.format(uid="prose.uid"),
    "link": " AND ".join(_MY_STATEMENT.format(uid=end) for end in ("from_uid", "to_uid")),
    "note": f"reviewer_uid IN {_MINE}",
    "conflict": (
        "entity_type NOT IN ('statement', 'placement', 'prose', 'link', 'note') "
        "OR entity_uid IN (SELECT uid FROM temp.statement) OR entity_uid IN (SELECT uid FROM temp.placement) "
        "OR entity_uid IN (SELECT uid FROM temp.prose) OR entity_uid IN (SELECT uid FROM temp.link)"
    ),
}


def is_blind(connection: sqlite3.Connection) -> bool:
    """Tell whether the project is worked on blind."""
    row = connection.execute("SELECT is_blind FROM main.project").fetchone()
    return bool(row and row[0])


def hide_others(connection: sqlite3.Connection, viewer_uid: str) -> None:
    """Hide what others made from everything that is asked on this connection, which can then only read."""
    connection.execute("CREATE TEMP TABLE viewer (uid TEXT NOT NULL)")
    connection.execute("INSERT INTO temp.viewer (uid) VALUES (?)", (viewer_uid,))
    for table, condition in _SCOPES.items():
        connection.execute(f'CREATE TEMP VIEW "{table}" AS SELECT * FROM main."{table}" WHERE {condition}')
