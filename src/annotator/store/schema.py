"""The project file's tables, as the text that is recorded for each released version.

`change` and `blob` are the project; every other table is derived from them in the same transaction and can be
rebuilt. The views are for people who open the file with other tools.
"""

import sqlite3

APPLICATION_ID = 0x414E4E4F  # "ANNO"
# In bytes. Twice what SQLite takes by itself: half as many pages to write when thousands of statements come in.
_PAGE_SIZE = 8192
# Rises only when an older reader would misread the file.
USER_VERSION = 1
# SHA-256 of the schema text of each earlier version that was released; see upgrading.py.
EARLIER_SCHEMAS = frozenset({"3930f555c2e378974e16da2deb3a295c9d18d764f653017544efd21dda3a4c67"})  # 0.1.0

LOG_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE change (
    seq INTEGER PRIMARY KEY,
    change_id BLOB NOT NULL UNIQUE CHECK (length(change_id) = 16),
    transaction_uid TEXT NOT NULL,
    reviewer_uid TEXT NOT NULL,
    clock INTEGER NOT NULL,
    kind TEXT NOT NULL,
    entity_uid TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    parents BLOB NOT NULL
) STRICT;
CREATE INDEX change_of_entity ON change (entity_uid);
CREATE INDEX change_of_tree ON change (field, entity_uid) WHERE kind = 'create' AND field IN ('tag', 'chapter');
CREATE INDEX change_of_transaction ON change (transaction_uid);
CREATE TABLE blob (sha256 TEXT PRIMARY KEY, data BLOB NOT NULL) STRICT;
"""

DERIVED_TABLES = """
CREATE TABLE project (
    uid TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    subtitle TEXT NOT NULL,
    language TEXT NOT NULL,
    briefing TEXT NOT NULL,
    is_blind INTEGER NOT NULL,
    outlets TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- stands_for is the reviewer that one person's several are counted as: itself, where nothing else was said
CREATE TABLE reviewer (
    uid TEXT PRIMARY KEY, name TEXT NOT NULL, initials TEXT NOT NULL, colour TEXT NOT NULL, stands_for TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE actor (uid TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE source (
    uid TEXT PRIMARY KEY,
    clock INTEGER NOT NULL,
    file_name TEXT NOT NULL,
    title TEXT NOT NULL,
    subtitle TEXT NOT NULL,
    outlet TEXT NOT NULL,
    author TEXT NOT NULL,
    published TEXT,
    language TEXT NOT NULL,
    url TEXT NOT NULL,
    reliability TEXT,
    origin TEXT NOT NULL,
    revision_uid TEXT NOT NULL,
    original_sha256 TEXT NOT NULL,
    descriptor TEXT NOT NULL,
    metadata TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE source_read (
    source_uid TEXT NOT NULL, reviewer_uid TEXT NOT NULL, PRIMARY KEY (source_uid, reviewer_uid)
) STRICT, WITHOUT ROWID;
CREATE TABLE source_assigned (
    source_uid TEXT NOT NULL, reviewer_uid TEXT NOT NULL, PRIMARY KEY (source_uid, reviewer_uid)
) STRICT, WITHOUT ROWID;
CREATE TABLE revision (
    uid TEXT PRIMARY KEY,
    source_uid TEXT NOT NULL,
    text_sha256 TEXT NOT NULL,
    blocks_sha256 TEXT NOT NULL,
    words INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE block (
    revision_uid TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    kind TEXT NOT NULL,
    level INTEGER NOT NULL,
    fold TEXT NOT NULL,
    locator_kind TEXT NOT NULL,
    locator INTEGER NOT NULL,
    PRIMARY KEY (revision_uid, start)
) STRICT, WITHOUT ROWID;
CREATE TABLE statement (
    row INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    number INTEGER NOT NULL,
    source_uid TEXT NOT NULL,
    revision_uid TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    quote TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    locator_kind TEXT NOT NULL,
    locator INTEGER NOT NULL,
    actor_uid TEXT,
    kind TEXT NOT NULL,
    event_date TEXT,
    said_date TEXT,
    credibility INTEGER,
    reviewer_uid TEXT NOT NULL,
    clock INTEGER NOT NULL,
    anchor_state TEXT NOT NULL
) STRICT;
CREATE INDEX statement_of_source ON statement (source_uid, start);
CREATE INDEX statement_of_actor ON statement (actor_uid);
CREATE INDEX statement_of_number ON statement (number);
CREATE INDEX statement_to_check ON statement (anchor_state) WHERE anchor_state <> '';
-- reviewer_uid is '' where the tag was agreed on; is_overruled where it was agreed that the tag does not belong there
CREATE TABLE statement_tag (
    statement_uid TEXT NOT NULL,
    tag_uid TEXT NOT NULL,
    reviewer_uid TEXT NOT NULL,
    is_overruled INTEGER NOT NULL,
    PRIMARY KEY (statement_uid, tag_uid, reviewer_uid)
) STRICT, WITHOUT ROWID;
CREATE INDEX statement_of_tag ON statement_tag (tag_uid, statement_uid);
CREATE TABLE tag (
    uid TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    colour TEXT NOT NULL,
    definition TEXT NOT NULL,
    is_position INTEGER NOT NULL,
    parent_uid TEXT,
    sort_key TEXT NOT NULL,
    position INTEGER NOT NULL,
    depth INTEGER NOT NULL,
    stands_for TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE tag_favourite (
    tag_uid TEXT NOT NULL, reviewer_uid TEXT NOT NULL, digit INTEGER NOT NULL, PRIMARY KEY (tag_uid, reviewer_uid)
) STRICT, WITHOUT ROWID;
CREATE TABLE chapter (
    uid TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    parent_uid TEXT,
    sort_key TEXT NOT NULL,
    position INTEGER NOT NULL,
    depth INTEGER NOT NULL,
    number TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- source_uid is its statement's, repeated for counting; NULL where there is no such statement
CREATE TABLE placement (
    uid TEXT PRIMARY KEY,
    chapter_uid TEXT NOT NULL,
    statement_uid TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    form TEXT NOT NULL,
    words TEXT NOT NULL,
    source_uid TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX placement_of_chapter ON placement (chapter_uid, source_uid);
CREATE INDEX placement_of_statement ON placement (statement_uid);
CREATE TABLE prose (
    uid TEXT PRIMARY KEY,
    chapter_uid TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    text TEXT NOT NULL,
    is_key_judgement INTEGER NOT NULL,
    likelihood TEXT NOT NULL,
    confidence TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX prose_of_chapter ON prose (chapter_uid, sort_key);
CREATE TABLE link (
    uid TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    from_uid TEXT NOT NULL,
    to_uid TEXT NOT NULL,
    assessment TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX link_from ON link (from_uid);
CREATE INDEX link_to ON link (to_uid);
CREATE TABLE note (
    uid TEXT PRIMARY KEY,
    target_uid TEXT NOT NULL,
    reviewer_uid TEXT NOT NULL,
    text TEXT NOT NULL,
    kind TEXT NOT NULL,
    clock INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX note_of_target ON note (target_uid);
CREATE TABLE conflict (
    entity_uid TEXT NOT NULL,
    field TEXT NOT NULL,
    entity_type TEXT NOT NULL,
    "values" TEXT NOT NULL,
    PRIMARY KEY (entity_uid, field)
) STRICT, WITHOUT ROWID;
"""

VIEWS = """
CREATE VIEW source_text AS
    SELECT source.uid AS source_uid, source.title, source.outlet, CAST(blob.data AS TEXT) AS text
    FROM source JOIN revision ON revision.uid = source.revision_uid JOIN blob ON blob.sha256 = revision.text_sha256;
CREATE VIEW statement_list AS
    SELECT 'S-' || statement.number AS code, statement.quote, source.outlet, source.title AS source_title,
        actor.name AS actor, statement.kind, json_extract(statement.event_date, '$.start') AS event_date,
        json_extract(statement.said_date, '$.start') AS said_date, statement.credibility,
        (SELECT group_concat(name, '; ') FROM (
            SELECT DISTINCT meant.name FROM statement_tag
            JOIN tag ON tag.uid = statement_tag.tag_uid JOIN tag AS meant ON meant.uid = tag.stands_for
            WHERE statement_tag.statement_uid = statement.uid AND NOT is_overruled ORDER BY meant.position)) AS tags,
        (SELECT group_concat(number || ' ' || title, '; ') FROM (
            SELECT chapter.number, chapter.title FROM placement
            JOIN chapter ON chapter.uid = placement.chapter_uid
            WHERE placement.statement_uid = statement.uid ORDER BY chapter.position)) AS chapters,
        reviewer.name AS reviewer, statement.uid AS statement_uid
    FROM statement
    LEFT JOIN source ON source.uid = statement.source_uid
    LEFT JOIN actor ON actor.uid = statement.actor_uid
    LEFT JOIN reviewer ON reviewer.uid = statement.reviewer_uid;
CREATE VIEW change_history AS
    SELECT datetime((change.clock >> 16) / 1000, 'unixepoch') AS at_utc, reviewer.name AS reviewer, change.kind,
        change.field, change.value, change.entity_uid
    FROM change LEFT JOIN reviewer ON reviewer.uid = change.reviewer_uid ORDER BY change.clock, change.seq;
"""

# What only a working copy has: its settings and the full search index. Neither is ever shared.
LOCAL_TABLES = (
    "CREATE TABLE local (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE searched (row INTEGER PRIMARY KEY, revision_uid TEXT NOT NULL UNIQUE, "
    "text_sha256 TEXT NOT NULL, blocks_sha256 TEXT NOT NULL) STRICT",
    "CREATE VIRTUAL TABLE search_index USING fts5(title, body, content='', tokenize='unicode61 remove_diacritics 2')",
)

# What merges brought in, so that one can be taken out again as long as nobody has built on it.
MERGE_TABLES = (
    "CREATE TABLE IF NOT EXISTS merge (row INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, made INTEGER NOT NULL, "
    "reviewer_uid TEXT NOT NULL, files TEXT NOT NULL, blobs TEXT NOT NULL, backup TEXT NOT NULL) STRICT",
    "CREATE TABLE IF NOT EXISTS merged_change (merge_row INTEGER NOT NULL, change_id BLOB NOT NULL) STRICT",
)

# How alike texts are, by revision; see likeness.py.
LIKENESS_TABLES = (
    "CREATE TABLE sketch (revision_uid TEXT PRIMARY KEY, key TEXT NOT NULL, words INTEGER NOT NULL, "
    "hashes BLOB NOT NULL, is_compared INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE likeness (one TEXT NOT NULL, other TEXT NOT NULL, share REAL NOT NULL, contained REAL NOT NULL, "
    "is_same INTEGER NOT NULL, PRIMARY KEY (one, other)) STRICT, WITHOUT ROWID",
)

# The sentences of all texts, with the names that texts introduce by their initials; see passages.py.
PASSAGE_TABLES = (
    "CREATE TABLE passage_text (row INTEGER PRIMARY KEY, revision_uid TEXT NOT NULL UNIQUE, language TEXT NOT NULL, "
    "sentences INTEGER NOT NULL, terms INTEGER NOT NULL) STRICT",
    # A row is never given twice: in the index its terms outlive it.
    "CREATE TABLE passage (row INTEGER PRIMARY KEY AUTOINCREMENT, text_row INTEGER NOT NULL, start INTEGER NOT NULL, "
    '"end" INTEGER NOT NULL) STRICT',
    "CREATE INDEX passage_of_text ON passage (text_row)",
    "CREATE TABLE passage_name (short TEXT NOT NULL, long TEXT NOT NULL, language TEXT NOT NULL, "
    "PRIMARY KEY (short, long, language)) STRICT, WITHOUT ROWID",
    "CREATE VIRTUAL TABLE passage_index USING fts5(terms, content='', columnsize=0, detail='none', "
    "tokenize='unicode61 remove_diacritics 0')",
    "CREATE VIRTUAL TABLE passage_term USING fts5vocab(passage_index, row)",
)

# What sentences say, as vectors of one model, by revision; see embeddings.py.
EMBEDDING_TABLES = (
    "CREATE TABLE passage_vector (row INTEGER PRIMARY KEY AUTOINCREMENT, revision_uid TEXT NOT NULL UNIQUE, "
    "model TEXT NOT NULL, starts BLOB NOT NULL, vectors BLOB NOT NULL) STRICT",
)

# What statements, notes and prose say, up to a place in the log; see search_items.py.
SEARCH_ITEM_TABLES = (
    # A row is never given twice: in the index its words outlive it.
    "CREATE TABLE search_item (row INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE) STRICT",
    "CREATE TABLE search_item_mark (seq INTEGER NOT NULL) STRICT",
    "CREATE VIRTUAL TABLE search_item_index USING fts5(words, content='', tokenize='unicode61 remove_diacritics 2')",
)

DERIVED_NAMES = (
    "project",
    "reviewer",
    "actor",
    "source",
    "source_read",
    "source_assigned",
    "revision",
    "block",
    "statement",
    "statement_tag",
    "tag",
    "tag_favourite",
    "chapter",
    "placement",
    "prose",
    "link",
    "note",
    "conflict",
)
SHARED_NAMES = ("meta", "change", "blob", *DERIVED_NAMES)


def create_shared_tables(connection: sqlite3.Connection) -> None:
    """Create all tables and views of a project file in an empty database, and mark it as ours."""
    connection.execute(f"PRAGMA page_size = {_PAGE_SIZE}")
    connection.executescript(LOG_TABLES + DERIVED_TABLES + VIEWS)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {USER_VERSION}")


def schema_text(connection: sqlite3.Connection, schema: str = "main") -> str:
    """Give the text of every object that a file defines, in a fixed order."""
    rows = connection.execute(f"SELECT type, name, sql FROM {schema}.sqlite_schema ORDER BY type, name").fetchall()
    return "\n".join(f"{kind} {name}: {sql}" for kind, name, sql in rows)
