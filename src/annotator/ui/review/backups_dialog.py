"""The backups of a project, from which a copy can be opened beside it."""

from collections.abc import Callable, Sequence
from pathlib import Path

import shiboken6
from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.session.merge_session import merging_in
from annotator.store.backups import DAILY, MERGE, MIGRATION, RESTORE, Backup
from annotator.ui.review.moments import moment_words
from annotator.ui.widgets import EmptyState, label, line, make_dense, push_button
from annotator.ui.workspace import Shell

AnyIndex = QModelIndex | QPersistentModelIndex
SIZE = QSize(600, 400)
A_MILLION = 1 << 20
WHEN, WHY, HOW_LARGE = range(3)


class BackupsModel(QAbstractTableModel):
    """Backups with when, why and how large they are."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.backups: list[Backup] = []

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 3

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid():
            return None
        backup = self.backups[index.row()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == HOW_LARGE:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ToolTipRole:
            return str(backup.path)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if index.column() == WHEN:
            return moment_words(int(backup.made.timestamp() * 1000))
        if index.column() == WHY:
            return self._why(backup.reason)
        digits = 1 if backup.size >= A_MILLION else 0
        return QLocale().formattedDataSize(backup.size, digits, QLocale.DataSizeFormat.DataSizeTraditionalFormat)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section == HOW_LARGE:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Made"), self.tr("Why"), self.tr("Size"))[section]
        return None

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.backups)

    def show(self, backups: Sequence[Backup]) -> None:
        """List these."""
        self.beginResetModel()
        self.backups = list(backups)
        self.endResetModel()

    def _why(self, reason: str) -> str:
        return {
            MERGE: self.tr("Before files were merged"),
            DAILY: self.tr("Made each day"),
            MIGRATION: self.tr("Before annotator brought the file up to date"),
            RESTORE: self.tr("Before going back to an earlier backup"),
        }.get(reason, reason)


class BackupsDialog(QDialog):
    """Choose a backup and open a copy of it; the project itself stays as it is.

    `open_project` shows a project file in the window; without it the window says where the copy lies.
    """

    def __init__(
        self, shell: Shell, parent: QWidget | None = None, open_project: Callable[[Path], object] | None = None
    ) -> None:
        super().__init__(parent)
        self._shell, self._open_project = shell, open_project
        self._merging = merging_in(shell.session)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Backups"))
        self.resize(SIZE)
        self.model = BackupsModel(self)
        self.table = QTableView(self)
        self.table.setModel(self.model)
        make_dense(self.table)
        self.table.setAccessibleName(self.tr("Backups of this project"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.doubleClicked.connect(lambda _: self.open_copy())
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._say_button())
        self.empty = EmptyState(
            self.tr("There is no backup yet."),
            self.tr("One is made before files are merged and before the file is brought up to date."),
            parent=self,
        )
        self.copy_button = push_button(self.tr("Open a copy"), self.open_copy, self, is_accent=True)
        self.copy_button.setDefault(True)
        self._lay_out()
        self._say_button()
        self._merging.ask_backups(self._take)

    @property
    def current(self) -> Backup | None:
        """The backup that is selected."""
        rows = self.table.selectionModel().selectedRows()
        return self.model.backups[rows[0].row()] if rows else None

    def open_copy(self) -> None:
        """Put a copy beside the project under a new name and show it."""
        backup = self.current
        if backup is None or not self.copy_button.isEnabled():
            return
        self.copy_button.setEnabled(False)
        self._merging.open_copy(backup, self._copied)

    def _copied(self, path: Path) -> None:
        shell, show = self._shell, self._open_project
        words = self.tr("A copy of the backup lies beside the project: {0}. The project itself is as it was.")
        if shiboken6.isValid(self):
            self.accept()
        if show is not None:
            # The project closes with this, and the message of a closed project would go with it.
            show(path)
        shell.say(words.format(path.name), "success")

    def _lay_out(self) -> None:
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(WHEN, QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(WHY, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(HOW_LARGE, QHeaderView.ResizeMode.Fixed)
        head.resizeSection(WHEN, 150)
        head.resizeSection(HOW_LARGE, 96)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        words = self.tr("They lie on this computer only. A copy is the whole project as it was then; it merges back.")
        said = label(words, "muted", self, wraps=True)
        said.setContentsMargins(12, 10, 12, 10)
        foot = QFrame(self)
        foot.setProperty("house", "foot")
        buttons = QHBoxLayout(foot)
        buttons.setContentsMargins(12, 8, 12, 8)
        buttons.setSpacing(8)
        buttons.addStretch()
        buttons.addWidget(push_button(self.tr("Close"), self.reject, foot))
        buttons.addWidget(self.copy_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(said)
        column.addWidget(line(parent=self))
        column.addWidget(self._stack, 1)
        column.addWidget(foot)

    def _say_button(self) -> None:
        self.copy_button.setEnabled(self.current is not None)
        self.copy_button.setToolTip("" if self.current else self.tr("Select a backup first"))

    def _take(self, backups: list[Backup]) -> None:
        if not shiboken6.isValid(self):
            return
        self.model.show(backups)
        self._stack.setCurrentIndex(0 if backups else 1)
        if backups:
            self.table.selectRow(0)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
