"""Arrange: the outline, one chapter, and what stands nowhere yet, side by side."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from annotator.core.checking import ChapterState
from annotator.session.catalogue import Catalogue
from annotator.session.changes import Changes
from annotator.session.details import Details
from annotator.session.models.board_model import BoardModel
from annotator.session.models.unplaced_model import UnplacedModel
from annotator.ui.arrange import arrange_commands
from annotator.ui.arrange.chapter_view import ChapterView
from annotator.ui.arrange.outline_board import OutlineBoard
from annotator.ui.arrange.outline_dialog import OutlineDialog
from annotator.ui.arrange.unplaced_panel import UnplacedPanel
from annotator.ui.commands import Command
from annotator.ui.workspace import Shell, Workspace

KEY = "arrange"
BOARD_WIDTH, UNPLACED_WIDTH = 389, 317
_SPLIT, _CHAPTER = "arrange.split", "arrange.chapter"


class ArrangeWorkspace(Workspace):
    """Put the chapters together: order statements, write the prose around them, place what is left."""

    def __init__(self, shell: Shell) -> None:
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        super().__init__(shell, self.splitter)
        session = shell.session
        self.catalogue = Catalogue(session, self)
        self.details = Details(session.reader, self.catalogue)
        self.board_model = BoardModel(session, self.catalogue, self)
        self.unplaced_model = UnplacedModel(session, self.details, self)
        self.board = OutlineBoard(shell, self.board_model)
        self.chapter_view = ChapterView(shell, self.details)
        self.unplaced = UnplacedPanel(shell, self.unplaced_model)
        self._lay_out()
        self._connect()
        self.board.select(session.local.get(_CHAPTER, "") or session.selection.chapter_uid)
        if not self.board.current_uid and self.board_model.chapters:
            self.board.select(self.board_model.chapters[0].uid)

    def close(self) -> None:
        self.chapter_view.close_down()
        self.board_model.stop()
        self.unplaced_model.stop()
        local = self.shell.session.local
        local.set(_SPLIT, self.splitter.sizes())
        local.set(_CHAPTER, self.board.current_uid)
        self.shell.session.changed.disconnect(self._refresh)

    def commands(self) -> Sequence[Command]:
        made = arrange_commands.commands_of(self)
        self.unplaced.show_keys(next(each for each in made if each.id == "arrange.place"))
        return made

    def first_focus(self) -> QWidget:
        return self.chapter_view.list if self.chapter_view.chapter else self.board.tree

    def place_selected(self) -> None:
        """Put the selected statements of the list at the right into the chapter, after the current item."""
        uids = self.unplaced.selected_uids()
        row = self.unplaced.next_row()
        chapter = self.chapter_view.chapter
        if chapter is None or not uids:
            return
        had_focus = self.unplaced.view.hasFocus()
        if self.chapter_view.place(uids):
            self.unplaced.select_row(row)
            words = self.tr("Placed {0} in chapter {1}.")
            codes = self.details.codes(uids[:1])
            what = codes[0] if len(uids) == 1 and codes else self.tr("{0} statements").format(len(uids))
            self.shell.toast(words.format(what, chapter.number), can_undo=True)
            if had_focus:
                self.unplaced.view.setFocus()

    def show_chapter(self, uid: str) -> None:
        """Show a chapter."""
        self.board.select(uid)

    def show_statement(self, uid: str) -> None:
        """Show a statement in its source, in Read."""
        found = self.shell.session.reader.statements_by_uid([uid])
        if not found:
            self.shell.say(self.tr("This statement has been deleted."), "warn")
            return
        statement, selection = found[0], self.shell.session.selection
        self.shell.show_workspace("read")
        selection.set_statement(uid)
        selection.request_show(statement.source_uid, statement.anchor.start, statement.anchor.end)

    def take_outline(self) -> None:
        """Ask for a report, and add the chapters that it lists."""
        OutlineDialog(self.shell, self.widget).open()

    def _chapter_chosen(self, uid: str) -> None:
        self._show_current()
        # Built behind another workspace, it remembers a chapter; the others would be narrowed to it unasked.
        if self.widget.isVisible():
            self.shell.session.selection.set_chapter(uid)
        self.shell.commands.refresh()

    def _connect(self) -> None:
        session = self.shell.session
        session.changed.connect(self._refresh)
        session.selection.chapter_changed.connect(self.board.select)
        session.selection.chapter_requested.connect(self._chapter_requested)
        session.selection.statement_changed.connect(self._statement_selected)
        self.board.chapter_chosen.connect(self._chapter_chosen)
        for menu in (self.board.menu, self.chapter_view.menu, self.unplaced.menu):
            menu.aboutToShow.connect(lambda: arrange_commands.fill_menus(self))
        self.board.outline_wanted.connect(self.take_outline)
        self.board_model.surveyed.connect(lambda _: self._show_current())
        self.board_model.modelReset.connect(self._show_current)
        self.chapter_view.status_changed.connect(self._item_selected)
        self.chapter_view.show_wanted.connect(self.show_statement)
        self.chapter_view.preview_changed.connect(lambda _: self.shell.commands.refresh())
        self.chapter_view.writing.opened.connect(self.shell.commands.refresh)
        self.chapter_view.writing.closed.connect(self.shell.commands.refresh)
        self.unplaced.place_wanted.connect(lambda: self.shell.commands.run("arrange.place"))
        self.unplaced.show_wanted.connect(self.show_statement)
        self.unplaced.selected.connect(self.shell.commands.refresh)
        head = self.chapter_view.head
        head.add_button.clicked.connect(lambda: self.shell.commands.run("arrange.add_prose"))
        head.preview_button.clicked.connect(self._preview_clicked)

    def _chapter_requested(self, uid: str, item_uid: str) -> None:
        self.shell.show_workspace(KEY)
        self.show_chapter(uid)
        if item_uid:
            self.chapter_view.select_item(item_uid)

    def _item_selected(self) -> None:
        self.status_text.emit(self.chapter_view.status())
        uid = self.chapter_view.current_statement_uid()
        if uid and self.chapter_view.list.isVisible():
            self.shell.session.selection.set_statement(uid)
        self.shell.commands.refresh()

    def _lay_out(self) -> None:
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        for each, width in ((self.board, 240), (self.chapter_view, 420), (self.unplaced, 240)):
            each.setMinimumWidth(width)
            self.splitter.addWidget(each)
        self.splitter.setStretchFactor(1, 1)
        remembered = self.shell.session.local.get(_SPLIT, None)
        fits = isinstance(remembered, list) and [type(each) for each in remembered] == [int, int, int]
        self.splitter.setSizes(remembered if fits else [BOARD_WIDTH, 734, UNPLACED_WIDTH])

    def _preview_clicked(self, is_wanted: bool) -> None:
        # The button has changed itself already; the view changes it together with the page.
        self.chapter_view.head.preview_button.setChecked(not is_wanted)
        self.chapter_view.set_preview(is_wanted)

    def _refresh(self, changes: Changes) -> None:
        if self.details.forget(changes):
            self.chapter_view.list.delegate.forget()
        self.board_model.refresh(changes)
        self.chapter_view.refresh(changes)
        self.unplaced.refresh(changes)
        self._show_current()

    def _show_current(self) -> None:
        chapter = self.board_model.chapter(self.board.current_uid)
        state = self.board_model.state(chapter.uid) if chapter else ChapterState()
        self.chapter_view.show_chapter(chapter, state)
        self.unplaced.set_chapter(chapter)

    def _statement_selected(self, uid: str) -> None:
        if not self.chapter_view.isVisible() and uid:
            self.chapter_view.select_statement(uid)
            self.unplaced.select_statement(uid)
