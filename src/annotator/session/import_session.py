"""What is about to come into the project: files read in the background, told apart, and put in as one step."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from annotator.core import edits, identity
from annotator.core.changes import Draft
from annotator.core.errors import AnnotatorError, NotFoundError
from annotator.core.records import Article, Inferred
from annotator.core.text import count_words
from annotator.core.vocabulary import BlockKind
from annotator.exchange.importing import article_from_bytes, expand, read_article
from annotator.session.jobs import Job, JobContext
from annotator.session.project_session import ProjectSession
from annotator.store import corrections
from annotator.store.applying import Applied
from annotator.store.reader import Reader

BATCH = 40
SOURCES_AT_ONCE = 100
# What a reader of the briefing sees of a source: a person should have looked at it.
CHECKED_FIELDS = ("title", "outlet", "published", "author")
NEEDED_FIELDS = ("title", "outlet", "published")


class State(Enum):
    """How a file stands."""

    READY = "ready"
    TO_CONFIRM = "to confirm"
    DUPLICATE = "duplicate"
    REFUSED = "refused"


@dataclass(eq=False, slots=True)
class Candidate:
    """A file that may come in. Its text is read again when it is wanted, or thousands would fill the memory.

    `article` is kept for what was pasted, which is nowhere else. `reason` says why it is refused or a duplicate;
    `is_chosen` whether it goes in with the next import.
    """

    path: Path
    state: State
    article: Article | None = None
    media_type: str = ""
    metadata: dict[str, Inferred] = field(default_factory=dict)
    reliability: str = ""
    words: int = 0
    images: int = 0
    source_uid: str = ""
    reason: str = ""
    twin: "Candidate | None" = None
    is_chosen: bool = False

    @property
    def can_come_in(self) -> bool:
        """Whether it can be imported at all."""
        return self.state in (State.READY, State.TO_CONFIRM)

    @property
    def doubts(self) -> list[str]:
        """What a person should look at, in plain words."""
        return doubts_about(self.metadata)

    def read(self) -> Article:
        """Give the article as it will be kept, with what the reviewer corrected.

        Raises:
            AnnotatorError: the file cannot be read any more.
        """
        article = self.article or read_article(self.path)
        return replace(article, metadata=self.metadata)


class ImportSession(QObject):
    """Collect candidates, let them be corrected, and import the chosen ones.

    Signals: `added(list)` candidates that have been read; `progressed(verb, done, total)`, with total 0 at the end;
    `imported(list)` the candidates that are in the project now; `failed(error)`.
    """

    added = Signal(object)
    progressed = Signal(str, int, int)
    imported = Signal(object)
    failed = Signal(object)
    _arrived = Signal(object)

    def __init__(self, session: ProjectSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._by_source: dict[str, Candidate] = {}
        self._paths: set[Path] = set()
        self._job: Job | None = None
        self._waiting: list[Path] = []
        self._pasted = 0
        self._verb = ""
        self._arrived.connect(self._take, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether files are being read or imported."""
        return self._job is not None

    def add_paths(self, paths: Iterable[Path]) -> None:
        """Read files and what is in folders, in the background."""
        self._waiting.extend(paths)
        if self._job is None and self._waiting:
            self._read_waiting()

    def add_text(self, text: str) -> None:
        """Take a text that was pasted as a source."""
        self._pasted += 1
        name = self.tr("Pasted text {0}.txt").format(self._pasted)
        path = Path(name)
        try:
            article = article_from_bytes(text.encode(), name)
        except AnnotatorError as error:
            self._take([Candidate(path, State.REFUSED, reason=str(error))])
            return
        reader = self._session.reader
        corrected = corrections.correcting_files(reader)
        candidate = _candidate(path, article, reader, self._session.project_uid, corrected)
        candidate.article = article
        self._take([candidate])

    def cancel(self) -> None:
        """Stop reading; what has been read stays in the list."""
        self._waiting.clear()
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self.progressed.emit("", 0, 0)

    def confirm(self, candidate: Candidate, values: Mapping[str, object], reliability: str) -> None:
        """Take what the reviewer says of a source; what was only likely is sure from then on."""
        for name, value in values.items():
            known = candidate.metadata.get(name)
            if known is None and value in ("", None):
                continue
            if known is None or known.value != value or not known.sure:
                candidate.metadata[name] = Inferred(value, "reviewer")
        candidate.reliability = reliability
        candidate.state = State.READY
        candidate.is_chosen = True

    def import_chosen(self, candidates: Sequence[Candidate]) -> None:
        """Put candidates into the project in one step of undo, in the background."""
        chosen = list(candidates)
        reviewer_uid = self._session.reviewer.uid
        verb = self.tr("Importing")
        self.progressed.emit(verb, 0, len(chosen))
        self._job = self._session.jobs.run(
            verb,
            lambda context: _put_in(context, chosen, reviewer_uid),
            on_done=lambda result: self._imported(*result),
            on_failed=self._failed,
        )
        self._follow(verb)

    def _failed(self, error: BaseException) -> None:
        self._job = None
        self.progressed.emit("", 0, 0)
        self.failed.emit(error)

    def _follow(self, verb: str) -> None:
        self._verb = verb
        if self._job is not None:
            # Queued to a method of this object, or it would run on the job's thread.
            self._job.advanced.connect(self._advanced, Qt.ConnectionType.QueuedConnection)

    def _advanced(self, done: int, total: int, _words: str) -> None:
        if self._job is not None:
            self.progressed.emit(self._verb, done, total)

    def _imported(self, applied: list[Applied], done: list[Candidate]) -> None:
        self._job = None
        if applied:
            count = len(done)
            label = self.tr("Import 1 source") if count == 1 else self.tr("Import {0} sources").format(count)
            self._session.note_applied(applied, label)
        self.progressed.emit("", 0, 0)
        self.imported.emit(done)

    def _read_waiting(self) -> None:
        paths, self._waiting = self._waiting, []
        verb = self.tr("Reading files")
        project_uid = self._session.project_uid
        known = set(self._paths)

        def read(context: JobContext) -> None:
            reader = context.open_reader()
            files = [path for path in expand(paths) if path.absolute() not in known]
            corrected = corrections.correcting_files(reader)
            batch: list[Candidate] = []
            for number, path in enumerate(files, 1):
                context.check()
                batch.append(_read(path, reader, project_uid, corrected))
                if len(batch) >= BATCH:
                    self._arrived.emit(batch)
                    batch = []
                context.report(number, len(files))
            self._arrived.emit(batch)

        self._job = self._session.jobs.run(
            verb, read, on_done=lambda _: self._read_done(), on_failed=self._failed, is_quiet=True
        )
        self._follow(verb)

    def _read_done(self) -> None:
        self._job = None
        if self._waiting:
            self._read_waiting()
        else:
            self.progressed.emit("", 0, 0)

    def _take(self, candidates: list[Candidate]) -> None:
        """Tell twins apart: the first of several files with one content is the one that can come in."""
        fresh = []
        for candidate in candidates:
            place = candidate.path.absolute()
            if candidate.article is None and place in self._paths:
                continue
            self._paths.add(place)
            twin = self._by_source.get(candidate.source_uid) if candidate.source_uid else None
            if twin is not None:
                candidate.state, candidate.twin, candidate.is_chosen = State.DUPLICATE, twin, False
            elif candidate.source_uid:
                self._by_source[candidate.source_uid] = candidate
            fresh.append(candidate)
        if fresh:
            self.added.emit(fresh)


