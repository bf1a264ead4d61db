import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QTextEdit

from annotator.core import edits
from annotator.core.errors import EnvironmentFaultError, RefusedError
from annotator.ui.error_dialog import ErrorDialog


def _menus(window) -> list[str]:
    return [each.text().replace("&", "") for each in window.strip.menus.actions() if each.isVisible()]


def _change_title(house, title: str) -> None:
    session = house.window.session
    session.perform(edits.set_project_field(session.project_uid, "title", title), "Change the title")


def test_without_a_project_the_start_page_stands_alone(house):
    window = house.window
    window.show()
    assert window.pages.currentWidget() is window.start
    assert not window.bar.isVisible()
    assert not window.status.isVisible()
    assert "Statement" not in _menus(window)
    with pytest.raises(RefusedError):
        _ = window.session


def test_an_open_project_shows_its_title_its_reviewer_and_the_first_workspace(house):
    house.open_new("Harbour talks")
    window = house.window
    window.show()
    assert window.strip.title == "Harbour talks"
    assert window.windowTitle() == "Harbour talks – annotator"
    assert window.current_workspace == "read"
    assert window.status.context == "read is shown"
    assert window.focusWidget() is house.built["read"].field
    assert _menus(window) == ["Project", "Edit", "Statement", "Go", "View", "Help"]


def test_the_keys_of_the_switch_change_the_workspace(house, qtbot):
    house.open_new()
    window = house.window
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.current_workspace == "arrange"
    assert window.focusWidget() is house.built["arrange"].field
    assert window.status.context == "arrange is shown"


def test_one_key_does_in_each_workspace_what_belongs_there(house, qtbot):
    house.open_new()
    window = house.window
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    window.show_workspace("arrange")
    qtbot.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert (house.built["read"].runs, house.built["arrange"].runs) == (1, 2)


def test_a_command_of_the_other_workspace_shows_that_first(house, qtbot):
    house.open_new()
    qtbot.waitUntil(lambda: house.window.commands.has("arrange.do"))  # built once the first one is on the screen
    assert house.window.commands.run("arrange.do")
    assert house.window.current_workspace == "arrange"
    assert house.built["arrange"].runs == 1


def test_the_last_workspace_comes_back_with_the_project(house):
    path = house.open_new()
    house.window.show_workspace("arrange")
    house.window.close_session()
    house.desktop.open_project(path)
    assert house.window.current_workspace == "arrange"


def test_undo_and_redo_say_what_they_did_and_follow_the_session(house):
    house.open_new("First")
    window = house.window
    undo = window.commands.action("edit.undo")
    assert not undo.isEnabled()
    assert "Nothing has been changed" in undo.toolTip()
    _change_title(house, "Second")
    assert undo.text() == "&Undo: Change the title"
    assert window.strip.title == "Second"
    undo.trigger()
    assert window.strip.title == "First"
    assert window._toast.words == "Undone: Change the title"
    window.commands.run("edit.redo")
    assert window.strip.title == "Second"


def test_the_undo_of_a_toast_takes_the_last_step_back(house, qtbot):
    house.open_new("First")
    _change_title(house, "Second")
    window = house.window
    window.show()
    window.toast("Title changed", can_undo=True)
    window._toast._undo.click()
    assert window.strip.title == "First"


def test_the_status_counts_and_says_what_is_shared(house, qtbot):
    house.open_new()
    window = house.window
    assert window.status.counts == "0 sources · 0 statements · 0 chapters"
    session = window.session
    session.perform(edits.add_chapter(session.reader, "Background"), "Add a chapter")
    qtbot.waitUntil(lambda: window.status.counts.endswith("1 chapter"))
    assert "only on this computer" in window.status.sharing
    with qtbot.waitSignal(session.jobs.changed):
        window.commands.run("project.save")
    qtbot.waitUntil(lambda: window.status.sharing.startswith("Shared"))


def test_a_plain_error_is_a_message_and_not_a_dialog(house):
    house.window.show()
    house.window.say_error(EnvironmentFaultError("The disk is full."))
    assert (house.window.messages.words, house.window.messages.state) == ("The disk is full.", "error")
    assert house.window.findChild(ErrorDialog) is None


def test_a_bug_of_ours_is_a_dialog_with_its_traceback(house):
    try:
        raise ZeroDivisionError("by nothing")
    except ZeroDivisionError as error:
        house.window.say_error(error)
    dialog = house.window.findChild(ErrorDialog)
    assert "ZeroDivisionError: by nothing" in dialog.detail.toPlainText()
    dialog.accept()


