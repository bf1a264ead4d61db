"""What Compare asks of the project: counted in the background where that would be felt, and only while it is shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QObject

from annotator.core import edits
from annotator.core.changes import Draft
from annotator.core.compare.disagreements import Disagreement, disagreements
from annotator.core.compare.matrix import Column, Grouping, Kind, Matrix, Measure, by_sources, by_tags
from annotator.core.reading import Reading
from annotator.session.changes import Changes
from annotator.session.inquiry import Inquiry
from annotator.session.project_session import ProjectSession
from annotator.store.event_dates import read_event_dates
from annotator.store.matrix import read_counts, read_rows, read_sources, read_spoken
from annotator.store.reader import Reader

T = TypeVar("T")
COUNTED = ("statement", "source", "tag", "chapter", "placement", "actor", "link", "project")


@dataclass(frozen=True, slots=True)
class Wish:
    """What the matrix shows. Without a grouping the number of sources decides."""

    kind: Kind = Kind.CHAPTERS
    grouping: Grouping | None = None
    measure: Measure = Measure.STATEMENTS


class Watched(QObject, Generic[T]):
    """A question that is asked again after changes, but only while somebody looks at its answer."""

    def __init__(
        self,
        session: ProjectSession,
        question: Callable[[Reader], T],
        take: Callable[[T], object],
        touching: Sequence[str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._touching = touching
        self._inquiry = Inquiry(session, question, take, self)
        self._is_watched = False
        self._is_stale = True
        session.changed.connect(self._follow)

    @property
    def is_open(self) -> bool:
        """Whether an answer is still to come."""
        return self._inquiry.is_open

    def ask(self) -> None:
        """Ask anew, because something else is wanted."""
        self._is_stale = True
        self._go(is_urgent=True)

    def set_watched(self, is_watched: bool) -> None:
        """Say whether somebody looks; what changed meanwhile is asked then."""
        self._is_watched = is_watched
        self._go(is_urgent=True)

    def stop(self) -> None:
        """Ask no more; the project closes."""
        self._session.changed.disconnect(self._follow)
        self._is_watched = False
        self._inquiry.drop()

    def _follow(self, changes: object) -> None:
        assert isinstance(changes, Changes)
        if changes.has(*self._touching):
            self._is_stale = True
            self._go(is_urgent=False)

    def _go(self, *, is_urgent: bool) -> None:
        if self._is_watched and self._is_stale:
            self._is_stale = False
            self._inquiry.ask(is_urgent=is_urgent)


def call_contradiction(reading: Reading, each: Disagreement) -> list[Draft]:
    """Link a pair whose dates differ as contradicting; that it is linked as one event stays."""
    return edits.link_statements(reading, "contradicts", each.link.from_uid, each.link.to_uid)


def read_disagreements(reader: Reader) -> list[Disagreement]:
    """List where the sources disagree; for any thread with a reader of its own."""
    return disagreements(reader, read_event_dates(reader))


def read_matrix(reader: Reader, wish: Wish) -> Matrix:
    """Count what a wish wants; for any thread with a reader of its own."""
    has_words = wish.measure is Measure.WORDS
    rows, sources = read_rows(reader, wish.kind), read_sources(reader)
    counts = read_counts(reader, wish.kind, has_words=has_words)
    if wish.kind is Kind.ACTORS:
        tags = [Column(row.uid, row.name, tag_uid=row.uid, colour=row.colour) for row in read_rows(reader, Kind.TAGS)]
        return by_tags(rows, counts, read_spoken(reader, has_words=has_words), tags, sources)
    return by_sources(wish.kind, rows, counts, sources, wish.grouping)
