"""Key judgements: marking a passage as one, and saying how likely it is and how confident the analyst is."""

from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from annotator.core import edits
from annotator.core.changes import Draft
from annotator.core.errors import AnnotatorError
from annotator.core.records import Prose
from annotator.session.models.chapter_model import ChapterModel
from annotator.ui.arrange.chapter_list import ChapterList
from annotator.ui.arrange.item_delegate import judgement_box
from annotator.ui.arrange.judgement_box import judged_rects
from annotator.ui.arrange.judgement_words_dialog import JudgementWordsDialog
from annotator.ui.workspace import Shell

LIKELIHOOD, CONFIDENCE = "likelihood", "confidence"


class Judging(QObject):
    """Mark and judge passages of prose."""

    def __init__(self, shell: Shell, model: ChapterModel, view: ChapterList) -> None:
        super().__init__(view)
        self._shell, self._model, self._view = shell, model, view
        self.menu = QMenu(view)
        view.judging_wanted.connect(self.offer)

    def is_judgement(self, uid: str) -> bool:
        """Whether an item is a key judgement."""
        item = self._model.item(uid)
        return isinstance(item, Prose) and item.is_key_judgement

    def mark(self, uid: str) -> None:
        """Make a passage a key judgement, or plain prose again."""
        item = self._model.item(uid)
        if isinstance(item, Prose):
            is_on = not item.is_key_judgement
            label = self.tr("Mark key judgement") if is_on else self.tr("Unmark key judgement")
            self._perform(edits.mark_key_judgement(uid, is_on), label)

    def offer(self, uid: str, what: str, point: QPoint | None = None) -> None:
        """Offer the words for likelihood or for confidence in a menu at the passage; `point` is global."""
        item = self._model.item(uid)
        if not isinstance(item, Prose):
            return
        likelihoods, confidences = self._model.judgement_words()
        words, present = (likelihoods, item.likelihood) if what == LIKELIHOOD else (confidences, item.confidence)
        self.menu.clear()
        self.menu.setAccessibleName(self.tr("Likelihood") if what == LIKELIHOOD else self.tr("Confidence"))
        for key, name in {**words, "": self.tr("Not stated")}.items():
            action = self.menu.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(key == present)
            action.triggered.connect(partial(self._set, uid, what, key))
            if key == present:
                self.menu.setActiveAction(action)
        self.menu.addSeparator()
        edit = self.menu.addAction(self.tr("Edit the words for likelihood and confidence…"))
        edit.triggered.connect(lambda: self.edit_words())
        self.menu.popup(point or self._place_of(uid, what))

    def edit_words(self) -> JudgementWordsDialog:
        """Show the project's words for likelihood and confidence, to be changed."""
        dialog = JudgementWordsDialog(self._shell, self._view.window())
        dialog.open()
        return dialog

    def _perform(self, drafts: list[Draft], label: str) -> None:
        try:
            self._shell.session.perform(drafts, label, initiator=self)
        except AnnotatorError as error:
            self._shell.say_error(error)

    def _place_of(self, uid: str, what: str) -> QPoint:
        """Give the place below the word that is to be chosen, which is brought into view; global."""
        index = self._model.index(self._model.row_of(uid))
        self._view.scrollTo(index)
        places = judged_rects(judgement_box(self._view.visualRect(index)))
        place = places[0] if what == LIKELIHOOD else places[1]
        return self._view.viewport().mapToGlobal(place.bottomLeft().toPoint())

    def _set(self, uid: str, what: str, key: str) -> None:
        item = self._model.item(uid)
        if not isinstance(item, Prose) or getattr(item, what) == key:
            return
        if what == LIKELIHOOD:
            self._perform(edits.set_likelihood(uid, key), self.tr("Set likelihood"))
        else:
            self._perform(edits.set_confidence(uid, key), self.tr("Set confidence"))
