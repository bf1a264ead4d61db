"""Keeping a search under a name, in the panel's head."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from annotator.ui.widgets import push_button


class SaveStrip(QFrame):
    """A button that turns into a field for the name.

    Signals: `wanted(name)` when somebody has given a name.
    """

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = push_button(
            self.tr("Save this search"), self.open_field, self, icon="bookmark-outline", is_small=True, is_quiet=True
        )
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("Name of the search, then Enter"))
        self.field.setAccessibleName(self.tr("Name of the search"))
        self.field.setFixedWidth(240)
        self.field.returnPressed.connect(self._tell)
        self.field.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.button)
        layout.addWidget(self.field)

    @property
    def parts(self) -> tuple[QWidget, QWidget]:
        """What takes the keyboard here."""
        return self.button, self.field

    def close_field(self) -> None:
        """Show the button again."""
        self.field.hide()
        self.field.clear()
        self.button.show()

    def open_field(self) -> None:
        """Ask for a name."""
        self.button.hide()
        self.field.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self) -> None:
        if self.field.text().strip():
            self.wanted.emit(self.field.text())