def test_a_save_that_fails_says_that_nothing_is_lost_and_offers_to_try_again(house, qtbot):
    house.open_new()
    house.window.show()
    house.window.session.save_failed.emit(EnvironmentFaultError("The folder is gone."))
    assert "safe on this computer" in house.window.messages.words
    assert "The folder is gone." in house.window.messages.words


def test_closing_lets_everything_of_the_project_go(house, qtbot):
    path = house.open_new()
    built = dict(house.built)
    house.window.commands.run("project.close")
    window = house.window
    assert all(each.is_closed for each in built.values())
    assert not window.has_session
    assert not window.commands.has("read.do")
    assert (window.strip.title, window.windowTitle(), window.status.counts) == ("", "annotator", "")
    assert [each.path for each in house.preferences.recents] == [path]


def test_what_cannot_be_shared_at_the_end_is_read_before_the_window_goes(house, monkeypatch, qtbot):
    house.open_new()
    window = house.window
    window.show()
    session = window.session
    close = session.close

    def close_and_fail() -> None:
        close()
        raise EnvironmentFaultError("The folder is gone.")

    monkeypatch.setattr(session, "close", close_and_fail)
    assert not window.close()
    assert "safe on this computer" in window.messages.words
    assert window.close()


def test_the_windows_place_is_remembered_between_starts(house):
    house.window.resize(1100, 700)
    house.window.close()
    assert house.preferences.get("geometry")


def _drag(window, *paths):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(each)) for each in paths])
    keys = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPointF(9, 9).toPoint(), *keys)
    enter.ignore()
    window.dragEnterEvent(enter)
    if enter.isAccepted():
        window.dropEvent(QDropEvent(QPointF(9, 9), *keys))
    return enter.isAccepted()


def test_files_dropped_on_the_window_go_to_the_import(house, tmp_path):
    article = tmp_path / "article.txt"
    assert not _drag(house.window, article)
    house.open_new()
    assert _drag(house.window, article)
    assert house.imported == [[article]]


def test_a_project_dropped_on_the_window_is_opened(house):
    path = house.open_new("Harbour talks")
    house.window.close_session()
    assert _drag(house.window, path)
    assert house.window.strip.title == "Harbour talks"


def test_doors_that_nobody_furnished_are_not_offered(house):
    house.open_new()
    window = house.window
    window.show()
    assert window.commands.has("project.import")
    assert not window.commands.has("project.export")
    assert not window.commands.has("edit.search")
    assert not window.bar.search.isVisible()


def test_everything_that_takes_the_keyboard_has_a_name(house):
    house.open_new()
    house.window.show()
    kinds = (QAbstractButton, QLineEdit, QTextEdit)
    own = [each for kind in kinds for each in house.window.findChildren(kind)]
    own = [each for each in own if each.window() is house.window and each.parent() is not house.built["read"].widget]
    nameless = [
        each
        for each in own
        if each.isVisible()
        and each.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not each.accessibleName()
        and not (isinstance(each, QAbstractButton) and each.text())
        and each not in [built.field for built in house.built.values()]
    ]
    assert nameless == []


@pytest.mark.parametrize("width", [960, 1280, 1440])
def test_the_title_stands_in_the_middle_and_never_on_menus_or_reviewer(house, width):
    house.open_new("A very long title of a project " * 6)
    window = house.window
    window.resize(width, 700)
    window.show()
    strip = window.strip
    assert strip._title.geometry().left() >= strip.menus.geometry().right()
    assert strip._title.geometry().right() <= strip._reviewer.geometry().left()
    window.session.perform(edits.set_project_field(window.session.project_uid, "title", "Short"), "Change the title")
    assert abs(strip._title.geometry().center().x() - width / 2) <= 1


def test_choosing_dark_is_remembered(house, theme):
    house.window.commands.run("view.dark")
    assert theme.is_dark
    assert house.preferences.mode == "dark"
    assert house.window.commands.action("view.dark").isChecked()
    assert not house.window.commands.action("view.light").isChecked()


def test_a_workspace_can_still_commit_what_is_being_typed_when_it_closes(house):
    path = house.open_new("Harbour talks")
    workspace = house.built["read"]
    session = house.window.session
    workspace.close = lambda: session.perform(
        edits.set_project_field(workspace.shell.session.project_uid, "subtitle", "typed"), "Write the subtitle"
    )
    house.window.close_session()
    house.desktop.open_project(path)
    assert house.window.session.reader.project().subtitle == "typed"
