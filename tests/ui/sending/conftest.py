"""A small project with chapters, and the window for a copy of it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.ui.sending.send_dialog import SendDialog
from tests.ui.harbour import Harbour, Shell, harbour, shell

__all__ = ["harbour", "shell"]
Opened = Callable[[], SendDialog]


@pytest.fixture
def opened(shell: Shell, harbour: Harbour, qtbot: QtBot) -> Opened:
    harbour.place(1, 2)
    harbour.session.perform(
        edits.add_chapter(harbour.session.reader, "The fog", harbour.chapter_uids[0]), "Add chapter"
    )

    def open_dialog() -> SendDialog:
        made = SendDialog(shell)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(made)
        return made

    return open_dialog


@pytest.fixture
def dialog(opened: Opened) -> SendDialog:
    return opened()


@pytest.fixture
def folder(harbour: Harbour) -> Path:
    return harbour.session.path.parent


def chapter_item(dialog: SendDialog, title: str) -> QTreeWidgetItem:
    flags = Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive
    return dialog.chapters.tree.findItems(title, flags)[0]


def untick(dialog: SendDialog, title: str) -> None:
    chapter_item(dialog, title).setCheckState(0, Qt.CheckState.Unchecked)


def save(dialog: SendDialog, shell: Shell, qtbot: QtBot) -> None:
    dialog.foot.write_button.click()
    qtbot.waitUntil(lambda: bool(shell.said), timeout=20_000)
