"""The left of the window for a copy: whom it is for, and what goes along."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.sending.kind_choice import KindChoice
from annotator.ui.widgets import label, push_button

INSET = 16
# A check box has a border for its focus, which must not move its mark out of line.
_IN_LINE = "margin-left: -2px;"
_HINT_INSET = 22


class Options(QScrollArea):
    """What kind of copy it is.

    Signals: `kind_changed()`; `changed()` for whatever else is chosen here.
    """

    kind_changed = Signal()
    changed = Signal()

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._their_file: Path | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("What kind of copy"))
        self._body = QWidget(self)
        self._body.setProperty("ground", "window")
        self._body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(INSET, 12, INSET, 12)
        self._column.setSpacing(6)
        self.kind = KindChoice(self._body)
        self._column.addWidget(label(self.tr("Whom is it for?"), "strong", self._body))
        self._column.addWidget(self.kind)
        self._column.addSpacing(12)
        self._column.addWidget(label(self.tr("What goes along"), "strong", self._body))
        self.originals, _ = self._switch(
            self.tr("With the captured originals"),
            self.tr("The files that the texts were taken from. Without them the copy is smaller."),
        )
        self.originals.setChecked(True)
        self.notes, self._notes_hint = self._switch(
            self.tr("With notes"), self.tr("What reviewers noted on sources, statements and chapters.")
        )
        self.news, self._news_hint = self._switch(
            self.tr("Only what they lack"),
            self.tr("Leaves out what a file of theirs has. The copy is whole once it is merged into that file."),
        )
        self._file_row = self._their_row()
        self._column.addStretch()
        self.setWidget(self._body)
        self.kind.changed.connect(self._show_kind)
        self.news.toggled.connect(self._want_news)
        self._show_kind()

    @property
    def is_clean(self) -> bool:
        """Whether it is for an outsider."""
        return self.kind.is_clean

    @property
    def theirs(self) -> Path | None:
        """Their file, where only what it lacks is to go in."""
        return self._their_file if self.wants_news else None

    @property
    def wants_news(self) -> bool:
        """Whether only what they lack is to go in."""
        return self.news.isChecked() and not self.is_clean

    @property
    def with_notes(self) -> bool:
        """Whether notes go into a clean copy."""
        return self.notes.isChecked() and self.is_clean

    def show_theirs(self, path: Path | None) -> None:
        """Show their file."""
        self._their_file = path
        self.file.setText(path.name if path is not None else "")
        self.file.setToolTip(str(path) if path is not None else "")
        self.changed.emit()

    def _choose(self) -> None:
        folder = str(self._their_file or self._folder)
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("A file of theirs"), folder, self.tr("Projects (*.annotator)")
        )
        if name:
            self.show_theirs(Path(name))

    def _show_kind(self) -> None:
        """Offer what this kind of copy can have."""
        is_clean = self.is_clean
        for each in (self.notes, self._notes_hint):
            each.setVisible(is_clean)
        for each in (self.news, self._news_hint):
            each.setVisible(not is_clean)
        self._show_their_row()
        self.kind_changed.emit()

    def _show_their_row(self) -> None:
        self._file_row.setVisible(self.wants_news)

    def _want_news(self) -> None:
        self._show_their_row()
        if self.wants_news and self._their_file is None:
            self.choose_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _switch(self, name: str, hint: str) -> tuple[QCheckBox, QWidget]:
        """Add a box to tick with a sentence below it."""
        made = QCheckBox(name, self._body)
        made.setAccessibleDescription(hint)
        made.setStyleSheet(_IN_LINE)
        made.toggled.connect(lambda _: self.changed.emit())
        below = label(hint, "meta", self._body, wraps=True)
        below.setContentsMargins(_HINT_INSET, 0, 0, 4)
        # Without the gap of the column, so that box and sentence are seen as one.
        together = QVBoxLayout()
        together.setSpacing(0)
        together.addWidget(made)
        together.addWidget(below)
        self._column.addLayout(together)
        return made, below

    def _their_row(self) -> QWidget:
        made = QWidget(self._body)
        self.file = QLineEdit(made)
        self.file.setReadOnly(True)
        self.file.setPlaceholderText(self.tr("A file of theirs"))
        self.file.setAccessibleName(self.tr("A file of theirs"))
        self.choose_button = push_button(self.tr("Choose…"), self._choose, made)
        self.choose_button.setAccessibleName(self.tr("Choose a file of theirs"))
        row = QHBoxLayout(made)
        row.setContentsMargins(_HINT_INSET, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.file, 1)
        row.addWidget(self.choose_button)
        self._column.addWidget(made)
        return made
