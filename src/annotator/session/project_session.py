"""The open project as the window knows it: performs edits, undoes them, saves, and says what was touched."""

import contextlib
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.core import edits
from annotator.core.changes import Draft
from annotator.core.errors import EnvironmentFaultError, RefusedError
from annotator.core.records import Reviewer
from annotator.session.changes import Changes
from annotator.session.jobs import Job, JobContext, Jobs
from annotator.session.local_settings import LocalSettings
from annotator.session.selection import Selection
from annotator.session.undo import Step, UndoStack
from annotator.store.applying import Applied
from annotator.store.backups import back_up_daily
from annotator.store.project import ITEMS_NOW, ProjectStore
from annotator.store.publishing import Published
from annotator.store.reader import Reader

SHORTEST_SAVE_INTERVAL_S = 30
SAVE_INTERVAL_FACTOR = 20
MANY_SOURCES, INDEX_DELAY_MS, VERIFY_DELAY_MS = 500, 1_500, 20_000
_EVERYTHING = (
    "project",
    "reviewer",
    "actor",
    "source",
    "statement",
    "tag",
    "chapter",
    "placement",
    "prose",
    "link",
    "note",
)
# Sharing makes a merge final, so after one the next save by itself leaves time to look and to take it back.
GRACE_AFTER_MERGE_S = 600
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sharing:
    """How the working copy stands to the shared file."""

    unpublished: int
    shared_at: datetime | None
    fault: str = ""
    is_saving: bool = False


