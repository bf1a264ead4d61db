"""The row of boxes that narrow the table of statements."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from annotator.session.catalogue import Catalogue
from annotator.ui.theme import Theme
from annotator.ui.widgets.swatches import swatch_icon

UNPLACED = "-"
OPEN_SOURCES, ALL_SOURCES, TO_CHECK = "open", "all", "to check"
LONGEST_WORDS = 40


class CalmBox(QComboBox):
    """A box whose value the wheel changes only while it has the keyboard, so that scrolling past it does no harm."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offered: object = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def choose(self, data: object) -> None:
        """Show the row with these data, or the first."""
        self.setCurrentIndex(max(0, self.findData(data)))

    def offer(self, first: str, rows: Iterable[tuple[str, str, str]]) -> bool:
        """Offer other rows of words, data and a tag's colour or ""; say whether what was chosen is there no more.

        Where only counts have changed they are the same, and thousands of actors take a while.
        """
        wanted = (Theme.active().is_dark, list(rows))
        if self._offered == wanted:
            return False
        self._offered = wanted
        kept = self.currentData()
        self.blockSignals(True)
        self.clear()
        self.addItem(first, "")
        for words, data, colour in wanted[1]:
            short = words if len(words) <= LONGEST_WORDS else f"{words[: LONGEST_WORDS - 1]}…"
            if colour:
                self.addItem(swatch_icon(colour), short, data)
            else:
                self.addItem(short, data)
        self.choose(kept)
        self.blockSignals(False)
        return bool(kept) and self.currentData() != kept

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class StatementFilters(QFrame):
    """Boxes for sources, tag, chapter, actor and reviewer.

    Signals: `changed()` when a person chose something; tag and chapter are told by their own, because all panels
    share them: `tag_chosen(uid)`, `chapter_chosen(uid)`.
    """

    changed = Signal()
    tag_chosen = Signal(str)
    chapter_chosen = Signal(str)

    def __init__(self, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self.scope = self._box(self.tr("Which sources"))
        self.scope.addItem(self.tr("Open sources"), OPEN_SOURCES)
        self.scope.addItem(self.tr("All sources"), ALL_SOURCES)
        self.scope.addItem(self.tr("To check"), TO_CHECK)
        self.tag = self._box(self.tr("Tag"))
        self.chapter = self._box(self.tr("Chapter"))
        self.actor = self._box(self.tr("Actor"))
        self.reviewer = self._box(self.tr("Reviewer"))
        self.clear_button = QPushButton(self.tr("Clear"), self)
        self.clear_button.setProperty("quiet", True)
        self.clear_button.setProperty("small", True)
        self.clear_button.setToolTip(self.tr("Show the statements of every tag, chapter, actor and reviewer"))
        self.clear_button.clicked.connect(self.clear)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 8, 6)
        layout.setSpacing(8)
        for box in (self.scope, self.tag, self.chapter, self.actor, self.reviewer):
            layout.addWidget(box, 1)
        layout.addWidget(self.clear_button)
        self.scope.activated.connect(lambda _: self.changed.emit())
        self.actor.activated.connect(lambda _: self._told())
        self.reviewer.activated.connect(lambda _: self._told())
        self.tag.activated.connect(lambda _: self.tag_chosen.emit(self.tag.currentData() or ""))
        self.chapter.activated.connect(lambda _: self._choose_chapter())
        catalogue.tags_changed.connect(self._fill_tags)
        catalogue.chapters_changed.connect(self._fill_chapters)
        catalogue.actors_changed.connect(self._fill_actors)
        catalogue.reviewers_changed.connect(self._fill_reviewers)
        Theme.active().changed.connect(self._fill_tags)
        for fill in (self._fill_tags, self._fill_chapters, self._fill_actors, self._fill_reviewers):
            fill()
        self.refresh()

    @property
    def is_narrow(self) -> bool:
        """Whether anything but the choice of sources leaves statements out."""
        return any(box.currentIndex() > 0 for box in (self.tag, self.chapter, self.actor, self.reviewer))

    def clear(self) -> None:
        """Leave nothing out but by source."""
        for box in (self.actor, self.reviewer, self.chapter):
            box.setCurrentIndex(0)
        self.tag_chosen.emit("")
        self.chapter_chosen.emit("")
        self._told()

    def refresh(self) -> None:
        """Offer to clear only what is set."""
        self.clear_button.setEnabled(self.is_narrow)

    def _box(self, name: str) -> CalmBox:
        box = CalmBox(self)
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.setMinimumContentsLength(6)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        box.setMaximumWidth(190)
        return box

    def _choose_chapter(self) -> None:
        chosen = self.chapter.currentData() or ""
        self.chapter_chosen.emit("" if chosen == UNPLACED else chosen)
        if chosen == UNPLACED:
            self.chapter.choose(UNPLACED)
        self._told()

    def _fill_actors(self) -> None:
        rows = ((each.name, each.uid, "") for each in self._catalogue.actors.values())
        self.actor.offer(self.tr("Any actor"), rows)

    def _fill_chapters(self) -> None:
        rows = [(self.tr("In no chapter"), UNPLACED, "")]
        rows += [(f"{each.number} {each.title}", each.uid, "") for each in self._catalogue.chapters.values()]
        self.chapter.offer(self.tr("Any chapter"), rows)

    def _fill_reviewers(self) -> None:
        rows = ((each.name, each.uid, "") for each in self._catalogue.reviewers.values())
        self.reviewer.offer(self.tr("Any reviewer"), rows)

    def _fill_tags(self) -> None:
        rows = (("  " * each.depth + each.name, each.uid, each.colour) for each in self._catalogue.tags.values())
        self.tag.offer(self.tr("Any tag"), rows)

    def _told(self) -> None:
        self.refresh()
        self.changed.emit()
