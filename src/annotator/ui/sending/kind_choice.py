"""To whom a copy goes, which decides what it can be: two rows of which one is chosen."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from annotator.ui.theme import Step, Theme, colour, interface_font

_INSET, _MARK, _GAP, _RADIUS = 12, 16, 10, 4
_WRAPS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_LONGEST = 10_000


class KindRow(QRadioButton):
    """A round box, a title, and below it one sentence that says what the choice means; all of it can be clicked."""

    def __init__(self, title: str, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._sentence = sentence
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        """Give the height that the sentence needs in a width."""
        return self._sentence_rect(width).bottom() + 1 + _INSET

    def hitButton(self, position: object) -> bool:
        """Take a click anywhere in the row."""
        return True

    def minimumSizeHint(self) -> QSize:
        """Ask for a width in which a sentence can still be read."""
        return QSize(160, self.heightForWidth(max(160, self.width())))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, mark, title, sentence and focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, is_on = Theme.active().tokens, self.isChecked()
        is_hovered = self.underMouse() and self.isEnabled()
        ground = tokens.selection if is_on else tokens.hover if is_hovered else tokens.raised
        painter.setBrush(colour(ground))
        painter.setPen(QPen(colour(tokens.accent if is_on else tokens.control_border), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour(tokens.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _RADIUS - 1, _RADIUS - 1)
        self._draw_mark(painter)
        painter.setPen(colour(tokens.text if self.isEnabled() else tokens.muted))
        painter.setFont(_title_font())
        painter.drawText(self._title_rect(self.width()), _WRAPS, self.text())
        painter.setPen(colour(tokens.muted))
        painter.setFont(interface_font(Step.META))
        painter.drawText(self._sentence_rect(self.width()), _WRAPS, self._sentence)

    def sizeHint(self) -> QSize:
        """Ask for the height that the present width needs."""
        return QSize(280, self.heightForWidth(max(160, self.width())))

    def _draw_mark(self, painter: QPainter) -> None:
        tokens = Theme.active().tokens
        middle = QPointF(_INSET + _MARK / 2, _INSET + QFontMetrics(_title_font()).height() / 2)
        painter.setPen(QPen(colour(tokens.accent if self.isChecked() else tokens.control_border), 1))
        painter.setBrush(colour(tokens.accent if self.isChecked() else tokens.base))
        painter.drawEllipse(middle, _MARK / 2 - 0.5, _MARK / 2 - 0.5)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(tokens.on_accent))
            painter.drawEllipse(middle, 3, 3)

    def _sentence_rect(self, width: int) -> QRect:
        title = self._title_rect(width)
        return self._words_rect(width, title.bottom() + 4, interface_font(Step.META), self._sentence)

    def _title_rect(self, width: int) -> QRect:
        return self._words_rect(width, _INSET, _title_font(), self.text())

    @staticmethod
    def _words_rect(width: int, top: int, font: QFont, words: str) -> QRect:
        left = _INSET + _MARK + _GAP
        room = QRect(left, top, max(1, width - left - _INSET), _LONGEST)
        needed = QFontMetrics(font).boundingRect(room, _WRAPS, words).height()
        return QRect(left, top, room.width(), needed)


class KindChoice(QWidget):
    """The two kinds of copy.

    Signals: `changed()` when the other one is chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.extract = KindRow(
            self.tr("To a colleague: merges back"),
            self.tr("It carries the whole history of what is in it, names and deleted things included."),
            self,
        )
        self.clean = KindRow(
            self.tr("To an outsider: no names, no history"),
            self.tr("It says only how things stand now, in nobody’s name, and can never be merged."),
            self,
        )
        self.setAccessibleName(self.tr("Whom it is for"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.extract)
        column.addWidget(self.clean)
        self.extract.setChecked(True)
        self.clean.toggled.connect(lambda _: self.changed.emit())

    @property
    def is_clean(self) -> bool:
        """Whether it is for an outsider."""
        return self.clean.isChecked()


def _title_font() -> QFont:
    return interface_font(Step.BASE, QFont.Weight.DemiBold)
