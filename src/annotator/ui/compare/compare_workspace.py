"""Compare: who says how much about what, where the sources disagree, and when what was said."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from annotator.core.records import StatementFilter
from annotator.session.catalogue import Catalogue
from annotator.ui.commands import Command
from annotator.ui.compare import compare_commands
from annotator.ui.compare.disagreements_panel import DisagreementsPanel
from annotator.ui.compare.matrix_panel import MatrixPanel
from annotator.ui.compare.statements_pane import StatementsPane
from annotator.ui.compare.timeline_panel import TimelinePanel
from annotator.ui.widgets import line
from annotator.ui.workspace import Shell, Workspace

KEY = "compare"
SIDE_WIDTH, LEAST_SIDE, LEAST_MATRIX = 420, 300, 420
TOP_HEIGHT, BOTTOM_HEIGHT, LEAST_TOP, LEAST_BOTTOM = 400, 370, 150, 210
_ACROSS, _DOWN = "compare.across", "compare.down"


class CompareWorkspace(Workspace):
    """Put the matrix and the disagreements above the timeline; only this knows all the panels."""

    def __init__(self, shell: Shell) -> None:
        widget = QWidget()
        super().__init__(shell, widget)
        self.catalogue = Catalogue(shell.session, self)
        self.matrix = MatrixPanel(shell)
        self.disagreements = DisagreementsPanel(shell, self.catalogue)
        self.statements = StatementsPane(shell, self.catalogue)
        self.timeline = TimelinePanel(shell, widget, self.catalogue)
        self.side = QStackedWidget()
        self.across = QSplitter(Qt.Orientation.Horizontal)
        self.down = QSplitter(Qt.Orientation.Vertical)
        self._lay_out(widget)
        self._connect()

    def close(self) -> None:
        local = self.shell.session.local
        local.set(_ACROSS, self.across.sizes())
        local.set(_DOWN, self.down.sizes())
        self.shell.session.changed.disconnect(self.statements.forget)
        for panel in (self.matrix, self.disagreements, self.timeline):
            panel.close_down()

    def close_statements(self) -> None:
        """Show the disagreements again, and go back to the cell."""
        self.side.setCurrentWidget(self.disagreements)
        self.matrix.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def commands(self) -> Sequence[Command]:
        return [*compare_commands.commands_of(self), *self.timeline.commands()]

    def first_focus(self) -> QWidget:
        return self.matrix.first_focus()

    def show_disagreements(self) -> None:
        """Go to the list of disagreements."""
        self.side.setCurrentWidget(self.disagreements)
        self.disagreements.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def shown(self) -> None:
        self._say_status()

    def _connect(self) -> None:
        self.matrix.open_wanted.connect(self._open)
        self.statements.closed.connect(self.close_statements)
        for panel in (self.matrix, self.disagreements, self.statements, self.timeline):
            panel.status_changed.connect(self._say_status)
        for panel in (self.matrix, self.disagreements):
            panel.menu.aboutToShow.connect(lambda: compare_commands.fill_menus(self))
        self.shell.session.changed.connect(self.statements.forget)

    def _lay_out(self, widget: QWidget) -> None:
        for splitter in (self.across, self.down):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
        self.side.addWidget(self.disagreements)
        self.side.addWidget(self.statements)
        self.side.setMinimumWidth(LEAST_SIDE)
        self.matrix.setMinimumWidth(LEAST_MATRIX)
        self.across.addWidget(self.matrix)
        self.across.addWidget(self.side)
        self.across.setStretchFactor(0, 1)
        self.across.setMinimumHeight(LEAST_TOP)
        self.timeline.setMinimumHeight(LEAST_BOTTOM)
        self.down.addWidget(self.across)
        self.down.addWidget(self.timeline)
        self.down.setStretchFactor(1, 1)
        local = self.shell.session.local
        self.across.setSizes(_sizes(local.get(_ACROSS), [1440 - SIDE_WIDTH, SIDE_WIDTH]))
        self.down.setSizes(_sizes(local.get(_DOWN), [TOP_HEIGHT, BOTTOM_HEIGHT]))
        column = QVBoxLayout(widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(line(parent=widget))
        column.addWidget(self.down, 1)

    def _open(self, wanted: StatementFilter, title: str) -> None:
        self.side.setCurrentWidget(self.statements)
        self.statements.show_statements(wanted, title)

    def _say_status(self) -> None:
        """Let the panel speak that has the keyboard."""
        focus = self.widget.focusWidget() or self.widget
        others = (self.disagreements, self.statements, self.timeline)
        speaking = next((panel for panel in others if panel.isAncestorOf(focus)), self.matrix)
        self.status_text.emit(speaking.status())
        self.shell.commands.refresh()


def _sizes(remembered: object, otherwise: list[int]) -> list[int]:
    """Give remembered sizes where they fit."""
    fits = isinstance(remembered, list) and [type(each) for each in remembered] == [int, int]
    return list(remembered) if fits and isinstance(remembered, list) else otherwise
