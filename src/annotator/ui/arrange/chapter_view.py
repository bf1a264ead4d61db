"""The middle of Arrange: one chapter, its head, its items and its preview."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from annotator.core.changes import Draft
from annotator.core.checking import ChapterState
from annotator.core.errors import AnnotatorError
from annotator.core.records import Chapter
from annotator.session.changes import Changes
from annotator.session.chapter_edits import move_items, place_statements, take_out_items
from annotator.session.details import Details
from annotator.session.models.chapter_model import ChapterModel, Passage, StatementCard
from annotator.ui.arrange.chapter_head import ChapterHead
from annotator.ui.arrange.chapter_list import ChapterList
from annotator.ui.arrange.judging import Judging
from annotator.ui.arrange.preview import ChapterPreview
from annotator.ui.arrange.quoting import Quoting
from annotator.ui.arrange.writing import Writing
from annotator.ui.widgets import EmptyState
from annotator.ui.workspace import Shell

PREVIEW_DELAY = 300


class ChapterView(QWidget):
    """Order, write and read one chapter.

    Signals: `status_changed()` when another item is current; `show_wanted(statement)` in its source;
    `preview_changed(bool)`.
    """

    status_changed = Signal()
    show_wanted = Signal(str)
    preview_changed = Signal(bool)

    def __init__(self, shell: Shell, details: Details, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._chapter: Chapter | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "base")
        self.model = ChapterModel(shell.session, details, self)
        self.head = ChapterHead(self)
        self.list = ChapterList(self.model, details, self)
        self.writing = Writing(shell, self.model, self.list, details)
        self.quoting = Quoting(shell, self.model, self.list)
        self.judging = Judging(shell, self.model, self.list)
        self.preview = ChapterPreview(shell.session, self)
        self.menu = QMenu(self)
        self._empty = EmptyState("", "", parent=self)
        self._empty.setAcceptDrops(False)
        self._stack = QStackedWidget(self)
        for each in (self.list, self.preview, self._empty):
            self._stack.addWidget(each)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self._stack, 1)
        self._preview_timer = QTimer(self)
        self._preview_timer.setSingleShot(True)
        self._preview_timer.setInterval(PREVIEW_DELAY)
        self._preview_timer.timeout.connect(self._draw_preview)
        self._connect()
        self.show_chapter(None, ChapterState())

    @property
    def chapter(self) -> Chapter | None:
        """The chapter that is shown."""
        return self._chapter

    @property
    def is_previewing(self) -> bool:
        """Whether the chapter is shown as it will read."""
        return self.head.preview_button.isChecked()

    def add_prose(self) -> None:
        """Begin a passage after the current item."""
        self.set_preview(False)
        uid = (self.writing.editor and self.list.open_uid) or self.list.current_uid()
        self._stack.setCurrentWidget(self.list)
        self.writing.add_after(uid)

    def close_down(self) -> None:
        """Hand over what is being typed; the project closes."""
        self._preview_timer.stop()
        self.quoting.close()
        self.writing.close()

    def mark_key_judgement(self) -> None:
        """Make the current passage a key judgement, or plain prose again; also while it is being written."""
        if self.writing.editor is not None:
            self.writing.editor.commit()
        uid = self.list.current_uid()
        if self.model.item(uid) is None:
            self._shell.say(self.tr("Write the key judgement first."), "warn")
        self.judging.mark(uid)

    def move_current(self, step: int) -> None:
        """Move the selected items one place up (-1) or down (1)."""
        uids = [uid for uid in self.list.selected_uids() if self.model.row_of(uid) >= 0]
        if not uids:
            return
        rows = [self.model.row_of(uid) for uid in uids]
        if step < 0 and rows[0] > 0:
            self._move(uids, self.model.uid_at(rows[0] - 1))
        elif step > 0 and rows[-1] + 1 < self.model.rowCount():
            self._move(uids, self.model.uid_at(rows[-1] + 2))

    def place(self, statement_uids: Sequence[str], before_uid: str | None = None) -> bool:
        """Put statements into the chapter, before an item or else after the current one; say whether that was done."""
        if self._chapter is None or not statement_uids:
            return False
        if before_uid is None:
            before_uid = self.model.following_uid(self.list.current_uid()) or ""
        reader = self._shell.session.reader
        drafts = place_statements(reader, self._chapter.uid, statement_uids, before_uid or None)
        label = self.tr("Place statement") if len(statement_uids) == 1 else self.tr("Place statements")
        if not self._perform(drafts, label):
            return False
        placed = [item.uid for item in self.model.items if getattr(item, "statement_uid", "") in set(statement_uids)]
        if self.writing.editor is None:
            self.list.select_uids(placed)
        return True

    def refresh(self, changes: Changes) -> None:
        """Bring the chapter up to date after an edit."""
        self.model.refresh(changes)
        self.writing.follow(changes)
        self.quoting.follow(changes)
        if self.is_previewing:
            self._preview_timer.start()

    def select_statement(self, statement_uid: str) -> None:
        """Make a statement's card current, where it stands here."""
        for item in self.model.items:
            if getattr(item, "statement_uid", "") == statement_uid:
                if self.list.current_uid() != item.uid and self.writing.editor is None:
                    self.list.select_row(self.model.row_of(item.uid))
                return

    def select_item(self, uid: str) -> None:
        """Select a passage or a placement of the chapter, if it is there."""
        self.list.select_row(self.model.row_of(uid))

    def set_preview(self, is_wanted: bool) -> None:
        """Show the chapter as it will read, or as it is put together."""
        if is_wanted == self.is_previewing:
            return
        self.quoting.close()
        self.writing.close()
        self.head.preview_button.setChecked(is_wanted)
        self._choose_page()
        if is_wanted:
            self._draw_preview()
            self.preview.setFocus()
        else:
            self.list.setFocus()
        self.preview_changed.emit(is_wanted)

    def show_chapter(self, chapter: Chapter | None, state: ChapterState) -> None:
        """Show a chapter, or what is new about the one that is shown."""
        uid = chapter.uid if chapter else ""
        self._chapter = chapter
        self.head.show_chapter(chapter, state)
        if uid != self.model.chapter_uid:
            self.quoting.close()
            self.writing.close()
            self.model.open_chapter(uid)
            self.list.scrollToTop()
            if self.is_previewing and uid:
                self._draw_preview()
        self._choose_page()

    def current_statement_uid(self) -> str:
        """Give the statement of the current card, or ""."""
        shown = self._current()
        return shown.statement.uid if isinstance(shown, StatementCard) else ""

    def quote_as(self, form: str) -> None:
        """Quote the selected statements in another form; shortening and paraphrasing open the current one's card."""
        self.writing.close()
        if form in ("full", "cited"):
            self.quoting.show_as(self.list.selected_uids(), form)
        else:
            self.quoting.edit(self.list.current_uid(), form)

    def status(self) -> str:
        """Say what is selected: "Chapter 3: statement S-17 selected"."""
        if self._chapter is None:
            return ""
        uids = self.list.selected_uids()
        shown = self._current()
        if len(uids) > 1:
            return self.tr("Chapter {0}: {1} items selected").format(self._chapter.number, len(uids))
        if isinstance(shown, StatementCard):
            words = self.tr("Chapter {0}: statement {1} selected")
            return words.format(self._chapter.number, shown.statement.code)
        if isinstance(shown, Passage):
            return self.tr("Chapter {0}: passage of prose").format(self._chapter.number)
        return self.tr("Chapter {0}").format(self._chapter.number)

    def take_out(self) -> None:
        """Take the selected statements out of the chapter and delete the selected passages."""
        uids = self.list.selected_uids()
        if self._chapter is None or not uids:
            return
        row = self.model.row_of(uids[0])
        shown = [self.model.shown(self.model.row_of(uid)) for uid in uids]
        self.writing.close()
        drafts = take_out_items(self._shell.session.reader, self._chapter.uid, uids)
        passages = [each for each in shown if isinstance(each, Passage)]
        label = self.tr("Delete prose") if len(passages) == len(uids) else self.tr("Take out of the chapter")
        if self._perform(drafts, label):
            self.list.select_row(row)
            self._shell.toast(self._taken_out_words(shown), can_undo=True)

    def _choose_page(self) -> None:
        if self.is_previewing and self._chapter is not None:
            page: QWidget = self.preview
        elif self._chapter is None:
            self._empty.set_words(
                self.tr("No chapter is chosen."), self.tr("Choose one at the left, or add the first one there.")
            )
            page = self._empty
        else:
            page = self.list
        self._stack.setCurrentWidget(page)
        self.list.set_hint(
            self.tr("Nothing stands in this chapter yet."),
            self.tr("Drag statements here from the right, or press P to write."),
        )

    def _connect(self) -> None:
        self.list.edit_wanted.connect(self._edit_passage)
        self.list.show_wanted.connect(self.show_wanted)
        self.list.moved.connect(self._move)
        self.list.statements_dropped.connect(lambda uids, before: self.place(uids, before))
        self.list.menu_wanted.connect(self._show_menu)
        self.list.current_moved.connect(self._current_moved)
        self.list.selectionModel().selectionChanged.connect(lambda *_: self.status_changed.emit())
        self.writing.statement_opened.connect(self.show_wanted)
        self.model.reloaded.connect(self._choose_page)
        self.preview.reference_wanted.connect(self._go_to)
        self.preview.left.connect(lambda: self.set_preview(False))

    def _current(self) -> StatementCard | Passage | None:
        row = self.list.currentIndex().row()
        return self.model.shown(row) if 0 <= row < self.model.rowCount() else None

    def _edit_passage(self, uid: str, where: object) -> None:
        self.quoting.close()
        self.writing.edit(uid, where)

    def _current_moved(self) -> None:
        has_left = self.list.current_uid() != self.list.open_uid
        if self.quoting.editor is not None and has_left and not self.model.is_catching_up:
            self.quoting.close()
        if self.writing.editor is not None and has_left and not self.model.is_catching_up:
            self.writing.close()
        self.status_changed.emit()

    def _draw_preview(self) -> None:
        if self._chapter is not None:
            self.preview.show_chapter(self._chapter.uid)

    def _go_to(self, target: str) -> None:
        """Select what a reference of the preview leads to, and show it there."""
        selection = self._shell.session.selection
        if any(chapter.uid == target for chapter in self._shell.session.reader.chapters()):
            selection.set_chapter(target)
        elif self._shell.session.reader.statements_by_uid([target]):
            self.select_statement(target)
            selection.set_statement(target)
        self.preview.show_place(target)

    def _move(self, uids: Sequence[str], before_uid: str) -> None:
        if self._chapter is None:
            return
        if self.writing.editor is not None:
            self.writing.editor.commit()
        drafts = move_items(self._shell.session.reader, self._chapter.uid, uids, before_uid or None)
        if self._perform(drafts, self.tr("Move in the chapter")) and self.writing.editor is None:
            self.list.select_uids(uids)

    def _perform(self, drafts: Sequence[Draft], label: str) -> bool:
        try:
            self._shell.session.perform(drafts, label, initiator=self)
        except AnnotatorError as error:
            self._shell.say_error(error)
            return False
        return True

    def _show_menu(self, point: QPoint) -> None:
        self.menu.popup(point)

    def _taken_out_words(self, shown: Sequence[object]) -> str:
        cards = [each for each in shown if isinstance(each, StatementCard)]
        if len(shown) > 1:
            return self.tr("Took {0} items out of the chapter.").format(len(shown))
        if cards:
            return self.tr("Took {0} out of the chapter.").format(cards[0].statement.code)
        return self.tr("Deleted a passage of prose.")
