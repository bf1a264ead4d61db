"""What comes in from others: seen beforehand, merged, and taken back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from annotator.core import edits
from annotator.core.errors import AnnotatorError, RefusedError
from annotator.session.conflict_words import FieldWords
from annotator.session.jobs import JobContext
from annotator.session.project_session import ProjectSession
from annotator.session.sibling_watch import SiblingWatch
from annotator.store.arrivals import Arrival, arrivals, touched_by
from annotator.store.backups import Backup, backups, copy_beside
from annotator.store.merge_preview import FilePreview, MergePreview, Namesakes, preview
from annotator.store.merging import Merged, merge
from annotator.store.union import Touched
from annotator.store.unmerging import MergedValue, merge_values, undo_merge, undo_refusal
from annotator.store.working import SUFFIX

DELAY_MS = 300


@dataclass(frozen=True, slots=True)
class Restorable:
    """One field that a merge changed, in words: what it is of, what stood there and what stands there since."""

    entity_type: str
    entity_uid: str
    name: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Details:
    """What can be done with an arrival: `refusal` says why a merge cannot be taken back, "" where it can."""

    arrival: Arrival
    touched: frozenset[str]
    refusal: str = ""


class MergeSession(QObject):
    """Merging in the open project; one for each session (`merging_in`), whatever shows it.

    Signals: `preview_changed()` when files are read, were read or are put away; `merged(Merged)` after they came in;
    `taken_back(Arrival)`; `listed()` when the arrivals are known anew; `failed(error)`.
    """

    preview_changed = Signal()
    merged = Signal(object)
    taken_back = Signal(object)
    listed = Signal()
    failed = Signal(object)

    def __init__(self, session: ProjectSession) -> None:
        super().__init__(session)
        self._session = session
        self.paths: tuple[Path, ...] = ()
        self.seen: MergePreview | None = None
        self.is_merging = False
        self.arrivals: list[Arrival] = []
        self.namesakes: list[Namesakes] = []
        self._asked = 0
        self._is_listing = self._is_stale = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._timer.timeout.connect(self._list)
        self.siblings = SiblingWatch(session, self)

    @property
    def is_reading(self) -> bool:
        """Whether files are being looked into."""
        return bool(self.paths) and self.seen is None

    @property
    def readable(self) -> list[FilePreview]:
        """The files that were looked into and can be merged."""
        return [file for file in self.seen.files if not file.refusal] if self.seen else []

    def look_into(self, paths: Sequence[Path]) -> None:
        """See what merging files would bring, in a job."""
        if self.is_merging:
            self.failed.emit(
                RefusedError(self.tr("Files are being merged at this moment; try again when that is done."))
            )
            return
        self.paths, self.seen = tuple(dict.fromkeys(paths)), None
        self._asked += 1
        asked, wanted = self._asked, self.paths
        self.preview_changed.emit()

        def read(context: JobContext) -> MergePreview | None:
            seen = preview(context.open_store(), wanted)
            return None if context.is_cancelled else seen

        def take(seen: MergePreview | None) -> None:
            if asked == self._asked:
                self.paths, self.seen = (wanted, seen) if seen else ((), None)
                self.preview_changed.emit()

        def fail(error: BaseException) -> None:
            if asked == self._asked:
                self.put_away()
            self.failed.emit(error)

        self._run(self.tr("Reading {0}").format(names_of(wanted)), read, take, fail)

    def put_away(self) -> None:
        """Merge nothing for now; a copy beside the shared file is not offered again."""
        paths = self.paths
        self._asked += 1
        self.paths, self.seen = (), None
        self.preview_changed.emit()
        self.siblings.put_off(paths)

    def merge(self) -> None:
        """Merge the files that were looked into, those that are refused left out."""
        paths = [file.path for file in self.readable]
        if not paths or self.is_merging:
            return
        self.is_merging = True
        self.preview_changed.emit()
        reviewer_uid = self._session.reviewer.uid
        namesakes = self.seen.namesakes if self.seen else ()
        mine = {tag.uid for tag in self._session.reader.tags()}

        def do(context: JobContext) -> Merged:
            return merge(context.open_store(), paths, reviewer_uid, skip_refused=True)

        def take(merged: Merged) -> None:
            self.is_merging = False
            self.siblings.put_off(paths)
            self.paths, self.seen = (), None
            self.namesakes = [_mine_first(each, mine) for each in namesakes if each.entity_type == "tag"]
            if merged.touched:
                self._session.note_merged(merged.touched)
            self.preview_changed.emit()
            self.merged.emit(merged)
            self.list_soon()

        def fail(error: BaseException) -> None:
            self.is_merging = False
            self.preview_changed.emit()
            self.failed.emit(error)

        self._alone(self.tr("Merging {0}").format(names_of(paths)), do, take, fail)

    def join(self, namesakes: Namesakes) -> None:
        """Join tags that bear one name into the one that was here first, as an edit that can be undone.

        Raises:
            AnnotatorError: one of them is gone.
        """
        into, *others = namesakes.uids
        drafts = [draft for uid in others for draft in edits.merge_tags(uid, into)]
        self._session.perform(drafts, self.tr("Join tags “{0}”").format(namesakes.name))
        self.leave_apart(namesakes)

    def leave_apart(self, namesakes: Namesakes) -> None:
        """Offer these tags for joining no longer."""
        self.namesakes = [each for each in self.namesakes if each != namesakes]
        self.preview_changed.emit()

    def take_back(self, arrival: Arrival) -> None:
        """Take out what a merge brought in, in a job."""

        def take(touched: Touched) -> None:
            self.namesakes = []
            self._session.note_merged(touched, is_taken_back=True)
            self.taken_back.emit(arrival)
            self.list_soon()

        def undo(context: JobContext) -> Touched:
            return undo_merge(context.open_store(), arrival.merge_uid)

        self._alone(self.tr("Taking the merge back"), undo, take, self.failed.emit)

    def ask_details(self, arrival: Arrival, take: Callable[[Details], object]) -> None:
        """Find out what an arrival is about and whether it can be taken back."""
        reviewer_uid = self._session.reviewer.uid

        def read(context: JobContext) -> Details:
            store = context.open_store()
            touched = touched_by(store, arrival, reviewer_uid)
            try:
                refusal = undo_refusal(store, arrival.merge_uid) if arrival.is_merge else ""
            except AnnotatorError as error:
                refusal = str(error)
            return Details(arrival, touched, refusal)

        self._run(self.tr("Reading"), read, take, self.failed.emit, is_quiet=True)

    def ask_values(self, arrival: Arrival, take: Callable[[list[Restorable]], object]) -> None:
        """List in words what a merge changed of what was there before."""

        def read(context: JobContext) -> list[Restorable]:
            store = context.open_store()
            values = merge_values(store, arrival.merge_uid)
            words = FieldWords(store.reader)
            return [_restorable(value, words) for value in values if not _is_new(value)]

        self._run(self.tr("Reading"), read, take, self.failed.emit)

    def list_soon(self) -> None:
        """List what came in anew, a moment after the last wish."""
        self._timer.start()

    def ask_backups(self, take: Callable[[list[Backup]], object]) -> None:
        """List the project's backups, the newest first."""

        def read(context: JobContext) -> list[Backup]:
            store = context.open_store()
            return backups(store.uid, store.working_path.parents[2])

        self._run(self.tr("Reading"), read, take, self.failed.emit, is_quiet=True)

    def open_copy(self, backup: Backup, take: Callable[[Path], object]) -> None:
        """Put a copy of a backup beside the project under a new name, and give its path."""
        path = self._session.path
        self._run(self.tr("Copying the backup"), lambda _: copy_beside(backup, path), take, self.failed.emit)

    def stop(self) -> None:
        """Do nothing by itself any more; the project closes."""
        self._timer.stop()
        self.siblings.stop()

    def _list(self) -> None:
        if self._is_listing:
            self._is_stale = True
            return
        self._is_listing, self._is_stale = True, False
        reviewer_uid = self._session.reviewer.uid

        def take(found: list[Arrival]) -> None:
            self._is_listing = False
            self.arrivals = found
            self.listed.emit()
            if self._is_stale:
                self.list_soon()

        def fail(error: BaseException) -> None:
            self._is_listing = False
            self.failed.emit(error)

        def read(context: JobContext) -> list[Arrival]:
            return arrivals(context.open_store(), reviewer_uid)

        self._run(self.tr("Reading"), read, take, fail, is_quiet=True)

    def _run(
        self,
        verb: str,
        work: Callable[[JobContext], Any],
        on_done: Callable[[Any], object],
        on_failed: Callable[[BaseException], object],
        *,
        is_quiet: bool = False,
    ) -> None:
        self._session.jobs.run(
            verb, work, on_done=self._if_valid(on_done), on_failed=self._if_valid(on_failed), is_quiet=is_quiet
        )

    def _alone(
        self,
        verb: str,
        work: Callable[[JobContext], Any],
        on_done: Callable[[Any], object],
        on_failed: Callable[[BaseException], object],
    ) -> None:
        done, failed = self._if_valid(on_done), self._if_valid(on_failed)
        self._session.run_alone(verb, work, on_done=done, on_failed=failed)

    def _if_valid(self, run: Callable[[Any], object]) -> Callable[[Any], None]:
        """Let nothing end here once the session has gone."""

        def guarded(value: Any) -> None:
            if shiboken6.isValid(self):
                run(value)

        return guarded