def doubts_about(metadata: Mapping[str, Inferred]) -> list[str]:
    """Say what of a source's metadata is missing or only likely."""
    missing = {
        "title": QCoreApplication.translate("import", "Title is missing"),
        "outlet": QCoreApplication.translate("import", "Outlet is missing"),
        "published": QCoreApplication.translate("import", "Date is missing"),
    }
    guessed = {
        "title": QCoreApplication.translate("import", "Title is a guess"),
        "outlet": QCoreApplication.translate("import", "Outlet is a guess"),
        "published": QCoreApplication.translate("import", "Date is a guess"),
        "author": QCoreApplication.translate("import", "Author is a guess"),
    }
    found = []
    for name in CHECKED_FIELDS:
        known = metadata.get(name)
        if known is None or not known.value:
            if name in NEEDED_FIELDS:
                found.append(missing[name])
        elif not known.sure:
            found.append(guessed[name])
    return found


def _candidate(
    path: Path, article: Article, reader: Reader, project_uid: str, corrected: Mapping[str, str]
) -> Candidate:
    """Judge a file; `corrected` gives the source that a file has corrected already, by its SHA-256."""
    original = hashlib.sha256(article.original).hexdigest()
    source_uid = corrected.get(original) or identity.source_uid(project_uid, original)
    candidate = Candidate(
        path,
        State.TO_CONFIRM if doubts_about(article.metadata) else State.READY,
        media_type=article.media_type,
        metadata=dict(article.metadata),
        words=count_words(article.text),
        images=sum(block.kind is BlockKind.IMAGE for block in article.blocks),
        source_uid=source_uid,
    )
    if reader.has_source(source_uid):
        candidate.state = State.DUPLICATE
        name = reader.source(source_uid).label
        candidate.reason = QCoreApplication.translate("import", "It is in the project already: {0}").format(name)
    candidate.is_chosen = candidate.state is State.READY
    return candidate


def _put_in(
    context: JobContext, chosen: Sequence[Candidate], reviewer_uid: str
) -> tuple[list[Applied], list[Candidate]]:
    """Read the chosen once more and put them in; one that cannot be read stays behind, refused.

    Many sources share a transaction, which costs a sync of the disk; when it is cancelled, those that are in stay in.
    """
    store = context.open_store()
    applied: list[Applied] = []
    done: list[Candidate] = []
    for start in range(0, len(chosen), SOURCES_AT_ONCE):
        if context.is_cancelled:
            break
        drafts: list[Draft] = []
        blobs: dict[str, bytes] = {}
        for candidate in chosen[start : start + SOURCES_AT_ONCE]:
            try:
                new = edits.add_source(store.uid, candidate.read())
            except AnnotatorError as error:
                candidate.state, candidate.reason, candidate.is_chosen = State.REFUSED, str(error), False
                continue
            done.append(candidate)
            if not store.reader.has_source(new.source_uid):
                drafts += _missing(store.reader, new)
                blobs.update(new.blobs)
                if candidate.reliability:
                    drafts += edits.grade_source(new.source_uid, candidate.reliability)
        if drafts:
            applied.append(store.apply(drafts, reviewer_uid, blobs=blobs))
        context.report(min(start + SOURCES_AT_ONCE, len(chosen)), len(chosen))
    return applied, done


def _missing(reader: Reader, new: edits.NewSource) -> list[Draft]:
    """Leave out the revision where it is there already: deleting a source leaves its texts in place."""
    try:
        reader.text(new.revision_uid)
    except NotFoundError:
        return new.drafts
    return [draft for draft in new.drafts if draft.entity_uid != new.revision_uid]


def _read(path: Path, reader: Reader, project_uid: str, corrected: Mapping[str, str]) -> Candidate:
    try:
        return _candidate(path, read_article(path), reader, project_uid, corrected)
    except AnnotatorError as error:
        return Candidate(path, State.REFUSED, reason=str(error))
