"""Choosing what searches by meaning, and seeing how far it has read."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from annotator.core.errors import AnnotatorError
from annotator.exchange.embedding.finding import FoundModel, installed_model, model_in
from annotator.session.meaning_session import MeaningSession
from annotator.ui.icons import pixmap
from annotator.ui.meaning.choice import Choice, From
from annotator.ui.sending.kind_choice import KindRow
from annotator.ui.theme import Theme
from annotator.ui.widgets import ElidedLabel, label, push_button

WIDTH = 520
Ask = Callable[[QWidget, str], str]


class MeaningDialog(QDialog):
    """Three rows: off, the installed model, one in a folder; below them how far the sentences are read.

    Signals: `chosen(Choice)`.
    """

    chosen = Signal(object)

    def __init__(
        self,
        choice: Choice,
        meaning: MeaningSession | None = None,
        parent: QWidget | None = None,
        *,
        ask: Ask | None = None,
    ) -> None:
        super().__init__(parent)
        self._meaning, self._ask = meaning, ask or _ask_folder
        self._folder = choice.folder
        self.setWindowTitle(self.tr("Search by meaning"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(WIDTH)
        self._installed = installed_model()
        self.rows = {
            From.NOWHERE: KindRow(self.tr("Off"), self.tr("Sentences are found by the words that they share."), self),
            From.INSTALLED: KindRow(self.tr("The model that is installed"), self._words_of_installed(), self),
            From.FOLDER: KindRow(self.tr("A model in a folder"), self._words_of_folder(), self),
        }
        self.rows[From.INSTALLED].setEnabled(self._installed is not None)
        is_open = choice.where is not From.INSTALLED or self._installed is not None
        self.rows[choice.where if is_open else From.NOWHERE].setChecked(True)
        self.path = ElidedLabel("", self, role="meta")
        self.path.set_elide_mode(Qt.TextElideMode.ElideMiddle)
        self.choose = push_button(self.tr("&Choose a folder…"), self._choose, self, is_small=True)
        self.fault = label("", "error", self, wraps=True)
        self.fault.hide()
        self._mark = QLabel(self)
        self.state = label("", "meta", self, wraps=True)
        self.go_on = push_button(self.tr("&Read on"), self._read_on, self, is_small=True)
        self.keep = push_button(self.tr("&Use this"), self.accept, self, is_accent=True)
        self._lay_out()
        self.rows[self.choice.where].setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_folder()
        self._show_state()
        if meaning is not None:
            meaning.changed.connect(self._show_state)

    @property
    def choice(self) -> Choice:
        """What is chosen now."""
        where = next(each for each, row in self.rows.items() if row.isChecked())
        return Choice(where, self._folder)

    def accept(self) -> None:
        if self.choice.where is From.FOLDER and self._model_in_folder() is None:
            return
        self.chosen.emit(self.choice)
        super().accept()

    @staticmethod
    def _add_row(column: QVBoxLayout, *widgets: tuple[QWidget, int]) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget, stretch in widgets:
            row.addWidget(widget, stretch)
        column.addLayout(row)

    def _choose(self) -> None:
        folder = self._ask(self, self._folder)
        if folder:
            self._folder = folder
            self.rows[From.FOLDER].setChecked(True)
            self._show_folder()
            self._model_in_folder()

    def _fit(self) -> None:
        """Be as high as the words need: a window with wrapped lines does not see to it by itself."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(WIDTH, layout.totalHeightForWidth(WIDTH))

    def _lay_out(self) -> None:
        words = self.tr(
            "“Who else says this?” then also finds what others say in other words. The model reads every sentence "
            "once, on this computer: nothing is sent or fetched."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        column.addWidget(label(self.tr("Search by meaning"), "title", self))
        column.addWidget(label(words, "muted", self, wraps=True))
        column.addSpacing(2)
        for row in self.rows.values():
            column.addWidget(row)
        self._add_row(column, (self.choose, 0), (self.path, 1))
        column.addWidget(self.fault)
        self._add_row(column, (self._mark, 0), (self.state, 1), (self.go_on, 0))
        column.addStretch(1)
        self._add_row(
            column, (QWidget(self), 1), (push_button(self.tr("Cancel"), self.reject, self), 0), (self.keep, 0)
        )
        self.keep.setDefault(True)

    def _model_in_folder(self) -> FoundModel | None:
        """Look into the folder, and say what is missing there."""
        try:
            found = model_in(Path(self._folder)) if self._folder else None
            fault = "" if found else self.tr("Choose a folder first.")
        except AnnotatorError as error:
            found, fault = None, str(error)
        self.fault.setText(fault)
        self.fault.setVisible(bool(fault))
        self._fit()
        return found

    def _read_on(self) -> None:
        if self._meaning is not None:
            self._meaning.read_on()

    def _show_folder(self) -> None:
        words = self._folder or self.tr("No folder chosen")
        self.path.setText(words)
        self.path.setAccessibleName(words)

    def _show_state(self) -> None:
        icon, words = _state(self, self._meaning)
        tone = Theme.active().tokens.muted
        self._mark.setPixmap(pixmap(icon, tone, 14, self.devicePixelRatioF()))
        self.state.setText(words)
        self.go_on.setVisible(self._meaning is not None and self._meaning.is_stopped)
        self._fit()

    def _words_of_folder(self) -> str:
        return self.tr(
            "An ONNX model with its tokenizer, such as sentence-transformers writes. It may know more languages."
        )

    def _words_of_installed(self) -> str:
        if self._installed is None:
            return self.tr("None is installed. It comes with: pip install 'annotator[semantic]'")
        return self.tr("{0}, for texts in English. Others are found by shared words.").format(self._installed.name)


def _ask_folder(parent: QWidget, folder: str) -> str:
    return QFileDialog.getExistingDirectory(
        parent, QCoreApplication.translate("MeaningDialog", "Choose the folder of a model"), folder
    )


def _state(dialog: MeaningDialog, meaning: MeaningSession | None) -> tuple[str, str]:
    """Give an icon and words for how far the reading is."""
    if meaning is None or not meaning.name:
        return "circle-outline", dialog.tr("Nothing is read for meaning now.")
    extent = meaning.extent
    if extent is None:
        return "sync", dialog.tr("{0} is being loaded.").format(meaning.name)
    read, total = f"{extent.read:,}", f"{extent.total:,}"
    if extent.is_complete:
        return "check", dialog.tr("All {0} sentences have been read.").format(total)
    if meaning.is_stopped:
        return "pause", dialog.tr("Stopped at {0} of {1} sentences.").format(read, total)
    return "sync", dialog.tr("{0} of {1} sentences have been read.").format(read, total)
