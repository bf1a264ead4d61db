"""The commands that open the history of what is selected, and the list of what was deleted."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from annotator.ui.commands import Command, MenuName
from annotator.ui.workspace import Shell


def deleted_command(shell: Shell, group: int, why_not: Callable[[], str]) -> Command:
    """Give the command of the Project menu that lists what was deleted."""

    def run() -> None:
        from annotator.ui.history.history_window import show_deleted

        show_deleted(shell)

    return Command(
        "project.deleted",
        _tr("Dele&ted things…"),
        run,
        (),
        "delete-outline",
        MenuName.PROJECT,
        group,
        why_not,
        _tr("See what was deleted, by whom, and bring it back"),
    )


def history_command(
    command_id: str, shell: Shell, target: Callable[[], str], menu: MenuName = MenuName.EDIT, group: int = 8
) -> Command:
    """Give the command that shows the history of what `target` says is meant, by its uid; "" where nothing is."""

    def run() -> None:
        from annotator.ui.history.history_window import show_history

        show_history(shell, target())

    def why_not() -> str:
        return "" if target() else _tr("Select a statement, a source, a chapter or a tag first.")

    return Command(
        command_id,
        _tr("&History of this…"),
        run,
        ("Ctrl+Shift+H",),
        "history",
        menu,
        group,
        why_not,
        _tr("See who changed it and when, and restore what stood there before"),
    )


def _tr(words: str) -> str:
    return QCoreApplication.translate("history", words)
