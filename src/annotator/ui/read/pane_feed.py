"""What the reading panes show: sources opened into them, their highlights kept in step with the project."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.core.errors import NotFoundError
from annotator.core.records import Highlight, Statement, Tag
from annotator.session.catalogue import Catalogue
from annotator.session.changes import Changes
from annotator.session.illustrating import Illustration, illustrations, pictured
from annotator.session.project_session import ProjectSession
from annotator.store import corrections
from annotator.ui.reader.pane import ReaderPane
from annotator.ui.reader.panes import ReaderPanes
from annotator.ui.reader.view import PaneSource

# Beyond so many touched statements all highlights are read again, which then is the shorter way.
MOST_SINGLY = 20
MOST_PLACES = 2_000
# A pane narrower than this is not opened unasked.
LEAST_WIDTH = 360


class PaneFeed(QObject):
    """Open sources in panes, refresh only what an edit touched, and remember the place in each source.

    Signals: `opened()` whenever the set of open sources may have changed.
    """

    opened = Signal()

    def __init__(
        self, session: ProjectSession, panes: ReaderPanes, catalogue: Catalogue, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._panes = panes
        self._catalogue = catalogue
        stored = session.local.get("read.places", {})
        self._places: dict[str, int] = stored if isinstance(stored, dict) else {}
        session.changed.connect(self._follow)
        catalogue.tags_changed.connect(self._recolour)
        selection = session.selection
        selection.statement_changed.connect(self._mark_statement)
        selection.open_requested.connect(self.open)
        selection.show_requested.connect(self.show_place)
        selection.take_up_requested.connect(self.take_up)
        panes.panes_changed.connect(self._take_stock)
        panes.active_changed.connect(self._tell_active)
        panes.selection_changed.connect(self._words_selected)
        panes.statement_activated.connect(selection.set_statement)

    @property
    def open_uids(self) -> tuple[str, ...]:
        """The sources in the panes, each once, from left to right."""
        return tuple(dict.fromkeys(pane.source_uid for pane in self._panes.panes if pane.source_uid))

    def note_places(self) -> None:
        """Take down how far each open source was read."""
        for pane in self._panes.panes:
            if pane.source_uid:
                self._places.pop(pane.source_uid, None)
                self._places[pane.source_uid] = pane.view.place()
        while len(self._places) > MOST_PLACES:
            del self._places[next(iter(self._places))]
        self._session.local.set("read.places", self._places)

    def open(self, source_uid: str, *, is_beside: bool = False) -> ReaderPane | None:
        """Show a source in the pane that has it, in the active one, or in a new one beside it."""
        pane = self._panes.pane_of(source_uid)
        if pane is not None and not is_beside:
            self._panes.activate(pane)
            return pane
        content = self._content(source_uid)
        if content is None:
            return None
        self.note_places()
        if is_beside and self._panes.can_open and self._panes.active.source_uid:
            pane = self._panes.open_pane(content)
        else:
            pane = self._panes.active
            pane.show_source(content)
        self._settle(pane)
        return pane

    def open_all(self, source_uids: Sequence[str], active: int) -> None:
        """Show sources in as many panes; those that are gone are left out."""
        contents = [content for uid in source_uids if (content := self._content(uid)) is not None]
        for index, content in enumerate(contents):
            if index == 0:
                self._panes.active.show_source(content)
            else:
                self._panes.open_pane(content)
        self._mark_moved()
        panes = self._panes.panes
        self._panes.activate(panes[active if 0 <= active < len(panes) else 0])
        self._take_stock()

    def restore_places(self) -> None:
        """Scroll every pane to where its source was left; the panes have their sizes by now."""
        for pane in self._panes.panes:
            self._restore(pane)

    def show_place(self, source_uid: str, start: int, end: int) -> None:
        """Show a place in a source, in the pane that has it or in the active one."""
        pane = self.open(source_uid)
        if pane is not None:
            # The pane scrolls to the remembered place first; what was asked for has the last word.
            pane.view.show_span(start, end)
            QTimer.singleShot(0, pane, lambda: pane.view.show_span(start, end))

    def show_place_beside(self, source_uid: str, start: int, end: int, kept_uid: str) -> None:
        """Show a place in another pane than that of a source which is kept; commands go on meaning that pane."""
        kept = self._panes.pane_of(kept_uid)
        if self._panes.pane_of(source_uid) is None:
            self._open_beside(source_uid, kept or self._panes.active)
        self.show_place(source_uid, start, end)
        pane = self._panes.pane_of(source_uid)
        if kept is not None and pane is not kept:
            self._panes.activate(kept)
            if pane is not None:
                # Not before: what is selected in the active pane is what others ask about.
                pane.view.point_out(start, end)

    def show_statement(self, uid: str) -> None:
        """Select a statement and show its place, or its source where it has no place in the present text."""
        found = self._session.reader.statements_by_uid([uid])
        if not found:
            return
        pane = self.open(found[0].source_uid)
        if pane is not None and pane.view.content and _stands_in(found[0], pane.view.content):
            self.show_place(found[0].source_uid, found[0].anchor.start, found[0].anchor.end)
        self._session.selection.set_statement(uid)

    def show_statement_beside(self, uid: str) -> None:
        """Select a statement and show its place, leaving the pane of the one that was selected as it is."""
        reader = self._session.reader
        before = reader.statements_by_uid([self._session.selection.statement_uid])
        found = reader.statements_by_uid([uid])
        if found and self._panes.pane_of(found[0].source_uid) is None:
            kept = self._panes.pane_of(before[0].source_uid) if before else self._panes.active
            self._open_beside(found[0].source_uid, kept)
        self.show_statement(uid)

    def take_up(self, source_uid: str, start: int, end: int) -> None:
        """Show a place in a source, and select what a click on it would, so that keys mean it."""
        pane = self.open(source_uid)
        if pane is not None:
            self.show_place(source_uid, start, end)
            # After a fold that hides it has been opened.
            pane.view.take_up(start)

    # Inside

    def _content(self, source_uid: str) -> PaneSource | None:
        reader = self._session.reader
        try:
            source = reader.source(source_uid)
        except NotFoundError:
            return None
        revision = source.revision_uid
        highlights = reader.highlights(source_uid)
        blocks = reader.blocks(revision)
        content = PaneSource(source, reader.text(revision), blocks, highlights, self._catalogue.tags)
        self._illustrate(content)
        return content

    def _illustrate(self, content: PaneSource) -> None:
        """Read the pictures of a text behind the window, and show them where it is still open."""
        if not pictured(content.blocks):
            return
        revision_uid = content.source.revision_uid

        def show(found: dict[int, Illustration]) -> None:
            for pane in self._panes.panes:
                present = pane.view.content
                if found and present is not None and present.source.revision_uid == revision_uid:
                    pane.view.set_illustrations(found)

        self._session.jobs.run(
            self.tr("Reading pictures"),
            lambda context: illustrations(context.open_reader(), content.blocks, context.check),
            on_done=show,
            is_quiet=True,
        )

    def _follow(self, changes: object) -> None:
        assert isinstance(changes, Changes)
        if changes.has("source", "revision"):
            self._refresh_sources()
        touched = changes.uids("statement")
        if changes.has("tag") or len(touched) > MOST_SINGLY:
            self._refresh_highlights()
        elif touched:
            self._refresh_statements(sorted(touched))
        if touched or changes.has("source", "revision"):
            self._mark_moved()
        uid = self._session.selection.statement_uid
        if uid and uid in touched and not self._session.reader.statements_by_uid([uid]):
            self._session.selection.set_statement(None)

    def _is_looked_for(self) -> bool:
        found = self._session.reader.statements_by_uid([self._session.selection.statement_uid])
        return bool(found) and found[0].anchor_state == "lost" and found[0].source_uid == self._panes.active.source_uid

    def _mark_moved(self) -> None:
        """Have the stripes of statements dashed that moved with a correction and wait for a look."""
        for pane in self._panes.panes:
            if pane.source_uid:
                pane.view.set_moved(corrections.moved_uids(self._session.reader, pane.source_uid))

    def _mark_statement(self, uid: str) -> None:
        for pane in self._panes.panes:
            pane.view.set_selected_statement(uid)

    def _open_beside(self, source_uid: str, kept: ReaderPane | None) -> None:
        """Open a source in another pane than one that is kept: a new one where there is room, else a neighbour."""
        panes = self._panes.panes
        others = [pane for pane in panes if pane is not kept]
        has_room = self._panes.can_open and self._panes.width() >= (len(panes) + 1) * LEAST_WIDTH
        if others and not has_room:
            self._panes.activate(next((pane for pane in others if not pane.source_uid), others[-1]))
            self.open(source_uid)
        else:
            self.open(source_uid, is_beside=kept is not None)

    def _recolour(self) -> None:
        """Paint anew where names, colours or the order of tags changed; their counts do with every statement."""
        wanted = _looks(self._catalogue.tags)
        if any(pane.view.content and _looks(pane.view.content.tags) != wanted for pane in self._panes.panes):
            self._refresh_highlights()

    def _refresh_highlights(self) -> None:
        for pane in self._panes.panes:
            if pane.source_uid:
                pane.view.set_highlights(self._session.reader.highlights(pane.source_uid), self._catalogue.tags)

    def _refresh_sources(self) -> None:
        for pane in self._panes.panes:
            old = pane.view.content
            if old is None:
                continue
            new = self._content(old.source.uid)
            if new is None:
                pane.show_source(None)
            elif new.source.revision_uid != old.source.revision_uid:
                place = pane.view.place()
                pane.show_source(new)
                pane.view.restore_place(min(place, len(new.text)))
            else:
                if new.blocks != old.blocks:
                    pane.view.set_blocks(new.blocks)
                pane.refresh_head(new)
        self._take_stock()

    def _refresh_statements(self, uids: Sequence[str]) -> None:
        found = {each.uid: each for each in self._session.reader.statements_by_uid(uids)}
        for pane in self._panes.panes:
            content = pane.view.content
            if content is None:
                continue
            for uid in uids:
                statement = found.get(uid)
                if statement is not None and _stands_in(statement, content):
                    anchor = statement.anchor
                    pane.view.put_highlight(Highlight(uid, anchor.start, anchor.end, statement.tag_uids))
                else:
                    pane.view.drop_highlight(uid)

    def _restore(self, pane: ReaderPane) -> None:
        place = self._places.get(pane.source_uid, 0)
        if place:
            pane.view.restore_place(place)

    def _settle(self, pane: ReaderPane) -> None:
        """Let a pane take its size before it scrolls to the remembered place."""
        pane.view.set_selected_statement(self._session.selection.statement_uid)
        self._mark_moved()
        QTimer.singleShot(0, pane, lambda: self._restore(pane))
        self._take_stock()

    def _take_stock(self) -> None:
        self._tell_active()
        self.opened.emit()

    def _tell_active(self) -> None:
        self._session.selection.set_source(self._panes.active.source_uid or None)

    def _words_selected(self, start: int, _end: int) -> None:
        """Let go of the statement once words are selected: what is done next is meant for them.

        One that was not found in the corrected text of this source stays: the words may be its new ones.
        """
        if start >= 0 and not self._is_looked_for():
            self._session.selection.set_statement(None)


def _stands_in(statement: Statement, content: PaneSource) -> bool:
    is_here = statement.source_uid == content.source.uid
    return is_here and statement.anchor.revision_uid == content.source.revision_uid


def _looks(tags: Mapping[str, Tag]) -> list[tuple[str, str, str]]:
    """Give what the reader shows of tags, in their order."""
    return [(tag.uid, tag.name, tag.colour) for tag in tags.values()]
