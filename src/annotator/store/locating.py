"""Where in each text a place is, read from the blocks of its revision and kept."""

import sqlite3
from collections.abc import Iterator
from operator import itemgetter

from annotator.core.blocklist import load_blocks
from annotator.core.locators import Locator, page_turns
from annotator.store.log import Log


class Locators:
    """The locators of one database's revisions; whoever writes blocks or gives a transaction up has them forgotten."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._log = Log(connection)
        self._known: dict[str, Locator] = {}
        self._seen_version = 0

    def of(self, revision_uid: str) -> Locator:
        """Give a revision's locator; it knows no place while the revision is not here (an extract may come before)."""
        if revision_uid not in self._known:
            rows = self._connection.execute(
                "SELECT start, locator_kind, locator FROM block WHERE revision_uid = ? ORDER BY start", (revision_uid,)
            )
            places = [(start, (kind, number)) for start, kind, number in rows]
            if any(kind == "page" for _, (kind, _) in places):
                places = sorted([*places, *self._page_turns(revision_uid)], key=itemgetter(0))
            self._known[revision_uid] = Locator(places)
        return self._known[revision_uid]

    def forget(self, revision_uid: str) -> None:
        """Forget the locator of one revision."""
        self._known.pop(revision_uid, None)

    def forget_all(self) -> None:
        """Forget every locator."""
        self._known.clear()

    def forget_those_of_others(self) -> None:
        """Forget what another connection may have made stale, say by merging a correction of blocks."""
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        if version != self._seen_version:
            self._seen_version = version
            self._known.clear()

    def _page_turns(self, revision_uid: str) -> Iterator[tuple[int, tuple[str, int]]]:
        """Give where pages of the original begin inside of blocks."""
        query = "SELECT blocks_sha256 FROM revision WHERE uid = ?"
        (sha256,) = self._connection.execute(query, (revision_uid,)).fetchone()
        for block in load_blocks(self._log.blob(sha256)):
            yield from ((offset, ("page", page)) for offset, page in page_turns(block))
