"""The commands that belong to the window itself."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog

from annotator.ui.commands import Command, MenuName
from annotator.ui.help import AboutDialog, GuideWindow
from annotator.ui.history.history_commands import deleted_command
from annotator.ui.identity import IdentityDialog
from annotator.ui.preferences import Mode

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


def commands_of(window: "MainWindow") -> list[Command]:
    """Give the window's own commands, in the order of the menus."""
    return [*_project(window), *_edit(window), *_go(window), *_view(window), *_help(window)]


def _edit(window: "MainWindow") -> list[Command]:
    def undo_words() -> str:
        label = window.session.undo_label if window.has_session else ""
        return _tr("&Undo: {0}").format(_as_menu(label)) if label else _tr("&Undo")

    def redo_words() -> str:
        label = window.session.redo_label if window.has_session else ""
        return _tr("&Redo: {0}").format(_as_menu(label)) if label else _tr("&Redo")

    def why_not_undo() -> str:
        can = window.has_session and window.session.can_undo
        return "" if can else _tr("Nothing has been changed since the project was opened.")

    def why_not_redo() -> str:
        can = window.has_session and window.session.can_redo
        return "" if can else _tr("Nothing has been undone.")

    made = [
        Command("edit.undo", undo_words, window.take_back, ("Ctrl+Z",), "undo", MenuName.EDIT, 0, why_not_undo),
        Command(
            "edit.redo",
            redo_words,
            lambda: window.take_back(is_redo=True),
            ("Ctrl+Shift+Z", "Ctrl+Y"),
            "redo",
            MenuName.EDIT,
            0,
            why_not_redo,
        ),
    ]
    if window.furniture.search is not None:
        search = Command(
            "edit.search",
            _tr("&Search everything"),
            lambda: _enter(window),
            ("Ctrl+F",),
            "magnify",
            MenuName.EDIT,
            9,
            _needs_project(window),
        )
        made.append(search)
    return made


def _go(window: "MainWindow") -> list[Command]:
    def command(key: str, title: str, icon: str, shortcut: str) -> Command:
        return Command(
            f"go.{key}",
            title,
            lambda: window.show_workspace(key),
            (shortcut,) if shortcut else (),
            icon,
            MenuName.GO,
            0,
            _needs_project(window),
            is_on=lambda: window.current_workspace == key,
        )

    return [command(each.key, each.title, each.icon, each.shortcut) for each in window.furniture.workspaces]


def _help(window: "MainWindow") -> list[Command]:
    return [
        Command(
            "help.guide",
            _tr("User &guide"),
            lambda: GuideWindow.open_for(window),
            ("Ctrl+F1",),
            "help-circle-outline",
            MenuName.HELP,
        ),
        Command(
            "help.commands",
            _tr("Every &command"),
            window.open_palette,
            ("F1", "Ctrl+Shift+P"),
            "keyboard-outline",
            MenuName.HELP,
            tip=_tr("Type to find and run any command"),
        ),
        Command(
            "help.about",
            _tr("&About annotator"),
            lambda: AboutDialog(window).open(),
            (),
            "information-outline",
            MenuName.HELP,
            9,
        ),
    ]


def _project(window: "MainWindow") -> list[Command]:
    needs = _needs_project(window)
    menu = MenuName.PROJECT
    desk, furniture = window.desk, window.furniture
    made = [
        Command("project.new", _tr("&New project…"), window.show_new_project, ("Ctrl+N",), "plus", menu),
        Command("project.open", _tr("&Open…"), lambda: _choose(window), ("Ctrl+O",), "folder-open-outline", menu),
    ]
    if furniture.write_sample is not None:
        made.append(Command("project.sample", _tr("Open the sa&mple"), desk.open_sample, (), "school-outline", menu))
    if furniture.import_sources is not None:
        bring_in = furniture.import_sources
        made.append(
            Command(
                "project.import",
                _tr("&Import…"),
                lambda: bring_in(window, ()),
                ("Ctrl+I",),
                "file-import-outline",
                menu,
                1,
                needs,
                _tr("Add articles to the project"),
            )
        )
    if furniture.export_briefing is not None:
        export = furniture.export_briefing
        made.append(
            Command(
                "project.export",
                _tr("&Export briefing…"),
                lambda: export(window),
                ("Ctrl+E",),
                "file-word-outline",
                menu,
                1,
                needs,
                _tr("Write the Word briefing"),
            )
        )
    save_tip = _tr("Write every change into the project file now; by itself this happens every half minute")
    return [
        *made,
        Command(
            "project.save", _tr("&Save"), lambda: window.session.save(), ("Ctrl+S",), "sync", menu, 2, needs, save_tip
        ),
        Command(
            "project.send",
            _tr("Sen&d a copy…"),
            lambda: _send(window),
            (),
            "send-outline",
            menu,
            2,
            needs,
            _tr("Write a file for a colleague or an outsider, with all or some of the project"),
        ),
        *_merging(window),
        Command(
            "project.reviewers",
            _tr("&Reviewers…"),
            lambda: _show_reviewers(window),
            (),
            "account-group-outline",
            menu,
            3,
            needs,
            _tr("Who works on the project, who is whom, and working blind"),
        ),
        Command(
            "project.reviewer", _tr("&Your name and colour…"), lambda: _ask_name(window), (), "account-outline", menu, 3
        ),
        Command(
            "project.meaning",
            _tr("Searc&h by meaning…"),
            lambda: _choose_model(window),
            (),
            "head-lightbulb-outline",
            menu,
            3,
            tip=_tr("Find what others say in other words, with a model on this computer"),
        ),
        deleted_command(window, 3, needs),
        Command("project.close", _tr("&Close project"), window.close_session, ("Ctrl+W",), "close", menu, 4, needs),
        Command("project.quit", _tr("&Quit"), window.close, ("Ctrl+Q",), "", menu, 4),
    ]


