"""The page that shows what a template gives: its pages and fonts, and which of its styles plays which role."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from annotator.exchange.docx import Template
from annotator.ui.exporting.role_names import role_names
from annotator.ui.theme import Theme, colour
from annotator.ui.widgets import TREE_ROW, RowDelegate, label, line, push_button


class StylesPage(QWidget):
    """Show a template's styles, role by role.

    Signals: `left()` for the way back.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "base")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = label("", "strong", self)
        self._facts = label("", "muted", self, wraps=True)
        self._dropped = label("", "warn", self, wraps=True)
        self.table = QTreeWidget(self)
        self.table.setColumnCount(3)
        self.table.setHeaderLabels([self.tr("Used for"), self.tr("Style of the template"), self.tr("Found")])
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setItemDelegate(RowDelegate(TREE_ROW, self.table))
        self.table.setStyleSheet("QTreeView::item { padding-left: 8px; }")
        self.table.setAccessibleName(self.tr("Styles of the template"))
        head = self.table.header()
        head.setFixedHeight(26)
        head.setSectionsClickable(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.back_button = push_button(self.tr("Back"), self.left.emit, self, is_small=True, icon="chevron-left")
        top = QHBoxLayout()
        top.setContentsMargins(12, 8, 12, 0)
        top.setSpacing(10)
        top.addWidget(self.back_button)
        top.addWidget(self._title)
        top.addStretch()
        words = QVBoxLayout()
        words.setContentsMargins(16, 8, 16, 10)
        words.setSpacing(4)
        words.addWidget(self._facts)
        words.addWidget(self._dropped)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(words)
        column.addWidget(line(parent=self))
        column.addWidget(self.table, 1)

    def show_template(self, name: str, template: Template) -> None:
        """Show what a template gives; what it lacks and was added comes first."""
        self._title.setText(name)
        self._facts.setText(self._facts_of(template))
        left_behind = [self._left_behind()[key] for key in template.dropped]
        self._dropped.setText(self.tr("Left behind: {0}.").format(", ".join(left_behind)) if left_behind else "")
        self._dropped.setVisible(bool(left_behind))
        self.table.clear()
        how = {
            "name": self.tr("by its name"),
            "other name": self.tr("by a name like it"),
            "localised name": self.tr("by its name in another language"),
            "added": self.tr("added, as the house has it"),
        }
        tokens, names = Theme.active().tokens, role_names()
        for found in sorted(template.found, key=lambda each: each.how != "added"):
            item = QTreeWidgetItem([names[found.role], found.name if found.how != "added" else "–", how[found.how]])
            item.setForeground(2, colour(tokens.warn if found.how == "added" else tokens.muted))
            self.table.addTopLevelItem(item)

    def _facts_of(self, template: Template) -> str:
        facts = template.facts
        parts = [
            self.tr("{0} × {1} mm, margins {2}").format(
                facts.width, facts.height, ", ".join(str(side) for side in facts.margins)
            ),
            ", ".join(filter(None, (facts.latin_font, facts.east_asian_font))),
            facts.language,
            self.tr("its own headers and footers") if facts.has_own_margins else "",
        ]
        return " · ".join(filter(None, parts))

    def _left_behind(self) -> dict[str, str]:
        return {
            "macros": self.tr("macros"),
            "text": self.tr("the text"),
            "comments": self.tr("comments"),
            "tracked changes": self.tr("tracked changes"),
            "active content": self.tr("active content"),
        }
