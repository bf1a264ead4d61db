"""The small rounded square that stands for a tag's colour; its name always stands beside it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.theme import Theme

SWATCH_SIDE = 10
SWATCH_RADIUS = 2.5
ICON_SIDE = 16


class Swatch(QWidget):
    """A swatch as a widget."""

    def __init__(self, colour_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = colour_name
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the square in the shade of the present theme."""
        painter = QPainter(self)
        paint_swatch(painter, QRectF(self.rect()), self._name)

    def set_colour_name(self, colour_name: str) -> None:
        """Change to another of the twelve names."""
        self._name = colour_name
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for the square's own size."""
        return QSize(SWATCH_SIDE, SWATCH_SIDE)


def paint_swatch(painter: QPainter, rect: QRectF, colour_name: str) -> None:
    """Paint a swatch in the middle of the rectangle; an unknown name is painted muted."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tag_colour(colour_name))
    half = SWATCH_SIDE / 2
    square = QRectF(round(rect.center().x() - half), round(rect.center().y() - half), SWATCH_SIDE, SWATCH_SIDE)
    painter.drawRoundedRect(square, SWATCH_RADIUS, SWATCH_RADIUS)
    painter.restore()


def swatch_icon(colour_name: str) -> QIcon:
    """Draw a colour for a menu, a box or a button."""
    picture = QPixmap(ICON_SIDE, ICON_SIDE)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_swatch(painter, QRectF(0, 0, ICON_SIDE, ICON_SIDE), colour_name)
    painter.end()
    return QIcon(picture)


def tag_colour(colour_name: str) -> QColor:
    """Give the shade that a tag's colour has in the present theme."""
    tokens = Theme.active().tokens
    return QColor(tokens.tag_colours.get(colour_name, tokens.muted))
