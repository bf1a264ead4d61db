"""What is known of an article, with where each value comes from, for a reviewer to confirm or correct."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from annotator.core.dates import parse_date, to_text
from annotator.core.records import FuzzyDate, Inferred
from annotator.core.vocabulary import DATE_FIELDS, METADATA_FIELDS, RELIABILITY
from annotator.core.words import ENGLISH
from annotator.session.import_session import NEEDED_FIELDS, Candidate
from annotator.ui.icons import pixmap
from annotator.ui.theme import Theme
from annotator.ui.widgets import ElidedLabel, label, push_button, repolish

FIELD_WIDTH = 198
# In the order of the form; what few articles have stands behind a button, and comes out where it wants a look.
ALWAYS = ("title", "outlet", "published", "author")
SELDOM = ("subtitle", "url", "updated", "licence", "translation_note", "accessed")
# What several articles can have in common.
SHARED = ("outlet", "author", "published", "licence", "accessed")


class MetadataForm(QWidget):
    """A field for each value.

    Signals: `confirmed(dict, str)`: the values by field, and the reliability; `shared(dict, str)`: the same, of what
    was changed while several articles were selected; `skipped()`.
    """

    confirmed = Signal(dict, str)
    shared = Signal(dict, str)
    skipped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._candidate: Candidate | None = None
        self._count = 1
        self._name = ElidedLabel("", self)
        self._name.setProperty("role", "strong")
        self._place = label("", "muted", self)
        self.fields: dict[str, QLineEdit] = {}
        self._marks: dict[str, tuple[QLabel, QLabel]] = {}
        self._seldom = QWidget(self)
        self.known_to = label("", "", self)
        self.language = QComboBox(self)
        self.reliability = QComboBox(self)
        self.confirm = push_button(self.tr("Confirm and next"), self._confirm, self, is_accent=True)
        self.skip = push_button(self.tr("Skip"), self.skipped.emit, self)
        self.more = push_button("", self._toggle_seldom, self, is_small=True)
        self._fill_choices()
        self._lay_out()
        self._show_seldom(False)
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

    def set_place(self, number: int, total: int) -> None:
        """Say which of those that want a look this is, where it is one."""
        if self._count == 1:
            self._place.setText(self.tr("{0} of {1} to confirm").format(number, total) if number else "")

    def show_candidate(self, candidate: Candidate | None, number: int = 0, total: int = 0) -> None:
        """Show what is known of a candidate; `number` of `total` that want a look."""
        self._candidate = candidate
        self._count = 1
        can_edit = candidate is not None and candidate.can_come_in
        self._name.setText(candidate.name if candidate else "")
        self.set_place(number, total)
        for name, widget in self.fields.items():
            known = candidate.metadata.get(name) if candidate else None
            widget.setText(_text_of(known))
            widget.setCursorPosition(0)
            widget.setPlaceholderText("")
            widget.setEnabled(can_edit)
        language = candidate.metadata.get("language") if candidate else None
        self._choose_language(str(language.value) if language and language.value else "")
        self.reliability.setCurrentIndex(max(0, self.reliability.findData(candidate.reliability if candidate else "")))
        for each in (self.language, self.reliability, self.confirm, self.skip, self.more):
            each.setEnabled(can_edit)
        self.confirm.setText(self.tr("Confirm and next"))
        if candidate is not None and any(not self._known(name).sure for name in SELDOM):
            self._show_seldom(True)
        self._say_precision()
        self._show_marks()

    def show_several(self, count: int) -> None:
        """Offer what several articles can have in common; what is left empty stays as it is in each."""
        self._candidate = None
        self._count = count
        self._name.setText(self.tr("{0} articles").format(f"{count:,}"))
        self._place.setText(self.tr("what they have in common"))
        for name, widget in self.fields.items():
            widget.clear()
            widget.setEnabled(name in SHARED)
            widget.setPlaceholderText(self.tr("as it is") if name in SHARED else "")
        for box in (self.language, self.reliability):
            box.setPlaceholderText(self.tr("as it is"))
            box.setCurrentIndex(-1)
        for each in (self.language, self.reliability, self.confirm, self.more):
            each.setEnabled(True)
        self.skip.setEnabled(False)
        self.confirm.setText(self.tr("Set for {0}").format(f"{count:,}"))
        self._say_precision()
        self._show_marks()

    def focus_first_doubt(self) -> None:
        """Put the cursor into the first field that wants a look."""
        for name, widget in self.fields.items():
            known = self._known(name)
            if (not known.value and name in NEEDED_FIELDS) or not known.sure:
                widget.setFocus()
                widget.selectAll()
                return
        self.fields["title"].setFocus()

    def values(self) -> dict[str, object]:
        """Give what stands in the fields."""
        values: dict[str, object] = {name: " ".join(each.text().split()) for name, each in self.fields.items()}
        values |= {name: self._date(name) for name in DATE_FIELDS}
        values["language"] = self.language.currentData() or ""
        return values

    def _choose_language(self, code: str) -> None:
        at = self.language.findData(code)
        if at < 0:
            self.language.addItem(code, code)
            at = self.language.count() - 1
        self.language.setCurrentIndex(at)

    def _confirm(self) -> None:
        if self._count == 1 and (self._candidate is None or not self._candidate.can_come_in):
            return
        for name in DATE_FIELDS:
            if self.fields[name].text().strip() and self._date(name) is None:
                self._show_seldom(self._seldom.isVisibleTo(self) or name in SELDOM)
                self.fields[name].setFocus()
                self.fields[name].selectAll()
                return
        reliability = str(self.reliability.currentData() or "")
        if self._count > 1:
            self.shared.emit({name: value for name, value in self.values().items() if value}, reliability)
        else:
            self.confirmed.emit(self.values(), reliability)

    def _date(self, name: str) -> FuzzyDate | None:
        """Give the typed date; what was not touched keeps all that was known of it."""
        typed, known = self.fields[name].text().strip(), self._known(name)
        if isinstance(known.value, FuzzyDate) and typed == to_text(known.value):
            return known.value
        return parse_date(typed) if typed else None

    def _known(self, name: str) -> Inferred:
        """Give what is known of a field; nothing is known for sure to be nothing."""
        known = self._candidate.metadata.get(name) if self._candidate else None
        return known or Inferred("", "")

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
        rows = [(name, _words_for(name), self._field_for(name)) for name in ALWAYS]
        rows.insert(3, ("", self.tr("Known to"), self.known_to))
        rows += [("language", _words_for("language"), self.language)]
        rows += [("reliability", self.tr("Reliability"), self.reliability)]
        seldom = self._grid([(name, _words_for(name), self._field_for(name)) for name in SELDOM])
        seldom.setContentsMargins(0, 0, 0, 0)
        self._seldom.setLayout(seldom)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.confirm)
        buttons.addWidget(self.skip)
        buttons.addWidget(self.more)
        buttons.addStretch()
        buttons.addWidget(label(self.tr("Ctrl+Enter"), "meta", self))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 12)
        layout.setSpacing(7)
        layout.addLayout(head)
        layout.addLayout(self._grid(rows))
        layout.addWidget(self._seldom)
        layout.addSpacing(3)
        layout.addLayout(buttons)

    def _grid(self, rows: list[tuple[str, str, QWidget]]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(7)
        grid.setColumnMinimumWidth(0, 100)
        grid.setColumnStretch(2, 1)
        for row, (name, words, widget) in enumerate(rows):
            grid.addWidget(label(words, "muted", self), row, 0)
            widget.setAccessibleName(words)
            widget.setFixedWidth(FIELD_WIDTH)
            grid.addWidget(widget, row, 1)
            if name:
                grid.addLayout(self._mark_for(name), row, 2)
        return grid

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
        known = self._date("published")
        typed = self.fields["published"].text().strip()
        unreadable = self.tr("write it like 28 Apr 2025 or Apr 2025")
        none = self.tr("no date") if self._count == 1 else ""
        self.known_to.setText(words[known.precision] if known else unreadable if typed else none)
        self.known_to.setProperty("role", "warn" if typed and known is None else "")
        repolish(self.known_to)

    def _show_marks(self) -> None:
        tokens = Theme.active().tokens
        for name, (icon, words) in self._marks.items():
            icon.clear()
            words.setText("")
            if self._candidate is None or not self._candidate.can_come_in:
                continue
            if name == "reliability":
                words.setText(self.tr("yours to set"))
                continue
            known = self._known(name)
            if not known.value:
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

    def _show_seldom(self, is_shown: bool) -> None:
        self._seldom.setVisible(is_shown)
        self.more.setText(self.tr("Less") if is_shown else self.tr("More"))
        self.more.setAccessibleName(self.tr("Fewer fields") if is_shown else self.tr("More fields"))

    def _toggle_seldom(self) -> None:
        self._show_seldom(not self._seldom.isVisibleTo(self))

    def _field_for(self, name: str) -> QWidget:
        field = QLineEdit(self)
        field.installEventFilter(self)
        self.fields[name] = field
        return field


def _text_of(known: Inferred | None) -> str:
    if known is None or not known.value:
        return ""
    return to_text(known.value) if isinstance(known.value, FuzzyDate) else str(known.value)


def _words_for(name: str) -> str:
    return QCoreApplication.translate("metadata", METADATA_FIELDS[name])
