"""The list to cite from: the chapter's statements first, then all others, narrowed by typing."""

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QCloseEvent, QFont, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QStyleOptionViewItem, QVBoxLayout, QWidget

from annotator.core.records import Statement, StatementFilter
from annotator.session.details import Details
from annotator.session.jobs import Job, JobContext
from annotator.session.models.chapter_model import AnyIndex
from annotator.session.project_session import ProjectSession
from annotator.ui.theme import Step, Theme, colour, interface_font
from annotator.ui.widgets import PALETTE_ROW, HintedField, RowDelegate, label, line, paint_swatch

WIDTH, ROWS_SHOWN, MOST_ROWS, DELAY_MS = 480, 9, 60, 120
ROW_ROLE = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement that can be cited."""

    statement: Statement
    place: str
    colour_name: str
    is_of_chapter: bool


class CitationPopup(QFrame):
    """Choose a statement by its words, number, source or place; Enter cites it.

    Signals: `chosen(str)` the statement; `closed(bool)` when it goes, True where nothing was chosen or typed.
    """

    chosen = Signal(str)
    closed = Signal(bool)

    def __init__(self, session: ProjectSession, details: Details, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setProperty("house", "popup")
        self.setAccessibleName(self.tr("Cite a statement"))
        self._session, self._details = session, details
        self._own_uids: list[str] = []
        self._own: list[Candidate] = []
        self._job: Job | None = None
        self._is_chosen = False
        self.field = HintedField("magnify", self.tr("Cite which statement?"), self)
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        self.model = _Candidates(self)
        self.view = QListView(self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(_CandidatePainter(PALETTE_ROW, self.view))
        self.view.setUniformItemSizes(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setMouseTracking(True)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setAccessibleName(self.tr("Statements"))
        self.view.clicked.connect(lambda _: self._choose())
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._timer.timeout.connect(self._search_all)
        self._lay_out()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()
        self.closed.emit(not self._is_chosen and not self.field.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys of the list work while the field has the keyboard."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._take_key(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def open_at(self, cursor: QRect, chapter_statement_uids: list[str]) -> None:
        """Show the list under the cursor (global coordinates), or above it where there is no room."""
        self._is_chosen = False
        self._own_uids = chapter_statement_uids
        self._own = [self._candidate(each, True) for each in self._session.reader.statements_by_uid(self._own_uids)]
        self.field.clear()
        self._typed("")
        self.setFixedWidth(WIDTH)
        self.adjustSize()
        screen = self.screen().availableGeometry()
        x = max(screen.left(), min(cursor.left() - 12, screen.right() - WIDTH))
        below = cursor.bottom() + 6
        y = below if below + self.height() <= screen.bottom() else cursor.top() - 6 - self.height()
        self.move(QPoint(x, y))
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _candidate(self, statement: Statement, is_of_chapter: bool) -> Candidate:
        tag = self._details.first_tag(statement)
        return Candidate(statement, self._details.place(statement), tag.colour if tag else "", is_of_chapter)

    def _choose(self) -> None:
        candidate = self.model.at(self.view.currentIndex())
        if candidate is not None:
            self._is_chosen = True
            self.close()
            self.chosen.emit(candidate.statement.uid)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(8, 8, 8, 8)
        top.addWidget(self.field)
        layout.addLayout(top)
        layout.addWidget(line(parent=self))
        self.view.setFixedHeight(ROWS_SHOWN * PALETTE_ROW)
        layout.addWidget(self.view)
        foot = QFrame(self)
        foot.setProperty("house", "popup-foot")
        keys = QHBoxLayout(foot)
        keys.setContentsMargins(12, 5, 12, 5)
        self._count = label("", "meta", foot)
        keys.addWidget(label(self.tr("Enter cites, Esc closes"), "meta", foot))
        keys.addStretch()
        keys.addWidget(self._count)
        layout.addWidget(foot)

    def _matching(self, words: list[str]) -> list[Candidate]:
        found = [each for each in self._own if all(word in _haystack(each) for word in words)]
        return found[:MOST_ROWS]

    def _search_all(self) -> None:
        if self._job is not None:
            self._job.cancel()
        text = self.field.text().strip()
        own = set(self._own_uids)

        def find(context: JobContext) -> list[Statement]:
            reader = context.open_reader()
            uids = [uid for uid in reader.statement_uids(StatementFilter(text=text)) if uid not in own]
            found = reader.statements_by_uid(uids[:MOST_ROWS])
            return found

        self._job = self._session.jobs.run(
            self.tr("Looking for statements"), find, on_done=lambda found: self._take(found, text), is_quiet=True
        )

    def _show(self, candidates: list[Candidate]) -> None:
        self.model.set_rows(candidates)
        if candidates:
            self.view.setCurrentIndex(self.model.index(0))
        self._count.setText(self.tr("Nothing matches") if not candidates else "")

    def _take(self, found: list[Statement], text: str) -> None:
        if not self.isVisible() or text != self.field.text().strip():
            return
        current = self.view.currentIndex().row()
        rows = self._matching(text.casefold().split()) + [self._candidate(each, False) for each in found]
        self._show(rows)
        if 0 <= current < len(rows):
            self.view.setCurrentIndex(self.model.index(current))

    def _take_key(self, key: Qt.Key) -> bool:
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: ROWS_SHOWN,
            Qt.Key.Key_PageUp: -ROWS_SHOWN,
        }
        count = self.model.rowCount()
        if key in steps and count:
            at = max(0, min(count - 1, self.view.currentIndex().row() + steps[key]))
            self.view.setCurrentIndex(self.model.index(at))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        elif key == Qt.Key.Key_Escape:
            self.close()
        else:
            return False
        return True

    def _typed(self, text: str) -> None:
        self._show(self._matching(text.casefold().split()))
        self._timer.start()


class _Candidates(QAbstractListModel):
    """The statements that match."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[Candidate] = []

    def at(self, index: AnyIndex) -> Candidate | None:
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        row = self.at(index)
        if row is None:
            return None
        if role == ROW_ROLE:
            return row, index.row() > 0 and row.is_of_chapter != self._rows[index.row() - 1].is_of_chapter
        quote = " ".join(row.statement.anchor.quote.split())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.place}, {row.statement.code}: {quote}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return quote
        return None

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def set_rows(self, rows: list[Candidate]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()


class _CandidatePainter(RowDelegate):
    """Swatch, place in bold, the quote, the number at the right; a line where the chapter's own end."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(0, PALETTE_ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        tokens = Theme.active().tokens
        row, starts_others = index.data(ROW_ROLE)
        self.draw_ground(painter, option, index)
        full = QRectF(QRect(option.rect))
        painter.save()
        if starts_others:
            painter.fillRect(QRectF(full.left(), full.top(), full.width(), 1), colour(tokens.line))
        rect = full.adjusted(12, 0, -12, 0)
        paint_swatch(painter, QRectF(rect.left(), rect.top(), 10, rect.height()), row.colour_name)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(interface_font(Step.META))
        painter.setPen(colour(tokens.muted))
        painter.drawText(rect, middle | Qt.AlignmentFlag.AlignRight, row.statement.code)
        rect.adjust(20, 0, -QFontMetricsF(painter.font()).horizontalAdvance(row.statement.code) - 12, 0)
        painter.setFont(interface_font(Step.BASE, QFont.Weight.DemiBold))
        painter.setPen(colour(tokens.text))
        painter.drawText(rect, middle | Qt.AlignmentFlag.AlignLeft, row.place)
        rect.setLeft(rect.left() + QFontMetricsF(painter.font()).horizontalAdvance(row.place) + 8)
        painter.setFont(interface_font(Step.BASE))
        quote = " ".join(row.statement.anchor.quote.split())
        shown = QFontMetricsF(painter.font()).elidedText(quote, Qt.TextElideMode.ElideRight, max(0.0, rect.width()))
        painter.drawText(rect, middle | Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()


def _haystack(candidate: Candidate) -> str:
    statement = candidate.statement
    return f"{statement.code} {candidate.place} {statement.anchor.quote}".casefold()
