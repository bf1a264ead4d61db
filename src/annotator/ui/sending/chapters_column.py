"""Which chapters go into a copy."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QStackedWidget, QTreeWidget, QTreeWidgetItem, QWidget

from annotator.core.records import Chapter
from annotator.session.changes import Changes
from annotator.session.inquiry import Inquiry
from annotator.session.project_session import ProjectSession
from annotator.session.sending_session import held_chapters
from annotator.store.reader import Reader
from annotator.ui.sending.ticking import TickColumn
from annotator.ui.widgets import PALETTE_ROW, EmptyState, RowDelegate

UID_ROLE = int(Qt.ItemDataRole.UserRole)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ChaptersColumn(TickColumn):
    """Tick chapters of the outline."""

    def __init__(self, session: ProjectSession, parent: QWidget) -> None:
        super().__init__("", parent)
        self.head.set_title(self.tr("Chapters"))
        self.setAccessibleName(self.tr("Chapters"))
        self._pages = QStackedWidget(self)
        self.set_content(self._pages)
        self.tree = ChaptersTree(self._pages)
        self.all_wanted.connect(self.tree.tick_all)
        self._pages.addWidget(self.tree)
        fact, advice = self.tr("No chapters yet."), self.tr("The sources can go by themselves.")
        self._pages.addWidget(EmptyState(fact, advice, parent=self._pages))
        self.all_button.setAccessibleName(self.tr("Tick every chapter"))
        self.none_button.setAccessibleName(self.tr("Tick no chapter"))
        self.tree.ticked.connect(self._count)
        self._inquiry = Inquiry(session, Reader.chapters, self.tree.show_chapters, self)
        session.changed.connect(self._follow)
        self._inquiry.ask(is_urgent=True)
        self._count()

    def _count(self) -> None:
        self.count.setText(self.tr("{0} of {1} chapters").format(self.tree.ticked_count, self.tree.count))
        self._pages.setCurrentIndex(0 if self.tree.count else 1)

    def _follow(self, changes: object) -> None:
        assert isinstance(changes, Changes)
        if changes.has("chapter", "placement", "prose", "statement"):
            self._inquiry.ask()


class ChaptersTree(QTreeWidget):
    """The outline with boxes; a chapter takes those below it along, and those above it go in as titles.

    Signals: `ticked()` when another choice goes in, and after the chapters have been read again.
    """

    ticked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chapters: list[Chapter] = []
        self._left_out: frozenset[str] = frozenset()
        self._items: dict[str, QTreeWidgetItem] = {}
        self.setColumnCount(2)
        self.setHeaderLabels([self.tr("Chapter"), self.tr("Statements")])
        self.setItemDelegate(RowDelegate(PALETTE_ROW, self))
        self.setIndentation(20)
        # The head's words stand over those of the rows, which the style sets in by three.
        self.setStyleSheet("QTreeView::item { padding: 0 8px 0 9px; } QHeaderView::section { padding: 0 11px 0 12px; }")
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setUniformRowHeights(True)
        self.setAccessibleName(self.tr("Chapters to send"))
        head = self.header()
        head.setFixedHeight(26)
        head.setStretchLastSection(False)
        head.setSectionsClickable(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.headerItem().setTextAlignment(1, _RIGHT)
        self.itemChanged.connect(lambda item, _: self._take_over(item))

    @property
    def count(self) -> int:
        """How many chapters there are."""
        return len(self._chapters)

    @property
    def held_count(self) -> int:
        """How many chapters the copy has, those above the ticked ones included."""
        return held_chapters(self._chapters, self._ticked())

    @property
    def is_everything(self) -> bool:
        """Whether the whole outline goes in."""
        return not self._left_out

    @property
    def ticked_count(self) -> int:
        """How many chapters go in whole."""
        return len(self._ticked())

    def show_chapters(self, chapters: Sequence[Chapter]) -> None:
        """List the chapters, with the same ones ticked as before; at first all are.

        A new one inside one that was left out is left out too.
        """
        known = {chapter.uid for chapter in self._chapters}
        left_out = set(self._left_out)
        for chapter in chapters:
            if chapter.uid not in known and chapter.parent_uid in left_out:
                left_out.add(chapter.uid)
        self._chapters = list(chapters)
        self._left_out = frozenset(left_out & {chapter.uid for chapter in chapters})
        self._fill()
        self.ticked.emit()

    def tick_all(self, is_on: bool) -> None:
        """Tick every chapter, or none."""
        self._left_out = frozenset() if is_on else frozenset(chapter.uid for chapter in self._chapters)
        self._fill()
        self.ticked.emit()

    def ticked_uids(self) -> tuple[str, ...]:
        """Give the topmost chapters that go in whole, in the outline's order; those below each come with it."""
        ticked = self._ticked()
        return tuple(each.uid for each in self._chapters if each.uid in ticked and each.parent_uid not in ticked)

    def _fill(self) -> None:
        """Fill the tree anew: with some hundred rows at most that is done within a frame."""
        place, current = self.verticalScrollBar().value(), self.currentItem()
        current_uid = current.data(0, UID_ROLE) if current is not None else None
        self.blockSignals(True)
        self.clear()
        items: dict[str, QTreeWidgetItem] = {}
        self._items = items
        for chapter in self._chapters:
            count = f"{chapter.statement_count:,}" if chapter.statement_count else ""
            item = QTreeWidgetItem([f"{chapter.number} {chapter.title}", count])
            item.setData(0, UID_ROLE, chapter.uid)
            item.setTextAlignment(1, _RIGHT)
            item.setToolTip(0, chapter.title)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            above = items.get(chapter.parent_uid or "")
            if above is None:
                self.addTopLevelItem(item)
            else:
                above.addChild(item)
            items[chapter.uid] = item
        self._show_ticks()
        self.expandAll()
        if current_uid in items:
            self.setCurrentItem(items[current_uid])
        self.blockSignals(False)
        self.verticalScrollBar().setValue(place)

    def _show_ticks(self) -> None:
        """Show what goes in whole, what does not, and what only frames something below it."""
        ticked = self._ticked()
        framing: set[str] = set()
        for chapter in reversed(self._chapters):
            if chapter.parent_uid is not None and (chapter.uid in ticked or chapter.uid in framing):
                framing.add(chapter.parent_uid)
            state = Qt.CheckState.PartiallyChecked if chapter.uid in framing else Qt.CheckState.Unchecked
            self._items[chapter.uid].setCheckState(0, Qt.CheckState.Checked if chapter.uid in ticked else state)

    def _take_over(self, item: QTreeWidgetItem) -> None:
        """Take over what somebody ticked.

        Qt's own way of doing so would have the one chapter inside another bring the other's statements along.
        """
        uid = str(item.data(0, UID_ROLE))
        parents = {chapter.uid: chapter.parent_uid for chapter in self._chapters}
        under = {each for each in parents if uid in _with_above(each, parents)}
        if item.checkState(0) == Qt.CheckState.Checked:
            self._left_out -= under
        else:
            # What lacks something below it does not go in whole any more.
            self._left_out |= under | _with_above(uid, parents)
        self.blockSignals(True)
        self._show_ticks()
        self.blockSignals(False)
        self.viewport().update()
        self.ticked.emit()

    def _ticked(self) -> frozenset[str]:
        return frozenset(chapter.uid for chapter in self._chapters) - self._left_out


def _with_above(uid: str, parents: Mapping[str, str | None]) -> set[str]:
    """Give a chapter and those above it."""
    found: set[str] = set()
    at: str | None = uid
    while at is not None and at not in found:
        found.add(at)
        at = parents.get(at)
    return found
