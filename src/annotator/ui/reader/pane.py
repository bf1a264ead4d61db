"""One reading pane: which source it is, and its text."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from annotator.core.dates import format_date
from annotator.ui.icons import dress
from annotator.ui.reader.view import PaneSource, ReaderView
from annotator.ui.theme import Theme, colour
from annotator.ui.widgets import Badge, ElidedLabel, EmptyState, label

HEAD_HEIGHT = 52
ACTIVE_EDGE = 2
NARROWEST = 360
SAID_MS = 6_000


class ReaderPane(QWidget):
    """A pane with the head of its source above the text.

    Signals: `activated()` when it takes the focus or is clicked; `close_requested()`; `details_requested(source)`;
    `source_changed()` when another source, or none, is shown.
    """

    activated = Signal()
    close_requested = Signal()
    details_requested = Signal(str)
    source_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(NARROWEST)
        self._is_active = False
        self.view = ReaderView(self)
        self._head = _Head(self)
        self._head.close_button.clicked.connect(self.close_requested)
        self._head.details_button.clicked.connect(self._ask_for_details)
        self._saying = QTimer(self)
        self._saying.setSingleShot(True)
        self._saying.timeout.connect(lambda: self._head.remark.set_state(""))
        self._empty = EmptyState(
            self.tr("No source in this pane."),
            self.tr("Choose one from the list of sources on the left."),
            "",
            None,
        )
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(self._pages, 1)
        for each in (self, self._head, self.view, self.view.viewport()):
            each.installEventFilter(self)

    @property
    def is_active(self) -> bool:
        """Whether commands mean this pane."""
        return self._is_active

    @property
    def source_uid(self) -> str:
        """The source that is shown, or ""."""
        return self.view.content.source.uid if self.view.content else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.MouseButtonPress):
            self.activated.emit()
        return super().eventFilter(watched, event)

    def refresh_head(self, content: PaneSource) -> None:
        """Show corrected metadata without touching the text."""
        self._head.show_source(content)

    def say(self, words: str) -> None:
        """Say something of the source in the head, for a moment."""
        self._head.remark.set_state(words)
        self._saying.start(SAID_MS)

    def set_active(self, is_active: bool) -> None:
        """Draw the accent that says that commands mean this pane."""
        self._is_active = is_active
        self._head.set_active(is_active)

    def set_closable(self, is_closable: bool) -> None:
        """Show the close button; the last pane has none."""
        self._head.close_button.setVisible(is_closable)

    def show_source(self, content: PaneSource | None) -> None:
        """Show a source, or the empty state."""
        self.view.show_source(content)
        self._head.show_source(content)
        self._head.remark.set_state("")
        self._pages.setCurrentWidget(self.view if content else self._empty)
        self.source_changed.emit()

    def _ask_for_details(self) -> None:
        if self.source_uid:
            self.details_requested.emit(self.source_uid)


class _Head(QWidget):
    """Outlet, date and grade above the title."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEAD_HEIGHT)
        self._is_active = False
        self._outlet = label("", "strong")
        self._date = label("", "muted")
        self._grade = label("", "muted")
        self._title = ElidedLabel("", role="strong")
        self.remark = Badge("", parent=self)
        self.details_button = _button("dots-horizontal", self.tr("Details of this source"))
        self.close_button = _button("close", self.tr("Close this pane"))
        upper = QHBoxLayout()
        upper.setSpacing(8)
        upper.addWidget(self._outlet)
        upper.addWidget(self._date)
        upper.addStretch(1)
        upper.addWidget(self.remark)
        upper.addWidget(self._grade)
        upper.addWidget(self.details_button)
        upper.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 5, 8, 5)
        layout.setSpacing(0)
        layout.addLayout(upper)
        layout.addWidget(self._title)

    def set_active(self, is_active: bool) -> None:
        self._is_active = is_active
        self.update()

    def show_source(self, content: PaneSource | None) -> None:
        source = content.source if content else None
        self._outlet.setText(source.label if source and source.outlet else "")
        self._date.setText(format_date(source.published, short=True) if source and source.published else "")
        if source and not source.outlet and not source.published:
            self._date.setText(source.file_name)
        self._outlet.setVisible(bool(self._outlet.text()))
        grade = self.tr("Reliability {0}").format(source.reliability) if source and source.reliability else ""
        self._grade.setText(grade)
        self._title.setText(source.title if source else "")
        self.details_button.setVisible(source is not None)
        if source is not None:
            self.details_button.setAccessibleName(self.tr("Details of {0}").format(source.label))
            self.close_button.setAccessibleName(self.tr("Close {0}").format(source.label))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = Theme.active().tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(tokens.window))
        painter.fillRect(0, self.height() - 1, self.width(), 1, colour(tokens.line))
        if self._is_active:
            painter.fillRect(0, 0, self.width(), ACTIVE_EDGE, colour(tokens.accent))
        painter.end()


def _button(icon: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setProperty("tight", True)
    button.setAutoRaise(True)
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    dress(button, icon)
    return button
