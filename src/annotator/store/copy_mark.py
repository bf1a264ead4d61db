"""What a copy to send says of itself, in a row of `meta` that no project's own file has.

The row goes wherever the file goes, and merging leaves it alone: what takes the copy in is no copy for that.
"""

import json
import sqlite3
from dataclasses import asdict, dataclass

from annotator.core.changes import canonical_json

_KEY = "copy"


@dataclass(frozen=True, slots=True)
class CopyMark:
    """How a copy differs from the project it was made from.

    `is_part`: some sources or chapters only. `is_news`: only what somebody lacked, so texts that they had are missing.
    `lacks_originals`: texts are there, the files they were taken from are not. A clean copy lacks nothing, but it is
    another project, and it does not say of which.
    """

    is_clean: bool = False
    is_part: bool = False
    is_news: bool = False
    lacks_originals: bool = False

    def joined(self, other: "CopyMark | None") -> "CopyMark":
        """Give the mark of a copy of a copy, which lacks what either of them lacks."""
        if other is None:
            return self
        return CopyMark(
            self.is_clean or other.is_clean,
            self.is_part or other.is_part,
            self.is_news or other.is_news,
            self.lacks_originals or other.lacks_originals,
        )

    def words(self) -> str:
        """Say what somebody who opens the copy by itself has to know, or "" where it holds everything."""
        if self.is_news:
            return "This is an extract of what somebody lacked; it is not whole before it is merged into their file."
        if self.is_part:
            without = ", without the originals" if self.lacks_originals else ""
            return f"This is an extract of some sources or chapters{without}; the rest is in the whole project."
        if self.lacks_originals:
            return "This is an extract without the originals; they are in the whole project."
        if self.is_clean:
            return "This is a clean copy for outsiders; it never merges into the project that it was made from."
        return ""


def read_mark(connection: sqlite3.Connection) -> CopyMark | None:
    """Read what a file says of itself; None where it is no copy to send, or one that this version cannot read."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (_KEY,)).fetchone()
    try:
        return CopyMark(**{name: value is True for name, value in json.loads(row[0]).items()}) if row else None
    except (ValueError, TypeError, AttributeError):
        return None


def write_mark(connection: sqlite3.Connection, mark: CopyMark) -> None:
    """Mark a file as a copy to send."""
    connection.execute("INSERT INTO meta (key, value) VALUES (?, ?)", (_KEY, canonical_json(asdict(mark))))


def remove_mark(connection: sqlite3.Connection) -> None:
    """Take the mark away, when the whole project has been merged into an extract."""
    connection.execute("DELETE FROM meta WHERE key = ?", (_KEY,))


def merge_refusal(name: str, mark: CopyMark | None) -> str:
    """Say why a file of another project cannot be merged, by what it says of itself."""
    if mark is not None and mark.is_clean:
        return f"{name} is a clean copy for outsiders, which never merges; ask for an extract instead."
    return f"{name} is another project; only copies and extracts of one project can be merged."
