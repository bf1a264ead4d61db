"""The outline at the left."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QMenu, QStyleOptionViewItem, QWidget

from annotator.core import edits
from annotator.core.identity import new_uid
from annotator.core.records import Chapter
from annotator.session.models.outline_model import OutlineModel
from annotator.session.models.tree_model import RECORD_ROLE
from annotator.ui.read.tree_panel import MenuRow, TreePanel, TreeRow
from annotator.ui.theme import Step, Theme, colour, interface_font
from annotator.ui.widgets import LIST_ROW
from annotator.ui.widgets.delegates import AnyIndex
from annotator.ui.workspace import Shell

NUMBER_WIDTH, NUMBER_STEP = 21, 14


class OutlinePanel(TreePanel[Chapter]):
    """Choose a chapter to see what stands in it; add, rename, move and delete chapters."""

    def __init__(self, shell: Shell, model: OutlineModel, parent: QWidget | None = None) -> None:
        super().__init__(shell, model, "", parent)
        self.head.set_title(self.tr("Outline"))
        for each in (self, self.view):
            each.setAccessibleName(self.tr("Outline"))
        self.head.add_tool("plus", self.tr("New chapter"), self.add)
        self.view.setItemDelegate(_ChapterRow(LIST_ROW, self.view))
        self.empty.set_words(self.tr("No chapters yet."), self.tr("Add the chapters of your report with +."))
        self.session.selection.chapter_changed.connect(self.show_current)
        self._show_page()

    def add(self) -> None:
        """Add a chapter behind the current one and begin to name it."""
        current = self.current
        self.add_under(current.parent_uid if current else None)

    def add_under(self, parent_uid: str | None) -> None:
        """Add a chapter at the end of a parent and begin to name it."""
        uid = new_uid()
        title = self.tr("New chapter")
        if self.perform(lambda: edits.add_chapter(self.session.reader, title, parent_uid, uid=uid), title):
            self.rename(uid)

    def choose(self, uid: str) -> None:
        """Look at a chapter; choosing it again lets go of it."""
        selection = self.session.selection
        selection.set_chapter(None if uid == selection.chapter_uid else uid)
        self.show_current(selection.chapter_uid)

    def delete(self, record: Chapter) -> None:
        """Delete a chapter with what is under it."""
        label = self.tr("Delete chapter “{0}”").format(record.title)
        if self.perform(lambda: edits.delete_chapter(self.session.reader, record.uid), label):
            if self.session.selection.chapter_uid == record.uid:
                self.session.selection.set_chapter(None)
            self.shell.toast(self.tr("Chapter deleted. Its statements stay in their sources."), can_undo=True)

    def menu_rows(self, record: Chapter) -> list[MenuRow | QMenu | None]:
        return [
            (self.tr("&Write in this chapter"), "", lambda: self._write(record.uid)),
            None,
            (self.tr("&New chapter"), "Ins", self.add),
            (self.tr("New chapter &inside"), "", lambda: self.add_under(record.uid)),
            (self.tr("&Rename"), "F2", lambda: self.rename(record.uid)),
            None,
            (self.tr("Move &up"), "Alt+Up", lambda: self.model.move_by(record.uid, -1)),
            (self.tr("Move &down"), "Alt+Down", lambda: self.model.move_by(record.uid, 1)),
            (self.tr("Move &into the chapter above"), "Alt+Right", lambda: self.model.move_in(record.uid)),
            (self.tr("Move &out"), "Alt+Left", lambda: self.model.move_out(record.uid)),
            None,
            (self.tr("De&lete"), "Del", lambda: self.delete(record)),
        ]

    def _write(self, uid: str) -> None:
        self.shell.show_workspace("arrange")
        self.session.selection.request_chapter(uid)


class _ChapterRow(TreeRow):
    """Number in muted, title, count at the right."""

    def lead(self, index: AnyIndex) -> int:
        chapter = index.data(RECORD_ROLE)
        if not isinstance(chapter, Chapter):
            return 12
        wide = round(QFontMetricsF(interface_font()).horizontalAdvance(chapter.number)) + 8
        return 12 + chapter.depth * NUMBER_STEP + max(NUMBER_WIDTH, wide)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        chapter = index.data(RECORD_ROLE)
        if not isinstance(chapter, Chapter):
            return
        tokens = Theme.active().tokens
        self.draw_ground(painter, option, index)
        rect = QRectF(QRect(option.rect))
        rect.setLeft(0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.save()
        painter.setFont(interface_font())
        painter.setPen(colour(tokens.muted))
        painter.drawText(rect.adjusted(12 + chapter.depth * NUMBER_STEP, 0, 0, 0), int(middle), chapter.number)
        painter.setPen(colour(tokens.text))
        count = f"{chapter.statement_count:,}"
        count_width = QFontMetricsF(interface_font(Step.META)).horizontalAdvance(count)
        words = rect.adjusted(self.lead(index), 0, -count_width - 20, 0)
        shown = QFontMetricsF(painter.font()).elidedText(chapter.title, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, int(middle), shown)
        painter.setFont(interface_font(Step.META))
        painter.setPen(colour(tokens.muted))
        painter.drawText(rect.adjusted(0, 0, -12, 0), int(middle | Qt.AlignmentFlag.AlignRight), count)
        painter.restore()
        self.draw_focus(painter, option, index)
