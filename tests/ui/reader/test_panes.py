from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from annotator.ui.reader.pane import NARROWEST, ReaderPane
from annotator.ui.reader.panes import ReaderPanes
from tests.ui.reader.conftest import Written

WRITTEN = Written().write("Words.")


def close_button(pane: ReaderPane) -> QToolButton:
    (button,) = [each for each in pane.findChildren(QToolButton) if each.accessibleName().startswith("Close")]
    return button


def test_the_only_pane_can_be_closed_while_it_shows_a_source(qtbot: QtBot, qapp: QApplication) -> None:
    panes = ReaderPanes()
    qtbot.addWidget(panes)
    assert close_button(panes.active).isHidden()
    panes.active.show_source(WRITTEN.source())
    assert not close_button(panes.active).isHidden()
    close_button(panes.active).click()
    assert panes.active.source_uid == ""
    assert close_button(panes.active).isHidden()


def test_a_close_button_says_what_it_closes(qtbot: QtBot, qapp: QApplication) -> None:
    panes = ReaderPanes()
    qtbot.addWidget(panes)
    panes.active.show_source(WRITTEN.source())
    assert close_button(panes.active).accessibleName() == "Close Post"


def test_four_panes_are_never_narrower_than_they_may_be(qtbot: QtBot, qapp: QApplication) -> None:
    panes = ReaderPanes()
    qtbot.addWidget(panes)
    for uid in "bcd":
        panes.open_pane(WRITTEN.source(uid=uid))
    panes.resize(800, 400)
    panes.show()
    QApplication.processEvents()
    assert len(panes.panes) == 4
    assert all(pane.width() >= NARROWEST for pane in panes.panes)


def test_the_next_pane_becomes_active_and_after_the_last_the_first(qtbot: QtBot, qapp: QApplication) -> None:
    panes = ReaderPanes()
    qtbot.addWidget(panes)
    first = panes.active
    second = panes.open_pane(WRITTEN.source(uid="b"))
    assert panes.active is second
    panes.activate_next()
    assert panes.active is first
    assert (first.is_active, second.is_active) == (True, False)
