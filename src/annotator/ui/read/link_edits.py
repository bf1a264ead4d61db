"""What the card and the list of statements to link do to links."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from annotator.core import edits
from annotator.core.changes import Draft
from annotator.core.errors import AnnotatorError
from annotator.core.identity import link_uid
from annotator.core.vocabulary import SYMMETRIC_LINKS
from annotator.ui.workspace import Shell


class LinkEdits:
    """Make links, take them away, and keep what the editor makes of them: each is one step of undo."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._session = shell.session

    def assess(self, uid: str, text: str) -> None:
        """Keep the assessment of a link."""
        self._perform(lambda: edits.assess_link(uid, text), _tr("Assess contradiction"))

    def link(self, kind: str, from_uid: str, to_uid: str) -> str:
        """Link two statements; give the link, or "" where that cannot be."""
        reader = self._session.reader
        if not self._perform(lambda: edits.link_statements(reader, kind, from_uid, to_uid), _tr("Link statements")):
            return ""
        ends = sorted((from_uid, to_uid)) if kind in SYMMETRIC_LINKS else (from_uid, to_uid)
        return link_uid(kind, *ends)

    def unlink(self, uid: str) -> None:
        """Take a link away."""
        self._perform(lambda: edits.unlink_statements(uid), _tr("Remove link"))

    def _perform(self, drafts: Callable[[], Sequence[Draft]], label: str) -> bool:
        try:
            self._session.perform(drafts(), label, initiator=self)
        except AnnotatorError as error:
            self._shell.say_error(error)
            return False
        return True


def _tr(words: str) -> str:
    return QCoreApplication.translate("links", words)
