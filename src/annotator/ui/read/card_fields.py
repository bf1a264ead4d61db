"""Fields that take over what was typed on Enter or when they lose the keyboard, and never lose it."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QRect, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QCompleter, QLabel, QLineEdit, QListView, QPlainTextEdit, QWidget

from annotator.core.dates import parse_date, to_text
from annotator.core.records import FuzzyDate
from annotator.ui.theme import Step, Theme, colour, interface_font
from annotator.ui.widgets import label

NOTE_PAUSE_MS, NOTE_LONGEST_MS = 1_000, 5_000
NOTE_LINES = (2, 8)


class CommitField(QLineEdit):
    """A field with an error in words below it. What cannot be taken over stays in it, marked, until it is mended.

    Signals: `committed(text)` when something else than what was shown has been typed.
    """

    committed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.error = label("", "error", wraps=True)
        self.error.hide()
        self._shown = ""
        self._offer = ""
        self._usual_placeholder: str | None = None
        self._is_committing = False
        self.editingFinished.connect(self.commit)
        self.textEdited.connect(lambda _: self.say_error(""))

    @property
    def has_typed(self) -> bool:
        """Whether something stands in it that has not been taken over."""
        return self.text() != self._shown

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give back what stood there before, by Escape; take over what is offered, by Enter in an empty field."""
        if event.key() == Qt.Key.Key_Escape and self.has_typed:
            self.setText(self._shown)
            self.say_error("")
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._offer and not self.text():
            self.setText(self._offer)
            self.commit()
        else:
            super().keyPressEvent(event)

    def say_error(self, words: str) -> None:
        """Say plainly why it cannot be taken over; "" when it can."""
        self.error.setText(words)
        self.error.setVisible(bool(words))
        self.setAccessibleDescription(words)

    def show_offer(self, offer: str, why: str) -> None:
        """Offer a value for the empty field, in muted, with how it was found; "" offers nothing.

        Tab goes on and takes nothing: a value that nobody looked at would be taken with every round of the fields.
        """
        if self._usual_placeholder is None:
            self._usual_placeholder = self.placeholderText()
        self._offer = offer
        wish = QCoreApplication.translate("CommitField", "{0}? Enter takes it").format(offer)
        self.setPlaceholderText(wish if offer else self._usual_placeholder)
        if offer:
            self.setToolTip(why)
            self.setAccessibleDescription(f"{wish}. {why}")

    def show_text(self, text: str, *, is_new: bool = False) -> None:
        """Show what is in the project; what is being typed stays unless it is of something new."""
        was_typed = self.has_typed
        self._shown = text
        if is_new or not was_typed or (self._is_committing and not self.error.text()):
            self.setText(text)
            self.setCursorPosition(0)
            self.say_error("")

    def commit(self) -> None:
        """Hand over what was typed; what was taken over is then shown as the project writes it."""
        if not self.has_typed or self._is_committing:
            return
        self._is_committing = True
        self.committed.emit(self.text())
        if not self.error.text():
            self.show_text(self._shown)
        self._is_committing = False


