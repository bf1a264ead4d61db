"""What was done, in words for the window: kinds of work, deeds, and the words in which two versions differ."""

import re
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from PySide6.QtCore import QCoreApplication

from annotator.core.history import WORK, Deed, HistoryEntry

_PIECE = re.compile(r"\s+|\w+|[^\w\s]")
# Comparing takes as long as the product of the lengths; of longer texts only the later one is shown.
MOST_PIECES = 4_000
# Words that are the same are left out where there are more of them in a row than help to find the place.
CONTEXT = 90


class Piece(NamedTuple):
    """A stretch of two versions of a text: in both, only in the later one, or only in the earlier one."""

    kind: Literal["same", "added", "removed"]
    words: str


def work_words(keys: Iterable[str]) -> str:
    """Say what was done to one thing: "tagged, described"; `keys` are kinds of work (see core.history.WORK)."""
    order = tuple(WORK)
    named = _work()
    said = dict.fromkeys(named.get(key, named["other"]) for key in sorted(keys, key=order.index))
    return ", ".join(said)


def deed_words(entry: HistoryEntry, name_of: Callable[[str], str], statement_uid: str, chapter_uid: str) -> str:
    """Say what an entry is in a line of its own; "" where its fields say it all.

    `statement_uid` and `chapter_uid` are what a placement is of.
    """
    kind, deed = entry.entity_type, entry.deed
    if kind == "placement" and deed in (Deed.CREATED, Deed.DELETED):
        ends = name_of(statement_uid), name_of(chapter_uid)
        return (_tr("Placed {0} in {1}") if deed == Deed.CREATED else _tr("Took {0} out of {1}")).format(*ends)
    if kind == "link" and deed in (Deed.CREATED, Deed.DELETED):
        name = name_of(entry.entity_uid)
        return (_tr("Linked: {0}") if deed == Deed.CREATED else _tr("Took the link away: {0}")).format(name)
    if deed == Deed.CHANGED:
        return ""
    return _deeds(kind).get(deed) or _taken_back(deed, entry.of)


def difference(before: str, after: str) -> list[Piece]:
    """Give two versions of a text in one, what differs marked, and what stays the same shortened to its ends.

    Whole words differ, never parts of one. Of very long texts only the later version is given, as it is.
    """
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    if max(len(old), len(new)) > MOST_PIECES:
        return [Piece("same", after)]
    found: list[Piece] = []
    for kind, at, end, new_at, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Piece("same", "".join(old[at:end])))
            continue
        if end > at:
            found.append(Piece("removed", "".join(old[at:end])))
        if new_end > new_at:
            found.append(Piece("added", "".join(new[new_at:new_end])))
    return _shortened(_tidied(found))


def counted(pieces: Sequence[Piece]) -> str:
    """Say how many words differ: "3 words added, 1 deleted"."""
    added, removed = (
        sum(len(re.findall(r"\w+", piece.words)) for piece in pieces if piece.kind == kind)
        for kind in ("added", "removed")
    )
    said = []
    if added:
        said.append(_tr("1 word added") if added == 1 else _tr("{0} words added").format(f"{added:,}"))
    if removed:
        said.append(_tr("1 word deleted") if removed == 1 else _tr("{0} words deleted").format(f"{removed:,}"))
    return ", ".join(said)


def spoken(pieces: Sequence[Piece]) -> str:
    """Say in words what was added and what was deleted, for who cannot see the marks."""
    forms = {"added": _tr("added: {0}"), "removed": _tr("deleted: {0}")}
    return "; ".join(forms[piece.kind].format(piece.words.strip()) for piece in pieces if piece.kind != "same")


def _tidied(pieces: Sequence[Piece]) -> list[Piece]:
    """Take a lone space between two changes into both, so that a rewritten phrase reads as one."""
    found: list[Piece] = []
    waiting: dict[str, str] = {"removed": "", "added": ""}

    def let_out() -> None:
        for kind in ("removed", "added"):
            if waiting[kind]:
                found.append(Piece(kind, waiting[kind]))
                waiting[kind] = ""

    for at, piece in enumerate(pieces):
        if piece.kind != "same":
            waiting[piece.kind] += piece.words
        elif piece.words.isspace() and 0 < at < len(pieces) - 1 and all(waiting.values()):
            waiting["removed"] += piece.words
            waiting["added"] += piece.words
        else:
            let_out()
            found.append(piece)
    let_out()
    return found


