"""What an actor said before and after a change of position, side by side."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from annotator.core.compare.timeline import Timeline
from annotator.core.dates import format_date
from annotator.core.positions import Position
from annotator.core.records import Statement
from annotator.store.reader import Reader
from annotator.ui.read.place_words import place_phrase
from annotator.ui.theme import Step, reading_font
from annotator.ui.widgets import PanelHead, label, line
from annotator.ui.widgets.swatches import Swatch

MOST_QUOTES = 20
LEAST_WIDTH = 380


class PositionsDetail(QWidget):
    """Two columns of quotations: what was held before, and what is held from then on.

    Signals: `closed()`; `opened(uid)` when a statement is wanted in its source.
    """

    closed = Signal()
    opened = Signal(str)

    def __init__(self, reader: Reader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reader = reader
        self.setAccessibleName(self.tr("Before and after the change of position"))
        self.setMinimumWidth(LEAST_WIDTH)
        self.head = PanelHead("", self)
        self.head.add_tool("close", self.tr("Close (Esc)"), self.closed.emit)
        self.before, self.after = _Column(self), _Column(self)
        columns = QHBoxLayout()
        columns.setSpacing(0)
        columns.addWidget(self.before, 1)
        columns.addWidget(line(Qt.Orientation.Vertical, self))
        columns.addWidget(self.after, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(line(parent=self))
        layout.addLayout(columns, 1)
        for column in (self.before, self.after):
            column.opened.connect(self.opened)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def show_change(self, timeline: Timeline, actor: str, before: Position | None, after: Position) -> None:
        """Show what was said under one position, and under the one before it."""
        self.head.set_title(actor)
        self.head.set_count(_since(self, after))
        self._fill(self.before, self.tr("Before"), timeline, actor, before)
        self._fill(self.after, self.tr("From then on") if before else self.tr("First known"), timeline, actor, after)

    def take_focus(self) -> None:
        """Give the keyboard to the first quotation of what is held from then on."""
        first = self.after.quotes[0] if self.after.quotes else self.after
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, column: "_Column", lead: str, timeline: Timeline, actor: str, position: Position | None) -> None:
        if position is None:
            column.show_quotes(lead, "", "", [], self.tr("No earlier position of this actor is known."))
            return
        names = timeline.position_tags or {}
        held = ", ".join(names[uid].name for uid in position.tag_uids if uid in names)
        shade = next((names[uid].colour for uid in position.tag_uids if uid in names), "")
        quotes = [
            _Quote(each, actor, place_phrase(each, self._reader.source(each.source_uid)))
            for each in self._reader.statements_by_uid(position.statement_uids[:MOST_QUOTES])
        ]
        more = len(position.statement_uids) - MOST_QUOTES
        column.show_quotes(lead, held, shade, quotes, self.tr("and {0} more").format(f"{more:,}") if more > 0 else "")


class _Column(QScrollArea):
    """One position with its quotations.

    Signals: `opened(uid)`.
    """

    opened = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.quotes: list[_Quote] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_quotes(self, lead: str, held: str, shade: str, quotes: "Sequence[_Quote]", closing: str) -> None:
        self.quotes = list(quotes)
        inside = QWidget(self)
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside.setProperty("ground", "base")
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(8)
        column.addWidget(label(lead, "meta", inside))
        if held:
            row = QHBoxLayout()
            row.setSpacing(6)
            row.addWidget(Swatch(shade, inside))
            row.addWidget(label(held, "strong", inside, wraps=True), 1)
            column.addLayout(row)
        for quote in self.quotes:
            quote.setParent(inside)
            quote.opened.connect(self.opened)
            column.addWidget(quote)
        if closing:
            column.addWidget(label(closing, "muted", inside, wraps=True))
        column.addStretch()
        self.setAccessibleName(f"{lead}: {held}" if held else lead)
        self.setWidget(inside)


class _Quote(QFrame):
    """A quotation with where it stands and when it was said; Enter or a double click opens it.

    Signals: `opened(uid)`.
    """

    opened = Signal(str)

    def __init__(self, statement: Statement, actor: str, place: str) -> None:
        super().__init__()
        self._uid = statement.uid
        self.setProperty("house", "chip")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        words = label(f"“{' '.join(statement.anchor.quote.split())}”", "", self, wraps=True)
        words.setFont(reading_font(Step.CARD))
        said = statement.said_date
        date = self.tr("said {0}").format(format_date(said, short=True)) if said is not None else ""
        meta = label(" · ".join(filter(None, (actor, date, place))), "meta", self, wraps=True)
        self.setAccessibleName(words.text())
        self.setAccessibleDescription(meta.text())
        self.setToolTip(self.tr("Enter shows it in its source"))
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 6)
        column.setSpacing(4)
        column.addWidget(words)
        column.addWidget(meta)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self._uid)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.opened.emit(self._uid)


def _since(widget: QWidget, position: Position) -> str:
    return widget.tr("since {0}").format(format_date(position.since, short=True))
