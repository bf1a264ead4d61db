"""The list under the selected statement to link it from: choose the kind, type to find the other, Enter."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QWidget

from annotator.core.records import Statement
from annotator.core.vocabulary import LINK_KINDS
from annotator.session.changes import Changes
from annotator.session.details import Details
from annotator.session.inquiry import Inquiry
from annotator.store.reader import Reader
from annotator.ui.read.headed_rows import CHOICE_ROLE
from annotator.ui.read.link_candidates import Candidate, Wish, candidates
from annotator.ui.read.link_edits import LinkEdits
from annotator.ui.read.link_palette_rows import CandidateRow, CandidateRows
from annotator.ui.read.link_words import LINK_ICONS, kind_typed, link_words
from annotator.ui.read.statement_popup import ROWS_SHOWN, StatementPopup
from annotator.ui.read.visited import Visited
from annotator.ui.widgets import PALETTE_ROW, HintedField, SegmentedSwitch, label, line
from annotator.ui.workspace import Shell

WIDTH = 560
KINDS = tuple(LINK_KINDS)
_DIGITS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4)


class LinkPalette(StatementPopup):
    """Link the selected statement to another one without the mouse.

    The kind that was chosen last stays chosen: links of one kind are often made one after another.

    Signals: `linked(link)` when a link has been made.
    """

    linked = Signal(str)

    def __init__(self, shell: Shell, details: Details, visited: Visited, parent: QWidget) -> None:
        super().__init__(WIDTH, parent)
        self.setAccessibleName(self.tr("Link the statement to another one"))
        self._edits = LinkEdits(shell)
        self._visited = visited
        self._statement: Statement | None = None
        self._open_source_uids: tuple[str, ...] = ()
        self._wish = Wish("")
        self._answered: Wish | None = None
        # Whether Enter was pressed before the answer was there, and whether the list stays open then.
        self._enter: bool | None = None
        self.kind = KINDS[0]
        self._inquiry: Inquiry[tuple[Wish, list[Candidate]]] = Inquiry(shell.session, self._question, self._take, self)
        self.switch = self._build_switch()
        self.field = HintedField("link-variant", self.tr("Number or words of the other statement"), self)
        self.field.setAccessibleName(self.tr("The other statement"))
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        self.rows, self.view = CandidateRows(details, self), QListView(self)
        self._dress_view(self.view, self.rows, CandidateRow(self.rows, self.view), self.tr("Statements"))
        self.view.clicked.connect(lambda _: self.apply(stays=False))
        self._lay_out()
        self.choose_kind(self.kind)
        shell.session.changed.connect(self._follow)

    @property
    def current(self) -> Candidate | None:
        """The statement that Enter takes."""
        row = self.view.currentIndex().data(CHOICE_ROLE)
        return row if isinstance(row, Candidate) else None

    def apply(self, *, stays: bool) -> None:
        """Link to the current statement, and close or stay open for the next; wait for it where it is being found."""
        if self._inquiry.is_open:
            self._enter = stays
            return
        statement, candidate = self._statement, self.current
        if statement is None or candidate is None:
            return
        if not stays:
            self.close()
        uid = self._edits.link(self.kind, statement.uid, candidate.statement.uid)
        if uid:
            self.linked.emit(uid)
        if stays:
            self.field.clear()
            self._ask(is_urgent=True)

    def choose_kind(self, kind: str) -> None:
        """Say what the statement is to the other one."""
        self.kind = kind
        self.switch.select(kind)
        # The keyboard stays in the field, so the field says what has been chosen.
        self.field.setAccessibleDescription(link_words(kind))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys of the list work while the field has the keyboard."""
        if watched is self.field and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                return self._take_key(event)
            if event.type() == QEvent.Type.ShortcutOverride and _digit(event) is not None:
                event.accept()
                return True
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._inquiry.drop()
        self._enter = None

    def open_for(self, statement: Statement, avoid: QRect, right: int, open_source_uids: tuple[str, ...]) -> None:
        """Show the list for a statement; `avoid` is where it stands on the screen, which stays in sight.

        The list ends at `right` where it can, so that the links in the card stay in sight as well.
        """
        self._statement, self._avoid, self._right, self._open_source_uids = statement, avoid, right, open_source_uids
        self._answered = None
        self.field.set_hint(self.tr("Link from {0}").format(statement.code))
        self.field.clear()
        self._ask(is_urgent=True)
        self._fill()
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    # Inside

    def _ask(self, *, is_urgent: bool = False) -> None:
        if self._statement is None:
            return
        self._wish = Wish(self._statement.uid, self.field.text().strip(), self._visited.uids, self._open_source_uids)
        self._inquiry.ask(is_urgent=is_urgent)

    def _build_switch(self) -> SegmentedSwitch:
        switch = SegmentedSwitch(self)
        switch.setAccessibleName(self.tr("What it is to the other statement"))
        for at, kind in enumerate(KINDS):
            words = link_words(kind)
            segment = switch.add(kind, words, LINK_ICONS[kind])
            segment.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            tip = self.tr("{0} (Ctrl+{1}, or type “{2}:”)")
            segment.setToolTip(tip.format(words, at + 1, words[:3].lower()))
        switch.chosen.connect(self.choose_kind)
        return switch

    def _fill(self) -> None:
        """Fit the list to what was found, or say why it is empty."""
        self.view.setVisible(bool(self.rows.rowCount()))
        self.view.setFixedHeight(min(ROWS_SHOWN * PALETTE_ROW, self.rows.height))
        self._none.setVisible(not self.rows.rowCount())
        if self._inquiry.is_open:
            self._none.setText(self.tr("Looking…"))
        elif self._wish.typed:
            self._none.setText(self.tr("No other statement has this number or these words."))
        else:
            self._none.setText(self.tr("There is no other statement yet."))
        self._fit(self.view)

    def _follow(self, changes: object) -> None:
        assert isinstance(changes, Changes)
        if self.isVisible() and changes.has("statement", "link", "source"):
            self._ask()

    def _lay_out(self) -> None:
        for widget, margins in ((self.switch, (12, 8, 12, 0)), (self.field, (12, 8, 12, 8))):
            box = QHBoxLayout()
            box.setContentsMargins(*margins)
            box.addWidget(widget)
            if widget is self.switch:
                box.addStretch(1)
            self._layout.addLayout(box)
        self._layout.addWidget(line(parent=self))
        self._layout.addWidget(self.view)
        self._none = label("", "muted", self)
        self._none.setContentsMargins(12, 8, 12, 8)
        self._layout.addWidget(self._none)
        self._add_foot(
            (
                (self.tr("Enter"), self.tr("link and close")),
                (self.tr("Shift+Enter"), self.tr("link, stay")),
                (self.tr("Tab"), self.tr("other kind")),
                (self.tr("Esc"), self.tr("close")),
            )
        )

    def _question(self, reader: Reader) -> tuple[Wish, list[Candidate]]:
        wish = self._wish
        return wish, candidates(reader, wish)

    def _select(self, row: int) -> None:
        if row >= 0:
            self.view.setCurrentIndex(self.rows.index(row))
            # The heading above the first choice comes into sight with it.
            self.view.scrollTo(self.rows.index(0) if row <= 1 else self.rows.index(row))

    def _step(self, by: int) -> None:
        row, step = self.view.currentIndex().row(), 1 if by > 0 else -1
        for _ in range(abs(by)):
            beyond = self.rows.next_choice(row, step)
            row = beyond if beyond >= 0 else row
        self._select(row)

    def _take(self, answer: tuple[Wish, list[Candidate]]) -> None:
        wish, found = answer
        if wish != self._wish:
            return
        before = self.current if wish == self._answered else None
        self._answered = wish
        self.rows.set_candidates(found)
        self._select(self.rows.row_of(before.statement.uid) if before else self.rows.first_choice())
        if self.isVisible():
            self._fill()
        if self._enter is not None:
            stays, self._enter = self._enter, None
            self.apply(stays=stays)

    def _take_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        turns = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
        digit = _digit(event)
        if digit is not None:
            self.choose_kind(KINDS[digit])
        elif key in turns:
            self.choose_kind(KINDS[(KINDS.index(self.kind) + turns[key]) % len(KINDS)])
        elif key in steps:
            self._step(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.apply(stays=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key == Qt.Key.Key_Escape:
            self.close()
        else:
            return False
        return True

    def _typed(self, typed: str) -> None:
        self._enter = None
        kind, rest = kind_typed(typed)
        if kind:
            self.choose_kind(kind)
            self.field.setText(rest)
        else:
            self._ask()


def _digit(event: QKeyEvent) -> int | None:
    """Give which of the kinds Ctrl with a digit means."""
    key = Qt.Key(event.key())
    is_meant = event.modifiers() & Qt.KeyboardModifier.ControlModifier and key in _DIGITS
    return _DIGITS.index(key) if is_meant else None
