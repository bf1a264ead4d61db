"""What can be done on the timeline, for menus, keys and the list of commands."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu

from annotator.ui.commands import Command, MenuName
from annotator.ui.workspace import Shell

if TYPE_CHECKING:
    from annotator.ui.compare.timeline_panel import TimelinePanel

EVENTS, PLACES, FILES = 70, 40, 51
_ON_MENU = ("timeline.open", "", "timeline.copy", "timeline.picture", "timeline.csv", "", "timeline.positions")


def commands_of(panel: "TimelinePanel") -> list[Command]:
    """Give the commands of the timeline."""
    nothing = partial(_nothing, panel)

    def no_event() -> str:
        return "" if panel.has_timeline and panel.view.cursor_at else _tr("Choose an event or a position first")

    return [
        Command("timeline.open", _tr("Show the &event in its source"), panel.show_current, (), "book-open-page-variant",
                MenuName.EDIT, EVENTS, no_event),
        Command("timeline.copy", _tr("Copy the &timeline as a picture"), panel.copy_picture, ("Ctrl+C",),
                "content-duplicate", MenuName.EDIT, EVENTS, nothing, scope=panel.view),
        Command("timeline.positions", _tr("Choose the tags that are &positions…"), panel.choose_positions, (),
                "account-voice", MenuName.EDIT, EVENTS),
        Command("timeline.focus", _tr("&Timeline"), lambda: panel.first_focus().setFocus(), ("Alt+5",),
                "calendar-range", MenuName.GO, PLACES),
        Command("timeline.picture", _tr("Export the timeline as a p&icture…"), panel.export_picture, (),
                "image-outline", MenuName.PROJECT, FILES, nothing, _tr("Write the timeline as PNG or SVG")),
        Command("timeline.csv", _tr("Export the time&line as a table…"), panel.export_table, (), "table-large",
                MenuName.PROJECT, FILES, nothing, _tr("Write the statements with their dates as CSV")),
    ]  # fmt: skip


def fill_menu(shell: Shell, menu: QMenu) -> None:
    """Put the commands on the context menu; the registry has to hold them by now."""
    menu.clear()
    shell.commands.refresh()
    for each in _ON_MENU:
        if not each:
            menu.addSeparator()
        elif shell.commands.has(each):
            menu.addAction(shell.commands.action(each))


def _nothing(panel: "TimelinePanel") -> str:
    return "" if panel.has_timeline else _tr("There is nothing on the timeline yet")


def _tr(words: str) -> str:
    return QCoreApplication.translate("TimelineCommands", words)
