"""The outline as a tree for views."""

from PySide6.QtCore import QObject

from annotator.core import edits
from annotator.core.changes import Draft
from annotator.core.records import Chapter
from annotator.session.catalogue import Catalogue
from annotator.session.models.mime import CHAPTER
from annotator.session.models.tree_model import TreeModel
from annotator.session.project_session import ProjectSession


class OutlineModel(TreeModel[Chapter]):
    """Chapters with their numbers and counts; renamed in place and moved by dragging."""

    def __init__(self, session: ProjectSession, catalogue: Catalogue, parent: QObject | None = None) -> None:
        super().__init__(session, CHAPTER, parent)
        self._catalogue = catalogue
        catalogue.chapters_changed.connect(self._refresh)
        self._refresh()

    def labels(self) -> tuple[str, str]:
        return self.tr("Rename chapter"), self.tr("Move chapter")

    def move_drafts(self, uid: str, parent_uid: str | None, before_uid: str | None) -> list[Draft]:
        return edits.move_chapter(self._session.reader, uid, parent_uid, before_uid)

    def name_of(self, record: Chapter) -> str:
        return record.title

    def rename_drafts(self, uid: str, name: str) -> list[Draft]:
        return edits.rename_chapter(uid, name)

    def spoken(self, record: Chapter) -> str:
        words = self.tr("{0} {1}, {2} statements")
        return words.format(record.number, record.title, record.statement_count)

    def tip(self, record: Chapter) -> str:
        words = self.tr("{0} {1}\n{2} statements from {3} sources, {4} passages of prose")
        counts = (record.statement_count, record.source_count, record.prose_count)
        return words.format(record.number, record.title, *counts)

    def _refresh(self) -> None:
        self.set_records(list(self._catalogue.chapters.values()))
