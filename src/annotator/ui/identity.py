"""Who is working here: name, initials and colour."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from annotator.core.vocabulary import TAG_COLOURS
from annotator.ui.preferences import initials_of
from annotator.ui.reviewers.colour_button import ColourButton
from annotator.ui.widgets import label

INITIALS_LIMIT = 4


class IdentityForm(QWidget):
    """Name, initials and colour; the other two follow the name until somebody chooses others.

    Signals: `entered()` when Return is pressed in it.
    """

    entered = Signal()

    def __init__(self, name: str, initials: str, parent: QWidget | None = None, *, colour: str = "") -> None:
        super().__init__(parent)
        self.name = QLineEdit(name, self)
        self.name.setAccessibleName(self.tr("Your name"))
        self.initials = QLineEdit(initials, self)
        self.initials.setAccessibleName(self.tr("Your initials"))
        self.initials.setMaxLength(INITIALS_LIMIT)
        self.initials.setFixedWidth(72)
        self.colour = ColourButton(colour or suggested_colour(name), self)
        self._is_own = bool(initials) and initials != initials_of(name)
        self._is_own_colour = bool(colour)
        self.fault = label("", "error", self)
        self.fault.hide()
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.addRow(label(self.tr("Your name"), "muted", self), self.name)
        form.addRow(label(self.tr("Initials"), "muted", self), self.initials)
        form.addRow(label(self.tr("Colour"), "muted", self), self.colour)
        form.addRow("", self.fault)
        self.name.textEdited.connect(self._follow)
        self.initials.textEdited.connect(self._keep)
        self.colour.picked.connect(self._keep_colour)
        self.name.returnPressed.connect(self.entered)
        self.initials.returnPressed.connect(self.entered)

    @property
    def values(self) -> tuple[str, str, str]:
        """Name, initials and the colour's name as they stand."""
        name = self.name.text().strip()
        return name, self.initials.text().strip() or initials_of(name), self.colour.colour_name

    def check(self) -> bool:
        """Whether there is a name; where there is none, say so and put the keyboard there."""
        is_good = bool(self.name.text().strip())
        self.fault.setText("" if is_good else self.tr("Write your name: every change carries it."))
        self.fault.setVisible(not is_good)
        if not is_good:
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        return is_good

    def _follow(self, name: str) -> None:
        self.fault.hide()
        if not self._is_own:
            self.initials.setText(initials_of(name))
        if not self._is_own_colour:
            self.colour.show_colour(suggested_colour(name))

    def _keep(self, initials: str) -> None:
        self._is_own = bool(initials.strip())

    def _keep_colour(self) -> None:
        self._is_own_colour = True


class IdentityDialog(QDialog):
    """Change one's own name, initials and colour.

    Signals: `introduced(str, str, str)`.
    """

    introduced = Signal(str, str, str)

    def __init__(self, name: str, initials: str, parent: QWidget | None = None, *, colour: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Your name"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(420)
        self.form = IdentityForm(name, initials, self, colour=colour)
        self.form.entered.connect(self.accept)
        words = self.tr("Every change you make carries this name. A correction reaches what you did before as well.")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(label(self.tr("Who is working here?"), "title", self))
        layout.addWidget(label(words, "muted", self, wraps=True))
        layout.addWidget(self.form)
        row = QHBoxLayout()
        row.addStretch()
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        keep = QPushButton(self.tr("Keep this name"), self)
        keep.setProperty("accent", True)
        keep.setAutoDefault(False)
        keep.clicked.connect(self.accept)
        row.addWidget(cancel)
        row.addWidget(keep)
        layout.addLayout(row)

    def accept(self) -> None:
        if self.form.check():
            self.introduced.emit(*self.form.values)
            super().accept()


def suggested_colour(name: str) -> str:
    """Suggest a colour: the same for a name everywhere, and mostly another for another name."""
    return TAG_COLOURS[sum(name.casefold().encode()) % len(TAG_COLOURS)]
