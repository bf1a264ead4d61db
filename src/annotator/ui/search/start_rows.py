"""What an empty search field offers: the searches of the project, and the last ones on this computer."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from annotator.core.saved_searches import SavedSearch
from annotator.ui.search.rows import Row


def start_rows(saved: Sequence[SavedSearch], last: Sequence[str]) -> list[Row]:
    """Give the rows; choosing one searches for its value. Of a saved search the detail is what it looks for."""
    rows = []
    if saved:
        rows.append(Row(_tr("Saved with the project")))
        rows += [Row(each.name, each, each.query, "bookmark-outline") for each in saved]
    if last:
        rows.append(Row(_tr("Last searches on this computer")))
        rows += [Row(each, each, "", "history") for each in last]
    return rows


def _tr(words: str) -> str:
    return QCoreApplication.translate("Search", words)
