"""The window for a copy to send: whom it is for at the left, its sources and chapters beside that."""

from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtCore import QCoreApplication, QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from annotator.core.errors import AnnotatorError
from annotator.session.jobs import Job
from annotator.session.sending_session import Holdings, write_copy
from annotator.store.extracting import Choice
from annotator.store.sending import SendingWish, Sent
from annotator.ui.sending.chapters_column import ChaptersColumn
from annotator.ui.sending.options import Options
from annotator.ui.sending.send_foot import SendFoot
from annotator.ui.sending.send_words import going_words, sent_words
from annotator.ui.sending.sources_column import SourcesColumn
from annotator.ui.widgets import label
from annotator.ui.workspace import Shell

SIZE = QSize(1200, 740)
LEFT, RIGHT = 344, 330
_REMEMBERED = "send"


def open_send_dialog(shell: Shell) -> "SendDialog":
    """Show the form over the window."""
    dialog = SendDialog(shell, shell if isinstance(shell, QWidget) else None)
    dialog.open()
    return dialog


class SendDialog(QDialog):
    """Choose what kind of copy it is and what goes in, and write it."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._session = shell.session
        self._job: Job | None = None
        self._is_named = False
        remembered = self._session.local.get(_REMEMBERED, {})
        self._remembered: dict[str, Any] = remembered if isinstance(remembered, dict) else {}
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Send a copy"))
        self.resize(SIZE.boundedTo(parent.window().size()) if parent is not None else SIZE)
        self.options = Options(self._session.path.parent, self)
        self.sources = SourcesColumn(self._session, self)
        self.chapters = ChaptersColumn(self._session, self)
        self.foot = SendFoot(self._session.path.parent, self)
        self._lay_out()
        self._take_remembered()
        self._connect()
        self._kind_changed()
        self.foot.write_button.setFocus()

    @property
    def is_writing(self) -> bool:
        """Whether the file is being written."""
        return self._job is not None

    @property
    def wish(self) -> SendingWish:
        """What has been chosen."""
        sources, tree = self.sources.model, self.chapters.tree
        choice = Choice(
            None if sources.is_everything else tuple(each.uid for each in sources.ticked_sources),
            None if tree.is_everything else tree.ticked_uids(),
        )
        options = self.options
        return SendingWish(
            choice,
            with_originals=options.originals.isChecked(),
            theirs=options.theirs,
            is_clean=options.is_clean,
            with_notes=options.with_notes,
        )

    def reject(self) -> None:
        """Stop the writing, or else close the window."""
        if self._job is None:
            super().reject()
        else:
            self._job.cancel()
            self.foot.show_stopping()

    def save(self) -> None:
        """Write the copy in the background."""
        if self.is_writing or not self.foot.write_button.isEnabled():
            return
        target, wish = self.foot.target, self.wish
        self._remember(target)
        self.foot.say_error("")
        self.foot.set_writing(True)
        self._job = self._session.jobs.run(
            self.tr("Writing the copy"),
            lambda context: write_copy(context, target, wish),
            on_done=self._written,
            on_failed=self._failed,
            is_quiet=True,
        )

    # What is chosen

    def _kind_changed(self) -> None:
        """Suggest a name that says what the copy is, until somebody has written another."""
        if not self._is_named:
            folder = Path(str(self._remembered.get("folder", "")))
            suggested = self.foot.suggested(self._session.title, is_clean=self.options.is_clean)
            self.foot.show_target(folder / suggested.name if folder.is_absolute() and folder.is_dir() else suggested)
        self._say_going()

    def _name(self) -> None:
        self._is_named = True

    def _remember(self, target: Path) -> None:
        options = self.options
        self._remembered = {
            "clean": options.is_clean,
            "folder": str(target.parent),
            "news": options.news.isChecked(),
            "notes": options.notes.isChecked(),
            "originals": options.originals.isChecked(),
            "theirs": str(options.theirs or ""),
        }
        self._session.local.set(_REMEMBERED, self._remembered)

    def _say_going(self) -> None:
        sources, tree, wish = self.sources.model, self.chapters.tree, self.wish
        ticked = sources.ticked_sources
        held = Holdings(len(ticked), sum(each.statement_count for each in ticked), tree.held_count)
        their_name = wish.theirs.name if isinstance(wish.theirs, Path) else ""
        self.foot.say_error("")
        if self.options.wants_news and not their_name:
            self.foot.set_reason(self.tr("Choose a file of theirs first"))
        elif not held.sources and not held.chapters:
            self.foot.set_reason(self.tr("Tick a source or a chapter first"))
        else:
            self.foot.set_reason("")
        is_blind = self._session.reader.project().is_blind
        self.foot.say_going(going_words(held, wish, their_name=their_name, is_blind=is_blind))

    def _take_remembered(self) -> None:
        """Begin with what was chosen the last time, but for the sources and chapters."""
        known, options = self._remembered, self.options
        options.originals.setChecked(bool(known.get("originals", True)))
        options.notes.setChecked(bool(known.get("notes")))
        if known.get("clean"):
            options.kind.clean.setChecked(True)
        theirs = Path(str(known.get("theirs", "")))
        if known.get("news") and theirs.is_file():
            options.show_theirs(theirs)
            options.news.setChecked(True)

    # The layout

    def _connect(self) -> None:
        self.options.kind_changed.connect(self._kind_changed)
        self.options.changed.connect(self._say_going)
        self.sources.model.ticked.connect(self._say_going)
        self.chapters.tree.ticked.connect(self._say_going)
        self.foot.named.connect(self._name)
        self.foot.write_wanted.connect(self.save)
        self.foot.cancel_wanted.connect(self.reject)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        bar = QFrame(self)
        bar.setProperty("house", "frame-bar")
        head = QHBoxLayout(bar)
        head.setContentsMargins(16, 10, 16, 10)
        head.addWidget(label(self.tr("Send a copy"), "title", bar))
        head.addWidget(label(self.tr("A file of its own; your project stays as it is"), "muted", bar))
        head.addStretch()
        outer.addWidget(bar)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        for each, least in ((self.options, 280), (self.sources, 340), (self.chapters, 200)):
            split.addWidget(each)
            each.setMinimumWidth(least)
        split.setSizes([LEFT, self.width() - LEFT - RIGHT, RIGHT])
        split.setStretchFactor(1, 1)
        outer.addWidget(split, 1)
        outer.addWidget(self.foot)

    # What comes

    def _failed(self, error: BaseException) -> None:
        if not shiboken6.isValid(self):
            self._shell.say_error(error)
            return
        self._job = None
        self.foot.set_writing(False)
        if isinstance(error, AnnotatorError):
            self.foot.say_error(str(error))
        else:
            self._shell.say_error(error)

    def _written(self, sent: Sent | None) -> None:
        if sent is not None:
            folder = sent.path.parent
            words = sent_words(sent, is_blind=self._session.reader.project().is_blind)
            button = QCoreApplication.translate("SendDialog", "Show in folder")
            self._shell.say(words, "success", button=button, run=lambda: show_folder(folder))
        if not shiboken6.isValid(self):
            return
        self._job = None
        self.foot.set_writing(False)
        if sent is not None:
            self.accept()
        else:
            self.foot.say_error(self.tr("Stopped; nothing was written."))


def show_folder(folder: Path) -> None:
    """Show a folder in the program that the desktop has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
