"""One to four reading panes side by side."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from annotator.ui.reader.pane import ReaderPane
from annotator.ui.reader.view import PaneSource

MOST_PANES = 4


class ReaderPanes(QWidget):
    """The panes in a splitter; one of them is active.

    Signals: `active_changed()`; `panes_changed()` when one was opened or closed; `selection_changed(start, end)`,
    `statement_activated(uid)`, `card_requested(uid)`, `menu_requested(point)`, `links_wanted(statements, point)` and
    `details_requested(source)` of whichever pane they come from, which is then the active one.
    """

    active_changed = Signal()
    panes_changed = Signal()
    selection_changed = Signal(int, int)
    statement_activated = Signal(str)
    card_requested = Signal(str)
    menu_requested = Signal(QPoint)
    links_wanted = Signal(list, QPoint)
    details_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splitter)
        self._active: ReaderPane | None = None
        self._zoom = 1.0
        self.open_pane()

    @property
    def active(self) -> ReaderPane:
        """The pane that commands mean."""
        assert self._active is not None
        return self._active

    @property
    def can_open(self) -> bool:
        """Whether there is room for another pane."""
        return len(self.panes) < MOST_PANES

    @property
    def panes(self) -> list[ReaderPane]:
        """The panes from left to right."""
        found = (self._splitter.widget(index) for index in range(self._splitter.count()))
        return [pane for pane in found if isinstance(pane, ReaderPane)]

    @property
    def zoom(self) -> float:
        """The size of the type in all panes, 1 is 12 points."""
        return self._zoom

    def activate(self, pane: ReaderPane) -> None:
        """Make commands mean a pane."""
        if pane is self._active:
            return
        if self._active is not None:
            self._active.set_active(False)
        self._active = pane
        self._mark_active()
        self.active_changed.emit()

    def activate_next(self, step: int = 1) -> None:
        """Go to the next pane and give it the focus."""
        panes = self.panes
        pane = panes[(panes.index(self.active) + step) % len(panes)]
        self.activate(pane)
        pane.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_pane(self, pane: ReaderPane) -> None:
        """Close a pane; the last one is emptied instead."""
        panes = self.panes
        if len(panes) == 1:
            pane.show_source(None)
            self._mark_active()
            self.panes_changed.emit()
            return
        at = panes.index(pane)
        if pane is self._active:
            self.activate(panes[at - 1] if at else panes[1])
        pane.setParent(None)
        pane.deleteLater()
        self._share_room()
        self._mark_active()
        self.panes_changed.emit()

    def open_pane(self, content: PaneSource | None = None) -> ReaderPane:
        """Open a pane at the right, or give the active one where four are open."""
        if not self.can_open:
            self.active.show_source(content)
            self._mark_active()
            self.panes_changed.emit()
            return self.active
        pane = ReaderPane()
        pane.view.set_zoom(self._zoom)
        self._splitter.addWidget(pane)
        pane.source_changed.connect(self._mark_active)
        pane.activated.connect(lambda: self.activate(pane))
        pane.close_requested.connect(lambda: self.close_pane(pane))
        pane.details_requested.connect(self.details_requested)
        pane.view.selection_changed.connect(self._relay_selection(pane))
        pane.view.statement_activated.connect(self.statement_activated)
        pane.view.card_requested.connect(self.card_requested)
        pane.view.menu_requested.connect(self.menu_requested)
        pane.view.links_wanted.connect(self.links_wanted)
        pane.show_source(content)
        self._share_room()
        self.activate(pane)
        self._mark_active()
        self.panes_changed.emit()
        return pane

    def pane_of(self, source_uid: str) -> ReaderPane | None:
        """Give the pane that shows a source; the active one where several do."""
        showing = [pane for pane in self.panes if pane.source_uid == source_uid]
        return self._active if self._active in showing else showing[0] if showing else None

    def set_zoom(self, zoom: float) -> None:
        """Set the size of the type in all panes."""
        self._zoom = min(3.0, max(0.5, zoom))
        for pane in self.panes:
            pane.view.set_zoom(self._zoom)

    def _mark_active(self) -> None:
        """Draw the accent only where there is a choice."""
        panes = self.panes
        for pane in panes:
            pane.set_active(pane is self._active and len(panes) > 1)
            pane.set_closable(len(panes) > 1 or bool(pane.source_uid))

    def _relay_selection(self, pane: ReaderPane) -> Callable[[int, int], None]:
        def relay(start: int, end: int) -> None:
            if pane is self._active:
                self.selection_changed.emit(start, end)

        return relay

    def _share_room(self) -> None:
        self._splitter.setSizes([1000] * self._splitter.count())
