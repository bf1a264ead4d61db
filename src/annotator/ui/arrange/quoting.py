"""How a statement is quoted in a chapter: in full, shortened, paraphrased, or only cited."""

from PySide6.QtCore import QObject, Signal

from annotator.core import edits
from annotator.core.changes import Draft
from annotator.core.errors import AnnotatorError
from annotator.core.records import Placement
from annotator.session.changes import Changes
from annotator.session.models.chapter_model import ChapterModel
from annotator.ui.arrange.chapter_list import ChapterList
from annotator.ui.arrange.quote_editor import QuoteEditor
from annotator.ui.workspace import Shell


class Quoting(QObject):
    """Set the forms of quotations, and keep the editor that is open on one.

    Signals: `opened()` and `closed()` of an editor.
    """

    opened = Signal()
    closed = Signal()

    def __init__(self, shell: Shell, model: ChapterModel, view: ChapterList) -> None:
        super().__init__(view)
        self._shell, self._model, self._view = shell, model, view
        self._editor: QuoteEditor | None = None
        self._uid = ""

    @property
    def editor(self) -> QuoteEditor | None:
        """The editor that is open, if one is."""
        return self._editor

    def close(self) -> None:
        """Hand over the words and close the editor; words that cannot stand are given up, which is said."""
        editor = self._editor
        if editor is None:
            return
        editor.commit()
        if self._editor is editor:
            self._shell.say(self.tr("The quotation is as it was. {0}").format(editor.hint.text()), "warn")
            self._forget()

    def edit(self, uid: str, form: str) -> None:
        """Open a statement's card to shorten or to paraphrase it."""
        self.close()
        item = self._model.item(uid)
        if not isinstance(item, Placement):
            return
        quote = " ".join(self._shell.session.reader.statement(item.statement_uid).anchor.quote.split())
        is_shortening = form == "shortened"
        words = item.words if item.form == form else quote if is_shortening else ""
        editor = QuoteEditor(quote, words, is_shortening=is_shortening, parent=self._view.viewport())
        self._editor, self._uid = editor, uid
        editor.committed.connect(lambda made: self._take(form, made, quote))
        editor.left.connect(self._forget)
        editor.grown.connect(lambda: self._view.set_editor_height(editor.sizeHint().height()))
        self._view.open_editor(uid, editor)
        self.opened.emit()

    def follow(self, changes: Changes) -> None:
        """Give up the editor of a statement that was taken out of the chapter meanwhile."""
        if self._editor is not None and changes.has("placement") and self._model.item(self._uid) is None:
            self._forget()

    def show_as(self, uids: list[str], form: str) -> None:
        """Quote statements in full, or only cite them."""
        self.close()
        reader = self._shell.session.reader
        items = {item.uid: item for item in self._model.items}
        drafts: list[Draft] = []
        for uid in uids:
            item = items.get(uid)
            if isinstance(item, Placement) and item.form != form:
                drafts += edits.show_quotation(reader, item, form)
        label = self.tr("Quote in full") if form == "full" else self.tr("Only cite")
        if drafts:
            try:
                self._shell.session.perform(drafts, label, initiator=self)
            except AnnotatorError as error:
                self._shell.say_error(error)

    def _forget(self) -> None:
        if self._editor is not None:
            self._editor = None
            self._uid = ""
            self._view.close_editor()
            self.closed.emit()

    def _take(self, form: str, words: str, quote: str) -> None:
        """Take the words over. The whole quote, and a paraphrase without words, are the quote in full again."""
        item = self._model.item(self._uid)
        if words in ("", quote):
            form, words = "full", ""
        label = {
            "full": self.tr("Quote in full"),
            "shortened": self.tr("Shorten quotation"),
            "paraphrased": self.tr("Paraphrase"),
        }[form]
        try:
            if isinstance(item, Placement) and (form, words) != (item.form, " ".join(item.words.split())):
                drafts = edits.show_quotation(self._shell.session.reader, item, form, words)
                self._shell.session.perform(drafts, label, initiator=self)
        except AnnotatorError as error:
            if self._editor is not None:
                self._editor.say(str(error))
            return
        self._forget()
