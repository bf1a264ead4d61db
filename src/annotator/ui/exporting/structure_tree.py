"""The pages' structure: what goes in, in its order, with what it holds and about where it begins."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from annotator.core.briefing.estimate import PageEstimate
from annotator.core.briefing.settings import PartChoice
from annotator.core.records import Chapter
from annotator.ui.exporting.part_names import part_names
from annotator.ui.theme import Theme, colour
from annotator.ui.widgets import PALETTE_ROW, RowDelegate

UID_ROLE = int(Qt.ItemDataRole.UserRole)
_IS_PART = UID_ROLE + 1
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
# The head's words stand over those of the rows, which the style sets in by three.
_SPACES = "QTreeView::item { padding: 0 8px 0 13px; } QHeaderView::section { padding: 0 11px 0 16px; }"


class StructureTree(QTreeWidget):
    """Tick chapters; a chapter takes those below it along, and one whose parts are mixed goes in as a heading.

    What is ticked stays so while the chapters as a part are left out: the other parts are about the same chapters.

    Signals: `ticked()`.
    """

    ticked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chapter_list: list[Chapter] = []
        self._ticked: frozenset[str] = frozenset()
        self._parts: list[PartChoice] = []
        self._shown: tuple[PageEstimate, Mapping[str, str]] = (PageEstimate(), {})
        self.setColumnCount(3)
        self.setHeaderLabels([self.tr("Structure"), self.tr("Holds"), self.tr("Page")])
        self.setItemDelegate(RowDelegate(PALETTE_ROW, self))
        self.setIndentation(20)
        self.setStyleSheet(_SPACES)
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
        for column in (1, 2):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.headerItem().setTextAlignment(2, _RIGHT)
        self.headerItem().setToolTip(2, self.tr("About; Word lays the pages out in the end."))
        self.itemChanged.connect(lambda *_: self._tell())
        Theme.active().changed.connect(self._recolour)

    @property
    def count(self) -> int:
        """How many chapters there are."""
        return len(self._chapter_list)

    @property
    def ticked_count(self) -> int:
        """How many chapters go in whole."""
        return len(self._ticked)

    def is_everything(self) -> bool:
        """Whether the whole outline goes in."""
        return self.ticked_count == self.count

    def ticked_uids(self) -> list[str]:
        """Give the topmost chapters that go in whole, in the outline's order; those below each come with it."""
        return [
            chapter.uid
            for chapter in self._chapter_list
            if chapter.uid in self._ticked and chapter.parent_uid not in self._ticked
        ]

    def refresh_chapters(self, chapters: Sequence[Chapter]) -> None:
        """List the chapters after a change, with the same ones ticked; a new one goes in where everything does."""
        self.show_chapters(chapters, None if self.is_everything() else self.ticked_uids())

    def show_chapters(self, chapters: Sequence[Chapter], ticked: Iterable[str] | None) -> None:
        """List the chapters among the parts; None ticks every one, else those named with all below them."""
        self._chapter_list = list(chapters)
        wanted = {chapter.uid for chapter in chapters} if ticked is None else set(ticked)
        for chapter in self._chapter_list:
            if chapter.parent_uid in wanted:
                wanted.add(chapter.uid)
        self._ticked = frozenset(wanted) & {chapter.uid for chapter in chapters}
        self._fill()
        self.ticked.emit()

    def show_pages(self, estimate: PageEstimate, holdings: Mapping[str, str]) -> None:
        """Say about where everything begins, and what the parts hold; what has nothing to show is muted."""
        self._shown = (estimate, holdings)
        self.blockSignals(True)
        tokens = Theme.active().tokens
        for item in self._all():
            key = str(item.data(0, UID_ROLE))
            page = estimate.first_page.get(key)
            item.setText(2, f"{page:,}" if page else "")
            item.setForeground(1, colour(tokens.muted))
            item.setForeground(0, colour(tokens.text if page else tokens.muted))
            if item.data(0, _IS_PART):
                nothing = self.tr("nothing to show") if estimate.total else ""
                item.setText(1, holdings.get(key, "") if page else nothing)
        self.blockSignals(False)
        self.viewport().update()

    def show_parts(self, parts: Sequence[PartChoice]) -> None:
        """List the parts that go in, in their order."""
        if list(parts) != self._parts:
            self._parts = list(parts)
            self._fill()

    def tick_all(self, is_on: bool) -> None:
        """Tick every chapter, or none."""
        self._ticked = frozenset(chapter.uid for chapter in self._chapter_list) if is_on else frozenset()
        self._fill()
        self.ticked.emit()

    def _add_chapters(self) -> None:
        items: dict[str, QTreeWidgetItem] = {}
        above_others = {chapter.parent_uid for chapter in self._chapter_list}
        for chapter in self._chapter_list:
            holds = self._holds(chapter, chapter.uid in above_others)
            item = QTreeWidgetItem([f"{chapter.number} {chapter.title}", holds])
            item.setData(0, UID_ROLE, chapter.uid)
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
                item.setCheckState(0, Qt.CheckState.Checked if uid in self._ticked else Qt.CheckState.Unchecked)

    def _add_part(self, name: str, words: str) -> None:
        item = QTreeWidgetItem([words, "", ""])
        item.setData(0, UID_ROLE, name)
        item.setData(0, _IS_PART, True)
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
        return (item for item in self._all() if not item.data(0, _IS_PART))

    def _fill(self) -> None:
        """Fill the tree anew: with some hundred rows at most that is done within a frame."""
        place = self.verticalScrollBar().value()
        current = self.currentItem()
        current_key = current.data(0, UID_ROLE) if current is not None else None
        self.blockSignals(True)
        self.clear()
        names = part_names()
        for part in self._parts:
            if part.name == "chapters" and part.is_on:
                self._add_chapters()
            elif part.is_on:
                self._add_part(part.name, names[part.name])
        self.expandAll()
        found = next((item for item in self._all() if item.data(0, UID_ROLE) == current_key), None)
        if found is not None:
            self.setCurrentItem(found)
        self.blockSignals(False)
        self.show_pages(*self._shown)
        self.verticalScrollBar().setValue(place)

    def _holds(self, chapter: Chapter, is_above_others: bool) -> str:
        if not chapter.statement_count and not chapter.prose_count and is_above_others:
            return ""
        if not chapter.statement_count:
            return self.tr("prose only") if chapter.prose_count else self.tr("empty")
        if chapter.statement_count == 1:
            return self.tr("1 statement")
        return self.tr("{0} statements").format(f"{chapter.statement_count:,}")

    def _recolour(self) -> None:
        self.show_pages(*self._shown)

    def _tell(self) -> None:
        """Take over what somebody ticked."""
        checked = (item for item in self._chapters() if item.checkState(0) == Qt.CheckState.Checked)
        self._ticked = frozenset(str(item.data(0, UID_ROLE)) for item in checked)
        self.ticked.emit()
