"""Rendered citations kept between two runs, in one file that may be lost at any time."""

import contextlib
import hashlib
import json
from functools import cache
from pathlib import Path

import annotator
from annotator.core.errors import EnvironmentFaultError
from annotator.core.records import Json
from annotator.exchange.citing.frames import Frames
from annotator.exchange.citing.sheets import sheet
from annotator.exchange.files import replace_file

_NAME = "citations.json"
_MOST_KEPT = 5_000
_MOST_BYTES = 20_000_000


class CitationCache:
    """Keep what was rendered, in a folder that the caller names.

    What is kept is found by a hash over all that it was made from: the style's text, the language, the item, and the
    versions of citeproc-py and of this package. So it cannot be stale. A damaged file is as if there were none, and
    one that cannot be written is not missed.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / _NAME
        self._kept = _read(self._path)
        self._is_changed = False

    def find(self, key: str) -> Frames | None:
        """Give what was kept under a key, which `identity` made."""
        found = self._kept.get(key)
        return Frames(*found) if found else None

    def keep(self, key: str, frames: Frames) -> None:
        """Keep something more; the oldest makes room for it."""
        self._kept[key] = (frames.first, frames.later, frames.entry)
        while len(self._kept) > _MOST_KEPT:
            del self._kept[next(iter(self._kept))]
        self._is_changed = True

    def save(self) -> None:
        """Write the file, if there is something new."""
        if not self._is_changed:
            return
        written = json.dumps(self._kept, ensure_ascii=True, separators=(",", ":")).encode()
        with contextlib.suppress(EnvironmentFaultError, OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(self._path, written)
            self._is_changed = False


def identity(key: str, language: str, data: Json) -> str:
    """Name what an item becomes in a style and language."""
    stored = json.dumps(data, ensure_ascii=True, sort_keys=True)
    parts = (sheet(key, language), language.encode(), stored.encode(), _versions())
    # The length before each part, so that no two lists of parts run into the same bytes.
    return hashlib.sha256(b"".join(b"%d:%s" % (len(part), part) for part in parts)).hexdigest()


@cache
def _versions() -> bytes:
    """Name the code that renders: by its release, and where its text lies on the disk, by that."""
    from importlib import metadata

    made = hashlib.sha256(annotator.__version__.encode())
    with contextlib.suppress(metadata.PackageNotFoundError):
        made.update(metadata.version("citeproc-py").encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        made.update(path.read_bytes())
    return made.digest()


def _read(path: Path) -> dict[str, tuple[str, str, str]]:
    try:
        if path.stat().st_size > _MOST_BYTES:
            return {}
        stored = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(stored, dict):
        return {}
    return {key: (each[0], each[1], each[2]) for key, each in stored.items() if _is_whole(each)}


def _is_whole(each: object) -> bool:
    return isinstance(each, list) and len(each) == 3 and all(isinstance(text, str) for text in each)
