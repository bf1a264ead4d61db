"""Corrections of a text in the open project, and the words for what two texts of a source differ in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from annotator.core import edits
from annotator.core.clock import milliseconds
from annotator.core.directions import named
from annotator.core.edits import NewRevision
from annotator.core.edits.texts import CORRECTS
from annotator.core.errors import NotFoundError
from annotator.core.loose_blocks import LooseBlock, taken_apart
from annotator.core.records import Conflict
from annotator.core.three_ways import changed_blocks
from annotator.exchange.correcting import Fates, fates_of
from annotator.session.jobs import JobContext
from annotator.session.project_session import ProjectSession
from annotator.store.applying import Applied
from annotator.store.history import entity_of, log_of
from annotator.store.project import ProjectStore
from annotator.store.reader import Reader

# A text that was replaced as a whole is shown by its beginning.
LONGEST_WORDS = 4_000


@dataclass(frozen=True, slots=True)
class PlaceOfWords:
    """The blocks that are corrected: `count` from the one that begins at `start` of a text."""

    source_uid: str
    revision_uid: str
    start: int
    count: int = 1


@dataclass(frozen=True, slots=True)
class Corrector:
    """Who made the present text of a source by hand, and when (milliseconds since 1970, UTC)."""

    name: str
    at: int


def correct_words(
    session: ProjectSession,
    place: PlaceOfWords,
    words: Sequence[str],
    *,
    on_done: Callable[[Fates], object],
    on_failed: Callable[[BaseException], object],
) -> None:
    """Give blocks other words as one step of undo; the statements of a long text take a while to follow."""
    _run(session, lambda store: _corrected(store.reader, place, words), _tr("Correct a paragraph"), on_done, on_failed)


def correct_words_now(session: ProjectSession, place: PlaceOfWords, words: Sequence[str]) -> None:
    """Give blocks other words while somebody waits, because the project closes.

    Raises:
        RefusedError: the text has been corrected meanwhile, or no words are left.
    """
    new = _corrected(session.reader, place, words)
    session.perform(new.drafts, _tr("Correct a paragraph"), blobs=new.blobs)


def can_use_both(reader: Reader, conflict: Conflict) -> bool:
    """Tell whether two texts that stand against each other were corrected in different places."""
    return conflict.field == "revision" and edits.can_use_both(reader, log_of(reader), conflict)


def use_both(
    session: ProjectSession,
    conflict: Conflict,
    *,
    on_done: Callable[[Fates], object],
    on_failed: Callable[[BaseException], object],
) -> None:
    """Settle which text a source has by one that holds the corrections of both."""
    _run(
        session,
        lambda store: edits.use_both(store.reader, log_of(store.reader), conflict),
        _tr("Use both corrections"),
        on_done,
        on_failed,
    )


def corrector_of(reader: Reader, revision_uid: str) -> Corrector | None:
    """Give who corrected a text by hand; None where it stands as it was read from a file."""
    try:
        revision = entity_of(reader, revision_uid)
    except NotFoundError:
        return None
    if revision.created is None or not any(name.startswith(CORRECTS) for name in revision.fields):
        return None
    names = {each.uid: each.name for each in reader.reviewers()}
    name = names.get(revision.created.reviewer_uid) or _tr("Somebody")
    return Corrector(name, milliseconds(revision.created.clock))


def differing_words(reader: Reader, before_uid: str, after_uid: str) -> tuple[str, str]:
    """Give the words of the paragraphs in which two texts of a source differ, of either.

    A sign of the paragraph stands between two, and the names of unseen characters in their place.
    """
    before, after = changed_blocks(_loose(reader, before_uid), _loose(reader, after_uid))
    return _joined(before), _joined(after)


def _corrected(reader: Reader, place: PlaceOfWords, words: Sequence[str]) -> NewRevision:
    start, count = place.start, place.count
    return edits.correct_text(reader, log_of(reader), place.source_uid, place.revision_uid, start, words, count)


def _run(
    session: ProjectSession,
    make: Callable[[ProjectStore], NewRevision],
    label: str,
    on_done: Callable[[Fates], object],
    on_failed: Callable[[BaseException], object],
) -> None:
    reviewer_uid = session.reviewer.uid

    def work(context: JobContext) -> tuple[Applied | None, Fates]:
        store = context.open_store()
        new = make(store)
        applied = store.apply(new.drafts, reviewer_uid, blobs=new.blobs) if new.drafts else None
        return applied, fates_of(new.states)

    def done(result: tuple[Applied | None, Fates]) -> None:
        applied, fates = result
        if applied is not None:
            session.note_applied([applied], label)
        on_done(fates)

    session.jobs.run(_tr("Correcting the text"), work, on_done=done, on_failed=on_failed)


def _loose(reader: Reader, revision_uid: str) -> list[LooseBlock]:
    try:
        return taken_apart(reader.text(revision_uid), reader.blocks(revision_uid))
    except NotFoundError:  # an extract can come without the texts that came before
        return []


def _joined(blocks: Sequence[LooseBlock]) -> str:
    words = " ¶ ".join(block.words for block in blocks)
    return named(words if len(words) <= LONGEST_WORDS else f"{words[: LONGEST_WORDS - 1]}…")


def _tr(words: str) -> str:
    return QCoreApplication.translate("text", words)
