"""The list of every command, to type into."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QStyleOptionViewItem, QVBoxLayout, QWidget

from annotator.ui.commands import CommandRegistry, plain_words, shortcut_words
from annotator.ui.icons import paint_icon
from annotator.ui.theme import Step, Theme, colour, disabled, interface_font
from annotator.ui.widgets.delegates import PALETTE_ROW, AnyIndex, RowDelegate
from annotator.ui.widgets.fields import HintedField
from annotator.ui.widgets.labels import label, line

WIDTH, ROWS_SHOWN = 560, 12
ROW_ROLE = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class Row:
    """A command as the list shows it; `why_not` is the reason why it cannot run now."""

    id: str
    words: str
    menu: str
    keys: str
    icon: str
    why_not: str


class CommandPalette(QFrame):
    """Type to find a command, Enter to run it. Commands that cannot run now stand last and say why."""

    def __init__(self, registry: CommandRegistry, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setProperty("house", "popup")
        self.setAccessibleName(self.tr("Every command"))
        self._registry = registry
        self._rows: list[Row] = []
        self.field = HintedField("magnify", self.tr("What do you want to do?"), self)
        self.field.textChanged.connect(self._filter)
        self.field.installEventFilter(self)
        self.model = _Rows(self)
        self.view = QListView(self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(_RowPainter(PALETTE_ROW, self.view))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setAccessibleName(self.tr("Commands"))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.clicked.connect(lambda _: self._run())
        self._lay_out()
        self.setFixedWidth(min(WIDTH, max(320, parent.width() - 32)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys of the list work while the field has the keyboard."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._take_key(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def open_over(self, window: QWidget) -> None:
        """Show the list near the top of the window, with every command."""
        registry = self._registry
        registry.refresh()
        self._rows = [
            Row(
                each.id,
                plain_words(each.words).removesuffix("…"),
                plain_words(each.menu.value),
                shortcut_words(each),
                each.icon,
                registry.why_not(each.id),
            )
            for each in registry.commands()
        ]
        self.field.clear()
        self._filter("")
        corner = window.mapToGlobal(window.rect().topLeft())
        self.move(corner.x() + (window.width() - self.width()) // 2, corner.y() + min(96, window.height() // 8))
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        found = [each for each in self._rows if all(word in _haystack(each) for word in words)]
        found.sort(key=lambda each: (bool(each.why_not), _distance(each.words.casefold(), words)))
        self.model.set_rows(found, words)
        if found:
            self.view.setCurrentIndex(self.model.index(0))
        self._none.setVisible(not found)
        self.view.setVisible(bool(found))
        self.view.setFixedHeight(max(1, min(len(found), ROWS_SHOWN)) * PALETTE_ROW)
        self.setFixedHeight(self.sizeHint().height())

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(8, 8, 8, 8)
        top.addWidget(self.field)
        layout.addLayout(top)
        layout.addWidget(line(parent=self))
        layout.addWidget(self.view)
        self._none = label(self.tr("No command has these words. Delete a few letters."), "muted", self)
        self._none.setContentsMargins(12, 8, 12, 8)
        layout.addWidget(self._none)
        foot = QFrame(self)
        foot.setProperty("house", "popup-foot")
        keys = QHBoxLayout(foot)
        keys.setContentsMargins(12, 5, 12, 5)
        keys.setSpacing(20)
        for key, words in ((self.tr("Enter"), self.tr("run")), (self.tr("Esc"), self.tr("close"))):
            keys.addWidget(_key_label(key, words, foot))
        keys.addStretch()
        layout.addWidget(foot)

    def _run(self) -> None:
        row = self.model.row_at(self.view.currentIndex())
        if row is not None and not row.why_not:
            self.close()
            self._registry.run(row.id)

    def _step(self, by: int) -> None:
        count = self.model.rowCount()
        if count:
            at = max(0, min(count - 1, self.view.currentIndex().row() + by))
            self.view.setCurrentIndex(self.model.index(at))

    def _take_key(self, key: Qt.Key) -> bool:
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: ROWS_SHOWN,
            Qt.Key.Key_PageUp: -ROWS_SHOWN,
        }
        if key in steps:
            self._step(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run()
        elif key == Qt.Key.Key_Escape:
            self.close()
        else:
            return False
        return True


class _Rows(QAbstractListModel):
    """The commands that match."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self.sought: list[str] = []

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        row = self.row_at(index)
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(each for each in (row.words, row.keys, row.why_not) if each)
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.why_not or None
        return None

    def row_at(self, index: AnyIndex) -> Row | None:
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def set_rows(self, rows: list[Row], sought: list[str]) -> None:
        self.beginResetModel()
        self._rows, self.sought = rows, sought
        self.endResetModel()


