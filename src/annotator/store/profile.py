"""Who works on this computer, and the same person as a reviewer of a project."""

import getpass
import json
import os
from pathlib import Path
from typing import Any

from annotator.core import edits
from annotator.core.errors import EnvironmentFaultError
from annotator.core.identity import new_uid
from annotator.core.records import Reviewer
from annotator.core.vocabulary import TAG_COLOURS
from annotator.store.connection import file_fault
from annotator.store.project import ProjectStore

# The window keeps its preferences in the same file; a name given there is the commands' name too.
FILE_NAME = "preferences.json"
_KEY = "reviewer"


def load_profile(folder: Path) -> Reviewer | None:
    """Read who works on this computer from the data folder; None before anybody has said so."""
    stored = _load(folder).get(_KEY)
    if not isinstance(stored, dict) or not stored.get("name") or not stored.get("uid"):
        return None
    uid, initials = str(stored["uid"]), str(stored.get("initials", ""))
    return _reviewer(str(stored["name"]), uid, initials, str(stored.get("colour", "")))


def save_profile(folder: Path, profile: Reviewer) -> None:
    """Remember who works on this computer, beside whatever else is remembered.

    Raises:
        EnvironmentFaultError: the data folder cannot be written.
    """
    stored = {"uid": profile.uid, "name": profile.name, "initials": profile.initials, "colour": profile.colour}
    values = _load(folder) | {_KEY: stored}
    path = folder / FILE_NAME
    fresh = path.with_suffix(".new")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        fresh.write_text(json.dumps(values, ensure_ascii=False, indent=1), encoding="utf-8")
        os.replace(fresh, path)
    except OSError as error:
        raise file_fault(path, error) from error


def login_profile() -> Reviewer:
    """Make a profile of the name under which somebody is logged in.

    Raises:
        EnvironmentFaultError: the machine knows no name.
    """
    try:
        name = getpass.getuser()
    except (KeyError, OSError, ImportError) as error:
        raise EnvironmentFaultError("This computer does not say who you are; name yourself with --reviewer.") from error
    return new_profile(name)


def new_profile(name: str) -> Reviewer:
    """Make a profile of a name, with an identity of its own."""
    return _reviewer(" ".join(name.split()), new_uid(), initials_of(name))


def ensure_reviewer(store: ProjectStore, profile: Reviewer) -> str:
    """Give the uid under which somebody makes changes in a project; who is not in it yet is added.

    The same uid is the same person; else somebody of the same name is.
    """
    reviewers = store.reader.reviewers()
    known = next((each for each in reviewers if each.uid == profile.uid), None)
    known = known or next((each for each in reviewers if each.name.casefold() == profile.name.casefold()), None)
    if known is not None:
        return known.uid
    drafts = edits.add_reviewer(profile.name, profile.initials, profile.colour, uid=profile.uid)
    store.apply(drafts, profile.uid)
    return profile.uid


def initials_of(name: str) -> str:
    """Suggest initials: "Mara Okafor" gives "MO"; a name of one word its first two letters."""
    words = [word for word in name.replace("-", " ").split() if word[0].isalnum()]
    if len(words) > 1:
        return (words[0][0] + words[-1][0]).upper()
    return words[0][:2].upper() if words else ""


def _load(folder: Path) -> dict[str, Any]:
    """Read what is remembered; a file that cannot be read counts as nothing."""
    try:
        loaded = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return loaded if isinstance(loaded, dict) else {}


def _reviewer(name: str, uid: str, initials: str, colour: str = "") -> Reviewer:
    # From the uid, so that the colour is the same wherever nobody has chosen another.
    suggested = TAG_COLOURS[sum(uid.encode()) % len(TAG_COLOURS)]
    return Reviewer(uid, name, initials, colour if colour in TAG_COLOURS else suggested)