class ProjectSession(QObject):
    """One open project and everything the panels share.

    Signals: `changed(Changes)` after every edit, undo and merge; `undo_changed()`; `sharing_changed()`;
    `save_failed(error)`; `warned(words)` where a person has to read something.
    """

    changed = Signal(object)
    undo_changed = Signal()
    sharing_changed = Signal()
    save_failed = Signal(object)
    warned = Signal(str)

    def __init__(self, store: ProjectStore, reviewer: Reviewer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.reviewer = reviewer
        store.look_as(reviewer.uid)
        store.leave_the_log_to_others()
        self._undo = UndoStack()
        self._last_save_s = 0.0
        self._shared_at: datetime | None = None
        self._fault = ""
        self._is_saving = self._is_alone = self._is_save_wanted = False
        self._waiting: deque[Callable[[], object]] = deque()
        self.selection = Selection(self)
        self.local = LocalSettings(store)
        self.jobs = Jobs(store.another, self)
        self._autosave = QTimer(self)
        self._autosave.setSingleShot(True)
        self._autosave.timeout.connect(self._save_by_itself)
        self._ensure_reviewer()
        self._indexing = QTimer(self)
        self._indexing.setSingleShot(True)
        self._indexing.timeout.connect(lambda: self.jobs.run("Indexing", _index_texts, is_quiet=True))
        # A large project has the window drawn first: the two would share one processor's worth of Python.
        self._indexing.start(INDEX_DELAY_MS if self.reader.counts().sources > MANY_SOURCES else 0)
        self._verification: Job | None = None
        self._verifying = QTimer(self)
        self._verifying.setSingleShot(True)
        self._verifying.timeout.connect(self._verify)
        if self._store.is_unverified:
            self._verifying.start(VERIFY_DELAY_MS)
        if self._store.unpublished_count():
            self._schedule_save()

    @property
    def can_redo(self) -> bool:
        """Whether something can be done again."""
        return self._undo.redoable is not None

    @property
    def can_undo(self) -> bool:
        """Whether something can be taken back."""
        return self._undo.undoable is not None

    @property
    def path(self) -> Path:
        """The shared file."""
        return self._store.shared_path

    @property
    def project_uid(self) -> str:
        """The project's identity."""
        return self._store.uid

    @property
    def reader(self) -> Reader:
        """The project's present state; for the UI thread only, jobs open their own."""
        return self._store.reader

    @property
    def redo_label(self) -> str:
        """What would be done again, in plain words, or ""."""
        step = self._undo.redoable
        return step.label if step else ""

    @property
    def saves_at(self) -> datetime | None:
        """When it saves by itself next; None where nothing waits to be shared."""
        left = self._autosave.remainingTime()
        return datetime.now() + timedelta(milliseconds=left) if left >= 0 else None

    @property
    def sharing(self) -> Sharing:
        """How the working copy stands to the shared file."""
        return Sharing(self._store.unpublished_count(), self._shared_at, self._fault, self._is_saving)

    @property
    def title(self) -> str:
        """The project's title."""
        return self.reader.project().title

    @property
    def undo_label(self) -> str:
        """What would be taken back, in plain words, or ""."""
        step = self._undo.undoable
        return step.label if step else ""

    def close(self) -> None:
        """Stop the jobs, share what is not shared yet as well as that goes, and close the working copy."""
        self._autosave.stop()
        self._indexing.stop()
        self._verifying.stop()
        self.jobs.close()
        try:
            if self._store.unpublished_count():
                self._store.publish()
        finally:
            self._store.close()

    def note_applied(self, applied: Iterable[Applied], label: str) -> None:
        """Take over what a job applied on its own connection: one step of undo for all of it."""
        done = [each for each in applied if each.transaction_uid]
        if done:
            self._undo.push(Step(tuple(each.transaction_uid for each in done), label))
            self._announce(frozenset().union(*(each.touched for each in done)), None)

    def note_arrived(self, touched: frozenset[tuple[str, str]]) -> None:
        """Tell everybody of what a job took in from another copy of the project; that is no step of undo here."""
        self._store.look_as(self.reviewer.uid)  # what came in may have been that the project is worked on blind
        if touched:
            self.changed.emit(Changes(touched))
            self._indexing.start(0)
        self.sharing_changed.emit()
        if self._store.unpublished_count():
            self._schedule_save()

    def note_merged(self, touched: frozenset[tuple[str, str]], *, is_taken_back: bool = False) -> None:
        """Take over what a merge brought in, which is not shared by itself for a while, or what was taken back."""
        self._store.look_as(self.reviewer.uid)
        self._autosave.stop()
        self._announce(touched, None)
        self._indexing.start(0)
        if not is_taken_back:
            self._autosave.start(GRACE_AFTER_MERGE_S * 1000)
        elif not self._store.unpublished_count():
            self._autosave.stop()

    def perform(
        self,
        drafts: Iterable[Draft],
        label: str,
        *,
        initiator: object = None,
        blobs: Mapping[str, bytes] | None = None,
    ) -> Applied:
        """Apply an edit; `label` says in plain words what was done ("Tag statement") and names it for undo."""
        applied = self._store.apply(drafts, self.reviewer.uid, blobs=blobs)
        if applied.transaction_uid:
            self._undo.push(Step((applied.transaction_uid,), label))
            self._announce(applied.touched, initiator)
        return applied

    def redo(self) -> str:
        """Do again what was taken back last; give its label.

        Raises:
            RefusedError: it has been changed since; the step is forgotten.
        """
        step = self._undo.redoable
        if step is None:
            raise RefusedError("There is nothing to redo.")
        applied = self._take_back(step, self._undo.drop_redoable)
        self._undo.redone(applied.transaction_uid)
        self._announce(applied.touched, None)
        return step.label

    def run_alone(
        self,
        verb: str,
        work: Callable[[JobContext], T],
        *,
        on_done: Callable[[T], object],
        on_failed: Callable[[BaseException], object],
    ) -> None:
        """Run work that must not meet a save, such as a merge: each waits for the other, in the order of asking.

        The work has to end by itself, so it must not ask `JobContext.check`.
        """
        if self._is_saving or self._is_alone:
            self._waiting.append(partial(self.run_alone, verb, work, on_done=on_done, on_failed=on_failed))
            return
        self._is_alone = True

        def end(told: Callable[[], object]) -> None:
            self._is_alone = False
            try:
                told()
            finally:
                self._go_on()

        self.jobs.run(
            verb,
            work,
            on_done=lambda result: end(partial(on_done, result)),
            on_failed=lambda error: end(partial(on_failed, error)),
        )

    def save(self) -> None:
        """Share the changes in the background; what others shared meanwhile comes in."""
        self._autosave.stop()
        if self._is_saving:
            return
        if self._is_alone:
            self._is_save_wanted = True
            return
        self._is_saving = True
        self.sharing_changed.emit()
        self.jobs.run(
            "Saving", self._publish, on_done=self._saved, on_failed=self._not_saved, is_quiet=True, is_urgent=True
        )

    def undo(self) -> str:
        """Take back what this session did last; give its label.

        Raises:
            RefusedError: it has been changed since; the step is forgotten.
        """
        step = self._undo.undoable
        if step is None:
            raise RefusedError("There is nothing to undo.")
        applied = self._take_back(step, self._undo.drop_undoable)
        self._undo.undone(applied.transaction_uid)
        self._announce(applied.touched, None)
        return step.label

    def _announce(self, touched: frozenset[tuple[str, str]], initiator: object) -> None:
        changes = Changes(touched, initiator)
        self.changed.emit(changes)
        if changes.has("source", "revision") or len(touched) > ITEMS_NOW:
            self._indexing.start(0)
        self.undo_changed.emit()
        self.sharing_changed.emit()
        self._schedule_save()
        self._make_way()

    def _ensure_reviewer(self) -> None:
        """Put this person into the project, or their corrected name; it is no step to undo."""
        known = next((each for each in self.reader.reviewers() if each.uid == self.reviewer.uid), None)
        mine = self.reviewer
        if known is None:
            self._store.apply(edits.add_reviewer(mine.name, mine.initials, mine.colour, uid=mine.uid), mine.uid)

    def _go_on(self) -> None:
        """Begin what waited for a save or for a merge to end."""
        if self._waiting:
            self._waiting.popleft()()
        elif self._is_save_wanted:
            self._is_save_wanted = False
            self.save()

    def _make_way(self) -> None:
        """Leave the processor to whoever is at work: what is verified can wait until he is not."""
        if self._verification is not None:
            self._verification.cancel()
            self._verification = None
            self._verifying.start(VERIFY_DELAY_MS)
        elif self._verifying.isActive():
            self._verifying.start(VERIFY_DELAY_MS)

    def _verify(self) -> None:
        """Compare somebody else's tables with their log, once, where nobody waits for it."""

        def tell(words: str) -> None:
            self._verification = None
            if words:
                self.note_arrived(frozenset((kind, "") for kind in _EVERYTHING))
                self.warned.emit(words)

        self._verification = self.jobs.run(
            "Verifying", _distrust, on_done=tell, on_failed=lambda _: tell(""), is_quiet=True
        )

    def _publish(self, context: JobContext) -> tuple[Published, frozenset[tuple[str, str]]]:
        store = context.open_store()
        published = store.publish()
        with contextlib.suppress(EnvironmentFaultError):  # what was asked for is done
            back_up_daily(store)
        return published, store.taken_in

    def _saved(self, result: tuple[Published, frozenset[tuple[str, str]]]) -> None:
        published, touched = result
        self._is_saving = False
        self._fault = ""
        self._last_save_s = published.seconds
        self._shared_at = datetime.now()
        self.note_arrived(touched)
        self._go_on()

    def _not_saved(self, error: BaseException) -> None:
        self._is_saving = False
        self._fault = str(error)
        self.sharing_changed.emit()
        self.save_failed.emit(error)
        self._schedule_save()
        self._go_on()

    def _save_by_itself(self) -> None:
        """Save, but not right behind a merge that is still under way, which nobody could take back then."""
        if self._is_alone:
            self._schedule_save()
        else:
            self.save()

    def _schedule_save(self) -> None:
        if not self._autosave.isActive():
            seconds = max(SHORTEST_SAVE_INTERVAL_S, SAVE_INTERVAL_FACTOR * self._last_save_s)
            self._autosave.start(int(seconds * 1000))

    def _take_back(self, step: Step, drop: Callable[[], None]) -> Applied:
        try:
            return self._store.undo(step.transaction_uids, self.reviewer.uid)
        except RefusedError:
            drop()
            self.undo_changed.emit()
            raise


def _distrust(context: JobContext) -> str:
    # Imported late: it brings the whole examination along, which most starts do not need.
    from annotator.store.doctor import distrust

    return distrust(context.open_store(), context.check)


def _index_texts(context: JobContext) -> int:
    """Bring the search index up to date: a new working copy of a large project takes a second or two."""
    store = context.open_store()
    count = store.index_texts()
    store.index_items()
    store.index_passages()
    return count
