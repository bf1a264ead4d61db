"""While reviewers work blind the window says so, and when that begins or ends everything is shown anew."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.session.changes import Changes
from annotator.ui.frame import StatusStrip

if TYPE_CHECKING:
    from annotator.session.project_session import ProjectSession

# Whatever somebody made is there for some and not for others; its uid does not matter to those who read it all again.
_SEEN_OTHERWISE = ("actor", "chapter", "link", "note", "placement", "prose", "source", "statement", "tag")


class BlindWork(QObject):
    """Follow one session; goes with it."""

    def __init__(self, session: "ProjectSession", strip: StatusStrip) -> None:
        super().__init__(session)
        self._session, self._strip = session, strip
        self._is_blind = session.reader.project().is_blind
        strip.set_blind(self._is_blind)
        session.changed.connect(self._follow)

    def _follow(self, changes: object) -> None:
        assert isinstance(changes, Changes)
        if not changes.has("project"):
            return
        is_blind = self._session.reader.project().is_blind
        if is_blind != self._is_blind:
            self._is_blind = is_blind
            self._strip.set_blind(is_blind)
            # By its uid the statement that is selected is looked for, and let go where it is hidden now.
            selected = self._session.selection.statement_uid or ""
            touched = {(kind, selected if kind == "statement" else "") for kind in _SEEN_OTHERWISE}
            self._session.changed.emit(Changes(frozenset(touched)))
