"""What is known of an article, with where each value comes from, for a reviewer to confirm or correct."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from annotator.core.dates import parse_date, to_text
from annotator.core.records import FuzzyDate, Inferred
from annotator.core.vocabulary import RELIABILITY
from annotator.core.words import ENGLISH
from annotator.session.import_session import NEEDED_FIELDS, Candidate
from annotator.ui.icons import pixmap
from annotator.ui.theme import Theme
from annotator.ui.widgets import ElidedLabel, label, push_button, repolish

FIELD_WIDTH = 198


class MetadataForm(QWidget):
    """A field for each value.

    Signals: `confirmed(dict, str)`: the values by field, and the reliability; `skipped()`.
    """

    confirmed = Signal(dict, str)
    skipped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._candidate: Candidate | None = None
        self._name = ElidedLabel("", self)
        self._name.setProperty("role", "strong")
        self._place = label("", "muted", self)
        self.fields: dict[str, QLineEdit] = {}
        self._marks: dict[str, tuple[QLabel, QLabel]] = {}
        self.known_to = label("", "", self)
        self.language = QComboBox(self)
        self.reliability = QComboBox(self)
        self.confirm = push_button(self.tr("Confirm and next"), self._confirm, self, is_accent=True)
        self.skip = push_button(self.tr("Skip"), self.skipped.emit, self)
        self._fill_choices()
        self._lay_out()
        self.fields["published"].textChanged.connect(self._say_precision)
        Theme.active().changed.connect(self._show_marks)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter in a field confirm, as it does in every form."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if is_enter and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                self._confirm()
                return True
        return super().eventFilter(watched, event)

    def show_candidate(self, candidate: Candidate | None, number: int = 0, total: int = 0) -> None:
        """Show what is known of a candidate; `number` of `total` that want a look."""
        self._candidate = candidate
        can_edit = candidate is not None and candidate.can_come_in
        self._name.setText(candidate.path.name if candidate else "")
        self._place.setText(self.tr("{0} of {1} to confirm").format(number, total) if number else "")
        for name, widget in self.fields.items():
            known = candidate.metadata.get(name) if candidate else None
            widget.setText(_text_of(known))
            widget.setCursorPosition(0)
            widget.setEnabled(can_edit)
        language = candidate.metadata.get("language") if candidate else None
        self._choose_language(str(language.value) if language and language.value else "")
        self.reliability.setCurrentIndex(max(0, self.reliability.findData(candidate.reliability if candidate else "")))
        for each in (self.language, self.reliability, self.confirm, self.skip):
            each.setEnabled(can_edit)
        self._say_precision()
        self._show_marks()

    def focus_first_doubt(self) -> None:
        """Put the cursor into the first field that wants a look."""
        candidate = self._candidate
        for name, widget in self.fields.items():
            known = candidate.metadata.get(name) if candidate else None
            if ((known is None or not known.value) and name in NEEDED_FIELDS) or (known is not None and not known.sure):
                widget.setFocus()
                widget.selectAll()
                return
        self.fields["title"].setFocus()

    def values(self) -> dict[str, object]:
        """Give what stands in the fields."""
        values: dict[str, object] = {name: " ".join(each.text().split()) for name, each in self.fields.items()}
        values["published"] = self._date()
        values["language"] = self.language.currentData() or ""
        return values

    def _choose_language(self, code: str) -> None:
        at = self.language.findData(code)
        if at < 0:
            self.language.addItem(code, code)
            at = self.language.count() - 1
        self.language.setCurrentIndex(at)

    def _confirm(self) -> None:
        if self._candidate is None or not self._candidate.can_come_in:
            return
        if self.fields["published"].text().strip() and self._date() is None:
            self.fields["published"].setFocus()
            self.fields["published"].selectAll()
            return
        self.confirmed.emit(self.values(), str(self.reliability.currentData() or ""))

    def _date(self) -> FuzzyDate | None:
        """Give the typed date; what was not touched keeps all that was known of it."""
        typed = self.fields["published"].text().strip()
        known = self._candidate.metadata.get("published") if self._candidate else None
        if known and isinstance(known.value, FuzzyDate) and typed == to_text(known.value):
            return known.value
        return parse_date(typed) if typed else None

    def _fill_choices(self) -> None:
        self.language.addItem(self.tr("Not known"), "")
        for code, name in sorted(ENGLISH.languages.items(), key=lambda each: each[1]):
            self.language.addItem(name, code)
        self.reliability.addItem(self.tr("Not graded"), "")
        for grade, words in RELIABILITY.items():
            self.reliability.addItem(f"{grade}  {words}", grade)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._place)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(7)
        grid.setColumnMinimumWidth(0, 76)
        grid.setColumnStretch(2, 1)
        rows = (
            ("title", self.tr("Title")),
            ("outlet", self.tr("Outlet")),
            ("published", self.tr("Published")),
            ("", self.tr("Known to")),
            ("author", self.tr("Author")),
            ("language", self.tr("Language")),
            ("reliability", self.tr("Reliability")),
        )
        for row, (name, words) in enumerate(rows):
            grid.addWidget(label(words, "muted", self), row, 0)
            widget = self._widget_for(name)
            widget.setAccessibleName(words)
            widget.setFixedWidth(FIELD_WIDTH)
            grid.addWidget(widget, row, 1)
            if name:
                grid.addLayout(self._mark_for(name), row, 2)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.confirm)
        buttons.addWidget(self.skip)
        buttons.addStretch()
        buttons.addWidget(label(self.tr("Ctrl+Enter"), "meta", self))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 12)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addLayout(grid)
        layout.addLayout(buttons)

    def _mark_for(self, name: str) -> QHBoxLayout:
        made = QHBoxLayout()
        made.setSpacing(6)
        icon, words = QLabel(self), ElidedLabel("", self, role="meta")
        made.addWidget(icon)
        made.addWidget(words, 1)
        self._marks[name] = (icon, words)
        return made

    def _say_precision(self) -> None:
        words = {
            "day": self.tr("the day"),
            "month": self.tr("the month"),
            "year": self.tr("the year"),
            "about": self.tr("about then"),
        }
        known = self._date()
        typed = self.fields["published"].text().strip()
        unreadable = self.tr("write it like 28 Apr 2025 or Apr 2025")
        self.known_to.setText(words[known.precision] if known else unreadable if typed else self.tr("no date"))
        self.known_to.setProperty("role", "warn" if typed and known is None else "")
        repolish(self.known_to)

    def _show_marks(self) -> None:
        tokens = Theme.active().tokens
        candidate = self._candidate
        for name, (icon, words) in self._marks.items():
            icon.clear()
            words.setText("")
            if candidate is None or not candidate.can_come_in:
                continue
            if name == "reliability":
                words.setText(self.tr("yours to set"))
                continue
            known = candidate.metadata.get(name)
            if known is None or not known.value:
                is_needed = name in NEEDED_FIELDS
                words.setText(self.tr("not found") if is_needed else "")
            else:
                is_needed = not known.sure
                words.setText(known.origin)
            if words.text():
                mark, tone = ("help-circle-outline", tokens.warn) if is_needed else ("check", tokens.success)
                icon.setPixmap(pixmap(mark, tone, 14, self.devicePixelRatioF()))
            words.setProperty("role", "warn" if is_needed else "meta")
            repolish(words)

    def _widget_for(self, name: str) -> QWidget:
        if name == "language":
            return self.language
        if name == "reliability":
            return self.reliability
        if not name:
            return self.known_to
        field = QLineEdit(self)
        field.installEventFilter(self)
        self.fields[name] = field
        return field


def _text_of(known: Inferred | None) -> str:
    if known is None or not known.value:
        return ""
    return to_text(known.value) if isinstance(known.value, FuzzyDate) else str(known.value)
