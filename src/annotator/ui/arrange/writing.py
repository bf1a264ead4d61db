"""Writing prose in a chapter: opening a passage, handing over what is typed, splitting, joining and citing."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPointF, QRect, Signal

from annotator.core import edits
from annotator.core.changes import Draft
from annotator.core.errors import AnnotatorError, NotFoundError
from annotator.core.identity import new_uid
from annotator.core.records import Prose
from annotator.session.changes import Changes
from annotator.session.chapter_edits import Item, add_passages, judged_alike
from annotator.session.details import CitationLabel, Details
from annotator.session.models.chapter_model import ChapterModel
from annotator.ui.arrange.chapter_list import ChapterList
from annotator.ui.arrange.citation_popup import CitationPopup
from annotator.ui.arrange.prose_editor import ProseEditor, length_of
from annotator.ui.workspace import Shell

MENU = ("arrange.cite", "arrange.key_judgement", "arrange.likelihood", "arrange.confidence")


class Writing(QObject):
    """Keep the one editor that is open, and turn what is typed into edits.

    A new passage is not in the project before it has words, and one that has lost them all leaves it.

    Signals: `opened()` and `closed()` of an editor; `statement_opened(str)` a citation was double-clicked.
    """

    opened = Signal()
    closed = Signal()
    statement_opened = Signal(str)

    def __init__(self, shell: Shell, model: ChapterModel, view: ChapterList, details: Details) -> None:
        super().__init__(view)
        self._shell, self._model, self._view, self._details = shell, model, view, details
        self._editor: ProseEditor | None = None
        self._uid = ""
        self._is_fresh = False
        self._before_uid: str | None = None
        self._record: Item | None = None
        self._citing_key = ""
        self.popup = CitationPopup(shell.session, details, view)
        self.popup.chosen.connect(self._cite)
        self.popup.closed.connect(self._citing_ended)

    @property
    def editor(self) -> ProseEditor | None:
        """The editor that is open, if one is."""
        return self._editor

    def add_after(self, item_uid: str) -> None:
        """Begin a new passage after an item, or at the end."""
        self.close()
        self._begin(self._model.following_uid(item_uid) if item_uid else None)

    def close(self) -> None:
        """Hand over what was typed and close the editor."""
        if self._editor is None:
            return
        editor, uid = self._editor, self._uid
        editor.commit()
        is_fresh = self._is_fresh
        text = editor.prose()
        self._forget_editor()
        if is_fresh:
            self._model.drop_fresh()
        elif not text.strip() and self._model.passage_text(uid) is not None:
            self._perform(edits.delete_prose(uid), self.tr("Delete empty passage"))
        self.closed.emit()

    def edit(self, uid: str, where: object = None) -> None:
        """Open a passage. `where` is a point of it, a position in it (UTF-16 units), or None for its end."""
        if uid == self._uid and self._editor is not None:
            self._editor.setFocus()
            return
        self.close()
        text = self._model.passage_text(uid)
        if text is not None:
            self._open(uid, text, where)

    def follow(self, changes: Changes) -> None:
        """Take in what an edit from elsewhere did to the open passage, without losing what is typed."""
        editor = self._editor
        if editor is None:
            return
        text = self._model.passage_text(self._uid)
        if text is not None:
            self._record = self._model.item(self._uid)
        if text is None and not self._is_fresh:
            self._survive_deletion(editor)
        elif text is not None and changes.initiator is not self and not editor.take_external(text):
            words = self.tr(
                "The words you are changing were changed elsewhere too. Yours are kept; Undo has the others."
            )
            self._shell.say(words, "warn")
        self._before_uid = self._model.following_uid(self._uid)

    def start_citing(self, key: str = "") -> None:
        """Show the list of statements to cite at the cursor."""
        if self._editor is None:
            return
        self._citing_key = key
        cursor = self._editor.cursorRect()
        corner = self._editor.viewport().mapToGlobal(cursor.topLeft())
        self.popup.open_at(QRect(corner, cursor.size()), self._model.statement_uids)

    def _begin(self, before_uid: str | None) -> None:
        uid = new_uid()
        self._model.add_fresh(uid, before_uid)
        self._is_fresh = True
        self._open(uid, "", None)
        self._before_uid = before_uid

    def _cite(self, statement_uid: str) -> None:
        if self._editor is not None:
            self._editor.cite(statement_uid)
            self._editor.setFocus()

    def _citing_ended(self, is_unused: bool) -> None:
        if self._editor is None:
            return
        if is_unused and self._citing_key:
            self._editor.insertPlainText(self._citing_key)
        self._editor.setFocus()

    def _commit(self, text: str) -> None:
        if not self._is_fresh:
            self._perform(edits.write_prose(self._uid, text), self.tr("Write prose"))
        elif text.strip():
            reader, chapter_uid = self._shell.session.reader, self._model.chapter_uid
            before_uid = self._model.following_uid(self._uid)
            drafts = edits.add_prose(reader, chapter_uid, text, before_uid, self._uid)
            if isinstance(self._record, Prose):
                drafts += judged_alike(self._uid, self._record)
            self._is_fresh = not self._perform(drafts, self.tr("Add prose"))

    def _forget_editor(self) -> None:
        editor, self._editor = self._editor, None
        self._uid, self._is_fresh = "", False
        if editor is not None:
            editor.blockSignals(True)
            editor.close_down()
            self._view.close_editor()

    def _join(self, step: int) -> None:
        """Put this passage and a neighbour that is prose together; a passage without words only goes."""
        editor = self._editor
        other = self._model.neighbour(self._uid, step)
        if editor is None or not isinstance(other, Prose):
            return
        uid, text, is_fresh = self._uid, editor.prose(), self._is_fresh
        first, second = (other.text, text) if step < 0 else (text, other.text)
        # The first stays what it is, also a key judgement, but for one that has no words.
        has_words = bool(first.strip())
        kept_uid = other.uid if is_fresh or (step < 0) == has_words else uid
        gone_uid = uid if kept_uid == other.uid else other.uid
        self._forget_editor()
        if is_fresh:
            self._model.drop_fresh()
        drafts = edits.write_prose(kept_uid, first + second)
        if not (is_fresh and gone_uid == uid):
            drafts += edits.delete_prose(gone_uid)
        if self._perform(drafts, self.tr("Join passages")):
            self.edit(kept_uid, length_of(first))

    def _left(self, step: int) -> None:
        uid = self._uid
        row = self._model.row_of(uid)
        self.close()
        # A passage that was closed without words has left its row to the next item.
        self._view.select_row(self._model.row_of(uid) + step if self._model.row_of(uid) >= 0 else row + min(step, 0))
        self._view.setFocus()

    def _open(self, uid: str, text: str, where: object) -> None:
        editor = ProseEditor(text, self._details.citation, self._quote, self._view.viewport())
        commands = self._shell.commands
        editor.menu_actions = [commands.action(each) for each in MENU if commands.has(each)]
        editor.committed.connect(self._commit)
        editor.split_wanted.connect(self._split)
        editor.join_wanted.connect(self._join)
        editor.left.connect(self._left)
        editor.grown.connect(lambda: self._view.set_editor_height(editor.sizeHint().height()))
        editor.citation_wanted.connect(self.start_citing)
        editor.statement_opened.connect(self.statement_opened)
        self._editor, self._uid = editor, uid
        self._record = self._model.item(uid)
        self._before_uid = self._model.following_uid(uid)
        self._view.open_editor(uid, editor)
        if isinstance(where, QPointF):
            editor.setTextCursor(editor.cursorForPosition(where.toPoint()))
        else:
            editor.put_cursor(where if isinstance(where, int) else -1)
        self.opened.emit()

    def _perform(self, drafts: Sequence[Draft], label: str) -> bool:
        try:
            self._shell.session.perform(drafts, label, initiator=self)
        except NotFoundError:
            return False  # it went while the words were on their way; `follow` keeps them
        except AnnotatorError as error:
            self._shell.say_error(error)
            return False
        return True

    def _quote(self, statement_uid: str) -> CitationLabel:
        found = self._shell.session.reader.statements_by_uid([statement_uid])
        words = self.tr("{0}: {1}").format(found[0].code, found[0].anchor.quote) if found else ""
        return CitationLabel(words or self.tr("The statement that stood here has been deleted."), not found)

    def _split(self, texts: list[str], position: int) -> None:
        """Make several passages of the open one; Enter at either end begins an empty one there."""
        editor, uid = self._editor, self._uid
        first, last = texts[0].rstrip(), texts[-1].lstrip()
        if editor is None or not (first or last or len(texts) > 2):
            return
        if len(texts) == 2 and not last:
            self.add_after(uid)
            return
        if len(texts) == 2 and not first:
            self.close()
            self._begin(uid)
            return
        before_uid = self._model.following_uid(uid)
        rest = [*texts[1:-1], *([last] if last else [])]
        drafts: list[Draft] = [] if self._is_fresh else edits.write_prose(uid, first)
        added, uids = add_passages(
            self._shell.session.reader,
            self._model.chapter_uid,
            [first, *rest] if self._is_fresh else rest,
            before_uid,
        )
        is_fresh = self._is_fresh
        self._forget_editor()
        if is_fresh:
            self._model.drop_fresh()
        label = self.tr("Split passage") if len(texts) == 2 else self.tr("Paste {0} passages").format(len(texts))
        if self._perform([*drafts, *added], label):
            self.edit(uids[-1], position)

    def _survive_deletion(self, editor: ProseEditor) -> None:
        """Keep what is typed in a passage that somebody deleted, as a new passage in its place."""
        text, is_dirty, gone = editor.prose(), editor.is_dirty, self._record
        self._forget_editor()
        if not (is_dirty and text.strip()):
            self.closed.emit()
            return
        self._begin(self._before_uid)
        self._record = gone
        if self._editor is not None:
            self._editor.put_prose(text)
        self._shell.say(self.tr("This passage was deleted elsewhere. What you typed is kept as a new passage."), "warn")
