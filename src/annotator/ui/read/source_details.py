"""The form of a source at the right: what was inferred about it, to be confirmed or corrected."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.core import edits
from annotator.core.briefing.source_entries import drafted_descriptor
from annotator.core.changes import Draft
from annotator.core.errors import AnnotatorError
from annotator.core.records import FuzzyDate, Inferred, Source
from annotator.core.vocabulary import DATE_FIELDS, METADATA_FIELDS, RELIABILITY
from annotator.core.words import words_for
from annotator.session.changes import Changes
from annotator.session.text_session import corrector_of
from annotator.ui.read.card_fields import CommitField, DateField, SuggestField, field_label
from annotator.ui.read.drafted_field import DraftedField
from annotator.ui.read.known_origins import KnownOrigins
from annotator.ui.read.statement_filters import CalmBox
from annotator.ui.review.moments import moment_words
from annotator.ui.widgets import Badge, ElidedLabel, PanelHead, label
from annotator.ui.workspace import Shell

REVIEWER = "reviewer"


class SourceDetails(QWidget):
    """Show one source's metadata with where each value comes from.

    Signals: `closed()` when the card of the statement is wanted again.
    """

    closed = Signal()

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._session = shell.session
        self._source: Source | None = None
        self._rows: dict[str, _Row] = {}
        self.setAccessibleName(self.tr("Details of the source"))
        head = PanelHead(self.tr("Source"), self)
        head.add_tool("close", self.tr("Close the details"), self.closed.emit)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._build_body())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(scroll, 1)
        self._known = KnownOrigins(
            self._session, lambda names: self._origin.set_rows((name, name) for name in names), self
        )
        self._session.changed.connect(self._follow)

    @property
    def source_uid(self) -> str:
        """The source that is shown, or ""."""
        return self._source.uid if self._source else ""

    def confirm_all(self) -> None:
        """Confirm every value that a person should look at."""
        source = self._source
        if source is None:
            return
        drafts: list[Draft] = []
        for field in self._unsure(source):
            drafts += edits.correct_metadata(source.uid, field, source.metadata[field].value)
        self._perform(lambda: drafts, self.tr("Confirm the details of a source"))

    def flush(self) -> None:
        """Take over what is being typed."""
        for row in self._rows.values():
            if not row.field.error.text():
                row.field.commit()
        self._origin.commit()
        self.descriptor.flush()

    def show_source(self, uid: str) -> None:
        """Show a source; "" shows none."""
        self.flush()
        reader = self._session.reader
        self._source = reader.source(uid) if uid and reader.has_source(uid) else None
        self._show(is_new=True)
        if self._source is not None:
            self._known.ask()

    # Inside

    def _build_body(self) -> QWidget:
        body = QWidget()
        body.setProperty("ground", "window")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(12, 2, 12, 12)
        layout.setSpacing(8)
        self._file = ElidedLabel("", body, role="muted")
        self._file.set_elide_mode(Qt.TextElideMode.ElideMiddle)
        layout.addWidget(self._file)
        self._corrector = label("", "muted", body, wraps=True)
        layout.addWidget(self._corrector)
        self._confirm = QPushButton(body)
        self._confirm.setProperty("small", True)
        self._confirm.clicked.connect(self.confirm_all)
        layout.addWidget(self._confirm)
        for field in METADATA_FIELDS:
            row = _Row(field, body)
            row.corrected.connect(self._correct)
            row.confirmed.connect(self._confirm_one)
            self._rows[field] = row
            layout.addWidget(row)
        self._grade = CalmBox(body)
        self._grade.setAccessibleName(self.tr("Reliability"))
        self._grade.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._grade.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._grade.addItem(self.tr("Not graded"), "")
        for letter, words in RELIABILITY.items():
            self._grade.addItem(f"{letter} {words}", letter)
        self._grade.activated.connect(lambda _: self._regrade(self._grade.currentData()))
        self._origin = SuggestField(self.tr("Origin"), body)
        self._origin.setPlaceholderText(self.tr("First publisher, if this is a copy or translation"))
        self._origin.setToolTip(self.tr("Sources with the same origin count once."))
        self._origin.committed.connect(self._set_origin)
        for words, widget in ((self.tr("Reliability"), self._grade), (self.tr("Origin"), self._origin)):
            layout.addWidget(field_label(words, widget, body))
            layout.addWidget(widget)
        self._build_descriptor(body, layout)
        layout.addStretch(1)
        return body

    def _build_descriptor(self, body: QWidget, layout: QVBoxLayout) -> None:
        self.descriptor = DraftedField(self.tr("What it is"), body)
        tip = self.tr(
            "ICD 206 wants each source described by what bears on its quality and credibility: whose it is, of when, "
            "and what may colour it."
        )
        self.descriptor.setToolTip(tip)
        self.descriptor.committed.connect(self._describe)
        self.draft_button = QPushButton(self.tr("Edit the draft"), body)
        self.draft_button.setProperty("quiet", True)
        self.draft_button.setProperty("small", True)
        self.draft_button.setToolTip(self.tr("Put the drafted words into the field; an emptied field has them back"))
        self.draft_button.clicked.connect(self.descriptor.edit_draft)
        self.descriptor.textChanged.connect(self._offer_draft)
        top = QHBoxLayout()
        top.addWidget(field_label(self.tr("What it is"), self.descriptor, body))
        top.addStretch(1)
        top.addWidget(self.draft_button)
        layout.addLayout(top)
        layout.addWidget(self.descriptor)

    def _confirm_one(self, field: str) -> None:
        source = self._source
        if source is not None and field in source.metadata:
            value = source.metadata[field].value
            name = field_words(field)
            label_words = self.tr("Confirm {0}").format(name)
            self._perform(lambda: edits.correct_metadata(source.uid, field, value), label_words)

    def _correct(self, field: str, value: object) -> None:
        source = self._source
        if source is None:
            return
        assert value is None or isinstance(value, str | FuzzyDate)
        name = field_words(field)
        self._perform(lambda: edits.correct_metadata(source.uid, field, value), self.tr("Correct {0}").format(name))

    def _describe(self, text: str) -> None:
        source = self._source
        words = " ".join(text.split())
        words = "" if words == self.descriptor.draft else words
        if source is not None and words != source.descriptor:
            self._perform(lambda: edits.describe_source(source.uid, words), self.tr("Describe a source"))

    def _follow(self, changes: object) -> None:
        assert isinstance(changes, Changes)
        if self._source is not None and changes.has("source", "project"):
            reader, uid = self._session.reader, self._source.uid
            if not reader.has_source(uid):
                self._source = None
                self.closed.emit()
                return
            self._source = reader.source(uid)
            self._show(is_new=False)
            if self.isVisible():
                self._known.ask()

    def _offer_draft(self) -> None:
        self.draft_button.setVisible(not self.descriptor.toPlainText())

    def _perform(self, drafts: Callable[[], Sequence[Draft]], words: str) -> None:
        try:
            self._session.perform(drafts(), words, initiator=self)
        except AnnotatorError as error:
            self._shell.say_error(error)

    def _regrade(self, letter: str) -> None:
        source = self._source
        if source is not None:
            self._perform(lambda: edits.grade_source(source.uid, letter or None), self.tr("Grade reliability"))

    def _set_origin(self, text: str) -> None:
        source = self._source
        if source is not None:
            origin = self._known.spelled(text)
            self._perform(lambda: edits.set_origin(source.uid, origin), self.tr("Set origin"))

    def _show(self, *, is_new: bool) -> None:
        source = self._source
        if source is None:
            return
        self._file.setText(self.tr("{0}, {1} words").format(source.file_name, f"{source.words:,}"))
        corrector = corrector_of(self._session.reader, source.revision_uid)
        self._corrector.setVisible(corrector is not None)
        if corrector is not None:
            when = moment_words(corrector.at)
            self._corrector.setText(self.tr("Text corrected by {0}, {1}").format(corrector.name, when))
        for field, row in self._rows.items():
            row.show_value(source.metadata.get(field), is_new=is_new)
        self._grade.choose(source.reliability)
        self._origin.show_text(source.origin, is_new=is_new)
        words = words_for(self._session.reader.project().language)
        self.descriptor.show_words(source.descriptor, drafted_descriptor(source, words), is_new=is_new)
        self._offer_draft()
        count = len(self._unsure(source))
        self._confirm.setVisible(bool(count))
        many = self.tr("Confirm all {0}").format(count)
        self._confirm.setText(many if count > 1 else self.tr("Confirm it"))
        self._confirm.setToolTip(self.tr("Say that every value marked “please confirm” is right"))

    def _unsure(self, source: Source) -> list[str]:
        return [field for field, each in source.metadata.items() if not each.sure and field in METADATA_FIELDS]


class _Row(QWidget):
    """One value: its name, its field, where it comes from.

    Signals: `corrected(field, value)`; `confirmed(field)`.
    """

    corrected = Signal(str, object)
    confirmed = Signal(str)

    def __init__(self, field: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = field
        name = field_words(field)
        self.field: CommitField
        if field in DATE_FIELDS:
            date_field = DateField(name, self)
            date_field.dated.connect(lambda known: self.corrected.emit(field, known))
            self.field = date_field
        else:
            self.field = CommitField(name, self)
            self.field.committed.connect(lambda text: self.corrected.emit(field, text))
        self._origin = label("", "meta", self)
        self._badge = Badge("", parent=self)
        self._confirm = QPushButton(self.tr("Confirm"), self)
        self._confirm.setProperty("quiet", True)
        self._confirm.setProperty("small", True)
        self._confirm.setAccessibleName(self.tr("Confirm {0}").format(name))
        self._confirm.clicked.connect(lambda: self.confirmed.emit(field))
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(field_label(name, self.field, self))
        top.addStretch(1)
        top.addWidget(self._origin)
        top.addWidget(self._badge)
        top.addWidget(self._confirm)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addLayout(top)
        layout.addWidget(self.field)
        self.field.error.setParent(self)
        layout.addWidget(self.field.error)

    def show_value(self, inferred: Inferred | None, *, is_new: bool) -> None:
        """Show a value, and whether a person should look at it."""
        value = inferred.value if inferred else None
        if isinstance(self.field, DateField):
            self.field.show_date(value if isinstance(value, FuzzyDate) else None, is_new=is_new)
        else:
            self.field.show_text(str(value or ""), is_new=is_new)
        is_unsure = inferred is not None and not inferred.sure
        self._badge.set_state(self.tr("Please confirm") if is_unsure else "", "warn")
        self._badge.setVisible(is_unsure)
        self._confirm.setVisible(is_unsure)
        self._badge.setToolTip(self.tr("From: {0}").format(inferred.origin) if inferred else "")
        origin = "" if inferred is None or is_unsure else inferred.origin
        is_confirmed = origin == REVIEWER
        self._origin.setText(self.tr("✓ confirmed") if is_confirmed else origin)


def field_words(field: str) -> str:
    """Give the name of a value in the language of the interface."""
    return QCoreApplication.translate("metadata", METADATA_FIELDS[field])
