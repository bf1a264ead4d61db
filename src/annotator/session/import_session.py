"""What is about to come into the project: files read in the background, told apart, and put in as one step."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from annotator.core.learning import host_in
from annotator.core.records import Article, Inferred
from annotator.exchange.importing.articles import Place
from annotator.exchange.importing.workers import ReadingPool, Wanted
from annotator.session.candidates import NEEDED_FIELDS, Candidate, State
from annotator.session.import_work import put_in, read_candidates, read_text
from annotator.session.jobs import Job
from annotator.session.project_session import ProjectSession
from annotator.store.applying import Applied

# Mark-up that says more than the look of words: what is worth reading as a page.
_BLOCKS = re.compile(r"<(?:p|h[1-6]|li|table|blockquote|br|img)[\s>/]", re.I)

__all__ = ["NEEDED_FIELDS", "Candidate", "ImportSession", "State"]


class ImportSession(QObject):
    """Collect candidates, let them be corrected, and import the chosen ones.

    Signals: `added(list)` candidates that have been read; `previewed(candidate, article)` the text that was asked for;
    `progressed(verb, done, total)`, with total 0 at the end; `imported(list)` the candidates that are in the project
    now; `learnt(host, list)` the candidates to which an outlet was given because another article of their host has it;
    `failed(error)`.
    """

    added = Signal(object)
    previewed = Signal(object, object)
    progressed = Signal(str, int, int)
    imported = Signal(object)
    learnt = Signal(str, object)
    failed = Signal(object)
    _arrived = Signal(object)

    def __init__(self, session: ProjectSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._by_source: dict[str, Candidate] = {}
        self._listed: set[tuple[Path, Place]] = set()
        self._taken: list[Candidate] = []
        self._outlets: dict[str, str] = {}
        self._job: Job | None = None
        self._waiting: list[Path] = []
        self._waiting_texts: list[Wanted] = []
        self._pasted = 0
        self._preview_pool: ReadingPool | None = None
        self._preview: tuple[Job, Candidate] | None = None
        self._wanted: Candidate | None = None
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

    def add_text(self, text: str, html: str = "") -> None:
        """Take a text that was pasted as a source, in the background; where it came with mark-up, that tells more."""
        self._pasted += 1
        ending, content = (".html", html) if _BLOCKS.search(html) else (".txt", text)
        name = self.tr("Pasted text {0}").format(self._pasted) + ending
        self._waiting_texts.append(Wanted(Path(name), content.encode(errors="ignore")))
        if self._job is None:
            self._read_waiting()

    def cancel(self) -> None:
        """Stop reading; what has been read stays in the list."""
        self._end_previews()
        self._waiting.clear()
        self._waiting_texts.clear()
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
        self._learn_from(candidate)

    def confirm_alike(self, candidates: Iterable[Candidate], values: Mapping[str, object], reliability: str) -> None:
        """Say of several sources what they have in common; one without other doubts is then ready."""
        for candidate in candidates:
            if not candidate.can_come_in:
                continue
            candidate.metadata |= {name: Inferred(value, "reviewer") for name, value in values.items()}
            candidate.reliability = reliability or candidate.reliability
            if not candidate.doubts:
                candidate.state, candidate.is_chosen = State.READY, True

    def import_chosen(self, candidates: Sequence[Candidate]) -> None:
        """Put candidates into the project in one step of undo, in the background."""
        chosen = list(candidates)
        reviewer_uid = self._session.reviewer.uid
        hosts = {host_in(candidate.metadata) for candidate in chosen}
        outlets = {host: outlet for host, outlet in self._outlets.items() if host in hosts}
        verb = self.tr("Importing")
        self.progressed.emit(verb, 0, len(chosen))
        self._job = self._session.jobs.run(
            verb,
            lambda context: put_in(context, chosen, reviewer_uid, outlets),
            on_done=lambda result: self._imported(*result),
            on_failed=self._failed,
        )
        self._follow(verb)

    def preview(self, candidate: Candidate) -> None:
        """Read a candidate's text in the background; `previewed` gives it, unless another is wanted by then."""
        self._wanted = candidate
        if self._preview is not None:
            job, running = self._preview
            if running is not candidate:
                job.cancel()
        elif candidate.article is not None:
            self.previewed.emit(candidate, replace(candidate.article, metadata=candidate.metadata))
        else:
            self._read_preview(candidate)

    def _learn_from(self, candidate: Candidate) -> None:
        """Give the outlet that a reviewer named to the other candidates from the same host."""
        host, outlet = host_in(candidate.metadata), candidate.metadata.get("outlet")
        if not host or outlet is None or outlet.origin != "reviewer" or self._outlets.get(host) == outlet.value:
            return
        self._outlets[host] = str(outlet.value)
        changed = [each for each in self._taken if each is not candidate and each.learn(self._outlets)]
        self.learnt.emit(host, changed)

    def _read_preview(self, candidate: Candidate) -> None:
        pool = self._preview_pool = self._preview_pool or ReadingPool(1)
        job = self._session.jobs.run(
            self.tr("Reading"),
            lambda context: read_text(context, pool, candidate),
            on_done=lambda article: self._preview_read(candidate, article),
            on_failed=lambda _: self._preview_read(candidate, None),
            is_quiet=True,
        )
        self._preview = job, candidate

    def _preview_read(self, candidate: Candidate, article: Article | None) -> None:
        self._preview = None
        if self._wanted is candidate and article is not None:
            self.previewed.emit(candidate, article)
        elif self._wanted is not candidate and self._wanted is not None:
            self.preview(self._wanted)

    def _end_previews(self) -> None:
        self._wanted = None
        if self._preview_pool is not None:
            self._preview_pool.close()
            self._preview_pool = None

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
            self._session.note_applied(applied, _import_words(len(done)))
        # The desk may have been closed meanwhile; what is in stays in, and can be undone.
        if shiboken6.isValid(self):
            self.progressed.emit("", 0, 0)
            self.imported.emit(done)

    def _read_waiting(self) -> None:
        paths, self._waiting = self._waiting, []
        texts, self._waiting_texts = self._waiting_texts, []
        verb = self.tr("Reading files")
        known = {path for path, _ in self._listed}
        self._job = self._session.jobs.run(
            verb,
            lambda context: read_candidates(context, paths, texts, known, self._arrived.emit),
            on_done=lambda _: self._read_done(),
            on_failed=self._failed,
            is_quiet=True,
        )
        self._follow(verb)

    def _read_done(self) -> None:
        self._job = None
        if self._waiting or self._waiting_texts:
            self._read_waiting()
        else:
            self.progressed.emit("", 0, 0)

    def _take(self, candidates: list[Candidate]) -> None:
        """Tell twins apart: the first of several articles with one content is the one that can come in."""
        fresh = []
        for candidate in candidates:
            place = (candidate.path.absolute(), candidate.place)
            if candidate.article is None and place in self._listed:
                continue
            self._listed.add(place)
            twin = self._by_source.get(candidate.source_uid) if candidate.source_uid else None
            if twin is not None:
                candidate.state, candidate.twin, candidate.is_chosen = State.DUPLICATE, twin, False
            elif candidate.source_uid:
                self._by_source[candidate.source_uid] = candidate
            candidate.learn(self._outlets)
            fresh.append(candidate)
        self._taken += fresh
        if fresh:
            self.added.emit(fresh)


def _import_words(count: int) -> str:
    if count == 1:
        return QCoreApplication.translate("ImportSession", "Import 1 source")
    return QCoreApplication.translate("ImportSession", "Import {0} sources").format(count)
