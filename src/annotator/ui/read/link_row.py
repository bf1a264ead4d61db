"""One link in the card of a statement."""

from itertools import pairwise

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QTextLayout
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from annotator.session.details import locator_words
from annotator.ui.icons import dress, paint_icon
from annotator.ui.read.link_words import LINK_ICONS, LINK_TONES, SeenLink, fitted_place
from annotator.ui.read.wrapping_field import WrappingField
from annotator.ui.theme import Step, Theme, colour, interface_font
from annotator.ui.widgets import label

PAD, ICON, TEXT_LEFT, MOST_LINES = 3, 16, 25, 2


class LinkRow(QWidget):
    """What the statement is to which other one, with its words, a way to remove it, and what one makes of it.

    Signals: `opened(statement)`, `removed(link)`, `assessed(link, text)`.
    """

    opened = Signal(str)
    removed = Signal(str)
    assessed = Signal(str, str)

    def __init__(self, seen: SeenLink, source: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.seen = seen
        self.opener = _Opener(self)
        self.opener.clicked.connect(lambda: self.opened.emit(self.seen.other.uid))
        self.opener.remove_wanted.connect(self.remove)
        self.remove_button = QToolButton(self)
        self.remove_button.setProperty("tight", True)
        dress(self.remove_button, "close")
        self.remove_button.setIconSize(QSize(12, 12))
        # While many rows come in, a layout may leave them less room than they need, and an icon none at all.
        self.remove_button.setFixedSize(self.remove_button.sizeHint())
        self.remove_button.clicked.connect(self.remove)
        self.assessment: WrappingField | None = None
        top = QHBoxLayout()
        top.setSpacing(2)
        top.addWidget(self.opener, 1)
        side = QVBoxLayout()
        side.setContentsMargins(0, PAD, 0, 0)
        side.addWidget(self.remove_button)
        side.addStretch(1)
        top.addLayout(side)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(3)
        self._layout.addLayout(top)
        if seen.link.kind == "contradicts":
            self._add_assessment(seen.link.uid)
        self.show_link(seen, source, is_new=True)

    def flush(self) -> None:
        """Take over what is being typed."""
        if self.assessment is not None:
            self.assessment.flush()

    def remove(self) -> None:
        """Ask for the link to be removed; what was typed of it is kept first, and comes back with it."""
        self.flush()
        self.removed.emit(self.seen.link.uid)

    def show_link(self, seen: SeenLink, source: str, *, is_new: bool = False) -> None:
        """Show the present state of the link; `source` is the name of the other statement's source."""
        self.seen = seen
        locator = locator_words(seen.other)
        place = f"{source} {locator}".rstrip()
        words = self.tr("{0}: {1}").format(seen.words, place)
        quote = " ".join(seen.other.anchor.quote.split())
        self.opener.show_words(seen.link.kind, words.removesuffix(locator).rstrip(), locator, quote)
        remove = self.tr("Remove link: {0}").format(words)
        self.remove_button.setAccessibleName(remove)
        self.remove_button.setToolTip(self.tr("Remove the link"))
        if self.assessment is not None:
            self.assessment.setAccessibleName(self.tr("Assessment of the contradiction with {0}").format(place))
            self.assessment.show_text(seen.link.assessment, is_new=is_new)

    def _add_assessment(self, uid: str) -> None:
        name = self.tr("Assessment")
        self.assessment = field = WrappingField(name, self)
        field.setPlaceholderText(self.tr("What you make of it"))
        field.setToolTip(self.tr("Stands in the briefing where the sources disagree"))
        field.committed.connect(lambda text: self.assessed.emit(uid, text))
        caption = label(name, "meta", self)
        caption.setBuddy(field)
        box = QVBoxLayout()
        box.setContentsMargins(TEXT_LEFT, 0, 0, 3)
        box.setSpacing(2)
        box.addWidget(caption)
        box.addWidget(field)
        self._layout.addLayout(box)


class _Opener(QAbstractButton):
    """The words of a link, which open the other statement by a click, Enter or Space.

    Signals: `remove_wanted()` by Delete or Backspace.
    """

    remove_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._kind = self._words = self._locator = self._quote = ""
        self._font, self._small = interface_font(), interface_font(Step.META)
        self._pitches = tuple(QFontMetricsF(font).height() + 2 for font in (self._font, self._small))
        # A layout asks for the height at several widths and many times over.
        self._cut: dict[int, list[str]] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def heightForWidth(self, width: int) -> int:
        lines = len(self._lines(width - TEXT_LEFT - PAD))
        pitch, small_pitch = self._pitches
        return round(2 * PAD + pitch + lines * small_pitch)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_wanted.emit()
        else:
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw icon, words, and below them the quote on two lines at most."""
        tokens = Theme.active().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(tokens.selection if self.isDown() else tokens.hover))
            painter.drawRoundedRect(rect, 4, 4)
        pitch, small_pitch = self._pitches
        top = QRectF(rect.left() + TEXT_LEFT, PAD, rect.width() - TEXT_LEFT - PAD, pitch)
        tone = getattr(tokens, LINK_TONES.get(self._kind, "muted"))
        paint_icon(painter, QRectF(PAD, top.center().y() - ICON / 2, ICON, ICON), LINK_ICONS[self._kind], tone)
        painter.setFont(self._font)
        painter.setPen(colour(tokens.text))
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
        shown = fitted_place(self._words, self._locator, QFontMetricsF(painter.font()), top.width())
        painter.drawText(top, middle, shown)
        painter.setFont(self._small)
        painter.setPen(colour(tokens.muted))
        for line in self._lines(round(top.width())):
            top.moveTop(top.bottom())
            top.setHeight(small_pitch)
            painter.drawText(top, middle, line)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour(tokens.accent), 2))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 3, 3)

    def show_words(self, kind: str, words: str, locator: str, quote: str) -> None:
        """Say what the link is and to which source, where in it, and the words of the other statement."""
        if (kind, words, locator, quote) == (self._kind, self._words, self._locator, self._quote):
            return
        self._kind, self._words, self._locator, self._quote = kind, words, locator, quote
        self._cut = {}
        self.setAccessibleName(f"{words} {locator}".rstrip())
        self.setAccessibleDescription(quote)
        self.setToolTip(quote)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, self.heightForWidth(max(120, self.width())))

    def _lines(self, width: int) -> list[str]:
        if width not in self._cut:
            self._cut[width] = elided_lines(self._quote, self._small, width, MOST_LINES)
        return self._cut[width]


def elided_lines(text: str, font: QFont, width: int, most: int) -> list[str]:
    """Break words into lines of a width in pixels; the last of `most` ends in "…" where there are more."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    starts: list[int] = []
    while len(starts) < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(1, width))
        starts.append(line.textStart())
    layout.endLayout()
    if not text:
        return []
    # Qt counts in UTF-16.
    units = text.encode("utf-16-le")
    made = [units[2 * start : 2 * end].decode("utf-16-le").strip() for start, end in pairwise(starts)]
    rest = units[2 * starts[-1] :].decode("utf-16-le")
    return [*made, QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)]