def _merging(window: "MainWindow") -> list[Command]:
    """Give what merging needs: the files that come in, and the way back to what was there before."""

    def merge() -> None:
        from annotator.ui.review.incoming_files import choose_files

        choose_files(window)

    def show_backups() -> None:
        from annotator.ui.review.backups_dialog import BackupsDialog

        BackupsDialog(window, window, window.desk.open_project).open()

    if all(each.key != "review" for each in window.furniture.workspaces):
        return []
    needs, menu = _needs_project(window), MenuName.PROJECT
    merge_tip = _tr("See what others did in their copies of the project, and take it in")
    backups_tip = _tr("Open the project as it was before a merge")
    return [
        Command(
            "project.merge", _tr("Mer&ge files…"), merge, ("Ctrl+Shift+M",), "source-merge", menu, 1, needs, merge_tip
        ),
        Command("project.backups", _tr("&Backups…"), show_backups, (), "history", menu, 2, needs, backups_tip),
    ]


def _view(window: "MainWindow") -> list[Command]:
    theme = window.theme

    def command(mode: Mode, words: str, icon: str) -> Command:
        def choose() -> None:
            window.desk.preferences.set_mode(mode)
            theme.set_mode(mode)
            window.commands.refresh()

        return Command(f"view.{mode}", words, choose, (), icon, MenuName.VIEW, 8, is_on=lambda: theme.mode == mode)

    def toggle_full_screen() -> None:
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)

    return [
        command("light", _tr("&Light"), "weather-sunny"),
        command("dark", _tr("&Dark"), "weather-night"),
        command("system", _tr("Light or dark as the &desktop"), "theme-light-dark"),
        Command(
            "view.full-screen",
            _tr("&Full screen"),
            toggle_full_screen,
            ("F11",),
            "fullscreen",
            MenuName.VIEW,
            9,
            is_on=window.isFullScreen,
        ),
    ]


def _as_menu(words: str) -> str:
    """Keep an ampersand in somebody's words from becoming a mnemonic."""
    return words.replace("&", "&&")


def _ask_name(window: "MainWindow") -> None:
    reviewer = window.desk.preferences.reviewer
    name, initials, colour = (reviewer.name, reviewer.initials, reviewer.colour) if reviewer else ("", "", "")
    dialog = IdentityDialog(name, initials, window, colour=colour)
    dialog.introduced.connect(window.desk.introduce)
    dialog.open()


def _choose(window: "MainWindow") -> None:
    """Let the person choose a project file."""
    folder = str(window.desk.preferences.get("folder", "") or Path.home())
    pattern = _tr("Projects (*.annotator)")
    name, _ = QFileDialog.getOpenFileName(window, _tr("Open a project"), folder, pattern)
    if name:
        window.desk.preferences.set("folder", str(Path(name).parent))
        window.desk.open_project(Path(name))


def _choose_model(window: "MainWindow") -> None:
    from annotator.session.meaning_session import meaning_in
    from annotator.ui.meaning.choice import Choice, chosen, remember, search_by
    from annotator.ui.meaning.meaning_dialog import MeaningDialog

    def use(choice: object) -> None:
        assert isinstance(choice, Choice)
        remember(window.desk.preferences, choice)
        if window.has_session:
            search_by(window.session, choice)

    meaning = meaning_in(window.session) if window.has_session else None
    dialog = MeaningDialog(chosen(window.desk.preferences), meaning, window)
    dialog.chosen.connect(use)
    dialog.open()


def _enter(window: "MainWindow") -> None:
    window.bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
    window.bar.search.selectAll()


def _needs_project(window: "MainWindow") -> Callable[[], str]:
    return lambda: "" if window.has_session else _tr("Open a project first.")


def _send(window: "MainWindow") -> None:
    from annotator.ui.sending.send_dialog import open_send_dialog

    open_send_dialog(window)


def _show_reviewers(window: "MainWindow") -> None:
    from annotator.ui.reviewers.reviewers_dialog import open_reviewers

    open_reviewers(window, window.desk.introduce)


def _tr(words: str) -> str:
    return QCoreApplication.translate("MainWindow", words)
