"""The things of a project as a list of changes names them, also those that have been deleted, and where they are."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication

from annotator.core.errors import NotFoundError
from annotator.core.fold import Entity
from annotator.core.prose import Citation, parse
from annotator.store.history import Names, entity_of
from annotator.store.reader import Reader

LONGEST_WORDS = 240
ICONS = {
    "statement": "marker",
    "source": "text-box-outline",
    "revision": "text-box-outline",
    "chapter": "format-list-bulleted",
    "prose": "format-paragraph",
    "placement": "format-quote-close",
    "tag": "tag-outline",
    "actor": "account-voice",
    "link": "link-variant",
    "note": "note-outline",
    "reviewer": "account-outline",
    "project": "folder-open-outline",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a thing can be seen. Of the four uids those are set that lead there; `item_uid` stands in the chapter."""

    statement_uid: str = ""
    source_uid: str = ""
    tag_uid: str = ""
    chapter_uid: str = ""
    item_uid: str = ""


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing as people call it.

    `name` is short ("S-12", "2 Background"), `words` its first words on one line, or ""; `within` says what it belongs
    to, a statement's source. `place` is None where there is nowhere to go.
    """

    uid: str
    kind: str
    name: str
    words: str = ""
    within: str = ""
    place: Place | None = None
    is_gone: bool = False

    @property
    def icon(self) -> str:
        """The icon of its kind."""
        return ICONS.get(self.kind, "help-circle-outline")

    @property
    def kind_words(self) -> str:
        """Its kind in a word."""
        return kind_words(self.kind)

    @property
    def spoken(self) -> str:
        """All of it, for screen readers and undo: "S-12, The ferry left"."""
        return ", ".join(filter(None, (self.name or self.kind_words, self.words)))


class Things:
    """Look things up by uid, each once until it is forgotten; for the thread of the reader behind it."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: dict[str, Thing] = {}
        self._names = Names(reader)

    def forget(self) -> None:
        """Look everything up anew: a chapter's number, say, changes with what happens to others."""
        self._known.clear()
        self._names = Names(self._reader)

    def name_of(self, uid: str) -> str:
        """Give the name of a thing, or ""."""
        return self._names.name_of(uid) if uid else ""

    def thing(self, uid: str) -> Thing:
        """Give a thing; one that nobody ever made has no name."""
        if uid not in self._known:
            try:
                self._known[uid] = self._told(entity_of(self._reader, uid))
            except NotFoundError:
                self._known[uid] = Thing(uid, "", "", is_gone=True)
        return self._known[uid]

    def with_citations(self, text: str) -> str:
        """Give the words of prose with its citations as people read them: "an hour late [S-3]"."""
        parts = parse(text)
        return "".join(
            f"[{self.name_of(each.statement_uid)}]" if isinstance(each, Citation) else each for each in parts
        )

    def _told(self, entity: Entity) -> Thing:
        fields, kind = entity.fields, entity.type
        place = _place(entity) if self._is_seen(entity) else None
        name, words, within = self.name_of(entity.uid), "", ""
        if kind == "statement":
            words = _quoted((fields.get("anchor") or {}).get("quote"))
            within = self.name_of(str(fields.get("source", "")))
        elif kind == "source":
            title = _first((fields.get("meta:title") or {}).get("value"))
            words = title if title != name else ""
        elif kind == "prose":
            chapter = str((fields.get("place") or {}).get("chapter", ""))
            name, within = _tr("Passage in {0}").format(self._chapter(chapter)), self.name_of(chapter)
            words = _first(self.with_citations(str(fields.get("text") or "")))
        elif kind == "placement":
            statement = str(fields.get("statement", ""))
            chapter = str(fields.get("chapter", ""))
            name = _tr("{0} in {1}").format(self.name_of(statement), self._chapter(chapter))
            words, within = self.thing(statement).words, self.name_of(chapter)
        elif kind == "link":
            name = self.name_of(entity.uid)
        elif kind == "note":
            name = _tr("Note on {0}").format(self.name_of(str(fields.get("target", ""))))
            words = _first(fields.get("text"))
        elif kind == "tag":
            words = _first(fields.get("definition"))
        return Thing(entity.uid, kind, name, words, within, place, is_gone=not entity.is_alive)

    def _chapter(self, uid: str) -> str:
        """Say a chapter by its number, or one that is gone by its title."""
        name = self.name_of(uid)
        number, _, title = name.partition(" ")
        return _tr("chapter {0}").format(number) if title and number[:1].isdigit() else f"“{name}”"

    def _is_seen(self, entity: Entity) -> bool:
        """Tell whether a thing is there to be gone to, and what it stands on too."""
        if not entity.is_alive:
            return False
        holder = {"note": "target", "link": "from", "placement": "statement", "revision": "source"}.get(entity.type)
        return holder is None or not self.thing(str(entity.fields.get(holder, ""))).is_gone


def kind_words(kind: str) -> str:
    """Name a kind of thing."""
    return {
        "statement": _tr("Statement"),
        "source": _tr("Source"),
        "revision": _tr("Text"),
        "chapter": _tr("Chapter"),
        "prose": _tr("Passage"),
        "placement": _tr("Place in a chapter"),
        "tag": _tr("Tag"),
        "actor": _tr("Actor"),
        "link": _tr("Link"),
        "note": _tr("Note"),
        "reviewer": _tr("Reviewer"),
        "project": _tr("Project"),
    }.get(kind, _tr("Something"))


def standing_alone(entities: Collection[Entity]) -> list[Entity]:
    """Leave out of things that were deleted together those that were so only because they hung on another."""
    together = {entity.uid for entity in entities}
    return [entity for entity in entities if not (_holders(entity) & together)]


def _holders(entity: Entity) -> set[str]:
    place = entity.fields.get("place") or {}
    named = [entity.fields.get(name) for name in ("source", "chapter", "statement", "target", "from", "to")]
    return {uid for uid in (*named, place.get("parent"), place.get("chapter")) if isinstance(uid, str)}


def _place(entity: Entity) -> Place | None:
    fields, uid = entity.fields, entity.uid
    if entity.type == "placement":
        return Place(chapter_uid=str(fields.get("chapter", "")), item_uid=uid)
    if entity.type == "prose":
        return Place(chapter_uid=str((fields.get("place") or {}).get("chapter", "")), item_uid=uid)
    return {
        "statement": Place(statement_uid=uid),
        "source": Place(source_uid=uid),
        "revision": Place(source_uid=str(fields.get("source", ""))),
        "tag": Place(tag_uid=uid),
        "chapter": Place(chapter_uid=uid),
        "link": Place(statement_uid=str(fields.get("from", ""))),
        # What the note is on says where to go; a note on anything but a statement or a source is found there alone.
        "note": Place(statement_uid=str(fields.get("target", "")), source_uid=str(fields.get("target", ""))),
    }.get(entity.type)


def _first(words: Any) -> str:
    line = " ".join(str(words or "").split())
    return line if len(line) <= LONGEST_WORDS else line[: LONGEST_WORDS - 1].rstrip() + "…"


def _quoted(words: Any) -> str:
    first = _first(words)
    return f"“{first}”" if first else ""


def _tr(words: str) -> str:
    return QCoreApplication.translate("history", words)
