"""What the fields of the card do to the statement."""

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from annotator.core import edits
from annotator.core.changes import Draft
from annotator.core.errors import AnnotatorError
from annotator.core.identity import new_uid
from annotator.core.records import FuzzyDate, Statement
from annotator.core.vocabulary import CREDIBILITY, STATEMENT_KINDS
from annotator.session.catalogue import Catalogue, plain_name
from annotator.ui.workspace import Shell


class CardEdits:
    """Turn what was typed into edits; nothing is done without a statement."""

    def __init__(self, shell: Shell, catalogue: Catalogue) -> None:
        self._shell = shell
        self._session = shell.session
        self._catalogue = catalogue

    def name_actor(self, statement: Statement | None, name: str) -> None:
        """Say who said it; a name that is not known yet makes a new actor."""
        if statement is None:
            return
        tidy = " ".join(name.split())
        known = self._catalogue.actor_named(tidy)
        if not tidy:
            self._perform(lambda: edits.set_statement_field(statement.uid, "actor", None), _tr("Take off actor"))
        elif known is not None:
            label = _tr("Set actor “{0}”").format(known.name)
            self._perform(lambda: edits.set_statement_field(statement.uid, "actor", known.uid), label)
        else:
            uid = new_uid()
            label = _tr("New actor “{0}”").format(tidy)
            if self._perform(
                lambda: [*edits.add_actor(tidy, uid), *edits.set_statement_field(statement.uid, "actor", uid)], label
            ):
                self._shell.toast(_tr("New actor: {0}").format(tidy), can_undo=True)

    def set_chapters(self, statement: Statement | None, text: str) -> str:
        """Put the statement into the chapters that are named by number or title, and into no others.

        Gives plain words about a chapter that is not there, or ""; nothing is changed then.
        """
        if statement is None:
            return ""
        wanted: list[str] = []
        for words in _parts(text):
            uid = self._chapter(words)
            if uid is None:
                return _tr("There is no chapter “{0}”. Type its number or its title.").format(words)
            wanted.append(uid)
        reader, uid = self._session.reader, statement.uid

        def drafts() -> list[Draft]:
            made: list[Draft] = []
            for chapter_uid in statement.chapter_uids:
                if chapter_uid not in wanted:
                    made += edits.unplace_statement(reader, chapter_uid, uid)
            for chapter_uid in dict.fromkeys(wanted):
                if chapter_uid not in statement.chapter_uids:
                    made += edits.place_statement(reader, chapter_uid, uid)
            return made

        self._perform(drafts, _tr("Change chapters"))
        return ""

    def set_field(self, statement: Statement | None, field: str, value: object) -> None:
        """Set kind, dates or credibility."""
        if statement is None or getattr(statement, field) == value:
            return
        labels = {
            "kind": _tr("Set kind"),
            "said_date": _tr("Set when it was said"),
            "event_date": _tr("Set date of event"),
            "credibility": _tr("Grade credibility"),
        }
        assert value is None or isinstance(value, str | int | FuzzyDate)
        assert field != "kind" or value in ("", *STATEMENT_KINDS)
        assert field != "credibility" or value is None or value in CREDIBILITY
        self._perform(lambda: edits.set_statement_field(statement.uid, field, value), labels[field])

    def take_off(self, statement: Statement | None, tag_uid: str) -> None:
        """Take one's own tag off."""
        if statement is not None:
            tag = self._catalogue.tags.get(tag_uid)
            label = _tr("Take off “{0}”").format(tag.name if tag else "")
            reader, me = self._session.reader, self._session.reviewer.uid
            self._perform(lambda: edits.untag_statement(reader, statement.uid, tag_uid, me), label)

    def write_note(self, statement: Statement | None, text: str) -> None:
        """Keep one's own note."""
        if statement is not None:
            reader, me = self._session.reader, self._session.reviewer.uid
            self._perform(lambda: edits.write_note(reader, statement.uid, me, text), _tr("Write note"))

    def _chapter(self, words: str) -> str | None:
        """Find a chapter by its number, its title, or both together."""
        wanted = plain_name(words)
        for each in self._catalogue.chapters.values():
            title = plain_name(each.title)
            if wanted in (each.number, title, f"{each.number} {title}"):
                return each.uid
        return None

    def _perform(self, drafts: Callable[[], Sequence[Draft]], label: str) -> bool:
        try:
            self._session.perform(drafts(), label, initiator=self)
        except AnnotatorError as error:
            self._shell.say_error(error)
            return False
        return True


def _parts(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,;]", text) if part.strip()]


def _tr(words: str) -> str:
    return QCoreApplication.translate("StatementCard", words)
