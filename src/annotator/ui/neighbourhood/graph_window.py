"""The window with the picture of what a statement is linked to, beside the work and never in its way."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from annotator.core.neighbourhood import Neighbourhood, neighbourhood
from annotator.session.changes import Changes
from annotator.session.details import Details
from annotator.ui.neighbourhood.graph_view import GraphView
from annotator.ui.widgets import ElidedLabel, EmptyState, PanelHead, line
from annotator.ui.workspace import Shell

SIZE = QSize(1180, 620)
# What has the keyboard is shown with some of what stands around it.
NEAR_EDGE = 90


class GraphWindow(QWidget):
    """Show the neighbourhood of a statement, and keep it up to date while it is open.

    Signals: `show_wanted(statement)` for one that was chosen.
    """

    show_wanted = Signal(str)

    def __init__(self, shell: Shell, details: Details, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.resize(SIZE)
        self._session = shell.session
        self._uid = ""
        self.head = PanelHead(self.tr("What it is linked to"), self)
        self.view = GraphView(details.source_label)
        self.view.opened.connect(self.show_wanted)
        self.view.middle_wanted.connect(self.show_statement)
        self._area = QScrollArea(self)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area.setWidget(self.view)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setProperty("ground", "base")
        self.view.reached.connect(lambda node: self._area.ensureWidgetVisible(node, NEAR_EDGE, NEAR_EDGE))
        self.empty = EmptyState(
            self.tr("It is linked to nothing yet."),
            self.tr("L links it to another statement, W shows who else says it."),
            parent=self,
        )
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._area)
        self._pages.addWidget(self.empty)
        hint = self.tr("Arrows go from one to the next, Enter shows it beside, Space puts it in the middle.")
        foot = ElidedLabel(hint, self, role="meta")
        foot.setContentsMargins(12, 5, 12, 5)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(line(parent=self))
        layout.addWidget(self._pages, 1)
        layout.addWidget(line(parent=self))
        layout.addWidget(foot)
        self._session.changed.connect(self._follow)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def open_for(self, statement_uid: str) -> None:
        """Show the window with a statement in the middle, which takes the keyboard."""
        self.show_statement(statement_uid)
        self.show()
        self.raise_()
        self.activateWindow()
        if self.view.nodes:
            middle = self.view.nodes[0]
            middle.setFocus(Qt.FocusReason.OtherFocusReason)
            self._area.ensureWidgetVisible(middle, NEAR_EDGE, self._area.viewport().height() // 2)

    def show_statement(self, statement_uid: str) -> None:
        """Put a statement in the middle."""
        self._uid = statement_uid
        found = neighbourhood(self._session.reader, statement_uid)
        if found is None:
            self.close()
            return
        code = found.neighbours[0].statement.code
        self.head.set_title(self.tr("What {0} is linked to").format(code))
        self.setWindowTitle(self.tr("What {0} is linked to").format(code))
        self.head.set_count(self._count_words(found))
        self.view.show_neighbourhood(found)
        self._pages.setCurrentWidget(self._area if found.links else self.empty)

    # Inside

    def _count_words(self, found: Neighbourhood) -> str:
        others = [each.statement for each in found.neighbours[1:]]
        if not others:
            return ""
        one, many = self.tr("1 statement"), self.tr("{0} statements")
        statements = one if len(others) == 1 else many.format(len(others))
        count = len({each.source_uid for each in others})
        sources = self.tr("1 source") if count == 1 else self.tr("{0} sources").format(count)
        return self.tr("{0}, {1}").format(statements, sources)

    def _follow(self, changes: object) -> None:
        assert isinstance(changes, Changes)
        if self.isVisible() and changes.has("link", "statement", "source", "revision"):
            self.show_statement(self._uid)
