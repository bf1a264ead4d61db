"""What importing does in the background: read files for the desk, read one again to show it, put the chosen ones in."""

import hashlib
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from annotator.core import identity
from annotator.core.records import Article
from annotator.exchange.importing import Refusal, expand
from annotator.exchange.importing.workers import Progress, ReadingPool, Wanted
from annotator.exchange.intake import Batch
from annotator.session.candidates import Candidate, Judge, State
from annotator.session.jobs import JobContext
from annotator.store import corrections
from annotator.store.applying import Applied

BATCH = 40
SOURCES_AT_ONCE = 100
# What has been read is shown after so long at the latest, though no more comes.
_SHOWN_AFTER_S = 0.3

Emit = Callable[[list[Candidate]], object]


def read_candidates(
    context: JobContext, paths: Sequence[Path], texts: Sequence[Wanted], known: Collection[Path], emit: Emit
) -> None:
    """Read files, what is in folders, and pasted texts; `emit` gets candidates a few at a time.

    Files that are `known` are passed over. What was read before it is cancelled is given, too.

    Raises:
        Cancelled: the user has had enough.
    """
    store = context.open_store()
    judge = Judge(store.reader, store.uid, corrections.correcting_files(store.reader))
    files = [Wanted(path) for path in expand(paths) if path.absolute() not in known]
    progress = Progress(len(files) + len(texts))
    collected = _Collected(emit)
    with ReadingPool() as pool:
        # A text that was pasted is nowhere else: it is kept whole.
        for wanted, is_sketch in ((files, True), (texts, False)):
            for answer in pool.read(
                wanted,
                is_sketch=is_sketch,
                is_cancelled=lambda: context.is_cancelled,
                on_wait=collected.give_when_due,
            ):
                progress.note(answer)
                collected.add(judge.candidate(wanted[answer.number].path, answer))
                context.report(progress.done, progress.total)
            progress.begin_anew()
    collected.give()
    context.check()


def read_text(context: JobContext, pool: ReadingPool, candidate: Candidate) -> Article | None:
    """Read a candidate's article once more; None where it is not there any more or nobody waits for it."""
    for answer in pool.read([candidate.wanted], is_cancelled=lambda: context.is_cancelled):
        if isinstance(answer.result, Article):
            return replace(answer.result, metadata=candidate.metadata)
    return None


def put_in(
    context: JobContext, chosen: Sequence[Candidate], reviewer_uid: str, outlets: Mapping[str, str]
) -> tuple[list[Applied], list[Candidate]]:
    """Read the chosen once more and put them in; one that cannot be read stays behind, refused.

    `outlets`, by host, are kept with the project: they were learnt from what the reviewer said of the chosen.

    Many sources share a transaction, which costs a sync of the disk; when it is cancelled, those that are in stay in.
    """
    store = context.open_store()
    applied: list[Applied] = []
    done: list[Candidate] = []
    batch = Batch(store, reviewer_uid, applied.append, SOURCES_AT_ONCE)
    batch.learn(outlets)
    with ReadingPool() as pool:
        for number, (candidate, result) in enumerate(_read_again(context, pool, chosen), 1):
            reason = result.reason if isinstance(result, Refusal) else _change(store.uid, candidate, result)
            if isinstance(result, Refusal) or reason:
                candidate.state, candidate.reason, candidate.is_chosen = State.REFUSED, reason, False
            else:
                article = replace(result, metadata=candidate.metadata)
                batch.add(candidate.path, article, candidate.part, candidate.reliability)
                done.append(candidate)
            if batch.is_full:
                batch.flush()
            context.report(number, len(chosen))
    batch.flush()
    return applied, done


def _read_again(
    context: JobContext, pool: ReadingPool, chosen: Sequence[Candidate]
) -> Iterator[tuple[Candidate, Article | Refusal]]:
    """Give each candidate with what stands in its place now; those in one file are read in one go."""
    groups = [
        {candidate.place: candidate for candidate in group}
        for _, group in groupby(chosen, key=lambda candidate: (candidate.path, candidate.article is None))
    ]
    files = [replace(next(iter(group.values())).wanted, places=tuple(group)) for group in groups]
    answers = pool.read(files, is_cancelled=lambda: context.is_cancelled)
    for number, found in groupby(answers, key=lambda answer: answer.number):
        waiting = groups[number]
        last = Refusal(files[number].path.name, "")
        for answer in found:
            if isinstance(answer.result, Refusal):
                last = answer.result
            if answer.place in waiting and isinstance(answer.result, Article | Refusal):
                yield waiting.pop(answer.place), answer.result
        if not context.is_cancelled:
            # The file as a whole could not be read.
            yield from ((candidate, last) for candidate in waiting.values())


def _change(project_uid: str, candidate: Candidate, article: Article) -> str:
    """Say that an article is not any more what the reviewer has looked at; "" where it is."""
    source_uid = identity.source_uid(project_uid, hashlib.sha256(article.original).hexdigest())
    if source_uid == candidate.source_uid:
        return ""
    return QCoreApplication.translate("import", "The file has changed since it was read; import it again.")


class _Collected:
    """Candidates on their way to the desk."""

    def __init__(self, emit: Emit) -> None:
        self._emit = emit
        self._candidates: list[Candidate] = []
        self._given = time.monotonic()

    def add(self, candidate: Candidate) -> None:
        """Take one more."""
        self._candidates.append(candidate)
        if len(self._candidates) >= BATCH:
            self.give()
        else:
            self.give_when_due()

    def give(self) -> None:
        """Give what there is."""
        if self._candidates:
            self._emit(self._candidates)
        self._candidates, self._given = [], time.monotonic()

    def give_when_due(self) -> None:
        """Give what there is where somebody has waited for it."""
        if self._candidates and time.monotonic() - self._given > _SHOWN_AFTER_S:
            self.give()
