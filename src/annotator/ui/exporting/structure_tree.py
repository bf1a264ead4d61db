"""The parts of the briefing in their order, with the chapters to tick."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from annotator.core.records import Chapter
from annotator.ui.theme import Theme, colour
from annotator.ui.widgets import RowDelegate

UID_ROLE = int(Qt.ItemDataRole.UserRole)
ROW = 27


class StructureTree(QTreeWidget):
    """Tick chapters; a chapter takes those below it along, and one whose parts are mixed goes in as a heading.

    Signals: `ticked()`.
    """

    ticked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setColumnCount(2)
        self.setHeaderLabels([self.tr("Structure"), self.tr("Holds")])
        self.setItemDelegate(RowDelegate(ROW, self))
        self.setIndentation(22)
        self.setStyleSheet("QTreeView::item { padding-left: 10px; }")
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setUniformRowHeights(True)
        self.setAccessibleName(self.tr("Structure of the briefing"))
        head = self.header()
        head.setFixedHeight(26)
        head.setStretchLastSection(False)
        head.setSectionsClickable(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.resizeSection(1, 150)
        self.itemChanged.connect(lambda *_: self.ticked.emit())

    @property
    def count(self) -> int:
        """How many chapters there are."""
        return sum(1 for _ in self._chapters())

    @property
    def ticked_count(self) -> int:
        """How many chapters go in whole."""
        return sum(item.checkState(0) == Qt.CheckState.Checked for item in self._chapters())

    def ticked_uids(self) -> list[str]:
        """Give the topmost chapters that go in whole; those below each come with it."""
        found = []
        for item in self._chapters():
            parent = item.parent()
            is_covered = parent is not None and parent.checkState(0) == Qt.CheckState.Checked
            if item.checkState(0) == Qt.CheckState.Checked and not is_covered:
                found.append(str(item.data(0, UID_ROLE)))
        return found

    def is_everything(self) -> bool:
        """Whether the whole outline goes in."""
        return self.ticked_count == self.count

    def show_chapters(self, chapters: Sequence[Chapter], ticked: Sequence[str] | None) -> None:
        """List the parts; None ticks every chapter, else those named with all below them."""
        self.blockSignals(True)
        self.clear()
        self._add_part(self.tr("Title block"))
        self._add_part(self.tr("Contents"))
        items: dict[str, QTreeWidgetItem] = {}
        above_others = {chapter.parent_uid for chapter in chapters}
        for chapter in chapters:
            item = QTreeWidgetItem(
                [f"{chapter.number} {chapter.title}", self._holds(chapter, chapter.uid in above_others)]
            )
            item.setData(0, UID_ROLE, chapter.uid)
            item.setForeground(1, colour(Theme.active().tokens.muted))
            item.setToolTip(0, chapter.title)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsAutoTristate)
            above = items.get(chapter.parent_uid or "")
            if above is None:
                self.addTopLevelItem(item)
            else:
                above.addChild(item)
            items[chapter.uid] = item
        for uid, item in items.items():
            if not item.childCount():
                is_on = ticked is None or _is_named(item, ticked)
                item.setCheckState(0, Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
            elif ticked is not None and uid in ticked:
                item.setCheckState(0, Qt.CheckState.Checked)
        self._add_part(self.tr("Sources"))
        self.expandAll()
        self.blockSignals(False)
        self.ticked.emit()

    def tick_all(self, is_on: bool) -> None:
        """Tick every chapter, or none."""
        self.blockSignals(True)
        for item in self._chapters():
            item.setCheckState(0, Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
        self.blockSignals(False)
        self.viewport().update()
        self.ticked.emit()

    def _add_part(self, words: str) -> None:
        item = QTreeWidgetItem([words, ""])
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        self.addTopLevelItem(item)

    def _chapters(self) -> Iterator[QTreeWidgetItem]:
        waiting = [self.topLevelItem(at) for at in range(self.topLevelItemCount() - 1, -1, -1)]
        while waiting:
            item = waiting.pop()
            if item is not None and item.data(0, UID_ROLE):
                yield item
                waiting += [item.child(at) for at in range(item.childCount() - 1, -1, -1)]

    def _holds(self, chapter: Chapter, is_above_others: bool) -> str:
        if not chapter.statement_count and not chapter.prose_count and is_above_others:
            return ""
        if not chapter.statement_count:
            return self.tr("prose only") if chapter.prose_count else self.tr("empty")
        if chapter.statement_count == 1:
            return self.tr("1 statement")
        return self.tr("{0} statements").format(f"{chapter.statement_count:,}")


def _is_named(item: QTreeWidgetItem, uids: Sequence[str]) -> bool:
    above: QTreeWidgetItem | None = item
    while above is not None:
        if above.data(0, UID_ROLE) in uids:
            return True
        above = above.parent()
    return False
