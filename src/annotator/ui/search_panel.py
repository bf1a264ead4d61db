"""What the search field finds, in a list below it that is there while somebody types."""

from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QFrame, QListView, QStyleOptionViewItem, QVBoxLayout

from annotator.core.dates import format_date
from annotator.core.records import SearchHit
from annotator.session.jobs import Job, JobContext
from annotator.session.project_session import ProjectSession
from annotator.store.reader import Reader
from annotator.ui.theme import Step, Theme, colour, interface_font
from annotator.ui.widgets import HintedField, RowDelegate, label, line
from annotator.ui.workspace import Shell

WIDTH, ROW, ROWS_SHOWN, MOST_HITS, DELAY_MS = 560, 62, 7, 50, 120
HIT_ROLE = int(Qt.ItemDataRole.UserRole)
AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class FoundSource:
    """A hit with the names of its source."""

    hit: SearchHit
    label: str
    title: str
    date: str


class SearchPanel(QFrame):
    """Search while somebody types in the window's field; Enter or a click goes to the place.

    The keyboard stays in the field: the arrow keys move in the list, Escape puts it away.
    """

    def __init__(self, shell: Shell, field: HintedField) -> None:
        super().__init__(field.window())
        self._shell = shell
        self._session: ProjectSession = shell.session
        self._field = field
        self._job: Job | None = None
        self._words = ""
        self.setProperty("house", "popup")
        self.setAccessibleName(self.tr("Found in the sources"))
        self.model = _Hits(self)
        self.view = QListView(self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(_HitPainter(ROW, self.view))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setAccessibleName(self.tr("Places found"))
        self.view.clicked.connect(lambda _: self._go())
        self.remark = label("", "meta", self)
        self.remark.setContentsMargins(12, 6, 12, 6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self.remark)
        self._line = line(parent=self)
        layout.addWidget(self._line)
        layout.addWidget(self.view)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._timer.timeout.connect(self._search)
        field.textEdited.connect(self._typed)
        field.textChanged.connect(self._emptied)
        field.installEventFilter(self)
        self._session.destroyed.connect(self.close_down)
        self.hide()

    def close_down(self) -> None:
        """Let the field go; the project has closed."""
        if shiboken6.isValid(self) and shiboken6.isValid(self._field):
            self._timer.stop()
            self._field.removeEventFilter(self)
            self.hide()
            self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._field:
            return super().eventFilter(watched, event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._take_key(Qt.Key(event.key()))
        if event.type() == QEvent.Type.FocusOut and not self.underMouse():
            self.hide()
        elif event.type() == QEvent.Type.FocusIn and self._words and self._words == self._field.text().strip():
            self._place()
        return super().eventFilter(watched, event)

    def _emptied(self, text: str) -> None:
        if not text.strip():
            self._timer.stop()
            self._words = ""
            self.hide()

    def _go(self) -> None:
        found = self.model.at(self.view.currentIndex())
        if found is None:
            return
        self.hide()
        selection = self._session.selection
        self._shell.show_workspace("read")
        selection.set_source(found.hit.source_uid)
        selection.request_show(found.hit.source_uid, found.hit.start, found.hit.end)

    def _place(self) -> None:
        """Put the list under the field, inside the window."""
        window = self._field.window()
        rows = min(ROWS_SHOWN, self.model.rowCount())
        self.view.setVisible(rows > 0)
        self._line.setVisible(rows > 0)
        self.view.setFixedHeight(rows * ROW)
        width = min(WIDTH, window.width() - 24)
        self.setFixedWidth(width)
        self.setFixedHeight(self.remark.sizeHint().height() + rows * ROW + (3 if rows else 2))
        corner = self._field.mapTo(window, QPoint(self._field.width() - width, self._field.height() + 4))
        self.move(max(12, corner.x()), corner.y())
        self.show()
        self.raise_()

    def _search(self) -> None:
        words = self._field.text().strip()
        if not words:
            return
        if self._job is not None:
            self._job.cancel()

        def find(context: JobContext) -> list[FoundSource]:
            reader = context.open_reader()
            return [_named(reader, hit) for hit in reader.search(words, MOST_HITS)]

        self._job = self._session.jobs.run(
            self.tr("Searching"), find, on_done=lambda found: self._take(found, words), is_quiet=True
        )

    def _take(self, found: list[FoundSource], words: str) -> None:
        if words != self._field.text().strip():
            return
        self._job = None
        self._words = words
        self.model.set_rows(found)
        if found:
            self.view.setCurrentIndex(self.model.index(0))
            self.view.scrollToTop()
        self.remark.setText(self._remark_on(found))
        self.setAccessibleDescription(self.remark.text())
        if self._field.hasFocus():
            self._place()

    def _take_key(self, key: Qt.Key) -> bool:
        if not self.isVisible():
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down) and self._field.text().strip():
                self._search()
                return True
            return False
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
            self._go()
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True

    def _remark_on(self, found: list[FoundSource]) -> str:
        if not found:
            return self.tr("Nothing found. Every word has to stand in one source; delete one to find more.")
        places = sum(each.hit.count for each in found)
        sources = len(found)
        if sources == MOST_HITS:
            return self.tr("The best {0} sources. Another word finds fewer.").format(sources)
        first = self.tr("1 place") if places == 1 else self.tr("{0} places").format(f"{places:,}")
        second = self.tr("1 source") if sources == 1 else self.tr("{0} sources").format(sources)
        return self.tr("{0} in {1}").format(first, second)

    def _typed(self, _: str) -> None:
        self._timer.start()


class _Hits(QAbstractListModel):
    """The sources in which the words stand, best first."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[FoundSource] = []

    def at(self, index: AnyIndex) -> FoundSource | None:
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        row = self.at(index)
        if row is None or role == HIT_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(each for each in (row.label, row.title, row.hit.snippet) if each)
        return None

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def set_rows(self, rows: list[FoundSource]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()


class _HitPainter(RowDelegate):
    """Outlet, title and date on one line, the words around the place on two, what was found in bold."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        self.draw_ground(painter, option, index)
        found = index.data(HIT_ROLE)
        tokens = Theme.active().tokens
        rect = QRectF(QRect(option.rect)).adjusted(12, 5, -12, -4)
        painter.save()
        painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), colour(tokens.line))
        top = QRectF(rect.left(), rect.top(), rect.width(), 18)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(interface_font(Step.META))
        painter.setPen(colour(tokens.muted))
        count = f"{found.hit.count:,}"
        painter.drawText(top, middle | Qt.AlignmentFlag.AlignRight, count)
        top.setRight(top.right() - QFontMetricsF(painter.font()).horizontalAdvance(count) - 12)
        painter.setFont(interface_font(Step.BASE, QFont.Weight.DemiBold))
        painter.setPen(colour(tokens.text))
        metrics = QFontMetricsF(painter.font())
        name = metrics.elidedText(found.label, Qt.TextElideMode.ElideRight, top.width() * 0.6)
        painter.drawText(top, middle | Qt.AlignmentFlag.AlignLeft, name)
        top.setLeft(top.left() + metrics.horizontalAdvance(name) + 8)
        painter.setFont(interface_font(Step.META))
        painter.setPen(colour(tokens.muted))
        rest = "  ".join(each for each in (found.date, found.title) if each)
        metrics = QFontMetricsF(painter.font())
        shown = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, max(0.0, top.width()))
        painter.drawText(top, middle | Qt.AlignmentFlag.AlignLeft, shown)
        painter.setPen(colour(tokens.text))
        _draw_snippet(painter, rect.adjusted(0, 18, 0, 0), found.hit)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(0, ROW)


