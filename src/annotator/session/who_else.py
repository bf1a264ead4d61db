"""Who else says what is selected: asked behind the window, always for what is selected now; and linking to it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal

from annotator.core import edits
from annotator.core.anchors import make_anchor
from annotator.core.changes import Draft
from annotator.core.errors import AnnotatorError, RefusedError
from annotator.core.identity import new_uid
from annotator.core.similarity.answers import AlikePassage
from annotator.session.changes import Changes
from annotator.session.jobs import Job
from annotator.session.project_session import ProjectSession
from annotator.session.who_else_question import Answer, Span, Wish, ask, best_in

DELAY_MS, READING_DELAY_MS = 200, 1_000
# What was dismissed is remembered for the last so many statements.
MOST_REMEMBERED = 2_000
_DISMISSED = "who-else.dismissed"


@dataclass(frozen=True, slots=True)
class Linking:
    """The edit that links to a passage, and the statements at its two ends, of which some may be made by it."""

    drafts: list[Draft]
    from_uid: str
    to_uid: str


class WhoElse(QObject):
    """Follow what is wished for and keep the answer to it.

    An answer that a newer wish has overtaken is dropped. While nobody looks, nothing is asked.

    Signals: `answered()` when `answer` is another; `wished()` when `wish` is another and the answer is still to come.
    """

    answered = Signal()
    wished = Signal()

    def __init__(self, session: ProjectSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.wish: Wish | None = None
        self.answer: Answer | None = None
        self._is_watched = self._is_stale = False
        self._job: Job | None = None
        stored = session.local.get(self._key, {})
        self._dismissed: dict[str, list[tuple[str, int, int]]] = stored if isinstance(stored, dict) else {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._start)
        session.changed.connect(self._follow)

    @property
    def can_bring_back(self) -> bool:
        """Whether something was dismissed for what is asked about."""
        return self.wish is not None and self.wish.key in self._dismissed

    @property
    def is_current(self) -> bool:
        """Whether the answer is the one to the present wish."""
        return self.answer is not None and self.answer.wish == self.wish

    def ask_for(self, wish: Wish | None) -> None:
        """Ask about a statement or words, shortly: selections often come one after the other."""
        if wish == self.wish:
            return
        self.wish = wish
        self._drop()
        self._is_stale = wish is not None
        if wish is None:
            self.answer = None
            self.answered.emit()
        else:
            self.wished.emit()
            self._put_off(DELAY_MS)

    def bring_back(self) -> None:
        """Show again what was dismissed for what is asked about."""
        if self.wish is not None and self._dismissed.pop(self.wish.key, None) is not None:
            self._session.local.set(self._key, self._dismissed)
            self._ask_again()

    def dismiss(self, passage: AlikePassage) -> None:
        """Show a passage no more for what is asked about, to this reviewer on this computer."""
        if self.wish is None:
            return
        spans = self._dismissed.pop(self.wish.key, [])
        self._dismissed[self.wish.key] = [*spans, (passage.revision_uid, passage.start, passage.end)]
        while len(self._dismissed) > MOST_REMEMBERED:
            del self._dismissed[next(iter(self._dismissed))]
        self._session.local.set(self._key, self._dismissed)
        self._ask_again()

    def find_in(self, source_uids: Collection[str], take: Callable[[dict[str, tuple[int, int]]], object]) -> None:
        """Find where each of some sources says what is asked about; sources that do not are left out."""
        wish = self.wish
        if wish is None:
            return

        def told(found: dict[str, tuple[int, int]]) -> None:
            if shiboken6.isValid(self) and wish == self.wish:
                take(found)

        self._session.jobs.run(
            "Comparing",
            lambda context: best_in(context.open_reader(), wish, source_uids),
            on_done=told,
            on_failed=_raise_bugs,
            is_quiet=True,
        )

    def link(self, kind: str, passage: AlikePassage) -> Linking:
        """Give the edit that links what is asked about to a passage; what is no statement yet becomes one.

        Raises:
            RefusedError: the words are not in their source any more.
        """
        reader, wish = self._session.reader, self.wish
        if wish is None or not self.is_current:
            raise RefusedError("Select a statement or some words first.")
        drafts: list[Draft] = []
        number = reader.next_statement_number()
        from_uid = wish.statement_uid
        if not from_uid:
            from_uid = new_uid()
            revision_uid = reader.source(wish.source_uid).revision_uid
            drafts += self._added(from_uid, wish.source_uid, (revision_uid, wish.start, wish.end), number)
            number += 1
        to_uid = passage.statement.uid if passage.statement else new_uid()
        if passage.statement is None:
            span = (passage.revision_uid, passage.start, passage.end)
            drafts += self._added(to_uid, passage.source.uid, span, number)
        return Linking([*drafts, *edits.link_statements(reader, kind, from_uid, to_uid)], from_uid, to_uid)

    def set_watched(self, is_watched: bool) -> None:
        """Say whether somebody looks; what was wished for meanwhile is asked then."""
        self._is_watched = is_watched
        if is_watched and self._is_stale:
            self._put_off(0)

    def stop(self) -> None:
        """Ask no more; the project closes."""
        self._is_watched = False
        self._drop()

    def turn_to(self, statement_uid: str) -> None:
        """Go on with the statement that the words which are asked about have become."""
        self.wish = Wish(statement_uid)
        self._ask_again()

    # Inside

    @property
    def _key(self) -> str:
        return f"{_DISMISSED}:{self._session.reviewer.uid}"

    def _added(self, uid: str, source_uid: str, span: Span, number: int) -> list[Draft]:
        reader = self._session.reader
        revision_uid, start, end = span
        if reader.source(source_uid).revision_uid != revision_uid:
            raise RefusedError("The source has another text now; look again who else says it.")
        anchor = make_anchor(revision_uid, reader.text(revision_uid), start, end)
        me = self._session.reviewer.uid
        return edits.add_statement(anchor, source_uid, number, reviewer_uid=me, uid=uid)

    def _ask_again(self) -> None:
        if self.wish is not None:
            self._is_stale = True
            self._put_off(0)

    def _drop(self) -> None:
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _follow(self, changes: object) -> None:
        assert isinstance(changes, Changes)
        if self.wish is not None and changes.has("statement", "link", "source", "revision"):
            self._is_stale = True
            # What is linked is seen at once; a statement elsewhere need not be.
            self._put_off(0 if changes.has("link") else DELAY_MS)

    def _put_off(self, milliseconds: int) -> None:
        if self._is_watched:
            self._timer.start(milliseconds)

    def _start(self) -> None:
        wish = self.wish
        self._drop()
        if wish is None or not self._is_watched:
            return
        self._is_stale = False
        dismissed = frozenset((uid, low, high) for uid, low, high in self._dismissed.get(wish.key, ()))

        def take(answer: Answer | None) -> None:
            if shiboken6.isValid(self) and self._job is job:
                self._job = None
                self._take(answer)

        def fail(error: BaseException) -> None:
            if shiboken6.isValid(self) and self._job is job:
                self._job = None
                _raise_bugs(error)

        job = self._session.jobs.run(
            "Looking who else says it",
            lambda context: ask(context.open_reader(), wish, dismissed, context.check),
            on_done=take,
            on_failed=fail,
            is_quiet=True,
        )
        self._job = job

    def _take(self, answer: Answer | None) -> None:
        if answer is None:
            self.wish = None
        elif answer.index.read < answer.index.total:
            self._is_stale = True
            self._put_off(READING_DELAY_MS)
        self.answer = answer
        self.answered.emit()


def _raise_bugs(error: BaseException) -> None:
    # Without a project that can be read, others say so; here there is only no answer.
    if not isinstance(error, AnnotatorError):
        raise error
