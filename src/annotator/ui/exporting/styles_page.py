"""The page that shows what a template gives: its pages and fonts, and which of its styles plays which role."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.exchange.docx import Template
from annotator.exchange.docx.template_facts import TemplateFacts
from annotator.ui.exporting.role_names import role_names
from annotator.ui.theme import Theme, colour
from annotator.ui.widgets import TREE_ROW, ElidedLabel, RowDelegate, badge_width, label, line, paint_badge, push_button
from annotator.ui.widgets.delegates import AnyIndex

ADDED = int(Qt.ItemDataRole.UserRole)
_FOUND = 2
# In millimetres, upright.
_PAPER = {(210, 297): "A4", (148, 210): "A5", (216, 279): "Letter", (216, 356): "Legal"}


class _FoundDelegate(RowDelegate):
    """A row whose last cell is a badge where the style was added."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        if index.column() != _FOUND or not index.data(ADDED):
            super().paint(painter, option, index)
            return
        self.draw_ground(painter, option, index)
        room = QRectF(option.rect).adjusted(13, 0, -3, 0)
        paint_badge(painter, room, str(index.data()), "warn", "plus")
        self.draw_focus(painter, option, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        hint = super().sizeHint(option, index)
        if index.column() == _FOUND and index.data(ADDED):
            hint.setWidth(max(hint.width(), 20 + round(badge_width(str(index.data())))))
        return hint


class StylesPage(QWidget):
    """Show a template's styles, role by role, or why it cannot be used.

    Signals: `left()` for the way back.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "base")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.back_button = push_button(self.tr("Back"), self.left.emit, self, is_small=True, icon="chevron-left")
        self.title = ElidedLabel("", self, role="strong")
        self.title.set_elide_mode(Qt.TextElideMode.ElideMiddle)
        self.facts = label("", "muted", self, wraps=True)
        self.fault = label("", "error", self, wraps=True)
        self.table = QTreeWidget(self)
        self.table.setColumnCount(3)
        self.table.setHeaderLabels([self.tr("Used for"), self.tr("Style of the template"), self.tr("Found")])
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setItemDelegate(_FoundDelegate(TREE_ROW, self.table))
        self.table.setStyleSheet(
            "QTreeView::item { padding-left: 13px; } QHeaderView::section { padding: 0 11px 0 16px; }"
        )
        self.table.setAccessibleName(self.tr("Styles of the template"))
        head = self.table.header()
        head.setFixedHeight(26)
        head.setStretchLastSection(False)
        head.setSectionsClickable(False)
        for column in (0, 1):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(_FOUND, QHeaderView.ResizeMode.ResizeToContents)
        self._lay_out()
        Theme.active().changed.connect(self._recolour)

    def show_fault(self, name: str, words: str) -> None:
        """Say in one sentence why a template cannot be used."""
        self.title.setText(name)
        self._say("", words)
        self.table.clear()

    def show_template(self, name: str, template: Template) -> None:
        """Show what a template gives; what it lacks and was added comes first."""
        self.title.setText(name)
        self._say(_facts_of(self, template), "")
        self.table.clear()
        how = {
            "name": self.tr("by its name"),
            "other name": self.tr("by a like name"),
            "localised name": self.tr("by a translated name"),
            "added": self.tr("Added"),
        }
        names = role_names()
        for found in sorted(template.found, key=lambda each: each.how != "added"):
            is_added = found.how == "added"
            item = QTreeWidgetItem([names[found.role], found.name, how[found.how]])
            item.setData(_FOUND, ADDED, is_added)
            if is_added:
                item.setToolTip(_FOUND, self.tr("The template has no such style, so the house's goes in."))
            item.setToolTip(0, names[found.role])
            self.table.addTopLevelItem(item)
        self._recolour()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(12, 8, 16, 0)
        top.setSpacing(10)
        top.addWidget(self.back_button)
        top.addWidget(self.title, 1)
        words = QVBoxLayout()
        words.setContentsMargins(16, 8, 16, 10)
        words.setSpacing(4)
        words.addWidget(self.facts)
        words.addWidget(self.fault)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(words)
        column.addWidget(line(parent=self))
        column.addWidget(self.table, 1)

    def _recolour(self) -> None:
        muted = colour(Theme.active().tokens.muted)
        for at in range(self.table.topLevelItemCount()):
            item = self.table.topLevelItem(at)
            if item is not None:
                item.setForeground(_FOUND, muted)

    def _say(self, facts: str, fault: str) -> None:
        self.facts.setText(facts)
        self.facts.setVisible(bool(facts))
        self.fault.setText(fault)
        self.fault.setVisible(bool(fault))


def _facts_of(page: QWidget, template: Template) -> str:
    """Say in a line or two what page, fonts and language the template has, and what of it stays behind."""
    facts = template.facts
    left_behind = {
        "macros": page.tr("macros"),
        "text": page.tr("its text"),
        "comments": page.tr("comments"),
        "tracked changes": page.tr("tracked changes"),
        "active content": page.tr("active content"),
    }
    listed = ", ".join(left_behind[key] for key in template.dropped)
    parts = (
        page.tr("{0}, margins {1} mm").format(_paper(page, facts), ", ".join(str(side) for side in facts.margins)),
        ", ".join(dict.fromkeys(filter(None, (facts.latin_font, facts.east_asian_font)))),
        facts.language,
        page.tr("its own headers and footers") if facts.has_own_margins else "",
        page.tr("left behind: {0}").format(listed) if listed else "",
    )
    return "; ".join(filter(None, parts))


def _paper(page: QWidget, facts: TemplateFacts) -> str:
    upright = (min(facts.width, facts.height), max(facts.width, facts.height))
    name = _PAPER.get(upright) or page.tr("{0} × {1} mm").format(facts.width, facts.height)
    return page.tr("{0} on its side").format(name) if facts.width > facts.height else name
