"""Who has a shared project open: advice, in small files beside it that bind nobody.

Each window writes one, again and again while it is open, and removes it when it closes. One that has not been written
for a while counts as gone, so a computer that lost its power keeps nobody away; nothing ever waits for such a file.
"""

import contextlib
import hashlib
import json
import os
import socket
import time
from dataclasses import dataclass
from pathlib import Path

# Written twice as often, so that one write that fails makes nobody vanish.
GONE_AFTER_S = 150
WRITE_EVERY_S = 60
_LARGEST = 4_096
_ENDING = ".here"


@dataclass(frozen=True, slots=True)
class Presence:
    """Somebody who has the project open. `since` is seconds since 1970 (UTC) by that computer's clock."""

    reviewer_uid: str
    name: str
    computer: str
    since: float


class PresenceFile:
    """One window's own file. Where the folder cannot be written nobody learns of it, and nothing else happens."""

    def __init__(self, shared_path: Path, reviewer_uid: str, name: str) -> None:
        who = hashlib.sha256(f"{reviewer_uid} {socket.gethostname()} {os.getpid()}".encode()).hexdigest()[:12]
        self._beginning = f".{shared_path.name}."
        self._path = shared_path.with_name(f"{self._beginning}{who}{_ENDING}")
        self._told = {"reviewer": reviewer_uid, "name": name, "computer": socket.gethostname(), "since": time.time()}

    def look_round(self) -> list[Presence]:
        """Say that this window is still there, and give who else is, by name; what nobody wrote lately is cleared."""
        found = []
        with contextlib.suppress(OSError):
            self._path.write_text(json.dumps(self._told, ensure_ascii=False), encoding="utf-8")
            # The share's own clock wrote both times: those of two computers may differ by hours.
            now = self._path.stat().st_mtime
            for path in self._path.parent.glob(f"{_escaped(self._beginning)}*{_ENDING}"):
                if path != self._path and (present := _read(path, now)):
                    found.append(present)
        return sorted(found, key=lambda each: (each.name.casefold(), each.computer))

    def remove(self) -> None:
        """Say that it is not there any more."""
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)


def _escaped(name: str) -> str:
    """Write a name for a pattern, which would obey some characters of it."""
    return "".join(f"[{character}]" if character in "*?[" else character for character in name)


def _read(path: Path, now: float) -> Presence | None:
    try:
        if now - path.stat().st_mtime > GONE_AFTER_S:
            path.unlink(missing_ok=True)
            return None
        told = json.loads(path.read_bytes()[:_LARGEST])
        return Presence(str(told["reviewer"]), str(told["name"]), str(told["computer"]), float(told["since"]))
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None
