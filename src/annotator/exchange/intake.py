"""Taking articles into a project: many at once, each with its own outcome."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from annotator.core import edits
from annotator.core.changes import Draft
from annotator.core.edits import NewSource
from annotator.core.errors import AnnotatorError, NotFoundError
from annotator.core.records import Article
from annotator.exchange.importing import expand, read_article
from annotator.store import corrections
from annotator.store.applying import Applied
from annotator.store.project import ProjectStore

Outcome = Literal["imported", "duplicate", "refused"]
# A transaction costs a sync of the disk; this many sources share one, and progress is told as often.
BATCH = 200


@dataclass(frozen=True, slots=True)
class IntakeResult:
    """What became of one file. `reason` says why where it was not imported; `source_uid` is "" where refused."""

    path: Path
    outcome: Outcome
    reason: str = ""
    source_uid: str = ""


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

    `report` is told how many of the files are done; `on_applied` gets each transaction. When `is_cancelled` says
    so, what went in stays in, and the results end there.
    """
    files = expand(paths)
    results: list[IntakeResult] = []
    batch = _Batch(store, reviewer_uid, on_applied)
    for path in files:
        if is_cancelled():
            break
        try:
            results.append(batch.add(path, read_article(path)))
        except AnnotatorError as error:
            results.append(IntakeResult(path, "refused", str(error)))
        if len(batch) >= BATCH:
            batch.flush()
            report(len(results), len(files))
    batch.flush()
    report(len(results), len(files))
    return results


def add_articles(store: ProjectStore, articles: Sequence[Article], reviewer_uid: str) -> list[IntakeResult]:
    """Import articles that are at hand already, pasted ones for instance."""
    batch = _Batch(store, reviewer_uid, lambda applied: None)
    results = [batch.add(Path(article.file_name), article) for article in articles]
    batch.flush()
    return results


class _Batch:
    """Sources that go into the project in one transaction."""

    def __init__(self, store: ProjectStore, reviewer_uid: str, on_applied: Callable[[Applied], None]) -> None:
        self._store = store
        self._reviewer_uid = reviewer_uid
        self._on_applied = on_applied
        self._corrected = corrections.correcting_files(store.reader)
        self._titles: dict[str, str] = {}
        self._drafts: list[Draft] = []
        self._blobs: dict[str, bytes] = {}

    def __len__(self) -> int:
        return len(self._titles)

    def add(self, path: Path, article: Article) -> IntakeResult:
        """Put an article into the batch, unless the project or the batch has its original already."""
        new = edits.add_source(self._store.uid, article)
        name = self._known_name(new.source_uid)
        if name:
            other = "" if name == article.file_name else f", as {name}"
            return IntakeResult(path, "duplicate", f"It is in the project already{other}.", new.source_uid)
        corrected_uid = self._corrected.get(str(new.drafts[0].value["original"]))
        if corrected_uid:
            name = self._known_name(corrected_uid)
            reason = f"It is in the project already, as the corrected text of {name}."
            return IntakeResult(path, "duplicate", reason, corrected_uid)
        self._titles[new.source_uid] = article.file_name
        self._drafts.extend(self._missing(new))
        self._blobs.update(new.blobs)
        return IntakeResult(path, "imported", source_uid=new.source_uid)

    def flush(self) -> None:
        """Write what is in the batch."""
        if self._drafts:
            self._on_applied(self._store.apply(self._drafts, self._reviewer_uid, blobs=self._blobs))
        self._titles, self._drafts, self._blobs = {}, [], {}

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