class _RowPainter(RowDelegate):
    """Icon, words with what was typed in bold, menu or reason, keys at the right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        tokens = Theme.active().tokens
        row: Row = index.data(ROW_ROLE)
        model = index.model()
        assert isinstance(model, _Rows)
        self.draw_ground(painter, option, index)
        rect = QRectF(QRect(option.rect)).adjusted(12, 0, -12, 0)
        ink = disabled(tokens) if row.why_not else colour(tokens.text)
        painter.save()
        if row.icon:
            mark = QRectF(rect.left(), rect.center().y() - 8, 16, 16)
            painter.setOpacity(0.5 if row.why_not else 1.0)
            paint_icon(painter, mark, row.icon, tokens.muted)
            painter.setOpacity(1.0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(interface_font(Step.META))
        painter.setPen(colour(tokens.muted))
        keys_width = QFontMetricsF(painter.font()).horizontalAdvance(row.keys)
        painter.drawText(rect, middle | Qt.AlignmentFlag.AlignRight, row.keys)
        words = rect.adjusted(26, 0, -keys_width - 12, 0)
        painter.setPen(ink)
        used = _draw_found(painter, words, row.words, model.sought)
        painter.setFont(interface_font(Step.META))
        painter.setPen(colour(tokens.muted))
        rest = words.adjusted(used + 10, 1, 0, 1)
        remark = QFontMetricsF(painter.font()).elidedText(
            row.why_not or row.menu, Qt.TextElideMode.ElideRight, max(0.0, rest.width())
        )
        painter.drawText(rest, middle | Qt.AlignmentFlag.AlignLeft, remark)
        painter.restore()


def _bold_spans(text: str, sought: list[str]) -> list[tuple[int, int]]:
    """Find where the typed words stand: the first place of each, none over another."""
    spans: list[tuple[int, int]] = []
    lowered = text.casefold()
    if len(lowered) != len(text):
        return []
    for word in sought:
        at = lowered.find(word)
        if at >= 0 and all(at >= end or at + len(word) <= start for start, end in spans):
            spans.append((at, at + len(word)))
    return sorted(spans)


def _draw_found(painter: QPainter, rect: QRectF, text: str, sought: list[str]) -> float:
    """Draw a text with what was typed in bold; give its width."""
    x, at = rect.left(), 0
    pieces: list[tuple[str, bool]] = []
    for start, end in _bold_spans(text, sought):
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    pieces.append((text[at:], False))
    for piece, is_bold in pieces:
        painter.setFont(interface_font(Step.BASE, QFont.Weight.Bold if is_bold else QFont.Weight.Normal))
        painter.drawText(
            QRectF(x, rect.top(), rect.right() - x, rect.height()),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine,
            piece,
        )
        x += QFontMetricsF(painter.font()).horizontalAdvance(piece)
    return x - rect.left()


def _distance(name: str, sought: list[str]) -> int:
    """Rank a command: its name begins with what was typed, holds it, or only its menu or keys do."""
    if sought and name.startswith(sought[0]):
        return 0
    return 1 if all(word in name for word in sought) else 2


def _haystack(row: Row) -> str:
    return f"{row.words} {row.menu} {row.keys}".casefold()


def _key_label(key: str, words: str, parent: QWidget) -> QWidget:
    made = QFrame(parent)
    layout = QHBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(4)
    name = label(key, "meta", made)
    name.setFont(interface_font(Step.META, QFont.Weight.Bold))
    layout.addWidget(name)
    layout.addWidget(label(words, "meta", made))
    return made
