"""What stands where there is nothing yet."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from annotator.ui.icons import dress
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
        self.button = QPushButton(button, self)
        self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.button.setProperty("accent", is_accent)
        if icon:
            dress(self.button, icon, "on_accent" if is_accent else "text")
        self.button.setVisible(bool(button))
        if run is not None:
            self.button.clicked.connect(lambda: run())
        layout.addSpacing(8)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def set_words(self, fact: str, advice: str) -> None:
        """Change both sentences: "No source matches" is another fact than "No sources yet"."""
        self.fact.setText(fact)
        self.advice.setText(advice)
        self.setAccessibleName(f"{fact} {advice}")