def attach_search(shell: Shell, field: HintedField) -> SearchPanel:
    """Give the window's search field its list; keep what this gives, and close it down with the project."""
    return SearchPanel(shell, field)


def _draw_snippet(painter: QPainter, rect: QRectF, hit: SearchHit) -> None:
    """Draw up to two lines, the marks in bold. Marks are in code points, Qt counts UTF-16 units."""
    layout = QTextLayout(hit.snippet, interface_font())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    bold = QTextCharFormat()
    bold.setFontWeight(QFont.Weight.Bold)
    ranges = []
    for start, end in hit.marks:
        mark = QTextLayout.FormatRange()
        mark.start = _units(hit.snippet[:start])
        mark.length = _units(hit.snippet[start:end])
        mark.format = bold
        ranges.append(mark)
    layout.setFormats(ranges)
    layout.beginLayout()
    for number in range(2):
        made = layout.createLine()
        if not made.isValid():
            break
        made.setLineWidth(rect.width())
        made.setPosition(QPointF(0, number * 17))
    layout.endLayout()
    layout.draw(painter, rect.topLeft())


def _named(reader: Reader, hit: SearchHit) -> FoundSource:
    source = reader.source(hit.source_uid)
    date = format_date(source.published, short=True) if source.published else ""
    return FoundSource(hit, source.label, source.title if source.title != source.label else "", date)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
