"""Agreement between reviewers, at the foot of Review: figures by tag or by pair, and the places behind them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from annotator.core import edits
from annotator.core.agreement import Selection, UnitKind
from annotator.core.errors import AnnotatorError
from annotator.session.agreement_session import AgreementFeed, Focus, Place, Survey, Wish, settle
from annotator.session.models.agreement_model import Names, PairMatrixModel, TagTableModel
from annotator.session.models.sources_model import short_date
from annotator.ui.review.agreement_filters import Entry, TickButton
from annotator.ui.review.agreement_places import PlacesPane
from annotator.ui.review.agreement_tables import AgreementTable, PairTable, TagTable
from annotator.ui.widgets import EmptyState, PanelHead
from annotator.ui.workspace import Shell

_UNIT, _VIEW, _SPLIT = "agreement.unit", "agreement.view", "agreement.split"
BY_TAG, BY_PAIR = "tag", "pair"
PLACES_WIDTH = 440


class AgreementPanel(QWidget):
    """Say how far reviewers agree, on what they differ, and settle it.

    It computes only while it is shown. Call `close_down` before the project closes.
    """

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._focus: Focus | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "window")
        self.setAccessibleName(self.tr("Agreement between reviewers"))
        self.feed = AgreementFeed(shell.session, self)
        self._build_head()  # first, so that the Tab key goes from the head into the table
        self.tag_model, self.pair_model = TagTableModel(self), PairMatrixModel(self)
        self.tag_table = TagTable(self.tag_model, self)
        self.pair_table = PairTable(self.pair_model, self)
        self.places = PlacesPane(shell, self)
        self._lay_out()
        self._restore()
        self._connect()
        self._say_unit()
        self._show_waiting()

    @property
    def table(self) -> AgreementTable:
        """The table that is shown."""
        return self.tag_table if self.view.currentData() == BY_TAG else self.pair_table

    def close_down(self) -> None:
        """Compute no more and remember how it was looked at; the project closes after this."""
        self.feed.stop()
        local = self._shell.session.local
        local.set(_UNIT, self.unit.currentData())
        local.set(_VIEW, self.view.currentData())
        if not self.places.isHidden():
            local.set(_SPLIT, self.splitter.sizes())

    def first_focus(self) -> QWidget:
        """Give what takes the keyboard."""
        return self.table if self._pages.currentIndex() == 0 else self.unit

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.feed.set_watched(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.feed.set_watched(True)

    # Building

    def _build_head(self) -> None:
        self.head = PanelHead(self.tr("Agreement between reviewers"), self)
        self.sources = TickButton(self.tr("Sources"), self.tr("All sources"), self.head)
        self.tags = TickButton(self.tr("Tags"), self.tr("All tags"), self.head)
        self.reviewers = TickButton(self.tr("Reviewers"), self.tr("All reviewers"), self.head)
        self.unit = self._box(
            self.tr("What is compared one by one"),
            ((self.tr("Sentences"), str(UnitKind.SENTENCES)), (self.tr("Passages"), str(UnitKind.PASSAGES))),
        )
        self.view = self._box(self.tr("View"), ((self.tr("By tag"), BY_TAG), (self.tr("By pair"), BY_PAIR)))
        for each in (*self._filters, self.unit, self.view):
            self.head.add_widget(each)

    @property
    def _filters(self) -> tuple[TickButton, TickButton, TickButton]:
        return self.sources, self.tags, self.reviewers

    def _box(self, name: str, rows: Sequence[tuple[str, str]]) -> QComboBox:
        box = QComboBox(self.head)
        box.setAccessibleName(name)
        box.setToolTip(name)
        for words, data in rows:
            box.addItem(words, data)
        return box

    def _connect(self) -> None:
        self.unit.currentIndexChanged.connect(lambda _: self._wish())
        self.view.currentIndexChanged.connect(lambda _: self._change_view())
        for each in self._filters:
            each.chosen.connect(self._wish)
        for table in (self.tag_table, self.pair_table):
            table.focus_chosen.connect(self._look_at)
            table.entered.connect(self._enter_places)
        self.feed.surveyed.connect(self._take_survey)
        self.feed.placed.connect(self._take_places)
        self.feed.working.connect(self._show_working)
        self.feed.stopped.connect(self._show_stopped)
        self.feed.failed.connect(self._shell.say_error)
        self.places.show_wanted.connect(self._show_place)
        self.places.settle_wanted.connect(self._settle)
        self.places.discuss_wanted.connect(self._discuss)
        self.places.closed.connect(self._close_places)
        self.splitter.splitterMoved.connect(lambda *_: self._fit())

    def _lay_out(self) -> None:
        self._tables = QStackedWidget(self)
        self._tables.addWidget(self.tag_table)
        self._tables.addWidget(self.pair_table)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(self._tables)
        self.splitter.addWidget(self.places)
        self.splitter.setStretchFactor(0, 1)
        self._tables.setMinimumWidth(360)
        self.places.setMinimumWidth(412)
        self.places.hide()
        self._empty = EmptyState("", "", self.tr("Compare"), self._act_on_empty, self)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.splitter)
        self._pages.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self._pages, 1)
        self.setMinimumHeight(120)

    def _restore(self) -> None:
        local = self._shell.session.local
        for box, key in ((self.unit, _UNIT), (self.view, _VIEW)):
            box.setCurrentIndex(max(0, box.findData(local.get(key, ""))))
        self._tables.setCurrentWidget(self.table)
        self.feed.set_wish(Wish(unit=UnitKind(self.unit.currentData())))
        sizes = local.get(_SPLIT, None)
        fits = isinstance(sizes, list) and [type(each) for each in sizes] == [int, int]
        self._sizes: list[int] = sizes if fits and sizes else []

    # What is compared

    def _act_on_empty(self) -> None:
        if self._is_stopped:
            self.feed.compare_again()
        else:
            for each in self._filters:
                each.clear()
            self._wish()

    def _change_view(self) -> None:
        self._tables.setCurrentWidget(self.table)
        self._look_at(self.table.focus)
        if self.table.focus is None:
            self._close_places()

    def _fill_filters(self, survey: Survey) -> None:
        self.sources.set_entries(
            [
                Entry(each.uid, " ".join((each.label, short_date(each))).strip(), each.title)
                for each in survey.sources.values()
            ]
        )
        self.tags.set_entries(
            [Entry(each.uid, each.name, each.definition, each.colour) for each in survey.tags.values()]
        )
        self.reviewers.set_entries([Entry(each.uid, each.name) for each in survey.reviewers.values()])

    def _say_unit(self) -> None:
        is_sentences = self.unit.currentData() == UnitKind.SENTENCES
        words = (
            self.tr("Krippendorff's alpha, sentences of the sources that two or more have read")
            if is_sentences
            else self.tr("Krippendorff's alpha, passages that somebody tagged where two or more have read")
        )
        self.head.set_count(words)

    def _wish(self) -> None:
        chosen = Selection(self.sources.model.chosen, self.tags.model.chosen, self.reviewers.model.chosen)
        self._say_unit()
        self.feed.set_wish(Wish(chosen, UnitKind(self.unit.currentData())))

    # What comes

    def _fit(self) -> None:
        self.tag_table.fit(self._tables.width())

    def _show_empty(self, fact: str, advice: str, button: str = "") -> None:
        self._empty.set_words(fact, advice)
        self._empty.button.setText(button)
        self._empty.button.setAccessibleName(button)
        self._empty.button.setVisible(bool(button))
        self._pages.setCurrentWidget(self._empty)

    def _show_stopped(self) -> None:
        self._is_stopped = True
        if self.feed.survey is None:
            self._show_empty(
                self.tr("The comparison was stopped."), self.tr("Nothing has been changed."), self.tr("Compare again")
            )
        else:
            self._say_unit()
            self._shell.say(
                self.tr("The comparison was stopped; the figures are those from before."),
                "warn",
                button=self.tr("Compare again"),
                run=self.feed.compare_again,
            )

    def _show_waiting(self) -> None:
        self._is_stopped = False
        self._show_empty(self.tr("Comparing reviewers…"), self.tr("A large project takes a few seconds."))

    def _show_working(self) -> None:
        self._is_stopped = False
        if self.feed.survey is None:
            self._show_waiting()

    def _take_places(self, places: list[Place]) -> None:
        if self.feed.survey is not None:
            self.places.show_places(places, self.feed.survey)

    def _take_survey(self, survey: Survey) -> None:
        kept = self._focus or self.table.focus
        self._fill_filters(survey)
        self.tag_model.show(survey)
        self.pair_model.show(survey)
        found = survey.agreement
        if found is not None and found.source_uids:
            self._pages.setCurrentIndex(0)
            self._fit()
            self.table.choose(kept)
            if self._focus is not None and self.table.focus is None:
                self._close_places()
        else:
            self._show_empty(*self._why_empty(survey))

    def _why_empty(self, survey: Survey) -> tuple[str, str, str]:
        """Say in one sentence why there is nothing to compare, in another what to do."""
        if survey.is_blind:
            return (
                self.tr("The project is worked on blind."),
                self.tr("Reviewers are compared once everybody's work is open to all."),
                "",
            )
        if any(each.is_narrow for each in self._filters):
            return (
                self.tr("No two of these reviewers have read or tagged one of these sources."),
                self.tr("Choose other sources or reviewers."),
                self.tr("Compare all"),
            )
        advice = self.tr("Have two reviewers read the same source, each marking it as read, and merge their files.")
        if not survey.judges:
            return self.tr("Nobody has read or tagged a source yet."), advice, ""
        if len(survey.judges) == 1:
            return self.tr("Only {0} has read or tagged anything so far.").format(survey.judges[0]), advice, ""
        return self.tr("No source has been read by two reviewers yet."), advice, ""

    # The places

    def _close_places(self) -> None:
        had_focus = self.places.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        if not self.places.isHidden():
            self._sizes = self.splitter.sizes()
        self._focus = None
        self.feed.look_at(None)
        self.places.hide()
        self._fit()
        if had_focus:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter_places(self) -> None:
        if self.table.focus is not None:
            self._look_at(self.table.focus)
            self.places.enter()

    def _look_at(self, focus: Focus | None) -> None:
        survey = self.feed.survey
        if focus is None or survey is None:
            return
        is_same, self._focus = focus == self._focus, focus
        if self.places.isHidden():
            self.places.show()
            width = self.splitter.width()
            self.splitter.setSizes(self._sizes or [max(360, width - PLACES_WIDTH), PLACES_WIDTH])
            self._fit()
        if is_same:
            return
        tag = survey.tags.get(focus.tag_uid)
        title = tag.name if tag else self.tr("All tags")
        if focus.pair is not None:
            names = Names(survey.reviewers)
            title = f"{title}, {names.short(focus.pair[0])} / {names.short(focus.pair[1])}"
        self.places.show_title(tag, title)
        self.feed.look_at(focus)

    def _discuss(self, place: Place, words: str) -> None:
        session = self._shell.session
        try:
            drafts = edits.discuss(place.statement_uids[0], session.reviewer.uid, words)
            session.perform(drafts, self.tr("Say something about a passage"))
        except AnnotatorError as error:
            self._shell.say_error(error)

    def _settle(self, place: Place, is_put: bool | None) -> None:
        session = self._shell.session
        tag = self.places.model.tag_of(place)
        name = tag.name if tag else ""
        if is_put is None:
            label = self.tr("Leave “{0}” to each").format(name)
            said = self.tr("“{0}” is left to each reviewer there.").format(name)
        else:
            label = self.tr("Agree on “{0}”").format(name)
            said = (
                self.tr("Agreed: “{0}” belongs there.") if is_put else self.tr("Agreed: “{0}” does not belong there.")
            ).format(name)
        try:
            session.perform(settle(session.reader, place, is_put), label)
        except AnnotatorError as error:
            self._shell.say_error(error)
        else:
            self._shell.toast(said, can_undo=True)

    def _show_place(self, place: Place) -> None:
        selection = self._shell.session.selection
        self._shell.show_workspace("read")
        if place.statement_uids:
            selection.set_statement(place.statement_uids[0])
        where = place.disagreement
        selection.request_show(where.source_uid, where.start, where.end)
