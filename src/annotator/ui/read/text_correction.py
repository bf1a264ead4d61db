"""Correcting a text while reading: what its blocks are, what is folded, and words that were read wrongly."""

from collections.abc import Callable, Sequence
from contextlib import suppress

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from annotator.core import edits
from annotator.core.changes import Draft
from annotator.core.errors import AnnotatorError
from annotator.core.records import Block
from annotator.core.vocabulary import BlockKind
from annotator.exchange.correcting import Fates
from annotator.session.text_session import PlaceOfWords, correct_words, correct_words_now
from annotator.ui.read.text_correction_editor import TextCorrectionEditor
from annotator.ui.reader.pane import ReaderPane
from annotator.ui.reader.panes import ReaderPanes
from annotator.ui.workspace import Shell

LEVELLED = (BlockKind.HEADING, BlockKind.LIST_ITEM)
# Only what a browser or a mail program opens: any other address could start a program.
WEB_SCHEMES = ("http", "https", "mailto")


class TextCorrection(QObject):
    """Do to the source in the active pane what its commands say."""

    def __init__(self, shell: Shell, panes: ReaderPanes, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell = shell
        self._session = shell.session
        self._panes = panes
        self._pane: ReaderPane | None = None
        self._place: PlaceOfWords | None = None
        self.editor: TextCorrectionEditor | None = None

    @property
    def blocks(self) -> list[Block]:
        """The blocks that are meant in the active pane."""
        return self._panes.active.view.meant_blocks

    @property
    def address(self) -> str:
        """Where the link leads that is meant, or ""."""
        return self._panes.active.view.meant_link

    def is_all(self, kind: BlockKind, level: int | None = None) -> bool:
        """Tell whether all that is meant is of a kind already."""
        blocks = self.blocks
        return bool(blocks) and all(each.kind is kind and level in (None, each.level) for each in blocks)

    def set_kind(self, kind: BlockKind, level: int | None, label: str) -> None:
        """Say what the blocks are."""
        self._perform(lambda uid, starts: edits.correct_kind(self._session.reader, uid, starts, kind, level), label)

    def shift_level(self, by: int) -> None:
        """Put headings or list items deeper, or higher."""
        words = self.tr("Make it one level deeper") if by > 0 else self.tr("Make it one level higher")
        self._perform(lambda uid, starts: edits.correct_level(self._session.reader, uid, starts, by), words)

    def fold(self, reason: str) -> None:
        """Fold the blocks for everybody; "" takes them back into the article."""
        words = self.tr("Fold a part for good") if reason else self.tr("Take a part into the article")
        self._perform(lambda uid, starts: edits.fold_blocks(self._session.reader, uid, starts, reason), words)

    def open_editor(self) -> None:
        """Open the first of the blocks to have its words put right; one that is open already stays."""
        if self.editor is not None:
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        pane = self._panes.active
        block = next((each for each in self.blocks if each.kind is not BlockKind.IMAGE), None)
        content = pane.view.content
        if block is None or content is None:
            return
        if block.fold or not pane.view.shows(block.start):
            pane.view.show_span(block.start, block.end)
        words = content.text[block.start : block.end]
        self._pane = pane
        self._place = PlaceOfWords(content.source.uid, content.source.revision_uid, block.start)
        self.editor = TextCorrectionEditor(pane.view, block.start, block.end, words)
        self.editor.kept.connect(self._keep)
        self.editor.left.connect(self.close_editor)
        self.editor.next_wanted.connect(self._join_next)
        pane.source_changed.connect(self._follow_pane)
        self._offer_next()
        self.editor.show()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_editor(self) -> None:
        """Put the editor away, with whatever is in it."""
        if self.editor is None or self._pane is None:
            return
        self._pane.source_changed.disconnect(self._follow_pane)
        had_focus = self.editor.isAncestorOf(QGuiApplication.focusObject())  # type: ignore[arg-type]  # a widget here
        self.editor.hide()
        self.editor.deleteLater()
        if had_focus:
            self._pane.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.editor, self._pane, self._place = None, None, None

    def flush(self) -> None:
        """Take over what is being written, at once: the window closes."""
        place, editor = self._place, self.editor
        if place is None or editor is None or not editor.is_changed:
            return
        with suppress(AnnotatorError):
            correct_words_now(self._session, place, editor.words)
        self.close_editor()

    def copy_address(self) -> None:
        """Put the address of the link on the clipboard."""
        QGuiApplication.clipboard().setText(self.address)
        self._shell.toast(self.tr("Address copied"))

    def open_address(self) -> None:
        """Have the browser open the address of the link."""
        QDesktopServices.openUrl(QUrl(self.address))

    def why_not_blocks(self) -> str:
        """Say why there is no block to correct, or ""."""
        return "" if self.blocks else self.tr("Select words in a source, or right-click what is folded.")

    def why_not_level(self) -> str:
        """Say why no level can be changed, or ""."""
        if any(each.kind in LEVELLED for each in self.blocks):
            return ""
        return self.tr("Select a heading or an item of a list.")

    def why_not_fold(self) -> str:
        """Say why nothing can be folded for good, or ""."""
        return self.why_not_blocks() or ("" if any(not each.fold for each in self.blocks) else self.tr("It is folded."))

    def why_not_unfold(self) -> str:
        """Say why nothing can be taken into the article, or ""."""
        return "" if any(each.fold for each in self.blocks) else self.tr("Select something that is folded.")

    def why_not_words(self) -> str:
        """Say why no words can be corrected, or ""."""
        if any(each.kind is not BlockKind.IMAGE for each in self.blocks):
            return ""
        return self.tr("Select words in a source first.")

    def why_not_address(self) -> str:
        """Say why there is no address, or ""."""
        return "" if self.address else self.tr("Select words that lead to another page.")

    def why_not_open(self) -> str:
        """Say why an address cannot be opened, or ""."""
        if self.address and QUrl(self.address).scheme().lower() not in WEB_SCHEMES:
            return self.tr("This is no address of the web.")
        return self.why_not_address()

    # Inside

    def _follow_pane(self) -> None:
        """Let go where the pane shows something else; what was written is not thrown away with it."""
        if self.editor is not None and self.editor.isEnabled() and self.editor.is_changed:
            self._keep(self.editor.words)
        self.close_editor()

    def _join_next(self) -> None:
        block = self._next()
        if block is None or self.editor is None or self._pane is None or self._place is None:
            return
        content = self._pane.view.content
        assert content is not None
        place = self._place
        self._place = PlaceOfWords(place.source_uid, place.revision_uid, place.start, place.count + 1)
        self.editor.append(content.text[block.start : block.end], block.end)
        self._offer_next()

    def _keep(self, words: Sequence[str]) -> None:
        place = self._place
        if place is None:
            return

        def done(fates: Fates) -> None:
            self.close_editor()
            said = self.tr("The text is corrected.")
            if fates.is_anything_to_check:
                count = fates.to_check + fates.not_found
                one, many = (
                    self.tr("The text is corrected; 1 statement to check."),
                    self.tr("The text is corrected; {0} statements to check."),
                )
                said = one if count == 1 else many.format(f"{count:,}")
            self._shell.toast(said, can_undo=True)

        def failed(error: BaseException) -> None:
            if not isinstance(error, AnnotatorError):
                self._shell.say_error(error)
            elif self.editor is not None:
                self.editor.say(str(error))
            else:
                # The pane shows something else by now: another text of the source, say.
                QGuiApplication.clipboard().setText("\n".join(words))
                self._shell.say(self.tr("{0} What you wrote is on the clipboard.").format(error), "warn")

        if self.editor is not None and not self.editor.is_changed:
            self.close_editor()
            return
        correct_words(self._session, place, words, on_done=done, on_failed=failed)

    def _next(self) -> Block | None:
        """Give the block behind those in the editor, where it has words."""
        content = self._pane.view.content if self._pane else None
        if content is None or self._place is None:
            return None
        place = self._place
        index = next((at for at, each in enumerate(content.blocks) if each.start == place.start), len(content.blocks))
        following = content.blocks[index + place.count : index + place.count + 1]
        return following[0] if following and following[0].kind is not BlockKind.IMAGE else None

    def _offer_next(self) -> None:
        if self.editor is not None:
            self.editor.set_can_join(self._next() is not None)

    def _perform(self, make: Callable[[str, list[int]], list[Draft]], label: str) -> None:
        content = self._panes.active.view.content
        starts = [each.start for each in self.blocks if each.kind is not BlockKind.IMAGE]
        if content is None or not starts:
            return
        try:
            drafts = make(content.source.revision_uid, starts)
            if drafts:
                self._session.perform(drafts, label, initiator=self)
        except AnnotatorError as error:
            self._shell.say_error(error)
