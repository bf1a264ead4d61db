"""The middle of the export window: the structure, and below it how many chapters go in."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from annotator.ui.exporting.structure_tree import StructureTree
from annotator.ui.widgets import label, line, push_button


class StructurePanel(QWidget):
    """The structure with the line below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "base")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tree = StructureTree(self)
        self.count = label("", "meta", self)
        foot = QFrame(self)
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 4, 8, 4)
        row.setSpacing(4)
        row.addWidget(self.count)
        row.addStretch()
        self.all_button = push_button(
            self.tr("All"), partial(self.tree.tick_all, True), foot, is_small=True, is_quiet=True
        )
        self.none_button = push_button(
            self.tr("None"), partial(self.tree.tick_all, False), foot, is_small=True, is_quiet=True
        )
        self.all_button.setAccessibleName(self.tr("Tick every chapter"))
        self.none_button.setAccessibleName(self.tr("Tick no chapter"))
        row.addWidget(self.all_button)
        row.addWidget(self.none_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tree, 1)
        column.addWidget(line(parent=self))
        column.addWidget(foot)
        self.tree.ticked.connect(self._count)
        self._count()

    def _count(self) -> None:
        self.count.setText(self.tr("{0} of {1} chapters").format(self.tree.ticked_count, self.tree.count))
