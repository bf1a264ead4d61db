"""The import desk: choose files, look at what was found in them, and take them into the project."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from annotator.core.records import Article
from annotator.exchange.importing import ENDINGS
from annotator.session.import_session import Candidate, ImportSession, State
from annotator.session.models.import_model import ImportModel
from annotator.ui.importing.article_preview import ArticlePreview
from annotator.ui.importing.candidates_table import CandidatesTable
from annotator.ui.importing.metadata_form import MetadataForm
from annotator.ui.widgets import Badge, FilterField, PanelHead, ProgressStrip, label, line, push_button
from annotator.ui.workspace import Shell

SIZE = QSize(1280, 736)
FORM_WIDTH = 432


def open_import_desk(shell: Shell, paths: Sequence[Path] = ()) -> "ImportDesk":
    """Show the desk over the window, with files that were dropped or chosen already."""
    parent = shell if isinstance(shell, QWidget) else None
    desk = ImportDesk(shell, parent)
    desk.open()
    if paths:
        desk.session.add_paths(paths)
    return desk


class ImportDesk(QDialog):
    """List what may come in, with a form and a preview for the current one."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.setWindowTitle(self.tr("Import"))
        self.resize(SIZE)
        self.session = ImportSession(shell.session, self)
        self.model = ImportModel(self)
        self.table = CandidatesTable(self.model, self)
        self.form = MetadataForm(self)
        self.preview = ArticlePreview(self)
        self.filter = FilterField(self.tr("Filter"), self)
        self.filter.setMaximumWidth(166)
        self.drop_area = DropArea(self)
        self.progress = ProgressStrip(self)
        self.import_button = push_button("", self._import, self, is_accent=True)
        self._is_several = False
        self._begun_with: Candidate | None = None
        self.states = QComboBox(self)
        self.states.setAccessibleName(self.tr("Which files are shown"))
        for words, state in (
            (self.tr("All files"), None),
            (self.tr("To confirm"), State.TO_CONFIRM),
            (self.tr("Ready"), State.READY),
            (self.tr("Duplicates"), State.DUPLICATE),
            (self.tr("Refused"), State.REFUSED),
        ):
            self.states.addItem(words, state)
        self._badges = {state: Badge(parent=self) for state in State}
        self._total = label("", "strong", self)
        self._preview_head = PanelHead(self.tr("Text as it will be kept"), self)
        self._lay_out()
        self._connect()
        self._count()
        self._show_current()
        # The empty table would have the keyboard otherwise, and nothing to do with it.
        self.add_button.setFocus()

    def paste(self) -> None:
        """Take what is on the clipboard: files, or a text as a source."""
        self._take(QGuiApplication.clipboard().mimeData())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._take(event.mimeData())
        event.acceptProposedAction()

    def done(self, result: int) -> None:
        self.session.cancel()
        super().done(result)

    def _added(self, candidates: list[Candidate]) -> None:
        """List what has been read, and begin with the first that wants a look, as soon as it is there."""
        is_first = not self.model.candidates
        self.model.add(candidates)
        begun = self._begun_with
        is_untouched = begun is not None and begun is self.table.current and begun.state is not State.TO_CONFIRM
        if is_first or is_untouched:
            self._begun_with = self.model.next_to_confirm(None) or self.model.candidates[0]
            self.table.select(self._begun_with)
        if is_first:
            self.table.setFocus()

    def _choose_files(self) -> None:
        pattern = " ".join(f"*{ending}" for ending in ENDINGS)
        names, _ = QFileDialog.getOpenFileNames(
            self, self.tr("Add files"), "", self.tr("Articles ({0});;All files (*)").format(pattern)
        )
        self.session.add_paths([Path(name) for name in names])

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Add a folder"))
        if name:
            self.session.add_paths([Path(name)])

    def _confirmed(self, values: dict[str, object], reliability: str) -> None:
        candidate = self.table.current
        if candidate is None:
            return
        self.session.confirm(candidate, values, reliability)
        self.model.tell_changed([candidate])
        self._go_on(candidate)

    def _share(self, values: dict[str, object], reliability: str) -> None:
        """Say of all selected articles what they have in common, and go on to what still wants a look."""
        selected = self.table.selected
        self.session.confirm_alike(selected, values, reliability)
        self.model.tell_changed(selected)
        self._go_on(self.table.current)

    def _learnt(self, host: str, candidates: list[Candidate]) -> None:
        self.model.tell_changed(candidates)
        if candidates:
            one = self.tr("Learnt: 1 more article from {1} has this outlet now.")
            many = self.tr("Learnt: {0} more articles from {1} have this outlet now.")
            self._said.setText((one if len(candidates) == 1 else many).format(f"{len(candidates):,}", host))

    def _connect(self) -> None:
        self.session.learnt.connect(self._learnt)
        self.form.shared.connect(self._share)
        self.states.currentIndexChanged.connect(lambda _: self.model.set_state(self.states.currentData()))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._selection_changed())
        self.session.added.connect(self._added)
        self.session.previewed.connect(self._show_article)
        self.session.progressed.connect(self._progressed)
        self.session.imported.connect(self._imported)
        self.session.failed.connect(self._failed)
        self.model.counted.connect(self._count)
        self.filter.filtered.connect(self.model.set_text)
        self.filter.left_down.connect(self.table.setFocus)
        self.table.current_moved.connect(self._show_current)
        self.table.deleted.connect(lambda: self.model.remove(self.table.selected))
        self.form.confirmed.connect(self._confirmed)
        self.form.skipped.connect(lambda: self._go_on(self.table.current))
        self.drop_area.clicked.connect(self._choose_files)
        self.progress.cancel_wanted.connect(self.session.cancel)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.form.confirm.click)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self, self.paste)

    def _count(self) -> None:
        counts, total = self.model.counts(), len(self.model.candidates)
        self._total.setText(self.tr("1 file") if total == 1 else self.tr("{0} files").format(f"{total:,}"))
        words = {
            State.READY: (self.tr("{0} ready"), "success", ""),
            State.TO_CONFIRM: (self.tr("{0} to confirm"), "warn", "help-circle-outline"),
            State.DUPLICATE: (self.tr("{0} duplicate"), "neutral", "content-duplicate"),
            State.REFUSED: (self.tr("{0} refused"), "error", ""),
        }
        for state, badge in self._badges.items():
            text, tone, icon = words[state]
            badge.set_state(text.format(f"{counts[state]:,}") if counts[state] else "", tone, icon)
            badge.setVisible(counts[state] > 0)
        if self.table.current is not None:
            self.form.set_place(*self.model.number_to_confirm(self.table.current))
        chosen = self.model.chosen
        is_all_ready = all(each.state is State.READY for each in chosen)
        text = self.tr("Import {0} ready") if is_all_ready else self.tr("Import {0}")
        self.import_button.setText(text.format(f"{len(chosen):,}") if chosen else self.tr("Import"))
        self.import_button.setEnabled(bool(chosen) and not self.session.is_busy)
        self.import_button.setToolTip("" if chosen else self.tr("Confirm or tick a file first"))

    def _failed(self, error: BaseException) -> None:
        self._count()
        self._shell.say_error(error)

    def _go_on(self, candidate: Candidate | None) -> None:
        """Go to the next that wants a look; where there is none, to the button that imports."""
        following = self.model.next_to_confirm(candidate)
        if following is not None:
            self.table.select(following)
            self.form.focus_first_doubt()
        else:
            self._show_current()
            self.import_button.setFocus()

    def _import(self) -> None:
        chosen = self.model.chosen
        if chosen and not self.session.is_busy:
            self.session.import_chosen(chosen)
            self._count()

    def _imported(self, done: list[Candidate]) -> None:
        """Say what came in, and leave where nothing is left that could."""
        self.model.remove(done)
        count = len(done)
        words = self.tr("Imported 1 source.") if count == 1 else self.tr("Imported {0} sources.").format(f"{count:,}")
        self._said.setText(words)
        if any(each.can_come_in for each in self.model.candidates):
            self._go_on(None)
            return
        self._tell_left_out()
        if done:
            self._shell.toast(words, can_undo=True)
        self.accept()

    def _tell_left_out(self) -> None:
        """Name what did not come in, on the window, where it can be read in peace."""
        counts = self.model.counts()
        parts = []
        if counts[State.DUPLICATE]:
            parts.append(self.tr("{0} in the project already").format(counts[State.DUPLICATE]))
        refused = [each for each in self.model.candidates if each.state is State.REFUSED]
        if len(refused) == 1:
            parts.append(self.tr("{0} refused: {1}").format(refused[0].path.name, refused[0].reason.rstrip(".")))
        elif refused:
            parts.append(self.tr("{0} refused").format(len(refused)))
        if parts:
            self._shell.say(self.tr("Not imported: {0}.").format("; ".join(parts)), "warn" if refused else "neutral")

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._top_bar())
        middle = QSplitter(Qt.Orientation.Horizontal, self)
        middle.setHandleWidth(1)
        middle.setChildrenCollapsible(False)
        middle.addWidget(self._list_side())
        middle.addWidget(self._form_side())
        middle.setStretchFactor(0, 1)
        middle.setSizes([SIZE.width() - FORM_WIDTH, FORM_WIDTH])
        outer.addWidget(middle, 1)
        outer.addWidget(self._foot())

    def _foot(self) -> QWidget:
        foot = QFrame(self)
        foot.setProperty("house", "foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(12)
        self._said = label(self.tr("Originals are kept in the project. A refused file changes nothing."), "meta", foot)
        row.addWidget(self._said)
        row.addWidget(self.progress)
        row.addStretch()
        row.addWidget(push_button(self.tr("Cancel"), self.reject, foot))
        row.addWidget(self.import_button)
        return foot

    def _form_side(self) -> QWidget:
        side = QWidget(self)
        side.setProperty("ground", "window")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setMinimumWidth(360)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.form)
        column.addWidget(line(parent=side))
        column.addWidget(self._preview_head)
        column.addWidget(self.preview, 1)
        return side

    def _list_side(self) -> QWidget:
        side = QWidget(self)
        side.setProperty("ground", "base")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        strip = QWidget(side)
        strip.setProperty("ground", "window")
        strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(strip)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self._total)
        for badge in self._badges.values():
            row.addWidget(badge)
        row.addStretch()
        row.addWidget(self.states)
        row.addWidget(self.filter)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(strip)
        column.addWidget(line(parent=side))
        column.addWidget(self.table, 1)
        around = QVBoxLayout()
        around.setContentsMargins(12, 12, 12, 12)
        around.addWidget(self.drop_area)
        column.addLayout(around)
        return side

    def _progressed(self, verb: str, done: int, total: int) -> None:
        if verb:
            self.progress.show_work(verb, done, total, self.tr("files"))
        else:
            self.progress.finish()
        self._said.setVisible(not verb)
        self._count()

    def _selection_changed(self) -> None:
        """Offer what several have in common, or the one that is left."""
        count = sum(candidate.can_come_in for candidate in self.table.selected)
        if count > 1:
            self.form.show_several(count)
            self._is_several = True
        elif self._is_several:
            self._is_several = False
            self._show_current()

    def _take(self, data: QMimeData) -> None:
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if paths:
            self.session.add_paths(paths)
        elif data.text().strip():
            self.session.add_text(data.text(), data.html() if data.hasHtml() else "")

    def _show_article(self, candidate: Candidate, article: Article) -> None:
        if self.table.current is candidate:
            self.preview.show_article(article)
            self._preview_head.set_count(self.tr("{0} blocks").format(f"{len(article.blocks):,}"))

    def _show_current(self) -> None:
        candidate = self.table.current
        number, total = self.model.number_to_confirm(candidate) if candidate else (0, 0)
        self.form.show_candidate(candidate, number, total)
        self._preview_head.set_count("")
        self.preview.show_article(None)
        if candidate is None or candidate.state is State.REFUSED:
            return
        self.session.preview(candidate)

    def _top_bar(self) -> QWidget:
        bar = QFrame(self)
        bar.setProperty("house", "frame-bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(label(self.tr("Import"), "title", bar))
        row.addWidget(label(self.tr("into {0}").format(self._shell.session.title), "muted", bar))
        row.addStretch()
        row.addWidget(push_button(self.tr("Paste text"), self.paste, bar, icon="content-paste"))
        self.add_button = push_button(self.tr("Add files"), self._choose_files, bar, icon="plus")
        row.addWidget(self.add_button)
        row.addWidget(push_button(self.tr("Add a folder"), self._choose_folder, bar, icon="folder-open-outline"))
        return bar


class DropArea(QFrame):
    """The dashed field that says where files go; a click chooses them.

    Signals: `clicked()`.
    """

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("house", "dashed")
        self.setFixedHeight(76)
        column = QVBoxLayout(self)
        column.setSpacing(2)
        column.addStretch()
        for words, role in (
            (self.tr("Drop files or folders here"), "muted"),
            (self.tr("Web pages, PDF, Word, mails, e-books, tables, plain text; Ctrl+V pastes a text"), "meta"),
        ):
            made = label(words, role, self)
            made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(made)
        column.addStretch()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()
