"""Who else says this, on a large project: the whole answer that the panel shows, beside bare rows of the same index.

Each function runs in a process of its own (see `child`), gets its paths as text, and gives (seconds by name, counts).
"""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from annotator.core.records import Statement, StatementFilter
from annotator.core.similarity.terms import terms_of_language
from annotator.session.who_else_question import Wish, ask
from annotator.store.link_marks import link_ends_in
from annotator.store.project import ProjectStore
from benchmarks.measuring import timed

Timed = tuple[dict[str, list[float]], dict[str, int]]
_MOST = 400


def find_others(project: str, data: str, count: int) -> Timed:
    """Answer for several statements who else says it, as a job of the window does.

    "index" makes the index from nothing, "marks" reads a source's links.
    """
    store = ProjectStore.open(Path(project), data_dir=Path(data))
    seconds: dict[str, list[float]] = {"index": [timed(store.index_passages)], "work": [], "marks": []}
    (sentences,) = store._connection.execute("SELECT sum(sentences) FROM passage_text").fetchone()
    found = 0
    for statement in _spread(store, count):
        other = store.another()
        started = time.perf_counter()
        answer = ask(other.reader, Wish(statement.uid))
        seconds["work"].append(time.perf_counter() - started)
        found += len(answer.passages) if answer else 0
        reader, source_uid = other.reader, statement.source_uid
        seconds["marks"].append(timed(lambda reader=reader, uid=source_uid: link_ends_in(reader, uid)))
        other.close()
    store.close()
    return seconds, {"found": found, "sentences": sentences}


def match_rows(project: str, data: str, count: int) -> Timed:
    """Ask the same index for any of the same terms, and take nothing but the numbers of some hundred rows."""
    store = ProjectStore.open(Path(project), data_dir=Path(data))
    statements, path = _spread(store, count), store.working_path
    store.close()
    seconds = []
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            terms = terms_of_language("en").of(statement.anchor.quote)
            words = " OR ".join(f'"{term}"' for term in dict.fromkeys(terms)) or '""'
            sql = f"SELECT rowid FROM passage_index WHERE passage_index MATCH ? LIMIT {_MOST}"
            seconds.append(timed(lambda words=words, sql=sql: connection.execute(sql, (words,)).fetchall()))
    return {"work": seconds}, {}


def index_rows(project: str, data: str) -> Timed:
    """Put the words of all texts, as they stand, into a bare FTS5 table, a row for each paragraph."""
    store = ProjectStore.open(Path(project), data_dir=Path(data))
    texts = [store.reader.text(source.revision_uid) for source in store.reader.sources()]
    store.close()
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("CREATE VIRTUAL TABLE bare USING fts5(words, content='', detail='none')")
        rows = [(line,) for text in texts for line in text.split("\n")]
        connection.execute("BEGIN")
        return {"work": [timed(lambda: connection.executemany("INSERT INTO bare (words) VALUES (?)", rows))]}, {}


def _spread(store: ProjectStore, count: int) -> list[Statement]:
    """Give statements from all over the project."""
    uids = store.reader.statement_uids(StatementFilter(sort="number"))
    return store.reader.statements_by_uid(uids[:: max(1, len(uids) // count)][:count])
