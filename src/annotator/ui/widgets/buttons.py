"""Push buttons."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from annotator.ui.icons import dress


def push_button(
    text: str,
    run: Callable[[], object] | None = None,
    parent: QWidget | None = None,
    *,
    icon: str = "",
    is_accent: bool = False,
    is_small: bool = False,
    is_quiet: bool = False,
) -> QPushButton:
    """Make a button of the house: at most one accent button stands on a page or in a dialog, named by its verb."""
    # The space keeps the words off the icon: the style sheet has no rule for that gap.
    made = QPushButton(f" {text}" if icon else text, parent)
    made.setAccessibleName(text.replace("&", ""))
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    made.setAutoDefault(False)
    for name, is_set in (("accent", is_accent), ("small", is_small), ("quiet", is_quiet)):
        made.setProperty(name, is_set)
    if icon:
        dress(made, icon, "on_accent" if is_accent else "text")
    if run is not None:
        made.clicked.connect(lambda: run())
    return made
