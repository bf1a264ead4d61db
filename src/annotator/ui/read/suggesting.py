"""Suggestions in the reading panes: shown, gone through, taken as statements, and dismissed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from annotator.core.dates import format_date
from annotator.core.errors import AnnotatorError
from annotator.core.identity import new_uid
from annotator.core.records import Statement
from annotator.session.catalogue import Catalogue
from annotator.session.suggestion_session import SuggestionSession
from annotator.ui.read.pane_feed import PaneFeed
from annotator.ui.reader.panes import ReaderPanes
from annotator.ui.reader.suggestions import Offer
from annotator.ui.workspace import Shell

if TYPE_CHECKING:
    from annotator.core.suggesting.datings import Dating
    from annotator.core.suggesting.suggestions import Suggestion


class Suggesting(QObject):
    """Put what was found under the words of the panes, and do what a reviewer wishes with it."""

    def __init__(
        self, shell: Shell, panes: ReaderPanes, feed: PaneFeed, catalogue: Catalogue, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._shell = shell
        self._panes = panes
        self._feed = feed
        self._catalogue = catalogue
        self.session = SuggestionSession(shell.session, self)
        self.session.found.connect(self._follow)
        self.session.shown_changed.connect(self._show_everywhere)
        feed.opened.connect(self._take_stock)
        self._take_stock()

    @property
    def current(self) -> "Suggestion | None":
        """The suggestion that the selected words are of, or None."""
        offer = self._panes.active.view.offer_meant()
        if offer is None:
            return None
        offered = self.session.offered(self._panes.active.source_uid)
        return next((each for each in offered if (each.start, each.end) == (offer.start, offer.end)), None)

    @property
    def current_words(self) -> str:
        """What the current suggestion says, in one line, or ""."""
        suggestion = self.current
        return "; ".join(suggestion_lines(suggestion)) if suggestion is not None else ""

    def bring_back(self) -> None:
        """Offer again what was dismissed in the source of the active pane."""
        self.session.bring_back(self._panes.active.source_uid)

    def dismiss(self) -> None:
        """Offer the current suggestion no more, and go to the next."""
        suggestion = self.current
        if suggestion is not None:
            self.session.dismiss(self._panes.active.source_uid, suggestion)
            self.step(1)
            self._shell.toast(self.tr("Suggestion dismissed. “Offer dismissed suggestions again” brings it back."))

    def for_statement(self, statement: Statement) -> "Suggestion | None":
        """Give what was found at a statement's place; None while suggestions are hidden."""
        return self.session.for_statement(statement) if self.session.is_shown else None

    def step(self, by: int) -> None:
        """Select the next or the previous suggestion of the source in the active pane."""
        view = self._panes.active.view
        offers = view.offers()
        span = view.selected_span() or (view.place(), view.place())
        if by > 0:
            found = next((each for each in offers if each.start > span[0] or (each.start, each.end) > span), None)
        else:
            found = next((each for each in reversed(offers) if each.start < span[0]), None)
        if found is None:
            none_later, none_earlier = (
                self.tr("There is no suggestion further on."),
                self.tr("There is none before this."),
            )
            self._shell.toast(none_later if by > 0 else none_earlier)
            return
        self._shell.session.selection.set_statement(None)
        view.select_span(found.start, found.end)
        view.ensureCursorVisible()

    def take(self) -> str:
        """Make the current suggestion a statement, with what was found for it; give the statement's uid, or ""."""
        suggestion, source_uid = self.current, self._panes.active.source_uid
        if suggestion is None:
            return ""
        actors = self._catalogue.actors
        known = actors.get(suggestion.actor_uid or "") or self._catalogue.actor_named(suggestion.speaker)
        uid = new_uid()
        try:
            drafts = self.session.take(source_uid, suggestion, uid, known.uid if known else None)
            self._shell.session.perform(drafts, self.tr("Take suggestion"), initiator=self)
        except AnnotatorError as error:
            self._shell.say_error(error)
            return ""
        self._panes.active.view.clear_selection()
        self._shell.session.selection.set_statement(uid)
        if known is None and suggestion.speaker:
            self._shell.toast(self.tr("New actor: {0}").format(suggestion.speaker), can_undo=True)
        return uid

    def toggle(self) -> None:
        """Show suggestions while reading, or hide them."""
        self.session.set_shown(not self.session.is_shown)

    def why_not_current(self) -> str:
        """Say why nothing can be done with a suggestion now, or ""."""
        if not self.session.is_shown:
            return self.tr("Suggestions are hidden; show them from the View menu.")
        return "" if self.current is not None else self.tr("Go to a suggestion first: S selects the next.")

    def why_not_step(self) -> str:
        """Say why there is no suggestion to go to, or ""."""
        if not self.session.is_shown:
            return self.tr("Suggestions are hidden; show them from the View menu.")
        return "" if self._panes.active.view.has_offers else self.tr("Nothing is suggested in this source.")

    def why_not_bring_back(self) -> str:
        """Say why nothing dismissed can be offered again, or ""."""
        if self.session.can_bring_back(self._panes.active.source_uid):
            return ""
        return self.tr("You have dismissed nothing in this source.")

    def _follow(self, source_uid: str) -> None:
        self._show_in(source_uid)
        self._shell.commands.refresh()

    def _show_everywhere(self) -> None:
        for uid in self._feed.open_uids:
            self._show_in(uid)
        self._shell.commands.refresh()

    def _show_in(self, source_uid: str) -> None:
        offered = self.session.offered(source_uid) if self.session.is_shown else ()
        offers = [Offer(each.start, each.end, "\n".join(suggestion_lines(each))) for each in offered]
        for pane in self._panes.panes:
            if pane.source_uid == source_uid:
                pane.view.set_offers(offers)

    def _take_stock(self) -> None:
        self.session.want(self._feed.open_uids)
        self._show_everywhere()


def dated_words(dating: "Dating") -> str:
    """Say a date that was found, and why it is this one."""
    assert dating.date is not None
    # Imported here, as by its session: the patterns take a tenth of a second to compile, for which no start waits.
    from annotator.core.suggesting.datings import explain

    return _tr("{0} ({1})").format(format_date(dating.date, short=True), explain(dating, _tr_found))


def speaker_words(suggestion: "Suggestion") -> str:
    """Say who speaks, as surely as that is known."""
    if not suggestion.speaker:
        return _tr("No speaker is named near it")
    words = _tr("Speaker: {0}") if suggestion.is_speaker_sure else _tr("Speaker, perhaps: {0}")
    return words.format(suggestion.speaker)


def suggestion_lines(suggestion: "Suggestion") -> list[str]:
    """Say who speaks, when, and of when, one after the other."""
    lines = [speaker_words(suggestion)]
    if (said := suggestion.said) is not None:
        lines.append((_tr("Said: {0}") if said.is_sure else _tr("Said, perhaps: {0}")).format(dated_words(said)))
    if (event := suggestion.event) is not None:
        lines.append((_tr("Event: {0}") if event.is_sure else _tr("Event, perhaps: {0}")).format(dated_words(event)))
    return lines


def _tr(words: str) -> str:
    return QCoreApplication.translate("Suggesting", words)


def _tr_found(words: str) -> str:
    return QCoreApplication.translate("datings", words)
