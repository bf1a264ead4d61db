"""What the search field finds, in a panel below it that is there while somebody searches."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from annotator.core.errors import AnnotatorError
from annotator.core.found import FoundCounts, FoundGroup, FoundItem
from annotator.core.saved_searches import SavedSearch
from annotator.core.search_query import Field, Query, write
from annotator.session.models.found_model import KIND_ICONS, kind_count
from annotator.session.project_session import ProjectSession
from annotator.session.search_session import Completion, SearchSession
from annotator.ui.search.facets import facet_rows
from annotator.ui.search.places import lead_to
from annotator.ui.search.results_view import ResultsView
from annotator.ui.search.rows import Row, RowsView
from annotator.ui.search.saving import SaveStrip
from annotator.ui.search.start_rows import start_rows
from annotator.ui.widgets import HintedField, label, line
from annotator.ui.workspace import Shell

WIDTH, FACETS_WIDTH, HIGHEST, DELAY_MS = 820, 208, 600, 120
_MARGIN = 12


class SearchPanel(QFrame):
    """Search while somebody types in the window's field.

    Down goes into what was found and Tab on to what narrows it; Enter opens, Escape goes back to where one was.
    """

    def __init__(self, shell: Shell, field: HintedField) -> None:
        super().__init__(field.window())
        self._shell = shell
        self._session: ProjectSession = shell.session
        self._field = field
        self._came_from: QWidget | None = None
        self._asked = ""
        self.search = SearchSession(self._session, self)
        self.setProperty("house", "popup")
        self.setAccessibleName(self.tr("Search"))
        self.remark = label("", "meta", self, wraps=True)
        self.strip = SaveStrip(self)
        self.completions = RowsView(self.tr("Values of the field"), self)
        self.start = RowsView(self.tr("Saved and last searches"), self)
        self.facets = RowsView(self.tr("Narrow the search"), self)
        self.results = ResultsView(self.tr("Found"), self)
        self.foot = label("", "meta", self, wraps=True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._timer.timeout.connect(self._ask)
        self._lay_out()
        self._connect()
        self.hide()

    def close_down(self) -> None:
        """Let the field go; the project has closed."""
        if shiboken6.isValid(self) and shiboken6.isValid(self._field):
            self._timer.stop()
            self._field.removeEventFilter(self)
            self.hide()
            self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            is_taken = self._take_key(key) if watched is self._field else self._take_key_inside(watched, key)
            return is_taken or super().eventFilter(watched, event)
        if watched is self._field and event.type() == QEvent.Type.MouseButtonPress and not self.isVisible():
            self._show_what_fits()
        return super().eventFilter(watched, event)

    # Inside

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(_MARGIN, 6, 6, 6)
        head.addWidget(self.remark, 1)
        head.addWidget(self.strip, 0)
        self._body = QWidget(self)
        body = QHBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        self.facets.setFixedWidth(FACETS_WIDTH)
        for view in (self.start, self.facets, self.results):
            view.setMinimumHeight(1)
        for each in (self.facets, line(Qt.Orientation.Vertical, self), self.results):
            body.addWidget(each)
        self.foot.setContentsMargins(_MARGIN, 5, _MARGIN, 6)
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.completions)
        layout.addWidget(line(parent=self))
        layout.addWidget(self.start, 1)
        layout.addWidget(self._body, 1)
        layout.addWidget(line(parent=self))
        layout.addWidget(self.foot)

    def _connect(self) -> None:
        self._field.textEdited.connect(self._typed)
        self._field.textChanged.connect(self._emptied)
        for each in (self._field, self.results, self.facets, self.completions, self.start, *self.strip.parts):
            each.installEventFilter(self)
        for each in (self.results, self.facets, self.completions, self.start):
            each.left_up.connect(self._to_field)
        self.results.opened.connect(self._open)
        self.results.typed.connect(self._go_on_typing)
        self.facets.chosen.connect(self._narrow)
        self.completions.chosen.connect(self._complete)
        self.start.chosen.connect(self._search_again)
        self.strip.wanted.connect(self._save)
        self.search.found.connect(self._take)
        self.search.counted.connect(self._take_counts)
        self.search.refused.connect(self._say_refused)
        self.search.saved_changed.connect(self._follow_saved)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)
        self._session.changed.connect(self._outdate)
        self._session.destroyed.connect(self.close_down)

    def _ask(self) -> None:
        self._asked = self._field.text()
        self.search.ask(self._asked)

    def _complete(self, row: Row) -> None:
        assert isinstance(row.value, Completion)
        self._write(row.value.line, row.value.cursor)

    def _emptied(self, text: str) -> None:
        if not text.strip():
            self._timer.stop()
            self.search.leave()
            if self.isVisible():
                self._show_start()

    def _focus_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        if not shiboken6.isValid(self) or now is None:
            return
        is_ours = now is self._field or self.isAncestorOf(now)
        if now is self._field and before is not None and not self.isAncestorOf(before):
            self._came_from = before
            self._show_what_fits()
        elif not is_ours:
            self.hide()

    def _follow_saved(self) -> None:
        if self.isVisible() and self.start.isVisible():
            self._show_start()

    def _go_back(self) -> None:
        """Put the panel away, and the keyboard where it was before."""
        self.hide()
        before = self._came_from
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on_typing(self, words: str) -> None:
        self._to_field()
        self._field.insert(words)
        self._typed(self._field.text())

    def _narrow(self, row: Row) -> None:
        """Add what was chosen to the search, or take it out where it narrows the search already."""
        assert isinstance(row.value, Field)
        query: Query = self.search.query
        query = query.without(row.value) if row.is_on else query.narrowed(row.value)
        self._write(write(query, self.tr("en", "the language of the field names: en, ko, zh or ru")))

    def _open(self, item: FoundItem) -> None:
        self.search.remember(self._field.text())
        self.hide()
        lead_to(self._shell, item)

    def _outdate(self) -> None:
        """Look again when somebody comes back: what was found may be another by then."""
        self._asked = ""

    def _place(self) -> None:
        """Put the panel under the field, inside the window."""
        window = self._field.window()
        width = min(WIDTH, window.width() - 2 * _MARGIN)
        self.setFixedWidth(width)
        # How high the rows are depends on how wide they are.
        self.results.setFixedWidth(width - FACETS_WIDTH - 3)
        corner = self._field.mapTo(window, QPoint(self._field.width() - width, self._field.height() + 4))
        rows = self._wanted_rows()
        around = self._layout.minimumHeightForWidth(width)
        most = min(HIGHEST, window.height() - corner.y() - _MARGIN)
        self.setFixedHeight(max(60, min(most, rows + around)))
        self.move(max(_MARGIN, corner.x()), corner.y())
        self.show()
        self.raise_()

    def _wanted_rows(self) -> int:
        """Give how high the lists are that are shown, with a little air below."""
        lists = ((self.start,), (self.results, self.facets))
        return max(
            (max(each.wanted_height for each in some) + 8 for some in lists if some[0].isVisibleTo(self)), default=0
        )

    def _save(self, name: str) -> None:
        self.strip.close_field()
        self._to_field()
        try:
            self.search.save(name, self._field.text())
        except AnnotatorError as error:
            self._shell.say_error(error)
            return
        self._shell.toast(self.tr("Saved the search “{0}”").format(" ".join(name.split())), can_undo=True)

    def _say_refused(self, words: str) -> None:
        self._show_parts(results=False, start=False)
        self._say(words)

    def _say(self, words: str) -> None:
        self.remark.setText(words)
        self.setAccessibleDescription(words)
        if self._field.hasFocus() or self.isVisible():
            self._place()

    def _search_again(self, row: Row) -> None:
        self._write(row.value.query if isinstance(row.value, SavedSearch) else str(row.value))

    def _show_parts(self, *, results: bool, start: bool) -> None:
        self._body.setVisible(results)
        self.start.setVisible(start)
        self.strip.setVisible(results)
        keys = self.tr("Enter opens · Down goes into the list · Left and Right fold · Tab narrows · Esc goes back")
        help_words = self.tr(
            "“two words” stand together · -not this · this OR that · "
            "source: outlet: actor: tag: chapter: reviewer: date: after: before: lang: is:"
        )
        self.foot.setText(keys if results else help_words)

    def _show_start(self) -> None:
        """Show what was saved, and what was searched for last."""
        self._show_completions()
        is_empty = not self._field.text().strip()
        rows = start_rows(self.search.saved, self.search.last) if is_empty else []
        self.start.set_rows(rows)
        self._show_parts(results=False, start=bool(rows))
        self._say(self.tr("Search texts, statements, notes and prose."))

    def _show_completions(self) -> None:
        found = self.search.completions(self._field.text(), self._field.cursorPosition())
        rows = [Row(each.value, each, self.tr("Tab") if not at else "") for at, each in enumerate(found)]
        self.completions.set_rows(rows)
        self.completions.setVisible(bool(rows))
        self.completions.setFixedHeight(self.completions.wanted_height + 4)
        if self.isVisible():
            self._place()

    def _show_what_fits(self) -> None:
        """Show what was found last where the words are still those; else what can be searched for again."""
        text = self._field.text()
        if not text.strip():
            self._show_start()
        elif text == self._asked:
            self._place()
        else:
            self._ask()

    def _take(self, groups: list[FoundGroup]) -> None:
        if not self._field.text().strip():
            return
        self.results.set_groups(groups)
        self._show_parts(results=bool(groups), start=False)
        if groups:
            counts = {kind: sum(group.count(kind) for group in groups) for kind in KIND_ICONS}
            self._say(" · ".join(kind_count(kind, count) for kind, count in counts.items() if count))
        elif self.search.query:
            self._say(self.tr("Nothing found. Every word has to stand in one place; delete one to find more."))
        else:
            self._show_start()

    def _take_counts(self, counts: FoundCounts) -> None:
        self.facets.set_rows(facet_rows(self.search.query, counts))
        self.results.found.set_counts(counts.places)
        groups = self.results.found.groups
        if self.isVisible() and groups:
            is_all = sum(counts.kinds.values()) <= sum(_listed(group) for group in groups)
            self._say(_told(counts) if is_all else self.tr("The best of {0}").format(_told(counts)))

    def _take_key(self, key: Qt.Key) -> bool:
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if key == Qt.Key.Key_Escape and self.isVisible():
            self._go_back()
        elif key == Qt.Key.Key_Tab and self.isVisible() and self.completions.rows.rows:
            self._complete(self.completions.rows.rows[0])
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and self.isVisible():
            self._step(self._field, -1 if key == Qt.Key.Key_Backtab else 1)
        elif key == Qt.Key.Key_Down and not self.isVisible():
            self._show_what_fits()
        elif key == Qt.Key.Key_Down:
            lists = (self.completions, self.start, self.results)
            next((each for each in lists if each.isVisible() and each.take_keyboard()), None)
        elif key in enter and self._timer.isActive():
            self._timer.stop()
            self._ask()
        elif key in enter and self.isVisible() and self.results.isVisible():
            self.results.open_current()
        elif key in enter and self._field.text().strip():
            self._ask()
        else:
            return False
        return True

    def _take_key_inside(self, watched: QObject, key: Qt.Key) -> bool:
        saved = self.start.current()
        if key == Qt.Key.Key_Escape and watched is self.strip.field:
            self.strip.close_field()
            self._to_field()
        elif key == Qt.Key.Key_Escape:
            self._go_back()
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._step(watched, -1 if key == Qt.Key.Key_Backtab else 1)
        elif key == Qt.Key.Key_Delete and watched is self.start and saved and isinstance(saved.value, SavedSearch):
            self.search.forget(saved.value.name)
            self._shell.toast(self.tr("Deleted the search “{0}”").format(saved.value.name), can_undo=True)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and watched is self.strip.button:
            self.strip.open_field()
        elif key == Qt.Key.Key_Right and watched is self.facets:
            self.results.take_keyboard()
        else:
            return False
        return True

    def _step(self, current: QObject, step: int) -> None:
        """Give the keyboard to the next part that is there, round and round."""
        parts: list[QWidget] = [self._field, self.completions, self.start, self.results, self.facets, *self.strip.parts]
        at = next((at for at, part in enumerate(parts) if part is current), 0)
        for each in (parts[(at + step * by) % len(parts)] for by in range(1, len(parts))):
            if each.isVisible() and (not isinstance(each, RowsView | ResultsView) or each.take_keyboard()):
                each.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def _to_field(self) -> None:
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._field.deselect()

    def _typed(self, text: str) -> None:
        self._show_completions()
        self.strip.close_field()
        if text.strip():
            self._timer.start()

    def _write(self, words: str, cursor: int = -1) -> None:
        """Search for other words, with the keyboard where it is unless a value was completed."""
        self._field.setText(words)
        if cursor >= 0 or not self.facets.hasFocus():
            self._to_field()
        if cursor >= 0:
            self._field.setCursorPosition(cursor)
        self._show_completions()
        self._timer.stop()
        self._ask()


def attach_search(shell: Shell, field: HintedField) -> SearchPanel:
    """Give the window's search field its panel; keep what this gives, and close it down with the project."""
    return SearchPanel(shell, field)


def _listed(group: FoundGroup) -> int:
    """Count what is listed of a place, its text as one."""
    return bool(group.places) + sum(item.kind != "text" for item in group.items)


def _told(counts: FoundCounts) -> str:
    """Say how much there is in all."""
    texts = {"text": "source"}
    kinds = [kind for kind in KIND_ICONS if counts.kinds.get(kind)]
    return " · ".join(kind_count(texts.get(kind, kind), counts.kinds[kind]) for kind in kinds)
