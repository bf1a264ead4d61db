"""Which statements were looked at last, while the project is open."""

from collections import deque

from PySide6.QtCore import QObject

from annotator.session.selection import Selection

MOST_VISITED = 40


class Visited(QObject):
    """Remember the statements that were selected, the last one first."""

    def __init__(self, selection: Selection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._uids: deque[str] = deque(maxlen=MOST_VISITED)
        selection.statement_changed.connect(self._note)

    @property
    def uids(self) -> tuple[str, ...]:
        """The statements, each once."""
        return tuple(self._uids)

    def _note(self, uid: str) -> None:
        if not uid:
            return
        if uid in self._uids:
            self._uids.remove(uid)
        self._uids.appendleft(uid)
