"""The quiet word at the head of the panel that copies of the project lie beside it."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from annotator.store.siblings import Sibling
from annotator.ui.review.incoming_parts import MarkedText
from annotator.ui.widgets import push_button


class SiblingOffer(QFrame):
    """Offer the copies for merging, once.

    Signals: `look_wanted()`; `put_off()`.
    """

    look_wanted = Signal()
    put_off = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("house", "message")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 8, 12, 10)
        self._column.setSpacing(8)
        self._text = MarkedText("", "content-duplicate", "text", self)
        self.look_button = push_button(self.tr("Look into it"), self.look_wanted.emit, self, is_small=True)
        self.not_now_button = push_button(self.tr("Not now"), self.put_off.emit, self, is_small=True)
        self.not_now_button.setToolTip(self.tr("You are not asked again about this file"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.look_button)
        row.addWidget(self.not_now_button)
        row.addStretch()
        self._column.addWidget(self._text)
        self._column.addLayout(row)
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._text.words.text()

    def show_siblings(self, siblings: Sequence[Sibling]) -> None:
        """Say what lies there; nothing is said of none."""
        self._text.words.setText(sibling_words(siblings))
        self.setAccessibleName(self.words)
        self.setVisible(bool(siblings))


def sibling_words(siblings: Sequence[Sibling]) -> str:
    """Say that copies lie beside the project."""
    if not siblings:
        return ""
    if len(siblings) == 1:
        words = QCoreApplication.translate(
            "incoming",
            "“{0}” lies beside the project and holds work that is not in it. It may come from a synchroniser.",
        )
        return words.format(siblings[0].name)
    words = QCoreApplication.translate(
        "incoming",
        "{0} copies lie beside the project and hold work that is not in it. They may come from a synchroniser.",
    )
    return words.format(f"{len(siblings):,}")
