"""The codebook, the outline and the actors of the open project, read once for everything that shows them."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from annotator.core.records import Actor, Chapter, Reviewer, Tag
from annotator.session.changes import Changes
from annotator.session.inquiry import Inquiry
from annotator.session.project_session import ProjectSession
from annotator.store.reader import Reader


class Catalogue(QObject):
    """Keep tags, chapters, actors and reviewers by uid, in their order, with their counts.

    Signals: `tags_changed()`, `chapters_changed()`, `actors_changed()`, `reviewers_changed()`.
    """

    tags_changed = Signal()
    chapters_changed = Signal()
    actors_changed = Signal()
    reviewers_changed = Signal()

    def __init__(self, session: ProjectSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.tags: Mapping[str, Tag] = {}
        self.chapters: Mapping[str, Chapter] = {}
        self.actors: Mapping[str, Actor] = {}
        self.reviewers: Mapping[str, Reviewer] = {}
        self._tags = Inquiry(session, Reader.tags, self._take_tags, self)
        self._chapters = Inquiry(session, Reader.chapters, self._take_chapters, self)
        self._actors = Inquiry(session, Reader.actors, self._take_actors, self)
        session.changed.connect(self._follow)
        self._take_reviewers()
        for each in (self._tags, self._chapters, self._actors):
            each.ask(is_urgent=True)

    def actor_named(self, name: str) -> Actor | None:
        """Find an actor by name, whatever its capitals and spaces."""
        wanted = plain_name(name)
        return next((each for each in self.actors.values() if plain_name(each.name) == wanted), None)

    def actor_name(self, uid: str | None) -> str:
        """Give an actor's name, or ""."""
        actor = self.actors.get(uid or "")
        return actor.name if actor else ""

    def chapter_numbers(self, uids: tuple[str, ...]) -> str:
        """Write chapters by their numbers: "3, 5.1"."""
        return ", ".join(self.chapters[uid].number for uid in uids if uid in self.chapters)

    def favourite(self, digit: int) -> Tag | None:
        """Give the tag on one of the keys 1 to 9."""
        return next((tag for tag in self.tags.values() if tag.favourite == digit), None)

    def reviewer_name(self, uid: str) -> str:
        """Give a reviewer's name, or ""."""
        reviewer = self.reviewers.get(uid)
        return reviewer.name if reviewer else ""

    def tag_named(self, name: str) -> Tag | None:
        """Find a tag by name, whatever its capitals and spaces."""
        wanted = plain_name(name)
        return next((each for each in self.tags.values() if plain_name(each.name) == wanted), None)

    def _follow(self, changes: object) -> None:
        assert isinstance(changes, Changes)
        if changes.has("tag"):
            self._tags.ask(is_urgent=True)
        elif changes.has("statement", "source"):
            self._tags.ask()
        if changes.has("chapter"):
            self._chapters.ask(is_urgent=True)
        elif changes.has("placement", "prose", "statement", "source"):
            self._chapters.ask()
        if changes.has("actor"):
            self._actors.ask(is_urgent=True)
        elif changes.has("statement", "source"):
            self._actors.ask()
        if changes.has("reviewer"):
            self._take_reviewers()

    def _take_actors(self, actors: list[Actor]) -> None:
        self.actors = {each.uid: each for each in actors}
        self.actors_changed.emit()

    def _take_chapters(self, chapters: list[Chapter]) -> None:
        self.chapters = {each.uid: each for each in chapters}
        self.chapters_changed.emit()

    def _take_reviewers(self) -> None:
        self.reviewers = {each.uid: each for each in self._session.reader.reviewers()}
        self.reviewers_changed.emit()

    def _take_tags(self, tags: list[Tag]) -> None:
        self.tags = {each.uid: each for each in tags}
        self.tags_changed.emit()


def plain_name(name: str) -> str:
    """Give a name as names are compared: without capitals, with single spaces."""
    return " ".join(name.casefold().split())
