"""What a list says of a statement beside its words: source, actor, tag and place; kept until somebody changes it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from annotator.core.dates import format_date
from annotator.core.errors import NotFoundError
from annotator.core.records import Actor, Source, Statement, Tag
from annotator.session.catalogue import Catalogue
from annotator.session.changes import Changes
from annotator.store.reader import Reader

LONGEST_LABEL = 28


@dataclass(frozen=True, slots=True)
class CitationLabel:
    """What a citation in prose shows: "38 North ¶2", or that its statement was deleted."""

    words: str
    is_gone: bool = False


class Details:
    """Look things up by uid, once; for the UI thread, like the reader behind it."""

    def __init__(self, reader: Reader, catalogue: Catalogue | None = None) -> None:
        self._reader = reader
        self._catalogue = catalogue
        self._actors: dict[str, Actor] | None = None
        self._tags: dict[str, Tag] | None = None
        self._sources: dict[str, Source | None] = {}
        self._labels: dict[str, CitationLabel] = {}

    def actor_name(self, uid: str | None) -> str:
        """Give an actor's name, or ""."""
        if uid is None:
            return ""
        if self._catalogue is not None:
            return self._catalogue.actor_name(uid)
        if self._actors is None:
            self._actors = {each.uid: each for each in self._reader.actors()}
        actor = self._actors.get(uid)
        return actor.name if actor else ""

    def citation(self, statement_uid: str) -> CitationLabel:
        """Give what a citation of this statement shows."""
        if statement_uid not in self._labels:
            found = self._reader.statements_by_uid([statement_uid])
            self._labels[statement_uid] = self._labelled(found[0]) if found else _gone()
        return self._labels[statement_uid]

    def codes(self, statement_uids: Sequence[str]) -> list[str]:
        """Give the numbers of statements as people say them; those that are gone are left out."""
        return [each.code for each in self._reader.statements_by_uid(statement_uids)]

    def first_tag(self, statement: Statement) -> Tag | None:
        """Give the tag that lends a statement its colour: the first in the codebook's order."""
        if self._catalogue is not None:
            known = self._catalogue.tags
            return next((known[uid] for uid in statement.tag_uids if uid in known), None)
        if self._tags is None:
            self._tags = {each.uid: each for each in self._reader.tags()}
        return next((self._tags[uid] for uid in statement.tag_uids if uid in self._tags), None)

    def forget(self, changes: Changes) -> bool:
        """Forget what an edit may have changed; say whether anything shown here can look different now."""
        if changes.has("actor"):
            self._actors = None
        if changes.has("tag"):
            self._tags = None
        if changes.has("source", "revision"):
            self._sources.clear()
        if changes.has("source", "revision", "statement"):
            self._labels.clear()
        return changes.has("actor", "tag", "source", "revision", "statement")

    def place(self, statement: Statement) -> str:
        """Say where a statement stands: "38 North ¶2"."""
        return f"{self.source_label(statement.source_uid)} {locator_words(statement)}".rstrip()

    def published(self, statement: Statement) -> str:
        """Say when the statement's source was published, as well as that is known, or ""."""
        source = self.source(statement.source_uid)
        return format_date(source.published, short=True) if source and source.published else ""

    def source(self, uid: str) -> Source | None:
        """Give a source, or None where it is gone."""
        if uid not in self._sources:
            try:
                self._sources[uid] = self._reader.source(uid)
            except NotFoundError:
                self._sources[uid] = None
        return self._sources[uid]

    def source_label(self, uid: str) -> str:
        """Give a source's short name, never so long that it fills a line."""
        source = self.source(uid)
        label = source.label if source else ""
        return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1].rstrip() + "…"

    def _labelled(self, statement: Statement) -> CitationLabel:
        return CitationLabel(self.place(statement))


def locator_words(statement: Statement) -> str:
    """Say where in its source a statement stands: "¶2", "note 1", "title"."""
    return locator_of(statement.locator_kind, statement.locator)


def locator_of(kind: str, number: int) -> str:
    """Say a locator as short as it goes."""
    words = {
        "paragraph": "¶{0}",
        "page": QCoreApplication.translate("locator", "p. {0}"),
        "note": QCoreApplication.translate("locator", "note {0}"),
        "caption": QCoreApplication.translate("locator", "caption {0}"),
        "heading": QCoreApplication.translate("locator", "heading {0}"),
        "image": QCoreApplication.translate("locator", "image {0}"),
        "title": QCoreApplication.translate("locator", "title"),
        "subtitle": QCoreApplication.translate("locator", "subtitle"),
    }.get(kind, "")
    if "{0}" in words:
        return words.format(number) if number else ""
    return words


def _gone() -> CitationLabel:
    return CitationLabel(QCoreApplication.translate("locator", "deleted statement"), is_gone=True)