class DateField(CommitField):
    """A date as well as it is known, with its precision in small behind it.

    Signals: `dated(date)`: a FuzzyDate, or None for an emptied field.
    """

    dated = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._known: FuzzyDate | None = None
        self.setPlaceholderText(self.tr("like 28 Apr 2025"))
        self.committed.connect(self._read)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write the precision behind a date that is no single day."""
        super().paintEvent(event)
        if self._known is None or self._known.precision == "day" or self.has_typed or self.hasFocus():
            return
        painter = QPainter(self)
        x = 8 + QFontMetricsF(self.font()).horizontalAdvance(self.text()) + 8
        painter.setFont(interface_font(Step.META))
        painter.setPen(colour(Theme.active().tokens.muted))
        words = precision_words(self._known.precision)
        if x + QFontMetricsF(painter.font()).horizontalAdvance(words) < self.width() - 8:
            place = QRect(round(x), 1, self.width(), self.height())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)

    def show_date(self, known: FuzzyDate | None, *, is_new: bool = False) -> None:
        """Show the date that is in the project."""
        self._known = known
        self.show_text(to_text(known), is_new=is_new)
        words = precision_words(known.precision) if known else ""
        self.setToolTip(words)
        self.setAccessibleDescription(words)

    def try_again(self, text: str) -> None:
        """Put back what could not be read before, with the reason."""
        self.setText(text)
        self._read(text)

    def _read(self, text: str) -> None:
        read = parse_date(text) if text.strip() else None
        if text.strip() and read is None:
            self.say_error(self.tr("This is no date. Write it like 28 Apr 2025, Apr 2025, 2025 or about May 2024."))
        else:
            self.say_error("")
            self.dated.emit(read)


class SuggestField(CommitField):
    """A field that suggests what is known while one types.

    `last_only` takes what stands behind the last comma as what is typed, for a list of several.
    """

    def __init__(self, name: str, parent: QWidget | None = None, *, last_only: bool = False) -> None:
        super().__init__(name, parent)
        self._last_only = last_only
        self._of_row: dict[str, str] = {}
        self._rows = QStringListModel(self)
        self._completer = QCompleter(self._rows, self)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setMaxVisibleItems(9)
        self._popup = QListView()
        self._completer.setPopup(self._popup)
        self._completer.setWidget(self)
        self._completer.activated[str].connect(self._take_row)  # type: ignore[index]
        self.textEdited.connect(lambda _: self._suggest())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        popup = self._popup
        if popup.isVisible() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            index = popup.currentIndex()
            popup.hide()
            if index.isValid():
                self._take_row(str(index.data()))
                return
        if event.key() == Qt.Key.Key_Down and not popup.isVisible():
            self._suggest()
            return
        super().keyPressEvent(event)

    def set_rows(self, rows: Iterable[tuple[str, str]]) -> None:
        """Suggest other rows: what is shown, and what it writes into the field."""
        of_row = dict(rows)
        if of_row != self._of_row:
            self._of_row = of_row
            self._rows.setStringList(list(of_row))

    def commit(self) -> None:
        if not self._popup.isVisible():
            super().commit()

    def _suggest(self) -> None:
        typed = self.text().rpartition(",")[2].strip() if self._last_only else self.text().strip()
        self._completer.setCompletionPrefix(typed)
        self._completer.complete()

    def _take_row(self, row: str) -> None:
        words = self._of_row.get(row, row)
        before = self.text().rpartition(",")[0].strip() if self._last_only else ""
        self.setText(f"{before}, {words}" if before else words)
        super().commit()


class NoteField(QPlainTextEdit):
    """A note that is kept a second after the last key, and at least every five seconds while one types.

    Signals: `committed(text)`.
    """

    LINES = NOTE_LINES
    committed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("field", True)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self._shown = ""
        self._pause = self._timer(NOTE_PAUSE_MS)
        self._longest = self._timer(NOTE_LONGEST_MS)
        self.textChanged.connect(self._typed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fit()

    @property
    def has_typed(self) -> bool:
        """Whether something has been typed that is not kept yet."""
        return self.toPlainText() != self._shown

    def flush(self) -> None:
        """Keep what was typed now."""
        self._pause.stop()
        self._longest.stop()
        if self.has_typed:
            self._shown = self.toPlainText()
            self.committed.emit(self._shown)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.flush()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def show_text(self, text: str, *, is_new: bool = False) -> None:
        """Show the note that is in the project; what is being typed stays unless it is of something new."""
        if not is_new and (self.has_typed or text == self._shown):
            return
        self._pause.stop()
        self._longest.stop()
        self._shown = text
        if text != self.toPlainText():
            self.setPlainText(text)
        self._fit()

    def _fit(self) -> None:
        """Take as many lines as the note has, within reason."""
        least, most = self.LINES
        count = self._line_count()
        # A bar that came and went while the height is found would leave the words laid out for a wrong width.
        bar = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(bar.ScrollBarAsNeeded if count > most else bar.ScrollBarAlwaysOff)
        lines = min(most, max(least, count))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 2 * round(self.document().documentMargin()) + 8)

    def _line_count(self) -> int:
        return int(self.document().size().height())

    def _timer(self, after: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after)
        timer.timeout.connect(self.flush)
        return timer

    def _typed(self) -> None:
        self._fit()
        if self.has_typed:
            self._pause.start()
            if not self._longest.isActive():
                self._longest.start()


def field_label(words: str, buddy: QWidget, parent: QWidget | None = None) -> QLabel:
    """Make the muted label at the left of a field."""
    made = label(words, "muted", parent)
    made.setBuddy(buddy)
    return made


def precision_words(precision: str) -> str:
    """Say how well a date is known."""
    words = {
        "day": QCoreApplication.translate("precision", "day"),
        "month": QCoreApplication.translate("precision", "month"),
        "year": QCoreApplication.translate("precision", "year"),
        "about": QCoreApplication.translate("precision", "about"),
    }
    return words.get(precision, "")
