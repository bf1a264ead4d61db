"""The parts of the briefing in their order: ticked, and moved by dragging or by keys."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QDropEvent, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from annotator.core.briefing.settings import PartChoice, is_fixed
from annotator.ui.exporting.part_names import part_names
from annotator.ui.theme import Step, Theme, colour, interface_font
from annotator.ui.widgets import PALETTE_ROW, RowDelegate
from annotator.ui.widgets.delegates import AnyIndex

_NAME = int(Qt.ItemDataRole.UserRole)
HOLDS = _NAME + 1
_INSET, _GAP = 16, 8


class _PartDelegate(RowDelegate):
    """A part with what it holds at the right of its row, in as much room as it needs."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        holds = str(index.data(HOLDS) or "")
        font = interface_font(Step.META)
        width = QFontMetrics(font).horizontalAdvance(holds) + 1 if holds else 0
        self.draw_ground(painter, option, index)
        named = QStyleOptionViewItem(option)
        named.rect = option.rect.adjusted(0, 0, -(width + _INSET + (_GAP if holds else 0)), 0)
        QStyledItemDelegate.paint(self, painter, named, index)
        painter.save()
        painter.setFont(font)
        painter.setPen(colour(Theme.active().tokens.muted))
        right = QRect(option.rect.right() + 1 - _INSET - width, option.rect.top(), width, option.rect.height())
        painter.drawText(right, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), holds)
        painter.restore()
        self.draw_focus(painter, option, index)


class PartsList(QTreeWidget):
    """List the parts. It changes nothing itself: it says which choice of parts is wanted.

    Signals: `wanted(list[PartChoice])`; `current_moved()`.
    """

    wanted = Signal(list)
    current_moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: list[PartChoice] = []
        self._holdings: Mapping[str, str] = {}
        self._is_filling = False
        self.setColumnCount(1)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setItemDelegate(_PartDelegate(PALETTE_ROW, self))
        self.setFrameShape(self.Shape.NoFrame)
        self.setStyleSheet(f"QTreeView::item {{ padding-left: {_INSET - 3}px; }}")
        self.setProperty("ground", "window")
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Scrolls with the page around it.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Parts of the briefing"))
        self.itemChanged.connect(self._ticked)
        self.currentItemChanged.connect(lambda *_: self.current_moved.emit())
        self.viewport().installEventFilter(self)
        Theme.active().changed.connect(self._show)

    def can_move(self, step: int) -> bool:
        """Whether the current part can go up (-1) or down (1)."""
        at = self._current()
        other = at + step
        return at >= 0 and 0 <= other < len(self._parts) and not self._is_fixed(at) and not self._is_fixed(other)

    def move_current(self, step: int) -> None:
        """Move the current part up or down."""
        if self.can_move(step):
            at = self._current()
            self._move(at, at + step)

    def show_holdings(self, holdings: Mapping[str, str]) -> None:
        """Say beside each part what it holds."""
        self._holdings = holdings
        self._show()

    def show_parts(self, parts: Sequence[PartChoice]) -> None:
        """List parts in their order."""
        at = self._current()
        current = self._parts[at].name if at >= 0 else ""
        has_same_order = [part.name for part in parts] == [part.name for part in self._parts]
        self._parts = list(parts)
        if not has_same_order:
            self._is_filling = True
            self.clear()
            self.addTopLevelItems([self._row(part) for part in self._parts])
            for item, part in zip(self._items(), self._parts, strict=True):
                if part.name == current:
                    self.setCurrentItem(item)
            self._is_filling = False
            self.setFixedHeight(PALETTE_ROW * len(self._parts) + 2)
        self._show()
        self.current_moved.emit()

    # Qt

    def dropEvent(self, event: QDropEvent) -> None:
        at, target = self._current(), self._row_at(event)
        event.setDropAction(Qt.DropAction.IgnoreAction)  # the list is filled anew from the project
        event.accept()
        if at >= 0 and not self._is_fixed(at):
            self._move(at, target - (target > at))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.viewport() and event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self.move_current(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    # Own

    def _current(self) -> int:
        item = self.currentItem()
        return self.indexOfTopLevelItem(item) if item is not None else -1

    def _is_fixed(self, at: int) -> bool:
        return is_fixed(self._parts[at].name)

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self.topLevelItem(at) for at in range(self.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _move(self, at: int, to: int) -> None:
        first = sum(is_fixed(part.name) for part in self._parts)
        moved = list(self._parts)
        moved.insert(max(first, to), moved.pop(at))
        if moved != self._parts:
            self.wanted.emit(moved)

    def _row(self, part: PartChoice) -> QTreeWidgetItem:
        item = QTreeWidgetItem([part_names()[part.name]])
        item.setData(0, _NAME, part.name)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
        if part.name == "title":
            item.setToolTip(0, self.tr("The title page comes first."))
        elif is_fixed(part.name):
            item.setToolTip(0, self.tr("The contents stand before the first statement."))
        else:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
            item.setToolTip(0, self.tr("Drag to move, or press Alt+Up and Alt+Down."))
        item.setFlags(flags)
        return item

    def _row_at(self, event: QDropEvent) -> int:
        point = event.position().toPoint()
        item = self.itemAt(point)
        if item is None:
            return len(self._parts)
        row = self.indexOfTopLevelItem(item)
        return row + (point.y() > self.visualItemRect(item).center().y())

    def _show(self) -> None:
        """Show of each row whether it goes in and what it holds."""
        self._is_filling = True
        tokens = Theme.active().tokens
        for part, item in zip(self._parts, self._items(), strict=True):
            holds = self._holdings.get(part.name, "")
            item.setCheckState(0, Qt.CheckState.Checked if part.is_on else Qt.CheckState.Unchecked)
            item.setForeground(0, colour(tokens.text if part.is_on else tokens.muted))
            item.setData(0, HOLDS, holds)
            said = ", ".join(filter(None, (item.text(0), holds)))
            item.setData(0, int(Qt.ItemDataRole.AccessibleTextRole), said)
        self._is_filling = False

    def _ticked(self, item: QTreeWidgetItem, _column: int) -> None:
        if self._is_filling:
            return
        name, is_on = item.data(0, _NAME), item.checkState(0) == Qt.CheckState.Checked
        self.wanted.emit([PartChoice(part.name, is_on) if part.name == name else part for part in self._parts])
