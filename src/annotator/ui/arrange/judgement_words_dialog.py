"""The project's words for likelihood, each with its range, and for confidence."""

from collections import Counter
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from annotator.core import edits
from annotator.core.briefing import BriefingSettings
from annotator.core.changes import Draft
from annotator.core.errors import AnnotatorError
from annotator.core.records import Json, Prose
from annotator.core.words import words_for
from annotator.ui.arrange.word_table import WordTable
from annotator.ui.widgets import label, push_button, repolish
from annotator.ui.workspace import Shell

SIZE = QSize(560, 640)


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
        self.likelihoods = WordTable(heads, self)
        self.confidences = WordTable([self.tr("Confidence")], self)
        self.message = label("", "error", self, wraps=True)
        self.message.hide()
        self.save_button = push_button(self.tr("Save the words"), self.save, self, is_accent=True)
        self.save_button.setDefault(True)
        self._lay_out()
        self._fill(self._settings)

    def remove(self, table: WordTable) -> None:
        """Remove the current word, and say whose word it was."""
        row = table.currentRow()
        if row < 0:
            return
        key, (name, *_) = table.rows()[row]
        if not table.remove_row():
            self._say(self.tr("One word has to stay."), "warn")
            return
        count = self._uses()[key]
        many = self.tr("{0} key judgements say “{1}”. Without this word they will say “not stated”.")
        one = self.tr("One key judgement says “{1}”. Without this word it will say “not stated”.")
        self._say((one if count == 1 else many).format(count, name) if count else "", "warn")

    def restore(self) -> None:
        """Show the standard words again; they are kept when they are saved."""
        self._fill(BriefingSettings())
        self._say("", "error")

    def save(self) -> None:
        """Keep the words in the project, as one step; words that cannot stay so are said, and nothing is kept."""
        fault = self.likelihoods.fault() or self.confidences.fault()
        if fault:
            self._say(fault, "error")
            return
        present, standard = self._settings.to_json(), BriefingSettings().to_json()
        drafts: list[Draft] = []
        try:
            for name, value in (("likelihoods", self._likelihoods()), ("confidences", self._confidences())):
                if value != present[name]:
                    kept = None if value == standard[name] else value
                    drafts += edits.choose_for_briefing(self._session.project_uid, name, kept)
            if drafts:
                self._session.perform(drafts, self.tr("Change the words for judgements"), initiator=self)
        except AnnotatorError as error:
            self._say(str(error), "error")
            return
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
            (self.tr("How likely a judgement is"), self.likelihoods, 8),
            (self.tr("How good the evidence for it is"), self.confidences, 4),
        ):
            head = label(words, "strong", self)
            head.setBuddy(table)
            body.addWidget(head)
            body.addWidget(table, share)
            body.addLayout(self._row_buttons(table))
            body.addSpacing(6)
        body.addWidget(self.message)
        column.addLayout(body, 1)
        foot = QFrame(self)
        foot.setProperty("house", "foot")
        buttons = QHBoxLayout(foot)
        buttons.setContentsMargins(16, 12, 16, 12)
        buttons.setSpacing(10)
        buttons.addWidget(push_button(self.tr("Restore the standard words (ICD 203)"), self.restore, foot))
        buttons.addStretch()
        buttons.addWidget(push_button(self.tr("Cancel"), self.reject, foot))
        buttons.addWidget(self.save_button)
        column.addWidget(foot)

    def _row_buttons(self, table: WordTable) -> QHBoxLayout:
        """Make the buttons below a table; each says aloud which table it is for."""
        row = QHBoxLayout()
        row.setSpacing(8)
        runs: tuple[tuple[str, Callable[[], object]], ...] = (
            (self.tr("Add"), table.add_row),
            (self.tr("Remove"), partial(self.remove, table)),
            (self.tr("Move up"), partial(table.move_row, -1)),
            (self.tr("Move down"), partial(table.move_row, 1)),
        )
        for words, run in runs:
            button = push_button(words, run, self, is_small=True)
            button.setAccessibleName(self.tr("{0}: {1}").format(table.accessibleName(), words))
            row.addWidget(button)
        row.addStretch()
        return row

    def _say(self, words: str, role: str) -> None:
        self.message.setText(words)
        self.message.setProperty("role", role)
        repolish(self.message)
        self.message.setVisible(bool(words))

    def _uses(self) -> Counter[str]:
        """Count the key judgements by the words they use; keys of both kinds never meet."""
        reader = self._session.reader
        items = (item for chapter in reader.chapters() for item in reader.chapter_items(chapter.uid))
        judgements = [item for item in items if isinstance(item, Prose) and item.is_key_judgement]
        return Counter(key for one in judgements for key in (one.likelihood, one.confidence) if key)

    def _likelihoods(self) -> Json:
        standard = self._words.likelihoods
        return [
            [key, "" if standard.get(key) == row[0] else row[0], int(row[1]), int(row[2])]
            for key, row in self.likelihoods.rows()
        ]
