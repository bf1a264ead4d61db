"""What this computer remembers between starts: who is working, recent projects, the look. No project data."""

import contextlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import platformdirs

from annotator.core.errors import RefusedError
from annotator.core.identity import new_uid
from annotator.core.records import Reviewer
from annotator.core.vocabulary import TAG_COLOURS

Mode = Literal["light", "dark", "system"]
DATA_VARIABLE = "ANNOTATOR_DATA"
RECENT_LIMIT = 12


@dataclass(frozen=True, slots=True)
class Recent:
    """A project that was open before; `opened` is an ISO time."""

    path: Path
    title: str
    opened: str


class Preferences:
    """A small JSON file in the data folder, written whole and at once.

    A file that cannot be read is left out of account: nothing in it is worth stopping the application for.
    """

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / "preferences.json"
        self._values = self._load()

    @property
    def mode(self) -> Mode:
        """The wanted look."""
        wanted: Mode = self._values.get("mode", "system")
        return wanted if wanted in get_args(Mode) else "system"

    @property
    def recents(self) -> list[Recent]:
        """The projects that were open before, newest first; those whose file is gone are left out."""
        made = [Recent(Path(e["path"]), str(e["title"]), str(e["opened"])) for e in self._entries()]
        return [each for each in made if each.path.exists()]

    @property
    def reviewer(self) -> Reviewer | None:
        """Who is working here; None before the first introduction.

        The uid is drawn once and stays, so that a corrected name is still the same person in every project.
        """
        stored = self._values.get("reviewer")
        if not isinstance(stored, dict) or not stored.get("name") or not stored.get("uid"):
            return None
        uid, colour = str(stored["uid"]), stored.get("colour")
        if colour not in TAG_COLOURS:
            colour = TAG_COLOURS[sum(uid.encode()) % len(TAG_COLOURS)]
        return Reviewer(uid, str(stored["name"]), str(stored.get("initials", "")), colour)

    def forget_recent(self, path: Path) -> None:
        """Take a project off the list."""
        self._save(recents=[e for e in self._entries() if e["path"] != str(path)])

    def get(self, key: str, default: Any = None) -> Any:
        """Give any other remembered value."""
        return self._values.get(key, default)

    def introduce(self, name: str, initials: str, colour: str = "") -> Reviewer:
        """Remember who is working here; without a colour the one so far stays.

        Raises:
            RefusedError: the name is empty.
        """
        if not name.strip():
            raise RefusedError("Write your name: every change carries it.")
        known = self.reviewer
        uid = known.uid if known is not None else new_uid()
        colour = colour or (known.colour if known is not None else "")
        stored = {"uid": uid, "name": name.strip(), "initials": initials.strip()}
        self._save(reviewer=stored | ({"colour": colour} if colour else {}))
        made = self.reviewer
        assert made is not None
        return made

    def remember_recent(self, path: Path, title: str, opened: str) -> None:
        """Put a project first on the list."""
        entry = {"path": str(path.absolute()), "title": title, "opened": opened}
        others = [e for e in self._entries() if e["path"] != entry["path"]]
        self._save(recents=[entry, *others][:RECENT_LIMIT])

    def set(self, key: str, value: Any) -> None:
        """Remember any other value that JSON can hold."""
        self._save(**{key: value})

    def set_mode(self, mode: Mode) -> None:
        """Remember the wanted look."""
        self._save(mode=mode)

    def _entries(self) -> list[dict[str, Any]]:
        stored = self._values.get("recents", [])
        wanted = {"path", "title", "opened"}
        return [e for e in stored if isinstance(e, dict) and wanted <= e.keys()] if isinstance(stored, list) else []

    def _load(self) -> dict[str, Any]:
        try:
            loaded = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return loaded if isinstance(loaded, dict) else {}

    def _save(self, **values: Any) -> None:
        if all(self._values.get(key) == value for key, value in values.items()):
            return
        self._values |= values
        fresh = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_text(json.dumps(self._values, ensure_ascii=False, indent=1), encoding="utf-8")
            os.replace(fresh, self._path)
        except OSError:
            # A full or read-only disk must not stop the work; the project has its own, loud, way of saving.
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)


def data_folder() -> Path:
    """Give the folder for working copies, preferences and the log; the environment can name another."""
    named = os.environ.get(DATA_VARIABLE)
    return Path(named) if named else Path(platformdirs.user_data_dir("annotator", appauthor=False))


def initials_of(name: str) -> str:
    """Suggest initials: "Mara Okafor" gives "MO"; a name of one word its first two letters."""
    words = [each for each in name.replace("-", " ").split() if each[0].isalnum()]
    if len(words) > 1:
        return (words[0][0] + words[-1][0]).upper()
    return words[0][:2].upper() if words else ""
