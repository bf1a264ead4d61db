"""Links in the reading panes: marks in the margin, and the way to the other side."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu

from annotator.core.records import Statement
from annotator.session.changes import Changes
from annotator.session.details import Details
from annotator.store.link_marks import LinkEnd, link_ends_in
from annotator.ui.icons import icon
from annotator.ui.read.link_words import LINK_ICONS, LINK_ORDER, LINK_TONES, SeenLink, link_words, seen_links
from annotator.ui.read.pane_feed import PaneFeed
from annotator.ui.reader.link_marks import MIXED, LinkMark
from annotator.ui.reader.panes import ReaderPanes
from annotator.ui.theme import Theme
from annotator.ui.workspace import Shell

# A hover tells the first of many links, and so many letters of each quote.
MOST_TOLD, LONGEST_TOLD = 8, 70
# Beyond so many touched statements the marks are read again, which then is the shorter way.
MOST_SINGLY = 20


class Linking(QObject):
    """Mark the statements in the panes that are linked, and go from one side of a link to the other.

    Signals: `show_wanted(statement)` for the other side, beside this one.
    """

    show_wanted = Signal(str)

    def __init__(
        self, shell: Shell, panes: ReaderPanes, feed: PaneFeed, details: Details, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._shell = shell
        self._session = shell.session
        self._panes = panes
        self._details = details
        # Where one went to last from a statement, so that the next time it is the link after that; and where from.
        self._gone_to: dict[str, str] = {}
        self._came_from: dict[str, str] = {}
        self._linked_uids: set[str] = set()
        self._session.changed.connect(self._follow)
        feed.opened.connect(self._show_marks)
        panes.links_wanted.connect(self.follow)
        self._show_marks()

    def follow(self, uids: Sequence[str], at: QPoint) -> None:
        """Go to the other side of the links of some statements, or ask in a menu to which."""
        seen = [each for uid in uids for each in seen_links(self._session.reader, uid)]
        if len(seen) == 1:
            self._go(seen[0])
        elif seen:
            menu = self.menu(seen)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(at)

    def menu(self, seen: Sequence[SeenLink]) -> QMenu:
        """Make a menu of links, each of which leads to its other side."""
        menu = QMenu(self._panes)
        tokens = Theme.active().tokens
        for each in seen:
            words = self._told(each.link.kind, each.is_from, each.other).replace("&", "&&")
            action = menu.addAction(icon(LINK_ICONS[each.link.kind], tokens, _tone(each.link.kind)), words)
            action.triggered.connect(lambda _=False, each=each: self._go(each))
        return menu

    def step(self) -> None:
        """Go from the selected statement to the other side of its next link; from there the same leads back."""
        uid = self._session.selection.statement_uid
        others = list(dict.fromkeys(each.other.uid for each in seen_links(self._session.reader, uid)))
        if not others:
            return
        last = self._gone_to.get(uid, "")
        other = others[(others.index(last) + 1) % len(others)] if last in others else others[0]
        self._gone_to[uid] = other
        if self._came_from.pop(uid, "") != other:
            back = list(dict.fromkeys(each.other.uid for each in seen_links(self._session.reader, other)))
            # The one before the way back, so that the next step leads back.
            self._gone_to[other] = back[back.index(uid) - 1]
            self._came_from[other] = uid
        self.show_wanted.emit(other)

    def why_not_step(self) -> str:
        """Say why there is no other side to go to, or ""."""
        uid = self._session.selection.statement_uid
        if not uid:
            return self.tr("Select a statement first.")
        return "" if self._session.reader.links_of(uid) else self.tr("The statement is not linked to another; L links.")

    # Inside

    def _are_linked(self, uids: AbstractSet[str]) -> bool:
        """Tell whether statements are or were linked: one that is not, such as a new one, changes no mark."""
        if len(uids) > MOST_SINGLY or uids & self._linked_uids:
            return True
        return any(self._session.reader.links_of(uid) for uid in uids)

    def _follow(self, changes: object) -> None:
        assert isinstance(changes, Changes)
        if changes.has("link", "source", "revision") or self._are_linked(changes.uids("statement")):
            self._show_marks()

    def _go(self, seen: SeenLink) -> None:
        """Show the other side, and keep the pane of this one as it is."""
        self._session.selection.set_statement(seen.link.from_uid if seen.is_from else seen.link.to_uid)
        self.show_wanted.emit(seen.other.uid)

    def _marks_in(self, source_uid: str) -> dict[str, LinkMark]:
        ends: dict[str, list[LinkEnd]] = {}
        for end in link_ends_in(self._session.reader, source_uid):
            ends.setdefault(end.statement_uid, []).append(end)
        wanted = {end.other_uid for found in ends.values() for end in found}
        self._linked_uids |= wanted | ends.keys()
        others = {each.uid: each for each in self._session.reader.statements_by_uid(sorted(wanted))}
        return {uid: self._mark(found, others) for uid, found in ends.items()}

    def _mark(self, ends: Sequence[LinkEnd], others: dict[str, Statement]) -> LinkMark:
        kinds = {end.kind for end in ends}
        ordered = sorted(ends, key=lambda end: LINK_ORDER.index(end.kind))
        lines = [self._told(end.kind, end.is_from, others[end.other_uid]) for end in ordered[:MOST_TOLD]]
        rest = len(ordered) - len(lines)
        lines += [self.tr("and {0} more").format(rest)] if rest else []
        kind = ordered[0].kind if len(kinds) == 1 else ""
        name, tone = (LINK_ICONS[kind], _tone(kind)) if kind else (MIXED, "muted")
        return LinkMark(name, tone, len(ends), "\n".join(lines))

    def _show_marks(self) -> None:
        self._linked_uids.clear()
        for pane in self._panes.panes:
            if pane.source_uid:
                pane.view.set_link_marks(self._marks_in(pane.source_uid))

    def _told(self, kind: str, is_from: bool, other: Statement) -> str:
        quote = " ".join(other.anchor.quote.split())
        shown = quote if len(quote) <= LONGEST_TOLD else f"{quote[:LONGEST_TOLD].rstrip()}…"
        words = link_words(kind, is_from=is_from)
        return self.tr("{0}: {1} “{2}”").format(words, self._details.place(other), shown)


def _tone(kind: str) -> str:
    return LINK_TONES.get(kind, "muted")
