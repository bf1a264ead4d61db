"""Which sources of the open project are alike, kept up to date behind the window, and what a reviewer decides."""

from collections.abc import Sequence
from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from annotator.core import edits
from annotator.core.alike import AlikePair, alike_pairs, proposed_origin
from annotator.core.changes import Draft
from annotator.core.edits import NewRevision
from annotator.core.errors import AnnotatorError
from annotator.core.side_by_side import Row, passages_of, side_by_side
from annotator.session.changes import Changes
from annotator.session.jobs import Job, JobContext
from annotator.session.project_session import ProjectSession
from annotator.store.applying import Applied
from annotator.store.history import log_of
from annotator.store.likeness import bring_up_to_date, kept_apart, known_likenesses
from annotator.store.reader import Reader

# The window is drawn and the search index made first.
FIRST_DELAY_MS, DELAY_MS = 2_000, 600
# Two texts of so many words are compared within a frame or two.
MOST_WORDS_AT_ONCE = 3_000


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sources laid beside each other, and the origin that both may have."""

    older_uid: str
    newer_uid: str
    rows: Sequence[Row]
    origin: str


class LikenessSession(QObject):
    """Find sources that are alike, in a quiet job, whenever sources have come, gone or changed.

    While `is_joining`, two sources are on their way into one. `is_known` once everything has been compared.

    Signals: `listed()` when `pairs` may be others; `compared(Comparison)`; `joining_changed()`; `joined(source,
    NewRevision)` when two became one; `asked(source)` when somebody wants to see what is like a source;
    `failed(error)`.
    """

    listed = Signal()
    joining_changed = Signal()
    compared = Signal(object)
    joined = Signal(str, object)
    asked = Signal(str)
    failed = Signal(object)

    def __init__(self, session: ProjectSession) -> None:
        super().__init__(session)
        self._session = session
        self.pairs: list[AlikePair] = []
        self.is_known = self.is_joining = False
        self._job: Job | None = None
        self._comparing: Job | None = None
        self._is_stale = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        session.changed.connect(self._follow)
        self._timer.start(FIRST_DELAY_MS)

    @property
    def is_busy(self) -> bool:
        """Whether something is still being looked for."""
        return self._job is not None or self._timer.isActive()

    def ask_for(self, source_uid: str) -> None:
        """Let whoever shows the pairs show those of one source."""
        self.asked.emit(source_uid)

    def compare(self, pair: AlikePair) -> None:
        """Lay the texts of two sources beside each other; only the newest wish is answered."""
        if self._comparing is not None:
            self._comparing.cancel()
            self._comparing = None
        if max(pair.older.words, pair.newer.words) <= MOST_WORDS_AT_ONCE:
            try:
                self.compared.emit(_compared(self._session.reader, pair))
            except AnnotatorError as error:
                self.failed.emit(error)
            return

        def take(comparison: Comparison) -> None:
            if shiboken6.isValid(self) and self._comparing is job:
                self._comparing = None
                self.compared.emit(comparison)

        job = self._session.jobs.run(
            self.tr("Comparing"),
            lambda context: _compared(context.open_reader(), pair),
            on_done=take,
            on_failed=self._fail,
            is_quiet=True,
        )
        self._comparing = job

    def join(self, pair: AlikePair, stays_uid: str) -> None:
        """Make one source of two versions; finding the statements of a long one again takes a while."""
        stays, goes = (pair.older, pair.newer) if stays_uid == pair.older.uid else (pair.newer, pair.older)
        reviewer_uid = self._session.reviewer.uid

        def work(context: JobContext) -> tuple[NewRevision, Applied]:
            store = context.open_store()
            new = edits.join_versions(store.reader, log_of(store.reader), stays.uid, goes.uid)
            context.check()
            return new, store.apply(new.drafts, reviewer_uid, blobs=new.blobs)

        def take(result: tuple[NewRevision, Applied]) -> None:
            if shiboken6.isValid(self):
                new, applied = result
                label = self.tr("Join “{0}” and “{1}” as versions").format(stays.label, goes.label)
                self._end_joining()
                self._session.note_applied([applied], label)
                self._drop(pair)
                self.joined.emit(stays.uid, new)

        def fail(error: BaseException) -> None:
            if shiboken6.isValid(self):
                self._end_joining()
                self.failed.emit(error)

        self.is_joining = True
        self.joining_changed.emit()
        self._session.jobs.run(self.tr("Joining versions of an article"), work, on_done=take, on_failed=fail)

    def keep_apart(self, pair: AlikePair) -> None:
        """Say that two sources stay two, and be asked no more."""
        label = self.tr("Keep “{0}” and “{1}” apart").format(pair.older.label, pair.newer.label)
        self._perform(pair, edits.keep_apart(pair.older.uid, pair.newer.uid), label)

    def share_origin(self, pair: AlikePair, origin: str) -> None:
        """Say that two sources carry one original.

        Raises:
            RefusedError: the origin has no name.
        """
        drafts = edits.share_origin(pair.older.uid, pair.newer.uid, origin)
        self._perform(pair, drafts, self.tr("Name one origin of two sources"))

    def stop(self) -> None:
        """Look for nothing by itself any more; the project closes."""
        self._session.changed.disconnect(self._follow)
        self._timer.stop()
        for job in (self._job, self._comparing):
            if job is not None:
                job.cancel()

    def _perform(self, pair: AlikePair, drafts: Sequence[Draft], label: str) -> None:
        self._session.perform(drafts, label, initiator=self)
        self._drop(pair)

    def _drop(self, pair: AlikePair) -> None:
        """Take what was answered off the list at once, and not when everything has been looked through."""
        self.pairs = [each for each in self.pairs if each is not pair]
        self.listed.emit()

    def _end_joining(self) -> None:
        self.is_joining = False
        self.joining_changed.emit()

    def _fail(self, error: BaseException) -> None:
        if shiboken6.isValid(self):
            self.failed.emit(error)

    def _follow(self, changes: object) -> None:
        assert isinstance(changes, Changes)
        if changes.has("source", "revision"):
            self._timer.start(DELAY_MS)

    def _look(self) -> None:
        if self._job is not None:
            self._is_stale = True
            return
        self._is_stale = False

        def take(pairs: list[AlikePair]) -> None:
            if not shiboken6.isValid(self):
                return
            self._job = None
            self.is_known = True
            if self._is_stale:
                self._timer.start(0)
            elif not self._timer.isActive():
                self.pairs = pairs
                self.listed.emit()

        def fail(error: BaseException) -> None:
            if shiboken6.isValid(self):
                self._job = None
                self.failed.emit(error)

        self._job = self._session.jobs.run(
            self.tr("Looking for sources that are alike"), _found, on_done=take, on_failed=fail, is_quiet=True
        )


def likeness_in(session: ProjectSession) -> LikenessSession:
    """Give the likeness of a session's sources, begun the first time it is wanted."""
    found = session.findChild(LikenessSession)
    return found if isinstance(found, LikenessSession) else LikenessSession(session)


def likeness_words(pair: AlikePair) -> str:
    """Say how much two sources are alike: "Same text", "90 % the same"."""
    if pair.is_same:
        return QCoreApplication.translate("likeness", "Same text")
    if pair.carried_percent:
        return QCoreApplication.translate("likeness", "{0} % of one in the other").format(pair.carried_percent)
    if pair.likeness is not None:
        return QCoreApplication.translate("likeness", "{0} % the same").format(pair.percent)
    return QCoreApplication.translate("likeness", "Same title")


def _compared(reader: Reader, pair: AlikePair) -> Comparison:
    texts, passages = [], []
    for source in (pair.older, pair.newer):
        text = reader.text(source.revision_uid)
        texts.append(text)
        passages.append(passages_of(text, reader.blocks(source.revision_uid)))
    rows = side_by_side(*passages)
    return Comparison(pair.older.uid, pair.newer.uid, rows, proposed_origin(pair.older, pair.newer, texts))


def _found(context: JobContext) -> list[AlikePair]:
    store = context.open_store()
    bring_up_to_date(store, context.check, context.report)
    reader = store.reader
    return alike_pairs(reader.sources(), known_likenesses(reader), kept_apart(reader))
