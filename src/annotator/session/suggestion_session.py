"""What is offered for statements in the sources that are read: looked for behind the window, and never stored."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Signal

from annotator.core import edits
from annotator.core.anchors import make_anchor
from annotator.core.changes import Draft
from annotator.core.errors import AnnotatorError, NotFoundError
from annotator.core.identity import new_uid
from annotator.core.records import Statement
from annotator.session.changes import Changes
from annotator.session.jobs import JobContext
from annotator.session.project_session import ProjectSession

if TYPE_CHECKING:
    from annotator.core.suggesting.suggestions import Findings, Suggestion

_SHOWN, _DISMISSED = "suggestions.shown", "suggestions.dismissed"
# The last so many sources whose suggestions were dismissed are remembered, and findings of so many are kept at hand.
MOST_DISMISSED, MOST_KEPT = 2_000, 12


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in one revision of a source."""

    source_uid: str
    revision_uid: str
    findings: "Findings"


class SuggestionSession(QObject):
    """Look for suggestions in sources that somebody wants them of, again whenever what they rest on has changed.

    Whether they are shown, and which were dismissed, belongs to this reviewer on this computer.

    Signals: `found(source)` when what is offered for a source may be another; `shown_changed()`.
    """

    found = Signal(str)
    shown_changed = Signal()

    def __init__(self, session: ProjectSession, parent: QObject | None = None) -> None:
        super().__init__(parent or session)
        self._session = session
        self._found: dict[str, Found] = {}
        self._wanted: set[str] = set()
        self._looking: set[str] = set()
        self._again: set[str] = set()
        stored = session.local.get(self._key, {})
        self._dismissed: dict[str, list[list[int]]] = stored if isinstance(stored, dict) else {}
        session.changed.connect(self._follow)

    @property
    def is_shown(self) -> bool:
        """Whether suggestions are shown while reading."""
        return bool(self._session.local.get(_SHOWN, True))

    def bring_back(self, source_uid: str) -> None:
        """Offer again what was dismissed in a source."""
        found = self._found.get(source_uid)
        if found is not None and found.revision_uid in self._dismissed:
            del self._dismissed[found.revision_uid]
            self._session.local.set(self._key, self._dismissed)
            self.found.emit(source_uid)

    def can_bring_back(self, source_uid: str) -> bool:
        """Whether something was dismissed in a source."""
        found = self._found.get(source_uid)
        return found is not None and found.revision_uid in self._dismissed

    def dismiss(self, source_uid: str, suggestion: "Suggestion") -> None:
        """Offer a suggestion no more, to this reviewer on this computer."""
        found = self._found.get(source_uid)
        if found is None:
            return
        spans = self._dismissed.pop(found.revision_uid, [])
        self._dismissed[found.revision_uid] = [*spans, [suggestion.start, suggestion.end]]
        while len(self._dismissed) > MOST_DISMISSED:
            del self._dismissed[next(iter(self._dismissed))]
        self._session.local.set(self._key, self._dismissed)
        self.found.emit(source_uid)

    def for_statement(self, statement: Statement) -> "Suggestion | None":
        """Give what was found at a statement's place; None where nothing was, or nobody has looked yet."""
        found = self._found.get(statement.source_uid)
        if found is None or found.revision_uid != statement.anchor.revision_uid:
            self._look([statement.source_uid])
            return None
        from annotator.core.suggesting.suggestions import found_at

        return found_at(found.findings, statement.anchor.start, statement.anchor.end)

    def offered(self, source_uid: str) -> "Sequence[Suggestion]":
        """Give what is offered for a source as far as it has been looked through; statements may stand there."""
        found = self._found.get(source_uid)
        if found is None:
            return ()
        gone = {tuple(each) for each in self._dismissed.get(found.revision_uid, ())}
        return [each for each in found.findings.suggestions if (each.start, each.end) not in gone]

    def set_shown(self, is_shown: bool) -> None:
        """Show suggestions or hide them."""
        if is_shown != self.is_shown:
            self._session.local.set(_SHOWN, is_shown)
            self.shown_changed.emit()
            if is_shown:
                self._look(self._wanted)

    def take(self, source_uid: str, suggestion: "Suggestion", uid: str, actor_uid: str | None) -> list[Draft]:
        """Give the edit that makes a suggestion a statement; without an actor, its speaker becomes one.

        Raises:
            RefusedError: its words are not in the source any more.
        """
        reader = self._session.reader
        revision_uid = reader.source(source_uid).revision_uid
        anchor = make_anchor(revision_uid, reader.text(revision_uid), suggestion.start, suggestion.end)
        drafts: list[Draft] = []
        if actor_uid is None and suggestion.speaker:
            actor_uid = new_uid()
            drafts += edits.add_actor(suggestion.speaker, actor_uid)
        return drafts + edits.add_statement(
            anchor,
            source_uid,
            reader.next_statement_number(),
            reviewer_uid=self._session.reviewer.uid,
            actor_uid=actor_uid,
            kind=suggestion.kind,
            said_date=suggestion.said.date if suggestion.said else None,
            event_date=suggestion.event.date if suggestion.event else None,
            uid=uid,
        )

    def want(self, source_uids: Collection[str]) -> None:
        """Look for suggestions in these sources, and keep them up to date until others are wanted."""
        self._wanted = set(source_uids)
        if self.is_shown:
            self._look(source_uids)

    @property
    def _key(self) -> str:
        return f"{_DISMISSED}:{self._session.reviewer.uid}"

    def _follow(self, changes: object) -> None:
        assert isinstance(changes, Changes)
        if not changes.has("source", "revision", "actor"):
            return
        # Names of actors are looked for everywhere; dates are counted from a source's own date.
        stale = set(self._found) if changes.has("actor", "revision") else changes.uids("source") & set(self._found)
        for uid in stale - self._wanted:
            del self._found[uid]
        self._look(stale & self._wanted, is_again=True)

    def _look(self, source_uids: Collection[str], *, is_again: bool = False) -> None:
        for uid in sorted(source_uids):
            if uid in self._looking:
                # What is under way may have begun before the change.
                self._again |= {uid} if is_again else set()
            elif is_again or uid not in self._found:
                self._start(uid)

    def _start(self, uid: str) -> None:
        self._looking.add(uid)

        def end(found: Found | None) -> None:
            if not shiboken6.isValid(self):
                return
            self._looking.discard(uid)
            self._found.pop(uid, None)
            if uid in self._again:
                self._again.discard(uid)
                self._start(uid)
                return
            if found is None:
                return
            self._found[uid] = found
            while len(self._found) > MOST_KEPT:
                del self._found[next(iter(self._found))]
            self.found.emit(uid)

        def fail(error: BaseException) -> None:
            self._looking.discard(uid)
            # Without a project that can be read, others say so; suggestions are only not there.
            if not isinstance(error, AnnotatorError):
                raise error

        self._session.jobs.run(
            "Looking for quotations",
            lambda context: _found_in(context, uid),
            on_done=end,
            on_failed=fail,
            is_quiet=True,
        )


def _found_in(context: JobContext, source_uid: str) -> Found | None:
    """Look through one source; None where it has gone meanwhile."""
    reader = context.open_reader()
    try:
        source = reader.source(source_uid)
    except NotFoundError:
        return None
    # Its patterns take a tenth of a second to compile, for which no start waits.
    from annotator.core.suggesting.suggestions import suggest_in

    return Found(source_uid, source.revision_uid, suggest_in(reader, source))