def _shortened(pieces: Sequence[Piece]) -> list[Piece]:
    """Leave out the middle of long stretches that are the same."""
    last = len(pieces) - 1
    found = []
    for at, (kind, words) in enumerate(pieces):
        if kind == "same" and len(words) > 2 * CONTEXT:
            head = words[:CONTEXT].rsplit(None, 1)[0] + " " if at > 0 else ""
            tail = " " + words[-CONTEXT:].split(None, 1)[-1] if at < last else ""
            if at == 0 == last:
                head = words[: 2 * CONTEXT].rsplit(None, 1)[0] + " "
            words = f"{head}…{tail}"
        found.append(Piece(kind, words))
    return found


def _deeds(kind: str) -> dict[Deed, str]:
    made = {
        "statement": _tr("Highlighted it"),
        "source": _tr("Imported it"),
        "chapter": _tr("Added the chapter"),
        "prose": _tr("Wrote a passage"),
        "tag": _tr("Added the tag"),
        "actor": _tr("Added the actor"),
        "note": _tr("Wrote a note"),
        "reviewer": _tr("Joined the project"),
        "project": _tr("Began the project"),
    }
    gone = {"prose": _tr("Deleted a passage"), "note": _tr("Deleted a note")}
    back = {"prose": _tr("Brought a passage back"), "note": _tr("Brought a note back")}
    return {
        Deed.CREATED: made.get(kind, _tr("Made it")),
        Deed.DELETED: gone.get(kind, _tr("Deleted it")),
        Deed.BROUGHT_BACK: back.get(kind, _tr("Brought it back")),
        Deed.SETTLED: _tr("Settled a conflict"),
    }


def _taken_back(deed: Deed, of: Deed | None) -> str:
    """Say what was undone or done again."""
    if deed == Deed.DONE_AGAIN:
        return {
            Deed.CREATED: _tr("Made it again"),
            Deed.DELETED: _tr("Deleted it again"),
        }.get(of or deed, _tr("Did it again"))
    return {
        Deed.CREATED: _tr("Took it away again"),
        Deed.DELETED: _tr("Took the deletion back"),
        Deed.SETTLED: _tr("Took the settling back"),
    }.get(of or deed, _tr("Took a change back"))


def _work() -> dict[str, str]:
    return {
        **dict.fromkeys((key for key in WORK if key.endswith(".deleted")), _tr("deleted")),
        "project.began": _tr("began"),
        "project.changed": _tr("changed"),
        "project.chose": _tr("chose for the briefing"),
        "project.learnt": _tr("said whose website it is"),
        "project.searched": _tr("saved a search"),
        "reviewer.added": _tr("joined"),
        "reviewer.changed": _tr("changed"),
        "source.added": _tr("imported"),
        "source.corrected": _tr("corrected"),
        "source.revised": _tr("corrected the text"),
        "revision.corrected": _tr("corrected what its paragraphs are"),
        "source.joined": _tr("joined with another"),
        "source.parted": _tr("kept apart from another"),
        "source.assigned": _tr("shared out"),
        "source.graded": _tr("graded"),
        "source.read": _tr("read"),
        "source.unread": _tr("marked as unread"),
        "statement.added": _tr("highlighted"),
        "statement.tagged": _tr("tagged"),
        "statement.untagged": _tr("took a tag off"),
        "statement.moved": _tr("moved the highlight"),
        "statement.agreed": _tr("agreed on tags"),
        "statement.checked": _tr("checked the place"),
        "statement.described": _tr("described"),
        "tag.added": _tr("added"),
        "tag.moved": _tr("moved"),
        "tag.merged": _tr("merged into another"),
        "tag.changed": _tr("changed"),
        "tag.favoured": _tr("chose as favourite"),
        "chapter.added": _tr("added"),
        "chapter.moved": _tr("moved"),
        "chapter.changed": _tr("renamed"),
        "placement.added": _tr("placed"),
        "placement.moved": _tr("moved"),
        "placement.changed": _tr("chose how to quote"),
        "prose.added": _tr("wrote"),
        "prose.rewritten": _tr("rewrote"),
        "prose.moved": _tr("moved"),
        "prose.judged": _tr("judged"),
        "link.added": _tr("linked"),
        "link.assessed": _tr("assessed"),
        "note.added": _tr("wrote"),
        "note.rewritten": _tr("rewrote"),
        "actor.added": _tr("added"),
        "actor.changed": _tr("renamed"),
        "placement.deleted": _tr("took out"),
        "link.deleted": _tr("took away"),
        "taken_back": _tr("took back"),
        "other": _tr("changed"),
    }


def _tr(words: str) -> str:
    return QCoreApplication.translate("history", words)
