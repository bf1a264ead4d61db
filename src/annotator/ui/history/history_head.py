"""What a history is of, over its rows: its name, its words, and the way back for what was deleted."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from annotator.session.history_things import Thing
from annotator.ui.icons import pixmap
from annotator.ui.theme import Step, Theme, reading_font
from annotator.ui.widgets import Badge, label, push_button

LONGEST = 200
# What is quoted or written, and so is shown as it is read.
_READ = frozenset({"statement", "prose", "placement"})
_NAMED_BY_CHAPTER = frozenset({"prose", "placement"})


class HistoryHead(QFrame):
    """Name the thing.

    Signals: `back_wanted(Thing)` when a deleted one is wanted back.
    """

    back_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("house", "head")
        self._thing: Thing | None = None
        self._mark = QLabel(self)
        self._mark.setContentsMargins(0, 3, 0, 0)
        self.title = label("", "title", self, wraps=True)
        self.kind = label("", "muted", self)
        self.badge = Badge(parent=self)
        self.back_button = push_button(self.tr("Bring back"), self._want_back, self, is_accent=True)
        self.words = label("", "", self, wraps=True)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self.title)
        names.addWidget(self.kind)
        names.addWidget(self.words)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(8)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self._mark, 0, top)
        row.addLayout(names, 1)
        row.addWidget(self.badge, 0, top)
        row.addWidget(self.back_button, 0, top)
        Theme.active().changed.connect(self._recolour)

    def show_thing(self, thing: Thing) -> None:
        """Show what the history is of."""
        self._thing = thing
        self.title.setText(thing.name or thing.kind_words)
        kind = self.tr("{0} in {1}").format(thing.kind_words, thing.within) if thing.within else thing.kind_words
        if thing.kind in _NAMED_BY_CHAPTER:
            kind = thing.within
        self.kind.setText(kind)
        words = thing.words if len(thing.words) <= LONGEST else thing.words[: LONGEST - 1].rstrip() + "…"
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.words.setFont(reading_font(Step.CARD) if thing.kind in _READ else self.kind.font())
        self.badge.set_state(self.tr("Deleted") if thing.is_gone else "", "warn", "delete-outline")
        self.back_button.setVisible(thing.is_gone)
        self.back_button.setAccessibleName(self.tr("Bring back {0}").format(thing.spoken))
        self.setAccessibleName(f"{kind}: {thing.spoken}")
        self._recolour()

    def _recolour(self) -> None:
        if self._thing is not None:
            tone = Theme.active().tokens.muted
            self._mark.setPixmap(pixmap(self._thing.icon, tone, 16, self.devicePixelRatioF()))

    def _want_back(self) -> None:
        if self._thing is not None:
            self.back_wanted.emit(self._thing)
