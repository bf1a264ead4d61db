"""One thing in every open pane: the place where each source says what is selected."""

from PySide6.QtCore import QObject

from annotator.session.who_else import WhoElse
from annotator.ui.reader.panes import ReaderPanes
from annotator.ui.workspace import Shell


class AcrossPanes(QObject):
    """Bring the panes to what each of their sources says about the selected statement or words."""

    def __init__(self, shell: Shell, panes: ReaderPanes, who_else: WhoElse, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = shell.session
        self._panes = panes
        self._who_else = who_else

    def show(self) -> None:
        """Show the linked statement or else the best passage in each pane; those that have none say so."""
        others = self._other_uids()
        self._who_else.find_in(others, lambda found: self._take(others, found))

    def why_not(self) -> str:
        """Say why there is nothing to show, or ""."""
        if self._who_else.wish is None:
            return self.tr("Select a statement or some words first.")
        if not self._other_uids():
            return self.tr("Open other sources beside this one first: Ctrl+click them in the list.")
        return ""

    # Inside

    def _other_uids(self) -> frozenset[str]:
        """Give the sources in the panes without the one that the words are from."""
        wish = self._who_else.wish
        own = wish.source_uid if wish is not None else ""
        if wish is not None and wish.statement_uid:
            found = self._session.reader.statements_by_uid([wish.statement_uid])
            own = found[0].source_uid if found else ""
        return frozenset(pane.source_uid for pane in self._panes.panes if pane.source_uid not in ("", own))

    def _take(self, asked: frozenset[str], found: dict[str, tuple[int, int]]) -> None:
        for pane in self._panes.panes:
            span = found.get(pane.source_uid)
            if span is not None and pane is self._panes.active:
                pane.view.show_span(*span)
            elif span is not None:
                pane.view.point_out(*span)
            elif pane.source_uid in asked:
                pane.say(self.tr("Says nothing like it"))
