"""One of two sources that are alike: what it is, and whether it is the one that stays."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from annotator.core.records import Source
from annotator.session.models.alike_model import source_words
from annotator.ui.review.passage import CardFrame
from annotator.ui.widgets import ElidedLabel


class SourceHead(CardFrame):
    """Name a source over its column; `stays` is the box that chooses it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ElidedLabel("", self, role="strong")
        self._title = ElidedLabel("", self)
        self._facts = ElidedLabel("", self, role="muted")
        self.stays = QRadioButton(self.tr("This one stays"), self)
        self.stays.setToolTip(self.tr("As versions of one article, both texts and all statements come to this source"))
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(self._name, 1)
        first.addWidget(self.stays)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 8, 8)
        column.setSpacing(1)
        column.addLayout(first)
        column.addWidget(self._title)
        column.addWidget(self._facts)
        column.addStretch()

    def show_source(self, source: Source) -> None:
        """Show a source."""
        self._name.setText(source_words(source))
        self._title.setText(source.title if source.title != source.label else source.subtitle)
        self._title.setVisible(bool(self._title.text()))
        self._facts.setText(facts_of(source))
        self.stays.setAccessibleName(self.tr("{0} stays").format(source_words(source)))
        self.setAccessibleName(f"{source_words(source)}, {source.title}")


def facts_of(source: Source) -> str:
    """Say what tells two sources apart: the file, how long it is, and how much was made of it."""
    one, many = _tr("1 statement"), _tr("{0} statements")
    count = source.statement_count
    statements = one if count == 1 else many.format(f"{count:,}")
    words = _tr("{0} words").format(f"{source.words:,}")
    origin = _tr("origin: {0}").format(source.origin) if source.origin else ""
    return " · ".join(each for each in (source.file_name, words, statements, origin) if each)


def _tr(words: str) -> str:
    return QCoreApplication.translate("SourceHead", words)
