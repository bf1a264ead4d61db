"""The pages' structure: what goes in, in its order, with what it holds and about where it begins."""

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from annotator.core.briefing.estimate import PageEstimate
from annotator.core.briefing.settings import PartChoice
from annotator.core.records import Chapter
from annotator.ui.exporting.part_names import part_names
from annotator.ui.theme import Theme, colour
from annotator.ui.widgets import PALETTE_ROW, RowDelegate

UID_ROLE = int(Qt.ItemDataRole.UserRole)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class StructureTree(QTreeWidget):
    """Tick chapters; a chapter takes those below it along, and one whose parts are mixed goes in as a heading.

    Signals: `ticked()`.
    """

    ticked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chapter_list: list[Chapter] = []
        self._parts: list[PartChoice] = []
        self.setColumnCount(3)
        self.setHeaderLabels([self.tr("Structure"), self.tr("Holds"), self.tr("Page")])
        self.setItemDelegate(RowDelegate(PALETTE_ROW, self))
        self.setIndentation(22)
        self.setStyleSheet("QTreeView::item { padding-left: 10px; padding-right: 8px; }")
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
        head.resizeSection(1, 116)
        head.resizeSection(2, 62)
        self.headerItem().setTextAlignment(2, _RIGHT)
        self.headerItem().setToolTip(2, self.tr("About; Word lays the pages out in the end."))
        self.itemChanged.connect(lambda *_: self.ticked.emit())

    @property
    def count(self) -> int:
        """How many chapters there are."""
        return sum(1 for _ in self._chapters())

    @property
    def ticked_count(self) -> int:
        """How many chapters go in whole."""
        return sum(item.checkState(0) == Qt.CheckState.Checked for item in self._chapters())

    def is_everything(self) -> bool:
        """Whether the whole outline goes in."""
        return self.ticked_count == self.count

    def ticked_uids(self) -> list[str]:
        """Give the topmost chapters that go in whole; those below each come with it."""
        found = []
        for item in self._chapters():
            parent = item.parent()
            is_covered = parent is not None and parent.checkState(0) == Qt.CheckState.Checked
            if item.checkState(0) == Qt.CheckState.Checked and not is_covered:
                found.append(str(item.data(0, UID_ROLE)))
        return found

    def show_chapters(self, chapters: Sequence[Chapter], ticked: Sequence[str] | None) -> None:
        """List the chapters among the parts; None ticks every one, else those named with all below them."""
        self._chapter_list = list(chapters)
        self._fill(ticked)
        self.ticked.emit()

    def show_pages(self, estimate: PageEstimate, holdings: Mapping[str, str]) -> None:
        """Say about where everything begins, and what the parts hold; what has nothing to show is muted."""
        self.blockSignals(True)
        tokens = Theme.active().tokens
        for item in self._all():
            key = str(item.data(0, UID_ROLE))
            page = estimate.first_page.get(key)
            item.setText(2, str(page) if page else "")
            if item.data(0, UID_ROLE + 1):
                item.setText(1, holdings.get(key, "") if page else self.tr("nothing to show"))
                item.setForeground(0, colour(tokens.text if page else tokens.muted))
        self.blockSignals(False)
        self.viewport().update()

    def show_parts(self, parts: Sequence[PartChoice]) -> None:
        """List the parts that go in, in their order."""
        if list(parts) != self._parts:
            self._parts = list(parts)
            self._fill(None if self.is_everything() else self.ticked_uids())

    def tick_all(self, is_on: bool) -> None:
        """Tick every chapter, or none."""
        self.blockSignals(True)
        for item in self._chapters():
            item.setCheckState(0, Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
        self.blockSignals(False)
        self.viewport().update()
        self.ticked.emit()

    def _add_chapters(self, ticked: Sequence[str] | None) -> None:
        items: dict[str, QTreeWidgetItem] = {}
        above_others = {chapter.parent_uid for chapter in self._chapter_list}
        for chapter in self._chapter_list:
            holds = self._holds(chapter, chapter.uid in above_others)
            item = QTreeWidgetItem([f"{chapter.number} {chapter.title}", holds])
            item.setData(0, UID_ROLE, chapter.uid)
            item.setForeground(1, colour(Theme.active().tokens.muted))
            item.setTextAlignment(2, _RIGHT)
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

    def _add_part(self, name: str, words: str) -> None:
        item = QTreeWidgetItem([words, "", ""])
        item.setData(0, UID_ROLE, name)
        item.setData(0, UID_ROLE + 1, True)
        item.setForeground(1, colour(Theme.active().tokens.muted))
        item.setTextAlignment(2, _RIGHT)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        self.addTopLevelItem(item)

    def _all(self) -> Iterator[QTreeWidgetItem]:
        waiting = [self.topLevelItem(at) for at in range(self.topLevelItemCount() - 1, -1, -1)]
        while waiting:
            item = waiting.pop()
            if item is not None:
                yield item
                waiting += [item.child(at) for at in range(item.childCount() - 1, -1, -1)]

    def _chapters(self) -> Iterator[QTreeWidgetItem]:
        return (item for item in self._all() if not item.data(0, UID_ROLE + 1))

    def _fill(self, ticked: Sequence[str] | None) -> None:
        place = self.verticalScrollBar().value()
        self.blockSignals(True)
        self.clear()
        names = part_names()
        for part in self._parts:
            if part.name == "chapters" and part.is_on:
                self._add_chapters(ticked)
            elif part.is_on:
                self._add_part(part.name, names[part.name])
        self.expandAll()
        self.blockSignals(False)
        self.verticalScrollBar().setValue(place)

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
