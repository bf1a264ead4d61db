"""Settling conflicts in the open project: one by a value or by new words, many by a rule."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from annotator.core.edits.settling import Rule, settle, settle_by_rule
from annotator.core.edits.sources import metadata_json
from annotator.core.edits.wishes import required_words
from annotator.core.records import Conflict, Inferred, Json, Reviewer
from annotator.session.jobs import JobContext
from annotator.session.project_session import ProjectSession
from annotator.store.applying import Applied
from annotator.store.history import log_of
from annotator.store.reader import Reader

# Fields that hold words which a person can write anew, and those of them that cannot be empty.
_WORDS: dict[str, frozenset[str]] = {
    "project": frozenset({"title", "subtitle"}),
    "actor": frozenset({"name"}),
    "source": frozenset(
        {"descriptor", "origin"}
        | {f"meta:{name}" for name in ("title", "subtitle", "outlet", "author", "url", "category", "translation_note")}
    ),
    "tag": frozenset({"name", "definition"}),
    "chapter": frozenset({"title"}),
    "prose": frozenset({"text"}),
    "link": frozenset({"assessment"}),
}
_NEEDED = frozenset({"title", "name", "text"})


def can_write(conflict: Conflict) -> bool:
    """Tell whether a conflict can be settled by words that nobody has written yet."""
    return bool(conflict.heads) and conflict.field in _WORDS.get(conflict.entity_type, ())


def settle_one(session: ProjectSession, conflict: Conflict, value: Json) -> None:
    """Settle a conflict by a value in its stored form (see core.edits.settling).

    Raises:
        RefusedError: the value cannot stand there.
    """
    reader = session.reader
    session.perform(settle(reader, log_of(reader), conflict, value), _tr("Settle a conflict"))


def settle_by_words(session: ProjectSession, conflict: Conflict, words: str) -> None:
    """Settle a conflict by other words.

    Raises:
        RefusedError: there are none, and the field needs some.
    """
    tidy = " ".join(words.split())
    if conflict.field in _NEEDED:
        tidy = required_words(tidy, _tr("What you wrote"))
    value: Json = tidy
    if conflict.field.startswith("meta:"):
        value = metadata_json(Inferred(tidy, "reviewer"))
    settle_one(session, conflict, value)


def settle_many(
    session: ProjectSession,
    rule: Rule,
    reviewer_uid: str = "",
    *,
    on_done: Callable[[int], object],
    on_failed: Callable[[BaseException], object],
) -> None:
    """Settle every conflict that a rule can, in the background and as one step of undo; tell how many those were."""

    def work(context: JobContext) -> tuple[Applied, int]:
        store = context.open_store()
        before = store.reader.conflicts()
        drafts = settle_by_rule(store.reader, log_of(store.reader), before, rule, reviewer_uid)
        applied = store.apply(drafts, session.reviewer.uid)
        return applied, len(before) - len(store.reader.conflicts())

    def done(result: tuple[Applied, int]) -> None:
        applied, count = result
        session.note_applied([applied], _tr("Settle by a rule"))
        on_done(count)

    session.jobs.run(_tr("Settling"), work, on_done=done, on_failed=on_failed)


def holders(reader: Reader, conflicts: Sequence[Conflict]) -> list[tuple[Reviewer, int]]:
    """Give the people who have a version in some conflicts, with the number of those; each person once."""
    known = {each.uid: each for each in reader.reviewers()}
    counts: dict[str, int] = {}
    for conflict in conflicts:
        people = {_person(known, head.reviewer_uid) for head in conflict.heads}
        for uid in people & known.keys():
            counts[uid] = counts.get(uid, 0) + 1
    return [(each, counts[each.uid]) for each in known.values() if each.uid in counts]


def _person(known: dict[str, Reviewer], uid: str) -> str:
    reviewer = known.get(uid)
    return reviewer.stands_for or uid if reviewer else uid


def _tr(words: str) -> str:
    return QCoreApplication.translate("settling", words)
