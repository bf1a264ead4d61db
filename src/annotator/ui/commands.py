"""One registry of everything a person can do: menus, tool bar and the list of commands are built from it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from annotator.ui.icons import ICON_SIZE, dress


class MenuName(StrEnum):
    """The menus, in their order; NONE is for commands that only the list of commands shows."""

    PROJECT = "&Project"
    EDIT = "&Edit"
    STATEMENT = "&Statement"
    GO = "&Go"
    VIEW = "&View"
    HELP = "&Help"
    NONE = ""


def always() -> str:
    """Find nothing against running a command."""
    return ""


@dataclass(frozen=True, slots=True)
class Command:
    """Something a person can do.

    - `id`: "statement.tag": the menu's word, a dot, a verb. Unique.
    - `text`: already translated, with an `&` where the menu wants a mnemonic; a callable where it changes
      ("Undo tagging").
    - `shortcuts`: portable key texts ("Ctrl+Z"); the first is shown.
    - `group`: commands of one menu with different groups stand on two sides of a line, in ascending order.
    - `why_not`: gives the plain reason why it cannot run now, or "" where it can; shown in the tooltip.
    - `is_on`: for commands that are on or off.
    - `scope`: the widget inside which alone the shortcut works; None: the whole window. Plain letters and digits
      need a scope, or they would be taken out of every text field.
    """

    id: str
    text: str | Callable[[], str]
    run: Callable[[], object]
    shortcuts: Sequence[str] = ()
    icon: str = ""
    menu: MenuName = MenuName.NONE
    group: int = 0
    why_not: Callable[[], str] = always
    tip: str = ""
    is_on: Callable[[], bool] | None = None
    scope: QWidget | None = None
    icon_role: str = "text"

    @property
    def words(self) -> str:
        """What stands on the menu."""
        return self.text() if callable(self.text) else self.text


@dataclass(frozen=True, slots=True)
class _Entry:
    command: Command
    action: QAction
    owner: str


class CommandRegistry(QObject):
    """Hold the commands, and one QAction for each.

    A command with an `owner` (a workspace's key) is on the menus and answers to its keys only while that
    workspace is shown; the list of commands has it always.

    Signals: `changed()` when commands come or go; `owner_wanted(str)` when somebody runs a command of a workspace
    that is not shown, before it runs.
    """

    changed = Signal()
    owner_wanted = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._entries: dict[str, _Entry] = {}
        self._owner = ""

    def action(self, command_id: str) -> QAction:
        """Give the action of a command, for a tool button or a context menu."""
        return self._entries[command_id].action

    def add(self, command: Command, owner: str = "") -> QAction:
        """Take a command in.

        Raises: ValueError where the id is taken, which is a bug of ours.
        """
        if command.id in self._entries:
            raise ValueError(f"two commands are called {command.id}")
        action = QAction(self)
        action.setObjectName(command.id)
        action.setCheckable(command.is_on is not None)
        action.setShortcuts([QKeySequence(each) for each in command.shortcuts])
        if command.scope is None:
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            self._window.addAction(action)
        else:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            command.scope.addAction(action)
        if command.icon:
            dress(action, command.icon, command.icon_role)
        action.setIconVisibleInMenu(False)
        action.setMenuRole(QAction.MenuRole.NoRole)
        entry = _Entry(command, action, owner)
        action.triggered.connect(lambda: self._run(entry))
        self._entries[command.id] = entry
        self._refresh(entry)
        self.changed.emit()
        return action

    def add_all(self, commands: Iterable[Command], owner: str = "") -> list[QAction]:
        """Take several commands in."""
        return [self.add(each, owner) for each in commands]

    def commands(self) -> list[Command]:
        """List every command, whether or not it can run now."""
        return [entry.command for entry in self._entries.values()]

    def fill(self, menu: QMenu, name: MenuName) -> None:
        """Put a menu's commands on it, groups apart by lines."""
        menu.clear()
        wanted = [entry for entry in self._entries.values() if entry.command.menu is name]
        wanted.sort(key=lambda entry: entry.command.group)
        previous: int | None = None
        for entry in wanted:
            if previous is not None and entry.command.group != previous:
                menu.addSeparator()
            previous = entry.command.group
            menu.addAction(entry.action)

    def has(self, command_id: str) -> bool:
        """Whether there is such a command."""
        return command_id in self._entries

    def owner_of(self, command_id: str) -> str:
        """Give the workspace that a command belongs to, or "" for the window's own."""
        return self._entries[command_id].owner

    def refresh(self) -> None:
        """Ask every command again for its text and whether it can run."""
        for entry in self._entries.values():
            self._refresh(entry)

    def remove_owner(self, owner: str) -> None:
        """Let a workspace's commands go."""
        for command_id in [each for each, entry in self._entries.items() if entry.owner == owner]:
            self._entries.pop(command_id).action.deleteLater()
        self.changed.emit()

    def run(self, command_id: str) -> bool:
        """Run a command by its id where it can run now, showing its workspace first; say whether it ran."""
        entry = self._entries[command_id]
        if entry.owner and entry.owner != self._owner:
            self.owner_wanted.emit(entry.owner)
        self._refresh(entry)
        if not entry.action.isEnabled():
            return False
        entry.action.trigger()
        return True

    def show_owner(self, owner: str) -> None:
        """Say which workspace is shown now."""
        self._owner = owner
        self.refresh()

    def why_not(self, command_id: str) -> str:
        """Give the plain reason why a command cannot run now, or ""; its workspace need not be shown."""
        return self._entries[command_id].command.why_not()

    def _refresh(self, entry: _Entry) -> None:
        command, action = entry.command, entry.action
        is_here = entry.owner in ("", self._owner)
        reason = command.why_not() if is_here else ""
        action.setVisible(is_here)
        action.setEnabled(is_here and not reason)
        action.setText(command.words)
        if command.is_on is not None:
            action.setChecked(command.is_on())
        action.setToolTip(tooltip(command, reason))

    def _run(self, entry: _Entry) -> None:
        entry.command.run()
        # The command may have let its own workspace go.
        if entry.command.id in self._entries:
            self._refresh(entry)


class CommandButton(QToolButton):
    """A tool button for a command's action; without a label its accessible name still says what it does."""

    def __init__(self, action: QAction, parent: QWidget | None = None, *, is_labelled: bool = False) -> None:
        super().__init__(parent)
        self._is_labelled = is_labelled
        self.setDefaultAction(action)
        self.setIconSize(QSize(ICON_SIZE, ICON_SIZE))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("labelled", is_labelled)
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(style.ToolButtonTextBesideIcon if is_labelled else style.ToolButtonIconOnly)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        name = plain_words(self.defaultAction().text()).removesuffix("…")
        self.setAccessibleName(name)
        if self._is_labelled:
            # The space keeps the word off the icon: the style has no rule for that gap.
            self.setText(f" {name}")


def plain_words(text: str) -> str:
    """Take the mnemonic out of a menu text."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def shortcut_words(command: Command) -> str:
    """Give the first shortcut as this platform writes it, or ""."""
    if not command.shortcuts:
        return ""
    return QKeySequence(command.shortcuts[0]).toString(QKeySequence.SequenceFormat.NativeText)


def tooltip(command: Command, reason: str) -> str:
    """Say what a command does, its key, and why it cannot run now."""
    words = command.tip or plain_words(command.words).removesuffix("…")
    keys = shortcut_words(command)
    first = f"{words} ({keys})" if keys else words
    return f"{first}\n{reason}" if reason else first


def translated(name: MenuName) -> str:
    """Give a menu's name in the language of the interface."""
    words = {
        MenuName.PROJECT: QCoreApplication.translate("MenuName", "&Project"),
        MenuName.EDIT: QCoreApplication.translate("MenuName", "&Edit"),
        MenuName.STATEMENT: QCoreApplication.translate("MenuName", "&Statement"),
        MenuName.GO: QCoreApplication.translate("MenuName", "&Go"),
        MenuName.VIEW: QCoreApplication.translate("MenuName", "&View"),
        MenuName.HELP: QCoreApplication.translate("MenuName", "&Help"),
    }
    return words.get(name, "")
