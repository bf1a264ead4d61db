"""The codebook as a tree for views."""

from PySide6.QtCore import QObject

from annotator.core import edits
from annotator.core.changes import Draft
from annotator.core.records import Tag
from annotator.session.catalogue import Catalogue
from annotator.session.models.mime import TAG
from annotator.session.models.tree_model import TreeModel
from annotator.session.project_session import ProjectSession


class TagsModel(TreeModel[Tag]):
    """Tags with their colours, keys and counts; renamed in place and moved by dragging."""

    def __init__(self, session: ProjectSession, catalogue: Catalogue, parent: QObject | None = None) -> None:
        super().__init__(session, TAG, parent)
        self._catalogue = catalogue
        catalogue.tags_changed.connect(self._refresh)
        self._refresh()

    def labels(self) -> tuple[str, str]:
        return self.tr("Rename tag"), self.tr("Move tag")

    def move_drafts(self, uid: str, parent_uid: str | None, before_uid: str | None) -> list[Draft]:
        return edits.move_tag(self._session.reader, uid, parent_uid, before_uid)

    def name_of(self, record: Tag) -> str:
        return record.name

    def rename_drafts(self, uid: str, name: str) -> list[Draft]:
        return edits.rename_tag(uid, name)

    def spoken(self, record: Tag) -> str:
        parts = [record.name, record.colour, self.tr("{0} statements").format(record.statement_count)]
        if record.favourite:
            parts.append(self.tr("key {0}").format(record.favourite))
        return ", ".join(parts)

    def tip(self, record: Tag) -> str:
        return "\n".join(each for each in (record.name, record.definition) if each)

    def _refresh(self) -> None:
        self.set_records(list(self._catalogue.tags.values()))
