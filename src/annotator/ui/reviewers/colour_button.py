"""A button that shows one of the twelve colours with its name, and lets another be chosen."""

from PySide6.QtCore import QCoreApplication, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from annotator.core.vocabulary import TAG_COLOURS
from annotator.ui.icons import paint_icon
from annotator.ui.theme import Theme
from annotator.ui.widgets import swatch_icon

_SIDE, _MARK_INSET = 16, 8


class ColourButton(QPushButton):
    """The colour of a reviewer.

    Signals: `picked(str)` when somebody has chosen another colour, by its name.
    """

    picked = Signal(str)

    def __init__(self, colour_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setStyleSheet("text-align: left;")
        self.setIconSize(QSize(_SIDE, _SIDE))
        self.clicked.connect(self._open)
        Theme.active().changed.connect(self._redraw)
        self.show_colour(colour_name)

    @property
    def colour_name(self) -> str:
        """The colour that is shown."""
        return self._name

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button, and at its right the mark of what opens a menu."""
        super().paintEvent(event)
        mark = QRectF(self.rect()).adjusted(0, 0, -_MARK_INSET, 0)
        mark.setLeft(mark.right() - _SIDE)
        paint_icon(QPainter(self), mark, "chevron-down", Theme.active().tokens.text)

    def sizeHint(self) -> QSize:
        """Leave room for the mark."""
        hint = super().sizeHint()
        return QSize(hint.width() + _SIDE + 4, hint.height())

    def menu_of_colours(self) -> QMenu:
        """Make the menu of the twelve."""
        menu = QMenu(self)
        for name in TAG_COLOURS:
            action = menu.addAction(swatch_icon(name), colour_words(name))
            action.setCheckable(True)
            action.setChecked(name == self._name)
            action.setIconVisibleInMenu(True)
            action.triggered.connect(lambda _=False, name=name: self._pick(name))
        return menu

    def show_colour(self, colour_name: str) -> None:
        """Show a colour."""
        self._name = colour_name
        words = colour_words(colour_name)
        self.setText(f" {words}")
        self.setAccessibleName(self.tr("Colour: {0}").format(words))
        self._redraw()

    def _open(self) -> None:
        menu = self.menu_of_colours()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _pick(self, name: str) -> None:
        if name != self._name:
            self.show_colour(name)
            self.picked.emit(name)

    def _redraw(self) -> None:
        self.setIcon(swatch_icon(self._name))


def colour_words(name: str) -> str:
    """Give a colour's name in the language of the interface."""
    return QCoreApplication.translate("TagColour", name)
