"""The copies that synchronisers leave beside a shared file when two people changed it at once.

Dropbox, OneDrive, Google Drive, Nextcloud, ownCloud and Syncthing keep the file of whoever was slower under a name of
its own. Merging brings its work back; nobody would look for it there.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from annotator.core.errors import AnnotatorError
from annotator.store.working import SUFFIX, read_identity

# What stands between the shared file's own name and its ending. A word in lower case behind a dash is a name that a
# person gave.
_MARK = re.compile(
    r"""
      (?i:\ \((?:[^()]|\(\d+\))*\b(?:conflict|konflikt|conflit|충돌)(?:[^()]|\(\d+\))*\))   # Dropbox, Nextcloud
    | \ \(\d{1,3}\)                                                 # Google Drive, browsers
    | -(?=[0-9-]*[A-Z])[A-Z0-9][A-Z0-9-]+(?:\ \(\d{1,3}\))?         # OneDrive: the computer's name
    | \.sync-conflict-\d{8}-\d{6}(?:-\w+)?                          # Syncthing
    | _conflict-[\w-]+                                              # ownCloud
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Sibling:
    """A copy of the project beside its shared file; `publication_uid` names what it holds."""

    path: Path
    publication_uid: str

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.name


def find_siblings(shared_path: Path, project_uid: str) -> list[Sibling]:
    """Look in the folder of a shared file for copies that a synchroniser left there, by name.

    Only what is the same project counts, and is another publication than the shared file: an equal copy holds nothing
    that could be merged. A folder or a file that cannot be read holds none.
    """
    try:
        _, present = read_identity(shared_path)
        named = [path for path in shared_path.parent.iterdir() if is_named_as_copy(path.name, shared_path.name)]
    except (AnnotatorError, OSError):
        return []
    found = []
    for path in sorted(named):
        try:
            there, publication_uid = read_identity(path)
        except AnnotatorError:
            continue  # still being copied, or no project at all
        if there == project_uid and publication_uid != present:
            found.append(Sibling(path, publication_uid))
    return found


def is_named_as_copy(name: str, shared_name: str) -> bool:
    """Tell whether a file is called as synchronisers call the copy that lost against the shared file."""
    stem, ending = shared_name.removesuffix(SUFFIX), name[-len(SUFFIX) :]
    if ending.casefold() != SUFFIX or not name.startswith(stem):
        return False
    return _MARK.fullmatch(name[len(stem) : -len(SUFFIX)]) is not None
