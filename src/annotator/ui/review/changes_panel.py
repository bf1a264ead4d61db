"""What the others changed since this reviewer last looked, as a page of Review."""

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QMenu, QStackedWidget, QVBoxLayout, QWidget

from annotator.session.changes import Changes
from annotator.session.history_things import Thing, Things
from annotator.session.models.changes_model import ChangesModel
from annotator.session.news import News
from annotator.session.news_session import NewsSession
from annotator.ui.history.history_window import show_history
from annotator.ui.history.places import lead_to
from annotator.ui.review.changes_tree import ChangesTree
from annotator.ui.review.moments import moment_words
from annotator.ui.widgets import EmptyState, PanelHead, line, push_button
from annotator.ui.workspace import Shell

FEW = 3


class ChangesPanel(QWidget):
    """List the sittings of the others, the newest first, each with the things that were touched.

    What was listed here counts as seen when the page is left, but stays listed until "I have seen this" is pressed or
    the project is closed: whoever follows a row to its place finds the rest of the list when coming back.

    Signals: `count_changed(int)`: how many sittings have not been seen.
    """

    count_changed = Signal(int)

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self.setProperty("ground", "window")
        self.setAccessibleName(self.tr("What changed"))
        self._news = NewsSession(shell.session, self)
        self._things = Things(shell.session.reader)
        self._model = ChangesModel(self._things, moment_words, self)
        self.tree = ChangesTree(self._model, self)
        self.tree.thing_wanted.connect(self.show_thing)
        self.tree.menu_wanted.connect(self._show_menu)
        self.head = PanelHead(self.tr("What the others did"), self)
        self.since = self._choice(self.tr("Since when"))
        for words, key in (
            (self.tr("Since I last looked"), "looked"),
            (self.tr("Last 7 days"), "week"),
            (self.tr("Everything"), "everything"),
        ):
            self.since.addItem(words, key)
        self.by = self._choice(self.tr("Reviewer"))
        self.by.addItem(self.tr("Everybody else"), "")
        self.seen_button = push_button(self.tr("I have seen this"), self.see, self, icon="check", is_small=True)
        self.empty = EmptyState("", "", self.tr("Show the last 7 days"), self._show_week, self)
        self._lay_out()
        for each in (self.since, self.by):
            each.currentIndexChanged.connect(lambda _: self._ask())
        self._news.came.connect(self._take)
        self._news.unseen_changed.connect(self.count_changed)
        shell.session.changed.connect(self._follow)
        self._names = QTimer(self)
        self._names.setSingleShot(True)
        self._names.timeout.connect(self._model.refresh_names)
        self._ask()

    @property
    def unseen(self) -> int:
        """How many sittings have not been seen, for the badge."""
        return self._news.unseen

    def close_down(self) -> None:
        """Count what was listed as seen, and follow the project no longer."""
        if self.isVisible():
            self._news.note_seen()
        self._shell.session.changed.disconnect(self._follow)
        self._names.stop()
        self._news.stop()

    def first_focus(self) -> QWidget:
        """Give the widget that takes the keyboard."""
        return self.tree if self._model.sittings else self.since

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._news.note_seen()
            self._news.set_watched(False)

    def open_history(self) -> None:
        """Show the history of the thing in the current row."""
        thing = self.tree.current_thing
        if thing is not None:
            show_history(self._shell, thing.uid)

    def see(self) -> None:
        """Count everything as seen and begin the list anew."""
        self._news.see()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self._news.set_watched(True)

    def show_thing(self, thing: Thing) -> None:
        """Show a thing in its place; of what is gone, or stands nowhere, its history."""
        if not lead_to(self._shell, thing) and thing.kind:
            show_history(self._shell, thing.uid)

    def _ask(self) -> None:
        self._news.ask(self.since.currentData(), self.by.currentData() or "")

    def _choice(self, name: str) -> QComboBox:
        made = QComboBox(self)
        made.setAccessibleName(name)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        return made

    def _fill_reviewers(self, news: News) -> None:
        wanted = [("", self.tr("Everybody else")), *((each.uid, each.name) for each in news.others)]
        if wanted == [(self.by.itemData(at), self.by.itemText(at)) for at in range(self.by.count())]:
            return
        chosen = self.by.currentData()
        self.by.blockSignals(True)
        self.by.clear()
        for uid, name in wanted:
            self.by.addItem(name, uid)
        self.by.setCurrentIndex(max(0, self.by.findData(chosen)))
        self.by.blockSignals(False)

    def _follow(self, changes: object) -> None:
        """Look the names up again where they may have changed; the news themselves are followed elsewhere."""
        assert isinstance(changes, Changes)
        if self.isVisible():
            self._names.start(0)

    def _lay_out(self) -> None:
        self.head.setFixedHeight(40)
        for each in (self.since, self.by, self.seen_button):
            self.head.add_widget(each)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.tree)
        self._pages.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(line(parent=self))
        column.addWidget(self._pages, 1)

    def _say_empty(self, news: News) -> None:
        if news.is_blind:
            fact = self.tr("Everybody works blind now.")
            advice = self.tr("What the others do is shown when blind work has ended.")
        elif not news.others:
            fact = self.tr("Nobody else has worked in this project yet.")
            advice = self.tr("Save, give the project file to the others, and their work is listed here.")
        elif self.by.currentData():
            fact = self.tr("{0} has done nothing in this time.").format(self.by.currentText())
            advice = self.tr("Choose another reviewer, or a longer time.")
        elif self.since.currentData() == "looked":
            fact = self.tr("You have seen everything that the others did.")
            advice = self.tr("What comes in with the next save or merge is listed here.")
        else:
            fact = self.tr("The others have done nothing in this time.")
            advice = self.tr("What comes in with the next save or merge is listed here.")
        self.empty.set_words(fact, advice)
        can_look_back = self.since.currentData() == "looked" and bool(news.others) and not news.is_blind
        self.empty.button.setVisible(can_look_back)

    def _show_menu(self, at: QPoint) -> None:
        thing = self.tree.current_thing
        if thing is None:
            return
        menu = QMenu(self)
        show = menu.addAction(self.tr("Show in its place"))
        show.setEnabled(thing.place is not None and not thing.is_gone)
        show.triggered.connect(lambda: self.show_thing(thing))
        menu.addAction(self.tr("History of this…")).triggered.connect(lambda: show_history(self._shell, thing.uid))
        menu.popup(at)

    def _show_week(self) -> None:
        self.since.setCurrentIndex(self.since.findData("week"))
        self.since.setFocus()

    def _take(self, news: News) -> None:
        self._fill_reviewers(news)
        was_shown = self._model.sittings
        if tuple(was_shown) != news.sittings:
            place = self.tree.place()
            self._model.show_sittings(news.sittings)
            if not was_shown and len(news.sittings) <= FEW:
                self.tree.expandAll()
            self.tree.take_place(place)
        self._say_empty(news)
        self._pages.setCurrentWidget(self.tree if news.sittings else self.empty)
        count = len(news.sittings)
        one, many = self.tr("1 sitting"), self.tr("{0} sittings")
        self.head.set_count("" if not count else one if count == 1 else many.format(f"{count:,}"))
        reason = "" if news.new else self.tr("There is nothing that you have not seen.")
        if news.new and self.by.currentData():
            reason = self.tr("Choose “Everybody else” first: it counts for everybody’s work.")
        self.seen_button.setEnabled(not reason)
        self.seen_button.setToolTip(reason)
