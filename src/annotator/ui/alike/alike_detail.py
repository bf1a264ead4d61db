"""Two sources that are alike in full: both texts side by side, and the three answers."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.core.alike import AlikePair
from annotator.core.side_by_side import Kind, Row, counted
from annotator.session.likeness_session import Comparison, likeness_words
from annotator.ui.alike.comparison_view import ComparisonView
from annotator.ui.alike.source_head import SourceHead
from annotator.ui.read.card_fields import SuggestField
from annotator.ui.widgets import ElidedLabel, label, push_button

ORIGIN_WIDTH, LEAST_ORIGIN = 190, 90
VERSIONS_KEY, ORIGIN_KEY, APART_KEY, OTHER_KEY = "V", "O", "K", "X"


class AlikeDetail(QWidget):
    """Show a pair and take the answer.

    Signals: `versions_wanted(stays_uid)`; `origin_wanted(name)`; `apart_wanted()`.
    """

    versions_wanted = Signal(str)
    origin_wanted = Signal(str)
    apart_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("The selected sources"))
        self._pair: AlikePair | None = None
        self._title = label("", "title", self)
        self._differences = ElidedLabel("", self, role="muted")
        self._advice = ElidedLabel(self.tr("Nothing is joined by itself, and every answer can be undone."), self)
        self._advice.setProperty("role", "muted")
        self._advice.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.heads = (SourceHead(self), SourceHead(self))
        self._stays = QButtonGroup(self)
        for head in self.heads:
            self._stays.addButton(head.stays)
        self.view = ComparisonView(self)
        self.origin = SuggestField(self.tr("The origin that both carry"), self)
        self.origin.setPlaceholderText(self.tr("Agency or first outlet"))
        self.origin.setMinimumWidth(LEAST_ORIGIN)
        self.origin.setMaximumWidth(ORIGIN_WIDTH)
        self.origin.returnPressed.connect(self.name_origin)
        self.versions_button = self._answer(self.tr("Versions of one article"), self.join, VERSIONS_KEY)
        self.origin_button = self._answer(self.tr("One origin:"), self.name_origin, ORIGIN_KEY)
        self.apart_button = self._answer(self.tr("Keep apart"), self.apart_wanted.emit, APART_KEY)
        self._lay_out()

    @property
    def stays_uid(self) -> str:
        """The source that is chosen to stay."""
        if self._pair is None:
            return ""
        return self._pair.older.uid if self.heads[0].stays.isChecked() else self._pair.newer.uid

    def choose_other(self) -> None:
        """Let the other source stay."""
        (self.heads[1] if self.heads[0].stays.isChecked() else self.heads[0]).stays.setChecked(True)

    def join(self) -> None:
        """Say that both are versions of one article."""
        if self._pair is not None:
            self.versions_wanted.emit(self.stays_uid)

    def name_origin(self) -> None:
        """Say that both carry what the field names; where it is empty, ask for the name."""
        if self.origin.text().strip():
            self.origin_wanted.emit(self.origin.text())
        else:
            self.origin.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_ready(self, is_ready: bool) -> None:
        """Take answers, or none while one is under way."""
        for button in (self.versions_button, self.origin_button, self.apart_button):
            button.setEnabled(is_ready)

    def show_comparison(self, comparison: Comparison) -> None:
        """Show both texts, once they have been compared."""
        self._differences.setText(self._difference_words(comparison.rows))
        self.view.setAccessibleDescription(self._differences.text())
        self.view.show_rows(comparison.rows)
        self.origin.show_text(comparison.origin, is_new=not self.origin.has_typed)

    def show_pair(self, pair: AlikePair) -> bool:
        """Show a pair; say whether its texts are others than those that are shown, and have to be compared."""
        is_other = self._pair is None or _texts_of(self._pair) != _texts_of(pair)
        self._pair = pair
        self._title.setText(likeness_words(pair))
        for head, source in zip(self.heads, (pair.older, pair.newer), strict=True):
            head.show_source(source)
        if is_other:
            self._differences.setText("")
            self.heads[1].stays.setChecked(True)
            self.origin.show_text("", is_new=True)
            self.view.show_rows(())
        return is_other

    # Inside

    def _answer(self, words: str, run: Callable[[], object], key: str) -> QPushButton:
        made = push_button(words, run, self)
        made.setToolTip(self.tr("Key {0}").format(key))
        return made

    def _difference_words(self, rows: Sequence[Row]) -> str:
        counts = counted(rows)
        forms: dict[Kind, tuple[str, str]] = {
            "added": (self.tr("1 word added"), self.tr("{0} words added")),
            "removed": (self.tr("1 word removed"), self.tr("{0} words removed")),
            "changed": (self.tr("1 word changed"), self.tr("{0} words changed")),
        }
        said = [
            one if counts[kind] == 1 else many.format(f"{counts[kind]:,}")
            for kind, (one, many) in forms.items()
            if counts[kind]
        ]
        return ", ".join(said) or self.tr("No word differs")

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(self._title)
        first.addWidget(self._differences, 1)
        first.addWidget(self._advice, 1)
        sides = QGridLayout()
        sides.setHorizontalSpacing(12)
        for at, head in enumerate(self.heads):
            sides.addWidget(head, 0, at)
            sides.setColumnStretch(at, 1)
        answers = QHBoxLayout()
        answers.setSpacing(8)
        for button, key in ((self.versions_button, VERSIONS_KEY), (self.origin_button, ORIGIN_KEY)):
            answers.addWidget(button)
            answers.addWidget(label(key, "meta", self))
        answers.insertWidget(answers.count() - 1, self.origin)
        answers.addWidget(self.apart_button)
        answers.addWidget(label(APART_KEY, "meta", self))
        hint = ElidedLabel(self.tr("{0} lets the other one stay").format(OTHER_KEY), self, role="meta")
        hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        answers.addWidget(hint, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(8)
        column.addLayout(first)
        column.addLayout(sides)
        column.addWidget(self.view, 1)
        column.addLayout(answers)


def _texts_of(pair: AlikePair) -> tuple[str, str]:
    return pair.older.revision_uid, pair.newer.revision_uid
