"""Fields and their values as the screen for conflicts says them: whole, and places by what stands beside them."""

from collections.abc import Sequence
from contextlib import suppress

from PySide6.QtCore import QCoreApplication

from annotator.core.errors import NotFoundError
from annotator.core.fold import LIFE
from annotator.core.prose import plain
from annotator.core.records import Chapter, Json, Placement, Prose, Tag
from annotator.core.values import ValueWords
from annotator.core.vocabulary import CREDIBILITY, METADATA_FIELDS, RELIABILITY
from annotator.core.words import ENGLISH
from annotator.session.text_session import corrector_of
from annotator.store.history import Names, entity_of
from annotator.store.reader import Reader

_BEGINNING = 48


class FieldWords:
    """Say fields and values; good for as long as nothing in the project changes."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.name_of = Names(reader).name_of
        self._values = ValueWords(ENGLISH, self.name_of)

    def field(self, entity_type: str, field: str) -> str:
        """Name a field for the head of a row: "Credibility", "Chapter title"."""
        special = {
            ("chapter", "title"): _tr("Chapter title"),
            ("note", "text"): _tr("Note"),
            ("project", "title"): _tr("Project title"),
            ("prose", "text"): _tr("Prose"),
            ("tag", "name"): _tr("Tag name"),
            ("actor", "name"): _tr("Actor’s name"),
            ("statement", "anchor_state"): _tr("Passage to check"),
            ("source", "revision"): _tr("Text"),
        }.get((entity_type, field))
        if special or field == LIFE:
            return special or _tr("Deleted")
        kind, _, name = field.partition(":")
        if kind == "block":
            return _tr("Kind of paragraph")
        if kind == "meta" and name in METADATA_FIELDS:
            return METADATA_FIELDS[name]
        words = self._values.field(field)
        words = kind if words == field else words.removeprefix("the ")
        return words[:1].upper() + words[1:]

    def value(self, entity_type: str, entity_uid: str, field: str, value: Json) -> str:
        """Say a value with nothing left out."""
        kind = field.partition(":")[0]
        if kind in ("place", "order"):
            return self._place(entity_type, entity_uid, value)
        if kind == "block":
            return self._block(entity_uid, field, value)
        if (entity_type, field) == ("source", "revision"):
            return self._text(str(value))
        if value is None or value == "":
            return {"merged_into": _tr("not joined"), "anchor_state": _tr("checked")}.get(kind, _tr("not set"))
        if kind == "credibility":
            return f"{value} {CREDIBILITY.get(value, '')}".rstrip()
        if kind == "reliability":
            return f"{value} {RELIABILITY.get(value, '')}".rstrip()
        if kind == "anchor_state":
            return _tr("not found") if value == "lost" else _tr("moved")
        if kind in ("tag", "read", "assigned", "agreed"):
            return _judged(kind, bool(value))
        if isinstance(value, list):
            return ", ".join(map(str, value))
        return _whole(field, value) or self._values.value(field, value) or _tr("not set")

    def _block(self, revision_uid: str, field: str, value: Json) -> str:
        """Say what a block is: "heading 2, “What the board decided”"."""
        words = block_words(value)
        with suppress(NotFoundError):
            start = int(field.partition(":")[2])
            block = next((each for each in self._reader.blocks(revision_uid) if each.start == start), None)
            if block is not None:
                text = self._reader.text(revision_uid)
                return _tr("{0}: “{1}”").format(words, beginning(text[block.start : block.end]))
        return words

    def _text(self, revision_uid: str) -> str:
        corrector = corrector_of(self._reader, revision_uid)
        return _tr("corrected by {0}").format(corrector.name) if corrector else _tr("as it was read from a file")

    def _place(self, entity_type: str, entity_uid: str, value: Json) -> str:
        try:
            if entity_type == "placement":
                chapter_uid = str(entity_of(self._reader, entity_uid).fields.get("chapter", ""))
                return self._in_chapter(entity_uid, chapter_uid, str(value))
            if entity_type == "prose":
                return self._in_chapter(entity_uid, value["chapter"], value["order"])
        except NotFoundError:
            return _tr("a chapter that is gone")
        nodes = self._reader.tags() if entity_type == "tag" else self._reader.chapters()
        return self._in_tree(nodes, entity_uid, value)

    def _in_chapter(self, uid: str, chapter_uid: str, order: str) -> str:
        name = self.name_of(chapter_uid)
        before = [each for each in self._reader.chapter_items(chapter_uid) if each.uid != uid and each.order < order]
        if not before:
            return _tr("In {0}, first").format(name)
        return _tr("In {0}, after {1}").format(name, self._item(before[-1]))

    def _in_tree(self, nodes: Sequence[Chapter] | Sequence[Tag], uid: str, value: Json) -> str:
        parent_uid, order = value.get("parent"), value.get("order", "")
        siblings = [each for each in nodes if each.parent_uid == parent_uid and each.uid != uid]
        before = [each for each in sorted(siblings, key=lambda each: (each.order, each.uid)) if each.order < order]
        under = _tr("Under {0}").format(self.name_of(parent_uid)) if parent_uid else _tr("At the top level")
        if not before:
            return _tr("{0}, first").format(under)
        return _tr("{0}, after {1}").format(under, self.name_of(before[-1].uid))

    def _item(self, item: Placement | Prose) -> str:
        if isinstance(item, Placement):
            return self.name_of(item.statement_uid)
        return f"“{beginning(plain(item.text))}”"


def block_words(value: Json) -> str:
    """Say in a few words what a block was corrected to."""
    if not isinstance(value, dict):
        return _tr("as it was read")
    kind = str(value.get("kind", ""))
    words = {
        "title": _tr("title"),
        "subtitle": _tr("subtitle"),
        "heading": _tr("heading {0}").format(value.get("level", "")),
        "paragraph": _tr("paragraph"),
        "list_item": _tr("list item"),
        "quote": _tr("quotation"),
        "image": _tr("picture"),
        "caption": _tr("caption"),
        "credit": _tr("credit of a picture"),
        "footnote": _tr("footnote"),
        "table_row": _tr("row of a table"),
        "metadata": _tr("byline or date"),
    }.get(kind, kind)
    return _tr("{0}, folded: {1}").format(words, value["fold"]) if value.get("fold") else words


def beginning(words: str, length: int = _BEGINNING) -> str:
    """Give the first words of a passage, on one line."""
    line = " ".join(words.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def _judged(kind: str, is_so: bool) -> str:
    return {
        "tag": (_tr("not tagged"), _tr("tagged")),
        "agreed": (_tr("does not belong there"), _tr("belongs there")),
        "read": (_tr("not read"), _tr("read")),
        "assigned": (_tr("not asked to read it"), _tr("asked to read it")),
    }[kind][is_so]


def _whole(field: str, value: Json) -> str:
    """Give the words of a field that holds words, however many; "" for any other."""
    if field == "anchor" and isinstance(value, dict):
        return str(value.get("quote", ""))
    if field.startswith("meta:") and isinstance(value, dict):
        value = value.get("value")
    return plain(value) if isinstance(value, str) and " " in value.strip() else ""


def _tr(words: str) -> str:
    return QCoreApplication.translate("conflict", words)
