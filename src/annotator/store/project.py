"""One open project: its working copy, the edits that go in, and the shared file that comes out."""

import json
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from itertools import chain
from pathlib import Path

from annotator.core import edits
from annotator.core.changes import Draft
from annotator.core.clock import HybridClock
from annotator.core.errors import ProjectFileError, RefusedError
from annotator.core.identity import new_uid
from annotator.store import backups, passages, publishing, search, search_items, visibility, working
from annotator.store.applying import Applied, Applier
from annotator.store.connection import connect, plain_faults, transaction
from annotator.store.derive import Deriver
from annotator.store.log import Log
from annotator.store.publishing import Published
from annotator.store.reader import Reader
from annotator.store.schema import create_shared_tables
from annotator.store.union import taken_in
from annotator.store.working import SUFFIX

INDEX_BATCH = 20
ITEMS_NOW = 100
_UNVERIFIED = "unverified"
# Without it the next batch holds the file again before an edit that waits has looked.
INDEX_PAUSE_S = 0.02


class ProjectStore:
    """A project that is open through its working copy; used by one thread (others call `another`).

    `taken_in` is what came from the shared file while this was open: (entity type, uid) pairs.
    """

    def __init__(self, connection: sqlite3.Connection, working_path: Path, shared_path: Path) -> None:
        self.shared_path = shared_path
        self.working_path = working_path
        self._connection = connection
        self._log = Log(connection)
        self._clock = HybridClock(self._log.last_clock())
        self._applier = Applier(connection, self._clock)
        self._temporary: Path | None = None
        self._scoped: sqlite3.Connection | None = None
        self._scoped_to = ""
        self.taken_in: frozenset[tuple[str, str]] = frozenset()
        self.reader = Reader(connection)
        self.uid = self.reader.project().uid

    @classmethod
    def create(cls, path: Path, title: str, *, data_dir: Path | None = None, private: bool = False) -> "ProjectStore":
        """Make a new project file and open it.

        Raises:
            RefusedError: the file is there already.
        """
        path = with_suffix(path)
        if path.exists():
            raise RefusedError(f"{path} is there already; open it, or choose another name.")
        uid = new_uid()
        drafts = edits.create_project(uid, title)
        with tempfile.TemporaryDirectory(prefix="annotator-") as folder, plain_faults(path):
            seed = Path(folder) / "seed.sqlite"
            with closing(connect(seed)) as connection:
                create_shared_tables(connection)
                connection.execute("INSERT INTO meta (key, value) VALUES ('project_uid', ?)", (uid,))
                with transaction(connection):
                    Applier(connection, HybridClock()).apply(drafts, "", {})
            publishing.publish(seed, path, uid, "", lambda _: None)
        return cls.open(path, data_dir=data_dir, private=private)

    @classmethod
    def open(cls, path: Path, *, data_dir: Path | None = None, private: bool = False) -> "ProjectStore":
        """Open a project through its working copy, which is made where there is none.

        A `private` working copy serves one command and is removed when it is closed. The search index of a new
        working copy is empty until `index_texts` is called.

        Raises:
            ProjectFileError: the file is no project that we can read.
        """
        if path.is_symlink():
            path = path.resolve()  # a save replaces the file, and would leave the link's target behind
        project_uid, publication_uid = working.read_identity(path)
        temporary = Path(tempfile.mkdtemp(prefix="annotator-")) if private else None
        folder = temporary or data_dir or working.data_folder()
        working_path = working.working_copy_path(folder, project_uid, path)
        with plain_faults(working_path):
            is_new = not working_path.exists()
            if is_new:
                working.copy_to_working_copy(path, working_path)
            else:
                backups.back_up_earlier(working_path, project_uid, folder)
            store = cls(working.open_working_copy(working_path, is_private=private), working_path, path)
            store._temporary = temporary
            if is_new:
                store._note_publication(publication_uid, store._log.last_seq())
                store._set_local(_UNVERIFIED, "1")
            else:
                store.take_in_shared()
        return store

    def another(self) -> "ProjectStore":
        """Open the same working copy once more, for another thread."""
        connection = working.open_working_copy(self.working_path)
        store = ProjectStore(connection, self.working_path, self.shared_path)
        store.look_as(self.reader.viewer_uid)
        store.reader.meaning = self.reader.meaning
        return store

    def leave_the_log_to_others(self) -> None:
        """Never move the write-ahead log into the database here, which may take long: the connections of jobs do it."""
        self._connection.execute("PRAGMA wal_autocheckpoint = 0")

    def look_as(self, viewer_uid: str) -> None:
        """Have the reader answer for one reviewer, who while the project is worked on blind sees his own work only."""
        self.reader.viewer_uid = viewer_uid
        self._follow_blindness()

    def apply(self, drafts: Iterable[Draft], reviewer_uid: str, *, blobs: Mapping[str, bytes] | None = None) -> Applied:
        """Apply the drafts of one edit in one transaction; when this returns, they survive a crash."""
        with plain_faults(self.working_path), transaction(self._connection):
            self._clock.observe(self._log.last_clock())
            applied = self._applier.apply(drafts, reviewer_uid, blobs or {})
            kinds = {kind for kind, _ in applied.touched}
            if kinds & {"source", "revision"}:
                self._index_now()
            elif kinds & {"statement", "note", "prose"}:
                self._index_items_now()
        self._follow_blindness()
        return applied

    def undo(self, transaction_uids: Iterable[str], reviewer_uid: str) -> Applied:
        """Restore what stood before some transactions, in one; undoing what this gives is redoing.

        Raises:
            RefusedError: what they changed has been changed again since.
        """
        return self.apply(self._applier.inverse(transaction_uids), reviewer_uid)

    def publish(self) -> Published:
        """Write everything to the shared file, after taking in what it has that we lack."""
        published = publishing.publish(
            self.working_path, self.shared_path, self.uid, self._local("seen_publication"), self._take_in
        )
        self._note_publication(published.publication_uid, published.last_seq)
        return published

    def take_in_shared(self) -> bool:
        """Take in what others have put into the shared file, without writing it; say whether there was anything.

        Raises:
            ProjectFileError: what lies there is no project any more, or another one.
        """
        project_uid, publication_uid = working.read_identity(self.shared_path)
        if project_uid != self.uid:
            raise ProjectFileError(f"{self.shared_path.name} is now another project; save yours under another name.")
        if self._local("seen_publication") == publication_uid:
            return False
        with plain_faults(self.working_path):
            self._take_in(self.shared_path)
            self._set_local("seen_publication", publication_uid)
        return True

    def unpublished_count(self) -> int:
        """Count the changes that are only on this computer."""
        last = int(self._local("published_seq") or 0)
        (count,) = self._connection.execute("SELECT count(*) FROM change WHERE seq > ?", (last,)).fetchone()
        return int(count) - sum(end - max(last, start - 1) for start, end in self._arrived() if end > last)

    def index_items(self) -> int:
        """Bring the index of statements, notes and prose up to date; give how many changes were looked at."""
        with plain_faults(self.working_path), transaction(self._connection):
            search_items.drop_stale(self._connection)
        return self._index_all(search_items.index_changed, search_items.CHANGES_AT_ONCE)

    def index_passages(self) -> int:
        """Bring the index of sentences up to date; give how many texts came in (see index_texts)."""
        count = 0
        with plain_faults(self.working_path), self._without_waiting_for_the_disk():
            with transaction(self._connection):
                passages.forget_what_is_gone(self._connection)
            # Small texts share a transaction; nobody's edit waits for more than one.
            waiting: list[passages.Portion] = []
            for portion in chain(passages.portions(self._connection), (None,)):
                if portion is not None:
                    waiting.append(portion)
                    count += portion.is_last
                if portion is None or sum(len(each.sentences) for each in waiting) >= passages.SENTENCES_AT_ONCE:
                    with transaction(self._connection):
                        for each in waiting:
                            passages.write(self._connection, each)
                    waiting.clear()
        return count

    def index_texts(self) -> int:
        """Bring the search index up to date; give how many texts came in.

        It is done in small transactions, so that edits on another connection never wait long.
        """
        return self._index_all(search.index_new_revisions)

    def rebuild(self) -> None:
        """Rebuild every derived table from the log."""
        with plain_faults(self.working_path), transaction(self._connection):
            Deriver(self._connection).rebuild()

    @property
    def is_unverified(self) -> bool:
        """Whether this working copy was made of a file whose tables nobody has compared with its log yet."""
        return self._local(_UNVERIFIED) == "1"

    def note_verified(self) -> None:
        """Take note that they were compared; see doctor.distrust."""
        with plain_faults(self.working_path):
            self._set_local(_UNVERIFIED, "")

    def setting(self, key: str) -> str:
        """Give a setting that this computer remembers for the project, or ""."""
        return self._local(f"setting:{key}")

    def remember(self, key: str, value: str) -> None:
        """Remember a setting of this computer for the project; it is no change and never shared."""
        with plain_faults(self.working_path):
            self._set_local(f"setting:{key}", value)

    def close(self) -> None:
        """Close the working copy; a private one is removed."""
        if self._scoped is not None:
            self._scoped.close()
        self._connection.close()
        if self._temporary is not None:
            shutil.rmtree(self._temporary, ignore_errors=True)

    def _take_in(self, other: Path) -> None:
        shared = [(1, int(self._local("published_seq") or 0)), *self._arrived()]
        with taken_in(self._connection, self._applier, other, shared) as (added, first_lacking):
            self.taken_in |= added.touched
            self._note_arrived(added.last_seq, first_lacking)
            self._index_now()
        self._follow_blindness()

    def _note_arrived(self, before: int, first_lacking: int) -> None:
        """Take note of what the shared file brought, which is shared, and of what it has lost again.

        An older copy of it may have been put back: from the first shared change on that it lacks, ours count as
        unshared.
        """
        arrived = [each for each in self._arrived() if not first_lacking or each[1] < first_lacking]
        after = self._log.last_seq()
        if after > before:
            arrived.append((before + 1, after))
        if first_lacking and first_lacking <= int(self._local("published_seq") or 0):
            self._set_local("published_seq", str(first_lacking - 1))
        self._set_local("arrived", json.dumps(arrived))

    def _arrived(self) -> list[tuple[int, int]]:
        """Give the runs of places in the log that came with the shared file since it was last written from here."""
        return [(first, last) for first, last in json.loads(self._local("arrived") or "[]")]

    def _follow_blindness(self) -> None:
        """Read through a connection of its own while others' work is hidden: what is hidden must still be written."""
        viewer = self.reader.viewer_uid if visibility.is_blind(self._connection) else ""
        if viewer == self._scoped_to:
            return
        self._scoped_to = viewer
        if self._scoped is not None:
            self._scoped.close()
            self._scoped = None
        if viewer:
            self._scoped = connect(self.working_path, read_only=True)
            self._scoped.create_function("casefold", 1, str.casefold, deterministic=True)
            visibility.hide_others(self._scoped, viewer)
        self.reader.read_from(self._scoped or self._connection)

    def _index_now(self) -> None:
        """Index a few texts in the caller's transaction; `index_texts` does the rest of many, without a hold-up.

        A private working copy is thrown away before anybody searches it.
        """
        if self._temporary is None:
            search.index_new_revisions(self._connection, INDEX_BATCH)
            self._index_items_now()

    def _index_items_now(self) -> None:
        """Index what an edit changed; where much has come in, `index_items` does it."""
        if self._temporary is None:
            search_items.index_changed(self._connection, ITEMS_NOW)

    def _index_all(self, index: Callable[[sqlite3.Connection, int], int], batch: int = INDEX_BATCH) -> int:
        total = 0
        with self._without_waiting_for_the_disk():
            while True:
                with plain_faults(self.working_path), transaction(self._connection):
                    count = index(self._connection, batch)
                total += count
                if count < batch:
                    return total
                time.sleep(INDEX_PAUSE_S)

    @contextmanager
    def _without_waiting_for_the_disk(self) -> Iterator[None]:
        """Write what a power cut may take because it is made again."""
        self._connection.execute("PRAGMA synchronous = NORMAL")
        try:
            yield
        finally:
            self._connection.execute(f"PRAGMA synchronous = {'OFF' if self._temporary else 'FULL'}")

    def _note_publication(self, publication_uid: str, last_seq: int) -> None:
        with transaction(self._connection):
            self._set_local("seen_publication", publication_uid)
            self._set_local("published_seq", str(last_seq))
            self._set_local("arrived", "[]")

    def _local(self, key: str) -> str:
        row = self._connection.execute("SELECT value FROM local WHERE key = ?", (key,)).fetchone()
        return row[0] if row else ""

    def _set_local(self, key: str, value: str) -> None:
        self._connection.execute(
            "INSERT INTO local (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, value),
        )


def with_suffix(path: Path) -> Path:
    """Give a project file its ending where it has none."""
    return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
