"""The project's words for likelihood, each with its range, and for confidence."""

from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.core import edits
from annotator.core.briefing import BriefingSettings
from annotator.core.errors import AnnotatorError
from annotator.core.identity import new_uid
from annotator.core.records import Json
from annotator.core.words import words_for
from annotator.ui.widgets import label, push_button
from annotator.ui.workspace import Shell

SIZE = QSize(560, 560)
_KEY = int(Qt.ItemDataRole.UserRole)


class JudgementWordsDialog(QDialog):
    """Change the words; judgements keep the word they have by its place in the list, also when it is renamed."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._session = shell.session
        project = self._session.reader.project()
        self._settings = BriefingSettings.from_json(project.briefing)
        self._words = words_for(self._settings.language or project.language)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Words for likelihood and confidence"))
        self.resize(SIZE)
        heads = [self.tr("Likelihood"), self.tr("From %"), self.tr("To %")]
        self.likelihoods = _WordTable(heads, self)
        self.confidences = _WordTable([self.tr("Confidence")], self)
        self._error = label("", "error", self, wraps=True)
        self._error.hide()
        self.save_button = push_button(self.tr("Save the words"), self.save, self, is_accent=True)
        self.save_button.setDefault(True)
        self._lay_out()
        self._fill(self._settings)

    def restore(self) -> None:
        """Show the standard words again; they are kept when they are saved."""
        self._fill(BriefingSettings())

    def save(self) -> None:
        """Keep the words in the project, as one step."""
        try:
            drafts = [
                draft
                for name, value in (("likelihoods", self._likelihoods()), ("confidences", self._confidences()))
                for draft in edits.choose_for_briefing(self._session.project_uid, name, value)
            ]
        except (AnnotatorError, ValueError):
            self._error.setText(
                self.tr("Give each word a name, and each likelihood a range of whole numbers from 0 to 100.")
            )
            self._error.show()
            return
        self._session.perform(drafts, self.tr("Change the words for judgements"), initiator=self)
        self.accept()

    def _confidences(self) -> Json:
        standard = self._words.confidences
        return [[key, "" if standard.get(key) == row[0] else row[0]] for key, row in self.confidences.rows()]

    def _fill(self, settings: BriefingSettings) -> None:
        known, sure = self._words.likelihoods, self._words.confidences
        self.likelihoods.show_rows(
            [(one.key, [one.words or known.get(one.key, one.key), str(one.low), str(one.high)])
             for one in settings.likelihoods]
        )  # fmt: skip
        self.confidences.show_rows(
            [(one.key, [one.words or sure.get(one.key, one.key)]) for one in settings.confidences]
        )

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        body = QVBoxLayout()
        body.setContentsMargins(16, 14, 16, 12)
        body.setSpacing(8)
        for words, table, share in (
            (self.tr("How likely a judgement is"), self.likelihoods, 7),
            (self.tr("How good the evidence for it is"), self.confidences, 4),
        ):
            body.addWidget(label(words, "strong", self))
            body.addWidget(table, share)
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(push_button(self.tr("Add"), table.add_row, self, is_small=True))
            row.addWidget(push_button(self.tr("Remove"), table.remove_row, self, is_small=True))
            row.addWidget(push_button(self.tr("Up"), partial(table.move_row, -1), self, is_small=True))
            row.addWidget(push_button(self.tr("Down"), partial(table.move_row, 1), self, is_small=True))
            row.addStretch()
            body.addLayout(row)
        body.addWidget(self._error)
        column.addLayout(body, 1)
        foot = QFrame(self)
        foot.setProperty("house", "foot")
        buttons = QHBoxLayout(foot)
        buttons.setContentsMargins(16, 12, 16, 12)
        buttons.setSpacing(10)
        buttons.addWidget(push_button(self.tr("Standard words (ICD 203)"), self.restore, foot))
        buttons.addStretch()
        buttons.addWidget(push_button(self.tr("Cancel"), self.reject, foot))
        buttons.addWidget(self.save_button)
        column.addWidget(foot)

    def _likelihoods(self) -> Json:
        standard = self._words.likelihoods
        return [
            [key, "" if standard.get(key) == row[0] else row[0], int(row[1]), int(row[2])]
            for key, row in self.likelihoods.rows()
        ]


class _WordTable(QTableWidget):
    """Words in an order, each with a key that outlives its name."""

    def __init__(self, heads: list[str], parent: QWidget) -> None:
        super().__init__(0, len(heads), parent)
        self.setHorizontalHeaderLabels(heads)
        self.setAccessibleName(heads[0])
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(26)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        head = self.horizontalHeader()
        head.setSectionsClickable(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, len(heads)):
            head.resizeSection(column, 80)

    def add_row(self) -> None:
        """Add a word, ready to be named."""
        self._insert(self.rowCount(), new_uid(), ["", "0", "100"])
        self.setCurrentCell(self.rowCount() - 1, 0)
        self.edit(self.currentIndex())

    def move_row(self, step: int) -> None:
        """Move the current word up or down."""
        row = self.currentRow()
        if row >= 0 and 0 <= row + step < self.rowCount():
            key, values = self.rows()[row]
            self.removeRow(row)
            self._insert(row + step, key, values)
            self.setCurrentCell(row + step, 0)

    def remove_row(self) -> None:
        """Remove the current word; the last one stays."""
        if self.currentRow() >= 0 and self.rowCount() > 1:
            self.removeRow(self.currentRow())

    def rows(self) -> list[tuple[str, list[str]]]:
        """Give each word's key and what stands in its row.

        Raises:
            ValueError: a word has no name.
        """
        found = []
        for row in range(self.rowCount()):
            places = [self.model().index(row, column) for column in range(self.columnCount())]
            values = [str(place.data() or "").strip() for place in places]
            if not values[0]:
                raise ValueError("a word has no name")
            found.append((str(places[0].data(_KEY)), values))
        return found

    def show_rows(self, rows: list[tuple[str, list[str]]]) -> None:
        """Fill the table."""
        self.setRowCount(0)
        for key, values in rows:
            self._insert(self.rowCount(), key, values)

    def _insert(self, row: int, key: str, values: list[str]) -> None:
        self.insertRow(row)
        for column in range(self.columnCount()):
            item = QTableWidgetItem(values[column])
            item.setData(_KEY, key)
            self.setItem(row, column, item)
