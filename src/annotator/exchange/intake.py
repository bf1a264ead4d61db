"""Taking articles into a project: many at once, each with its own outcome."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from annotator.core import edits
from annotator.core.changes import Draft
from annotator.core.edits import NewSource
from annotator.core.errors import NotFoundError
from annotator.core.learning import with_learnt
from annotator.core.records import Article
from annotator.exchange.importing import expand
from annotator.exchange.importing.workers import Progress, ReadingPool, Wanted
from annotator.store import corrections
from annotator.store.applying import Applied
from annotator.store.project import ProjectStore

Outcome = Literal["imported", "duplicate", "refused"]
# A transaction costs a sync of the disk; this many sources share one, and progress is told as often.
BATCH = 200
# Sources with many pictures go in a few at a time, or a transaction would fill the memory.
BATCH_BYTES = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class IntakeResult:
    """What became of one article. `reason` says why where it was not imported; `source_uid` is "" where refused.

    `part` is the name of an article inside the file, an attachment or a row, and "" for the file itself.
    """

    path: Path
    outcome: Outcome
    reason: str = ""
    source_uid: str = ""
    part: str = ""


def take_in(
    store: ProjectStore,
    paths: Iterable[Path],
    reviewer_uid: str,
    *,
    report: Callable[[int, int], None] = lambda done, total: None,
    is_cancelled: Callable[[], bool] = lambda: False,
    on_applied: Callable[[Applied], None] = lambda applied: None,
) -> list[IntakeResult]:
    """Import files and what is in folders; a file that is refused does not hold up the others.

    Files are read by processes of their own while what they found goes in. `report` is told how many of the files
    are done, where one holds several articles of those; `on_applied` gets each transaction. When `is_cancelled`
    says so, what went in stays in, and the results end there.
    """
    files = expand(paths)
    results: list[IntakeResult] = []
    progress = Progress(len(files))
    batch = Batch(store, reviewer_uid, on_applied)
    with ReadingPool() as pool:
        for answer in pool.read(map(Wanted, files), is_cancelled=is_cancelled):
            path, part = files[answer.number], answer.result.file_name if answer.place else ""
            progress.note(answer)
            if isinstance(answer.result, Article):
                results.append(batch.add(path, answer.result, part))
            else:
                results.append(IntakeResult(path, "refused", answer.reason, part=part))
            if batch.is_full:
                batch.flush()
                report(progress.done, progress.total)
    batch.flush()
    report(progress.done, progress.total)
    return results


def add_articles(store: ProjectStore, articles: Sequence[Article], reviewer_uid: str) -> list[IntakeResult]:
    """Import articles that are at hand already, pasted ones for instance."""
    batch = Batch(store, reviewer_uid, lambda applied: None)
    results = [batch.add(Path(article.file_name), article) for article in articles]
    batch.flush()
    return results


class Batch:
    """Sources that go into the project in one transaction, at most so many."""

    def __init__(
        self, store: ProjectStore, reviewer_uid: str, on_applied: Callable[[Applied], None], most: int = 0
    ) -> None:
        self._most = most or BATCH
        self._store = store
        self._reviewer_uid = reviewer_uid
        self._on_applied = on_applied
        self._corrected = corrections.correcting_files(store.reader)
        self._outlets = dict(store.reader.project().outlets)
        self._titles: dict[str, str] = {}
        self._drafts: list[Draft] = []
        self._blobs: dict[str, bytes] = {}
        self._bytes = 0

    @property
    def is_full(self) -> bool:
        """Whether it is time to write."""
        return len(self._titles) >= self._most or self._bytes >= BATCH_BYTES

    def add(self, path: Path, article: Article, part: str = "", reliability: str = "") -> IntakeResult:
        """Put an article into the batch, unless the project or the batch has its original already."""
        article = replace(article, metadata=with_learnt(article.metadata, self._outlets))
        new = edits.add_source(self._store.uid, article)
        name = self._known_name(new.source_uid)
        if name:
            other = "" if name == article.file_name else f", as {name}"
            return IntakeResult(path, "duplicate", f"It is in the project already{other}.", new.source_uid, part)
        corrected_uid = self._corrected.get(str(new.drafts[0].value["original"]))
        if corrected_uid:
            name = self._known_name(corrected_uid)
            reason = f"It is in the project already, as the corrected text of {name}."
            return IntakeResult(path, "duplicate", reason, corrected_uid, part)
        self._titles[new.source_uid] = article.file_name
        self._drafts += self._missing(new)
        if reliability:
            self._drafts += edits.grade_source(new.source_uid, reliability)
        self._blobs.update(new.blobs)
        self._bytes += sum(map(len, new.blobs.values()))
        return IntakeResult(path, "imported", "", new.source_uid, part)

    def learn(self, outlets: Mapping[str, str]) -> None:
        """Keep with the project, in the batch's first transaction, which outlets stand behind hosts."""
        for host, outlet in outlets.items():
            if self._outlets.get(host) != outlet:
                self._drafts += edits.learn_outlet(self._store.uid, host, outlet)
                self._outlets[host] = outlet

    def flush(self) -> None:
        """Write what is in the batch."""
        if self._drafts:
            self._on_applied(self._store.apply(self._drafts, self._reviewer_uid, blobs=self._blobs))
        self._titles, self._drafts, self._blobs, self._bytes = {}, [], {}, 0

    def _known_name(self, source_uid: str) -> str:
        if source_uid in self._titles:
            return self._titles[source_uid]
        reader = self._store.reader
        return reader.source(source_uid).file_name if reader.has_source(source_uid) else ""

    def _missing(self, new: NewSource) -> list[Draft]:
        """Leave out the revision where it is there already: deleting a source leaves its texts in place."""
        try:
            self._store.reader.text(new.revision_uid)
        except NotFoundError:
            return new.drafts
        return [draft for draft in new.drafts if draft.entity_uid != new.revision_uid]