def is_project_file(path: Path) -> bool:
    """Tell whether a file is called as projects are."""
    return path.suffix.casefold() == SUFFIX


def merging_in(session: ProjectSession) -> MergeSession:
    """Give the merging of a session, begun the first time it is wanted."""
    found = session.findChild(MergeSession)
    return found if isinstance(found, MergeSession) else MergeSession(session)


def names_of(paths: Sequence[Path]) -> str:
    """Name a file, or say how many there are."""
    if len(paths) == 1:
        return paths[0].name
    return QCoreApplication.translate("MergeSession", "{0} files").format(f"{len(paths):,}")


def _is_new(value: MergedValue) -> bool:
    """What was not there before needs no restoring: it is deleted where it is not wanted."""
    return not value.field and value.after is True


def _mine_first(namesakes: Namesakes, mine: set[str]) -> Namesakes:
    ordered = sorted(namesakes.uids, key=lambda uid: uid not in mine)
    return Namesakes(namesakes.entity_type, namesakes.name, tuple(ordered))


def _restorable(value: MergedValue, words: FieldWords) -> Restorable:
    kind, uid, name = value.entity_type, value.entity_uid, value.field
    if not name:
        there = QCoreApplication.translate("MergeSession", "there")
        deleted = QCoreApplication.translate("MergeSession", "deleted")
        before, after = (there if each else deleted for each in (value.before, value.after))
    else:
        before, after = (words.value(kind, uid, name, each) for each in (value.before, value.after))
    return Restorable(kind, uid, words.name_of(uid) or kind, words.field(kind, name), before, after)
