"""What stands where there is nothing yet."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.ui.widgets.buttons import push_button
from annotator.ui.widgets.labels import label


class EmptyState(QWidget):
    """One sentence of fact, one of what to do, one button."""

    def __init__(
        self,
        fact: str,
        advice: str,
        button: str = "",
        run: Callable[[], object] | None = None,
        parent: QWidget | None = None,
        *,
        icon: str = "",
        is_accent: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(f"{fact} {advice}")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(4)
        layout.addStretch(2)
        self.fact = label(fact, "strong", self, wraps=True)
        self.advice = label(advice, "muted", self, wraps=True)
        for each in (self.fact, self.advice):
            each.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(each)
        self.button = push_button(button, run, self, icon=icon, is_accent=is_accent)
        self.button.setVisible(bool(button))
        layout.addSpacing(8)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def set_words(self, fact: str, advice: str) -> None:
        """Change both sentences: "No source matches" is another fact than "No sources yet"."""
        self.fact.setText(fact)
        self.advice.setText(advice)
        self.setAccessibleName(f"{fact} {advice}")
