"""The button that settles many conflicts at once by a rule."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from annotator.core.edits.settling import Rule
from annotator.core.records import Reviewer

NEWEST: Rule = "newest"
OLDEST: Rule = "oldest"
REVIEWER: Rule = "reviewer"


class RuleButton(QPushButton):
    """Open the rules: all newest, all oldest, all of a reviewer.

    Signals: `chosen(rule, reviewer uid)`; `about_to_open()`, which is when the reviewers are wanted.
    """

    chosen = Signal(str, str)
    about_to_open = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(self.tr("Settle by a rule…"))
        self.setAccessibleName(self.tr("Settle by a rule"))
        self.setToolTip(self.tr("Settle all of them at once: the newest, the oldest, or one reviewer’s"))
        self.setProperty("small", True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.rules = QMenu(self)
        self.clicked.connect(self._open)

    def fill(self, people: Sequence[tuple[Reviewer, int]]) -> None:
        """Put the rules on the menu; `people` are those who have versions, with how many."""
        self.rules.clear()
        self._add(self.tr("Keep the &newest of each"), NEWEST)
        self._add(self.tr("Keep the &oldest of each"), OLDEST)
        if people:
            self.rules.addSeparator()
        for reviewer, count in people:
            words = self.tr("Keep what {0} has ({1})").format(reviewer.name.replace("&", "&&"), f"{count:,}")
            self._add(words, REVIEWER, reviewer.uid)

    def _add(self, words: str, rule: Rule, reviewer_uid: str = "") -> None:
        self.rules.addAction(words).triggered.connect(lambda: self.chosen.emit(rule, reviewer_uid))

    def _open(self) -> None:
        self.about_to_open.emit()
        self.rules.popup(self.mapToGlobal(self.rect().bottomLeft()))
