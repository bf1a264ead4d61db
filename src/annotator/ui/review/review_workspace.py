"""Review: what came in at the left, what has to be settled in the middle, how far reviewers agree below it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from annotator.session.catalogue import Catalogue
from annotator.session.changes import Changes
from annotator.session.details import Details
from annotator.ui.commands import Command
from annotator.ui.review import review_commands
from annotator.ui.review.checks_panel import ChecksPanel
from annotator.ui.review.conflicts_panel import ConflictsPanel
from annotator.ui.review.tabbed_pages import TabbedPages
from annotator.ui.widgets import line
from annotator.ui.workspace import Shell, Workspace

KEY = "review"
LEFT_WIDTH, LEAST_LEFT, LEAST_CENTRE = 290, 220, 420
CENTRE_HEIGHT, BOTTOM_HEIGHT, LEAST_BOTTOM = 590, 210, 90
_ACROSS, _DOWN, _PAGE = "review.across", "review.down", "review.page"


class ReviewWorkspace(Workspace):
    """Put the panels of working together side by side.

    A panel that is given here may have `close_down()`, which is called before the project closes, and `commands()`; it
    follows the session by itself.

    Signals: `unsettled(int)` when there are more or fewer conflicts than before.
    """

    unsettled = Signal(int)

    def __init__(self, shell: Shell) -> None:
        widget = QWidget()
        super().__init__(shell, widget)
        session = shell.session
        self.catalogue = Catalogue(session, self)
        self.details = Details(session.reader, self.catalogue)
        self.across = QSplitter(Qt.Orientation.Horizontal)
        self.down = QSplitter(Qt.Orientation.Vertical)
        self.pages = TabbedPages(self.tr("What to review"))
        self.conflicts = ConflictsPanel(shell, self.details, self.catalogue)
        self.checks = ChecksPanel(shell, self.details)
        self._panels: list[QWidget] = []
        self._unsettled = -1
        self._lay_out(widget)
        self.add_page(self.tr("Conflicts"), self.conflicts)
        self.add_page(self.tr("To check"), self.checks)
        self._connect()

    @property
    def unsettled_count(self) -> int:
        """How many conflicts nobody has settled yet."""
        return self.conflicts.model.rowCount()

    def add_page(self, title: str, widget: QWidget) -> None:
        """Add a page to the middle, with its tab at the right of those that are there."""
        self.pages.add_page(title, widget)
        self._panels.append(widget)

    def close(self) -> None:
        local = self.shell.session.local
        local.set(_ACROSS, self.across.sizes())
        local.set(_DOWN, self.down.sizes())
        local.set(_PAGE, self.pages.pages.currentIndex())
        self.shell.session.changed.disconnect(self._refresh)
        for panel in self._panels:
            close_down = getattr(panel, "close_down", None)
            if close_down is not None:
                close_down()

    def commands(self) -> Sequence[Command]:
        made = review_commands.commands_of(self)
        for panel in self._panels:
            of_panel = getattr(panel, "commands", None)
            made += of_panel() if of_panel is not None else []
        return made

    def first_focus(self) -> QWidget:
        page = self.pages.pages.currentWidget()
        if page is self.conflicts and self.conflicts.model.conflicts:
            return self.conflicts.table
        if page is self.checks and self.checks.model.uids:
            return self.checks.table
        first_focus = getattr(page, "first_focus", None)
        return first_focus() if first_focus is not None else self.pages.tabs

    def set_badge(self, page: QWidget, count: int, words: str, icon: str = "") -> None:
        """Say on a page's tab how much waits there; `words` say it to a screen reader."""
        self.pages.set_badge(page, count, words, icon)

    def set_bottom(self, widget: QWidget) -> None:
        """Put a panel below the pages."""
        widget.setMinimumHeight(LEAST_BOTTOM)
        self.down.addWidget(widget)
        self.down.setSizes(_sizes(self.shell.session.local.get(_DOWN), [CENTRE_HEIGHT, BOTTOM_HEIGHT]))
        self._panels.append(widget)

    def set_left(self, widget: QWidget) -> None:
        """Put a panel at the left."""
        widget.setMinimumWidth(LEAST_LEFT)
        self.across.insertWidget(0, widget)
        self.across.setStretchFactor(0, 0)
        self.across.setStretchFactor(1, 1)
        self.across.setSizes(_sizes(self.shell.session.local.get(_ACROSS), [LEFT_WIDTH, 1440 - LEFT_WIDTH]))
        self._panels.append(widget)

    def show_page(self, page: QWidget) -> None:
        """Bring a page to the front and give it the keyboard."""
        self.pages.show_page(page)
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def shown(self) -> None:
        self._say_status()

    def waiting(self) -> tuple[int, str]:
        return self.unsettled_count, self.tr("{0} to settle").format(f"{self.unsettled_count:,}")

    def _connect(self) -> None:
        self.shell.session.changed.connect(self._refresh)
        self.conflicts.counted.connect(self._conflicts_counted)
        self.checks.counted.connect(self._checks_counted)
        for panel in (self.conflicts, self.checks):
            panel.selected.connect(self._say_status)
        self.pages.page_changed.connect(lambda _: self._say_status())
        # The panels have asked already, before anybody listened.
        self._conflicts_counted(self.conflicts.model.rowCount())
        self._checks_counted(self.checks.model.rowCount())

    def _checks_counted(self, count: int) -> None:
        self.set_badge(self.checks, count, self.tr("{0} to check").format(f"{count:,}"), "map-marker-outline")
        self._say_status()

    def _conflicts_counted(self, count: int) -> None:
        self.set_badge(self.conflicts, count, self.tr("{0} to settle").format(f"{count:,}"), "call-split")
        if count != self._unsettled:
            self._unsettled = count
            self.unsettled.emit(count)
            self.waiting_changed.emit()
        self._say_status()

    def _lay_out(self, widget: QWidget) -> None:
        for splitter in (self.across, self.down):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
        self.down.addWidget(self.pages)
        self.down.setStretchFactor(0, 1)
        self.pages.setMinimumWidth(LEAST_CENTRE)
        self.across.addWidget(self.down)
        column = QVBoxLayout(widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(line(parent=widget))
        column.addWidget(self.across, 1)

    def _refresh(self, changes: Changes) -> None:
        self.details.forget(changes)
        self.conflicts.refresh(changes)
        self.checks.refresh(changes)

    def _say_status(self) -> None:
        page = self.pages.pages.currentWidget()
        if page is self.conflicts:
            self.status_text.emit(self.conflicts.status())
        elif page is self.checks:
            self.status_text.emit(self.checks.status())
        else:
            self.status_text.emit("")
        self.shell.commands.refresh()


def _sizes(remembered: object, otherwise: list[int]) -> list[int]:
    """Give remembered sizes where they fit."""
    fits = isinstance(remembered, list) and [type(each) for each in remembered] == [int, int]
    return list(remembered) if fits and isinstance(remembered, list) else otherwise
