"""The Read workspace: panels around the reading panes, and what goes between them."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from annotator.session.catalogue import Catalogue
from annotator.session.details import Details
from annotator.session.models.outline_model import OutlineModel
from annotator.session.models.sources_model import SourcesModel
from annotator.session.models.statements_model import StatementsModel
from annotator.session.models.tags_model import TagsModel
from annotator.ui.commands import Command
from annotator.ui.neighbourhood.graph_window import GraphWindow
from annotator.ui.read.across_panes import AcrossPanes
from annotator.ui.read.correcting import Correcting
from annotator.ui.read.link_palette import LinkPalette
from annotator.ui.read.linking import Linking
from annotator.ui.read.outline_panel import OutlinePanel
from annotator.ui.read.palette import TagPalette
from annotator.ui.read.pane_feed import PaneFeed
from annotator.ui.read.place_words import place_phrase
from annotator.ui.read.read_commands import commands_of
from annotator.ui.read.read_layout import ReadLayout
from annotator.ui.read.source_details import SourceDetails
from annotator.ui.read.sources_panel import SourcesPanel
from annotator.ui.read.statement_card import StatementCard
from annotator.ui.read.statements_panel import StatementsPanel
from annotator.ui.read.suggesting import Suggesting
from annotator.ui.read.tagging import Tagger, Target
from annotator.ui.read.tags_panel import TagsPanel
from annotator.ui.read.text_correction import TextCorrection
from annotator.ui.read.text_correction_commands import fill_menu
from annotator.ui.read.visited import Visited
from annotator.ui.reader.canvas import MARGIN_LEFT
from annotator.ui.reader.panes import ReaderPanes
from annotator.ui.reader.suggestions import Offer
from annotator.ui.who_else.who_else_panel import WhoElsePanel
from annotator.ui.widgets import line
from annotator.ui.workspace import Shell, Workspace

MOST_CHAPTERS_LISTED = 40


class ReadWorkspace(Workspace):
    """Put the panels together. They know the session; only this knows them all."""

    def __init__(self, shell: Shell) -> None:
        widget = QWidget()
        super().__init__(shell, widget)
        self.session = shell.session
        self.catalogue = Catalogue(self.session, self)
        details = Details(self.session.reader)
        self.panes = ReaderPanes(widget)
        self.panes.setAccessibleName(self.tr("Reading panes"))
        self.feed = PaneFeed(self.session, self.panes, self.catalogue, self)
        self.tagger = Tagger(shell, self.panes, self.catalogue, self)
        self.sources = SourcesPanel(shell, SourcesModel(self.session, self), widget)
        self.outline = OutlinePanel(shell, OutlineModel(self.session, self.catalogue, self), widget)
        self.tags = TagsPanel(shell, TagsModel(self.session, self.catalogue, self), self.catalogue, widget)
        model = StatementsModel(self.session, self.catalogue, details, self)
        self.statements = StatementsPanel(shell, model, self.catalogue, widget)
        self.card = StatementCard(shell, self.catalogue, details, widget)
        self.suggesting = Suggesting(shell, self.panes, self.feed, self.catalogue, self)
        self.card.offer_from(self.suggesting)
        self.correcting = Correcting(shell, self.panes, self.feed, lambda: self.card.statement, widget)
        self.text_correction = TextCorrection(shell, self.panes, widget)
        self.details = SourceDetails(shell, widget)
        self.who_else = WhoElsePanel(shell, widget)
        self.across = AcrossPanes(shell, self.panes, self.who_else.who_else, self)
        self.graph = GraphWindow(shell, details, widget)
        self.linking = Linking(shell, self.panes, self.feed, details, self)
        self.palette = TagPalette(self.tagger, self.catalogue, widget)
        self.links = LinkPalette(shell, details, Visited(self.session.selection, self), widget)
        self._state: tuple[bool, bool, str, Offer | None] = (False, False, "", None)
        self._is_first_showing = True
        self._lay_out(widget)
        self._connect()
        self.layout.restore()

    # Workspace

    def close(self) -> None:
        self.card.flush()
        self.details.flush()
        self.text_correction.flush()
        self.who_else.stop()
        self.graph.close()
        self.layout.save()

    def commands(self) -> Sequence[Command]:
        return commands_of(self)

    def first_focus(self) -> QWidget:
        return self.panes.active.view if self.panes.active.source_uid else self.sources.filter

    def shown(self) -> None:
        if self._is_first_showing:
            self._is_first_showing = False
            QTimer.singleShot(0, self.widget, self.feed.restore_places)
        self._say_status()

    # Wishes

    def ask_who_else(self) -> None:
        """Give the keyboard to who else says what is selected."""
        for part in (self.layout.bottom, self.layout.who_else):
            part.setVisible(True)
        self.who_else.take_focus()

    def copy_words(self) -> None:
        """Put the selected words, or the statement's, on the clipboard."""
        view = self.panes.active.view
        if view.selected_span() is not None:
            view.copy()
        elif self.card.statement is not None:
            QGuiApplication.clipboard().setText(self.card.statement.anchor.quote)

    def edit_in_card(self) -> None:
        """Go to the card of the selected statement."""
        self.layout.right.setVisible(True)
        self.right.setCurrentWidget(self.card)
        self.card.focus_first()

    def mark_read(self) -> None:
        """Mark the source of the active pane as read, or as unread again."""
        source = self.sources.model.source_of(self.panes.active.source_uid)
        if source is not None:
            self.sources.mark_read(source, not source.is_read)

    def open_links(self) -> None:
        """Open the list to link the selected statement from, under it; selected words become one."""
        if not self.session.selection.statement_uid:
            self.tagger.highlight()
        statement = self.card.statement
        if statement is not None:
            standing = self._standing_of(Target((statement.uid,)))
            right = self.panes.mapToGlobal(self.panes.rect().topRight()).x()
            self.links.open_for(statement, standing, right, self.feed.open_uids)

    def open_palette(self, uids: Sequence[str] = ()) -> None:
        """Open the palette under the selected words or the statement, or for the statements named."""
        target = Target(tuple(uids)) if uids else self.tagger.target
        if target is not None:
            self.palette.open_for(target, self._standing_of(target))

    def show_details(self, source_uid: str) -> None:
        """Show what is known of a source in place of the card."""
        self.details.show_source(source_uid)
        self.layout.right.setVisible(True)
        self.right.setCurrentWidget(self.details)

    def show_links(self) -> None:
        """Show what the selected statement is linked to, as a picture."""
        if self.session.selection.statement_uid:
            self.graph.open_for(self.session.selection.statement_uid)

    def step_statement(self, step: int) -> None:
        """Go to the next or previous statement of the source in the active pane."""
        content = self.panes.active.view.content
        if content is None:
            return
        found = self.session.reader.highlights(content.source.uid)
        uids = [each.uid for each in found]
        if not uids:
            return
        current = self.session.selection.statement_uid
        if current in uids:
            at = uids.index(current) + step
        else:
            place = self.panes.active.view.place()
            at = next((index for index, each in enumerate(found) if each.start >= place), 0 if step > 0 else -1)
        if 0 <= at < len(uids) or (at == -1 and current not in uids):
            self.feed.show_statement(uids[at])

    def take_suggestion(self) -> None:
        """Make the current suggestion a statement, and open the palette on it."""
        uid = self.suggesting.take()
        if uid:
            self.open_palette([uid])

    def zoom(self, factor: float) -> None:
        """Make the type larger or smaller; 0 makes it as it was."""
        self.panes.set_zoom(self.panes.zoom * factor if factor else 1.0)

    # Inside

    def _connect(self) -> None:
        selection = self.session.selection
        self.sources.open_wanted.connect(self._open)
        self.sources.details_wanted.connect(self.show_details)
        self.sources.correction_wanted.connect(self.correcting.choose)
        self.panes.details_requested.connect(self.show_details)
        self.panes.card_requested.connect(lambda _: self.edit_in_card())
        self.panes.menu_requested.connect(self._show_menu)
        self.panes.selection_changed.connect(lambda *_: self._selection_moved())
        self.panes.active_changed.connect(self._selection_moved)
        self.feed.opened.connect(self._sources_opened)
        self.statements.show_wanted.connect(self._show_statement)
        self.statements.delete_wanted.connect(self.tagger.delete)
        self.statements.tag_wanted.connect(self.open_palette)
        self.statements.place_wanted.connect(self.tagger.place)
        self.statements.edit_wanted.connect(self.edit_in_card)
        self.card.tag_wanted.connect(self.open_palette)
        self.card.link_wanted.connect(self.open_links)
        self.card.delete_wanted.connect(self.tagger.delete)
        self.card.show_wanted.connect(self._show_beside)
        self.card.left.connect(self._go_to_text)
        notice = self.card.anchor_notice
        notice.settle_wanted.connect(self.correcting.settle)
        notice.anew_wanted.connect(self.correcting.highlight_anew)
        self.correcting.can_anew_changed.connect(self._offer_anew)
        self.links.linked.connect(self.card.show_link)
        self.linking.show_wanted.connect(self._show_beside)
        self.card.graph_wanted.connect(self.show_links)
        self.graph.show_wanted.connect(self.feed.show_statement_beside)
        self.panes.selection_changed.connect(self._ask_words)
        self.who_else.show_wanted.connect(self.feed.show_place_beside)
        self.who_else.statement_made.connect(self._turn_to_made)
        self.who_else.left.connect(self._go_to_text)
        self.statements.who_else_wanted.connect(self.ask_who_else)
        self.statements.link_wanted.connect(self.open_links)
        self.details.closed.connect(lambda: self.right.setCurrentWidget(self.card))
        selection.beside_requested.connect(self._show_beside)
        # The feed has heard of it before, so the pane that shows it is the active one.
        for requested in (selection.show_requested, selection.take_up_requested):
            requested.connect(lambda *_: self._go_to_text())
        selection.statement_changed.connect(self._statement_changed)
        selection.source_changed.connect(lambda _: self._selection_moved())
        self.session.changed.connect(lambda _: self._say_status())
        self.session.changed.connect(lambda _: self._offer_anew())

    def _ask_words(self, start: int, end: int) -> None:
        self.who_else.ask_words(self.panes.active.source_uid, start, end)

    def _go_to_text(self) -> None:
        self.panes.active.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self, widget: QWidget) -> None:
        left = QSplitter(Qt.Orientation.Vertical)
        for panel in (self.sources, self.outline, self.tags):
            left.addWidget(panel)
        self.right = QStackedWidget()
        self.right.addWidget(self.card)
        self.right.addWidget(self.details)
        upper, lower = QSplitter(Qt.Orientation.Horizontal), QSplitter(Qt.Orientation.Horizontal)
        rows, columns = QSplitter(Qt.Orientation.Vertical), QSplitter(Qt.Orientation.Horizontal)
        inside = (
            (upper, (self.panes, self.right)),
            (lower, (self.statements, self.who_else)),
            (rows, (upper, lower)),
            (columns, (left, rows)),
        )
        for splitter, parts in inside:
            for part in parts:
                splitter.addWidget(part)
        box = QVBoxLayout(widget)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(line(parent=widget))
        box.addWidget(columns, 1)
        self.layout = ReadLayout(self.session, columns, left, upper, lower, self.panes, self.feed, self.statements)
        order = (self.sources.filter, self.sources.view, self.outline.view, self.tags.view, self.panes)
        for first, second in pairwise(order):
            QWidget.setTabOrder(first, second)

    def _offer_anew(self) -> None:
        self.card.anchor_notice.set_why_not_anew(self.correcting.why_not_anew())

    def _open(self, source_uid: str, is_beside: bool) -> None:
        pane = self.feed.open(source_uid, is_beside=is_beside)
        if pane is not None:
            pane.view.setFocus(Qt.FocusReason.OtherFocusReason)
            if self.right.currentWidget() is self.details:
                self.details.show_source(source_uid)

    def _menu(self) -> QMenu:
        """Make the menu of the reader: what T, H, digits and Delete do, for the mouse."""
        menu = QMenu(self.widget)
        commands = self.shell.commands
        for each in ("statement.tag", "statement.highlight", "statement.edit", "statement.link"):
            menu.addAction(commands.action(each))
        if self.suggesting.current is not None:
            menu.addSeparator()
            menu.addAction(commands.action("statement.take-suggestion"))
            menu.addAction(commands.action("statement.dismiss-suggestion"))
        favourites = [tag for digit in range(1, 10) if (tag := self.catalogue.favourite(digit)) is not None]
        if favourites:
            menu.addSeparator()
            for tag in favourites:
                action = commands.action(f"statement.favourite-{tag.favourite}")
                menu.addAction(action)
        menu.addSeparator()
        chapters = menu.addMenu(self.tr("Put into &chapter"))
        target = self.tagger.target
        for chapter in list(self.catalogue.chapters.values())[:MOST_CHAPTERS_LISTED]:
            words = f"{chapter.number} {chapter.title}".replace("&", "&&")
            run = chapters.addAction(words)
            run.triggered.connect(lambda _=False, uid=chapter.uid: self.tagger.place_target(target, uid))
        chapters.setEnabled(target is not None and bool(self.catalogue.chapters))
        menu.addSeparator()
        fill_menu(menu, commands, self.text_correction)
        menu.addSeparator()
        menu.addAction(commands.action("statement.copy"))
        menu.addAction(commands.action("statement.delete"))
        return menu

    def _say_status(self) -> None:
        uid = self.session.selection.statement_uid
        view = self.panes.active.view
        span = view.selected_span()
        found = self.session.reader.statements_by_uid([uid]) if uid else []
        if span is not None and view.content is not None:
            count = len(view.content.text[slice(*span)].split())
            words = self.tr("1 word") if count == 1 else self.tr("{0} words").format(f"{count:,}")
            offered = self.suggesting.current_words
            if offered:
                self.status_text.emit(self.tr("Suggestion, Q takes it, D dismisses it. {0}").format(offered))
            else:
                self.status_text.emit(self.tr("{0} selected: T tags, H highlights").format(words))
        elif found:
            source = self.sources.model.source_of(found[0].source_uid)
            self.status_text.emit(self.tr("{0}: {1} selected").format(place_phrase(found[0], source), found[0].code))
        else:
            self.status_text.emit("")

    def _selection_moved(self) -> None:
        """Let commands and status follow; commands only when what can be done has changed."""
        offer = self.panes.active.view.offer_meant()
        span = self.panes.active.view.selected_span()
        statement = bool(self.session.selection.statement_uid)
        state = (span is not None, statement, self.panes.active.source_uid, offer)
        if state != self._state:
            self._state = state
            self.shell.commands.refresh()
        self._say_status()

    def _show_beside(self, uid: str) -> None:
        self.feed.show_statement_beside(uid)
        self._go_to_text()

    def _show_menu(self, at: QPoint) -> None:
        self.shell.commands.refresh()
        menu = self._menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def _show_statement(self, uid: str) -> None:
        self.feed.show_statement(uid)
        self._go_to_text()

    def _sources_opened(self) -> None:
        self.statements.set_open_sources(self.feed.open_uids)

    def _standing_of(self, target: Target) -> QRect:
        """Give where a target stands on the screen: its lines in a pane, else the table's rows."""
        if target.span is not None:
            return self._span_on_screen(target.source_uid, *target.span)
        found = self.session.reader.statements_by_uid(target.statement_uids[:1])
        is_one = len(found) == len(target.statement_uids) == 1 and found[0].anchor_state != "lost"
        if is_one and self.panes.pane_of(found[0].source_uid) is not None:
            return self._span_on_screen(found[0].source_uid, found[0].anchor.start, found[0].anchor.end)
        table = self.statements.table
        row = table.visualRect(table.currentIndex())
        return QRect(table.viewport().mapToGlobal(row.topLeft()), row.size())

    def _span_on_screen(self, source_uid: str, start: int, end: int) -> QRect:
        pane = self.panes.pane_of(source_uid) or self.panes.active
        view = pane.view
        rect = view.span_rect(start, end).toRect()
        if not view.viewport().rect().intersects(rect):
            view.show_span(start, end)
            rect = view.span_rect(start, end).toRect()
        if rect.height() > 1.5 * view.cursorRect().height():
            # Between the first line and the last stand whole ones.
            rect.setLeft(min(rect.left(), MARGIN_LEFT))
        rect = rect.intersected(view.viewport().rect())
        return QRect(view.viewport().mapToGlobal(rect.topLeft()), rect.size())

    def _turn_to_made(self, uid: str) -> None:
        """Turn from selected words to the statement that they have become."""
        self.panes.active.view.clear_selection()
        self.session.selection.set_statement(uid)

    def _statement_changed(self, uid: str) -> None:
        if uid:
            self.right.setCurrentWidget(self.card)
        self._offer_anew()
        self._selection_moved()
