"""The list by the mouse, its menu, and its model."""

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from annotator.ui.who_else.who_else_panel import WhoElsePanel
from annotator.ui.who_else.who_else_row import DEEDS, _chips
from tests.ui.harbour import Harbour
from tests.ui.who_else.conftest import look_at


def chip(panel: WhoElsePanel, name: str) -> QPoint:
    rect = QRectF(panel.list.visualRect(panel.rows.index(1)))
    return next(place for deed, place in _chips(rect) if deed.name == name).center().toPoint()


def test_the_model_keeps_the_rules_of_qt(panel: WhoElsePanel, harbour: Harbour, qtbot: QtBot):
    QAbstractItemModelTester(panel.rows, QAbstractItemModelTester.FailureReportingMode.Fatal, panel)
    look_at(panel, harbour, qtbot)
    harbour.session.selection.set_statement(None)
    assert panel.rows.rowCount() == 0


def test_a_click_on_a_mark_links(panel: WhoElsePanel, harbour: Harbour, qtbot: QtBot):
    look_at(panel, harbour, qtbot)
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=chip(panel, "repeats"))
    assert [link.kind for link in harbour.session.reader.links()] == ["repeats"]


def test_a_click_beside_the_marks_links_nothing(panel: WhoElsePanel, harbour: Harbour, qtbot: QtBot):
    look_at(panel, harbour, qtbot)
    place = panel.list.visualRect(panel.rows.index(1)).center() + QPoint(0, 16)
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert harbour.session.reader.links() == []


def test_the_menu_names_what_the_keys_do(panel: WhoElsePanel, harbour: Harbour, qtbot: QtBot):
    look_at(panel, harbour, qtbot)
    panel.list.setCurrentIndex(panel.rows.index(1))
    words = [action.text() for action in panel.list.menu().actions() if action.text()]
    assert words == [
        "&Show beside\tEnter",
        *("Supports\tS", "Contradicts\tC", "Repeats\tR", "Responds to\tP"),
        "Not alike\tN",
    ]


def test_no_key_means_two_things():
    assert len({deed.key for deed in DEEDS}) == len(DEEDS)
