"""Edits of the project itself, its reviewers, its actors, and notes on anything."""

from annotator.core.briefing.settings import BRIEFING_FIELD, checked_setting
from annotator.core.changes import Draft
from annotator.core.edits.wishes import required_words
from annotator.core.errors import RefusedError
from annotator.core.identity import new_uid, own_note_uid
from annotator.core.learning import OUTLET_FIELD
from annotator.core.reading import Reading
from annotator.core.records import Json

_PROJECT_FIELDS = ("title", "subtitle", "language")
_REVIEWER_FIELDS = ("name", "initials", "colour")


def create_project(uid: str, title: str) -> list[Draft]:
    """Begin a project: the first change of every log."""
    value = {"title": required_words(title, "The project's title"), "subtitle": "", "language": "en"}
    return [Draft("create", uid, "project", value)]


def set_project_field(project_uid: str, field: str, value: str) -> list[Draft]:
    """Set the project's title, subtitle or language."""
    if field not in _PROJECT_FIELDS:
        raise RefusedError(f"A project has no field called {field}.")
    if field == "title":
        value = required_words(value, "The project's title")
    return [Draft("set", project_uid, field, value)]


def choose_for_briefing(project_uid: str, name: str, value: Json) -> list[Draft]:
    """Set one thing that the project remembers for its briefing; None brings the standard back.

    Raises:
        RefusedError: there is no such choice, or it cannot have this value.
    """
    stored = checked_setting(name, value)
    return [Draft("set", project_uid, f"{BRIEFING_FIELD}{name}", stored)]


def learn_outlet(project_uid: str, host: str, outlet: str) -> list[Draft]:
    """Keep with the project whose pages stand under a host (see core.learning); no outlet forgets it."""
    if not host:
        raise RefusedError("This article has no address to learn from.")
    return [Draft("set", project_uid, f"{OUTLET_FIELD}{host}", " ".join(outlet.split()))]


def add_reviewer(name: str, initials: str, colour: str, uid: str | None = None) -> list[Draft]:
    """Add somebody who makes changes."""
    value = {"name": required_words(name, "The reviewer's name"), "initials": initials.strip(), "colour": colour}
    return [Draft("create", uid or new_uid(), "reviewer", value)]


def set_reviewer_field(uid: str, field: str, value: str) -> list[Draft]:
    """Set a reviewer's name, initials or colour."""
    if field not in _REVIEWER_FIELDS:
        raise RefusedError(f"A reviewer has no field called {field}.")
    return [Draft("set", uid, field, required_words(value, f"The reviewer's {field}"))]


def add_actor(name: str, uid: str | None = None) -> list[Draft]:
    """Add a person or body that says things."""
    return [Draft("create", uid or new_uid(), "actor", {"name": required_words(name, "The actor's name")})]


def rename_actor(uid: str, name: str) -> list[Draft]:
    """Give an actor another name."""
    return [Draft("set", uid, "name", required_words(name, "The actor's name"))]


def write_note(reading: Reading, target_uid: str, reviewer_uid: str, text: str) -> list[Draft]:
    """Write one's own note on something; an empty text deletes it. Each reviewer keeps one note on each thing."""
    uid = own_note_uid(target_uid, reviewer_uid)
    exists = any(note.uid == uid for note in reading.notes(target_uid))
    if not text.strip():
        return [Draft("delete", uid, "note")] if exists else []
    if exists:
        return [Draft("set", uid, "text", text)]
    return [Draft("create", uid, "note", {"target": target_uid, "reviewer": reviewer_uid, "text": text})]
