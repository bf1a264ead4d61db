"""The rows of a history: under each day a time, a reviewer, and what was done."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from html import escape

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QAbstractSlider, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from annotator.core.records import Reviewer
from annotator.session.history_session import DeletedThing, Earlier, EntryTold, FieldLine
from annotator.session.history_words import Piece, counted, spoken
from annotator.ui.icons import pixmap
from annotator.ui.theme import Step, Theme, reading_font
from annotator.ui.widgets import ElidedLabel, Swatch, label, line, push_button

TIME_WIDTH, NAME_WIDTH, INSET = 44, 148, 16
# A label beside a button stands so much lower, to share its line.
LIFT = 5
SHORT_VALUE = 26
LINE_HEIGHT = 108
THIN_SPACE = "\u2009"


class HistoryRows(QScrollArea):
    """Show rows under the days on which things were done.

    Signals: `restore_wanted(Earlier)`; `back_wanted(Thing)` when a deleted thing is wanted back; `more_wanted()`.
    """

    restore_wanted = Signal(object)
    back_wanted = Signal(object)
    more_wanted = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        # The buttons in it take the keyboard, and the window scrolls it from wherever the keyboard is.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().setSingleStep(24)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self._day = ""
        self._new_content()

    def scroll_by(self, key: int) -> bool:
        """Scroll as a key says; tell whether it is one that scrolls."""
        action = {
            Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
            Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
            Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
            Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
            Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
            Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
        }.get(Qt.Key(key))
        if action is not None:
            self.verticalScrollBar().triggerAction(action)
        return action is not None

    def show_deleted(self, found: Sequence[DeletedThing]) -> None:
        """List what was deleted."""
        self._new_content()
        for each in found:
            self._add_day(each.at)
            self._add(_row(each.at, each.reviewer, self._deleted(each), self._content))
        self._rows.addStretch()

    def show_entries(self, entries: Sequence[EntryTold], hidden: int) -> None:
        """List entries; `hidden` is how many earlier ones there are."""
        place = self.verticalScrollBar().value()
        self._new_content()
        for entry in entries:
            self._add_day(entry.at)
            self._add(_row(entry.at, entry.reviewer, self._entry(entry), self._content))
        if hidden > 0:
            words = self.tr("Show earlier ones ({0})").format(f"{hidden:,}")
            button = push_button(words, self.more_wanted.emit, self._content, is_small=True)
            self._rows.addSpacing(8)
            self._rows.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._rows.addStretch()
        self.verticalScrollBar().setValue(place)

    def _add(self, row: QWidget) -> None:
        self._rows.addWidget(row)

    def _add_day(self, at_ms: int) -> None:
        day = day_words(at_ms)
        if day == self._day:
            return
        if self._day:
            self._rows.addSpacing(8)
        self._day = day
        head = label(day, "meta", self._content)
        font = head.font()
        font.setBold(True)
        head.setFont(font)
        head.setContentsMargins(INSET, 8, INSET, 5)
        self._rows.addWidget(head)
        self._rows.addWidget(line(parent=self._content))
        self._rows.addSpacing(4)

    def _deleted(self, each: DeletedThing) -> QWidget:
        thing = each.thing
        content = QWidget(self._content)
        row = QHBoxLayout(content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        mark = QLabel(content)
        mark.setPixmap(pixmap(thing.icon, Theme.active().tokens.muted, 16, self.devicePixelRatioF()))
        mark.setToolTip(thing.kind_words)
        words = QVBoxLayout()
        words.setContentsMargins(0, LIFT, 0, 0)
        words.setSpacing(1)
        title = label(f"{thing.kind_words} {thing.name}" if thing.kind in _NAMED else _capital(thing.name), "", content)
        words.addWidget(title)
        if thing.words:
            said = ElidedLabel(thing.words, content, role="meta")
            words.addWidget(said)
        if each.others:
            many = self.tr("and {0} things that hung on it").format(f"{each.others:,}")
            words.addWidget(
                label(self.tr("and 1 thing that hung on it") if each.others == 1 else many, "meta", content)
            )
        mark.setContentsMargins(0, LIFT + 1, 0, 0)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        button = push_button(self.tr("Bring back"), lambda: self.back_wanted.emit(thing), content, is_small=True)
        button.setAccessibleName(self.tr("Bring back {0}").format(thing.spoken))
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return content

    def _entry(self, entry: EntryTold) -> QWidget:
        content = QWidget(self._content)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        if entry.deed:
            deed = label(entry.deed, "", content, wraps=True)
            deed.setContentsMargins(0, LIFT, 0, LIFT if not entry.lines else 0)
            column.addWidget(deed)
        for each in entry.lines:
            column.addWidget(self._line(each, content))
        return content

    def _line(self, told: FieldLine, parent: QWidget) -> QWidget:
        made = QWidget(parent)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(8)
        head = _rich(_head_html(told), _head_words(told), made)
        head.setContentsMargins(0, LIFT, 0, LIFT)
        if not told.field_words:
            head.setFont(reading_font(Step.CARD))
        row.addWidget(head, 1)
        for each in told.earlier:
            row.addWidget(self._restore_button(each, made), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        if told.pieces:
            text = _rich(marked_html(told.pieces), spoken(told.pieces), made)
            text.setFont(reading_font(Step.CARD))
            text.setContentsMargins(0, 0, 0, LIFT)
            column.addWidget(text)
        return made

    def _new_content(self) -> None:
        """Begin an empty list."""
        self._day = ""
        self._content = QWidget(self)
        self._content.setProperty("ground", "base")
        self._content.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._rows = QVBoxLayout(self._content)
        self._rows.setContentsMargins(0, 0, 0, 12)
        self._rows.setSpacing(0)
        self.setWidget(self._content)

    def _restore_button(self, earlier: Earlier, parent: QWidget) -> QWidget:
        is_short = 0 < len(earlier.words) <= SHORT_VALUE
        words = self.tr("Restore “{0}”").format(earlier.words) if is_short else self.tr("Restore what stood before")
        if earlier.value in (None, ""):
            words = self.tr("Empty it again")
        button = push_button(words, lambda: self.restore_wanted.emit(earlier), parent, is_small=True)
        button.setAccessibleName(self.tr("{0}: {1}").format(earlier.field_words, words))
        button.setToolTip(self.tr("Puts this value back as a change of its own, which can be undone"))
        return button


def day_words(at_ms: int) -> str:
    """Say a day: "Today", "Yesterday", "20 November 2026"."""
    day, today = datetime.fromtimestamp(at_ms / 1_000).date(), datetime.now().date()
    if day == today:
        return _tr("Today")
    if day == today - timedelta(days=1):
        return _tr("Yesterday")
    return f"{day.day} {day:%B %Y}"


def marked_html(pieces: Sequence[Piece]) -> str:
    """Write two versions of a text as one: what was added underlined, what was deleted struck through."""
    tokens = Theme.active().tokens
    forms = {
        "same": "{0}",
        "added": f'<span style="color:{tokens.success}"><u>{{0}}</u></span>',
        "removed": f'<span style="color:{tokens.error}"><s>{{0}}</s></span>',
    }
    said = ""
    for at, piece in enumerate(pieces):
        # A word that took another's place would run into it.
        if at and piece.kind == "added" and pieces[at - 1].kind == "removed" and not pieces[at - 1].words[-1].isspace():
            said += THIN_SPACE
        said += forms[piece.kind].format(escape(piece.words).replace("\n", "<br>"))
    return f'<div style="line-height:{LINE_HEIGHT}%">{said}</div>'


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _head_html(told: FieldLine) -> str:
    muted = Theme.active().tokens.muted
    field = f'<span style="color:{muted}">{escape(told.field_words)}:</span> ' if told.field_words else ""
    if told.pieces:
        return field + escape(counted(told.pieces) or _tr("written"))
    before, after = escape(told.before), escape(told.after)
    if not told.before:
        return field + after
    if told.before == told.after:
        return field + escape(_tr("moved among its neighbours"))
    return f"{field}{before} → <b>{after}</b>"


def _head_words(told: FieldLine) -> str:
    field = f"{told.field_words}: " if told.field_words else ""
    if told.pieces:
        return field + (counted(told.pieces) or _tr("written"))
    if not told.before:
        return field + told.after
    return field + _tr("from {0} to {1}").format(told.before, told.after)


def _rich(html: str, spoken_words: str, parent: QWidget) -> QLabel:
    made = label("", "", parent, wraps=True)
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setText(html)
    made.setAccessibleName(spoken_words)
    return made


def _row(at_ms: int, reviewer: Reviewer, content: QWidget, parent: QWidget) -> QWidget:
    """Put time, reviewer and content beside each other."""
    made = QFrame(parent)
    row = QHBoxLayout(made)
    row.setContentsMargins(INSET, 2, INSET, 2)
    row.setSpacing(12)
    time = label(f"{datetime.fromtimestamp(at_ms / 1_000):%H:%M}", "muted", made)
    time.setFixedWidth(TIME_WIDTH)
    time.setContentsMargins(0, LIFT, 0, 0)
    who = QWidget(made)
    who.setFixedWidth(NAME_WIDTH)
    name = QHBoxLayout(who)
    name.setContentsMargins(0, LIFT, 0, 0)
    name.setSpacing(8)
    name.addWidget(Swatch(reviewer.colour, who))
    name.addWidget(ElidedLabel(reviewer.name or _tr("Somebody"), who, role="strong"), 1)
    top = Qt.AlignmentFlag.AlignTop
    row.addWidget(time, 0, top)
    row.addWidget(who, 0, top)
    row.addWidget(content, 1)
    return made


# The names of these say what they are only together with their kind.
_NAMED = frozenset({"statement", "chapter", "source", "tag", "actor"})


def _tr(words: str) -> str:
    return QCoreApplication.translate("history", words)
