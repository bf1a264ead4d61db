"""Giving a source a corrected text, and settling where its statements stand in it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.core import edits
from annotator.core.anchors import make_anchor
from annotator.core.changes import Draft
from annotator.core.edits import NewRevision
from annotator.core.errors import AnnotatorError
from annotator.core.records import Source, Statement, StatementFilter
from annotator.exchange.correcting import Fates, correct_source, fates_of
from annotator.exchange.importing import ENDINGS
from annotator.session.following import Following
from annotator.session.jobs import JobContext
from annotator.store import corrections
from annotator.store.applying import Applied
from annotator.ui.read.pane_feed import PaneFeed
from annotator.ui.reader.panes import ReaderPanes
from annotator.ui.workspace import Shell


class Correcting(QObject):
    """Take corrected articles in, and let a person look through the statements that moved or were not found.

    `selected` gives the statement that the person looks at.

    Signals: `can_anew_changed()` when `why_not_anew` may say something else.
    """

    can_anew_changed = Signal()

    def __init__(
        self,
        shell: Shell,
        panes: ReaderPanes,
        feed: PaneFeed,
        selected: Callable[[], Statement | None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._shell = shell
        self._session = shell.session
        self._panes = panes
        self._feed = feed
        self._selected = selected
        self._dialog_parent = parent
        self.following = Following(self._session, self)
        panes.selection_changed.connect(lambda *_: self.can_anew_changed.emit())
        panes.active_changed.connect(self.can_anew_changed)

    def choose(self, source_uid: str) -> None:
        """Let the person choose the file that corrects a source."""
        source = self._source(source_uid)
        if source is None:
            return
        pattern = " ".join(f"*{ending}" for ending in ENDINGS)
        title = self.tr("Replace “{0}” by a corrected article").format(source.label)
        kinds = self.tr("Articles ({0});;All files (*)").format(pattern)
        name, _ = QFileDialog.getOpenFileName(self._dialog_parent, title, "", kinds)
        if name:
            self.replace(source_uid, Path(name))

    def replace(self, source_uid: str, path: Path) -> None:
        """Give a source the text of a file; looking for the statements of a long one takes a while."""
        source = self._source(source_uid)
        if source is None:
            return
        reviewer_uid = self._session.reviewer.uid

        def work(context: JobContext) -> tuple[NewRevision, list[Applied]]:
            applied: list[Applied] = []
            store = context.open_store()
            new = correct_source(store, source_uid, path, reviewer_uid, check=context.check, on_applied=applied.append)
            return new, applied

        self._session.jobs.run(
            self.tr("Finding statements in the corrected text"),
            work,
            on_done=lambda result: self._replaced(source, *result),
            on_failed=self._shell.say_error,
        )

    def highlight_anew(self) -> None:
        """Put the selected statement, which was not found, on the selected words."""
        statement, span = self._selected(), self._panes.active.view.selected_span()
        if statement is None or span is None or self.why_not_anew():
            return
        reader = self._session.reader
        revision_uid = reader.source(statement.source_uid).revision_uid
        anchor = make_anchor(revision_uid, reader.text(revision_uid), *span)
        drafts = [*edits.move_anchor(statement.uid, anchor), *edits.settle_anchor(statement.uid)]
        if self._perform(drafts, self.tr("Highlight a statement anew")):
            self._panes.active.view.clear_selection()
            self._session.selection.set_statement(statement.uid)
            self._shell.toast(self.tr("{0} stands on these words now.").format(statement.code), can_undo=True)

    def settle(self) -> None:
        """Take the selected statement's place as right."""
        statement = self._selected()
        if statement is not None and statement.anchor_state == "moved":
            self._perform(edits.settle_anchor(statement.uid), self.tr("Confirm the place of a statement"))

    def show_next(self) -> None:
        """Go to the next statement that wants a look, in all sources; after the last to the first."""
        uids = self._session.reader.statement_uids(StatementFilter(to_check=True))
        if uids:
            current = self._session.selection.statement_uid
            at = uids.index(current) + 1 if current in uids else 0
            self._feed.show_statement(uids[at % len(uids)])

    def why_not_anew(self) -> str:
        """Say why the selected statement cannot be highlighted anew now, or ""."""
        statement = self._selected()
        if statement is None or statement.anchor_state != "lost":
            return self.tr("Select a statement that was not found in the corrected text.")
        pane = self._panes.active
        if pane.view.selected_span() is None or pane.source_uid != statement.source_uid:
            return self.tr("Select words in its source first.")
        return ""

    def why_not_next(self) -> str:
        """Say why there is nothing to go to, or ""."""
        is_any = corrections.is_any_to_check(self._session.reader)
        return "" if is_any else self.tr("No statement waits for a look.")

    def why_not_settle(self) -> str:
        """Say why there is no place to confirm, or ""."""
        statement = self._selected()
        is_moved = statement is not None and statement.anchor_state == "moved"
        return "" if is_moved else self.tr("Select a statement that has moved.")

    # Inside

    def _perform(self, drafts: list[Draft], label: str) -> bool:
        try:
            self._session.perform(drafts, label, initiator=self)
        except AnnotatorError as error:
            self._shell.say_error(error)
            return False
        return True

    def _replaced(self, source: Source, new: NewRevision, applied: list[Applied]) -> None:
        if not new.drafts:
            words = self.tr("The text of “{0}” is the same as in this file; nothing was changed.")
            self._shell.say(words.format(source.label))
            return
        self._session.note_applied(applied, self.tr("Replace “{0}” by a corrected article").format(source.label))
        self._shell.toast(self._words(source, fates_of(new.states)), can_undo=True)

    def _source(self, uid: str) -> Source | None:
        try:
            return self._session.reader.source(uid)
        except AnnotatorError as error:
            self._shell.say_error(error)
            return None

    def _words(self, source: Source, fates: Fates) -> str:
        """Say how many statements went along: "18 statements followed, 2 to check, 1 not found."."""
        if not sum(fates):
            return self.tr("“{0}” has its corrected text.").format(source.label)
        one, many = self.tr("1 statement followed"), self.tr("{0} statements followed")
        parts = [one if fates.followed == 1 else many.format(f"{fates.followed:,}")]
        if fates.to_check:
            parts.append(self.tr("{0} to check").format(f"{fates.to_check:,}"))
        if fates.not_found:
            parts.append(self.tr("{0} not found").format(f"{fates.not_found:,}"))
        return self.tr("{0}.").format(", ".join(parts))
