import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMenu, QVBoxLayout, QWidget

from annotator.ui.commands import Command, CommandButton, CommandRegistry, MenuName, plain_words, tooltip


@pytest.fixture
def window(qtbot):
    made = QWidget()
    QVBoxLayout(made)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def registry(window, theme):
    return CommandRegistry(window)


class Wish:
    def __init__(self) -> None:
        self.runs = 0
        self.reason = ""

    def run(self) -> None:
        self.runs += 1

    def command(self, name: str = "edit.do", **more: object) -> Command:
        return Command(name, "&Do it…", self.run, why_not=lambda: self.reason, **more)


def test_two_commands_of_one_name_are_refused(registry):
    registry.add(Wish().command())
    with pytest.raises(ValueError, match=r"edit\.do"):
        registry.add(Wish().command())


def test_a_key_runs_its_command(registry, window, qtbot):
    wish = Wish()
    registry.add(wish.command(shortcuts=("Ctrl+K",)))
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert wish.runs == 1


def test_a_command_that_cannot_run_says_why_and_does_not_run(registry, window, qtbot):
    wish = Wish()
    wish.reason = "Select a passage first."
    action = registry.add(wish.command(shortcuts=("Ctrl+K",)))
    assert not action.isEnabled()
    assert action.toolTip() == "Do it (Ctrl+K)\nSelect a passage first."
    assert not registry.run("edit.do")
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert wish.runs == 0


def test_refreshing_asks_again(registry):
    wish = Wish()
    wish.reason = "Not now."
    action = registry.add(wish.command())
    wish.reason = ""
    registry.refresh()
    assert action.isEnabled()
    assert action.toolTip() == "Do it"


def test_a_letter_with_a_scope_is_taken_only_there(registry, window, qtbot):
    wish = Wish()
    inside, outside = QWidget(window), QLineEdit(window)
    inside.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    for each in (inside, outside):
        window.layout().addWidget(each)
        each.show()
    registry.add(wish.command(shortcuts=("T",), scope=inside))
    with qtbot.waitActive(window):
        window.activateWindow()
    outside.setFocus()
    qtbot.keyClick(outside, Qt.Key.Key_T)
    assert (wish.runs, outside.text()) == (0, "t")
    inside.setFocus()
    qtbot.keyClick(inside, Qt.Key.Key_T)
    assert wish.runs == 1


def test_a_menu_holds_its_commands_with_lines_between_groups(registry):
    registry.add(Wish().command("edit.b", menu=MenuName.EDIT, group=2))
    registry.add(Wish().command("edit.a", menu=MenuName.EDIT, group=1))
    registry.add(Wish().command("go.c", menu=MenuName.GO))
    menu = QMenu()
    registry.fill(menu, MenuName.EDIT)
    assert [each.objectName() or "-" for each in menu.actions()] == ["edit.a", "-", "edit.b"]


def test_a_workspaces_command_is_there_only_while_it_is_shown(registry):
    here, there = Wish(), Wish()
    first = registry.add(here.command("read.do", shortcuts=("Ctrl+K",)), owner="read")
    second = registry.add(there.command("arrange.do", shortcuts=("Ctrl+K",)), owner="arrange")
    registry.show_owner("read")
    assert (first.isVisible(), second.isVisible(), second.isEnabled()) == (True, False, False)


def test_running_a_command_of_another_workspace_asks_for_that_first(registry, qtbot):
    wish = Wish()
    registry.add(wish.command("arrange.do"), owner="arrange")
    registry.show_owner("read")
    registry.owner_wanted.connect(registry.show_owner)
    with qtbot.waitSignal(registry.owner_wanted) as wanted:
        assert registry.run("arrange.do")
    assert (wanted.args, wish.runs) == (["arrange"], 1)


def test_letting_a_workspace_go_takes_its_commands(registry):
    registry.add(Wish().command("arrange.do"), owner="arrange")
    registry.add(Wish().command("edit.do"))
    registry.remove_owner("arrange")
    assert [each.id for each in registry.commands()] == ["edit.do"]
    assert not registry.has("arrange.do")


def test_a_command_that_is_on_or_off_shows_it(registry):
    state = {"on": False}
    action = registry.add(Command("view.x", "X", lambda: state.update(on=not state["on"]), is_on=lambda: state["on"]))
    assert not action.isChecked()
    registry.run("view.x")
    assert action.isChecked()


def test_text_can_follow_what_it_is_about(registry):
    words = {"now": "Undo"}
    action = registry.add(Command("edit.undo", lambda: words["now"], lambda: None))
    words["now"] = "Undo: tag"
    registry.refresh()
    assert action.text() == "Undo: tag"


def test_a_button_speaks_its_commands_name_without_marks(registry, qtbot):
    button = CommandButton(registry.add(Wish().command(icon="plus")))
    qtbot.addWidget(button)
    assert button.accessibleName() == "Do it"


@pytest.mark.parametrize(("text", "plain"), [("&Save", "Save"), ("Tags && notes", "Tags & notes"), ("Go", "Go")])
def test_mnemonic_marks_are_no_words(text, plain):
    assert plain_words(text) == plain


def test_a_tip_replaces_the_menu_text_in_the_tooltip(registry):
    assert tooltip(Command("a.b", "&Import…", lambda: None, ("Ctrl+I",), tip="Add articles"), "") == (
        "Add articles (Ctrl+I)"
    )
