from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotator.ui.widgets import FilterField, HintedField


def test_a_filter_is_told_once_after_the_last_key(theme, qtbot):
    field = FilterField("Filter sources")
    qtbot.addWidget(field)
    told = []
    field.filtered.connect(told.append)
    qtbot.keyClicks(field, "38 ")
    with qtbot.waitSignal(field.filtered):
        qtbot.keyClicks(field, "n")
    assert told == ["38 n"]


def test_return_and_down_tell_at_once(theme, qtbot):
    field = FilterField("Filter")
    qtbot.addWidget(field)
    field.setText("x")
    with qtbot.waitSignal(field.filtered, timeout=50):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    with qtbot.waitSignals([field.filtered, field.left_down], timeout=50):
        qtbot.keyClick(field, Qt.Key.Key_Down)


def test_escape_empties_a_field_first_and_then_goes_on_to_its_parent(theme, qtbot):
    class Around(QWidget):
        escapes = 0

        def keyPressEvent(self, event):
            self.escapes += event.key() == Qt.Key.Key_Escape

    around = Around()
    qtbot.addWidget(around)
    field = HintedField("magnify", "Search", around)
    field.setText("word")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert (field.text(), around.escapes) == ("", 0)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert around.escapes == 1


def test_the_placeholder_is_the_accessible_name(theme, qtbot):
    assert FilterField("Filter sources").accessibleName() == "Filter sources"


def test_the_hint_is_drawn_only_while_the_field_is_empty(theme, qtbot):
    field, bare = HintedField("magnify", "Search", hint="Ctrl+F"), HintedField("magnify", "Search")
    for each in (field, bare):
        qtbot.addWidget(each)
        each.resize(240, 28)
    assert field.grab().toImage() != bare.grab().toImage()
    for each in (field, bare):
        each.setText("x")
    assert field.grab().toImage() == bare.grab().toImage()
