"""What a conflict is about, as people call it, and where that can be seen."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from annotator.core.errors import NotFoundError
from annotator.core.findings import Finding
from annotator.core.fold import LIFE, Entity
from annotator.core.prose import plain
from annotator.core.records import Conflict, Statement
from annotator.session.conflict_words import FieldWords
from annotator.store.history import entity_of
from annotator.store.reader import Reader


@dataclass(frozen=True, slots=True)
class Subject:
    """What a conflict is about.

    `on` is its short name in a table ("S-17", "5", "Tag"), `words` what it says; `heading` names field and thing.
    `statement` is there where the words are a quotation. `place` leads to where it can be seen; None where nowhere.
    """

    field: str
    on: str
    words: str
    heading: str
    statement: Statement | None = None
    place: Finding | None = None


def subject_of(reader: Reader, words: FieldWords, conflict: Conflict) -> Subject:
    """Say what a conflict is about."""
    try:
        entity = entity_of(reader, conflict.entity_uid)
    except NotFoundError:
        return _made(words, conflict, "", "")
    kind = conflict.entity_type
    if kind in ("statement", "placement"):
        return _of_statement(reader, words, conflict, entity)
    if kind == "chapter":
        number, title = _chapter(reader, conflict.entity_uid)
        finding = _finding("chapter", conflict.entity_uid, conflict.entity_uid)
        is_title = conflict.field == "title"
        name = _tr("chapter {0}").format(number) if is_title else f"{number} {title}".strip()
        return _made(words, conflict, number, title, name=name, place=finding)
    if kind == "prose":
        return _of_prose(reader, words, conflict, entity)
    if kind == "source":
        return _of_source(words, conflict, entity)
    if kind == "revision":
        source_uid = str(entity.fields.get("source", ""))
        label, place = words.name_of(source_uid), _finding("source", source_uid)
        return _made(words, conflict, _tr("Source"), label, name=label, place=place)
    if kind == "note":
        target = str(entity.fields.get("target", ""))
        on = words.name_of(target)
        return _made(words, conflict, on, str(entity.fields.get("text", "")), name=_tr("the note on {0}").format(on))
    if kind == "link":
        return _made(words, conflict, _tr("Link"), words.name_of(entity.uid), place=_finding("link", entity.uid))
    on = {"tag": _tr("Tag"), "actor": _tr("Actor"), "reviewer": _tr("Reviewer")}.get(kind, _tr("Project"))
    name = words.name_of(conflict.entity_uid)
    return _made(words, conflict, on, name, name=f"“{name}”" if name else on)


def _of_statement(reader: Reader, words: FieldWords, conflict: Conflict, entity: Entity) -> Subject:
    is_placed = conflict.entity_type == "placement"
    uid = str(entity.fields.get("statement", "")) if is_placed else entity.uid
    found = reader.statements_by_uid([uid])
    if not found:
        return _made(words, conflict, words.name_of(entity.uid), "")
    statement = found[0]
    quote = " ".join(statement.anchor.quote.split())
    if not is_placed:
        return _made(words, conflict, statement.code, quote, statement=statement, place=_finding("statement", uid))
    chapter_uid = str(entity.fields.get("chapter", ""))
    number, _ = _chapter(reader, chapter_uid)
    on = _tr("{0} in {1}").format(statement.code, number)
    name = _tr("{0} in chapter {1}").format(statement.code, number)
    # A placement is an item of its chapter and is shown there as a passage is.
    place = _finding("prose", entity.uid, chapter_uid)
    return _made(words, conflict, on, quote, name=name, statement=statement, place=place)


def _of_prose(reader: Reader, words: FieldWords, conflict: Conflict, entity: Entity) -> Subject:
    chapter_uid = str((entity.fields.get("place") or {}).get("chapter", ""))
    number, title = _chapter(reader, chapter_uid)
    text = " ".join(plain(str(entity.fields.get("text", ""))).split())
    name = _tr("a passage in {0}").format(f"{number} {title}".strip())
    return _made(words, conflict, number, text, name=name, place=_finding("prose", entity.uid, chapter_uid))


def _of_source(words: FieldWords, conflict: Conflict, entity: Entity) -> Subject:
    label = words.name_of(entity.uid)
    title = str((entity.fields.get("meta:title") or {}).get("value") or "")
    said = ": ".join(dict.fromkeys(filter(None, (label, title))))
    return _made(words, conflict, _tr("Source"), said, name=label, place=_finding("source", entity.uid))


def _made(
    words: FieldWords,
    conflict: Conflict,
    on: str,
    said: str,
    *,
    name: str = "",
    statement: Statement | None = None,
    place: Finding | None = None,
) -> Subject:
    field = words.field(conflict.entity_type, conflict.field)
    thing = name or on or said
    if conflict.field == LIFE:
        heading = _tr("{0} was deleted, and changed by somebody else").format(thing[:1].upper() + thing[1:])
    elif not conflict.heads:
        heading = _tr("The place of {0}").format(thing)
    else:
        heading = _heading(conflict, field, thing)
    return Subject(field, on, said, heading, statement, place)


def _heading(conflict: Conflict, field: str, thing: str) -> str:
    """Name field and thing without saying the same twice."""
    words = {
        ("chapter", "title"): _tr("Title of {1}"),
        ("prose", "text"): _tr("The words of {1}"),
        ("tag", "name"): _tr("Name of the tag {1}"),
        ("actor", "name"): _tr("Name of the actor {1}"),
        ("project", "title"): _tr("Title of the project"),
        ("note", "text"): _tr("Words of {1}"),
        ("source", "revision"): _tr("The text of {1}"),
    }.get((conflict.entity_type, conflict.field), _tr("{0} of {1}"))
    return words.format(field, thing)


def _chapter(reader: Reader, uid: str) -> tuple[str, str]:
    chapter = next((each for each in reader.chapters() if each.uid == uid), None)
    return (chapter.number, chapter.title) if chapter else ("", "")


def _finding(target: str, uid: str, chapter_uid: str = "") -> Finding:
    return Finding("conflict", target, uid, chapter_uid)  # type: ignore[arg-type]  # one of the kinds of target


def _tr(words: str) -> str:
    return QCoreApplication.translate("conflict", words)
