from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QToolButton, QWidget

from annotator.ui.tokens import LIGHT
from annotator.ui.widgets import AddChip, Badge, Chip, badge_width, paint_badge


def test_a_badge_says_its_state_in_words(theme, qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    badge = Badge("2 support", "success", parent=parent)
    parent.show()
    assert badge.isVisible()
    assert badge.accessibleName() == "2 support"
    badge.set_state("")
    assert not badge.isVisible()
    badge.set_state("1 contradicts", "warn")
    assert badge.isVisible()
    assert (badge.text, badge.state) == ("1 contradicts", "warn")


def test_a_badge_is_as_wide_as_its_words_need(theme):
    assert Badge("Ready").sizeHint().width() < Badge("Two columns joined").sizeHint().width()


def test_a_badge_is_painted_on_the_ground_of_its_state(theme):
    image = QImage(200, 20, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_badge(painter, QRectF(0, 0, 200, 20), "Refused", "error")
    painter.end()
    assert image.pixelColor(4, 4) == QColor(LIGHT.error_ground)
    assert image.pixelColor(round(badge_width("Refused")) + 2, 10) != QColor(LIGHT.error_ground)


def test_a_chip_is_closed_by_its_cross_and_by_the_keyboard(theme, qtbot):
    chip = Chip("legal basis", "Blue")
    qtbot.addWidget(chip)
    cross = chip.findChild(QToolButton)
    assert cross.accessibleName() == "Take off legal basis"
    with qtbot.waitSignal(chip.closed):
        qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
        with qtbot.waitSignal(chip.closed):
            qtbot.keyClick(chip, key)


def test_a_chip_that_cannot_close_has_no_cross_and_takes_no_keyboard(theme, qtbot):
    chip = Chip("legal basis", "Blue", can_close=False)
    qtbot.addWidget(chip)
    assert chip.findChild(QToolButton) is None
    assert chip.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_the_adding_chip_leaves_room_for_its_key(theme, qtbot):
    bare, keyed = AddChip("Tag", "tag-plus-outline"), AddChip("Tag", "tag-plus-outline", "T")
    assert keyed.sizeHint().width() > bare.sizeHint().width()
    assert keyed.accessibleName() == "Tag"
