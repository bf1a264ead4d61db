"""What the lists that open beside a statement have in common: where they stand, their foot, their views."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QHideEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QFrame, QHBoxLayout, QListView, QVBoxLayout, QWidget

from annotator.ui.read.headed_rows import HeadedRows
from annotator.ui.theme import Step, interface_font
from annotator.ui.widgets import PALETTE_ROW, label

ROWS_SHOWN, FEWEST_SHOWN = 11, 4
GAP = 6


class StatementPopup(QFrame):
    """Stand under the selected statement, above it where there is more room, and never over it.

    Signals: `closed()` when it has gone, so that the keyboard can go back to where it was.
    """

    closed = Signal()

    def __init__(self, width: int, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setProperty("house", "popup")
        self.setFixedWidth(width)
        self._avoid = QRect()
        self._right: int | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(1, 1, 1, 1)
        self._layout.setSpacing(0)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.closed.emit()

    def _add_foot(self, rows: Sequence[tuple[str, str]]) -> None:
        """Name the keys and what they do."""
        foot = QFrame(self)
        foot.setProperty("house", "popup-foot")
        keys = QHBoxLayout(foot)
        keys.setContentsMargins(12, 5, 12, 5)
        keys.setSpacing(4)
        for key, words in rows:
            name = label(key, "meta", foot)
            name.setFont(interface_font(Step.META, QFont.Weight.Bold))
            keys.addWidget(name)
            keys.addWidget(label(words, "meta", foot))
            keys.addSpacing(12)
        keys.addStretch()
        self._layout.addWidget(foot)

    def _dress_view(self, view: QListView, rows: HeadedRows, painter: QAbstractItemDelegate, name: str) -> None:
        """Make a view one that is looked at while the field has the keyboard."""
        view.setModel(rows)
        view.setItemDelegate(painter)
        view.setMouseTracking(True)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setAccessibleName(name)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)

    def _fit(self, view: QListView) -> None:
        """Take the place with the most room, below first, and no more rows of a view than fit there."""
        room = self._room()
        below, above = room.bottom() - self._avoid.bottom() - GAP, self._avoid.top() - room.top() - GAP
        height = self._height()
        is_below = height <= below or below >= above
        spare = (below if is_below else above) - height
        if spare < 0:
            view.setFixedHeight(max(FEWEST_SHOWN * PALETTE_ROW, view.height() + spare))
            height = self._height()
        self.setFixedHeight(height)
        right = room.right() if self._right is None else min(self._right, room.right())
        left = max(min(self._avoid.left() - 12, right - self.width() - GAP), room.left() + GAP)
        left = min(left, room.right() - self.width() - GAP)
        top = self._avoid.bottom() + GAP if is_below else self._avoid.top() - GAP - height
        self.move(left, min(max(top, room.top()), max(room.top(), room.bottom() - height)))

    def _height(self) -> int:
        self._layout.invalidate()
        self._layout.activate()
        return self._layout.sizeHint().height()

    def _room(self) -> QRect:
        """Give the part of the screen that the window covers; of a window larger than its screen, all of it."""
        parent = self.parentWidget()
        screen = QGuiApplication.screenAt(self._avoid.center()) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        if parent is None:
            return room
        window = parent.window().frameGeometry()
        if window.width() > room.width() or window.height() > room.height():
            return window
        return room.intersected(window) if room.intersects(window) else room
