"""The commands that open the history of what is selected."""

import shiboken6
from pytestqt.qtbot import QtBot

from annotator.ui.arrange.arrange_workspace import ArrangeWorkspace
from annotator.ui.history.history_commands import deleted_command
from annotator.ui.history.history_window import DELETED, HistoryWindow, _Keeper
from annotator.ui.read.read_workspace import ReadWorkspace
from tests.ui.harbour import Harbour, Shell
from tests.ui.history.waiting import settle


def opened(harbour: Harbour) -> HistoryWindow:
    (keeper,) = harbour.session.findChildren(_Keeper)
    settle(keeper.window)
    return keeper.window


def test_read_shows_the_history_of_the_statement_or_else_of_the_source(shell: Shell, harbour: Harbour, qtbot: QtBot):
    read = ReadWorkspace(shell)
    read.widget.setParent(shell.window)
    shell.commands.add_all(read.commands(), "read")
    shell.commands.show_owner("read")
    read.feed.open(harbour.source_uids[0])
    assert shell.commands.run("edit.history")
    assert opened(harbour).head.title.text() == "Harbour Post"
    harbour.session.selection.set_statement(harbour.statement_uids[1])
    assert shell.commands.run("edit.history")
    assert opened(harbour).head.title.text() == "S-2"
    shiboken6.delete(opened(harbour))
    read.close()
    shiboken6.delete(read.widget)


def test_arrange_shows_the_history_of_the_passage_or_else_of_the_chapter(shell: Shell, harbour: Harbour, qtbot: QtBot):
    harbour.write("There was fog.")
    arrange = ArrangeWorkspace(shell)
    arrange.widget.setParent(shell.window)
    shell.commands.add_all(arrange.commands(), "arrange")
    shell.commands.show_owner("arrange")
    arrange.show_chapter(harbour.chapter_uids[1])
    assert shell.commands.run("arrange.history")
    assert opened(harbour).head.title.text() == "2 Who decided"
    arrange.show_chapter(harbour.chapter_uids[0])
    (item,) = harbour.session.reader.chapter_items(harbour.chapter_uids[0])
    arrange.chapter_view.select_item(item.uid)
    assert shell.commands.run("arrange.history")
    assert opened(harbour).head.title.text() == "Passage in chapter 1"
    shiboken6.delete(opened(harbour))
    arrange.close()
    shiboken6.delete(arrange.widget)


def test_the_project_menu_lists_what_was_deleted(shell: Shell, harbour: Harbour, qtbot: QtBot):
    shell.commands.add(deleted_command(shell, 3, lambda: ""))
    assert shell.commands.run("project.deleted")
    assert opened(harbour).tabs.currentIndex() == DELETED
    shiboken6.delete(opened(harbour))
