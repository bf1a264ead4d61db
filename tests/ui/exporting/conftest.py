"""A small project, open in a session, and the window of an export over it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.briefing import BriefingSettings
from annotator.ui.exporting.export_dialog import ExportDialog
from tests.ui.harbour import Harbour, Shell, harbour, shell

__all__ = ["harbour", "shell"]
Opened = Callable[[], ExportDialog]


@pytest.fixture
def opened(shell: Shell, harbour: Harbour, qtbot: QtBot) -> Opened:
    harbour.place(1, 2)
    harbour.session.perform(
        edits.add_chapter(harbour.session.reader, "The fog", harbour.chapter_uids[0]), "Add chapter"
    )

    def open_dialog() -> ExportDialog:
        made = ExportDialog(shell)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(made)
        return made

    return open_dialog


@pytest.fixture
def dialog(opened: Opened) -> ExportDialog:
    return opened()


def chapter_item(dialog: ExportDialog, title: str) -> object:
    return next(each for each in dialog.structure._chapters() if title in each.text(0))


def structure_rows(dialog: ExportDialog) -> list[tuple[str, str, str]]:
    items = [dialog.structure.topLevelItem(at) for at in range(dialog.structure.topLevelItemCount())]
    return [(item.text(0), item.text(1), item.text(2)) for item in items if item is not None]


def settings_of(harbour: Harbour) -> BriefingSettings:
    return BriefingSettings.from_json(harbour.session.reader.project().briefing)


def part_item(dialog: ExportDialog, name: str) -> object:
    return dialog.parts.parts.findItems(name, Qt.MatchFlag.MatchExactly)[0]
