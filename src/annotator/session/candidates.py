"""Articles that may come into the project, each told by how it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from annotator.core import identity
from annotator.core.learning import with_learnt
from annotator.core.likeness import Likeness, carried_percent, percent
from annotator.core.records import Article, Inferred
from annotator.exchange.importing.articles import Place
from annotator.exchange.importing.workers import Answer, Sketch, Wanted, sketch_of
from annotator.store.likeness import KnownTexts
from annotator.store.reader import Reader

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
    """An article that may come in. Its text is read again when it is wanted, or thousands would fill the memory.

    `place` and `part` say where in its file it stands and what it is called there: a row of a table, an attachment;
    for the file itself they are empty. `article` is kept for what was pasted, which is nowhere else. `reason` says why
    it is refused or a duplicate, `alike` what it is like; `is_chosen` whether it goes in with the next import.
    """

    path: Path
    state: State
    article: Article | None = None
    place: Place = ()
    part: str = ""
    media_type: str = ""
    metadata: dict[str, Inferred] = field(default_factory=dict)
    reliability: str = ""
    words: int = 0
    images: int = 0
    source_uid: str = ""
    reason: str = ""
    alike: str = ""
    twin: "Candidate | None" = None
    is_chosen: bool = False

    @property
    def can_come_in(self) -> bool:
        """Whether it can be imported at all."""
        return self.state in (State.READY, State.TO_CONFIRM)

    @property
    def doubts(self) -> list[str]:
        """What a person should look at, in plain words."""
        return [self.alike, *doubts_about(self.metadata)] if self.alike else doubts_about(self.metadata)

    def learn(self, outlets: Mapping[str, str]) -> bool:
        """Take over an outlet that was given to another article of the same host; say whether that changed anything."""
        if not self.can_come_in or with_learnt(self.metadata, outlets) == self.metadata:
            return False
        self.metadata = with_learnt(self.metadata, outlets)
        if self.state is State.TO_CONFIRM and not self.doubts:
            self.state, self.is_chosen = State.READY, True
        return True

    @property
    def name(self) -> str:
        """What it is called: its file, and its part of it."""
        name = self.path.name
        return self.part if name in self.part else f"{name}: {self.part}" if self.part else name

    @property
    def wanted(self) -> Wanted:
        """What to ask for to have its article."""
        return Wanted(self.path, self.article.original if self.article else None, (self.place,))


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


class Judge:
    """Tell how what was read stands to a project: ready, to be confirmed, in it already, refused.

    `corrected` gives the source that a file has corrected already, by its SHA-256.
    """

    def __init__(self, reader: Reader, project_uid: str, corrected: Mapping[str, str]) -> None:
        self._reader = reader
        self._project_uid = project_uid
        self._corrected = corrected
        self._outlets = reader.project().outlets
        self._known = KnownTexts(reader)
        self._labels = {source.revision_uid: source.label for source in reader.sources()}

    def candidate(self, path: Path, answer: Answer) -> Candidate:
        """Make a candidate of what was found in a file."""
        result, place = answer.result, answer.place
        part = result.file_name if place else ""
        if isinstance(result, Article):
            return self._judged(path, sketch_of(result), place, part, result)
        if isinstance(result, Sketch):
            return self._judged(path, result, place, part, None)
        return Candidate(path, State.REFUSED, place=place, part=part, reason=result.reason)

    def _judged(self, path: Path, sketch: Sketch, place: Place, part: str, article: Article | None) -> Candidate:
        sha256 = sketch.original_sha256
        source_uid = self._corrected.get(sha256) or identity.source_uid(self._project_uid, sha256)
        metadata = with_learnt(sketch.metadata, self._outlets)
        candidate = Candidate(
            path,
            State.TO_CONFIRM if doubts_about(metadata) else State.READY,
            article=article,
            place=place,
            part=part,
            media_type=sketch.media_type,
            metadata=metadata,
            words=sketch.words,
            images=sketch.images,
            source_uid=source_uid,
        )
        if self._reader.has_source(source_uid):
            candidate.state = State.DUPLICATE
            name = self._reader.source(source_uid).label
            candidate.reason = QCoreApplication.translate("import", "It is in the project already: {0}").format(name)
        else:
            self._tell_alike(candidate, sketch)
        candidate.is_chosen = candidate.state is State.READY
        return candidate

    def _tell_alike(self, candidate: Candidate, sketch: Sketch) -> None:
        """Say what in the project a text is like, or what else that wants to come in; a person should look at it."""
        nearest = self._known.nearest(candidate.part or candidate.path.name, sketch.said.split("\n"))
        if nearest is not None:
            name, likeness = nearest
            candidate.alike = alike_words(self._labels.get(name, name), likeness)
            candidate.state = State.TO_CONFIRM


def alike_words(name: str, likeness: Likeness) -> str:
    """Say how much a text is like one that is known by a name."""
    if likeness.is_same:
        return QCoreApplication.translate("import", "Same text as {0}").format(name)
    if carried := carried_percent(likeness):
        return QCoreApplication.translate("import", "Shares {0} % of the shorter text with {1}").format(carried, name)
    return QCoreApplication.translate("import", "{0} % the same as {1}").format(percent(likeness), name)
